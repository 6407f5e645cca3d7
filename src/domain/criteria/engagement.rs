//! Engagement: better than how many accounts of the same size, on the same network, counted the same way?
//!
//! A rate means nothing alone: it falls with size and differs by network and basis. So ln rate is shrunk toward
//! what is expected at that size (few posts say little), and its distance from the expectation becomes a
//! percentile. Rates on different bases are never compared.

use crate::{
    archive::Archive,
    domain::{
        criteria::{Parameter, PartScore, to_score},
        network::Network,
        order::{sort_numbers, sort_triples},
        profile::Basis,
        robust::{self, Line, MAD_TO_SIGMA},
        signals::RateSignal,
    },
};

/// Peers needed before the catalogue itself says what to expect.
pub const MIN_PEERS: usize = 30;
/// Standard score beyond which a rate earns nothing more and a question is asked.
pub const Z_CAP: f64 = 3.0;
/// Spread of likes across the posts of one account; 40–100 % is called normal, this is the middle.
const POST_CV: f64 = 0.7;
/// Least robust standard deviation of ln rate among peers.
const LEAST_SIGMA: f64 = 0.05;
/// Share of the peers' variance that is held to be real at the very least.
const LEAST_SIGNAL: f64 = 0.25;
/// Rates above one reaction a follower (or view) are no measure of an account: kept and flagged, not compared.
pub const MOST_RATE: f64 = 1.0;
/// Posts assumed by the estimate where no peer says how many: HypeAuditor's minimum.
const DEFAULT_POSTS: f64 = 12.0;

/// The numbers of the comparison.
pub const PARAMETERS: &[Parameter] = &[
    Parameter { key: "min_peers", value: MIN_PEERS as f64, source: "Accord" },
    Parameter { key: "z_cap", value: Z_CAP, source: "Accord, after So Influential" },
    Parameter { key: "post_cv", value: POST_CV, source: "trendHERO: likes spread of 40–100 % is normal" },
    Parameter { key: "most_rate", value: MOST_RATE, source: "Accord: more reactions than followers" },
    Parameter { key: "default_posts", value: DEFAULT_POSTS, source: "HypeAuditor: 12 posts" },
];

/// Variance of ln engagement of a single post around the account's own level.
fn post_variance() -> f64 {
    (POST_CV * POST_CV).ln_1p()
}

/// A published band of rates for a size class: "average" accounts lie between the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Benchmark {
    /// Network of the band.
    pub network: Network,
    /// Basis of the rates.
    pub basis: Basis,
    /// Geometric middle of the size class, in followers.
    pub size: f64,
    /// Lower end of the band, a fraction.
    pub low: f64,
    /// Upper end of the band, a fraction.
    pub high: f64,
    /// Publisher and year.
    pub source: &'static str,
}

const fn band(
    network: Network,
    basis: Basis,
    size: f64,
    low: f64,
    high: f64,
    source: &'static str,
) -> Benchmark {
    Benchmark { network, basis, size, low, high, source }
}

const UNTAPPER: &str = "Untapper 2026";
const QORUZ: &str = "Qoruz 2025";

/// Published bands, by size within a network and basis. Weak sources, used only where peers are too few.
pub const BENCHMARKS: &[Benchmark] = &[
    band(Network::Instagram, Basis::Followers, 3_162.0, 0.03, 0.05, UNTAPPER),
    band(Network::Instagram, Basis::Followers, 22_361.0, 0.02, 0.035, UNTAPPER),
    band(Network::Instagram, Basis::Followers, 158_114.0, 0.015, 0.025, UNTAPPER),
    band(Network::Instagram, Basis::Followers, 707_107.0, 0.01, 0.018, UNTAPPER),
    band(Network::Instagram, Basis::Followers, 3_162_278.0, 0.007, 0.012, UNTAPPER),
    band(Network::Tiktok, Basis::Views, 3_162.0, 0.06, 0.10, UNTAPPER),
    band(Network::Tiktok, Basis::Views, 22_361.0, 0.04, 0.07, UNTAPPER),
    band(Network::Tiktok, Basis::Views, 158_114.0, 0.03, 0.05, UNTAPPER),
    band(Network::Tiktok, Basis::Views, 707_107.0, 0.02, 0.035, UNTAPPER),
    band(Network::Tiktok, Basis::Views, 3_162_278.0, 0.01, 0.02, UNTAPPER),
    band(Network::X, Basis::Followers, 22_361.0, 0.005, 0.01, QORUZ),
];

