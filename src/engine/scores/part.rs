//! The scores of one part, in columns.

use crate::domain::{criteria::PartScore, network::Network};

use super::quartiles::Quartiles;

/// Stands for "no estimate of its own".
const NONE: u16 = u16::MAX;

/// One part of every row.
#[derive(Debug, Default)]
pub(in crate::engine) struct PartColumn {
    low: Vec<u16>,
    high: Vec<u16>,
    estimate: Vec<u16>,
    known: Vec<bool>,
    /// What the estimate takes where a row has none.
    pub(in crate::engine) quartiles: Quartiles,
}

impl PartColumn {
    /// Keeps scores in row order.
    pub(super) fn new(scores: impl Iterator<Item = PartScore>, networks: &[Network]) -> Self {
        let mut column = Self::default();
        for score in scores {
            column.low.push(score.low);
            column.high.push(score.high);
            column.estimate.push(score.estimate.unwrap_or(NONE));
            column.known.push(score.known);
        }
        let known = column.low.iter().zip(&column.known).zip(networks);
        column.quartiles = Quartiles::new(
            known.filter(|((_, known), _)| **known).map(|((low, _), network)| (*network, *low)),
        );
        column
    }

    /// The score of a row.
    pub(in crate::engine) fn get(&self, row: usize) -> PartScore {
        let estimate = self.estimate[row];
        PartScore {
            low: self.low[row],
            high: self.high[row],
            estimate: (estimate != NONE).then_some(estimate),
            known: self.known[row],
        }
    }

    /// Lower bounds in row order.
    pub(super) fn lows(&self) -> &[u16] {
        &self.low
    }

    /// Upper bounds in row order.
    pub(super) fn highs(&self) -> &[u16] {
        &self.high
    }

    /// Whether the input of each row is known.
    pub(super) fn knowns(&self) -> &[bool] {
        &self.known
    }

    /// Estimates in row order, missing ones filled in and kept within the bounds.
    pub(super) fn estimates<'a>(&'a self, networks: &'a [Network]) -> impl Iterator<Item = u16> + 'a {
        self.estimate.iter().zip(&self.low).zip(&self.high).zip(networks).map(
            |(((estimate, low), high), network)| {
                let filled = if *estimate == NONE { self.quartiles.of(*network) } else { *estimate };
                filled.clamp(*low, *high)
            },
        )
    }
}
