//! A part that does not depend on the brief, scored row by row.

use crate::domain::{criteria::PartScore, network::Network};

use super::{packed::Packed, quartiles::Quartiles};

/// One part of every row.
#[derive(Debug)]
pub(super) struct PartColumn {
    /// By code of the input, or by row.
    scores: Vec<Packed>,
    /// What the estimate takes where a row has none.
    pub(super) quartiles: Quartiles,
}

impl PartColumn {
    /// Scores every row.
    pub(super) fn by_row(networks: &[Network], score: impl Fn(usize) -> PartScore) -> Self {
        let scores = (0..networks.len()).map(|row| Packed::new(score(row))).collect();
        Self::filled(scores, || networks.iter().map(|network| (*network, 1)))
    }

    /// Fits the quartiles and fills them in; `owners` says of each score its network and how many rows have it.
    fn filled<I: Iterator<Item = (Network, u32)>>(mut scores: Vec<Packed>, owners: impl Fn() -> I) -> Self {
        let known = owners().zip(&scores);
        let quartiles = Quartiles::new(
            known.filter_map(|((network, n_rows), score)| Some((network, score.known_low()?, n_rows))),
        );
        for ((network, _), score) in owners().zip(&mut scores) {
            *score = score.filled(quartiles.of(network));
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
