//! The triage: three lanes, and cards that move between them by a choice, not by dragging.

use leptos::prelude::*;

use super::{Items, card};
use crate::{
    i18n::use_text,
    lists::{Card, Triage},
    ui::pages::answers::Answer,
};

/// The lanes.
pub(super) fn board(
    items: Items,
    answers: Memo<Vec<Answer>>,
    editing: RwSignal<Option<String>>,
    removed: RwSignal<Option<(String, Card)>>,
) -> impl IntoView {
    let lanes =
        Triage::ALL.into_iter().map(|triage| lane(triage, items, answers, editing, removed)).collect_view();
    view! { <div class="board">{lanes}</div> }
}

fn lane(
    triage: Triage,
    items: Items,
    answers: Memo<Vec<Answer>>,
    editing: RwSignal<Option<String>>,
    removed: RwSignal<Option<(String, Card)>>,
) -> impl IntoView {
    let t = use_text();
    let name = t.lists.lanes(triage.as_str()).unwrap_or(triage.as_str());
    let ids = Memo::new(move |_| {
        items.with(|items| {
            let here = items.iter().filter(|(_, item)| item.triage.value == triage);
            here.map(|(card, _)| card.id.clone()).collect::<Vec<_>>()
        })
    });
    let heading = format!("lane-{}", triage.as_str());
    view! {
        <section class="lane" aria-labelledby=heading>
            <h2 id=heading.clone()>
                {name} " " <span class="count">{move || t.integer(ids.with(Vec::len) as u64)}</span>
            </h2>
            <ul>
                <For each=move || ids.get() key=Clone::clone let(id)>
                    {card::card(id, items, answers, editing, removed)}
                </For>
            </ul>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="hint">{t.lists.lane_empty()}</p> })}
        </section>
    }
}
