//! What networks are like: published figures with their source, and assumptions that say so.
//!
//! Sources, by the short names used below:
//! - *RTBF 2022*: HypeAuditor, 194,000 French Instagram accounts, August 2022, in RTBF's summary
//!   (rtbf.be/article/…-11083797).
//! - *OMB 2025*: organicmediabuying.com, table credited to Statista, HypeAuditor and IMH.
//! - *Untapper 2026*: untapper.com/influencer-marketing-benchmarks, the "average" bands.
//! - *Qoruz 2025*: qoruz.com/blog/engagement-rate-benchmarks-to-aim-for-in-2025.
//! - *Cirqle 2024*: thecirqle.com, average creator rates on Instagram and TikTok, 350,000 rate cards.
//! - *Insense*: help.insense.pro/article/4261.
//! - *SponsorRate*: sponsorrate-com.pages.dev/methodology, a published rate model.
//! - *Prices 2021*: alittleclass.blogspot.com/2021/01, the most copied table of prices by tier.
//! - *Heepsy*: blog.heepsy.com/posts/nano-and-micro-influencers-have-fewest-fake-followers.

use accord::domain::{network::Network, profile::Basis};

/// Shares of French Instagram accounts by HypeAuditor's tiers (1k, 5k, 20k, 100k, 1M): RTBF 2022.
pub(super) const TIER_SHARES: [f64; 5] = [0.423, 0.364, 0.165, 0.044, 0.003];

/// The power to which the tier shares are raised before they are used.
///
/// At 1 a catalogue of 800 has two mega accounts, too few to compare anything; at 0.45 it has some 4 % of
/// them. That is the one place where the catalogue leans away from the published shares on purpose.
pub(super) const TIER_FLATTENING: f64 = 0.45;

/// A smooth curve through published points: (followers, value), straight between them in logarithms.
pub(super) type Curve = &'static [(f64, f64)];

/// Instagram, by followers: RTBF 2022 up to mid (4.7, 2.3, 1.7 %), OMB 2025 above (1.5, 1.2 %).
const INSTAGRAM_RATE: Curve =
    &[(2_200.0, 0.047), (10_000.0, 0.023), (45_000.0, 0.017), (316_000.0, 0.015), (2_000_000.0, 0.012)];
/// TikTok, by views: the middles of Untapper 2026's bands (6–10, 4–7, 3–5, 2–3.5, 1–2 %).
const TIKTOK_RATE: Curve =
    &[(3_200.0, 0.08), (22_000.0, 0.055), (158_000.0, 0.04), (707_000.0, 0.0275), (3_000_000.0, 0.015)];
/// YouTube: OMB 2025 (3.2, 2.1, 1.5, 1.2, 0.9 %), which does not name its basis; used by views, as Modash
/// computes YouTube's rate.
const YOUTUBE_RATE: Curve =
    &[(3_200.0, 0.032), (22_000.0, 0.021), (158_000.0, 0.015), (707_000.0, 0.012), (3_000_000.0, 0.009)];
/// X, by followers: Qoruz 2025 gives 0.5–1 % for all sizes. No figure by tier was found for Facebook and
/// LinkedIn; the same band stands in for them.
const TEXT_RATE: Curve = &[(1_000.0, 0.009), (1_000_000.0, 0.005)];

/// Instagram's reach by followers: Insense for nano (20–25 %), Cirqle 2024 above (15.7 % at 10–50k, 3.2 % at
/// 500k–1M).
const INSTAGRAM_REACH: Curve = &[(3_200.0, 0.225), (22_000.0, 0.157), (707_000.0, 0.032)];
/// TikTok and YouTube: 30 % of followers (SponsorRate).
const VIDEO_VIEWS: Curve = &[(1.0, 0.30)];
/// Snapchat stories: SponsorRate's 10 % for stories on Instagram; none is published for Snapchat.
const STORY_VIEWS: Curve = &[(1.0, 0.10)];
/// Viewers of a live stream, as a share of followers: an assumption.
const LIVE_VIEWS: Curve = &[(1_000.0, 0.02), (1_000_000.0, 0.006)];
/// Impressions of posts in a text feed: an assumption.
const FEED_VIEWS: Curve = &[(1.0, 0.12)];

