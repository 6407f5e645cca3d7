//! Words as codes: each distinct word of a column is kept once.

use std::collections::HashMap;

/// Code of a word that no row has.
pub(super) const ABSENT: u32 = u32::MAX;

/// Distinct words, numbered in the order of their first appearance.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    codes: HashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Dictionary {
    /// The code of a word, new or old.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if let Some(code) = self.codes.get(word) {
            return *code;
        }
        let code = self.words.len() as u32;
        self.words.push(word.into());
        self.codes.insert(word.into(), code);
        code
    }

    /// The code of a word, or [`ABSENT`].
    pub(super) fn code(&self, word: &str) -> u32 {
        self.codes.get(word).copied().unwrap_or(ABSENT)
    }

    /// The words in the order of their codes.
    pub(super) fn words(&self) -> &[Box<str>] {
        &self.words
    }
}
