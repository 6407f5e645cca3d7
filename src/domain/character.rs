//! Character: how micro-like or macro-like a profile behaves, from the seed's six criteria.
//!
//! The seed's point is that followers alone are reductive: a 70,000 account can behave like a micro-influencer
//! and a 30,000 one like a macro. Each criterion places the profile between −1 (micro) and 1 (macro), as far as
//! the evidence reaches; the character is the mean of the places known. What is unknown widens the range in which
//! the mean of all six must lie, and fewer than three places say nothing.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::domain::{
    criteria::engagement::MOST_RATE,
    criterion::Criterion,
    network::Network,
    order::{sort_by, sort_numbers},
    peers::Peers,
    profile::{Deal, PriceKind},
    signals::Signals,
    tier::Policy,
};

/// The verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Character {
    /// Behaves like a micro-influencer.
    Micro,
    /// Neither clearly.
    Between,
    /// Behaves like a macro-influencer.
    Macro,
}

impl Character {
    /// Every verdict, micro first.
    pub const ALL: [Self; 3] = [Self::Micro, Self::Between, Self::Macro];

    /// The slug.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Between => "between",
            Self::Macro => "macro",
        }
    }

    /// The verdict of a place, −1000 to 1000.
    pub const fn of(at: i16) -> Self {
        match at {
            at if at < -UNDECIDED => Self::Micro,
            at if at > UNDECIDED => Self::Macro,
            _ => Self::Between,
        }
    }
}

/// How far a verdict can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Whatever the unknown criteria turn out to be, the verdict stays.
    Firm,
    /// What is known says so clearly; what is unknown could still change it.
    Likely,
    /// Next to a border between two verdicts: a little more or less on one criterion changes it.
    Close,
}

/// Criteria that must be known before anything is said.
pub const MIN_KNOWN: usize = 3;
/// Distance from the middle, in thousandths, within which a profile counts as neither.
pub const UNDECIDED: i16 = 200;
/// Distance from the border of a verdict, in thousandths, within which it is close.
pub const NEAR: i16 = 75;

/// Where one criterion tells micro from macro.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The criterion.
    pub criterion: Criterion,
    /// Value that stands for micro, position −1.
    pub micro_at: f64,
    /// Value that stands for macro, position 1.
    pub macro_at: f64,
    /// Furthest that the criterion can place a profile, 0–1: how strongly its evidence tells the two apart.
    pub reach: f64,
    /// Who says so.
    pub source: &'static str,
}

/// The six places, in the order of `Criterion::ALL`. Followers and prices are read on a log scale, the others
/// straight; the levels are ours where no source is named.
pub const PLACES: [Place; 6] = [
    Place {
        criterion: Criterion::Size,
        micro_at: 0.1,
        macro_at: 10.0,
        reach: 1.0,
        source: "Kolsquare: below 50,000; one decade to either side: Accord",
    },
    Place {
        criterion: Criterion::Audience,
        micro_at: 0.8,
        macro_at: 0.3,
        reach: 1.0,
        source: "Kolsquare: micro-influencers are specialists; levels: Accord",
    },
    Place {
        criterion: Criterion::Risk,
        micro_at: 1.0,
        macro_at: 0.6,
        reach: 0.5,
        source: "Heepsy: under 10 % suspicious in 47 % of nano, 43 % of micro, 22 % of mega accounts, a weak sign",
    },
    Place {
        criterion: Criterion::Engagement,
        micro_at: 2.0,
        macro_at: -2.0,
        reach: 1.0,
        source: "Kolsquare: micro-influencers engage more; levels: Accord",
    },
    Place {
        criterion: Criterion::Cost,
        micro_at: 224.0,
        macro_at: 7_071.0,
        reach: 1.0,
        source: "common table of 2021: micro 100–500, macro 5,000–10,000 for an Instagram post; geometric middles",
    },
    Place {
        criterion: Criterion::Values,
        micro_at: 1.0,
        macro_at: 0.0,
        reach: 1.0,
        source: "Kolsquare: micro-influencers take the time to answer; levels: Accord",
    },
];

impl Place {
    /// Position of a value between the two marks.
    fn position(&self, value: f64) -> f64 {
        let share = (value - self.micro_at) / (self.macro_at - self.micro_at);
        self.reach * (2.0 * share - 1.0).clamp(-1.0, 1.0)
    }

    /// The same on a log scale.
    fn log_position(&self, value: f64) -> f64 {
        let share = (value / self.micro_at).ln() / (self.macro_at / self.micro_at).ln();
        self.reach * (2.0 * share - 1.0).clamp(-1.0, 1.0)
    }
}

/// Position of accepting products or invitations: the seed names it of some micro-influencers, and celebrities
/// accept them too.
pub const IN_KIND: f64 = -0.5;
/// Position of accepting money alone at a price that nobody knows: used to contracts.
pub const MONEY_ONLY: f64 = 0.3;

