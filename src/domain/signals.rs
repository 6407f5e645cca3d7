//! What the formulas read of one profile: numbers and coded lists, borrowed from wherever they are kept.
//!
//! Texts are codes here, because a brief's demands are looked up once and compared a million times.

use crate::domain::{
    network::Network,
    profile::{Basis, PriceKind},
};

/// A coded key with its share of a whole, 0–1.
pub type CodedShare = (u32, f64);

/// Stands for the share of a topic that is only inferred from words of the bio. A list that holds one holds no
/// other.
pub const INFERRED: f64 = f64::NEG_INFINITY;

/// Whether topics are only inferred; they feed estimates and count as unknown everywhere else.
pub fn is_inferred(topics: &[CodedShare]) -> bool {
    topics.first().is_some_and(|(_, share)| *share == INFERRED)
}

/// The inputs of every formula. `None` and the empty list are "unknown"; a known empty list is `Some(&[])`.
#[derive(Debug, Clone, Copy)]
pub struct Signals<'a> {
    /// Network of the account.
    pub network: Network,
    /// Stated followers.
    pub followers: Option<f64>,
    /// Accounts followed.
    pub following: Option<f64>,
    /// Topics with shares, not-a-number where only the topic is listed, [`INFERRED`] where the bio points to it;
    /// empty where unknown.
    pub topics: &'a [CodedShare],
    /// Audience by country; empty where unknown.
    pub countries: &'a [CodedShare],
    /// Audience by language; empty where unknown.
    pub languages: &'a [CodedShare],
    /// Audience by age band; empty where unknown.
    pub ages: &'a [CodedShare],
    /// Audience by gender; empty where unknown.
    pub genders: &'a [CodedShare],
    /// Share of real followers, 0–1.
    pub credibility: Option<f64>,
    /// Whether that share is a floor.
    pub credibility_is_floor: bool,
    /// Least and greatest share of suspicious and mass followers.
    pub doubtful: Option<(f64, f64)>,
    /// What the follower history shows.
    pub growth: Growth,
    /// Posts that the profile's numbers and topics are of, at least 1.
    pub posts: Option<f64>,
    /// Rate with what it needs to be compared.
    pub engagement: Option<RateSignal>,
    /// Comments per like.
    pub comment_ratio: Option<f64>,
    /// Views per post.
    pub views: Option<f64>,
    /// Prices by format.
    pub prices: &'a [PriceSignal],
    /// Deals accepted, one bit each in the order of `Deal::ALL`.
    pub accepts: Option<u8>,
    /// Share of sponsored posts, 0–1.
    pub sponsored_share: Option<f64>,
    /// Engagement of sponsored posts over that of others.
    pub paid_performance: Option<f64>,
    /// Share of messages answered, 0–1.
    pub response_rate: Option<f64>,
    /// Declared labels.
    pub labels: Option<&'a [u32]>,
    /// Brands cited.
    pub mentions: Option<&'a [u32]>,
}

impl Signals<'_> {
    /// Nothing is known but the network.
    pub const fn unknown(network: Network) -> Self {
        Self {
            network,
            followers: None,
            following: None,
            topics: &[],
            countries: &[],
            languages: &[],
            ages: &[],
            genders: &[],
            credibility: None,
            credibility_is_floor: false,
            doubtful: None,
            growth: Growth::Unknown,
            posts: None,
            engagement: None,
            comment_ratio: None,
            views: None,
            prices: &[],
            accepts: None,
            sponsored_share: None,
            paid_performance: None,
            response_rate: None,
            labels: None,
            mentions: None,
        }
    }

    /// Least and greatest share of real followers: a floor c means [c, 1], unknown anything.
    pub fn credible(&self) -> (f64, f64) {
        match self.credibility {
            Some(share) if self.credibility_is_floor => (share, 1.0),
            Some(share) => (share, share),
            None => (0.0, 1.0),
        }
    }
}

/// An engagement rate with what it needs to be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateSignal {
    /// The rate as a fraction, not negative.
    pub rate: f64,
    /// What it is divided by.
    pub basis: Basis,
    /// Posts behind it, at least 1.
    pub posts: Option<f64>,
}

/// A price of one format.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PriceSignal {
    /// Index in `brief::FORMATS`.
    pub format: u8,
    /// Where it comes from.
    pub kind: PriceKind,
    /// Lower and upper end in the base currency; not-a-number without an exchange rate. A million profiles have
    /// many prices, and an option of each end would take as much again.
    ends: [f64; 2],
}

impl PriceSignal {
    /// A price; its ends in the base currency are `None` without an exchange rate.
    pub fn new(format: u8, ends: Option<(f64, f64)>, kind: PriceKind) -> Self {
        let (low, high) = ends.unwrap_or((f64::NAN, f64::NAN));
        Self { format, kind, ends: [low, high] }
    }

    /// Lower and upper end in the base currency; `None` without an exchange rate.
    pub fn ends(&self) -> Option<(f64, f64)> {
        let [low, high] = self.ends;
        (!low.is_nan() && !high.is_nan()).then_some((low, high))
    }
}

/// What the follower history of a profile shows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Growth {
    /// Too short, or with gaps.
    #[default]
    Unknown,
    /// No month stands out.
    Steady,
    /// A month stands out; nothing is known of the engagement in it.
    Spike,
    /// A month stands out and engagement held: one signal.
    SpikeAlone,
    /// A month stands out and engagement fell or stayed: two signals.
    SpikeAndFall,
}
