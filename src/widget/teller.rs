//! What an element tells its host page: one function of JavaScript, which makes an event of it.

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;

use super::reading::{Page, Row};
use crate::{domain::tier::Tier, platform::json::object};

/// The way to the host page.
#[derive(Debug)]
pub struct Teller(Function);

/// A profile in the detail of an event.
fn profile(row: &Row) -> JsValue {
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from);
    object([
        ("id", (&*row.id).into()),
        ("network", row.network.as_str().into()),
        ("handle", text(row.handle.as_deref())),
        ("name", (&*row.name).into()),
        ("tier", text(row.tier.map(Tier::as_str))),
        ("followers", row.followers.map_or(JsValue::NULL, |followers| (followers as f64).into())),
        ("low", row.low.into()),
        ("estimate", row.estimate.into()),
        ("high", row.high.into()),
        ("coverage", row.coverage.into()),
    ])
}

impl Teller {
    /// `function` gets the name of an event and its detail, and returns whether the host lets happen what it is
    /// told of.
    pub fn new(function: Function) -> Self {
        Self(function)
    }

    /// An answer is on the page. `profiles` is how many there are in the data.
    pub(super) fn ready(&self, page: &Page, profiles: usize) {
        let rows: Array = page.rows.iter().map(profile).collect();
        let detail = [
            ("total", (page.total as f64).into()),
            ("profiles", (profiles as f64).into()),
            ("rows", rows.into()),
        ];
        self.tell("ready", &object(detail));
    }

    /// A profile was chosen. `href` is where its link leads, if there is one.
    pub(super) fn select(&self, row: &Row, href: Option<&str>) -> bool {
        let href = href.map_or(JsValue::NULL, JsValue::from);
        self.tell("select", &object([("profile", profile(row)), ("href", href)]))
    }

    /// A profile is to be bookmarked or not (`bookmark`), compared or not (`compare`).
    pub(super) fn switch(&self, name: &str, row: &Row, on: bool) -> bool {
        self.tell(name, &object([("profile", profile(row)), ("on", on.into())]))
    }

    /// Something went wrong.
    pub(super) fn error(&self, code: &str, message: &str) {
        self.tell("error", &object([("code", code.into()), ("message", message.into())]));
    }

    fn tell(&self, name: &str, detail: &JsValue) -> bool {
        let answer = self.0.call2(&JsValue::UNDEFINED, &name.into(), detail);
        // The element's class catches what listeners throw; a page that is gone has no objections.
        !matches!(answer, Ok(allowed) if allowed.is_falsy())
    }
}
