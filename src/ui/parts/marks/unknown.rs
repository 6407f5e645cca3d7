//! An unknown value: the word, never a dash, a zero or an empty cell.

use leptos::prelude::*;

use crate::i18n::use_text;

/// The word "unknown". With a reason it opens on demand to say why.
#[component]
pub fn Unknown(
    /// Why the value is not known.
    #[prop(optional, into)]
    why: Option<String>,
) -> impl IntoView {
    let word = use_text().common.unknown();
    match why {
        None => view! { <span class="unknown">{word}</span> }.into_any(),
        Some(why) => view! {
            <details class="unknown-why">
                <summary class="unknown">{word}</summary>
                <span class="hint">{why}</span>
            </details>
        }
        .into_any(),
    }
}