/// Half of a normal distribution lies within this many standard deviations: the band is read as that half.
const HALF_WITHIN: f64 = 0.6745;

/// What to expect of a rate at a size.
#[derive(Debug, Clone, PartialEq)]
enum Expectation {
    /// A robust line through the catalogue's own rates: of the raw ones, and of the shrunk ones.
    Fitted { raw: Line, shrunk: Line },
    /// Published bands, interpolated over ln followers.
    Published { points: Vec<(f64, f64)>, source: &'static str },
}

/// The peers of one network and basis.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerFit {
    expectation: Expectation,
    /// Variance of true ln rates around the expectation.
    signal: f64,
    /// Standard deviation of shrunk ln rates around the expectation.
    sigma: f64,
    /// Posts that the estimate assumes where their number is unknown: the peers' lower quartile.
    pub usual_posts: f64,
    /// Share of the peers whose rate is zero: every positive rate is better than these. A zero rate has their
    /// mid-rank, half of it.
    zeros: f64,
    /// Peers behind the fit; 0 for a published benchmark.
    pub peers: usize,
}

/// What the fit reads of one peer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peer {
    /// Followers, positive.
    pub followers: f64,
    /// Rate, not negative.
    pub rate: f64,
    /// Posts behind the rate.
    pub posts: Option<f64>,
}

/// The plausible rates of one network and basis. A million of them are kept once, as the points that are fitted:
/// ln followers, ln rate, which is −∞ where the rate is zero, and posts, not-a-number where they are unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rates(Vec<[f64; 3]>);

impl Rates {
    /// None, with room for so many.
    pub fn with_capacity(n_rates: usize) -> Self {
        Self(Vec::with_capacity(n_rates))
    }

    /// Appends a peer, unless its rate cannot be true.
    pub fn push(&mut self, Peer { followers, rate, posts }: Peer) {
        if rate <= MOST_RATE {
            self.0.push([followers.ln(), rate.ln(), posts.unwrap_or(f64::NAN)]);
        }
    }
}

impl FromIterator<Peer> for Rates {
    fn from_iter<I: IntoIterator<Item = Peer>>(peers: I) -> Self {
        let mut rates = Self::default();
        peers.into_iter().for_each(|peer| rates.push(peer));
        rates
    }
}

impl PeerFit {
    /// Fits the peers of one network and basis, or falls back on the published benchmark. `None` where there
    /// is neither. The order of the peers changes nothing.
    pub fn fit(network: Network, basis: Basis, rates: Rates) -> Option<Self> {
        let Rates(mut points) = rates;
        let counts = points.iter().map(|[.., posts]| *posts).filter(|posts| !posts.is_nan());
        let usual_posts = robust::quantile(&mut counts.collect::<Vec<f64>>(), 0.25).unwrap_or(DEFAULT_POSTS);
        let n_plausible = points.len();
        points.retain(|[_, rate, _]| *rate > f64::NEG_INFINITY);
        for [.., posts] in points.iter_mut().filter(|[.., posts]| posts.is_nan()) {
            *posts = usual_posts;
        }
        sort_triples(&mut points);
        let zeros = 1.0 - points.len() as f64 / n_plausible.max(1) as f64;
        if points.len() >= MIN_PEERS
            && let Some(fit) = Self::fit_rates(points, usual_posts, zeros)
        {
            return Some(fit);
        }
        // A handful of peers says nothing about how many rates are zero.
        Self::published(network, basis, usual_posts)
    }

