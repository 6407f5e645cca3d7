//! Names the parts of an address that could not be taken, and were left out.

use leptos::prelude::*;

use crate::{domain::query::Issue, i18n::use_text};

/// Parts that are named, and letters of each: a hostile link must not fill the page.
const MOST_PARTS: usize = 10;
const MOST_LETTERS: usize = 80;

/// The note; nothing where all of the address was taken.
#[component]
pub fn DroppedNote(
    /// What was left out.
    issues: Signal<Vec<Issue>>,
) -> impl IntoView {
    let t = use_text();
    move || {
        issues
            .with(|issues| named(issues))
            .map(|parts| view! { <p class="notice notice--quiet">{t.explore.dropped(&parts)}</p> })
    }
}

/// The parts in one line, as they were written.
fn named(issues: &[Issue]) -> Option<String> {
    let parts: Vec<String> = issues
        .iter()
        .take(MOST_PARTS)
        .map(|issue| short(&format!("{}={}", issue.key, issue.value)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The beginning of a text that is too long.
fn short(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::IssueReason;

    fn issue(key: &str, value: &str) -> Issue {
        Issue { key: key.to_owned(), value: value.to_owned(), reason: IssueReason::UnknownKey }
    }

    #[test]
    fn what_was_left_out_is_named_as_it_was_written() {
        assert_eq!(named(&[]), None);
        assert_eq!(named(&[issue("ids", "g"), issue("x", "1")]).as_deref(), Some("ids=g · x=1"));
    }

    #[test]
    fn a_hostile_address_does_not_fill_the_page() {
        let said = named(&vec![issue("é", &"a".repeat(20_000)); 40]).unwrap();
        let parts: Vec<&str> = said.split(" · ").collect();
        assert_eq!(parts.len(), MOST_PARTS);
        assert!(parts.iter().all(|part| part.chars().count() == MOST_LETTERS + 1), "{said}");
    }
}
