//! Waiting for a while, in a worker or on a page.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::WorkerGlobalScope;

/// Waits for so many milliseconds.
pub(super) async fn pause(ms: i32) {
    // A page's window waits as a worker's scope does.
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let mut start = |wake: Function, _| {
        // Without a timer nobody waits.
        if scope.set_timeout_with_callback_and_timeout_and_arguments_0(&wake, ms).is_err() {
            drop(wake.call0(&JsValue::UNDEFINED));
        }
    };
    JsFuture::from(Promise::new(&mut start)).await.ok();
}
