//! What stands around every page: the way to the content, navigation, language, colors, notices.
//!
//! After a navigation the focus goes to the new page's heading, so that it is heard; the first page leaves it
//! where the browser put it.

mod switches;
mod toasts;

use leptos::{ev::MouseEvent, prelude::*};

use self::{
    switches::{LanguageSwitch, ThemeSwitch},
    toasts::Toasts,
};
use super::{kit::focus, parts::file_opener::DropZone, url::use_links};
use crate::{
    config::Feature,
    i18n::{Text, use_text},
    platform::document,
    route::Route,
    state::use_app,
};

/// Id of the content, for the skip link.
const MAIN: &str = "main";

/// Header, content, notices.
#[component]
pub fn Shell(
    /// The page in view.
    route: Memo<Option<Route>>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let links = use_links();
    let config = app.config();
    let title = config.title.clone();
    follow_route(t, route, title.clone());
    // A plain `#main` would be resolved against the base, which is another page.
    let skip = move |event: MouseEvent| {
        event.prevent_default();
        focus::heading();
    };
    let entries = [Route::Explore, Route::Compare, Route::Lists, Route::Data, Route::Method]
        .into_iter()
        .filter(|route| match route {
            Route::Compare => config.shows(Feature::Compare),
            Route::Lists => config.shows(Feature::Lists),
            _ => true,
        })
        .map(|entry| view! { <NavLink entry route /> })
        .collect_view();
    let home = move || {
        app.explore.query().track();
        links.href(Route::Explore, &app.explore.text())
    };
    view! {
        <div class="app" on:click=move |event| links.follow(&event)>
            <a class="skip" href="#main" on:click=skip>
                {t.common.skip()}
            </a>
            <header class="shell">
                <a class="shell__mark" href=home>
                    <Mark />
                    {title.unwrap_or_else(|| t.common.app().to_owned())}
                </a>
                <nav class="shell__nav" aria-label=t.common.nav()>
                    {entries}
                </nav>
                <div class="shell__tools">
                    <LanguageSwitch />
                    <ThemeSwitch />
                </div>
            </header>
            <main id=MAIN>{children()}</main>
            {config.shows(Feature::OpenFile).then(|| view! { <DropZone catalogue=app.catalogue /> })}
            <Toasts />
            <p class="vh" aria-live="polite">
                {app.notices.announcement()}
            </p>
        </div>
    }
}

/// One entry of the navigation, with what is counted in it.
#[component]
fn NavLink(entry: Route, route: Memo<Option<Route>>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let links = use_links();
    let href = move || {
        app.explore.query().track();
        links.href(entry, &app.explore.text())
    };
    let count = move || match entry {
        Route::Compare => app.explore.query().with(|query| query.ids.len()),
        Route::Lists => app.lists.count(),
        _ => 0,
    };
    let counted = move || {
        Some(count()).filter(|count| *count > 0).map(|count| {
            view! { <span class="count">{t.integer(count as u64)}</span> }
        })
    };
    view! {
        <a href=href aria-current=move || (route.get() == Some(entry)).then_some("page")>
            {page_name(t, entry)} " "
            {counted}
        </a>
    }
}

/// The mark of the app: a match bar.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path class="mark-low" d="M1 5h9v8h-9z" />
            <path class="mark-high" d="M10 6.5L11.5 5M10 10L15 5M10.5 13L17 6.5M14 13L17 10" />
            <path class="mark-tick" d="M12 1h2v16h-2z" />
        </svg>
    }
}

/// What the navigation calls a page.
pub fn page_name(t: Text, route: Route) -> &'static str {
    match route {
        Route::Explore => t.common.explore(),
        Route::Profile => t.common.profile(),
        Route::Compare => t.common.compare(),
        Route::Lists => t.common.lists(),
        Route::Data => t.common.data(),
        Route::Method => t.common.method(),
    }
}

/// Names the document after the page, and moves the focus after a navigation.
fn follow_route(t: Text, route: Memo<Option<Route>>, title: Option<String>) {
    Effect::new(move |before: Option<Option<Route>>| {
        let route = route.get();
        let page = route.map_or_else(|| t.common.not_found_title(), |route| page_name(t, route));
        let app = title.as_deref().unwrap_or_else(|| t.common.app());
        document::set_title(&t.common.page_title(app, page));
        if before.is_some_and(|before| before != route) {
            request_animation_frame(focus::heading);
        }
        route
    });
}
