//! Audience: topical fit, and the share of the audience that is in the target.
//!
//! A distribution whose listed shares add up to less than one leaves the rest unknown, so every fit is an
//! interval: nothing of the rest is in the target, or all of it.

mod fit;
mod specialization;

use smallvec::SmallVec;

pub use self::{
    fit::{TOPICS, TopicNorm, TopicTarget, TopicTerm},
    specialization::{SPECIALIZATION, specialization},
};
use crate::domain::{
    criteria::{FULL, PartScore, to_score},
    order::sort_numbers,
    signals::CodedShare,
};

/// Shares that add up to more than this are not a distribution; their fit is unknown.
pub const MOST_LISTED: f64 = 1.02;

/// Share of the audience in the target: [Σ in target, Σ in target + 1 − Σ listed].
pub fn coverage(target: &[u32], shares: &[CodedShare]) -> PartScore {
    let Some((inside, listed)) = inside(target, shares) else { return PartScore::UNKNOWN };
    PartScore::between(inside, inside + (1.0 - listed).max(0.0))
}

/// The lower bound of [`coverage`]; `None` where it is unknown.
pub fn least_coverage(target: &[u32], shares: &[CodedShare]) -> Option<u16> {
    inside(target, shares).map(|(inside, _)| to_score(inside))
}

/// The same of shares in whole hundredths, of which this much is in the target and in all; `None` where that alone does
/// not tell: at the border of what is a distribution, rounding decides.
pub fn least_of_hundredths(inside: u32, listed: u32) -> Option<u16> {
    // Sums of hundredths miss their score by far less than the half that would round it to another.
    const MOST: u32 = (MOST_LISTED * 100.0) as u32;
    (listed < MOST).then(|| (inside * u32::from(FULL) / 100).min(FULL.into()) as u16)
}

/// What is listed in the target, and in all; `None` where that says nothing.
fn inside(target: &[u32], shares: &[CodedShare]) -> Option<(f64, f64)> {
    if shares.is_empty() {
        return None;
    }
    let (mut listed, mut inside) = (0.0, 0.0);
    let mut before = f64::NEG_INFINITY;
    let mut is_sorted = true;
    for (key, share) in shares {
        is_sorted &= before <= *share;
        before = *share;
        listed += share;
        // Quicker than `contains`, which is a call where code is to be small.
        let is_wanted = target.iter().any(|wanted| wanted == key);
        inside += if is_wanted { *share } else { 0.0 };
    }
    // Columns keep shares sorted; whoever does not has them sorted here.
    if !is_sorted {
        listed = sum(shares.iter().map(|(_, share)| *share));
        inside = sum(shares.iter().filter(|(key, _)| target.contains(key)).map(|(_, share)| *share));
    }
    // Not-a-number is no distribution either.
    (listed <= MOST_LISTED).then_some((inside, listed))
}

/// Sorted before it is summed, so that the order of the input changes nothing.
fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: SmallVec<[f64; 16]> = values.collect();
    // Two add up to the same in either order.
    if values.len() > 2 {
        sort_numbers(&mut values);
    }
    values.iter().sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_unlisted_rest_is_the_width_of_the_interval() {
        let fit = coverage(&[1, 2], &[(1, 0.5), (3, 0.3), (2, 0.1)]);
        assert_eq!((fit.low, fit.high), (600, 700));
        assert_eq!(coverage(&[1], &[]), PartScore::UNKNOWN);
        assert_eq!(coverage(&[1], &[(1, 0.9), (2, 0.5)]), PartScore::UNKNOWN);
        assert_eq!(coverage(&[9], &[(1, 1.0)]), PartScore::exact(0.0));
    }

    fn shares() -> impl Strategy<Value = Vec<CodedShare>> {
        proptest::collection::vec(0.0f64..1.0, 1..6).prop_map(|raw| {
            let total: f64 = raw.iter().sum::<f64>() + 0.3;
            raw.iter().zip(0u32..).map(|(share, key)| (key, share / total)).collect()
        })
    }

    proptest! {
        #[test]
        fn hundredths_earn_what_their_fractions_earn(
            shares in proptest::collection::vec((0u32..9, 0u32..=40), 1..9),
        ) {
            let total = |shares: &[(u32, u32)]| shares.iter().map(|(_, share)| share).sum::<u32>();
            let inside: Vec<(u32, u32)> = shares.iter().copied().filter(|(key, _)| *key < 3).collect();
            if let Some(least) = least_of_hundredths(total(&inside), total(&shares)) {
                let mut fractions: Vec<CodedShare> =
                    shares.iter().map(|(key, share)| (*key, f64::from(*share) / 100.0)).collect();
                fractions.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
                prop_assert_eq!(least_coverage(&[0, 1, 2], &fractions), Some(least));
            } else {
                prop_assert!(total(&shares) >= 102);
            }
        }

        #[test]
        fn the_order_of_the_shares_changes_nothing(listed in shares(), turn in 0usize..6) {
            let mut turned = listed.clone();
            turned.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
            let sorted = coverage(&[0, 2, 4], &turned);
            turned.rotate_left(turn % listed.len());
            prop_assert_eq!(coverage(&[0, 2, 4], &turned), sorted);
            prop_assert_eq!(coverage(&[0, 2, 4], &listed), sorted);
        }

        #[test]
        fn leaving_a_share_out_never_raises_the_lower_bound(listed in shares(), gone in 0usize..6) {
            let mut fewer = listed.clone();
            if gone < fewer.len() {
                fewer.remove(gone);
            }
            prop_assert!(coverage(&[0, 2], &fewer).low <= coverage(&[0, 2], &listed).low);
        }
    }
}
