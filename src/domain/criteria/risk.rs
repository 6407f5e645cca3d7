//! Risk: evidence that the numbers cannot be taken at their word. Full marks mean "looked at, nothing found".
//!
//! Most single rules perform badly as detectors (Cresci et al., Decision Support Systems 2015), so nothing here
//! is an accusation, each part is seen, and unknown is not safe.

use crate::domain::criteria::{Parameter, PartScore, ramp};

const CREDIBILITY_NONE: f64 = 0.50;
const CREDIBILITY_FULL: f64 = 0.90;

/// Between "warning" and "very good".
pub const CREDIBILITY: &[Parameter] = &[
    Parameter { key: "none_at", value: CREDIBILITY_NONE, source: "Stellar: 50–60 is a warning" },
    Parameter { key: "full_at", value: CREDIBILITY_FULL, source: "GRIN: above 90 % is very good" },
];

/// Credibility below which a question is asked (Modash: below 75 % is often a sign of fraud).
pub const CREDIBILITY_QUESTION: f64 = 0.75;

/// Share of real followers. A floor c means anything from c to 1.
pub fn credibility(share: Option<f64>, is_floor: bool) -> PartScore {
    let Some(share) = share else { return PartScore::UNKNOWN };
    let at = |share: f64| ramp(share, CREDIBILITY_NONE, CREDIBILITY_FULL);
    if is_floor { PartScore::between(at(share), at(1.0)) } else { PartScore::exact(at(share)) }
}

const DOUBTFUL_FULL: f64 = 0.25;
const DOUBTFUL_NONE: f64 = 0.50;

/// Suspicious and mass followers.
pub const FOLLOWERS: &[Parameter] = &[
    Parameter {
        key: "full_at",
        value: DOUBTFUL_FULL,
        source: "Stellar: at most 25 % suspicious and mass followers",
    },
    Parameter { key: "none_at", value: DOUBTFUL_NONE, source: "Accord: twice that" },
];

/// Share of doubtful followers above which a question is asked.
pub const DOUBTFUL_QUESTION: f64 = DOUBTFUL_FULL;

/// Least and greatest share of suspicious and mass followers.
pub fn followers(doubtful: Option<(f64, f64)>) -> PartScore {
    let Some((least, greatest)) = doubtful else { return PartScore::UNKNOWN };
    let at = |share: f64| ramp(share, DOUBTFUL_NONE, DOUBTFUL_FULL);
    PartScore::between(at(greatest), at(least))
}

const FOLLOWING_FULL: f64 = 0.3;
const FOLLOWING_NONE: f64 = 1.0;

/// Accounts followed beside followers.
pub const FOLLOWING: &[Parameter] = &[
    Parameter { key: "full_at", value: FOLLOWING_FULL, source: "Insense: at most 30 % of followers" },
    Parameter { key: "none_at", value: FOLLOWING_NONE, source: "Accord: as many followed as followers" },
];

/// Accounts followed per follower above which a question is asked.
pub const FOLLOWING_QUESTION: f64 = FOLLOWING_FULL;

/// Accounts followed per follower, on a log scale between the two marks.
pub fn following(following: Option<f64>, followers: Option<f64>) -> PartScore {
    match ratio(following, followers) {
        Some(ratio) => PartScore::exact(ramp(
            ratio.max(f64::MIN_POSITIVE).ln(),
            FOLLOWING_NONE.ln(),
            FOLLOWING_FULL.ln(),
        )),
        None => PartScore::UNKNOWN,
    }
}

/// `part / whole` where both are known and the whole is positive.
pub fn ratio(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    let (part, whole) = (part?, whole?);
    (whole > 0.0).then(|| part / whole)
}

const COMMENTS_FULL_Z: f64 = 2.0;
const COMMENTS_NONE_Z: f64 = 4.0;

/// Comments per like, in standard scores among peers.
pub const COMMENTS: &[Parameter] = &[
    Parameter { key: "full_at", value: COMMENTS_FULL_Z, source: "Accord: 95 of 100 honest accounts" },
    Parameter { key: "none_at", value: COMMENTS_NONE_Z, source: "Accord" },
];

/// Standard score above which a question is asked.
pub const COMMENTS_QUESTION_Z: f64 = 3.0;

/// What is usual for ln(comments ⁄ likes) on a network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommentNorm {
    /// Median of ln ratio.
    pub center: f64,
    /// Robust standard deviation.
    pub sigma: f64,
    /// Peers behind it; 0 where the published range stands in.
    pub peers: usize,
}

impl CommentNorm {
    /// The published range where there are too few peers: bottom group 0.006, top 0.068, median about 0.024
    /// (CreatorLedger, n = 410, a weak source); the range is taken as four standard deviations.
    pub const PUBLISHED: Self = Self { center: -3.73, sigma: 0.607, peers: 0 };

    /// Standard score of a ratio.
    pub fn z(&self, ratio: f64) -> f64 {
        (ratio.ln() - self.center) / self.sigma
    }
}

/// Two-sided: bought likes lower the ratio, comment pods raise it.
pub fn comments(norm: &CommentNorm, ratio: Option<f64>) -> PartScore {
    match ratio {
        Some(ratio) if ratio > 0.0 => {
            PartScore::exact(ramp(norm.z(ratio).abs(), COMMENTS_NONE_Z, COMMENTS_FULL_Z))
        }
        _ => PartScore::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_leaves_everything_above_it_open() {
        let floor = credibility(Some(0.7), true);
        assert_eq!((floor.low, floor.high), (500, 1000));
        assert_eq!(credibility(Some(0.7), false), PartScore::exact(0.5));
        assert_eq!(credibility(None, false), PartScore::UNKNOWN);
    }

    #[test]
    fn doubtful_followers_count_from_a_quarter() {
        assert_eq!(followers(Some((0.1, 0.1))).low, 1000);
        assert_eq!(followers(Some((0.375, 0.375))).low, 500);
        let open = followers(Some((0.1, 0.6)));
        assert_eq!((open.low, open.high), (0, 1000));
    }

    #[test]
    fn following_is_judged_on_a_log_scale() {
        assert_eq!(following(Some(300.0), Some(1000.0)).low, 1000);
        assert_eq!(following(Some(1000.0), Some(1000.0)).low, 0);
        assert_eq!(following(Some(0.0), Some(1000.0)).low, 1000);
        assert_eq!(following(Some(10.0), Some(0.0)), PartScore::UNKNOWN);
    }

    #[test]
    fn comments_are_two_sided() {
        let norm = CommentNorm { center: 0.02f64.ln(), sigma: 0.5, peers: 40 };
        assert_eq!(comments(&norm, Some(0.02)).low, 1000);
        let few = comments(&norm, Some(0.02 * (-1.5f64).exp()));
        let many = comments(&norm, Some(0.02 * 1.5f64.exp()));
        assert_eq!(few.low, many.low);
        assert_eq!(few.low, 500);
        assert_eq!(comments(&norm, Some(0.0)), PartScore::UNKNOWN);
    }
}
