//! Small choices that outlive a visit, such as language and colors. Where storage is closed they live as long
//! as the page; nothing depends on them.

use web_sys::Storage;

/// Everything of ours has this in front, because other pages of the host share the storage.
const PREFIX: &str = "accord.";

/// A remembered choice.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{name}")).ok()?
}

/// Remembers a choice.
pub fn set(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or closed storage costs the choice after a reload and nothing else.
        storage.set_item(&format!("{PREFIX}{name}"), value).ok();
    }
}

/// The languages that the browser asks for, best first (BCP 47).
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
