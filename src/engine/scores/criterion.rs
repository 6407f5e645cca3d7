//! The parts of one criterion that do not depend on the brief, in columns.
//!
//! The list is ordered by lower bounds, and coverage breaks its ties: these two are kept of every row. Estimates are
//! worked out for all rows when these are first ordered by them, and upper bounds for the rows that are shown.

use std::cell::OnceCell;

/// What those parts say of every row; no column has rows where there is no such part.
///
/// Where the brief has no part in the criterion, bounds are those of the whole criterion, 0–1000. Elsewhere they are
/// the sum of the parts, times their weights.
#[derive(Debug, Default)]
pub(super) struct CriterionColumns {
    /// Lower bounds.
    pub(super) low: Vec<u16>,
    /// Weight of the parts that are known.
    pub(super) known: Vec<u8>,
    /// Estimates.
    pub(super) estimate: OnceCell<Vec<u16>>,
}

impl CriterionColumns {
    /// With room for so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self { low: Vec::with_capacity(n_rows), known: Vec::with_capacity(n_rows), ..Self::default() }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        let estimate = self.estimate.get().map_or(0, |estimate| size_of_val(&estimate[..]));
        size_of_val(&self.low[..]) + size_of_val(&self.known[..]) + estimate
    }
}
