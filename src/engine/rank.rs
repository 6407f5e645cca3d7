//! The order of the list: total, and independent of row numbers.
//!
//! Matches compare by their exact numerators, then coverage, then id. Other columns compare first, their ties
//! go by the lower bound of the match, then the same way. Unknown values come last in both directions.

use std::cmp::{Ordering, Reverse};

use crate::domain::{
    criteria::demand::Gate,
    criterion::Criterion,
    matching::{self, Bounds},
    query::{Sort, SortKey},
};

use super::filter::Columns;

/// What two rows are compared by; smaller comes first.
type Key = (u64, Reverse<u32>, Reverse<u32>, u32);

/// Orders the rows of a query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'a> {
    columns: Columns<'a>,
    weights: &'a [u8; 6],
    sort: Sort,
}

impl<'a> Order<'a> {
    /// The order that a query asks for.
    pub(super) fn new(columns: Columns<'a>, weights: &'a [u8; 6], sort: Sort) -> Self {
        Self { columns, weights, sort }
    }

    /// The exact numerators of a row's match.
    pub(super) fn numerators(&self, row: usize) -> Bounds<u32> {
        let brief = self.columns.brief;
        matching::numerators(&brief.scores(row), self.weights, brief.gates[row])
    }

    /// The exact numerator of a row's coverage.
    pub(super) fn coverage(&self, row: usize) -> u32 {
        matching::coverage(&self.columns.brief.known(row), self.weights)
    }

    fn key(&self, row: usize) -> Key {
        let numerators = self.numerators(row);
        let value = match self.sort.key {
            SortKey::Low => self.directed(Some(f64::from(numerators.low))),
            SortKey::Estimate => self.directed(Some(f64::from(numerators.estimate))),
            _ => self.sorted_value(&[], row),
        };
        (value, Reverse(numerators.low), Reverse(self.coverage(row)), self.columns.table.id_order[row])
    }

    /// Whether one row comes before another.
    pub(super) fn compare(&self, a: usize, b: usize) -> Ordering {
        self.key(a).cmp(&self.key(b))
    }

    /// The first `n` of the rows, in order. Rows are cut by the sorted value alone first: only those that may
    /// be among the first are compared by all that breaks ties.
    pub(super) fn first(&self, rows: impl Iterator<Item = usize>, n: usize) -> Vec<usize> {
        let scores = self.scores();
        let mut values: Vec<(u64, u32)> =
            rows.map(|row| (self.sorted_value(&scores, row), row as u32)).collect();
        if n == 0 {
            return Vec::new();
        }
        if n < values.len() {
            let (_, (last, _), _) = values.select_nth_unstable_by_key(n - 1, |(value, _)| *value);
            let last = *last;
            values.retain(|(value, _)| *value <= last);
        }
        let mut keyed: Vec<(Key, usize)> =
            values.into_iter().map(|(_, row)| (self.key(row as usize), row as usize)).collect();
        keyed.sort_unstable();
        keyed.truncate(n);
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// Numerators of the bound that is sorted by, for every row at once; empty where another column decides.
    fn scores(&self) -> Vec<u32> {
        let brief = self.columns.brief;
        let mut sums = vec![0u32; self.columns.table.len()];
        for (criterion, weight) in Criterion::ALL.into_iter().zip(self.weights) {
            let column = brief.criterion(criterion);
            let bounds = match self.sort.key {
                SortKey::Low => &column.low,
                SortKey::Estimate => &column.estimate,
                _ => return Vec::new(),
            };
            for (sum, bound) in sums.iter_mut().zip(bounds) {
                *sum += u32::from(*weight) * u32::from(*bound);
            }
        }
        for (sum, gate) in sums.iter_mut().zip(&brief.gates) {
            let counts =
                *gate == Gate::Open || (*gate == Gate::Unchecked && self.sort.key == SortKey::Estimate);
            *sum = if counts { *sum } else { 0 };
        }
        sums
    }

    /// What a row is sorted by, as an integer of which smaller comes first.
    fn sorted_value(&self, scores: &[u32], row: usize) -> u64 {
        let columns = self.columns;
        let value = match self.sort.key {
            SortKey::Low | SortKey::Estimate => Some(f64::from(scores[row])),
            SortKey::Followers => columns.table.followers.get(row),
            SortKey::Er => columns.fixed.er.get(row),
            SortKey::Credibility => columns.table.credibility.get(row),
            SortKey::Price => columns.brief.price.get(row),
            SortKey::Name => Some(f64::from(columns.table.name_order[row])),
        };
        self.directed(value)
    }

    /// A value as an integer in the direction of the sort. Unknown comes last in both.
    fn directed(&self, value: Option<f64>) -> u64 {
        match value {
            None => u64::MAX,
            Some(value) if self.sort.descending => !sortable(value),
            Some(value) => sortable(value),
        }
    }
}

/// Maps numbers to integers of the same order.
fn sortable(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_keep_the_order_of_numbers() {
        let numbers = [f64::NEG_INFINITY, -2.5, -0.0, 0.5, 3.0, 1e300];
        assert!(numbers.windows(2).all(|pair| sortable(pair[0]) < sortable(pair[1])));
        assert_eq!(sortable(-0.0), sortable(0.0));
    }
}