    /// Of points in order. A million profiles have many of them: none is copied.
    fn fit_rates(mut points: Vec<[f64; 3]>, usual_posts: f64, zeros: f64) -> Option<Self> {
        let raw = robust::fit_line(&mut points)?;
        let spread = |line: &Line, points: &[[f64; 3]]| {
            let mut rests: Vec<f64> = points.iter().map(|[x, y, _]| (y - line.at(*x)).abs()).collect();
            robust::median(&mut rests).map(|mad| (MAD_TO_SIGMA * mad).max(LEAST_SIGMA))
        };
        let variance = spread(&raw, &points)?.powi(2);
        let mut noises: Vec<f64> =
            points.iter().map(|[_, _, posts]| post_variance() / posts.max(1.0)).collect();
        sort_numbers(&mut noises);
        let noise = noises.iter().sum::<f64>() / noises.len() as f64;
        drop(noises);
        let signal = (variance - noise).max(LEAST_SIGNAL * variance);
        for [x, y, posts] in &mut points {
            let at = raw.at(*x);
            *y = at + weight(signal, *posts) * (*y - at);
        }
        let shrunk = robust::fit_line(&mut points)?;
        let sigma = spread(&shrunk, &points)?;
        let expectation = Expectation::Fitted { raw, shrunk };
        Some(Self { expectation, signal, sigma, usual_posts, zeros, peers: points.len() })
    }

    fn published(network: Network, basis: Basis, usual_posts: f64) -> Option<Self> {
        let bands: Vec<&Benchmark> =
            BENCHMARKS.iter().filter(|band| band.network == network && band.basis == basis).collect();
        let source = bands.first()?.source;
        let points = bands.iter().map(|band| (band.size.ln(), (band.low * band.high).sqrt().ln())).collect();
        let widths = bands.iter().map(|band| (band.high / band.low).ln() / 2.0 / HALF_WITHIN);
        let sigma = widths.sum::<f64>() / bands.len() as f64;
        let expectation = Expectation::Published { points, source };
        Some(Self { expectation, signal: sigma * sigma, sigma, usual_posts, zeros: 0.0, peers: 0 })
    }

    /// Writes the fit of a network and basis, if there is one, or fills it in.
    pub(crate) fn archive(
        fit: &mut Option<Self>,
        (network, basis): (Network, Basis),
        archive: &mut Archive<'_>,
    ) {
        let none = Line { intercept: 0.0, slope: 0.0 };
        let blank = || Self {
            expectation: Expectation::Fitted { raw: none, shrunk: none },
            signal: 0.0,
            sigma: 0.0,
            usual_posts: 0.0,
            zeros: 0.0,
            peers: 0,
        };
        archive.option(fit, blank, |archive, fit| {
            let Self { expectation, signal, sigma, usual_posts, zeros, peers } = fit;
            let mut lines = match expectation {
                Expectation::Fitted { raw, shrunk } => Some([*raw, *shrunk]),
                Expectation::Published { .. } => None,
            };
            archive.option(
                &mut lines,
                || [none; 2],
                |archive, lines| {
                    for line in lines {
                        line.archive(archive);
                    }
                },
            );
            for number in [signal, sigma, &mut *usual_posts, zeros] {
                archive.float(number);
            }
            archive.count(peers);
            match lines {
                Some([raw, shrunk]) => *expectation = Expectation::Fitted { raw, shrunk },
                // What was published is known.
                None => match Self::published(network, basis, *usual_posts) {
                    Some(published) => *fit = published,
                    None => archive.refuse(),
                },
            }
        });
    }

    /// ln of the rate expected at a size, before and after shrinking.
    fn expected(&self, size: f64) -> (f64, f64) {
        match &self.expectation {
            Expectation::Fitted { raw, shrunk } => (raw.at(size), shrunk.at(size)),
            Expectation::Published { points, .. } => {
                let at = interpolate(points, size);
                (at, at)
            }
        }
    }

    /// The rate expected of an account with this many followers, a fraction.
    pub fn expected_rate(&self, followers: f64) -> f64 {
        self.expected(followers.max(1.0).ln()).1.exp()
    }

