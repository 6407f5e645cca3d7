//! Rows by a text that the rows themselves hold: a hash table of row numbers and nothing more.

use std::hash::{BuildHasher as _, RandomState};

use hashbrown::HashTable;

/// Rows by text. The texts come from outside, so that the hash is one that nobody can aim at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    rows: HashTable<u32>,
    hasher: RandomState,
}

impl Index {
    /// The row that has a text; `text_of` gives the text of a row.
    pub(crate) fn find(&self, text: &str, text_of: impl Fn(u32) -> String) -> Option<u32> {
        self.rows.find(self.hasher.hash_one(text), |row| text_of(*row) == text).copied()
    }

    /// Takes in a row with a text that no other has.
    pub(crate) fn insert(&mut self, text: &str, row: u32, text_of: impl Fn(u32) -> String) {
        let Self { rows, hasher } = self;
        rows.insert_unique(hasher.hash_one(text), row, |row| hasher.hash_one(text_of(*row).as_str()));
    }

    /// Bytes held.
    pub(crate) fn memory(&self) -> usize {
        self.rows.allocation_size()
    }
}
