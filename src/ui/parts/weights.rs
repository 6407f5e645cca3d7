//! The weights of the six criteria: a slider and a number each, and what a weight of nothing means.

use std::sync::Arc;

use leptos::prelude::*;

use super::gesture::Gesture;
use crate::{
    domain::{
        answer::Page,
        criterion::{Criterion, Weights},
        query::Edit,
    },
    i18n::use_text,
    state::Explore,
    ui::kit::field::show,
};

/// The six weights.
#[component]
pub fn WeightPanel(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
) -> impl IntoView {
    let t = use_text();
    let weights = Memo::new(move |_| explore.query().with(|query| query.weights));
    let total = move || weights.get().0.iter().map(|weight| u64::from(*weight)).sum::<u64>();
    let rows = Criterion::ALL
        .into_iter()
        .map(|criterion| view! { <WeightRow explore page weights criterion /> })
        .collect_view();
    let reset = move || {
        (weights.get() != Weights::default()).then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| explore.commit(Edit::ResetWeights)>
                    {t.explore.reset_weights()}
                </button>
            }
        })
    };
    view! {
        <section class="weights" aria-labelledby="weights-heading">
            <div class="weights__head">
                <h3 id="weights-heading">{t.explore.weights()}</h3>
                <span class="sub">{move || t.explore.weights_total(&t.integer(total()))}</span>
            </div>
            {rows}
            <p class="hint">{t.explore.weights_hint()} " " {reset}</p>
        </section>
    }
}

#[component]
fn WeightRow(
    explore: Explore,
    page: Signal<Option<Arc<Page>>>,
    weights: Memo<Weights>,
    criterion: Criterion,
) -> impl IntoView {
    let t = use_text();
    let gesture = Gesture::new(explore);
    let name = t.names.criteria(criterion.as_str()).unwrap_or(criterion.as_str());
    let inline = t.names.criteria_inline(criterion.as_str()).unwrap_or(criterion.as_str());
    let label = t.explore.weight(inline);
    let value = move || weights.get().of(criterion).to_string();
    let send = move |event| {
        if let Ok(weight) = event_target_value(&event).parse::<f64>() {
            let weight = weight.clamp(0.0, f64::from(Weights::MAX)) as u8;
            gesture.input(Edit::Weight(criterion, weight));
        }
    };
    let is_asked = Memo::new(move |_| {
        page.with(|page| page.as_ref().is_none_or(|page| page.asked.contains(&criterion)))
    });
    let is_idle = move || !is_asked.get() && weights.get().of(criterion) > 0;
    view! {
        <div class="weight" class:weight--idle=is_idle>
            <span class="weight__name">
                {name} {move || is_idle().then(|| view! { <span class="sub">{t.common.not_asked()}</span> })}
            </span>
            <input
                type="range"
                min="0"
                max=Weights::MAX
                aria-label=label.clone()
                prop:value=value
                on:input=send
                on:change=move |_| gesture.rest()
            />
            <input
                type="number"
                min="0"
                max=Weights::MAX
                aria-label=label
                prop:value=value
                on:input=send
                on:change=move |event| {
                    gesture.rest();
                    show(&event, &untrack(value));
                }
            />
        </div>
    }
}
