//! Words as codes: each distinct word is kept once.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::index::insert_new;
use crate::archive::Archive;

/// Code of a word that is not there.
pub(crate) const ABSENT: u32 = u32::MAX;

/// Distinct words, numbered in the order of their first appearance.
#[derive(Debug, Clone)]
pub(crate) struct Dictionary {
    words: Vec<Box<str>>,
    codes: HashTable<u32>,
    hasher: RandomState,
    /// Codes of words that were asked for lately, by a few of their letters: the same words come again and again,
    /// and are known without a hash.
    lately: [u32; SLOTS],
}

/// Words that are known without a hash.
const SLOTS: usize = 64;

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            codes: HashTable::new(),
            hasher: RandomState::default(),
            lately: [0; SLOTS],
        }
    }
}

impl Dictionary {
    /// The code of a word, new or old.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        let letters = word.as_bytes();
        let ends = letters
            .first()
            .zip(letters.last())
            .map_or(0, |(first, last)| 7 * usize::from(*first) + usize::from(*last));
        let slot = (ends + 13 * letters.len()) % SLOTS;
        let code = self.lately[slot];
        if self.words.get(code as usize).is_some_and(|known| **known == *word) {
            return code;
        }
        self.lately[slot] = self.intern_hashed(word);
        self.lately[slot]
    }

    fn intern_hashed(&mut self, word: &str) -> u32 {
        let code = self.code(word);
        if code != ABSENT {
            return code;
        }
        let code = self.words.len() as u32;
        let Self { words, codes, hasher, .. } = self;
        words.push(word.into());
        let hash_of = |code: &u32| hasher.hash_one(&*words[*code as usize]);
        insert_new(codes, hasher.hash_one(word), code, &hash_of);
        code
    }

    /// The code of a word, or [`ABSENT`].
    pub(crate) fn code(&self, word: &str) -> u32 {
        let found = self.codes.find(self.hasher.hash_one(word), |code| *self.words[*code as usize] == *word);
        found.copied().unwrap_or(ABSENT)
    }

    /// The words in the order of their codes.
    pub(crate) fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// Writes the words, or fills them in.
    pub(crate) fn archive(&mut self, archive: &mut Archive<'_>) {
        let mut lengths: Vec<u32> = self.words.iter().map(|word| word.len() as u32).collect();
        let mut letters = self.words.concat();
        archive.column(&mut lengths);
        archive.text(&mut letters);
        if archive.is_reading() {
            *self = Self::default();
            let mut rest = letters.as_str();
            for length in lengths {
                let Some((word, others)) = rest.split_at_checked(length as usize) else { return };
                self.intern(word);
                rest = others;
            }
        }
    }

    /// Bytes held.
    pub(crate) fn memory(&self) -> usize {
        let letters: usize = self.words.iter().map(|word| word.len()).sum();
        letters + self.words.capacity() * size_of::<Box<str>>() + self.codes.allocation_size()
    }
}
