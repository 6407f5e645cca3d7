//! What is one of a few things of each row, together in a byte.

use crate::{
    archive::Archive,
    domain::{profile::Basis, signals::Growth},
};

/// In the order of their numbers.
const GROWTHS: [Growth; 5] =
    [Growth::Unknown, Growth::Steady, Growth::Spike, Growth::SpikeAlone, Growth::SpikeAndFall];

/// The growth of each row, what its rate is divided by, and whether its credibility is the least that it can be.
#[derive(Debug, Default)]
pub(super) struct Kinds(Vec<u8>);

impl Kinds {
    /// None, with room for so many.
    pub(super) fn with_capacity(n_rows: usize) -> Self {
        Self(Vec::with_capacity(n_rows))
    }

    /// Appends a row.
    pub(super) fn push(&mut self, growth: Growth, basis: Option<Basis>, is_floor: bool) {
        let basis = basis.map_or(0, |basis| basis as u8 + 1);
        self.0.push((growth as u8) << 3 | basis << 1 | u8::from(is_floor));
    }

    /// What the follower history of a row shows.
    pub(super) fn growth(&self, row: usize) -> Growth {
        GROWTHS.get(usize::from(self.0[row] >> 3)).copied().unwrap_or_default()
    }

    /// What the rate of a row is divided by; without it a rate is none.
    pub(super) fn basis(&self, row: usize) -> Option<Basis> {
        let basis = usize::from(self.0[row] >> 1 & 3).checked_sub(1)?;
        Basis::ALL.get(basis).copied()
    }

    /// Whether the credibility of a row is the least that it can be.
    pub(super) fn is_floor(&self, row: usize) -> bool {
        self.0[row] & 1 == 1
    }

    /// Lets go of room for more.
    pub(super) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Writes the column, or fills it in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        archive.column(&mut self.0);
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_byte_that_comes_apart_again() {
        let (mut kinds, mut rows) = (Kinds::default(), Vec::new());
        for growth in GROWTHS {
            for basis in Basis::ALL.map(Some).into_iter().chain([None]) {
                for is_floor in [true, false] {
                    kinds.push(growth, basis, is_floor);
                    rows.push((growth, basis, is_floor));
                }
            }
        }
        for (row, told) in rows.into_iter().enumerate() {
            assert_eq!((kinds.growth(row), kinds.basis(row), kinds.is_floor(row)), told);
        }
    }
}
