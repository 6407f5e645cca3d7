//! Risk: evidence that the numbers cannot be taken at their word. Full marks mean "looked at, nothing found".
//!
//! Most single rules perform badly as detectors (Cresci et al., Decision Support Systems 2015), so nothing here
//! is an accusation, each part is seen, and unknown is not safe. The criterion is the weighted mean of these
//! parts, held down by the ceilings of [`crate::domain::criteria::ceiling`].

use crate::{
    archive::Archive,
    domain::{
        criteria::{
            FULL, Parameter, PartScore,
            ceiling::CAPS,
            ramp,
            scrutiny::{self, scrutiny},
        },
        network::Network,
        robust::{self, Line},
    },
};

const CREDIBILITY_NONE: f64 = 0.50;
const CREDIBILITY_FULL: f64 = 0.90;

/// Between "warning" and "very good".
pub const CREDIBILITY: &[Parameter] = &[
    Parameter { key: "none_at", value: CREDIBILITY_NONE, source: "Stellar: 50–60 is a warning" },
    Parameter { key: "full_at", value: CREDIBILITY_FULL, source: "GRIN: above 90 % is very good" },
    Parameter {
        key: "cleared",
        value: scrutiny::USUAL.credibility,
        source: "Modash: below 75 % is an alarm",
    },
    Parameter {
        key: "cleared_small",
        value: scrutiny::CLOSER.credibility,
        source: "GRIN: genuine above 80 %",
    },
    Parameter { key: "cap_at", value: CAPS[0].at as f64 / 10.0, source: CAPS[0].source },
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
const OTHER_FOLLOWING_FULL: f64 = 1.0;
const OTHER_FOLLOWING_NONE: f64 = 3.0;

/// Accounts followed beside followers.
pub const FOLLOWING: &[Parameter] = &[
    Parameter {
        key: "full_at",
        value: FOLLOWING_FULL,
        source: "Insense: at most 30 % of followers (Instagram, TikTok)",
    },
    Parameter { key: "none_at", value: FOLLOWING_NONE, source: "Accord: as many followed as followers" },
    Parameter {
        key: "other_full_at",
        value: OTHER_FOLLOWING_FULL,
        source: "Accord: no rule is published for other networks",
    },
    Parameter { key: "other_none_at", value: OTHER_FOLLOWING_NONE, source: "Accord" },
];

/// Accounts followed per follower that leave full marks, and those that leave none. On X following back is a
/// custom and elsewhere nobody publishes a rule, so the mild marks apply there.
const fn following_marks(network: Network) -> (f64, f64) {
    match network {
        Network::Instagram | Network::Tiktok => (FOLLOWING_FULL, FOLLOWING_NONE),
        _ => (OTHER_FOLLOWING_FULL, OTHER_FOLLOWING_NONE),
    }
}

/// Accounts followed per follower above which a question is asked.
pub const fn following_question(network: Network) -> f64 {
    following_marks(network).0
}

/// Accounts followed per follower, on a log scale between the two marks of the network.
pub fn following(network: Network, following: Option<f64>, followers: Option<f64>) -> PartScore {
    let (full, none) = following_marks(network);
    match ratio(following, followers) {
        Some(ratio) => PartScore::exact(ramp(ratio.max(f64::MIN_POSITIVE).ln(), none.ln(), full.ln())),
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

/// Least robust standard deviation of ln(comments ⁄ likes) among peers.
const LEAST_COMMENT_SIGMA: f64 = 0.1;

/// What is usual for ln(comments ⁄ likes) on a network, by size: HypeAuditor, too, compares with similar
/// accounts rather than with a constant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommentNorm {
    /// Usual ln ratio over ln followers.
    pub line: Line,
    /// Robust standard deviation around it.
    pub sigma: f64,
    /// Peers behind it; 0 where the published range stands in.
    pub peers: usize,
}

impl CommentNorm {
    /// The published range for Instagram where there are too few peers: bottom group 0.006, top 0.068, median
    /// about 0.024 (CreatorLedger, n = 410, a weak source); the range is taken as four standard deviations.
    pub const PUBLISHED: Self = Self { line: Line { intercept: -3.73, slope: 0.0 }, sigma: 0.607, peers: 0 };

    /// Fits the norm to points of ln followers and ln ratio, by Theil's method; their third number does nothing.
    /// `None` without two sizes.
    pub fn fit(mut points: Vec<[f64; 3]>) -> Option<Self> {
        let line = robust::fit_line(&mut points)?;
        let mut rests: Vec<f64> = points.iter().map(|[x, y, _]| (y - line.at(*x)).abs()).collect();
        let sigma = (robust::MAD_TO_SIGMA * robust::median(&mut rests)?).max(LEAST_COMMENT_SIGMA);
        Some(Self { line, sigma, peers: points.len() })
    }

    /// Writes the norm, or fills it in.
    pub(crate) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.line.archive(archive);
        archive.float(&mut self.sigma);
        archive.count(&mut self.peers);
    }

    /// The ratio that is usual at a size.
    pub fn usual(&self, followers: f64) -> f64 {
        self.line.at(followers.max(1.0).ln()).exp()
    }

    /// Standard score of a positive ratio.
    pub fn z(&self, followers: f64, ratio: f64) -> f64 {
        (ratio.ln() - self.line.at(followers.max(1.0).ln())) / self.sigma
    }
}

/// Two-sided: bought likes lower the ratio, comment pods raise it. `posts` are those behind the counts; where
/// scrutiny asks for more of them, the counts feed the estimate and clear nothing.
pub fn comments(
    norm: Option<&CommentNorm>,
    followers: Option<f64>,
    ratio: Option<f64>,
    posts: Option<f64>,
) -> PartScore {
    let (Some(norm), Some(size), Some(ratio)) = (norm, followers, ratio.filter(|ratio| *ratio > 0.0)) else {
        return PartScore::UNKNOWN;
    };
    let exact = PartScore::exact(ramp(norm.z(size, ratio).abs(), COMMENTS_NONE_Z, COMMENTS_FULL_Z));
    if posts.unwrap_or(0.0) < scrutiny(followers).posts {
        return PartScore { low: 0, high: FULL, ..exact };
    }
    exact
}

/// Spread of likes from post to post that is called normal (trendHERO: 40–100 %). Below it likes may be bought to
/// a target, above it competitions or advertising drive some posts. A question only, not scored: hardly any data
/// says it, and an unknown that weighs would weigh on everyone.
pub const USUAL_SPREAD: (f64, f64) = (0.4, 1.0);

/// Share of sponsored posts above which a question is asked (Favikon: above 30 % is a red flag). It is scored
/// once, under values.
pub const SPONSORED_QUESTION: f64 = 0.3;

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
    fn following_is_judged_on_a_log_scale_by_network() {
        let on = |network, count| following(network, Some(count), Some(1000.0)).low;
        assert_eq!(on(Network::Instagram, 300.0), 1000);
        assert_eq!(on(Network::Instagram, 1000.0), 0);
        assert_eq!(on(Network::Instagram, 0.0), 1000);
        assert_eq!(on(Network::X, 1000.0), 1000);
        assert_eq!(on(Network::X, 3000.0), 0);
        assert_eq!(following(Network::X, Some(10.0), Some(0.0)), PartScore::UNKNOWN);
    }

    const NORM: CommentNorm =
        CommentNorm { line: Line { intercept: -3.0, slope: -0.1 }, sigma: 0.5, peers: 40 };

    fn of(followers: f64, ratio: f64, posts: Option<f64>) -> PartScore {
        comments(Some(&NORM), Some(followers), Some(ratio), posts)
    }

    #[test]
    fn comments_are_two_sided_and_compared_at_their_size() {
        let large = 100_000.0;
        let usual = NORM.usual(large);
        assert!(NORM.usual(1_000.0) > usual);
        assert_eq!(of(large, usual, None).low, 1000);
        let few = of(large, usual * (-1.5f64).exp(), None);
        let many = of(large, usual * 1.5f64.exp(), None);
        assert_eq!((few.low, few.low), (many.low, 500));
        assert_eq!(comments(Some(&NORM), Some(large), Some(0.0), None), PartScore::UNKNOWN);
        assert_eq!(comments(None, Some(large), Some(usual), None), PartScore::UNKNOWN);
    }

    #[test]
    fn a_small_account_needs_twelve_posts_before_its_comments_clear_anything() {
        let usual = NORM.usual(9_000.0);
        assert_eq!(of(9_000.0, usual, Some(12.0)), PartScore::exact(1.0));
        let thin = of(9_000.0, usual, Some(11.0));
        assert_eq!((thin.low, thin.estimate, thin.high), (0, Some(1000), 1000));
        assert_eq!(of(9_000.0, usual, None), thin);
    }

    #[test]
    fn the_norm_follows_size_and_ignores_outliers() {
        let mut points: Vec<[f64; 3]> =
            (0..60).map(|at| [7.0 + f64::from(at) / 10.0, -3.0 - 0.02 * f64::from(at), 0.0]).collect();
        for [_, y, _] in points.iter_mut().step_by(9) {
            *y = 3.0;
        }
        let norm = CommentNorm::fit(points).unwrap();
        assert!((norm.line.slope + 0.2).abs() < 0.02, "{norm:?}");
        assert_eq!((norm.peers, norm.sigma), (60, LEAST_COMMENT_SIGMA));
    }
}
