//! The ranked list as a table of which only the rows around the view are in the document.
//!
//! The page scrolls, not the table: empty rows stand for what is absent, and the address follows what is in
//! view. Below a certain width the same cells lie as cards; their table roles stay.

mod cells;
mod focus;
mod head;
mod row;
mod view;

pub use row::explain_id;

use std::sync::Arc;

use leptos::{html, prelude::*};

use self::{head::Head, row::ProfileRow, view::View};
use crate::{
    domain::{answer::Page, criterion::Criterion},
    i18n::use_text,
    state::{Explore, Lists},
    ui::kit::keyed::keyed,
};

/// Profiles from which on ranks need a wider column.
const LONG: usize = 10_000;

/// What a row can lead to.
#[derive(Clone, Copy)]
pub struct RowLinks {
    /// Address of a profile's page.
    pub profile: Callback<String, String>,
    /// Whether profiles can be put side by side.
    pub compare: bool,
    /// Whether profiles can be bookmarked.
    pub bookmark: bool,
}

/// The table.
#[component]
pub fn ProfileTable(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
    /// Bookmarks.
    lists: Lists,
    /// What rows lead to.
    links: RowLinks,
    /// A place, counted from 0, that the list is to come to.
    place: ReadSignal<Option<usize>>,
    /// Whether more profiles are on their way.
    #[prop(into)]
    is_partial: Signal<bool>,
) -> impl IntoView {
    let t = use_text();
    let top = NodeRef::<html::Tbody>::new();
    let rows = NodeRef::<html::Tbody>::new();
    let view = View::follow(explore, page, top, rows, place);
    let page = view.page();
    let focus = view.focus();
    let anchor = RwSignal::new(None);
    let total = move || page.with(|page| page.as_ref().map_or(0, |page| page.total));
    let ids = Memo::new(move |_| {
        page.with(|page| {
            let Some(page) = page.as_ref() else { return Vec::new() };
            page.rows[view.drawn(page)].iter().map(|row| row.id.clone()).collect::<Vec<_>>()
        })
    });
    keyed(rows, ids.into(), move |id| view! { <ProfileRow explore page lists links anchor id /> });
    let weights = Memo::new(move |_| {
        let asked = page.with(|page| page.as_ref().map(|page| page.asked.clone()).unwrap_or_default());
        let weights = explore.query().with(|query| query.weights);
        Criterion::ALL.map(|criterion| if asked.contains(&criterion) { weights.of(criterion) } else { 0 })
    });
    let is_long = move || total() >= LONG;
    view! {
        <div class="results">
            <table
                class="profile-table"
                class:profile-table--long=is_long
                role="table"
                aria-label=t.explore.profiles()
                aria-rowcount=total
                aria-busy=move || is_partial.get().then_some("true")
            >
                <Head explore weights=Signal::from(weights) />
                <tbody node_ref=top role="presentation" aria-hidden="true">
                    <tr role="presentation">
                        <td class="spacer" style:height=move || pixels(view.before())></td>
                    </tr>
                </tbody>
                <tbody
                    node_ref=rows
                    role="rowgroup"
                    on:focusin=move |event| focus.came(&event)
                    on:focusout=move |event| focus.left(&event)
                ></tbody>
                <tbody role="presentation" aria-hidden="true">
                    <tr role="presentation">
                        <td class="spacer" style:height=move || pixels(view.after())></td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

fn pixels(height: f64) -> String {
    format!("{height:.0}px")
}
