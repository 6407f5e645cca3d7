//! The words of all records, by kind.

use super::{dictionary::Dictionary, pass::Kind};

/// Words that a dictionary takes; the rest are written out where they stand.
const MOST: usize = 1 << 14;
/// The same for the words of names and self-descriptions.
const MOST_PROSE: usize = 1 << 16;
/// Bytes of the longest word that a dictionary takes.
pub(super) const LONGEST: usize = 64;
/// Where the filling of a shape goes.
pub(super) const HOLE: u8 = 0;

/// A dictionary a kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Words([Dictionary; Kind::COUNT]);

impl Words {
    /// The code of a word; `None` where it has none and gets none.
    pub(super) fn intern(&mut self, kind: Kind, word: &str) -> Option<u32> {
        let words = &mut self.0[kind as usize];
        if word.len() > LONGEST {
            return None;
        }
        let most = if kind == Kind::Prose { MOST_PROSE } else { MOST };
        if words.words().len() < most {
            return Some(words.intern(word));
        }
        Some(words.code(word)).filter(|code| *code != super::dictionary::ABSENT)
    }

    /// The word of a code.
    pub(super) fn word(&self, kind: Kind, code: u32) -> &str {
        self.0[kind as usize].words().get(code as usize).map_or("", |word| word)
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.0.iter().map(Dictionary::memory).sum()
    }
}
