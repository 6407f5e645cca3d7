//! Attributes that are never read: ethnicity, income, marital status, religion, politics, origin, health,
//! sexuality, union.
//!
//! A field or a column about one is dropped unread and counted; a topic, an interest or a label that would
//! state a conviction is dropped in the same way.

use super::fold;

/// Beginnings of folded words (English, French) that no field, column, topic, interest or label may have.
const CONVICTIONS: [&str; 10] =
    ["ethni", "racial", "religi", "politi", "sexu", "lgbt", "christian", "muslim", "islami", "syndica"];

/// Beginnings that no field or column may have; as topics of content, health and income are harmless.
const ATTRIBUTES: [&str; 11] = [
    "income",
    "salar",
    "revenu",
    "marital",
    "matrimon",
    "health",
    "sante",
    "disab",
    "handicap",
    "union",
    "nationalit",
];

/// Whether a field or a column is about an attribute that is never read.
pub(super) fn is_field(name: &str) -> bool {
    // `householdIncome` is two words.
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_uppercase() {
            spaced.push(' ');
        }
        lower = c.is_lowercase();
        spaced.push(c);
    }
    fold::words(&spaced)
        .split(' ')
        .any(|word| is_conviction(word) || starts_with(&ATTRIBUTES, word) || matches!(word, "race" | "races"))
}

/// Whether a topic, an interest or a label would state a conviction or an origin.
pub(super) fn is_word(text: &str) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return text.split('-').any(is_conviction);
    }
    fold::words(text).split(' ').any(is_conviction)
}

fn is_conviction(word: &str) -> bool {
    word == "islam" || starts_with(&CONVICTIONS, word)
}

fn starts_with(stems: &[&str], word: &str) -> bool {
    // Nearly every word differs in its first letter.
    let first = word.as_bytes().first();
    stems.iter().any(|stem| stem.as_bytes().first() == first && word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_under_their_usual_names() {
        for name in
            ["ethnicities", "householdIncome", "maritalStatus", "Santé", "race", "orientation sexuelle"]
        {
            assert!(is_field(name), "{name}");
        }
        assert!(!is_field("racing"));
        assert!(is_word("Religion") && is_word("politique") && !is_word("health") && !is_word("racing"));
    }
}
