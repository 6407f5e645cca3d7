//! The exact numerator of every match by one of its bounds, kept from query to query: a weight that moves adds
//! its difference.

use crate::domain::{criterion::Criterion, query::SortKey};

use super::columns::Columns;

/// Numerators in row order, before anything that stands against a row.
#[derive(Debug, Default)]
pub(super) struct Sums {
    bound: SortKey,
    weights: [u8; 6],
    numerators: Vec<u32>,
}

/// Rows that are summed over all criteria before the next: they stay in the innermost cache.
const BLOCK: usize = 2048;

impl Sums {
    /// Brings the numerators of the low or the estimated match up to the weights.
    pub(super) fn update(&mut self, columns: Columns<'_>, bound: SortKey, weights: [u8; 6], is_stale: bool) {
        let old = std::mem::replace(&mut self.weights, weights);
        if is_stale || self.bound != bound || self.numerators.is_empty() {
            self.bound = bound;
            self.add_up(columns);
            return;
        }
        for criterion in Criterion::ALL {
            let (old, new) = (old[criterion.index()], weights[criterion.index()]);
            if old == new {
                continue;
            }
            let more = u32::from(new.abs_diff(old));
            let rows = self.numerators.iter_mut().zip(columns.bound(criterion, bound));
            if new > old {
                rows.for_each(|(sum, score)| *sum += more * u32::from(*score));
            } else {
                rows.for_each(|(sum, score)| *sum -= more * u32::from(*score));
            }
        }
    }

    /// All numerators anew.
    fn add_up(&mut self, columns: Columns<'_>) {
        let weighted = Criterion::ALL.into_iter().filter(|criterion| self.weights[criterion.index()] > 0);
        let scores: Vec<(u32, &[u16])> = weighted
            .map(|criterion| (self.weights[criterion.index()].into(), columns.bound(criterion, self.bound)))
            .collect();
        self.numerators.resize(columns.table.len(), 0);
        for (block, sums) in self.numerators.chunks_mut(BLOCK).enumerate() {
            sums.fill(0);
            for (weight, scores) in &scores {
                let start = block * BLOCK;
                for (sum, score) in sums.iter_mut().zip(&scores[start.min(scores.len())..]) {
                    *sum += weight * u32::from(*score);
                }
            }
        }
    }

    /// The numerators.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.numerators
    }
}
