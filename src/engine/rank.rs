//! The order of the list: total, and independent of row numbers.
//!
//! Matches compare by their exact numerators, then coverage, then id. Other columns compare first, their ties
//! go by the lower bound of the match, then the same way. Unknown values come last in both directions.
//!
//! A window is found without sorting: rows are first compared by one integer each, which is exact, and only
//! those that may be in the window, or equal the last of it, by everything else.

use std::ops::Range;

use crate::domain::{
    criteria::{FULL, demand::Gate},
    matching,
    order::{select_key_triple, select_short_key, sort_key_triples, sort_short_keys},
    query::{Measure, Sort, SortKey},
};

use super::{
    bitmap::{Bitmap, WORD, bits},
    codes::Codes,
    columns::Columns,
    simd::between,
    sums::Sums,
};

/// What two rows are compared by; smaller comes first. The first key above the lower bound, the coverage above the
/// place of the id; bound and coverage turned over, because more of them is better.
type Key = (u64, u64);

/// The first key of a row, above the row.
type First = u64;

const fn pair(above: u32, below: u32) -> u64 {
    (above as u64) << 32 | below as u64
}

const fn above(pair: u64) -> u32 {
    (pair >> 32) as u32
}

const fn row_of(first: First) -> usize {
    first as u32 as usize
}

/// First keys are counted in so many classes where a window is deep.
const N_CLASSES: usize = 1 << 14;
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
    sums: &'a Sums,
}

impl<'a> Order<'a> {
    /// The order that a query asks for.
    pub(super) fn new(columns: Columns<'a>, weights: &'a [u8; 6], sort: Sort, sums: &'a Sums) -> Self {
        Self { columns, weights, sort, sums }
    }

    /// The whole key of a row, which only equal first keys need.
    fn key(&self, first: u32, row: usize) -> Key {
        let (lows, known) = self.columns.firm(row);
        let low = match self.columns.brief.gate(row) {
            // The weights count known shares and lower bounds alike.
            Gate::Open => matching::coverage(&lows, self.weights),
            Gate::Unchecked | Gate::Vetoed => 0,
        };
        let coverage = matching::coverage(&known, self.weights);
        (pair(first, !low), pair(!coverage, self.columns.table.id_order[row]))
    }

