//! Brief, weights and filters in one panel: a column where there is room, else a sheet over the page.
//!
//! The sheet is the browser's own popover: it opens without script, closes with Escape, returns the focus.

mod sections;

use std::sync::Arc;

use leptos::{ev, prelude::*};

pub use self::sections::fetch;
use self::sections::{Asked, sections};
use super::deferred::Deferred;
use crate::{
    domain::{answer::Page, money::Rates},
    i18n::use_text,
    state::Explore,
    ui::kit::room::has_room,
};

/// Where the panel stands beside the list, as the style sheet has it.
const BESIDE: &str = "(width >= 1180px)";

/// Id of the panel, for the button that opens it.
pub const PANEL: &str = "panel";

/// The panel.
#[component]
pub fn FilterPanel(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
    /// Exchange rates; prices are in their base.
    rates: Rates,
) -> impl IntoView {
    let t = use_text();
    let total = move || page.with(|page| page.as_ref().map_or(0, |page| page.total));
    let see = move || {
        let total = total();
        t.explore.see_profiles(total as u64, &t.integer(total as u64))
    };
    let has_room = has_room(BESIDE);
    let is_opened = RwSignal::new(false);
    // At once where it stands beside the list, else when it is opened; from then on it stays.
    let is_wanted = Memo::new(move |before| before == Some(&true) || has_room.get() || is_opened.get());
    let sections = move || {
        is_wanted.get().then(|| {
            let asked = Asked { explore, page, rates: rates.clone() };
            let make = move || sections(asked.clone());
            view! { <Deferred fetch make lines=8 place=|note| note before=|| () /> }
        })
    };
    view! {
        <aside
            id=PANEL
            class="panel"
            popover="auto"
            aria-label=t.explore.panel()
            on:beforetoggle=move |_: ev::Event| is_opened.set(true)
        >
            {sections}
            <button
                type="button"
                class="button button--primary panel__close"
                popovertarget=PANEL
                popovertargetaction="hide"
            >
                {see}
            </button>
        </aside>
    }
}
