//! The order of the list: total, and independent of row numbers.
//!
//! Matches compare by their exact numerators, then coverage, then id. Other columns compare first, their ties
//! go by the lower bound of the match, then the same way. Unknown values come last in both directions.
//!
//! A window is found without sorting: rows are first compared by one integer each, which is exact, and only
//! those that may be in the window by everything else.

use std::{cmp::Reverse, ops::Range};

use crate::domain::{
    criteria::demand::Gate,
    matching::{self, Bounds},
    query::{Measure, Sort, SortKey},
};

use super::{
    bitmap::{Bitmap, WORD, bits},
    columns::Columns,
};

/// What two rows are compared by; smaller comes first.
type Key = (u32, Reverse<u32>, Reverse<u32>, u32);

/// Rows whose first keys are made at a time.
const BLOCK: usize = 16 * WORD;
/// First keys are counted in so many classes where a window is deep.
const N_CLASSES: usize = 1 << 12;
/// Windows that end by here are found by a rising bar, deeper ones by counting.
const SHALLOW: usize = 2_000;
/// First key of the unknown.
const LAST: u32 = u32::MAX;

/// Orders the rows of a query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'a> {
    columns: Columns<'a>,
    weights: &'a [u8; 6],
    sort: Sort,
    /// Numerators of the bound that is sorted by.
    sums: &'a [u32],
}

impl<'a> Order<'a> {
    /// The order that a query asks for.
    pub(super) fn new(columns: Columns<'a>, weights: &'a [u8; 6], sort: Sort, sums: &'a [u32]) -> Self {
        Self { columns, weights, sort, sums }
    }

    /// The exact numerators of a row's match.
    pub(super) fn numerators(&self, row: usize) -> Bounds<u32> {
        matching::numerators(&self.columns.scores(row), self.weights, self.columns.brief.gate(row))
    }

    /// The exact numerator of a row's coverage.
    pub(super) fn coverage(&self, row: usize) -> u32 {
        matching::coverage(&self.columns.known(row), self.weights)
    }

    /// The rest of a row's key.
    fn key(&self, first: u32, row: usize) -> Key {
        let low = self.numerators(row).low;
        (first, Reverse(low), Reverse(self.coverage(row)), self.columns.table.id_order[row])
    }

    /// The first keys of a block of rows.
    fn first_keys(&self, rows: Range<usize>, keys: &mut [u32]) {
        let columns = self.columns;
        match self.sort.key {
            SortKey::Low | SortKey::Estimate => {
                let rows_of = rows.clone();
                keys.copy_from_slice(&self.sums[rows]);
                if let Some(gates) = columns.brief.gates() {
                    let is_estimate = self.sort.key == SortKey::Estimate;
                    for (key, gate) in keys.iter_mut().zip(&gates[rows_of]) {
                        let counts = *gate == Gate::Open || (*gate == Gate::Unchecked && is_estimate);
                        *key = if counts { *key } else { 0 };
                    }
                }
                if self.sort.descending {
                    // A sum is far below the last key, so that its complement never is the last one.
                    for key in keys.iter_mut() {
                        *key = LAST - 1 - *key;
                    }
                }
            }
            SortKey::Followers => self.ranked(Measure::Followers, rows, keys),
            SortKey::Er => self.ranked(Measure::Er, rows, keys),
            SortKey::Credibility => self.ranked(Measure::Credibility, rows, keys),
            SortKey::Price => self.ranked(Measure::Price, rows, keys),
            SortKey::Name => self.places(&columns.table.name_order[rows], LAST, keys),
        }
    }

    fn ranked(&self, measure: Measure, rows: Range<usize>, keys: &mut [u32]) {
        let numbers = self.columns.measure(measure).numbers();
        self.places(&numbers.codes()[rows], numbers.n_values(), keys);
    }

    /// Keys of places; from `unknown` on they are of the unknown.
    fn places(&self, places: &[u32], unknown: u32, keys: &mut [u32]) {
        let turn = if self.sort.descending { LAST } else { 0 };
        for (key, place) in keys.iter_mut().zip(places) {
            // Turned over, the first place comes last but one.
            let turned = if turn == LAST { LAST - 1 - place } else { *place };
            *key = if *place >= unknown { LAST } else { turned };
        }
    }

    /// Calls `see` with each block of rows: the first row, the first keys, and the words of those that pass.
    fn blocks(&self, passing: &Bitmap, mut see: impl FnMut(usize, &[u32], &[u64])) {
        let n_rows = self.columns.table.len();
        let mut keys = [0u32; BLOCK];
        for (block, words) in passing.words().chunks(BLOCK / WORD).enumerate() {
            let start = block * BLOCK;
            let keys = &mut keys[..BLOCK.min(n_rows - start)];
            self.first_keys(start..start + keys.len(), keys);
            see(start, keys, words);
        }
    }

