//! From parts to criteria to the match, in integers, so that every displayed number adds up.
//!
//! criterion = Σ part weight · part score ⁄ Σ part weight, rounded to 0–1000; match = Σ w · criterion ⁄ Σ w. Lists are
//! compared by the exact numerator Σ w · criterion; the denominator is the same for every profile.

use crate::domain::{
    apportion::{apportion, divide_rounded},
    criteria::{
        FULL, N_PARTS, PARTS, PartScore,
        demand::{Demand, Gate},
    },
    criterion::Criterion,
};

/// The scores of every part of one profile, in the order of [`PARTS`].
pub type PartScores = [PartScore; N_PARTS];

/// Low, estimate and high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds<T> {
    /// Least.
    pub low: T,
    /// Likely.
    pub estimate: T,
    /// Greatest.
    pub high: T,
}

impl<T> Bounds<T> {
    /// Applies a function to each of the three.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Bounds<U> {
        Bounds { low: f(self.low), estimate: f(self.estimate), high: f(self.high) }
    }
}

/// The six criteria of one profile for one brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CriteriaScores {
    /// Score of each criterion, 0–1000.
    pub scores: [Bounds<u16>; 6],
    /// Known share of each criterion's asked parts, in tenths of a percent.
    pub known: [u16; 6],
}

/// Combines the parts that the brief asks. `quartiles` are the peers' lower quartiles that stand for what is
/// missing, in the order of [`PARTS`].
pub fn criteria(demand: &Demand, parts: &PartScores, quartiles: &[u16; N_PARTS]) -> CriteriaScores {
    let mut result = CriteriaScores::default();
    for criterion in Criterion::ALL {
        let mut sums = Bounds { low: 0, estimate: 0, high: 0 };
        let (mut total, mut known) = (0u64, 0u64);
        for spec in PARTS.iter().filter(|spec| spec.criterion == criterion && demand.is_asked(spec.part)) {
            let (weight, part) = (u64::from(spec.weight), &parts[spec.part.index()]);
            sums.low += weight * u64::from(part.low);
            sums.estimate += weight * u64::from(part.estimate_with(quartiles[spec.part.index()]));
            sums.high += weight * u64::from(part.high);
            total += weight;
            known += if part.known { weight } else { 0 };
        }
        result.scores[criterion.index()] = sums.map(|sum| divide_rounded(sum, total) as u16);
        result.known[criterion.index()] = divide_rounded(known * u64::from(FULL), total) as u16;
    }
    result
}

/// The exact numerators Σ w · s of a match, after the gate.
pub fn numerators(scores: &[Bounds<u16>; 6], weights: &[u8; 6], gate: Gate) -> Bounds<u32> {
    let sum = |pick: fn(&Bounds<u16>) -> u16| -> u32 {
        scores.iter().zip(weights).map(|(score, weight)| u32::from(*weight) * u32::from(pick(score))).sum()
    };
    match gate {
        Gate::Vetoed => Bounds::default(),
        Gate::Open | Gate::Unchecked => Bounds {
            low: if gate == Gate::Open { sum(|score| score.low) } else { 0 },
            estimate: sum(|score| score.estimate),
            high: sum(|score| score.high),
        },
    }
}

/// Numerator of the coverage Σ w · known.
pub fn coverage(known: &[u16; 6], weights: &[u8; 6]) -> u32 {
    known.iter().zip(weights).map(|(known, weight)| u32::from(*weight) * u32::from(*known)).sum()
}

/// A numerator as displayed tenths, 0–1000.
pub fn displayed(numerator: u32, weights: &[u8; 6]) -> u16 {
    let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    divide_rounded(u64::from(numerator), total) as u16
}

/// What each criterion and each part contributes to the displayed match, in tenths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributions {
    /// By criterion; they add up to the displayed match.
    pub criteria: [Bounds<u16>; 6],
    /// By part, in the order of [`PARTS`]; the parts of a criterion add up to it.
    pub parts: [Bounds<u16>; N_PARTS],
}

/// Splits the displayed match into criteria and each criterion into parts, by largest remainders.
pub fn contributions(
    demand: &Demand,
    parts: &PartScores,
    quartiles: &[u16; N_PARTS],
    weights: &[u8; 6],
    gate: Gate,
) -> Contributions {
    let scores = criteria(demand, parts, quartiles).scores;
    let shown = numerators(&scores, weights, gate).map(|numerator| displayed(numerator, weights));
    let opens = gate == Gate::Open;
    let mut result = Contributions { criteria: [Bounds::default(); 6], parts: [Bounds::default(); N_PARTS] };
    let mut spent = Spent::default();
    // Each bound adds to the one below it, so that a contribution never falls where its score does not.
    let bounds: [Bound; 3] = [
        (|bounds| bounds.low, |bounds, tenths| bounds.low = tenths, |part, _| part.low),
        (|bounds| bounds.estimate, |bounds, tenths| bounds.estimate = tenths, PartScore::estimate_with),
        (|bounds| bounds.high, |bounds, tenths| bounds.high = tenths, |part, _| part.high),
    ];
    for (step, (get, set, score_of)) in bounds.into_iter().enumerate() {
        // A brand that may be excluded leaves nothing certain.
        let counts = gate != Gate::Vetoed && (opens || step > 0);
        let counted = |exact: u64| if counts { exact } else { 0 };
        let exact: Vec<u64> = scores
            .iter()
            .zip(weights)
            .map(|(score, weight)| counted(u64::from(*weight) * u64::from(get(score))))
            .collect();
        let tenths = spent.criteria.add(u64::from(get(&shown)), &exact);
        for criterion in Criterion::ALL {
            let share = tenths[criterion.index()];
            set(&mut result.criteria[criterion.index()], share as u16);
            let own: Vec<_> = PARTS.iter().filter(|spec| spec.criterion == criterion).collect();
            let exact: Vec<u64> = own
                .iter()
                .map(|spec| {
                    let score = score_of(&parts[spec.part.index()], quartiles[spec.part.index()]);
                    let asked = u64::from(demand.is_asked(spec.part));
                    counted(asked * u64::from(spec.weight) * u64::from(score))
                })
                .collect();
            let part_tenths = spent.parts[criterion.index()].add(share, &exact);
            for (spec, part) in own.iter().zip(part_tenths) {
                set(&mut result.parts[spec.part.index()], *part as u16);
            }
        }
    }
    result
}

/// What the bounds below have shown so far.
#[derive(Debug, Default)]
struct Spent {
    criteria: Ledger,
    parts: [Ledger; 6],
}

/// The exact shares and the displayed tenths of the bound below.
#[derive(Debug, Default)]
struct Ledger {
    exact: Vec<u64>,
    tenths: Vec<u64>,
}

impl Ledger {
    /// Apportions what a bound has more than the one below it, by what each share has more.
    fn add(&mut self, total: u64, exact: &[u64]) -> &[u64] {
        self.exact.resize(exact.len(), 0);
        self.tenths.resize(exact.len(), 0);
        let more: Vec<u64> =
            exact.iter().zip(&self.exact).map(|(now, before)| now.saturating_sub(*before)).collect();
        let shown: u64 = self.tenths.iter().sum();
        for (tenths, more) in self.tenths.iter_mut().zip(apportion(total.saturating_sub(shown), &more)) {
            *tenths += more;
        }
        self.exact = exact.to_vec();
        &self.tenths
    }
}

/// How to read a bound, write it, and read it off a part.
type Bound = (fn(&Bounds<u16>) -> u16, fn(&mut Bounds<u16>, u16), fn(&PartScore, u16) -> u16);
