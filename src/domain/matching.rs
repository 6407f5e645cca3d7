//! From parts to criteria to the match, in integers, so that every displayed number adds up.
//!
//! criterion = Σ part weight · part score ⁄ Σ part weight, rounded to 0–1000 and, for risk, held down by the ceilings
//! of its alerts; match = Σ w · criterion ⁄ Σ w. Lists are compared by the exact numerator Σ w · criterion; the
//! denominator is the same for every profile.

use smallvec::SmallVec;

use crate::domain::{
    apportion::{apportion, divide_rounded},
    criteria::{
        FULL, N_PARTS, PARTS, Part, PartScore, PartSpec,
        ceiling::{Ceiling, Finding, N_CAPS, cap_at, cleared_by},
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

impl Bounds<u16> {
    /// Held down by the ceilings of alerts.
    #[must_use]
    pub fn under(self, ceiling: Ceiling) -> Self {
        Self {
            low: self.low.min(ceiling.low),
            estimate: self.estimate.min(ceiling.high),
            high: self.high.min(ceiling.high),
        }
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
/// missing, in the order of [`PARTS`]; `ceiling` is what the alerts leave of the risk criterion.
pub fn criteria(
    demand: &Demand,
    parts: &PartScores,
    quartiles: &[u16; N_PARTS],
    ceiling: Ceiling,
) -> CriteriaScores {
    let result = means(demand, parts, quartiles);
    CriteriaScores { scores: capped(result.scores, ceiling), ..result }
}

/// The risk criterion held down by the ceilings of alerts.
fn capped(mut scores: [Bounds<u16>; 6], ceiling: Ceiling) -> [Bounds<u16>; 6] {
    let risk = &mut scores[Criterion::Risk.index()];
    *risk = risk.under(ceiling);
    scores
}

/// The weighted means of the asked parts, before any ceiling.
fn means(demand: &Demand, parts: &PartScores, quartiles: &[u16; N_PARTS]) -> CriteriaScores {
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
    /// By part, in the order of [`PARTS`]; the parts of a criterion, less what is withheld, add up to it.
    pub parts: [Bounds<u16>; N_PARTS],
    /// What each alert takes from the risk criterion, in the order of [`crate::domain::criteria::ceiling::CAPS`].
    pub withheld: [Bounds<u16>; N_CAPS],
}

/// Splits the displayed match into criteria and each criterion into parts, by largest remainders. Where a ceiling
/// binds, the parts show what they would earn without it, and what it takes is a line of its own.
pub fn contributions(
    demand: &Demand,
    parts: &PartScores,
    quartiles: &[u16; N_PARTS],
    ceiling: Ceiling,
    weights: &[u8; 6],
    gate: Gate,
) -> Contributions {
    let split = Split::new(demand, parts, quartiles, ceiling, weights, gate);
    let mut result = Contributions {
        criteria: split.shares.map(|share| Bounds::from_steps(share.map(|tenths| tenths as u16))),
        parts: [Bounds::default(); N_PARTS],
        withheld: [Bounds::default(); N_CAPS],
    };
    for criterion in Criterion::ALL {
        let (share, earned) = (split.shares[criterion.index()], split.earned(criterion));
        let mut ledger = Ledger::default();
        let mut shown = [0; 3];
        for step in 0..3 {
            let tenths = ledger.add(earned[step], &split.exact_parts(criterion, step));
            for (spec, tenths) in of_criterion(criterion).zip(tenths) {
                let part = &mut result.parts[spec.part.index()];
                let mut steps = part.steps();
                steps[step] = *tenths as u16;
                *part = Bounds::from_steps(steps);
            }
            shown[step] = tenths.iter().sum();
        }
        for step in 0..3 {
            let taken = shown[step].saturating_sub(share[step]) as u16;
            let held_by = if step == 0 { ceiling.low } else { ceiling.high };
            if let Some(cap) = cap_at(held_by).filter(|_| taken > 0) {
                let mut steps = result.withheld[cap].steps();
                steps[step] = taken;
                result.withheld[cap] = Bounds::from_steps(steps);
            }
        }
    }
    result
}

/// The part that earns most of the lower bound, the first of equals: what [`contributions`] would show, without
/// working out the rest. `None` where the lower bound is nothing.
pub fn leading_part(
    demand: &Demand,
    parts: &PartScores,
    quartiles: &[u16; N_PARTS],
    ceiling: Ceiling,
    weights: &[u8; 6],
    gate: Gate,
) -> Option<Part> {
    let split = Split::new(demand, parts, quartiles, ceiling, weights, gate);
    let (mut most, mut leading) = (0, None);
    for criterion in Criterion::ALL {
        let [earned, ..] = split.earned(criterion);
        // No part earns more than its criterion.
        if earned > most {
            let mut ledger = Ledger::default();
            let tenths = ledger.add(earned, &split.exact_parts(criterion, 0));
            for (spec, tenths) in of_criterion(criterion).zip(tenths) {
                if *tenths > most {
                    (most, leading) = (*tenths, Some(spec.part));
                }
            }
        }
    }
    leading
}

/// The parts of a criterion, in their order.
fn of_criterion(criterion: Criterion) -> impl Iterator<Item = &'static PartSpec> {
    PARTS.iter().filter(move |spec| spec.criterion == criterion)
}

/// A match on its way to displayed tenths; the three steps are low, estimate and high.
struct Split<'a> {
    demand: &'a Demand,
    parts: &'a PartScores,
    quartiles: &'a [u16; N_PARTS],
    weights: &'a [u8; 6],
    /// Whether a bound counts: a brand that may be excluded leaves nothing certain.
    counts: [bool; 3],
    /// Scores of the criteria before any ceiling.
    means: [Bounds<u16>; 6],
    scores: [Bounds<u16>; 6],
    /// Displayed tenths of each criterion.
    shares: [[u64; 3]; 6],
}

impl<'a> Split<'a> {
    fn new(
        demand: &'a Demand,
        parts: &'a PartScores,
        quartiles: &'a [u16; N_PARTS],
        ceiling: Ceiling,
        weights: &'a [u8; 6],
        gate: Gate,
    ) -> Self {
        let means = means(demand, parts, quartiles).scores;
        let scores = capped(means, ceiling);
        let numerators = numerators(&scores, weights, gate);
        let counts = [gate == Gate::Open, gate != Gate::Vetoed, gate != Gate::Vetoed];
        let mut ledger = Ledger::default();
        let mut shares = [[0; 3]; 6];
        for step in 0..3 {
            let exact = scores.iter().zip(weights).map(|(score, weight)| {
                if counts[step] { u64::from(*weight) * u64::from(score.steps()[step]) } else { 0 }
            });
            let shown = displayed(numerators.steps()[step], weights);
            let tenths = ledger.add(u64::from(shown), &exact.collect::<Shares>());
            for (share, tenths) in shares.iter_mut().zip(tenths) {
                share[step] = *tenths;
            }
        }
        Self { demand, parts, quartiles, weights, counts, means, scores, shares }
    }

    /// Tenths that the parts of a criterion earn: what it contributes, and what a ceiling takes of it.
    fn earned(&self, criterion: Criterion) -> [u64; 3] {
        let at = criterion.index();
        let (mean, score, share) = (self.means[at].steps(), self.scores[at].steps(), self.shares[at]);
        if mean == score {
            return share;
        }
        let total: u64 = self.weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut earned: [u64; 3] = std::array::from_fn(|step| {
            if mean[step] <= score[step] || !self.counts[step] {
                return share[step];
            }
            let free = u64::from(self.weights[at]) * u64::from(mean[step]);
            divide_rounded(free, total).max(share[step])
        });
        // Rounding must not let a bound earn more than the one above it.
        for step in [1, 0] {
            earned[step] = earned[step].min(earned[step + 1]);
        }
        earned
    }

    /// What each part of a criterion has of its sum, in the order of [`PARTS`].
    fn exact_parts(&self, criterion: Criterion, step: usize) -> Shares {
        let exact = of_criterion(criterion).map(|spec| {
            if !self.counts[step] || !self.demand.is_asked(spec.part) {
                return 0;
            }
            let part = &self.parts[spec.part.index()];
            let score = match step {
                0 => part.low,
                1 => part.estimate_with(self.quartiles[spec.part.index()]),
                _ => part.high,
            };
            u64::from(spec.weight) * u64::from(score)
        });
        exact.collect()
    }
}

/// By how many tenths the lower bound of the match rises, for each part alone, when its input becomes known and
/// turns out as well as it may; for a price that is known, when it comes down to the budget. The gate is left
/// out: what an exclusion that is not cleared withholds is another matter.
pub fn raises(
    demand: &Demand,
    parts: &PartScores,
    quartiles: &[u16; N_PARTS],
    findings: [Finding; N_CAPS],
    weights: &[u8; 6],
) -> [u16; N_PARTS] {
    let low = |parts: &PartScores, findings: [Finding; N_CAPS]| {
        let scores = criteria(demand, parts, quartiles, Ceiling::from_findings(findings)).scores;
        displayed(numerators(&scores, weights, Gate::Open).low, weights)
    };
    let before = low(parts, findings);
    PARTS.map(|spec| {
        let at = spec.part.index();
        let best = match parts[at] {
            PartScore { low, high, .. } if low < high => high,
            _ if spec.part == Part::CostBudget => FULL,
            _ => return 0,
        };
        let (mut parts, mut findings) = (*parts, findings);
        parts[at] = PartScore { low: best, high: best, ..parts[at] };
        if let Some(cap) = cleared_by(spec.part) {
            findings[cap] = Finding::RuledOut;
        }
        low(&parts, findings).saturating_sub(before)
    })
}

impl<T: Copy> Bounds<T> {
    /// Low, estimate and high in their order: each step adds to the one before.
    const fn steps(&self) -> [T; 3] {
        [self.low, self.estimate, self.high]
    }

    const fn from_steps([low, estimate, high]: [T; 3]) -> Self {
        Self { low, estimate, high }
    }
}

/// A number a criterion, or a part of one.
type Shares = SmallVec<[u64; 8]>;

/// The exact shares and the displayed tenths of the bound below. Each bound adds to the one below it, so that a
/// contribution never falls where its score does not.
#[derive(Debug, Default)]
struct Ledger {
    exact: Shares,
    tenths: Shares,
}

impl Ledger {
    /// Apportions what a bound has more than the one below it, by what each share has more.
    fn add(&mut self, total: u64, exact: &[u64]) -> &[u64] {
        self.exact.resize(exact.len(), 0);
        self.tenths.resize(exact.len(), 0);
        let mut more = Shares::new();
        for (before, now) in self.exact.iter_mut().zip(exact) {
            more.push(now.saturating_sub(*before));
            *before = *now;
        }
        let shown: u64 = self.tenths.iter().sum();
        apportion(total.saturating_sub(shown), &mut more);
        for (tenths, more) in self.tenths.iter_mut().zip(more) {
            *tenths += more;
        }
        &self.tenths
    }
}
