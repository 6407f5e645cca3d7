//! The shortlist as a whole: how many, how far they reach, what they cost, what to look at.

use leptos::prelude::*;

use super::Items;
use crate::{
    domain::{
        answer::{Explanation, Severity},
        character::Character,
        money::Rates,
        profile::Price,
    },
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
    let known: Vec<&Explanation> =
        shortlist.iter().filter_map(|answer| answer.explanation.as_ref()).collect();
    let count = t.integer(shortlist.len() as u64);
    view! {
        <dl class="figures rollup" aria-label=t.lists.rollup()>
            <div>
                <dt>{t.lists.rollup_count()}</dt>
                <dd>{count} <small>{t.lists.rollup_of(&t.integer(total as u64))}</small></dd>
                <dd class="sub">{micro(t, &known)}</dd>
            </div>
            <div>
                <dt>{t.lists.rollup_reach()}</dt>
                <dd>{reach(t, shortlist)}</dd>
                <dd class="sub">{reach_why(t, shortlist)}</dd>
            </div>
            {cost(t, shortlist, rates)}
            {risk(t, &known, shortlist.len())}
        </dl>
    }
}

/// How many behave as micro, of those whose character is known: nothing is said of a shortlist without a known one.
fn micro(t: Text, known: &[&Explanation]) -> Option<String> {
    let verdicts: Vec<Character> = known.iter().filter_map(|known| known.character.verdict).collect();
    let micro = verdicts.iter().filter(|verdict| **verdict == Character::Micro).count() as u64;
    (!verdicts.is_empty()).then(|| t.lists.rollup_micro(micro, &t.integer(micro)))
}

/// Alerts and what is to be checked, with how many profiles could be looked at where that is not all.
fn risk(t: Text, known: &[&Explanation], all: usize) -> impl IntoView + use<> {
    let raised = |severity| {
        let flags = known.iter().flat_map(|known| &known.flags);
        flags.filter(|flag| flag.severity == severity).count() as u64
    };
    let (alerts, checks) = (raised(Severity::Alert), raised(Severity::Check));
    let value =
        if known.is_empty() { view! { <Unknown /> }.into_any() } else { t.integer(alerts).into_any() };
    let mut about = Vec::new();
    if !known.is_empty() {
        about.push(t.lists.rollup_checks(checks, &t.integer(checks)));
    }
    if known.len() < all {
        about.push(t.lists.rollup_known(&t.integer(known.len() as u64), &t.integer(all as u64)));
    }
    view! {
        <div>
            <dt>{t.lists.rollup_risk()}</dt>
            <dd>{value}</dd>
            <dd class="sub">{about.join(" · ")}</dd>
        </div>
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

/// Why the reach is a range, or of how many it is known.
fn reach_why(t: Text, shortlist: &[Answer]) -> String {
    let is_known =
        |answer: &&Answer| answer.profile.as_ref().is_some_and(|profile| profile.followers.is_some());
    let (known, all) = (shortlist.iter().filter(is_known).count(), shortlist.len());
    let mut about = Vec::new();
    if known > 1 {
        about.push(t.lists.rollup_reach_why().to_owned());
    }
    if known < all {
        about.push(t.lists.rollup_known(&t.integer(known as u64), &t.integer(all as u64)));
    }
    about.join(" · ")
}

/// The sum of what is quoted or given, as a range, with how many prices it is made of, and for which formats where the
/// brief asks none: a story and a video are not the same thing to pay for. Several currencies are summed in the one
/// that all rates are to.
fn cost(t: Text, shortlist: &[Answer], rates: &Rates) -> impl IntoView + use<> {
    let priced: Vec<(&str, &Price)> = shortlist.iter().filter_map(Answer::price).collect();
    let prices: Vec<&Price> = priced.iter().map(|(_, price)| *price).collect();
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
    let about = match formats(t, shortlist, &priced) {
        Some(formats) => format!("{about} · {formats}"),
        None => about,
    };
    view! {
        <div>
            <dt>{t.lists.rollup_cost()}</dt>
            <dd>{value}</dd>
            <dd class="sub">{about}</dd>
        </div>
    }
}

/// The formats that the prices are for, where the brief asks none.
fn formats(t: Text, shortlist: &[Answer], priced: &[(&str, &Price)]) -> Option<String> {
    if shortlist.iter().any(|answer| answer.format.is_some()) {
        return None;
    }
    let mut formats: Vec<&str> = Vec::new();
    for (format, _) in priced {
        if !formats.contains(format) {
            formats.push(format);
        }
    }
    let names: Vec<&str> = formats.iter().map(|format| t.names.formats(format).unwrap_or(*format)).collect();
    (!names.is_empty()).then(|| t.lists.rollup_formats(names.len() as u64, &names.join(", ")))
}
