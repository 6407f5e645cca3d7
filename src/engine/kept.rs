//! What the rows of a page say, kept from page to page: most rows of a page were on the page before the edit. No filter
//! changes what they say, a weight or another brief mostly their match alone.

use std::{
    cell::{Cell, Ref, RefCell},
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

/// Rows that are kept at most, unless one page has more: many pages, and little memory.
const MOST: usize = 1_000;

/// What one row says under one policy, format and choice of networks and brands.
#[derive(Debug)]
pub(super) struct Kept {
    /// The row without its match.
    pub(super) row: Row,
    /// The same as text.
    said: String,
    /// Whether it was told to who keeps what is told.
    is_told: Cell<bool>,
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
    /// The weights that it was told under to who keeps what is told.
    told: Cell<Option<[u8; 6]>>,
}

impl Kept {
    /// What is to be kept of a row.
    pub(super) fn new(row: Row, matched: Matched) -> Self {
        let said = text::said(&row);
        Self { said, row, is_told: Cell::new(false), matched: RefCell::new(Some(Rc::new(matched))) }
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
        Self { criteria, parts, text: RefCell::default(), told: Cell::new(None) }
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

/// Writes what is new of a row to who keeps what is told of rows: its number alone where that is nothing, with what
/// weights change as numbers, or with the whole row.
pub(super) fn tell(
    (row, kept, matched): (usize, &Kept, &Matched),
    weights: [u8; 6],
    shown: impl FnOnce() -> Shown,
    text: &mut String,
) {
    let mut number = itoa::Buffer::new();
    let number = number.format(row);
    if matched.told.replace(Some(weights)) == Some(weights) {
        text.push_str(number);
        return;
    }
    text.extend(["[", number, ","]);
    if kept.is_told.replace(true) {
        text::told(&shown(), text);
    } else {
        text.extend([&kept.said, &*text::shown(&shown())]);
    }
    text.push(']');
}

/// The rows kept.
#[derive(Debug, Default)]
pub(super) struct KeptRows {
    rows: RefCell<FxHashMap<usize, Rc<Kept>>>,
    /// Whether who keeps what is told of rows may let go of it.
    is_outdated: Cell<bool>,
}

impl KeptRows {
    /// The row as it is kept, or as it is made now.
    pub(super) fn get(&self, row: usize, make: impl FnOnce() -> Option<Kept>) -> Option<Rc<Kept>> {
        if let Some(kept) = self.rows.borrow().get(&row) {
            return Some(Rc::clone(kept));
        }
        let kept = Rc::new(make()?);
        self.rows.borrow_mut().insert(row, Rc::clone(&kept));
        Some(kept)
    }

    /// Makes room for a page of so many rows.
    pub(super) fn make_room(&self, n_rows: usize) {
        let mut rows = self.rows.borrow_mut();
        if rows.len() + n_rows > MOST {
            rows.clear();
            self.is_outdated.set(true);
        }
    }

    /// Whether all that was told of rows before is told anew from now on.
    pub(super) fn begins_anew(&self) -> bool {
        self.is_outdated.take()
    }

    /// Forgets all rows: the policy is another, or what rows say besides their match.
    pub(super) fn clear(&mut self) {
        self.rows.get_mut().clear();
        self.is_outdated.set(true);
    }

    /// Forgets the matches: the brief is another.
    pub(super) fn forget_matches(&mut self) {
        for kept in self.rows.get_mut().values() {
            kept.matched.take();
        }
    }
}
