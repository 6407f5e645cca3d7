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

    /// All of them as bytes: of each dictionary how many it has, then each with its length.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for words in self.words.iter().chain(&self.sets).map(Dictionary::words) {
            bytes.extend((words.len() as u32).to_le_bytes());
            for word in words {
                bytes.extend((word.len() as u16).to_le_bytes());
                bytes.extend(word.bytes());
            }
        }
        bytes
    }

    /// The words of such bytes; `None` where they are none.
    pub(super) fn of_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut all = Self::default();
        for words in all.words.iter_mut().chain(&mut all.sets) {
            let n_words = u32::from_le_bytes(*split(&mut bytes)?);
            for code in 0..n_words {
                let length = u16::from_le_bytes(*split(&mut bytes)?);
                let (word, rest) = bytes.split_at_checked(length.into())?;
                bytes = rest;
                if words.intern(std::str::from_utf8(word).ok()?) != code {
                    return None;
                }
            }
        }
        bytes.is_empty().then_some(all)
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

/// Takes so many bytes off the beginning.
fn split<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(first)
}
