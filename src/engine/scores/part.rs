//! A part that does not depend on the brief, scored row by row.

use crate::domain::network::Network;

use super::{packed::Packed, quartiles::Quartiles};

/// One part of every row.
#[derive(Debug)]
pub(super) struct PartColumn {
    scores: Vec<Packed>,
    /// What the estimate takes where a row has none.
    pub(super) quartiles: Quartiles,
}

impl PartColumn {
    /// Of the scores of every row: fits the quartiles and fills them in.
    pub(super) fn new(networks: &[Network], mut scores: Vec<Packed>) -> Self {
        let known = networks.iter().zip(&scores);
        let quartiles =
            Quartiles::new(known.filter_map(|(network, score)| Some((*network, score.known_low()?, 1))));
        for (network, score) in networks.iter().zip(&mut scores) {
            *score = score.filled(quartiles.of(*network));
        }
        Self { scores, quartiles }
    }

    /// The score of a row.
    pub(super) fn of_row(&self, row: usize) -> Packed {
        self.scores[row]
    }

    /// Adds the scores, times a weight, to the `sums` of the rows from `start`.
    pub(super) fn add_rows(&self, weight: u8, start: usize, sums: &mut [u64]) {
        for (sum, score) in sums.iter_mut().zip(&self.scores[start..]) {
            *sum += score.0 * u64::from(weight);
        }
    }
}
