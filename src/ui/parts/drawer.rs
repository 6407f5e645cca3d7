//! One profile of the list, explained beside it: the verdict in a sentence, then the evidence.
//!
//! Where there is room it stands beside the list and shows the first profile until the reader points at
//! another; elsewhere it lies over the list and only comes when it is asked.

mod explained;

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;

use self::explained::{Subject, explained};
use super::{deferred::Deferred, marks::words, profile_table::explain_id};
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
    let ids = Signal::derive(move || shown.get().into_iter().collect::<Vec<_>>());
    let explanations = explore.explanations(ids);
    let profiles = explore.profiles(ids);
    let explanation = Memo::new(move |_| {
        explanations.with(|answer| answer.latest().and_then(|all| all.first().cloned().flatten()))
    });
    let profile = Memo::new(move |_| {
        profiles.with(|answer| answer.latest().and_then(|all| all.first().cloned().flatten()))
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
    let policy = Memo::new(move |_| explore.query().with(|query| words::policy_name(t, &query.policy)));
    let is_stranger = Memo::new(move |_| {
        profiles.with(|answer| answer.latest().is_some_and(|all| all.first().is_some_and(Option::is_none)))
    });
    let on_close = Callback::new(move |()| close());
    let content = move || match profile.get() {
        Some(profile) => {
            let subject = Subject { profile, explanation, policy, lists, pictures, links, close: on_close };
            let make = move || explained(subject.clone());
            Some(view! { <Deferred fetch=explained::fetch make place=|note| note before=|| () /> }.into_any())
        }
        None => is_stranger.get().then(|| view! { <Stranger close=on_close /> }.into_any()),
    };
    let panel = NodeRef::<html::Aside>::new();
    // Whoever opened it with the keyboard goes on in it: on the way there by tab would be the whole list.
    Effect::new(move |before: Option<Option<String>>| {
        let there = profile.with(|profile| profile.as_ref().map(|profile| profile.id.clone()));
        let opened = there.filter(|id| pointed.with(|pointed| pointed.as_ref() == Some(id)));
        if let Some(id) = &opened
            && before.flatten().as_ref() != Some(id)
            && let Some(opener) = document().get_element_by_id(&explain_id(id))
            && opener.matches(":focus:focus-visible").unwrap_or(false)
            && let Some(panel) = panel.get_untracked()
        {
            panel.focus().ok();
        }
        opened
    });
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
                    {content}
                </aside>
            }
        })
    }
}

/// In the place of a profile that the data does not have: an old link, or one from other data.
#[component]
fn Stranger(close: Callback<()>) -> impl IntoView {
    let t = use_text();
    view! {
        <header class="drawer__head">
            <h2>{t.profile.stranger_title()}</h2>
            <IconButton glyph=Glyph::Close label=t.explore.close_drawer() on_press=close />
        </header>
    }
}
