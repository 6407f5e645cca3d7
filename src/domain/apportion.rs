//! Splitting a displayed total into displayed parts that add up to it: the largest remainder method.

use smallvec::SmallVec;

/// Splits `total` in proportion to `shares` and puts the parts in their place; the parts add up to `total` exactly,
/// and each differs from its exact share by less than one. Equal remainders go to the earlier part. All zero where
/// no share is positive. The total times the sum of the shares stays below 2⁶⁴.
pub fn apportion(total: u64, shares: &mut [u64]) {
    let sum: u64 = shares.iter().sum();
    if sum == 0 {
        return;
    }
    let mut missing = total;
    let mut remainders: SmallVec<[u64; 8]> = SmallVec::new();
    for share in shares.iter_mut() {
        let exact = total * *share;
        *share = exact / sum;
        missing -= *share;
        remainders.push(exact % sum);
    }
    // The remainders are below the sum and add up to it as often as something is missing: more of them than that
    // are positive, so that none is taken twice.
    for _ in 0..missing {
        let (mut largest, mut at) = (0, 0);
        for (position, remainder) in remainders.iter().enumerate() {
            if *remainder > largest {
                (largest, at) = (*remainder, position);
            }
        }
        shares[at] += 1;
        remainders[at] = 0;
    }
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

    fn split(total: u64, shares: &[u64]) -> Vec<u64> {
        let mut parts = shares.to_vec();
        apportion(total, &mut parts);
        parts
    }

    #[test]
    fn remainders_decide_and_ties_go_first() {
        assert_eq!(split(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(split(726, &[20, 0, 80]), [145, 0, 581]);
        assert_eq!(split(5, &[0, 0]), [0, 0]);
        assert_eq!(split(0, &[3, 4]), [0, 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_stay_near_their_share(
            total in 0u64..=1000,
            shares in proptest::collection::vec(0u64..100_000, 1..12),
        ) {
            let parts = split(total, &shares);
            let sum: u64 = shares.iter().sum();
            prop_assert_eq!(parts.iter().sum::<u64>(), if sum == 0 { 0 } else { total });
            for (part, share) in parts.iter().zip(&shares) {
                let exact = if sum == 0 { 0.0 } else { total as f64 * *share as f64 / sum as f64 };
                prop_assert!((*part as f64 - exact).abs() < 1.0);
            }
        }
    }
}
