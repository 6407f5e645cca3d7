//! The score of one criterion, in columns.

use crate::domain::{
    apportion::divide_rounded,
    criteria::{FULL, ceiling::Ceiling},
    matching::Bounds,
    network::Network,
};

use super::part::PartColumn;

/// One criterion of every row.
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
    /// The weighted mean of the asked parts, rounded to integers; zeros where none is asked.
    pub(super) fn mean(parts: &[(u8, &PartColumn)], networks: &[Network]) -> Self {
        let total: u32 = parts.iter().map(|(weight, _)| u32::from(*weight)).sum();
        let n_rows = networks.len();
        // Every possible sum is divided once: a table is quicker than a division a row.
        let rounded: Vec<u16> = (0..=u64::from(total) * u64::from(FULL))
            .map(|sum| divide_rounded(sum, u64::from(total)) as u16)
            .collect();
        let mut sums = vec![0u32; n_rows];
        let mut mean = |add: &dyn Fn(&PartColumn, &mut [u32], u32)| -> Vec<u16> {
            sums.fill(0);
            for (weight, column) in parts {
                add(column, &mut sums, u32::from(*weight));
            }
            sums.iter().map(|sum| rounded[*sum as usize]).collect()
        };
        Self {
            low: mean(&|column, sums, weight| add_all(sums, column.lows().iter().copied(), weight)),
            estimate: mean(&|column, sums, weight| add_all(sums, column.estimates(networks), weight)),
            high: mean(&|column, sums, weight| add_all(sums, column.highs().iter().copied(), weight)),
            known: mean(&|column, sums, weight| {
                add_all(sums, column.knowns().iter().map(|known| if *known { FULL } else { 0 }), weight);
            }),
        }
    }

    /// Held down by the ceilings of alerts, one a row.
    pub(super) fn under(mut self, ceilings: &[Ceiling]) -> Self {
        for (row, ceiling) in ceilings.iter().enumerate() {
            let held = self.get(row).under(*ceiling);
            (self.low[row], self.estimate[row], self.high[row]) = (held.low, held.estimate, held.high);
        }
        self
    }

    /// The score of a row.
    pub(in crate::engine) fn get(&self, row: usize) -> Bounds<u16> {
        Bounds { low: self.low[row], estimate: self.estimate[row], high: self.high[row] }
    }
}

fn add_all(sums: &mut [u32], values: impl Iterator<Item = u16>, weight: u32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += weight * u32::from(value);
    }
}
