//! The size policy in force: one of the published ones, or the reader's own cut points.
//!
//! Tier names mean nothing without the policy that gives them.

use leptos::prelude::*;

use crate::{
    domain::{
        network::Network,
        query::Edit,
        tier::{CUSTOM, N_CUTS, POLICIES, Policy, Rung, Tier},
    },
    i18n::use_text,
    state::Explore,
    ui::{
        kit::field::{Choice, Select},
        parts::marks::words,
    },
};

/// The choice of a policy, and fields for cut points where they are the reader's own.
#[component]
pub fn PolicySelect(
    /// Where edits go.
    explore: Explore,
) -> impl IntoView {
    let t = use_text();
    let policy = Memo::new(move |_| explore.query().with(|query| query.policy));
    let mut choices: Vec<Choice> =
        POLICIES.iter().map(|policy| Choice::new(policy.slug(), words::policy_name(t, policy))).collect();
    choices.push(Choice::new(CUSTOM, t.explore.policy_own()));
    let choose = move |slug: String| {
        let policy = if slug == CUSTOM { own(&policy.get_untracked()) } else { Policy::named(&slug) };
        if let Some(policy) = policy {
            explore.commit(Edit::Policy(Box::new(policy)));
        }
    };
    let rungs = move || {
        let policy = policy.get();
        let words = |rungs: &[Rung]| {
            let words = rungs.iter().map(|rung| {
                let name = t.names.tiers(rung.tier.as_str()).unwrap_or(rung.tier.as_str());
                t.explore.rung(&t.compact(rung.from as f64), name)
            });
            words.collect::<Vec<_>>().join(" · ")
        };
        let own = policy.own_rungs().map(|(network, rungs)| t.marks.named(network.label(), &words(rungs)));
        std::iter::once(words(policy.rungs()))
            .chain(own)
            .map(|line| view! { <span class="policy__line">{line}</span> })
            .collect_view()
    };
    let place = RwSignal::new(None::<Network>);
    let is_own = Memo::new(move |_| policy.with(Policy::is_custom));
    let cuts = move || {
        is_own.get().then(|| {
            let fields = Tier::ALL[1..].iter().map(|tier| view! { <Cut explore policy place tier=*tier /> });
            let mut places = vec![Choice::new("", t.explore.policy_everywhere())];
            places.extend(Network::ALL.map(|network| Choice::new(network.as_str(), network.label())));
            view! {
                <Select
                    label=t.explore.policy_where()
                    choices=places
                    value=Signal::derive(move || place.get().map_or("", Network::as_str).to_owned())
                    on_choose=move |slug: String| place.set(slug.parse().ok())
                />
                <div class="policy__cuts">{fields.collect_view()}</div>
            }
        })
    };
    view! {
        <div class="policy">
            <Select
                label=t.explore.policy()
                choices
                value=Signal::derive(move || policy.with(|policy| policy.slug().to_owned()))
                on_choose=choose
            />
            <p class="hint">{rungs}</p>
            {cuts}
        </div>
    }
}

/// One cut point, everywhere or on one network. A number that does not rise between its neighbors is not taken.
#[component]
fn Cut(
    explore: Explore,
    policy: Memo<Policy>,
    place: RwSignal<Option<Network>>,
    tier: Tier,
) -> impl IntoView {
    let t = use_text();
    let name = t.names.tiers(tier.as_str()).unwrap_or(tier.as_str());
    let from = move || {
        let policy = policy.get();
        let range = match place.get() {
            Some(network) => policy.range_on(network, tier),
            None => policy.range(tier),
        };
        range.map(|(from, _)| from.to_string()).unwrap_or_default()
    };
    let is_wrong = RwSignal::new(false);
    let set = move |event| {
        let (policy, place) = (policy.get_untracked(), place.get_untracked());
        let mut cuts = match place {
            Some(network) => cuts_of(|tier| policy.range_on(network, tier)),
            None => cuts_of(|tier| policy.range(tier)),
        };
        let wanted = event_target_value(&event).trim().parse().ok();
        let changed = wanted.and_then(|wanted| {
            cuts[tier.index() - 1] = wanted;
            match place {
                Some(network) => policy.with(network, Some(cuts)),
                None => policy.with_cuts(cuts),
            }
        });
        is_wrong.set(changed.is_none());
        if let Some(changed) = changed {
            explore.commit(Edit::Policy(Box::new(changed)));
        }
    };
    view! {
        <label class="field">
            <span class="field__label">{t.explore.policy_cut(name)}</span>
            <input
                type="number"
                min="1"
                step="1"
                prop:value=from
                aria-invalid=move || is_wrong.get().then_some("true")
                on:change=set
            />
            {move || is_wrong.get().then(|| view! { <span class="hint" role="alert">{t.explore.policy_rising()}</span> })}
        </label>
    }
}

/// The cut points of a policy's ranges, those that it does not have from the default policy.
fn cuts_of(range: impl Fn(Tier) -> Option<(u64, Option<u64>)>) -> [u64; N_CUTS] {
    let standard = Policy::standard();
    let from = |range: Option<(u64, Option<u64>)>| range.map(|(from, _)| from).filter(|from| *from > 0);
    std::array::from_fn(|at| {
        let tier = Tier::ALL[at + 1];
        from(range(tier)).or_else(|| from(standard.range(tier))).unwrap_or(1)
    })
}

/// The reader's own policy to begin with: the cut points of the one in force, else the default's.
fn own(policy: &Policy) -> Option<Policy> {
    if policy.is_custom() {
        return Some(*policy);
    }
    let standard = Policy::standard();
    let start = Policy::custom(cuts_of(|tier| policy.range(tier)));
    let start = start.or_else(|| Policy::custom(cuts_of(|tier| standard.range(tier))))?;
    let networks = policy.own_rungs().map(|(network, _)| network);
    Some(networks.fold(start, |own, network| {
        own.with(network, Some(cuts_of(|tier| policy.range_on(network, tier)))).unwrap_or(own)
    }))
}
