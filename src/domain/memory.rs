//! How much memory an open catalogue holds, and for what.

use serde::{Deserialize, Serialize};

/// Bytes by what they are for; what the allocator needs besides is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The profiles themselves, with the order of their ids.
    pub profiles: usize,
    /// What formulas, filters and orders read, a column each.
    pub columns: usize,
    /// The words that the text search finds.
    pub text: usize,
    /// What is computed once of the columns.
    pub scores: usize,
    /// What is kept from the query before for the next one.
    pub query: usize,
}

impl Memory {
    /// All of it.
    pub fn total(&self) -> usize {
        self.profiles + self.columns + self.text + self.scores + self.query
    }
}