    /// Calls `see` with every row that passes and whose first key is at most the bar that `see` last gave back.
    fn under_bar(&self, passing: &Bitmap, mut bar: u32, mut see: impl FnMut(u32, usize) -> u32) {
        self.blocks(passing, |start, keys, words| {
            for ((at, word), keys) in words.iter().enumerate().zip(keys.chunks(WORD)) {
                // Whether any may pass is a question to all of them at once.
                let least = keys.iter().fold(LAST, |least, key| least.min(*key));
                if *word == 0 || least > bar {
                    continue;
                }
                for bit in bits(*word) {
                    if keys[bit] <= bar {
                        bar = see(keys[bit], start + at * WORD + bit);
                    }
                }
            }
        });
    }

    /// The rows of a window of the list, in order.
    pub(super) fn window(&self, passing: &Bitmap, window: Range<usize>) -> Vec<usize> {
        if window.is_empty() {
            return Vec::new();
        }
        let (mut keyed, before) = if window.end <= SHALLOW {
            (self.best(passing, window.end), 0)
        } else {
            self.between(passing, &window)
        };
        let window = window.start - before..(window.end - before).min(keyed.len());
        if window.is_empty() {
            return Vec::new();
        }
        // Only what the window shows is put in order.
        if window.start > 0 {
            keyed.select_nth_unstable(window.start);
        }
        let rest = &mut keyed[window.start..];
        if window.len() < rest.len() {
            rest.select_nth_unstable(window.len());
        }
        let shown = &mut rest[..window.len()];
        shown.sort_unstable();
        shown.iter().map(|(_, row)| *row).collect()
    }

    /// The best `n` rows, in no order.
    fn best(&self, passing: &Bitmap, n: usize) -> Vec<(Key, usize)> {
        let mut best: Vec<(Key, usize)> = Vec::new();
        let most = 2 * n.max(WORD);
        let mut last: Option<Key> = None;
        self.under_bar(passing, LAST, |first, row| {
            let key = self.key(first, row);
            if last.is_none_or(|last| key < last) {
                best.push((key, row));
            }
            if best.len() == most {
                let (_, (worst, _), _) = best.select_nth_unstable(n - 1);
                last = Some(*worst);
                best.truncate(n);
            }
            last.map_or(LAST, |(first, ..)| first)
        });
        best
    }

    /// Some rows in no order, the window among them, and how many come before them.
    fn between(&self, passing: &Bitmap, window: &Range<usize>) -> (Vec<(Key, usize)>, usize) {
        let (mut least, mut greatest) = (LAST, 0);
        self.under_bar(passing, LAST, |key, _| {
            least = least.min(key);
            if key < LAST {
                greatest = greatest.max(key);
            }
            LAST
        });
        let step = greatest.saturating_sub(least) / (N_CLASSES as u32 - 1) + 1;
        // The unknown are a class of their own, after all others.
        let class = |key: u32| if key == LAST { N_CLASSES } else { ((key - least) / step) as usize };
        let mut counts = vec![0usize; N_CLASSES + 1];
        self.under_bar(passing, LAST, |key, _| {
            counts[class(key)] += 1;
            LAST
        });
        let (mut before, mut seen) = (0, 0);
        let (mut from, mut to) = (0, N_CLASSES);
        for (at, count) in counts.iter().enumerate() {
            if seen <= window.start {
                (from, before) = (at, seen);
            }
            seen += count;
            if seen >= window.end {
                to = at;
                break;
            }
        }
        let mut found = Vec::new();
        self.under_bar(passing, LAST, |key, row| {
            if (from..=to).contains(&class(key)) {
                found.push((self.key(key, row), row));
            }
            LAST
        });
        (found, before)
    }

    /// How many of the rows that pass come before a row.
    pub(super) fn ahead_of(&self, passing: &Bitmap, row: usize) -> usize {
        let start = row - row % WORD;
        let end = (start + WORD).min(self.columns.table.len());
        let mut keys = [0u32; WORD];
        let keys = &mut keys[..end - start];
        self.first_keys(start..end, keys);
        let first = keys[row - start];
        let own = self.key(first, row);
        let mut ahead = 0;
        self.under_bar(passing, first, |key, other| {
            ahead += usize::from(key < first || self.key(key, other) < own);
            first
        });
        ahead
    }
}