    /// The first keys of a block of rows.
    fn first_keys(&self, rows: Range<usize>, keys: &mut [u32]) {
        let columns = self.columns;
        match self.sort.key {
            SortKey::Low | SortKey::Estimate => {
                let rows_of = rows.clone();
                keys.copy_from_slice(&self.sums.as_slice()[rows]);
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
        match numbers.codes() {
            Codes::Half(codes) => self.places(&codes[rows], numbers.n_values(), keys),
            Codes::Whole(codes) => self.places(&codes[rows], numbers.n_values(), keys),
        }
    }

    /// Keys of places; from `unknown` on they are of the unknown.
    fn places(&self, places: &[impl Copy + Into<u32>], unknown: u32, keys: &mut [u32]) {
        let turn = if self.sort.descending { LAST } else { 0 };
        for (key, place) in keys.iter_mut().zip(places) {
            let place = (*place).into();
            // Turned over, the first place comes last but one.
            let turned = if turn == LAST { LAST - 1 - place } else { place };
            *key = if place >= unknown { LAST } else { turned };
        }
    }

    /// No first key of a word's rows is less than this, which is known beforehand.
    fn least(&self, word: usize) -> u32 {
        match self.sort.key {
            // What stands against a row takes of its sum, and adds to its key.
            SortKey::Low | SortKey::Estimate if self.sort.descending => LAST - 1 - self.sums.tops()[word],
            _ => 0,
        }
    }

    /// Calls `see` with every row that passes and whose first key is not below `least` and at most the bar that `see`
    /// last gave back.
    fn scan(&self, passing: &Bitmap, least: u32, mut bar: u32, mut see: impl FnMut(u32, usize) -> u32) {
        let n_rows = self.columns.table.len();
        let mut keys = [0u32; WORD];
        for (at, word) in passing.words().iter().enumerate() {
            // Whether any may pass is a question to all of them at once.
            if *word == 0 || self.least(at) > bar {
                continue;
            }
            let start = at * WORD;
            let rows = start..(start + WORD).min(n_rows);
            let keys = &mut keys[..rows.len()];
            self.first_keys(rows, keys);
            let within = match (bar - least).checked_add(1) {
                Some(width) => between(keys, least, width),
                None => u64::MAX,
            };
            for bit in bits(word & within) {
                if keys[bit] <= bar {
                    bar = see(keys[bit], start + bit);
                }
            }
        }
    }

    /// The rows of a window of the list, in order.
    pub(super) fn window(&self, passing: &Bitmap, window: Range<usize>) -> Vec<usize> {
        if window.is_empty() {
            return Vec::new();
        }
        let (mut found, before) = if window.end <= SHALLOW {
            (self.best(passing, window.end), 0)
        } else {
            self.between(passing, &window)
        };
        let mut window = window.start - before..(window.end - before).min(found.len());
        if window.is_empty() {
            return Vec::new();
        }
        if window.end < found.len() {
            let bar = above(select_short_key(&mut found, window.end - 1));
            found.retain(|first| above(*first) <= bar);
        }
        if window.start > 0 {
            let bar = above(select_short_key(&mut found, window.start));
            let n_found = found.len();
            found.retain(|first| above(*first) >= bar);
            let n_ahead = n_found - found.len();
            window = window.start - n_ahead..window.end - n_ahead;
        }
        let mut rows = Vec::with_capacity(window.len());
        if found.len() > 2 * window.len() {
            // Many are equal: to sort them all by their first keys would settle nothing.
            self.place(&found, window, &mut rows);
            return rows;
        }
        sort_short_keys(&mut found);
        let mut start = 0;
        for equal in found.chunk_by(|one, other| above(*one) == above(*other)) {
            let end = (window.end - start).min(equal.len());
            match equal {
                [only] => rows.push(row_of(*only)),
                _ => self.place(equal, window.start.saturating_sub(start)..end, &mut rows),
            }
            start += equal.len();
        }
        rows
    }

    /// Appends the rows of a window of those found, in order by their whole keys.
    fn place(&self, found: &[First], window: Range<usize>, rows: &mut Vec<usize>) {
        let mut keyed = self.keyed(found);
        // Only what the window shows is put in order.
        if window.start > 0 {
            select_key_triple(&mut keyed, window.start);
        }
        let rest = &mut keyed[window.start..];
        if window.len() < rest.len() {
            select_key_triple(rest, window.len());
        }
        let shown = &mut rest[..window.len()];
        sort_key_triples(shown);
        rows.extend(shown.iter().map(|[.., row]| *row as usize));
    }

    /// Rows with their whole keys.
    fn keyed(&self, found: &[First]) -> Vec<[u64; 3]> {
        let keyed = |first: &First| {
            let (upper, lower) = self.key(above(*first), row_of(*first));
            [upper, lower, u64::from(*first as u32)]
        };
        found.iter().map(keyed).collect()
    }

    /// Rows with their first keys, in no order: the best `n` and perhaps some more.
    fn best(&self, passing: &Bitmap, n: usize) -> Vec<First> {
        let mut best: Vec<First> = Vec::new();
        let most = 2 * n.max(WORD);
        // The worst whole key that may still be among the best; known where many first keys are equal.
        let mut last: Option<Key> = None;
        let mut bar = LAST;
        self.scan(passing, 0, LAST, |first, row| {
            if last.is_some_and(|last| first == above(last.0) && self.key(first, row) > last) {
                return bar;
            }
            best.push(pair(first, row as u32));
            if best.len() == most {
                bar = above(select_short_key(&mut best, n - 1));
                best.retain(|first| above(*first) <= bar);
                if best.len() > n + (most - n) / 2 {
                    last = Some(self.shorten(&mut best, n));
                }
            }
            bar
        });
        best
    }

    /// Keeps the best `n` by whole keys, and returns the worst of them.
    fn shorten(&self, best: &mut Vec<First>, n: usize) -> Key {
        let mut keyed = self.keyed(best);
        let [upper, lower, _] = select_key_triple(&mut keyed, n - 1);
        best.clear();
        best.extend(keyed[..n].iter().map(|[upper, _, row]| pair(above(*upper), *row as u32)));
        (upper, lower)
    }

    /// Rows with their first keys in no order, the window among them, and how many come before them.
    fn between(&self, passing: &Bitmap, window: &Range<usize>) -> (Vec<First>, usize) {
        let (least, greatest) = self.range();
        // A class is a power of two wide: to shift is quicker than to divide. The unknown are in the last.
        let width = ((greatest - least) / N_CLASSES as u32).checked_ilog2().map_or(0, |log| log + 1);
        let class = |key: u32| ((key - least) >> width).min(N_CLASSES as u32) as usize;
        let mut counts = vec![0u32; N_CLASSES + 1];
        self.scan(passing, 0, LAST, |key, _| {
            counts[class(key)] += 1;
            LAST
        });
        if counts.iter().sum::<u32>() as usize <= window.start {
            return (Vec::new(), window.start);
        }
        let (mut before, mut seen) = (0, 0);
        let (mut from, mut to) = (0, N_CLASSES);
        for (at, count) in counts.iter().enumerate() {
            if seen <= window.start {
                (from, before) = (at, seen);
            }
            seen += *count as usize;
            if seen >= window.end {
                to = at;
                break;
            }
        }
        let first = least + ((from as u32) << width);
        // Of the last classes the end is beyond all keys.
        let last = if to < N_CLASSES { least.saturating_add(((to as u32 + 1) << width) - 1) } else { LAST };
        let mut found = Vec::new();
        self.scan(passing, first, last, |key, row| {
            found.push(pair(key, row as u32));
            last
        });
        (found, before)
    }

    /// The range in which all first keys lie but those of the unknown.
    fn range(&self) -> (u32, u32) {
        let numbers = |measure| self.columns.measure(measure).numbers().n_values();
        let n_places = match self.sort.key {
            SortKey::Low | SortKey::Estimate => {
                self.weights.iter().map(|weight| u32::from(*weight) * u32::from(FULL)).sum::<u32>() + 1
            }
            SortKey::Followers => numbers(Measure::Followers),
            SortKey::Er => numbers(Measure::Er),
            SortKey::Credibility => numbers(Measure::Credibility),
            SortKey::Price => numbers(Measure::Price),
            SortKey::Name => self.columns.table.len() as u32,
        };
        let last = n_places.saturating_sub(1);
        if self.sort.descending { (LAST - 1 - last, LAST - 1) } else { (0, last) }
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
        self.scan(passing, 0, first, |key, other| {
            ahead += usize::from(key < first || self.key(key, other) < own);
            first
        });
        ahead
    }
}
