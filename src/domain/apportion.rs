//! Splitting a displayed total into displayed parts that add up to it: the largest remainder method.

use crate::domain::order::sorted_positions;

/// `total` split in proportion to `shares`; the parts add up to `total` exactly, and each differs from its
/// exact share by less than one. Equal remainders go to the earlier part. All zero where no share is positive.
pub fn apportion(total: u64, shares: &[u64]) -> Vec<u64> {
    let sum: u128 = shares.iter().map(|share| u128::from(*share)).sum();
    if sum == 0 {
        return vec![0; shares.len()];
    }
    let exact = |share: u64| u128::from(total) * u128::from(share);
    let mut parts: Vec<u64> = shares.iter().map(|share| (exact(*share) / sum) as u64).collect();
    let missing = total - parts.iter().sum::<u64>();
    let remainder = |index: usize| exact(shares[index]) % sum;
    let by_remainder = sorted_positions(shares.len(), &|a, b| remainder(b).cmp(&remainder(a)));
    for index in by_remainder.into_iter().take(missing as usize) {
        parts[index] += 1;
    }
    parts
}

/// `numerator / denominator`, to the nearest integer, halves upward; 0 where the denominator is 0.
pub const fn divide_rounded(numerator: u64, denominator: u64) -> u64 {
    match (numerator + denominator / 2).checked_div(denominator) {
        Some(quotient) => quotient,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn remainders_decide_and_ties_go_first() {
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(apportion(726, &[20, 0, 80]), [145, 0, 581]);
        assert_eq!(apportion(5, &[0, 0]), [0, 0]);
        assert_eq!(apportion(0, &[3, 4]), [0, 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_stay_near_their_share(
            total in 0u64..=1000,
            shares in proptest::collection::vec(0u64..100_000, 1..12),
        ) {
            let parts = apportion(total, &shares);
            let sum: u64 = shares.iter().sum();
            prop_assert_eq!(parts.iter().sum::<u64>(), if sum == 0 { 0 } else { total });
            for (part, share) in parts.iter().zip(&shares) {
                let exact = if sum == 0 { 0.0 } else { total as f64 * *share as f64 / sum as f64 };
                prop_assert!((*part as f64 - exact).abs() < 1.0);
            }
        }
    }
}
