//! Topical fit: what the profile's topics share with the brief's, less a part of what they share with everybody.
//!
//! score = ¼·A + ¾·B. A is the part of the brief whose topics the profile names at all: Σ qₖ over the wanted topics
//! that it lists. B = Σ cₖ·√pₖ ⁄ ‖c⁺‖ says how much: cₖ = √qₖ − ¼·mₖ, where p are the profile's shares, q the brief's,
//! and m is what is usual in the catalogue ([`TopicNorm`]). Without m, B is the Bhattacharyya coefficient Σ√(p·q); a
//! sum below nothing counts as nothing. The terms add up to the score, so the largest terms are the explanation.
//! Taking off a part of what is shared with everybody keeps accounts that are about a bit of everything from fitting
//! every brief. A topic that the brief wants never counts against a profile: its cₖ is at least 0.
//!
//! A topic named without a share has some share, and nobody knows which; so it earns A and leaves B open. That is all
//! that a name may earn if taking a name, or a share, out of a list is never to raise the lower bound.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use super::{MOST_LISTED, sum};
use crate::{
    archive::Archive,
    domain::{
        criteria::{FULL, Parameter, PartScore, engagement::MIN_PEERS, to_score},
        order::{map_of, sort_by, sort_triples},
        signals::{CodedShare, is_inferred},
    },
};

/// Part of what a profile shares with everybody that is taken off its fit.
const COMMON: f64 = 0.25;

/// Part of the score that naming the topics of the brief earns, whatever their shares.
const NAMED: f64 = 0.25;

/// The numbers of the formula.
pub const TOPICS: &[Parameter] = &[
    Parameter {
        key: "common",
        value: COMMON,
        source: "Accord: measured on the brand and micro-influencer set of Gan et al., ACM MM 2019; an eighth to a half do alike",
    },
    Parameter {
        key: "named",
        value: NAMED,
        source: "Accord: so that lists of categories without shares can be told apart; changes no order where every list has shares of the same topics",
    },
];

