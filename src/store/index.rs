//! Rows by a text that the rows themselves hold: a hash table of row numbers and nothing more.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Puts a number into a table that does not have it. `hash_of` is called where the table grows; it is known at run time
/// alone, so that all tables grow by the same code.
pub(crate) fn insert_new(table: &mut HashTable<u32>, hash: u64, number: u32, hash_of: &dyn Fn(&u32) -> u64) {
    table.insert_unique(hash, number, hash_of);
}

/// Rows by text. The texts come from outside, so that the hash has a seed that differs from run to run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    rows: HashTable<u32>,
    hasher: RandomState,
}

impl Index {
    /// The row that has a text; `has` tells whether a row has a text.
    pub(crate) fn find(&self, text: &str, has: impl Fn(u32, &str) -> bool) -> Option<u32> {
        self.rows.find(self.hash(text), |row| has(*row, text)).copied()
    }

    /// Takes in a row with a text, unless another has it. `with_text` shows the text of a row.
    pub(crate) fn insert(
        &mut self,
        text: &str,
        row: u32,
        has: impl Fn(u32, &str) -> bool,
        with_text: impl Fn(u32, &mut dyn FnMut(&str)),
    ) {
        let hash = self.hash(text);
        let Self { rows, hasher } = self;
        let hash_of = |row: &u32| {
            let mut hash = 0;
            with_text(*row, &mut |text| hash = hasher.hash_one(text.as_bytes()));
            hash
        };
        if rows.find(hash, |row| has(*row, text)).is_none() {
            insert_new(rows, hash, row, &hash_of);
        }
    }

    fn hash(&self, text: &str) -> u64 {
        self.hasher.hash_one(text.as_bytes())
    }
}
