//! How firmly a ranking stands: what change of one weight turns two profiles around, and the share of nearby
//! weightings in which each profile keeps a rank.
//!
//! Both look at the match as it is computed: Σ w·s / Σ w with integer weights and integer scores, compared by
//! the integer numerator. Dividing by Σ w changes no order, so neither function divides.
//!
//! The closed form is that of a weighted sum: adding δ to the weight of criterion k changes the lead of A over
//! B from Σ w·(a − b) to Σ w·(a − b) + δ·(aₖ − bₖ) (Triantaphyllou and Sánchez, Decision Sciences 28, 1997).
//! The shares are the rank acceptabilities of SMAA (Lahdelma and Salminen, 2001), sampled around the weights
//! in force.

use crate::domain::{
    criterion::{Criterion, Weights},
    order::sorted_positions,
};

/// Scores of the six criteria, each 0–1000, in the order of [`Criterion::ALL`].
pub type Scores = [u16; 6];

/// The smallest change of one weight that puts the challenger in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// The criterion whose weight changes.
    pub criterion: Criterion,
    /// Points that its weight gains or loses.
    pub by: i16,
    /// The weight after the change, 0–100.
    pub weight: u8,
}

/// Numerator of the match: Σ w·s.
pub fn numerator(weights: &[u8; 6], scores: &Scores) -> i64 {
    weights.iter().zip(scores).map(|(&weight, &score)| i64::from(weight) * i64::from(score)).sum()
}

/// The smallest whole change of a single weight after which `challenger` is strictly ahead of `leader`, or
/// `None` where no weight between 0 and 100 does it.
///
/// `weights` are those in force. A criterion at 0 is not asked and stays out: nobody knows what a profile
/// would score on a demand that was never made. Of equally small changes the first criterion's is given.
pub fn smallest_flip(weights: &[u8; 6], leader: &Scores, challenger: &Scores) -> Option<Flip> {
    let lead = numerator(weights, leader) - numerator(weights, challenger);
    if lead < 0 {
        return None;
    }
    let mut best: Option<Flip> = None;
    for criterion in Criterion::ALL {
        let k = criterion.index();
        if weights[k] == 0 {
            continue;
        }
        let gain = i64::from(challenger[k]) - i64::from(leader[k]);
        if gain == 0 {
            continue;
        }
        // Strictly ahead: the first whole number beyond lead / gain, away from zero.
        let by = (lead / gain.abs() + 1) * gain.signum();
        let weight = i64::from(weights[k]) + by;
        if !(0..=i64::from(Weights::MAX)).contains(&weight) {
            continue;
        }
        let flip = Flip { criterion, by: by as i16, weight: weight as u8 };
        if best.is_none_or(|best| flip.by.abs() < best.by.abs()) {
            best = Some(flip);
        }
    }
    best
}

/// Which criteria decide the order: if all profiles scored the same on one of these, they would stand in
/// another order. Profiles are given in their present order, which breaks ties.
pub fn decisive(weights: &[u8; 6], profiles: &[Scores]) -> [bool; 6] {
    let order_without = |left_out: Option<usize>| {
        let mut weights = *weights;
        if let Some(k) = left_out {
            weights[k] = 0;
        }
        ranked(weights, profiles)
    };
    let present = order_without(None);
    std::array::from_fn(|k| weights[k] > 0 && order_without(Some(k)) != present)
}

/// Positions in the order of the match, best first; the position breaks ties.
fn ranked(weights: [u8; 6], profiles: &[Scores]) -> Vec<usize> {
    let of = |profile: usize| numerator(&weights, &profiles[profile]);
    sorted_positions(profiles.len(), &|a, b| of(b).cmp(&of(a)))
}

/// Points by which a nearby weighting may differ from the one in force, in each criterion.
pub const NEARBY: u8 = 10;

/// Weightings that are drawn; the error of a share is at most 1.6 points (one standard error at 50 %).
pub const DRAWS: u32 = 1_000;

/// First profiles of a list whose ranks among themselves are drawn.
pub const TOP: usize = 6;

/// For each profile and each rank, how many of [`DRAWS`] nearby weightings give it that rank.
///
/// Every asked weight is drawn evenly from the whole numbers within [`NEARBY`] of it, inside 0–100. Profiles
/// are given in their present order, which breaks ties. The same seed gives the same answer.
pub fn rank_acceptability(weights: &[u8; 6], profiles: &[Scores], seed: u64) -> Vec<Vec<u32>> {
    let mut counts = vec![vec![0; profiles.len()]; profiles.len()];
    let mut random = SplitMix(seed);
    for _ in 0..DRAWS {
        let drawn = weights.map(|weight| if weight == 0 { 0 } else { nearby(weight, &mut random) });
        for (rank, profile) in ranked(drawn, profiles).into_iter().enumerate() {
            counts[profile][rank] += 1;
        }
    }
    counts
}

fn nearby(weight: u8, random: &mut SplitMix) -> u8 {
    let low = weight.saturating_sub(NEARBY);
    let high = weight.saturating_add(NEARBY).min(Weights::MAX);
    low + (random.next() % (u64::from(high - low) + 1)) as u8
}