    /// Publisher of the benchmark where it stands in for peers.
    pub fn benchmark(&self) -> Option<&'static str> {
        match self.expectation {
            Expectation::Fitted { .. } => None,
            Expectation::Published { source, .. } => Some(source),
        }
    }

    /// Standard score of a positive rate with this many posts behind it; not capped.
    pub fn z(&self, followers: f64, rate: f64, posts: f64) -> f64 {
        let (raw, shrunk) = self.expected(followers.max(1.0).ln());
        let y = raw + weight(self.signal, posts) * (rate.ln() - raw);
        (y - shrunk) / self.sigma
    }

    /// Standard score that the estimate uses.
    pub fn usual_z(&self, followers: f64, signal: &RateSignal) -> f64 {
        self.z(followers, signal.rate, signal.posts.unwrap_or(self.usual_posts))
    }

    /// Share of the peers that a standard score is better than, 0–1: all whose rate is zero, and of the others
    /// the share that a normal distribution has below it. Nothing is gained beyond the cap.
    fn percentile(&self, z: f64) -> f64 {
        self.zeros + (1.0 - self.zeros) * robust::normal_cdf(z.min(Z_CAP))
    }

    /// The percentile that the estimate uses, 0–1; `None` for a rate that cannot be compared.
    pub fn usual_percentile(&self, followers: f64, signal: &RateSignal) -> Option<f64> {
        match signal.rate {
            rate if rate > MOST_RATE => None,
            rate if rate <= 0.0 => Some(self.zeros / 2.0),
            _ => Some(self.percentile(self.usual_z(followers, signal))),
        }
    }

    /// The percentile among peers. With the number of posts unknown the bounds are those over all counts. A
    /// rate above [`MOST_RATE`] is as good as none.
    pub fn score(&self, followers: f64, signal: &RateSignal) -> PartScore {
        if signal.rate > MOST_RATE {
            return PartScore::UNKNOWN;
        }
        if signal.rate <= 0.0 {
            return PartScore::exact(self.zeros / 2.0);
        }
        let at = |posts: f64| self.percentile(self.z(followers, signal.rate, posts));
        match signal.posts {
            Some(posts) => PartScore::exact(at(posts)),
            None => {
                // The shrunk rate moves in one direction from one post to infinitely many.
                let (one, all) = (to_score(at(1.0)), to_score(at(f64::INFINITY)));
                let usual = to_score(at(self.usual_posts));
                let (low, high) = (one.min(all), one.max(all));
                PartScore { low, high, estimate: Some(usual.clamp(low, high)), known: true }
            }
        }
    }
}

/// Weight of the account's own rate against the expectation: τ² ⁄ (τ² + s² ⁄ n).
fn weight(signal: f64, posts: f64) -> f64 {
    signal / (signal + post_variance() / posts.max(1.0))
}

/// Straight between neighbors, level beyond the ends.
fn interpolate(points: &[(f64, f64)], x: f64) -> f64 {
    let first = points[0];
    let last = points[points.len() - 1];
    if x <= first.0 {
        return first.1;
    }
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if x <= x1 {
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
        }
    }
    last.1
}

