//! Topical fit: what the profile's topics share with the brief's, less a part of what they share with everybody.
//!
//! score = Σ cₖ·√pₖ ⁄ ‖c⁺‖ with cₖ = √qₖ − ¼·mₖ, where p are the profile's shares, q the brief's, and m is what is
//! usual in the catalogue ([`TopicNorm`]). Without m it is the Bhattacharyya coefficient Σ√(p·q). Its terms add up
//! to it, so the largest terms are the explanation; a sum below nothing counts as nothing. Taking off a part of
//! what is shared with everybody keeps accounts that are about a bit of everything from fitting every brief.
//!
//! A topic that the brief wants never counts against a profile: its cₖ is at least 0.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use super::{MOST_LISTED, sum};
use crate::domain::{
    criteria::{Parameter, PartScore, engagement::MIN_PEERS, to_score},
    signals::CodedShare,
};

/// Part of what a profile shares with everybody that is taken off its fit.
const COMMON: f64 = 0.25;

/// The number of the formula.
pub const TOPICS: &[Parameter] = &[Parameter {
    key: "common",
    value: COMMON,
    source: "Accord: measured on the brand and micro-influencer set of Gan et al., ACM MM 2019; an eighth to a half do alike",
}];

/// Shares listed below this say too little of a profile to take part in what is usual.
const LEAST_LISTED: f64 = 0.5;

/// What is usual for topics in a catalogue: for each topic the mean √share over the profiles whose topics have
/// shares. With fewer than 30 such profiles nothing is usual, and the fit is the plain coefficient.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TopicNorm {
    usual: BTreeMap<String, f64>,
    profiles: usize,
}

/// Fixed point of the sums below: sums of integers do not depend on their order.
const FINE: f64 = (1u64 << 32) as f64;

impl TopicNorm {
    /// Fits the norm. `word` gives the slug of a code.
    pub fn fit<'a, 'w>(
        catalogue: impl Iterator<Item = &'a [CodedShare]>,
        word: impl Fn(u32) -> Option<&'w str>,
    ) -> Self {
        let mut sums: Vec<u64> = Vec::new();
        let mut profiles = 0;
        for topics in catalogue {
            let listed = sum(topics.iter().map(|(_, share)| *share));
            // A comparison with not-a-number fails: topics without shares say which, not how much.
            if !(LEAST_LISTED..=MOST_LISTED).contains(&listed) {
                continue;
            }
            profiles += 1;
            for (code, share) in topics {
                let at = *code as usize;
                if at >= sums.len() {
                    sums.resize(at + 1, 0);
                }
                sums[at] += (share.sqrt() * FINE).round() as u64;
            }
        }
        if profiles < MIN_PEERS {
            return Self::default();
        }
        let mean = |sum: u64| sum as f64 / FINE / profiles as f64;
        let usual = sums
            .iter()
            .zip(0u32..)
            .filter(|(sum, _)| **sum > 0)
            .filter_map(|(sum, code)| Some((word(code)?.to_owned(), mean(*sum))))
            .collect();
        Self { usual, profiles }
    }

    /// Profiles behind it; 0 where there were too few.
    pub fn profiles(&self) -> usize {
        self.profiles
    }

    /// Mean √share of a topic, 0–1.
    pub fn usual(&self, slug: &str) -> f64 {
        self.usual.get(slug).copied().unwrap_or(0.0)
    }

    /// Every topic with its mean √share, in alphabetical order.
    pub fn topics(&self) -> impl Iterator<Item = (&str, f64)> {
        self.usual.iter().map(|(slug, usual)| (slug.as_str(), *usual))
    }
}

/// The brief's topics, ready to be compared with profiles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TopicTarget {
    /// cₖ by code; topics beyond the end have none.
    terms: Vec<f64>,
    /// Σ cₖ² over the topics that count for a profile, also those that no profile has.
    gain: f64,
    /// Σ cₖ² over the topics that count against it.
    loss: f64,
}

impl TopicTarget {
    /// Looks the wanted topics up. `wanted` are slugs with their share of the brief; they add up to 1.
    pub fn new(wanted: &[(&str, f64)], norm: &TopicNorm, code: impl Fn(&str) -> u32) -> Self {
        Self::with_common(wanted, norm, code, COMMON)
    }

