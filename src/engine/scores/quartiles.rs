//! What the estimate takes for a missing part: the lower quartile of the peers that know it.

use crate::{
    archive::Archive,
    domain::{
        criteria::{FULL, engagement::MIN_PEERS},
        network::Network,
        peers::DEFAULT_QUARTILE,
    },
};

const N_NETWORKS: usize = Network::ALL.len();

/// A lower quartile a network: on fewer than 30 peers that of all networks, on fewer than 30 of those a quarter.
#[derive(Debug, Default)]
pub(in crate::engine) struct Quartiles([u16; N_NETWORKS]);

/// How many rows have each known score, by network.
#[derive(Debug)]
pub(super) struct Counts([Vec<u32>; N_NETWORKS]);

impl Default for Counts {
    fn default() -> Self {
        Self(std::array::from_fn(|_| vec![0; usize::from(FULL) + 1]))
    }
}

impl Counts {
    /// Counts a known score of so many rows.
    #[inline]
    pub(super) fn add(&mut self, network: Network, score: u16, n_rows: u32) {
        self.0[network.index()][usize::from(score)] += n_rows;
    }
}

impl Quartiles {
    /// Counts the known scores; each comes with how many rows have it.
    pub(super) fn new(known: impl Iterator<Item = (Network, u16, u32)>) -> Self {
        let mut counts = Counts::default();
        known.for_each(|(network, score, n_rows)| counts.add(network, score, n_rows));
        Self::fit(&counts)
    }

    /// Of known scores that are counted.
    pub(super) fn fit(Counts(counts): &Counts) -> Self {
        let all: Vec<u32> =
            (0..=usize::from(FULL)).map(|score| counts.iter().map(|network| network[score]).sum()).collect();
        let of_all = lower_quartile(&all).unwrap_or(DEFAULT_QUARTILE);
        Self(std::array::from_fn(|network| lower_quartile(&counts[network]).unwrap_or(of_all)))
    }

    /// Writes the quartiles, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let mut all = self.0.to_vec();
        archive.column(&mut all);
        self.0.iter_mut().zip(all).for_each(|(quartile, read)| *quartile = read);
    }

    /// The quartile of a network.
    pub(in crate::engine) fn of(&self, network: Network) -> u16 {
        self.0[network.index()]
    }
}

/// The least score with at least a quarter of the scores at or below it; `None` with too few peers.
fn lower_quartile(counts: &[u32]) -> Option<u16> {
    let total: u32 = counts.iter().sum();
    if (total as usize) < MIN_PEERS {
        return None;
    }
    let mut below = 0;
    let reaches = |count: &u32| {
        below += count;
        below >= total.div_ceil(4)
    };
    counts.iter().position(reaches).map(|score| score as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_peers_speak_for_themselves_and_fewer_borrow() {
        let many = (0..40).map(|score| (Network::Instagram, score * 10, 1));
        let few = [(Network::X, 990, 5)].into_iter();
        let quartiles = Quartiles::new(many.chain(few));
        assert_eq!(quartiles.of(Network::Instagram), 90);
        assert_eq!(quartiles.of(Network::X), 110);
        assert_eq!(Quartiles::new([].into_iter()).of(Network::X), DEFAULT_QUARTILE);
    }
}
