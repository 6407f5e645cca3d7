//! The document: where it lies, what its root says.

use web_sys::{Document, Element, Url};

/// Address that relative addresses are resolved against: that of the folder of the build.
pub fn base_address() -> String {
    document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default()
}

/// Path of [`base_address`], for [`crate::route::Base`].
pub fn base_path() -> String {
    Url::new(&base_address()).map_or_else(|_| "/".to_owned(), |url| url.pathname())
}

/// The query string of the page's address, with `?` unless it is empty.
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// What the page's `<meta>` of this name says; `name` is a plain word.
pub fn meta(name: &str) -> Option<String> {
    document()?.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// An address as the browser understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The whole address.
    pub href: String,
    /// Its origin.
    pub origin: String,
    /// Its host, with a port where it is not the usual one.
    pub host: String,
    /// Whether it is the page's own origin.
    pub is_own: bool,
}

/// Resolves an address against the folder of the build; `None` where it is no http(s) address, or has a name and a
/// password in it, with which browsers fetch nothing.
pub fn resolve(address: &str) -> Option<Resolved> {
    let url = Url::new_with_base(address, &base_address()).ok()?;
    let is_open = url.username().is_empty() && url.password().is_empty();
    if !is_open || !matches!(&*url.protocol(), "http:" | "https:") {
        return None;
    }
    let own = web_sys::window()?.location().origin().ok()?;
    let origin = url.origin();
    Some(Resolved { is_own: origin == own, href: url.href(), host: url.host(), origin })
}

/// What index.html shows until the page itself is made; `None` from then on.
pub fn still_page() -> Option<Element> {
    document()?.get_element_by_id("boot")
}

/// Says which language the document is in.
pub fn set_language(tag: &str) {
    set_root_attribute("lang", Some(tag));
}

/// Sets an attribute of the document's root, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        // Both fail only for names that no element can have.
        match value {
            Some(value) => root.set_attribute(name, value).ok(),
            None => root.remove_attribute(name).ok(),
        };
    }
}

/// Sets custom properties for the whole document, over those of its style sheets.
///
/// Property by property, which the policy allows where it forbids a style string.
pub fn set_root_properties(properties: impl IntoIterator<Item = (String, String)>) {
    use wasm_bindgen::JsCast as _;
    if let Some(root) = root().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
        for (name, value) in properties {
            // A value that is no color of the browser's is left out by it.
            root.style().set_property(&name, &value).ok();
        }
    }
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether an element, or something in it, has the focus.
pub fn has_focus(element: &Element) -> bool {
    element.matches(":focus-within").unwrap_or(false)
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}
