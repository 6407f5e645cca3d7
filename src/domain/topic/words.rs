//! Which words stand for which topic, English and French: one table for vendors' categories and for free text.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// A line a topic: its slug, a colon, and the folded words and phrases that stand for it. Those after the bar stand
/// for it in a vendor's category only, because in free text they mean other things as well: `chat` is a cat in
/// French and a talk in English. The line `-` has phrases that stand for no topic though one of their words does.
/// `entertainment` is a topic of vendors that the vocabulary does not have; it is kept so that no other topic has
/// to stand in for it.
pub const WORDS: &str = include_str!("words.txt");

/// Most words of a phrase in the table.
pub(super) const LONGEST: usize = 4;

/// What a word or a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Slug of the topic; `None` for a phrase that stands for none.
    pub topic: Option<&'static str>,
    /// Whether it stands for the topic in free text as well.
    pub is_sure: bool,
}

/// What folded words, one space between them, stand for in the table.
pub fn meaning(words: &str) -> Option<Meaning> {
    static TABLE: OnceLock<FxHashMap<&'static str, Meaning>> = OnceLock::new();
    TABLE.get_or_init(table).get(words).copied()
}

fn table() -> FxHashMap<&'static str, Meaning> {
    let mut table = FxHashMap::default();
    for line in WORDS.lines() {
        let Some((slug, known)) = line.split_once(':') else { continue };
        let topic = Some(slug).filter(|slug| *slug != "-");
        let (sure, category) = known.split_once('|').unwrap_or((known, ""));
        for (words, is_sure) in [(sure, true), (category, false)] {
            let words = words.split(',').filter(|words| !words.is_empty());
            table.extend(words.map(|words| (words, Meaning { topic, is_sure })));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{fold, topic::is_topic};

    #[test]
    fn the_table_names_topics_of_the_vocabulary_and_no_word_twice() {
        let mut all = Vec::new();
        for line in WORDS.lines() {
            let (slug, known) = line.split_once(':').unwrap();
            assert!(is_topic(slug) || matches!(slug, "entertainment" | "-"), "{slug}");
            for words in known.split(['|', ',']).filter(|words| !words.is_empty()) {
                let folded = fold::fold(words);
                assert_eq!(words, fold::words(&folded).collect::<Vec<_>>().join(" "));
                assert!(words.split(' ').count() <= LONGEST, "{words}");
                assert!(!all.contains(&words), "{words} twice");
                all.push(words);
            }
        }
    }

    #[test]
    fn a_word_may_be_sure_in_a_category_only() {
        let of = |words| meaning(words).map(|meaning| (meaning.topic, meaning.is_sure));
        assert_eq!(of("maquillage"), Some((Some("beauty"), true)));
        assert_eq!(of("chat"), Some((Some("animals"), false)));
        assert_eq!(of("mode avion"), Some((None, true)));
        assert_eq!(of("quark"), None);
    }
}
