//! What the reader's system prefers.

/// Whether a media query holds now, such as `(prefers-reduced-motion: reduce)`.
pub fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}