/// Where a profile stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// Place on each criterion in the order of `Criterion::ALL`, −1000 (micro) to 1000 (macro).
    pub positions: [Option<i16>; 6],
    /// The number behind each place.
    pub raw: [Option<f64>; 6],
}

impl Standing {
    /// Places a profile. What micro means is the policy's business.
    pub fn of(signals: &Signals<'_>, policy: &Policy, peers: &Peers) -> Self {
        let mut standing = Self::under_any_policy(signals);
        if let Some(followers) = signals.followers {
            standing.place(Criterion::Size, followers, size_position(followers, signals.network, policy));
        }
        if let Some((rate, position)) = engagement_position(signals, policy, peers) {
            standing.place(Criterion::Engagement, rate, position);
        }
        standing
    }

    /// The places that no policy moves: all but size and engagement.
    pub fn under_any_policy(signals: &Signals<'_>) -> Self {
        let [_, audience, risk, _, _, values] = &PLACES;
        let mut standing = Self::default();
        if let Some(specialization) = specialization(signals) {
            let position = thousandths(audience.position(specialization));
            standing.place(Criterion::Audience, specialization, position);
        }
        if let Some(credibility) = signals.credibility.filter(|_| !signals.credibility_is_floor) {
            standing.place(Criterion::Risk, credibility, thousandths(risk.position(credibility)));
        }
        if let Some((price, position)) = cost(signals) {
            standing.place(Criterion::Cost, price, thousandths(position));
        }
        if let Some(rate) = signals.response_rate {
            standing.place(Criterion::Values, rate, thousandths(values.position(rate)));
        }
        standing
    }

    fn place(&mut self, criterion: Criterion, raw: f64, position: i16) {
        self.raw[criterion.index()] = Some(raw);
        self.positions[criterion.index()] = Some(position);
    }

    /// Mean place, where enough is known.
    pub fn at(&self) -> Option<i16> {
        let (sum, known) = self.sum();
        mean_place(sum, known)
    }

    /// Range of the mean of all six places over everything that the unknown ones may be.
    pub fn range(&self) -> (i16, i16) {
        let (sum, known) = self.sum();
        let unknown = (6 - known) * 1000;
        (((sum - unknown) / 6) as i16, ((sum + unknown) / 6) as i16)
    }

    /// Sum and number of the places known.
    pub fn sum(&self) -> (i32, i32) {
        let known = || self.positions.iter().flatten().map(|place| i32::from(*place));
        (known().sum(), known().count() as i32)
    }

    /// The verdict, where enough is known.
    pub fn verdict(&self) -> Option<Character> {
        self.at().map(Character::of)
    }

    /// How far the verdict can be trusted.
    pub fn confidence(&self) -> Option<Confidence> {
        let at = self.at()?;
        let (low, high) = self.range();
        Some(if (at.abs() - UNDECIDED).abs() < NEAR {
            Confidence::Close
        } else if Character::of(low) == Character::of(high) {
            Confidence::Firm
        } else {
            Confidence::Likely
        })
    }

