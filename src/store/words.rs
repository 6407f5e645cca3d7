//! The words of all records, by kind.

use super::{
    dictionary::{ABSENT, Dictionary},
    pass::Kind,
};

/// Words that a dictionary takes; the rest are written out where they stand.
const MOST: usize = 1 << 14;
/// The same for the words of names and self-descriptions.
const MOST_PROSE: usize = 1 << 16;
/// Bytes of the longest word that a dictionary takes.
pub(super) const LONGEST: usize = 64;
/// The same of keys that stand together.
const LONGEST_SET: usize = 256;
/// Where the filling of a shape goes, and what is between keys that stand together.
pub(super) const HOLE: u8 = 0;

/// Dictionaries, each a kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    words: [Dictionary; Kind::COUNT],
    /// Keys that stand together.
    sets: [Dictionary; Kind::COUNT],
}

impl Words {
    /// The code of a word; `None` where it has none and gets none.
    pub(super) fn intern(&mut self, kind: Kind, word: &str) -> Option<u32> {
        let most = if kind == Kind::Prose { MOST_PROSE } else { MOST };
        intern(&mut self.words[kind as usize], word, LONGEST, most)
    }

    /// The code of keys that stand together.
    pub(super) fn intern_set(&mut self, kind: Kind, keys: &str) -> Option<u32> {
        intern(&mut self.sets[kind as usize], keys, LONGEST_SET, MOST)
    }

    /// The word of a code.
    pub(super) fn word(&self, kind: Kind, code: u32) -> &str {
        word(&self.words[kind as usize], code)
    }

    /// The keys of a code.
    pub(super) fn set(&self, kind: Kind, code: u32) -> &str {
        word(&self.sets[kind as usize], code)
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.words.iter().chain(&self.sets).map(Dictionary::memory).sum()
    }
}

fn intern(words: &mut Dictionary, word: &str, longest: usize, most: usize) -> Option<u32> {
    if word.len() > longest {
        return None;
    }
    if words.words().len() < most {
        return Some(words.intern(word));
    }
    Some(words.code(word)).filter(|code| *code != ABSENT)
}

fn word(words: &Dictionary, code: u32) -> &str {
    words.words().get(code as usize).map_or("", |word| word)
}
