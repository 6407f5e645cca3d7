//! The size policy in force: one of the published ones, or the reader's own cut points.
//!
//! Tier names mean nothing without the policy that gives them.

use leptos::prelude::*;

use crate::{
    domain::{
        query::Edit,
        tier::{CUSTOM, N_CUTS, POLICIES, Policy, Tier},
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
        let policy = if slug == CUSTOM { own(policy.get_untracked()) } else { Policy::named(&slug) };
        if let Some(policy) = policy {
            explore.commit(Edit::Policy(policy));
        }
    };
    let rungs = move || {
        let words: Vec<String> = policy
            .get()
            .rungs()
            .iter()
            .map(|rung| {
                let name = t.names.tiers(rung.tier.as_str()).unwrap_or(rung.tier.as_str());
                t.explore.rung(&t.compact(rung.from as f64), name)
            })
            .collect();
        words.join(" · ")
    };
    let is_own = Memo::new(move |_| policy.with(Policy::is_custom));
    let cuts = move || {
        is_own.get().then(|| {
            let fields = Tier::ALL[1..].iter().map(|tier| view! { <Cut explore policy tier=*tier /> });
            view! { <div class="policy__cuts">{fields.collect_view()}</div> }
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

/// One cut point. A number that does not rise between its neighbors is not taken.
#[component]
fn Cut(explore: Explore, policy: Memo<Policy>, tier: Tier) -> impl IntoView {
    let t = use_text();
    let name = t.names.tiers(tier.as_str()).unwrap_or(tier.as_str());
    let from = move || policy.get().range(tier).map(|(from, _)| from.to_string()).unwrap_or_default();
    let is_wrong = RwSignal::new(false);
    let set = move |event| {
        let mut cuts = cuts(&policy.get_untracked());
        let wanted = event_target_value(&event).trim().parse().ok();
        let changed = wanted.and_then(|wanted| {
            cuts[tier.index() - 1] = wanted;
            Policy::custom(cuts)
        });
        is_wrong.set(changed.is_none());
        if let Some(changed) = changed {
            explore.commit(Edit::Policy(changed));
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

/// The cut points of a policy, those that it does not have between its neighbors, as whole numbers that rise.
fn cuts(policy: &Policy) -> [u64; N_CUTS] {
    let standard = Policy::standard();
    std::array::from_fn(|at| {
        let tier = Tier::ALL[at + 1];
        let from = |policy: &Policy| policy.range(tier).map(|(from, _)| from);
        from(policy).filter(|from| *from > 0).or_else(|| from(&standard)).unwrap_or(1)
    })
}

/// The reader's own policy to begin with: the cut points of the one in force, else the default's.
fn own(policy: Policy) -> Option<Policy> {
    Policy::custom(cuts(&policy)).or_else(|| Policy::custom(cuts(&Policy::standard())))
}
