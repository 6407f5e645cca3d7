//! Numbers in columns: the distinct ones sorted and kept once, and each row has the rank of its own.
//!
//! Ranges, orders and bins become comparisons of small integers, and are exact.

use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::codes::{Codes, RowCodes};
use crate::{
    archive::Archive,
    domain::{network::Network, order::sort_numbers},
    store::index::insert_new,
};

/// A number a row, or none.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// Rank of each row's number; of the unknown, as many as there are numbers plus the network's index.
    codes: RowCodes,
    /// The distinct numbers, ascending.
    values: Vec<f64>,
}

fn hash(number: f64) -> u64 {
    FxBuildHasher.hash_one(number.to_bits())
}

/// The greatest code that there is beside so many numbers.
const fn greatest(n_values: u32) -> u32 {
    n_values + Network::ALL.len() as u32 - 1
}

/// Numbers in the making.
#[derive(Debug, Default)]
pub(super) struct Ranker {
    /// One more than the place of each row's number; 0 is unknown.
    codes: RowCodes,
    /// In the order of their first row.
    values: Vec<f64>,
    /// Their places, by number.
    seen: HashTable<u32>,
}

impl Ranker {
    /// For so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self { codes: RowCodes::new(n_rows), ..Self::default() }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, number: Option<f64>) {
        let Self { codes, values, seen } = self;
        // Zero has one sign; not-a-number is no number.
        let number = number.map(|number| number + 0.0).filter(|number| !number.is_nan());
        codes.push(number.map_or(0, |number| {
            let hash = hash(number);
            let known = seen.find(hash, |place| values[*place as usize].to_bits() == number.to_bits());
            let place = known.copied().unwrap_or_else(|| {
                let place = values.len() as u32;
                values.push(number);
                insert_new(seen, hash, place, &|place| self::hash(values[*place as usize]));
                place
            });
            place + 1
        }));
    }

    /// Ranks them all.
    pub(super) fn finish(self, networks: &[Network]) -> Ranked {
        let Self { mut codes, values, seen } = self;
        let mut sorted = values.clone();
        sort_numbers(&mut sorted);
        let mut ranks = vec![0u32; values.len()];
        for (rank, number) in (0u32..).zip(&sorted) {
            let place =
                seen.find(hash(*number), |place| values[*place as usize].to_bits() == number.to_bits());
            if let Some(place) = place {
                ranks[*place as usize] = rank;
            }
        }
        drop((seen, values));
        let n_values = sorted.len() as u32;
        codes.recode(greatest(n_values), |row, code| {
            let rank = code.checked_sub(1).map(|place| ranks[place as usize]);
            rank.unwrap_or_else(|| n_values + networks[row].index() as u32)
        });
        codes.shrink_to_fit();
        Ranked { codes, values: sorted }
    }
}

impl Ranked {
    /// Ranks a number a row.
    pub(super) fn new(numbers: impl Iterator<Item = Option<f64>>, networks: &[Network]) -> Self {
        let mut ranker = Ranker::new(networks.len());
        numbers.for_each(|number| ranker.push(number));
        ranker.finish(networks)
    }

    /// Writes the numbers, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.codes.archive(archive);
        archive.column(&mut self.values);
    }

    /// The same numbers for rows that have them by a code.
    pub(super) fn spread(self, codes: Codes<'_>) -> Self {
        let of_lists = self.codes.read();
        let codes = codes.iter().map(|code| of_lists.at(code) as u32);
        Self { codes: RowCodes::of(codes, greatest(self.n_values())), values: self.values }
    }

    /// The code of each row: the rank of its number, or at least [`Self::n_values`] where it is unknown.
    pub(super) fn codes(&self) -> Codes<'_> {
        self.codes.read()
    }

    /// Distinct numbers.
    pub(super) fn n_values(&self) -> u32 {
        self.values.len() as u32
    }

    /// The distinct numbers, ascending.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.codes.memory() + size_of_val(&self.values[..])
    }

    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        self.values.get(self.codes().at(row)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_follow_the_numbers_and_the_unknown_come_last() {
        let numbers = [Some(3.0), None, Some(-1.0), Some(3.0), Some(-0.0), Some(0.0), Some(f64::NAN)];
        let networks =
            [Network::Instagram, Network::Tiktok, Network::X, Network::X, Network::X, Network::X, Network::X];
        let column = Ranked::new(numbers.into_iter(), &networks);
        assert!(column.codes().iter().eq([2, 4, 0, 2, 1, 1, 6]));
        assert_eq!(column.values(), [-1.0, 0.0, 3.0]);
        assert_eq!((column.get(0), column.get(1), column.get(6)), (Some(3.0), None, None));
    }
}
