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

impl Sums {
    /// Brings the numerators of the low or the estimated match up to the weights.
    pub(super) fn update(&mut self, columns: Columns<'_>, bound: SortKey, weights: [u8; 6], is_stale: bool) {
        if is_stale || self.bound != bound || self.numerators.is_empty() {
            *self = Self { bound, weights: [0; 6], numerators: vec![0; columns.table.len()] };
        }
        for criterion in Criterion::ALL {
            let (old, new) = (self.weights[criterion.index()], weights[criterion.index()]);
            if old == new {
                continue;
            }
            let column = columns.criterion(criterion);
            let scores = if bound == SortKey::Estimate { &column.estimate } else { &column.low };
            let more = u32::from(new.abs_diff(old));
            let rows = self.numerators.iter_mut().zip(scores);
            if new > old {
                rows.for_each(|(sum, score)| *sum += more * u32::from(*score));
            } else {
                rows.for_each(|(sum, score)| *sum -= more * u32::from(*score));
            }
        }
        self.weights = weights;
    }

    /// The numerators.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.numerators
    }
}