/// What is left of a whole below this is what rounding leaves, and no topic.
const CRUMB: f64 = 1e-9;

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
    /// Fits the norm over lists of topics, each with how many profiles have it. `word` gives the slug of a code.
    pub fn fit<'w>(
        catalogue: impl Iterator<Item = (impl AsRef<[CodedShare]>, u32)>,
        word: impl Fn(u32) -> Option<&'w str>,
    ) -> Self {
        let mut sums: Vec<u64> = Vec::new();
        let mut profiles = 0;
        for (topics, n_profiles) in catalogue {
            let topics = topics.as_ref();
            let listed = sum(topics.iter().map(|(_, share)| *share));
            // A comparison with not-a-number fails: topics without shares say which, not how much.
            if !(LEAST_LISTED..=MOST_LISTED).contains(&listed) {
                continue;
            }
            profiles += n_profiles as usize;
            for (code, share) in topics {
                let at = *code as usize;
                if at >= sums.len() {
                    sums.resize(at + 1, 0);
                }
                sums[at] += (share.sqrt() * FINE).round() as u64 * u64::from(n_profiles);
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
            .filter_map(|(sum, code)| Some((word(code)?.to_owned(), mean(*sum))));
        Self { usual: map_of(usual), profiles }
    }

    /// Writes the norm, or fills it in.
    pub(crate) fn archive(&mut self, archive: &mut Archive<'_>) {
        let mut usual: Vec<(String, f64)> = std::mem::take(&mut self.usual).into_iter().collect();
        let mut n_topics = usual.len();
        archive.length::<u64>(&mut n_topics);
        usual.resize_with(n_topics, Default::default);
        for (slug, usual) in &mut usual {
            archive.text(slug);
            archive.float(usual);
        }
        self.usual = map_of(usual);
        archive.count(&mut self.profiles);
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
    /// By code; topics beyond the end have neither.
    terms: Vec<Term>,
    /// Σ cₖ² over the topics that count for a profile, also those that no profile has.
    gain: f64,
    /// Σ cₖ² over the topics that count against it.
    loss: f64,
}

/// What one topic does.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Term {
    /// cₖ.
    c: f64,
    /// qₖ.
    q: f64,
}

/// What a list of topics says.
#[derive(Debug, Clone, Copy)]
struct Said {
    /// What the shares leave to 1; may be any topic.
    rest: f64,
    /// A: the part of the brief that the topics name.
    named: f64,
    /// Σ cₖ·√pₖ over the topics with shares.
    base: f64,
}

/// A sum in fixed point: of integers, so that it does not depend on the order of what is added.
#[derive(Debug, Clone, Copy)]
struct Fixed(i64);

impl Fixed {
    /// Steps of one: far finer than a thousandth of a score, and room for two million.
    const FINE: f64 = (1u64 << 42) as f64;

    fn add(&mut self, value: f64) {
        // What is no share is beyond any bound, and the conversion stops at the greatest integer.
        self.0 = self.0.saturating_add((value * Self::FINE).round_ties_even() as i64);
    }

    fn get(self) -> f64 {
        self.0 as f64 / Self::FINE
    }
}

/// What one topic of a profile adds to its score or takes off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicTerm {
    /// Code of the topic.
    pub topic: u32,
    /// Thousandths of the full score.
    pub score: i16,
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
                .map(|(slug, usual)| (slug, Term { c: -part * usual, q: 0.0 }))
        };
        let mut target = Self {
            terms: Vec::new(),
            gain: sum_of(part),
            loss: sum(others().map(|(_, term)| term.c * term.c)),
        };
        let own = wanted.iter().map(|(slug, q)| (*slug, Term { c: pull(slug, *q, part), q: *q }));
        for (slug, term) in own.chain(others()) {
            // A word that no profile has gets a code that no profile has, past any dictionary.
            let at = code(slug) as usize;
            if at == u32::MAX as usize {
                continue;
            }
            if at >= target.terms.len() {
                target.terms.resize(at + 1, Term::default());
            }
            target.terms[at] = term;
        }
        target
    }

    /// Codes of the topics that the brief names.
    pub fn wanted(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.terms).filter(|(_, term)| term.q > 0.0).map(|(code, _)| code)
    }

    fn term(&self, code: u32) -> Term {
        self.terms.get(code as usize).copied().unwrap_or_default()
    }

    /// What a list says; `None` where that is nothing, as of topics that are only inferred.
    fn said(&self, topics: &[CodedShare]) -> Option<Said> {
        if topics.is_empty() || is_inferred(topics) {
            return None;
        }
        let (mut listed, mut named, mut base) = (Fixed(0), Fixed(0), Fixed(0));
        for (code, share) in topics {
            let term = self.term(*code);
            // A share of nothing names nothing.
            if *share != 0.0 {
                named.add(term.q);
            }
            if !share.is_nan() {
                listed.add(*share);
                base.add(term.c * share.sqrt());
            }
        }
        let listed = listed.get();
        let rest = Some(1.0 - listed).filter(|rest| *rest > CRUMB).unwrap_or(0.0);
        (listed <= MOST_LISTED).then(|| Said { rest, named: named.get(), base: base.get() })
    }

    /// ¼·A + ¾·B of A and the sum that is B·‖c⁺‖.
    fn mixed(&self, named: f64, sum: f64) -> f64 {
        NAMED * named + (1.0 - NAMED) * (sum / self.gain.sqrt()).max(0.0)
    }

    /// The least that a list earns.
    fn least(&self, topics: &[CodedShare], said: &Said) -> f64 {
        // What is nothing already cannot become less.
        let falls = said.rest > 0.0 && said.base > 0.0;
        let fall = if falls { self.fill(topics, said.rest, -1.0) } else { 0.0 };
        self.mixed(said.named, said.base - fall)
    }

    /// The lower bound of [`Self::score`]; `None` where it is unknown.
    pub fn least_score(&self, topics: &[CodedShare]) -> Option<u16> {
        self.said(topics).map(|said| to_score(self.least(topics, &said)))
    }

    /// What each topic adds to the score or takes off it, as a fraction of the full score. Topics without a share
    /// are taken to divide in equal parts what the others leave, as the estimate does.
    pub fn contributions(&self, topics: &[CodedShare]) -> SmallVec<[(u32, f64); 8]> {
        let shares = assumed(topics);
        let own = |(code, share): &CodedShare| self.term(*code).c * share.sqrt() / self.gain.sqrt();
        // A sum below nothing counts as nothing.
        let counts = sum(shares.iter().map(own)) > 0.0;
        let of = |share: &CodedShare| {
            let named = if share.1 > 0.0 { self.term(share.0).q } else { 0.0 };
            NAMED * named + if counts { (1.0 - NAMED) * own(share) } else { 0.0 }
        };
        shares.iter().map(|share| (share.0, of(share))).collect()
    }

    /// The same in thousandths that add up to the score of a list that leaves nothing open, and to the estimate of
    /// one that only names its topics; the greatest first.
    pub fn terms(&self, topics: &[CodedShare]) -> Vec<TopicTerm> {
        let exact = self.contributions(topics);
        let total = (sum(exact.iter().map(|(_, part)| *part)) * f64::from(FULL)).round() as i16;
        let mut terms: Vec<(f64, TopicTerm)> = exact
            .iter()
            .map(|(topic, part)| {
                let fine = part * f64::from(FULL);
                (fine - fine.floor(), TopicTerm { topic: *topic, score: fine.floor() as i16 })
            })
            .collect();
        // What rounding down takes goes back to where it took most.
        sort_by(&mut terms, |a, b| b.0.total_cmp(&a.0).then(a.1.topic.cmp(&b.1.topic)));
        let missing = total - terms.iter().map(|(_, term)| term.score).sum::<i16>();
        for (_, term) in terms.iter_mut().take(usize::try_from(missing).unwrap_or(0)) {
            term.score += 1;
        }
        sort_by(&mut terms, |a, b| b.1.score.cmp(&a.1.score).then(a.1.topic.cmp(&b.1.topic)));
        terms.into_iter().map(|(_, term)| term).collect()
    }

    /// Scores a profile's topics. What they leave to 1 may be any topic; a topic listed without a share
    /// (not-a-number here) has some part of it, and the estimate takes equal parts. Topics that are only inferred
    /// feed the estimate.
    pub fn score(&self, topics: &[CodedShare]) -> PartScore {
        let estimate = || to_score(sum(self.contributions(topics).iter().map(|(_, part)| *part)));
        let Some(said) = self.said(topics) else {
            let estimate = is_inferred(topics).then(estimate);
            return PartScore { estimate, ..PartScore::UNKNOWN };
        };
        if said.rest <= 0.0 {
            return PartScore::exact(self.mixed(said.named, said.base));
        }
        let most = self.mixed(1.0, said.base + self.fill(topics, said.rest, 1.0));
        let bounds = PartScore::between(self.least(topics, &said), most);
        if topics.iter().all(|(_, share)| !share.is_nan()) {
            return bounds;
        }
        PartScore { estimate: Some(estimate().clamp(bounds.low, bounds.high)), ..bounds }
    }

    /// How much Σ|cₖ|·√pₖ over the topics of one sign can still grow when `rest` is added to their shares at will:
    /// the rest goes where p ⁄ c² is least, until all filled topics have the same.
    fn fill(&self, topics: &[CodedShare], rest: f64, sign: f64) -> f64 {
        // p ⁄ c², c and p.
        let mut own: SmallVec<[[f64; 3]; 16]> = topics
            .iter()
            .map(|(code, share)| (if share.is_nan() { 0.0 } else { *share }, self.term(*code).c * sign))
            .filter(|(_, c)| *c > 0.0)
            .map(|(share, c)| [share / (c * c), c, share])
            .collect();
        sort_triples(&mut own);
        let whole = if sign > 0.0 { self.gain } else { self.loss };
        let elsewhere = whole - sum(own.iter().map(|[_, c, _]| c * c));
        // What rounding leaves of the listed topics is no topic.
        let mut squares = if elsewhere > 1e-12 { elsewhere } else { 0.0 };
        let (mut filled, mut before) = (rest, 0.0);
        for [each, c, share] in own {
            if squares > 0.0 && filled / squares <= each {
                break;
            }
            squares += c * c;
            filled += share;
            before += c * share.sqrt();
        }
        (filled * squares).sqrt() - before
    }
}

/// Shares as the estimate takes them: topics without one divide in equal parts what the others leave.
fn assumed(topics: &[CodedShare]) -> SmallVec<[CodedShare; 8]> {
    let is_open = |share: f64| !share.is_finite();
    let listed = sum(topics.iter().map(|(_, share)| *share).filter(|share| !is_open(*share)));
    let n_open = topics.iter().filter(|(_, share)| is_open(*share)).count();
    let each = (1.0 - listed).max(0.0) / n_open as f64;
    topics.iter().map(|(code, share)| (*code, if is_open(*share) { each } else { *share })).collect()
}

#[cfg(test)]
mod tests;
