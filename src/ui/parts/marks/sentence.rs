//! A sentence with some of its words in bold.

use leptos::prelude::*;

/// Shows a text whose `*starred*` words are bold. Stars that do not pair stay as they are.
#[component]
pub fn Sentence(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    pieces(&text)
        .into_iter()
        .map(|(bold, words)| if bold { view! { <b>{words}</b> }.into_any() } else { words.into_any() })
        .collect_view()
}

/// A word that comes from data, without the stars that would be read as marks.
pub fn plain(words: &str) -> String {
    words.replace('*', "∗")
}

/// The words and whether they are bold.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let parts: Vec<&str> = text.split('*').collect();
    if parts.len().is_multiple_of(2) {
        return vec![(false, text.to_owned())];
    }
    parts
        .into_iter()
        .enumerate()
        .filter(|(_, words)| !words.is_empty())
        .map(|(index, words)| (index % 2 == 1, words.to_owned()))
        .collect()
}
