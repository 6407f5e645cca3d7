//! The pages that a first visit does without until it has its results: their code is fetched after these, or when
//! one of them is opened.

use std::{cell::Cell, future::Future, rc::Rc, time::Duration};

use futures_channel::oneshot;
use leptos::{html, prelude::*, wasm_split::SplitLoaderError};

use super::{compare, data, lists, method, profile};
use crate::{
    i18n::use_text,
    platform::{document, task},
    route::Route,
    ui::{
        kit::focus,
        parts::{deferred::Deferred, filter_panel},
        shell,
    },
};

/// How long the still page stands for a page whose code is on its way.
const PATIENCE: Duration = Duration::from_secs(3);

/// A page whose code may still have to come.
#[component]
pub fn DeferredPage(
    /// The page.
    route: Route,
) -> impl IntoView {
    let t = use_text();
    let heading = NodeRef::<html::H1>::new();
    // Whoever came by a link stands on the heading, and who tries again on a button; the next heading takes their place.
    let before = move || {
        let sheet = heading.get_untracked().and_then(|heading| heading.parent_element());
        if sheet.is_some_and(|sheet| document::has_focus(&sheet)) {
            request_animation_frame(focus::heading);
        }
    };
    let place = move |note| {
        view! {
            <div class="sheet">
                <h1 node_ref=heading tabindex="-1">
                    {shell::page_name(t, route)}
                </h1>
                {note}
            </div>
        }
        .into_any()
    };
    view! { <Deferred fetch make=move || page(route) lines=8 place before /> }
}

/// Fetches the code of the page that a visit begins with. The answer comes when it is here, or can't be had, or when
/// it takes so long that the page had better stand without it.
pub fn fetch_for(first: Option<Route>) -> impl Future<Output = ()> {
    let (done, wait) = oneshot::channel::<()>();
    if first.is_some_and(|route| route != Route::Explore) {
        let done = Rc::new(Cell::new(Some(done)));
        let late = Rc::clone(&done);
        set_timeout(move || drop(late.take()), PATIENCE);
        task::spawn(async move {
            come().await;
            drop(done.take());
        });
    }
    async move {
        // Dropping the other end is the word.
        wait.await.ok();
    }
}

async fn come() {
    fetch().await.ok();
}

/// Fetches all code that is not here yet, what the first page may need first. What fails is tried again, and told,
/// where it is needed.
pub async fn rest() {
    filter_panel::fetch().await.ok();
    come().await;
}

/// The view of a page, which holds no view whose code is fetched like its own: a program that is not split, such as
/// that of a test, must not need what fetches it.
#[allow(clippy::unnecessary_wraps, reason = "the function that the attribute makes of it can fail")]
#[leptos::wasm_split::wasm_split(deferred, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
pub fn page(route: Route) -> Result<AnyView, SplitLoaderError> {
    Ok(match route {
        // It is there from the start.
        Route::Explore => ().into_any(),
        Route::Profile => view! { <profile::ProfilePage /> }.into_any(),
        Route::Compare => view! { <compare::ComparePage /> }.into_any(),
        Route::Lists => view! { <lists::ListsPage /> }.into_any(),
        Route::Data => view! { <data::DataPage /> }.into_any(),
        Route::Method => view! { <method::MethodPage /> }.into_any(),
    })
}
