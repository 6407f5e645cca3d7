//! What the rows of a page say, kept from page to page: most rows of a page were on the page before the edit. No filter
//! changes what they say, and a weight only their match.

use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};

use rustc_hash::FxHashMap;

use crate::domain::{
    answer::{Row, text},
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
    /// The same as text.
    said: String,
    /// Its criteria.
    pub(super) criteria: CriteriaScores,
    /// Its parts, and the quartiles that stand for what is missing.
    pub(super) parts: (PartScores, [u16; N_PARTS]),
    /// What depends on weights as text, with the weights last asked.
    shown: RefCell<([u8; 6], String)>,
}

impl Kept {
    /// What is to be kept of a row.
    pub(super) fn new(row: Row, criteria: CriteriaScores, parts: (PartScores, [u16; N_PARTS])) -> Self {
        Self { said: text::said(&row), row, criteria, parts, shown: RefCell::default() }
    }

    /// The two parts of the row's text under some weights, of which `row` gives the whole where it is not known.
    pub(super) fn text(&self, weights: [u8; 6], row: impl FnOnce() -> Row) -> (&str, Ref<'_, str>) {
        let is_known = |(of, text): &([u8; 6], String)| *of == weights && !text.is_empty();
        if !is_known(&self.shown.borrow()) {
            *self.shown.borrow_mut() = (weights, text::shown(&row()));
        }
        (&self.said, Ref::map(self.shown.borrow(), |(_, text)| text.as_str()))
    }
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
