//! The element's module, which `embed/accord-match.js` loads: mounts a list into a node, and takes it away.

use std::any::Any;

use accord::{
    client::Door,
    widget::{self, Options, Teller, WidgetProps},
};
use js_sys::Function;
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A binary needs it; nothing happens before the first call.
fn main() {}

/// Says how engines are started: by a worker's script on the page's own origin, by a worker's script as text,
/// and by a function that gets a `MessagePort` and starts one on the page. In this order.
#[wasm_bindgen(js_name = openDoors)]
pub fn open_doors(script: Option<String>, text: String, page: Function) {
    let script = script.map(Door::Script);
    widget::open_doors(script.into_iter().chain([Door::Text(text), Door::Page(page)]).collect());
}

/// A list in a node; freeing it takes everything away again.
#[wasm_bindgen]
pub struct Mounted {
    options: ArcRwSignal<Options>,
    /// The view and its signals, which end with it.
    _view: Box<dyn Any>,
}

/// Puts a list into a node. `options` are the attributes as JSON, `tell` hears of events: their name and
/// their detail as JSON.
#[wasm_bindgen]
pub fn mount(node: HtmlElement, options: &str, tell: Function) -> Mounted {
    let options = ArcRwSignal::new(Options::parse(options));
    let given = options.clone();
    let view = mount_to(node, move || {
        widget::Widget(WidgetProps { options: given.into(), teller: Teller::new(tell) }).into_any()
    });
    Mounted { options, _view: Box::new(view) }
}

#[wasm_bindgen]
impl Mounted {
    /// The attributes changed.
    pub fn update(&self, options: &str) {
        self.options.set(Options::parse(options));
    }
}
