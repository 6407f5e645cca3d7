//! A criterion that the brief has a part in: the weighted mean of the parts asked, rounded to integers.

use std::cell::OnceCell;

use crate::domain::criteria::{FULL, PARTS};

/// Rows whose sums are added up before they are rounded: they stay in the innermost cache.
const BLOCK: usize = 1024;

/// Division by a total of weights, rounded to the nearest integer, halves upward, as a multiplication.
#[derive(Debug, Clone, Copy)]
pub(super) struct Divisor {
    half: u32,
    factor: u32,
}

/// Bits after the point of the factor.
const POINT: u32 = 20;
/// Most that the weights of a criterion's parts add up to.
const MOST: u32 = 16;

// The factor is at most the total too large by 2⁻²⁰ each, and no product leaves 32 bits.
const _: () = {
    assert!((MOST * FULL as u32 + MOST / 2) * MOST < 1 << POINT);
    let (mut sums, mut at) = ([0u32; 6], 0);
    while at < PARTS.len() {
        let sum = &mut sums[PARTS[at].criterion.index()];
        *sum += PARTS[at].weight as u32;
        assert!(*sum <= MOST);
        at += 1;
    }
};

impl Divisor {
    /// By a total of 1 to [`MOST`].
    pub(super) fn new(total: u32) -> Self {
        Self { half: total / 2, factor: (1 << POINT) / total + 1 }
    }

    /// The quotient of a sum of at most the total times 1000.
    pub(super) fn of(self, sum: u16) -> u16 {
        // A factor of 2²⁰ + 1 times 1000 is far below 2³².
        (((u32::from(sum) + self.half) * self.factor) >> POINT) as u16
    }
}

/// The bounds that the list can be ordered by, of every row; each is computed when it is first asked.
#[derive(Debug, Default)]
pub(super) struct Means {
    pub(super) low: OnceCell<Vec<u16>>,
    pub(super) estimate: OnceCell<Vec<u16>>,
}

/// The mean of every row. `add` adds the parts of the rows from a start, times their weights, to their sums.
pub(super) fn means(n_rows: usize, total: u32, mut add: impl FnMut(usize, &mut [u16])) -> Vec<u16> {
    if total == 0 {
        return Vec::new();
    }
    let divisor = Divisor::new(total);
    let mut means = vec![0u16; n_rows];
    for (block, sums) in means.chunks_mut(BLOCK).enumerate() {
        add(block * BLOCK, sums);
        if total > 1 {
            for sum in sums {
                *sum = divisor.of(*sum);
            }
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::apportion::divide_rounded;

    #[test]
    fn multiplication_divides_every_possible_sum() {
        for total in 1..=MOST {
            let divisor = Divisor::new(total);
            for sum in 0..=total as u16 * FULL {
                assert_eq!(
                    u64::from(divisor.of(sum)),
                    divide_rounded(sum.into(), total.into()),
                    "{sum} / {total}"
                );
            }
        }
    }
}
