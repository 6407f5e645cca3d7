//! The score of one criterion, in columns.

use crate::domain::{
    apportion::divide_rounded,
    criteria::{FULL, ceiling::Ceiling},
    matching::Bounds,
};

use super::packed::Packed;

/// Rows whose sums are added up before they are rounded: they stay in the innermost cache.
const BLOCK: usize = 1024;

/// One criterion of every row; no column has rows where no part is asked.
#[derive(Debug, Default)]
pub(in crate::engine) struct CriterionColumn {
    /// Lower bounds, 0–1000.
    pub(in crate::engine) low: Vec<u16>,
    /// Estimates, 0–1000.
    pub(in crate::engine) estimate: Vec<u16>,
    /// Upper bounds, 0–1000.
    pub(in crate::engine) high: Vec<u16>,
    /// Known share of the asked parts, in tenths of a percent.
    pub(in crate::engine) known: Vec<u16>,
}

impl CriterionColumn {
    /// The weighted mean of parts whose weights add up to `total`, rounded to integers. `add` adds the parts of
    /// the rows from a start to their sums.
    pub(super) fn mean(n_rows: usize, total: u32, add: impl Fn(usize, &mut [u64])) -> Self {
        if total == 0 {
            return Self::default();
        }
        // Every possible sum is divided once: a table is quicker than a division a row.
        let rounded: Vec<u16> = (0..=u64::from(total) * u64::from(FULL))
            .map(|sum| divide_rounded(sum, u64::from(total)) as u16)
            .collect();
        let mut column = Self {
            low: Vec::with_capacity(n_rows),
            estimate: Vec::with_capacity(n_rows),
            high: Vec::with_capacity(n_rows),
            known: Vec::with_capacity(n_rows),
        };
        let mut sums = [0u64; BLOCK];
        for start in (0..n_rows).step_by(BLOCK) {
            let sums = &mut sums[..BLOCK.min(n_rows - start)];
            sums.fill(0);
            add(start, sums);
            let lanes = |lane: usize| {
                let rounded = &rounded;
                sums.iter().map(move |sum| rounded[usize::from(Packed(*sum).lanes()[lane])])
            };
            column.low.extend(lanes(0));
            column.estimate.extend(lanes(1));
            column.high.extend(lanes(2));
            column.known.extend(lanes(3));
        }
        column
    }

    /// Held down by the ceilings of alerts, one a row.
    pub(super) fn under(mut self, ceilings: &[Ceiling]) -> Self {
        for (row, ceiling) in ceilings.iter().enumerate() {
            let held = self.get(row).under(*ceiling);
            (self.low[row], self.estimate[row], self.high[row]) = (held.low, held.estimate, held.high);
        }
        self
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        [&self.low, &self.estimate, &self.high, &self.known].map(|lane| size_of_val(&lane[..])).iter().sum()
    }

    /// The score of a row.
    pub(in crate::engine) fn get(&self, row: usize) -> Bounds<u16> {
        let of = |column: &[u16]| column.get(row).copied().unwrap_or_default();
        Bounds { low: of(&self.low), estimate: of(&self.estimate), high: of(&self.high) }
    }

    /// The known share of a row.
    pub(in crate::engine) fn known(&self, row: usize) -> u16 {
        self.known.get(row).copied().unwrap_or_default()
    }
}