/// `SplitMix64`: small, even, and the same on every machine (Steele, Lea and Flood, OOPSLA 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_smallest_change_of_one_weight_is_found() {
        let weights = [20, 20, 15, 20, 15, 10];
        let leader = [700, 700, 700, 700, 500, 700];
        let challenger = [680, 700, 700, 700, 650, 570];
        // 20·20 − 15·150 + 10·130 = −550 would put the challenger ahead already.
        assert_eq!(smallest_flip(&weights, &leader, &challenger), None);

        let challenger = [600, 700, 700, 700, 650, 660];
        // Lead: 20·100 − 15·150 + 10·40 = 150; on cost the challenger gains 150 a point: 2 points.
        let flip = smallest_flip(&weights, &leader, &challenger);
        assert_eq!(flip, Some(Flip { criterion: Criterion::Size, by: -2, weight: 18 }));
        let without_size = [0, 20, 15, 20, 15, 10];
        let ahead_on_values = [700, 700, 700, 700, 500, 990];
        assert_eq!(
            smallest_flip(&without_size, &ahead_on_values, &challenger),
            Some(Flip { criterion: Criterion::Values, by: -4, weight: 6 }),
        );
    }

    #[test]
    fn equal_scores_cannot_be_turned_around_and_a_tie_needs_one_point() {
        let weights = [20, 20, 15, 20, 15, 10];
        assert_eq!(smallest_flip(&weights, &[500; 6], &[500; 6]), None);
        let up_and_down = [510, 490, 500, 500, 500, 500];
        let flip = smallest_flip(&weights, &[500; 6], &up_and_down);
        assert_eq!(flip, Some(Flip { criterion: Criterion::Size, by: 1, weight: 21 }));
    }

    #[test]
    fn a_criterion_that_is_not_asked_stays_out() {
        let flip = smallest_flip(&[50, 0, 0, 0, 0, 0], &[600, 0, 0, 0, 0, 0], &[500, 1000, 0, 0, 0, 0]);
        assert_eq!(flip, None);
    }

    #[test]
    fn a_criterion_decides_where_the_order_hangs_on_it() {
        let weights = [20, 20, 0, 20, 15, 10];
        let ahead_by_cost = [[500, 500, 900, 500, 800, 500], [500, 600, 0, 500, 500, 500]];
        assert_eq!(decisive(&weights, &ahead_by_cost), [false, false, false, false, true, false]);
        assert_eq!(decisive(&weights, &[[700; 6], [600; 6]]), [false; 6]);
        assert_eq!(decisive(&weights, &[[700; 6]]), [false; 6]);
    }

    #[test]
    fn a_profile_that_is_better_everywhere_always_keeps_the_first_rank() {
        let ranks = rank_acceptability(&[20, 20, 15, 20, 15, 10], &[[800; 6], [700; 6], [600; 6]], 7);
        assert_eq!(ranks, [[DRAWS, 0, 0], [0, DRAWS, 0], [0, 0, DRAWS]]);
    }

    #[test]
    fn opposed_profiles_share_the_first_rank() {
        let opposed = [[900, 100, 500, 500, 500, 500], [100, 900, 500, 500, 500, 500]];
        let ranks = rank_acceptability(&[50, 50, 0, 0, 0, 0], &opposed, 1);
        assert_eq!(ranks[0][0] + ranks[1][0], DRAWS);
        assert!((400..600).contains(&ranks[0][0]), "{ranks:?}");
        assert_eq!(ranks, rank_acceptability(&[50, 50, 0, 0, 0, 0], &opposed, 1));
    }

    /// Of the 231 pairs of weights within ten points of 100 and 50 there are 140 in which half of the first is less than
    /// the second: 61 %.
    #[test]
    fn nearby_weightings_lie_evenly_on_both_sides_and_never_past_the_greatest() {
        let ranks =
            rank_acceptability(&[100, 50, 0, 0, 0, 0], &[[500, 0, 0, 0, 0, 0], [0, 1000, 0, 0, 0, 0]], 3);
        assert!((560..=650).contains(&ranks[1][0]), "{ranks:?}");
    }

    proptest! {
        #[test]
        fn a_flip_is_enough_and_one_point_less_is_not(
            weights in prop::array::uniform6(0_u8..=100),
            leader in prop::array::uniform6(0_u16..=1000),
            challenger in prop::array::uniform6(0_u16..=1000),
        ) {
            let ahead = |weights: &[u8; 6]| numerator(weights, &challenger) > numerator(weights, &leader);
            match smallest_flip(&weights, &leader, &challenger) {
                None => {
                    if !ahead(&weights) {
                        for k in (0..6).filter(|&k| weights[k] > 0) {
                            for weight in 0..=100 {
                                let mut tried = weights;
                                tried[k] = weight;
                                prop_assert!(!ahead(&tried), "{k} at {weight}");
                            }
                        }
                    }
                }
                Some(flip) => {
                    let k = flip.criterion.index();
                    let mut tried = weights;
                    tried[k] = flip.weight;
                    prop_assert_eq!(i16::from(flip.weight), i16::from(weights[k]) + flip.by);
                    prop_assert!(ahead(&tried));
                    for k in (0..6).filter(|&k| weights[k] > 0) {
                        for weight in 0..=100_u8 {
                            if (i16::from(weight) - i16::from(weights[k])).abs() < flip.by.abs() {
                                let mut tried = weights;
                                tried[k] = weight;
                                prop_assert!(!ahead(&tried), "{} at {} is smaller", k, weight);
                            }
                        }
                    }
                }
            }
        }
    }
}
