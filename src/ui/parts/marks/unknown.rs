//! An unknown value: the word, never a dash, a zero or an empty cell.

use leptos::prelude::*;

use crate::{
    i18n::{Text, use_text},
    platform::tree::{Branch, element},
    ui::still::still,
};

/// The word "unknown". With a reason it opens on demand to say why.
#[component]
pub fn Unknown(
    /// Why the value is not known.
    #[prop(optional, into)]
    why: Option<String>,
) -> impl IntoView {
    let t = use_text();
    let word = t.common.unknown();
    match why {
        None => still(move || unknown(t)).into_any(),
        Some(why) => view! {
            <details class="unknown-why">
                <summary class="unknown">{word}</summary>
                <span class="hint">{why}</span>
            </details>
        }
        .into_any(),
    }
}

/// The word as a plain tree.
pub fn unknown(t: Text) -> Branch {
    element("span").class("unknown").child(t.common.unknown())
}
