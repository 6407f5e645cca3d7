//! What the rows of a page say besides their place and their match, kept from page to page: most rows of a page
//! were on the page before the edit, and neither a filter nor a weight changes what they say.

use std::{cell::RefCell, rc::Rc};

use rustc_hash::FxHashMap;

use crate::domain::{
    answer::Row,
    criteria::N_PARTS,
    matching::{CriteriaScores, PartScores},
};

/// Rows that are kept at most: many pages, and little memory.
const MOST: usize = 1_000;

/// One row under one brief and policy.
#[derive(Debug)]
pub(super) struct Kept {
    /// The row without what depends on weights: its match, its criteria's weights and its reason.
    pub(super) row: Row,
    /// Its criteria.
    pub(super) criteria: CriteriaScores,
    /// Its parts, and the quartiles that stand for what is missing.
    pub(super) parts: (PartScores, [u16; N_PARTS]),
}

/// The rows kept.
#[derive(Debug, Default)]
pub(super) struct KeptRows(RefCell<FxHashMap<usize, Rc<Kept>>>);

impl KeptRows {
    /// The row as it is kept, or as it is made now.
    pub(super) fn get(&self, row: usize, make: impl FnOnce() -> Option<Kept>) -> Option<Rc<Kept>> {
        if let Some(kept) = self.0.borrow().get(&row) {
            return Some(Rc::clone(kept));
        }
        let kept = Rc::new(make()?);
        let mut rows = self.0.borrow_mut();
        if rows.len() >= MOST {
            rows.clear();
        }
        rows.insert(row, Rc::clone(&kept));
        Some(kept)
    }

    /// Forgets all rows: brief or policy are others.
    pub(super) fn clear(&mut self) {
        self.0.get_mut().clear();
    }
}