    /// The same with another part in common taken off, to measure what it does.
    pub fn with_common(
        wanted: &[(&str, f64)],
        norm: &TopicNorm,
        code: impl Fn(&str) -> u32,
        common: f64,
    ) -> Self {
        let pull = |slug: &str, q: f64, part: f64| (q.sqrt() - part * norm.usual(slug)).max(0.0);
        let sum_of = |part: f64| sum(wanted.iter().map(|(slug, q)| pull(slug, *q, part).powi(2)));
        // Where every wanted topic is so common that nothing would be left, nothing is taken off.
        let part = if sum_of(common) > 0.0 { common } else { 0.0 };
        let others = || {
            norm.topics()
                .filter(|(slug, _)| wanted.iter().all(|(other, _)| other != slug))
                .map(|(slug, usual)| (slug, -part * usual))
        };
        let mut target =
            Self { terms: Vec::new(), gain: sum_of(part), loss: sum(others().map(|(_, c)| c * c)) };
        for (slug, c) in wanted.iter().map(|(slug, q)| (*slug, pull(slug, *q, part))).chain(others()) {
            // A word that no profile has gets a code that no profile has, past any dictionary.
            let at = code(slug) as usize;
            if at == u32::MAX as usize {
                continue;
            }
            if at >= target.terms.len() {
                target.terms.resize(at + 1, 0.0);
            }
            target.terms[at] = c;
        }
        target
    }

    fn term(&self, code: u32) -> f64 {
        self.terms.get(code as usize).copied().unwrap_or(0.0)
    }

    /// What each listed topic adds to the score or takes off it, as a fraction of the full score.
    pub fn contributions<'a>(&'a self, topics: &'a [CodedShare]) -> impl Iterator<Item = (u32, f64)> + 'a {
        topics
            .iter()
            .filter(|(_, share)| !share.is_nan())
            .map(|(code, share)| (*code, self.term(*code) * share.sqrt() / self.gain.sqrt()))
    }

    /// Scores a profile's topics. What they leave to 1 may be any topic; topics listed without a share
    /// (not-a-number here) divide among themselves, in unknown proportion, what the others leave, and the
    /// estimate takes equal parts.
    pub fn score(&self, topics: &[CodedShare]) -> PartScore {
        let shared = || topics.iter().filter(|(_, share)| !share.is_nan());
        let listed = sum(shared().map(|(_, share)| *share));
        if topics.is_empty() || listed > MOST_LISTED {
            return PartScore::UNKNOWN;
        }
        let rest = (1.0 - listed).max(0.0);
        let base = sum(shared().map(|(code, share)| self.term(*code) * share.sqrt()));
        let full = self.gain.sqrt();
        let open: SmallVec<[f64; 8]> =
            topics.iter().filter(|(_, share)| share.is_nan()).map(|(code, _)| self.term(*code)).collect();
        if open.is_empty() {
            if rest <= 0.0 {
                return PartScore::exact(base / full);
            }
            let low = base - self.fill(topics, rest, -1.0);
            let high = base + self.fill(topics, rest, 1.0);
            return PartScore::between(low / full, high / full);
        }
        let bounds = PartScore::between(
            (base - spread(&open, rest, -1.0)) / full,
            (base + spread(&open, rest, 1.0)) / full,
        );
        let each = (rest / open.len() as f64).sqrt();
        let equal = to_score((base + sum(open.iter().map(|c| c * each))) / full);
        PartScore { estimate: Some(equal.clamp(bounds.low, bounds.high)), ..bounds }
    }

    /// How much Σ|cₖ|·√pₖ over the topics of one sign can still grow when `rest` is added to their shares at will:
    /// the rest goes where p ⁄ c² is least, until all filled topics have the same.
    fn fill(&self, topics: &[CodedShare], rest: f64, sign: f64) -> f64 {
        let mut own: SmallVec<[(f64, f64); 16]> = topics
            .iter()
            .map(|(code, share)| (*share, self.term(*code) * sign))
            .filter(|(_, c)| *c > 0.0)
            .collect();
        own.sort_unstable_by(|a, b| {
            (a.0 / (a.1 * a.1)).total_cmp(&(b.0 / (b.1 * b.1))).then(a.1.total_cmp(&b.1))
        });
        let whole = if sign > 0.0 { self.gain } else { self.loss };
        let elsewhere = whole - sum(own.iter().map(|(_, c)| c * c));
        // What rounding leaves of the listed topics is no topic.
        let mut squares = if elsewhere > 1e-12 { elsewhere } else { 0.0 };
        let (mut filled, mut before) = (rest, 0.0);
        for (share, c) in own {
            if squares > 0.0 && filled / squares <= share / (c * c) {
                break;
            }
            squares += c * c;
            filled += share;
            before += c * share.sqrt();
        }
        (filled * squares).sqrt() - before
    }
}

/// How far `rest`, divided at will among topics with these terms, moves the sum in the direction of `sign`;
/// negative where every division moves it the other way.
fn spread(terms: &[f64], rest: f64, sign: f64) -> f64 {
    let helping = sum(terms.iter().map(|c| c * sign).filter(|c| *c > 0.0).map(|c| c * c));
    if helping > 0.0 {
        return (rest * helping).sqrt();
    }
    // A sum of roots that hurts hurts least where all of the rest goes to one topic.
    let mildest = terms.iter().map(|c| c * sign).fold(f64::NEG_INFINITY, f64::max);
    mildest * rest.sqrt()
}

#[cfg(test)]
mod tests;
