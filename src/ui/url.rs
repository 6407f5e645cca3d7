//! Between the address bar and the page: links that go without a reload, and the query in the fragment.
//!
//! The state writes the fragment many times a minute, past the router. Links therefore enter the history here
//! and then tell the router as a step through the history would: the router's own memory of where it was would
//! take a second visit to the same profile for the first one, and not add it.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, HtmlAnchorElement, Node};

use crate::{
    i18n::Locale,
    platform::{address_bar, document},
    route::{Base, Route},
    state::Address,
};

/// The fragment of the page's address as the home of the query.
#[derive(Debug, Clone, Copy)]
pub struct AddressBar;

impl Address for AddressBar {
    fn read(&self) -> String {
        address_bar::fragment()
    }

    fn replace(&self, text: &str) {
        address_bar::replace(text);
    }

    fn push(&self, text: &str) {
        address_bar::push(text);
    }

    fn listen(&self, on_change: Box<dyn Fn()>) {
        address_bar::listen(on_change);
    }
}

/// Makes addresses and follows them.
#[derive(Debug, Clone, Copy)]
pub struct Links {
    base: RwSignal<Arc<Base>>,
}

impl Links {
    /// Finds out where the build lies.
    pub fn find() -> Self {
        let base = Base::new(&document::base_path(), &document::search());
        Self { base: RwSignal::new(Arc::new(base)) }
    }

    /// Where the build lies.
    pub fn base(self) -> Arc<Base> {
        self.base.get_untracked()
    }

    /// The address of a page with a query's text.
    pub fn href(self, route: Route, query: &str) -> String {
        self.base.with(|base| route.href(base, query))
    }

    /// Puts the language that the reader chose in place of one that the address asks for.
    pub fn say_language(self, locale: Locale) {
        let search = document::search();
        if !search.trim_start_matches('?').split('&').any(|pair| pair.starts_with("lang=")) {
            return;
        }
        let pairs: Vec<String> = search
            .trim_start_matches('?')
            .split('&')
            .map(|pair| {
                if pair.starts_with("lang=") { format!("lang={}", locale.as_str()) } else { pair.to_owned() }
            })
            .collect();
        let search = format!("?{}", pairs.join("&"));
        if let Some(window) = web_sys::window()
            && let (Ok(history), Ok(path), Ok(hash)) =
                (window.history(), window.location().pathname(), window.location().hash())
        {
            // A refused change leaves the address as it was; the choice is remembered all the same.
            history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{search}{hash}"))).ok();
        }
        self.base.set(Arc::new(Base::new(&document::base_path(), &search)));
    }

    /// Follows a click on one of our own links without a reload.
    pub fn follow(self, event: &MouseEvent) {
        let is_plain = event.button() == 0
            && !(event.default_prevented()
                || event.meta_key()
                || event.ctrl_key()
                || event.shift_key()
                || event.alt_key());
        let Some(link) = is_plain.then(|| link_of(event)).flatten() else { return };
        if !link.target().is_empty() || link.has_attribute("download") || !is_own_origin(&link) {
            return;
        }
        if Route::parse(&self.base(), &link.pathname()).is_some() {
            event.prevent_default();
            self.go(&format!("{}{}{}", link.pathname(), link.search(), link.hash()));
        }
    }

    /// Goes to one of our own addresses.
    pub fn go(self, address: &str) {
        let Some(window) = web_sys::window() else { return };
        let moves = window.location().pathname().is_ok_and(|path| !address_has_path(address, &path));
        if let Ok(history) = window.history() {
            // Refused only for other origins and after a hundred steps in half a minute.
            history.push_state_with_url(&JsValue::NULL, "", Some(address)).ok();
        }
        if let Ok(step) = Event::new("popstate") {
            window.dispatch_event(&step).ok();
        }
        if moves {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

/// The links that the app provides.
///
/// # Panics
/// Outside the app, which provides them.
pub fn use_links() -> Links {
    use_context().expect("the app provides its links above every page")
}

/// The page that the visit begins with.
pub fn first_route() -> Option<Route> {
    let path = web_sys::window()?.location().pathname().ok()?;
    Route::parse(&Base::new(&document::base_path(), &document::search()), &path)
}

/// Drops a spelled-out `index.html`, so that every page has one address.
pub fn tidy_address() {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return };
    let (Ok(path), Ok(search), Ok(hash)) = (location.pathname(), location.search(), location.hash()) else {
        return;
    };
    if let Some(folder) = path.strip_suffix("index.html")
        && let Some(Ok(history)) = web_sys::window().map(|window| window.history())
    {
        let address = format!("{folder}{search}{hash}");
        // Refused only where the file is opened from a disk, which no policy lets run anyway.
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok();
    }
}

fn link_of(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let mut node: Option<Node> = event.target()?.dyn_into().ok();
    while let Some(current) = node {
        match current.dyn_into::<HtmlAnchorElement>() {
            Ok(link) => return Some(link),
            Err(other) => node = other.parent_node(),
        }
    }
    None
}

fn is_own_origin(link: &HtmlAnchorElement) -> bool {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .is_some_and(|own| own == link.origin())
}

fn address_has_path(address: &str, path: &str) -> bool {
    address.split(['?', '#']).next() == Some(path)
}