/// How an account of a network behaves.
pub(super) struct Norms {
    /// Which network.
    pub(super) network: Network,
    /// Share of the people for whom it is the main network: an assumption, led by the French market.
    pub(super) share: f64,
    /// Engagement rate and its basis; none where vendors publish none (HypeAuditor's API returns 0 for
    /// Twitch and Snapchat; nothing was found for Pinterest).
    pub(super) rate: Option<(Curve, Basis)>,
    /// Views per post as a share of followers.
    pub(super) views: Curve,
    /// Posts a month, median: an assumption.
    pub(super) rhythm: f64,
    /// Dollars per 1,000 followers for the network's plain format. Instagram, TikTok, YouTube: the middles
    /// of Prices 2021, which are close to proportional. The others: SponsorRate's CPM, in proportion to its
    /// 10 dollars for Instagram's feed; Pinterest is an assumption.
    pub(super) dollars: f64,
    /// Formats with their price relative to the plain one, by SponsorRate's CPMs and view rates; video on
    /// Instagram by IIDB 2026 (iidb.com, +30–60 %).
    pub(super) formats: &'static [(&'static str, f64)],
    /// Audience by age, in the order of `brief::AGE_BANDS`: an assumption; no figure by network was found.
    pub(super) ages: [f64; 6],
    /// What the network adds to the share of women in the audience: an assumption.
    pub(super) women: f64,
    /// Whether accounts follow others, so that the number says something.
    pub(super) follows: bool,
}

/// Every network that the generator knows, in the order of `Network::ALL`.
pub(super) const NORMS: [Norms; 9] = [
    Norms {
        network: Network::Instagram,
        share: 0.42,
        rate: Some((INSTAGRAM_RATE, Basis::Followers)),
        views: INSTAGRAM_REACH,
        rhythm: 12.0,
        dollars: 10.0,
        formats: &[("post", 1.0), ("reel", 1.4), ("story", 0.4), ("carousel", 1.2)],
        ages: [0.07, 0.30, 0.36, 0.16, 0.09, 0.02],
        women: 0.02,
        follows: true,
    },
    Norms {
        network: Network::Tiktok,
        share: 0.22,
        rate: Some((TIKTOK_RATE, Basis::Views)),
        views: VIDEO_VIEWS,
        rhythm: 18.0,
        dollars: 2.5,
        formats: &[("video", 1.0)],
        ages: [0.16, 0.41, 0.27, 0.10, 0.05, 0.01],
        women: 0.02,
        follows: true,
    },
    Norms {
        network: Network::Youtube,
        share: 0.14,
        rate: Some((YOUTUBE_RATE, Basis::Views)),
        views: VIDEO_VIEWS,
        rhythm: 4.0,
        dollars: 20.0,
        formats: &[("video", 1.0), ("integration", 0.6), ("short", 0.2)],
        ages: [0.09, 0.28, 0.30, 0.18, 0.12, 0.03],
        women: -0.08,
        follows: false,
    },
    Norms {
        network: Network::X,
        share: 0.07,
        rate: Some((TEXT_RATE, Basis::Followers)),
        views: FEED_VIEWS,
        rhythm: 60.0,
        dollars: 4.0,
        formats: &[("post", 1.0), ("video", 1.5)],
        ages: [0.04, 0.24, 0.35, 0.21, 0.13, 0.03],
        women: -0.08,
        follows: true,
    },
    Norms {
        network: Network::Facebook,
        share: 0.02,
        rate: Some((TEXT_RATE, Basis::Followers)),
        views: FEED_VIEWS,
        rhythm: 15.0,
        dollars: 6.0,
        formats: &[("post", 1.0), ("video", 1.33), ("reel", 1.17)],
        ages: [0.02, 0.14, 0.27, 0.26, 0.24, 0.07],
        women: 0.05,
        follows: false,
    },
    Norms {
        network: Network::Snapchat,
        share: 0.04,
        rate: None,
        views: STORY_VIEWS,
        rhythm: 25.0,
        dollars: 5.0,
        formats: &[("story", 1.0)],
        ages: [0.22, 0.44, 0.24, 0.07, 0.03, 0.0],
        women: 0.05,
        follows: false,
    },
    Norms {
        network: Network::Twitch,
        share: 0.05,
        rate: None,
        views: LIVE_VIEWS,
        rhythm: 14.0,
        dollars: 15.0,
        formats: &[("integration", 1.0), ("stream", 1.67)],
        ages: [0.12, 0.43, 0.33, 0.09, 0.03, 0.0],
        women: -0.10,
        follows: false,
    },
    Norms {
        network: Network::Pinterest,
        share: 0.02,
        rate: None,
        views: FEED_VIEWS,
        rhythm: 20.0,
        dollars: 3.0,
        formats: &[("post", 1.0)],
        ages: [0.05, 0.22, 0.33, 0.22, 0.15, 0.03],
        women: 0.15,
        follows: true,
    },
    Norms {
        network: Network::Linkedin,
        share: 0.02,
        rate: Some((TEXT_RATE, Basis::Followers)),
        views: FEED_VIEWS,
        rhythm: 8.0,
        dollars: 15.0,
        formats: &[("post", 1.0), ("video", 1.5)],
        ages: [0.0, 0.15, 0.42, 0.27, 0.15, 0.01],
        women: 0.0,
        follows: false,
    },
];

