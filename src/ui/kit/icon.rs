//! Small drawings that stand beside a word, never instead of one: hidden from assistive technology.

#[cfg(feature = "ui")]
use leptos::prelude::*;

use crate::platform::tree::{Branch, element};
#[cfg(feature = "ui")]
use crate::ui::still::still;

/// What is drawn, on a field of 16 by 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A cross: close, remove.
    Close,
    /// A ribbon: bookmark.
    Bookmark,
    /// A lens: search.
    Search,
    /// A half-filled disc: light and dark.
    Theme,
    /// A barred circle: rule out.
    Exclude,
    /// A plus sign: add.
    Add,
    /// A triangle with an exclamation mark: to check.
    Check,
    /// An octagon with an exclamation mark: alert.
    Alert,
    /// A tick: nothing to report.
    Clear,
    /// A circled question mark: not checked.
    Unchecked,
    /// An arrow down: highest first.
    Down,
    /// An arrow up: lowest first.
    Up,
    /// Sliders: brief and filters.
    Filters,
}

impl Glyph {
    /// The strokes, and the part that is filled.
    const fn paths(self) -> (&'static str, &'static str) {
        match self {
            Self::Close => ("M4 4l8 8M12 4l-8 8", ""),
            Self::Bookmark => ("M4 2.5h8v11l-4-3l-4 3z", ""),
            Self::Search => ("M11.5 7a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0M10.5 10.5l3.5 3.5", ""),
            Self::Theme => ("M13.5 8a5.5 5.5 0 1 1-11 0a5.5 5.5 0 0 1 11 0", "M8 2.5a5.5 5.5 0 0 1 0 11z"),
            Self::Exclude => ("M13.5 8a5.5 5.5 0 1 1-11 0a5.5 5.5 0 0 1 11 0M4.5 8h7", ""),
            Self::Add => ("M8 3v10M3 8h10", ""),
            Self::Check => ("M8 2l6.5 11.5h-13zM8 6.5v3.5M8 11.6v.6", ""),
            Self::Alert => ("M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7h-5.6l-3.7-3.7v-5.6zM8 4.8v4M8 10.6v.6", ""),
            Self::Clear => ("M3 8.5l3.2 3L13 4.5", ""),
            Self::Unchecked => (
                "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0M6.2 6.3a1.9 1.9 0 1 1 2.6 2c-.6.3-.8.6-.8 1.2M8 11.4v.6",
                "",
            ),
            Self::Down => ("M8 3v10M4.5 9.5L8 13l3.5-3.5", ""),
            Self::Up => ("M8 13v-10M4.5 6.5L8 3l3.5 3.5", ""),
            Self::Filters => ("M2 5h7M13 5h1M2 11h1M7 11h7M11 3.2v3.6M5 9.2v3.6", ""),
        }
    }
}

/// A drawing in the color of the text around it, as a plain tree.
pub fn icon(glyph: Glyph) -> Branch {
    let (strokes, filled) = glyph.paths();
    let svg = element("svg").class("icon").set("width", "16").set("height", "16");
    svg.set("viewBox", "0 0 16 16")
        .set("aria-hidden", "true")
        .child(element("path").set("d", strokes))
        .children((!filled.is_empty()).then(|| element("path").class("fill").set("d", filled)))
}

/// A drawing in the color of the text around it.
#[cfg(feature = "ui")]
#[component]
pub fn Icon(
    /// What is drawn.
    glyph: Glyph,
) -> impl IntoView {
    still(move || icon(glyph))
}
