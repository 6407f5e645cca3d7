//! One profile of the list, explained beside it: the verdict in a sentence, then the evidence.
//!
//! Where there is room it stands beside the list and shows the first profile until the reader points at
//! another; elsewhere it lies over the list and only comes when it is asked. Its place is kept from the first
//! results on; what it says is fetched code.

mod explained;

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;

use self::explained::Subject;
use super::{deferred::Deferred, profile_table::explain_id};
use crate::{
    domain::{answer::Page, query::Edit},
    i18n::use_text,
    state::{Explore, Lists, Pictures},
    ui::kit::{icon::Glyph, icon_button::IconButton, room::has_room},
};

/// Where the drawer stands beside the list, as the style sheet has it.
const BESIDE: &str = "(width >= 1400px)";

/// What the drawer can lead to.
#[derive(Clone, Copy)]
pub struct DrawerLinks {
    /// Address of a profile's page.
    pub profile: Callback<String, String>,
    /// Whether profiles can be bookmarked.
    pub bookmark: bool,
}

/// The drawer.
#[component]
pub fn Drawer(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
    /// Bookmarks.
    lists: Lists,
    /// Pictures of profiles.
    pictures: Pictures,
    /// What the drawer leads to.
    links: DrawerLinks,
) -> impl IntoView {
    let t = use_text();
    let closed = RwSignal::new(false);
    let pointed = Memo::new(move |_| explore.query().with(|query| query.id.clone()));
    let has_room = has_room(BESIDE);
    let shown = Memo::new(move |_| {
        pointed.get().or_else(|| {
            if !has_room.get() {
                return None;
            }
            let first = page.with(|page| {
                let page = page.as_ref().filter(|page| page.from == 0)?;
                page.rows.first().map(|row| row.id.clone())
            });
            first.filter(|_| !closed.get())
        })
    });
    let close = move || {
        closed.set(true);
        if let Some(id) = pointed.get_untracked() {
            explore.commit(Edit::Select(None));
            // The focus returns to what opened the drawer, where that is in the document.
            if let Some(opener) = document().get_element_by_id(&explain_id(&id))
                && let Ok(opener) = opener.dyn_into::<web_sys::HtmlElement>()
            {
                opener.focus().ok();
            }
        }
    };
    let on_escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() && pointed.with_untracked(Option::is_some) {
            close();
        }
    });
    on_cleanup(move || on_escape.remove());
    let panel = NodeRef::<html::Aside>::new();
    let close = Callback::new(move |()| close());
    let subject = Subject { explore, shown, pointed, panel, lists, pictures, links, close };
    let place = move |note| {
        view! {
            <header class="drawer__head">
                <div>{note}</div>
                <IconButton glyph=Glyph::Close label=t.explore.close_drawer() on_press=close />
            </header>
        }
        .into_any()
    };
    move || {
        shown.with(Option::is_some).then(|| {
            view! {
                <aside
                    node_ref=panel
                    tabindex="-1"
                    class="drawer"
                    class:drawer--resting=move || pointed.with(Option::is_none)
                    aria-label=t.explore.drawer()
                >
                    <Deferred
                        fetch=explained::fetch
                        make=move || explained::explained(subject)
                        lines=5
                        place
                        before=|| ()
                    />
                </aside>
            }
        })
    }
}
