//! One profile of the list. The row stays in the document while its numbers change.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};
use wasm_bindgen::JsCast as _;

use super::{RowLinks, cells};
use crate::{
    domain::{
        answer::Page,
        query::{Edit, SortKey},
    },
    i18n::use_text,
    lists::Card,
    state::{Explore, Lists},
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        parts::compare_full::COMPARE_FULL,
    },
};

/// Id of the button that explains a profile's match, to return the focus to.
pub fn explain_id(profile: &str) -> String {
    format!("explain-{profile}")
}

/// One row.
#[component]
pub(super) fn ProfileRow(
    explore: Explore,
    page: Signal<Option<Arc<Page>>>,
    lists: Lists,
    links: RowLinks,
    /// The place whose bookmark was pressed last: from there a next one extends to.
    anchor: RwSignal<Option<usize>>,
    id: String,
) -> impl IntoView {
    let t = use_text();
    let id = StoredValue::new(id);
    let found = Memo::new(move |_| {
        page.with(|page| {
            let page = page.as_ref()?;
            let at = id.with_value(|id| page.rows.iter().position(|row| row.id == *id))?;
            Some((page.from + at, Arc::new(page.rows[at].clone()), !page.asked.is_empty()))
        })
    });
    // The list drops a row together with its element, so a missing row is never shown.
    let first = found.get_untracked();
    let (name, card) =
        first.map_or_else(Default::default, |(_, row, _)| (row.name.clone(), Some(Card::from(&*row))));
    let rank = Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, |(rank, ..)| rank + 1)));
    let is_selected =
        Memo::new(move |_| explore.query().with(|query| id.with_value(|id| query.id.as_ref() == Some(id))));
    let by_estimate = Memo::new(move |_| explore.query().with(|query| query.sort.key == SortKey::Estimate));
    let select = move || {
        let wanted = (!is_selected.get_untracked()).then(|| id.get_value());
        explore.commit(Edit::Select(wanted));
    };
    let on_row = move |event: MouseEvent| {
        if !hits_control(&event) {
            select();
        }
    };
    let extend = move |event: MouseEvent| {
        let here = rank.get_untracked() - 1;
        let from = anchor.get_untracked();
        anchor.set(Some(here));
        if let Some(from) = from.filter(|_| event.shift_key() && links.bookmark) {
            event.stop_propagation();
            lists.add_ranks(explore, from.min(here)..from.max(here) + 1);
        }
    };
    let cells = move || {
        found
            .get()
            .map(|(_, row, asked)| cells::cells(t, &row, asked, by_estimate.get(), is_selected.get(), select))
    };
    let handle = card.as_ref().map(|card| {
        let network = card.network;
        let short = t.names.networks_short(network.as_str()).unwrap_or(network.as_str());
        let handle = card.handle.as_ref().map(|handle| format!("@{handle} · "));
        view! { <span class="sub">{handle} <abbr title=network.label()>{short}</abbr></span> }
    });
    let href = move || {
        // The address of a profile carries the whole query, so it follows it.
        explore.query().track();
        links.profile.run(id.get_value())
    };
    view! {
        <tr
            role="row"
            aria-rowindex=move || rank.get() + 1
            aria-selected=move || is_selected.get().then_some("true")
            on:click=on_row
        >
            <td role="cell" class="c-pick">
                {links.compare.then(|| view! { <PickBox explore id name=name.clone() /> })}
            </td>
            <td role="cell" class="c-rank">{move || t.integer(rank.get() as u64)}</td>
            <td role="cell" class="c-mark" on:mousedown=keep_text on:click:capture=extend>
                {card.filter(|_| links.bookmark).map(|card| view! { <BookmarkButton lists card /> })}
            </td>
            <th role="rowheader" scope="row" class="c-name">
                <a href=href dir="auto">{name.clone()}</a>
                {handle}
            </th>
            {cells}
        </tr>
    }
}

/// Puts a profile into the comparison.
#[component]
fn PickBox(explore: Explore, id: StoredValue<String>, name: String) -> impl IntoView {
    let t = use_text();
    let picked = Memo::new(move |_| explore.query().with(|query| id.with_value(|id| query.ids.contains(id))));
    let is_barred =
        Memo::new(move |_| explore.query().with(|query| id.with_value(|id| !query.can_compare(id))));
    view! {
        <label class="target">
            <input
                type="checkbox"
                aria-label=t.common.compare_profile(&name)
                prop:checked=picked
                aria-disabled=move || is_barred.get().then_some("true")
                aria-describedby=move || is_barred.get().then_some(COMPARE_FULL)
                on:click=move |event| {
                    if is_barred.get_untracked() {
                        event.prevent_default();
                    }
                }
                on:change=move |event| {
                    explore.commit(Edit::Compare(id.get_value(), event_target_checked(&event)));
                }
            />
        </label>
    }
}

/// Bookmarks a profile.
#[component]
fn BookmarkButton(lists: Lists, card: Card) -> impl IntoView {
    let t = use_text();
    let id = card.id.clone();
    view! {
        <IconButton
            glyph=Glyph::Bookmark
            label=t.common.bookmark(&card.name)
            pressed=Signal::derive(move || lists.contains(&id))
            on_press=move |()| lists.toggle(&card)
        />
    }
}

/// A click with the shift key would mark the text between two rows.
fn keep_text(event: MouseEvent) {
    if event.shift_key() {
        event.prevent_default();
    }
}

/// Whether a click was meant for a control in the row, or selected text.
fn hits_control(event: &MouseEvent) -> bool {
    let on_control = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.closest("a, button, input, label").ok().flatten().is_some());
    on_control || event.default_prevented()
}
