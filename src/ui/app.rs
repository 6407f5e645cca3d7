//! The whole page: stores, router, language; which page stands at which address.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::{components::Router, hooks::use_location};

use super::{
    pages::{
        deferred::{self, DeferredPage},
        explore, not_found,
    },
    shell::Shell,
    url::{AddressBar, Links, tidy_address},
};
use crate::{
    i18n::Text,
    platform::{
        document, task,
        turns::{self, Turn},
    },
    route::Route,
    state::{AppState, Boot, CatalogueState, CatalogueStatus, Explore, provide_app, use_app},
};

/// How long the page is left to itself with its first results, before code that nobody waits for takes the line and
/// the processor.
const REST: Duration = Duration::from_secs(1);

/// The page with everything on it.
#[component]
pub fn App(
    /// What was fetched before the start.
    boot: Boot,
) -> impl IntoView {
    tidy_address();
    let links = Links::find();
    provide_context(links);
    let app = AppState::start(boot, AddressBar);
    provide_app(app);
    let colors = app.config().colors.clone();
    fetch_the_rest(app.catalogue, app.explore);
    document::set_root_properties(
        colors.into_iter().map(|(name, color)| (format!("--accord-color-{name}"), color)),
    );
    let base = links.base().path().trim_end_matches('/').to_owned();
    view! {
        <Router base=base>
            <Localized />
        </Router>
    }
}

/// Fetches the code that is not here yet once the catalogue is read and its list is here: nothing that a start needs
/// waits behind it, and whoever goes on does not wait for it.
fn fetch_the_rest(catalogue: CatalogueState, explore: Explore) {
    Effect::new(move |is_asked: Option<bool>| {
        let is_read = catalogue.status().with(|status| matches!(status, CatalogueStatus::Ready(_)));
        let is_due = is_read && explore.page().with(|page| page.latest().is_some());
        if is_due && is_asked != Some(true) {
            let rest = move || {
                task::spawn(deferred::rest());
                catalogue.prepare();
            };
            set_timeout(rest, REST);
        }
        is_due || is_asked == Some(true)
    });
}

/// Builds the page anew for each language, so that a text can be a plain value everywhere below.
#[component]
fn Localized() -> impl IntoView {
    let app = use_app();
    let base = super::url::use_links().base();
    let pathname = use_location().pathname;
    let route = Memo::new(move |_| pathname.with(|path| Route::parse(&base, path)));
    let is_due = RwSignal::new(false);
    in_steps(is_due);
    move || {
        provide_context(Text::of(app.locale.get()));
        view! {
            <Shell route=route>
                {move || is_due.get().then(|| match route.get() {
                    Some(Route::Explore) => view! { <explore::ExplorePage /> }.into_any(),
                    Some(route) => view! { <DeferredPage route /> }.into_any(),
                    None => view! { <not_found::NotFoundPage /> }.into_any(),
                })}
            </Shell>
        }
    }
}

/// What follows the shell, each in a task of its own. The style sheet keeps the page out of sight while the still one
/// of index.html stands, so that both change places in one frame, after all that has its turn first.
fn in_steps(is_due: RwSignal<bool>) {
    turns::take(Turn::First, move || is_due.set(true));
    turns::take(Turn::Then, || {
        if let Some(still) = document::still_page() {
            still.remove();
        }
    });
}
