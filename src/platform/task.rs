//! Work that goes on beside the page.

use std::future::Future;

/// Starts work on the page's own thread. A store that is gone by the time it ends is left alone by it.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}