/// Scores a rate where a fit exists for its network and basis. Without one the rate cannot be compared, so
/// it does not count as known.
pub fn score(fit: Option<&PeerFit>, followers: Option<f64>, signal: Option<&RateSignal>) -> PartScore {
    match (fit, followers, signal) {
        (Some(fit), Some(followers), Some(signal)) if followers > 0.0 => fit.score(followers, signal),
        _ => PartScore::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rates that fall with size by half a power, spread evenly by a factor of two around it.
    fn peers(n: usize) -> Vec<Peer> {
        (0..n)
            .map(|index| {
                let followers = 1_000.0 * 1.08f64.powi(i32::try_from(index).unwrap());
                let spread = f64::exp(((index * 7 % 11) as f64 / 5.0 - 1.0) * 0.7);
                Peer { followers, rate: 0.05 * (followers / 1_000.0).powf(-0.2) * spread, posts: Some(20.0) }
            })
            .collect()
    }

    fn fit(n: usize) -> PeerFit {
        PeerFit::fit(Network::Instagram, Basis::Followers, peers(n).into_iter().collect()).unwrap()
    }

    #[test]
    fn the_expected_rate_scores_half_and_falls_with_size() {
        let fit = fit(90);
        assert_eq!(fit.peers, 90);
        let signal = |rate| RateSignal { rate, basis: Basis::Followers, posts: Some(20.0) };
        let middle = fit.score(20_000.0, &signal(fit.expected_rate(20_000.0)));
        assert!((480..=520).contains(&middle.low), "{middle:?}");
        assert!(fit.expected_rate(1_000.0) > fit.expected_rate(100_000.0));
        assert!(fit.score(20_000.0, &signal(0.2)).low > 900);
        assert_eq!(fit.score(20_000.0, &signal(0.0)).low, 0);
    }

    #[test]
    fn few_posts_pull_toward_the_expectation_and_unknown_posts_span_all_counts() {
        let fit = fit(90);
        let score = |posts| fit.score(20_000.0, &RateSignal { rate: 0.08, basis: Basis::Followers, posts });
        assert!(score(Some(2.0)).low < score(Some(50.0)).low);
        let unknown = score(None);
        assert_eq!(unknown.low, score(Some(1.0)).low);
        assert!(unknown.high >= score(Some(1e9)).low);
        assert!(unknown.estimate.is_some_and(|usual| (unknown.low..=unknown.high).contains(&usual)));
    }

    #[test]
    fn beyond_the_cap_nothing_is_gained() {
        let fit = fit(90);
        let score =
            |rate| fit.score(20_000.0, &RateSignal { rate, basis: Basis::Followers, posts: Some(500.0) });
        assert_eq!(score(0.9).low, score(1.0).low);
        assert_eq!(score(0.9).low, to_score(robust::normal_cdf(Z_CAP)));
        assert_eq!(score(1.91), PartScore::UNKNOWN);
    }

    #[test]
    fn zeros_share_their_mid_rank_and_stay_below_every_positive_rate() {
        let mut many = peers(60);
        many.extend((0..20).map(|_| Peer { followers: 5_000.0, rate: 0.0, posts: Some(20.0) }));
        let fit = PeerFit::fit(Network::Instagram, Basis::Followers, many.iter().copied().collect()).unwrap();
        let score =
            |rate| fit.score(20_000.0, &RateSignal { rate, basis: Basis::Followers, posts: Some(20.0) }).low;
        assert_eq!(score(0.0), 125);
        assert_eq!(score(1e-9), 250);
        let middle = score(fit.expected_rate(20_000.0));
        assert!((610..640).contains(&middle), "{middle}");
        // Where the published benchmark stands in, one zero among few is no quarter of all.
        let few = PeerFit::fit(Network::Instagram, Basis::Followers, many[59..62].iter().copied().collect())
            .unwrap();
        let zero = RateSignal { rate: 0.0, basis: Basis::Followers, posts: None };
        assert_eq!(few.score(20_000.0, &zero).low, 0);
    }

    #[test]
    fn a_rate_that_cannot_be_true_moves_no_peer() {
        let mut absurd = peers(40);
        absurd.extend((0..9).map(|_| Peer { followers: 2e6, rate: 1.91, posts: Some(20.0) }));
        assert_eq!(
            Some(fit(40)),
            PeerFit::fit(Network::Instagram, Basis::Followers, absurd.into_iter().collect())
        );
    }

    #[test]
    fn with_too_few_peers_the_published_benchmark_stands_in_and_says_so() {
        let fit = fit(29);
        assert_eq!((fit.peers, fit.benchmark()), (0, Some("Untapper 2026")));
        assert!((fit.expected_rate(22_361.0) - 0.026_46).abs() < 1e-4);
        assert_eq!(PeerFit::fit(Network::Twitch, Basis::Followers, peers(29).into_iter().collect()), None);
        assert_eq!(score(None, Some(1.0), None), PartScore::UNKNOWN);
    }

    #[test]
    fn the_order_of_the_peers_changes_nothing() {
        let mut turned = peers(64);
        turned.reverse();
        assert_eq!(
            Some(fit(64)),
            PeerFit::fit(Network::Instagram, Basis::Followers, turned.into_iter().collect())
        );
    }
}