    /// The criteria that speak most for the verdict, the strongest first; none where it is "between".
    pub fn reasons(&self) -> Vec<Criterion> {
        let Some(verdict) = self.verdict().filter(|verdict| *verdict != Character::Between) else {
            return Vec::new();
        };
        let mut reasons: Vec<(i16, Criterion)> = Criterion::ALL
            .into_iter()
            .zip(self.positions)
            .filter_map(|(criterion, at)| Some((at?, criterion)))
            .filter(|(at, _)| Character::of(*at) == verdict)
            .collect();
        sort_by(&mut reasons, |a, b| b.0.abs().cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
        reasons.into_iter().map(|(_, criterion)| criterion).collect()
    }
}

/// Mean of so many known places, where they are enough.
pub fn mean_place(sum: i32, known: i32) -> Option<i16> {
    (known >= MIN_KNOWN as i32).then(|| (sum / known) as i16)
}

fn thousandths(position: f64) -> i16 {
    (position * 1000.0).round() as i16
}

/// Place on size, −1000 to 1000.
pub fn size_position(followers: f64, network: Network, policy: &Policy) -> i16 {
    let limit = policy.micro_limit(network) as f64;
    thousandths(PLACES[0].log_position(followers.max(1.0) / limit))
}

/// Place on engagement, −1000 to 1000, with the rate behind it: against what is expected at the policy's micro
/// limit, not at the profile's own size.
pub fn engagement_position(signals: &Signals<'_>, policy: &Policy, peers: &Peers) -> Option<(f64, i16)> {
    let rate = signals.engagement.filter(|rate| rate.rate > 0.0 && rate.rate <= MOST_RATE)?;
    let fit = peers.engagement(signals.network, rate.basis)?;
    let limit = policy.micro_limit(signals.network) as f64;
    Some((rate.rate, thousandths(PLACES[3].position(fit.usual_z(limit, &rate)))))
}

/// Place on cost, with the price behind it or 0. A modelled price follows from followers and says nothing new.
fn cost(signals: &Signals<'_>) -> Option<(f64, f64)> {
    let firm = signals.prices.iter().filter(|price| price.kind != PriceKind::Model);
    let price = firm
        .filter_map(|price| price.ends().map(|(low, _)| low).filter(|low| *low > 0.0))
        .min_by(f64::total_cmp);
    let in_kind = 1 << (Deal::Gift as u8) | 1 << (Deal::Event as u8);
    let deals = signals.accepts.map(|accepts| accepts & in_kind != 0);
    let at = price.map(|price| PLACES[4].log_position(price));
    let position = match (deals, at) {
        (Some(true), Some(at)) => f64::midpoint(at, IN_KIND),
        (Some(true), None) => IN_KIND,
        (_, Some(at)) => at,
        (Some(false), None) if signals.accepts != Some(0) => MONEY_ONLY,
        _ => return None,
    };
    Some((price.unwrap_or(0.0), position))
}

/// How concentrated the topics are: 1 − entropy ⁄ ln 8 over the shares, where at least half of the content is
/// listed. Eight topics in equal shares are "everything" (Weng and Menczer, PLOS ONE 2015, use entropy).
fn specialization(signals: &Signals<'_>) -> Option<f64> {
    // Topics listed without a share say which, not how much of each.
    if signals.topics.iter().any(|(_, share)| share.is_nan()) && signals.topics.len() > 1 {
        return None;
    }
    let share_of = |share: f64| if share.is_nan() { 1.0 } else { share };
    let mut shares: SmallVec<[f64; 8]> =
        signals.topics.iter().map(|(_, share)| share_of(*share)).filter(|share| *share > 0.0).collect();
    sort_numbers(&mut shares);
    let total: f64 = shares.iter().sum();
    if total < 0.5 {
        return None;
    }
    let entropy: f64 = shares.iter().map(|share| share / total).map(|p| -p * p.ln()).sum();
    Some((1.0 - entropy / 8f64.ln()).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(positions: [Option<i16>; 6]) -> Standing {
        Standing { positions, ..Standing::default() }
    }

    #[test]
    fn fewer_than_three_places_give_no_verdict() {
        let two = standing([Some(-1000), Some(-1000), None, None, None, None]);
        assert_eq!((two.verdict(), two.confidence()), (None, None));
        let three = standing([Some(-1000), Some(-1000), None, None, Some(1000), None]);
        assert_eq!((three.at(), three.verdict()), (Some(-333), Some(Character::Micro)));
        let four = standing([Some(-1000), Some(-1000), None, None, Some(1000), Some(400)]);
        assert_eq!(four.verdict(), Some(Character::Between));
    }

    #[test]
    fn unknown_places_widen_the_range() {
        let three = standing([Some(-900), Some(-900), None, None, None, Some(-900)]);
        assert_eq!(three.range(), (-950, 50));
        assert_eq!(three.confidence(), Some(Confidence::Likely));
        let five = standing([Some(-900), Some(-900), Some(-500), Some(-900), None, Some(-900)]);
        assert_eq!(five.confidence(), Some(Confidence::Firm));
        assert_eq!(standing([None; 6]).range(), (-1000, 1000));
    }

    #[test]
    fn next_to_a_border_the_verdict_says_so() {
        let at = |place| standing([Some(place); 6]).confidence();
        assert_eq!(at(-210), Some(Confidence::Close));
        assert_eq!(at(190), Some(Confidence::Close));
        assert_eq!(at(0), Some(Confidence::Firm));
        assert_eq!(at(-400), Some(Confidence::Firm));
    }

    #[test]
    fn the_strongest_reasons_for_a_verdict_come_first() {
        let odd = standing([Some(300), Some(-400), None, Some(-900), Some(-100), Some(-900)]);
        assert_eq!(odd.verdict(), Some(Character::Micro));
        assert_eq!(odd.reasons(), [Criterion::Engagement, Criterion::Values, Criterion::Audience]);
        assert_eq!(standing([Some(0); 6]).reasons(), []);
    }

    #[test]
    fn every_place_runs_from_micro_to_macro_as_far_as_it_reaches() {
        for (position, place) in PLACES.iter().enumerate() {
            assert_eq!(place.criterion.index(), position);
            for value in [place.position(place.micro_at), -place.position(place.macro_at)] {
                assert!((value + place.reach).abs() < 1e-12, "{place:?}");
            }
        }
        assert!((PLACES[0].log_position(1.0)).abs() < 1e-12);
    }
}
