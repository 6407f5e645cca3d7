//! What the rows of a page say, kept from page to page: most rows of a page were on the page before the edit. No filter
//! changes what they say, a weight or another brief mostly their match alone.

use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};

use rustc_hash::FxHashMap;

use crate::domain::{
    answer::{
        Row,
        text::{self, Shown},
    },
    criteria::N_PARTS,
    matching::{CriteriaScores, PartScores},
};

/// Rows that are kept at most: many pages, and little memory.
const MOST: usize = 1_000;

/// What one row says under one policy, format and choice of networks and brands.
#[derive(Debug)]
pub(super) struct Kept {
    /// The row without its match.
    pub(super) row: Row,
    /// The same as text.
    said: String,
    /// Its match; `None` where the brief has become another.
    matched: RefCell<Option<Rc<Matched>>>,
}

/// The match of one row under one brief.
#[derive(Debug)]
pub(super) struct Matched {
    /// Its criteria.
    pub(super) criteria: CriteriaScores,
    /// Its parts, and the quartiles that stand for what is missing.
    pub(super) parts: (PartScores, [u16; N_PARTS]),
    /// What depends on weights as text, with the weights last asked.
    text: RefCell<([u8; 6], String)>,
}

impl Kept {
    /// What is to be kept of a row.
    pub(super) fn new(row: Row, matched: Matched) -> Self {
        Self { said: text::said(&row), row, matched: RefCell::new(Some(Rc::new(matched))) }
    }

    /// The part of the row's text that is not its match.
    pub(super) fn said(&self) -> &str {
        &self.said
    }

    /// The match as it is kept, or as it is made now.
    pub(super) fn matched(&self, make: impl FnOnce() -> Matched) -> Rc<Matched> {
        Rc::clone(self.matched.borrow_mut().get_or_insert_with(|| Rc::new(make())))
    }
}

impl Matched {
    /// A match to be kept.
    pub(super) fn new(criteria: CriteriaScores, parts: (PartScores, [u16; N_PARTS])) -> Self {
        Self { criteria, parts, text: RefCell::default() }
    }

    /// The match as part of a row's text under some weights; `shown` says it where it is not known.
    pub(super) fn text(&self, weights: [u8; 6], shown: impl FnOnce() -> Shown) -> Ref<'_, str> {
        let is_known = |(of, text): &([u8; 6], String)| *of == weights && !text.is_empty();
        if !is_known(&self.text.borrow()) {
            *self.text.borrow_mut() = (weights, text::shown(&shown()));
        }
        Ref::map(self.text.borrow(), |(_, text)| text.as_str())
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

    /// Forgets all rows: the policy is another, or what rows say besides their match.
    pub(super) fn clear(&mut self) {
        self.0.get_mut().clear();
    }

    /// Forgets the matches: the brief is another.
    pub(super) fn forget_matches(&mut self) {
        for kept in self.0.get_mut().values() {
            kept.matched.take();
        }
    }
}
