//! The triage: three lanes, and cards that move between them by a choice, not by dragging.

use leptos::prelude::*;

use super::{Items, card};
use crate::{i18n::use_text, lists::Triage, ui::pages::answers::Answer};

/// What the cards of the board share, whichever lane they stand in.
#[derive(Clone, Copy)]
pub(super) struct Board {
    /// The bookmarks of the current list.
    pub items: Items,
    /// The engine's answers to them.
    pub answers: Memo<Vec<Answer>>,
    /// The words that are being written.
    pub writing: RwSignal<Option<card::Writing>>,
    /// The control that waits for the focus: its card is made anew in another lane, or its form closed.
    pub awaited: RwSignal<Option<(String, card::Control)>>,
}

impl Board {
    /// Nothing is being written.
    pub(super) fn new(items: Items, answers: Memo<Vec<Answer>>) -> Self {
        Self { items, answers, writing: RwSignal::new(None), awaited: RwSignal::new(None) }
    }
}

/// The lanes.
pub(super) fn board(board: Board) -> impl IntoView {
    let lanes = Triage::ALL.into_iter().map(|triage| lane(triage, board)).collect_view();
    view! { <div class="board">{lanes}</div> }
}

fn lane(triage: Triage, board: Board) -> impl IntoView {
    let t = use_text();
    let name = t.lists.lanes(triage.as_str()).unwrap_or(triage.as_str());
    let ids = Memo::new(move |_| {
        board.items.with(|items| {
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
                    {card::card(id, board)}
                </For>
            </ul>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="hint">{t.lists.lane_empty()}</p> })}
        </section>
    }
}
