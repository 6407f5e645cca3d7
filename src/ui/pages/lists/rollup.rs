//! The shortlist as a whole: how many, how far they reach, what they cost, what to look at.

use leptos::prelude::*;

use super::Items;
use crate::{
    domain::{answer::Severity, character::Character, money::Rates, profile::Price},
    i18n::{Text, use_text},
    lists::Triage,
    state::use_app,
    ui::{pages::answers::Answer, parts::marks::Unknown},
};

/// Four figures about the shortlist; nothing while it is empty.
pub(super) fn rollup(items: Items, answers: Memo<Vec<Answer>>) -> impl IntoView {
    let t = use_text();
    let shortlist = Memo::new(move |_| {
        let chosen: Vec<String> = items.with(|items| {
            let kept = items.iter().filter(|(_, item)| item.triage.value == Triage::Shortlisted);
            kept.map(|(card, _)| card.id.clone()).collect()
        });
        answers.with(|answers| {
            answers.iter().filter(|answer| chosen.contains(&answer.id)).cloned().collect::<Vec<_>>()
        })
    });
    move || {
        let total = items.with(Vec::len);
        shortlist.with(|shortlist| {
            (!shortlist.is_empty()).then(|| figures(t, shortlist, total, &use_app().config().fx))
        })
    }
}

fn figures(t: Text, shortlist: &[Answer], total: usize, rates: &Rates) -> impl IntoView + use<> {
    let known = || shortlist.iter().filter_map(|answer| answer.explanation.as_ref());
    let micro = known().filter(|known| known.character.verdict == Some(Character::Micro)).count() as u64;
    let raised = |severity| {
        known().flat_map(|known| &known.flags).filter(|flag| flag.severity == severity).count() as u64
    };
    let (alerts, checks) = (raised(Severity::Alert), raised(Severity::Check));
    let count = t.integer(shortlist.len() as u64);
    view! {
        <dl class="figures rollup" aria-label=t.lists.rollup()>
            <div>
                <dt>{t.lists.rollup_count()}</dt>
                <dd>{count} <small>{t.lists.rollup_of(&t.integer(total as u64))}</small></dd>
                <dd class="sub">{t.lists.rollup_micro(micro, &t.integer(micro))}</dd>
            </div>
            <div>
                <dt>{t.lists.rollup_reach()}</dt>
                <dd>{reach(t, shortlist)}</dd>
                <dd class="sub">{t.lists.rollup_reach_why()}</dd>
            </div>
            {cost(t, shortlist, rates)}
            <div>
                <dt>{t.lists.rollup_risk()}</dt>
                <dd>{t.integer(alerts)}</dd>
                <dd class="sub">{t.lists.rollup_checks(checks, &t.integer(checks))}</dd>
            </div>
        </dl>
    }
}

/// Without data on overlap the audience of all lies between the largest one and the sum: both are shown, and
/// no number between is made up.
fn reach(t: Text, shortlist: &[Answer]) -> AnyView {
    let followers: Vec<u64> =
        shortlist.iter().filter_map(|answer| answer.profile.as_ref()?.followers).collect();
    let Some(most) = followers.iter().copied().max() else { return view! { <Unknown /> }.into_any() };
    let all = followers.iter().copied().fold(0_u64, u64::saturating_add);
    let written = |count: u64| t.compact(count as f64);
    if most == all {
        written(all).into_any()
    } else {
        format!("{}–{}", written(most), written(all)).into_any()
    }
}

/// The sum of what is quoted or given, as a range, with how many prices it is made of. Several currencies are summed
/// in the one that all rates are to.
fn cost(t: Text, shortlist: &[Answer], rates: &Rates) -> impl IntoView + use<> {
    let prices: Vec<&Price> = shortlist.iter().filter_map(Answer::price).collect();
    let first = prices.first().map(|price| price.currency);
    let is_mixed = prices.iter().any(|price| Some(price.currency) != first);
    let currency = if is_mixed { Some(rates.base) } else { first };
    let sum = |pick: fn(&Price) -> f64| -> Option<f64> {
        let amount = |price: &&Price| {
            if is_mixed { rates.to_base(pick(price), price.currency) } else { Some(pick(price)) }
        };
        prices.iter().map(amount).sum()
    };
    let total = sum(|price| price.low).zip(sum(|price| price.high)).zip(currency);
    let (known, all) = (t.integer(prices.len() as u64), t.integer(shortlist.len() as u64));
    let (value, about) = match total {
        Some(((low, high), currency)) => {
            let about = if is_mixed {
                t.lists.rollup_cost_converted(&known, &all)
            } else {
                t.lists.rollup_cost_why(&known, &all)
            };
            (t.money_range(low, high, currency.as_str()).into_any(), about)
        }
        None if is_mixed => (view! { <Unknown /> }.into_any(), t.lists.rollup_cost_mixed().to_owned()),
        None => (view! { <Unknown /> }.into_any(), t.lists.rollup_cost_why(&known, &all)),
    };
    view! {
        <div>
            <dt>{t.lists.rollup_cost()}</dt>
            <dd>{value}</dd>
            <dd class="sub">{about}</dd>
        </div>
    }
}
