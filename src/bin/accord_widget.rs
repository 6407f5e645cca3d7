//! The element's module, which `embed/accord-match.js` loads: mounts a list into a node, and takes it away.

use std::rc::Rc;

use accord::{
    client::Door,
    widget::{self, Board, Options, Teller},
};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// A binary needs it; nothing happens before the first call.
fn main() {}

/// Says how engines are started: by a worker's script on the page's own origin, by a worker's script as text,
/// and by a function that gets a `MessagePort` and starts one on the page. In this order.
#[wasm_bindgen(js_name = openDoors)]
pub fn open_doors(script: Option<String>, text: String, page: Function) {
    let script = script.map(Door::Script);
    widget::open_doors(script.into_iter().chain([Door::Text(text), Door::Page(page)]).collect());
}

/// A list in a node; freeing it ends everything behind it.
#[wasm_bindgen]
pub struct Mounted(Rc<Board>);

/// Puts a list into a node. `options` are the attributes as JSON, `tell` hears of events: their name and
/// their detail.
#[wasm_bindgen]
pub fn mount(node: Element, options: &str, tell: Function) -> Mounted {
    Mounted(Board::new(node, Options::parse(options), Teller::new(tell)))
}

#[wasm_bindgen]
impl Mounted {
    /// The attributes changed.
    pub fn update(&self, options: &str) {
        self.0.update(Options::parse(options));
    }
}
