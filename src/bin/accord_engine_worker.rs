//! The engine behind the app and the widget: what their worker runs, or the page itself where no worker is allowed.
//!
//! It answers messages and has nothing else to call, so that a first visit fetches no more than that takes.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;

/// A binary needs it; nothing happens before the first call.
fn main() {}

/// Answers the messages of a port, or of the worker that this is; see [`accord::worker::serve`].
#[wasm_bindgen(skip_typescript)]
pub fn serve(port: Option<MessagePort>, most: Option<u32>, arrow: Option<Function>) {
    accord::worker::serve(port, most, arrow);
}
