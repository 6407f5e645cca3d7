//! The fragment of the page's address.
//!
//! Browsers refuse more than some hundred changes of the address in half a minute, and a slider makes sixty a
//! second. A replacement therefore waits a moment if it comes too soon after another; the newest one is always
//! written, and read back at once.
//!
//! The address is always written whole: a fragment alone would be resolved against the document's base, which
//! is not the page's own folder.

use std::cell::{Cell, RefCell};

use js_sys::Date;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Event, Window};

/// Milliseconds between two replacements: ninety in half a minute at most.
const PAUSE: f64 = 340.0;

thread_local! {
    /// The fragment that waits to be written.
    static WAITING: RefCell<Option<String>> = const { RefCell::new(None) };
    /// When a fragment was last written, in milliseconds since 1970.
    static WRITTEN: Cell<f64> = const { Cell::new(0.0) };
}

/// The fragment, without `#`.
pub fn fragment() -> String {
    WAITING.with_borrow(Clone::clone).unwrap_or_else(|| {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
        hash.strip_prefix('#').map(str::to_owned).unwrap_or(hash)
    })
}

/// Replaces the fragment, now or in a moment.
pub fn replace(fragment: &str) {
    let pause = PAUSE - (Date::now() - WRITTEN.get());
    if pause <= 0.0 {
        WAITING.take();
        write(fragment, false);
    } else if WAITING.replace(Some(fragment.to_owned())).is_none() {
        let settle = Closure::once_into_js(settle);
        if let Some(window) = web_sys::window() {
            // A timer can always be set.
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(settle.unchecked_ref(), pause as i32)
                .ok();
        }
    }
}

/// Replaces the fragment and adds a step to the history.
pub fn push(fragment: &str) {
    settle();
    write(fragment, true);
}

/// Writes what waits.
pub fn settle() {
    if let Some(fragment) = WAITING.take() {
        write(&fragment, false);
    }
}

/// Calls back for as long as the page lives, whenever the reader steps through the history or edits the
/// fragment.
pub fn listen(on_move: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn(Event)>::new(move |_| {
        // What waited belongs to the place that was left.
        WAITING.take();
        on_move();
    });
    for name in ["popstate", "hashchange"] {
        // Adding a listener fails for no name and no function.
        window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok();
    }
    closure.forget();
}

fn write(fragment: &str, push: bool) {
    let Some(window) = web_sys::window() else { return };
    let (Some(address), Ok(history)) = (address(&window, fragment), window.history()) else { return };
    WRITTEN.set(Date::now());
    // A browser that refuses all the same gets the next change.
    if push {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address)).ok();
    } else {
        // The router keeps notes of its own in the state of each step.
        let state = history.state().unwrap_or(JsValue::NULL);
        history.replace_state_with_url(&state, "", Some(&address)).ok();
    }
}

fn address(window: &Window, fragment: &str) -> Option<String> {
    let location = window.location();
    let (path, search) = (location.pathname().ok()?, location.search().ok()?);
    let hash = if fragment.is_empty() { "" } else { "#" };
    Some(format!("{path}{search}{hash}{fragment}"))
}