/// The value of a curve; flat beyond its ends.
pub(super) fn at(curve: Curve, followers: f64) -> f64 {
    let after = curve.partition_point(|(size, _)| *size <= followers);
    match (after.checked_sub(1).map(|before| curve[before]), curve.get(after)) {
        (Some((low, from)), Some(&(high, to))) => {
            let place = libm::log(followers / low) / libm::log(high / low);
            from * libm::exp(place * libm::log(to / from))
        }
        (Some((_, end)), None) => end,
        (None, Some(&(_, start))) => start,
        (None, None) => 0.0,
    }
}

/// Share of suspicious followers by followers: median and spread of a log-normal.
///
/// Solved from Heepsy: less than 10 % suspicious in 47 % of nano (1–5k), 42.7 % of micro (5–50k) and 22.1 %
/// of mega accounts, more than 20 % in 30.4 % of mega. The spread of the small ones is an assumption: wider.
pub(super) fn suspicious(followers: f64) -> (f64, f64) {
    match followers {
        ..5_000.0 => (0.105, 0.7),
        5_000.0..50_000.0 => (0.112, 0.62),
        50_000.0..1_000_000.0 => (0.130, 0.58),
        _ => (0.151, 0.54),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_stand_in_their_order_and_their_shares_add_up() {
        for (norms, network) in NORMS.iter().zip(Network::ALL) {
            assert_eq!(norms.network, network);
            let ages: f64 = norms.ages.iter().sum();
            assert!((ages - 1.0).abs() < 1e-9, "{network}: {ages}");
        }
        let sum: f64 = NORMS.iter().map(|norms| norms.share).sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn curves_pass_through_their_points_and_end_flat() {
        assert!((at(INSTAGRAM_RATE, 10_000.0) - 0.023).abs() < 1e-12);
        assert_eq!(at(INSTAGRAM_RATE, 10.0), 0.047);
        assert_eq!(at(INSTAGRAM_RATE, 1e8), 0.012);
        assert!(at(INSTAGRAM_RATE, 20_000.0) < 0.023);
    }
}
