//! From parts to criteria to the match, in integers, so that every displayed number adds up.
//!
//! criterion = Σ part weight · part score ⁄ Σ part weight, rounded to 0–1000 and, for risk, held down by the ceilings
//! of its alerts; match = Σ w · criterion ⁄ Σ w. Lists are compared by the exact numerator Σ w · criterion; the
//! denominator is the same for every profile.

use crate::domain::{
    apportion::{apportion, divide_rounded},
    criteria::{
        FULL, N_PARTS, PARTS, Part, PartScore,
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
    let mut result = means(demand, parts, quartiles);
    let risk = &mut result.scores[Criterion::Risk.index()];
    *risk = risk.under(ceiling);
    result
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
    let means = means(demand, parts, quartiles).scores;
    let scores = criteria(demand, parts, quartiles, ceiling).scores;
    let numerators = numerators(&scores, weights, gate);
    // A brand that may be excluded leaves nothing certain.
    let counts = [gate == Gate::Open, gate != Gate::Vetoed, gate != Gate::Vetoed];
    let counted = |step: usize, exact: u64| if counts[step] { exact } else { 0 };
    let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let in_tenths = |weight: u8, score: u16| divide_rounded(u64::from(weight) * u64::from(score), total);

    let mut ledger = Ledger::default();
    let shares: [Vec<u64>; 3] = std::array::from_fn(|step| {
        let exact = scores
            .iter()
            .zip(weights)
            .map(|(score, weight)| counted(step, u64::from(*weight) * u64::from(score.steps()[step])));
        let shown = displayed(numerators.steps()[step], weights);
        ledger.add(u64::from(shown), &exact.collect::<Vec<_>>()).to_vec()
    });

    let mut result = Contributions {
        criteria: [Bounds::default(); 6],
        parts: [Bounds::default(); N_PARTS],
        withheld: [Bounds::default(); N_CAPS],
    };
    for criterion in Criterion::ALL {
        let at = criterion.index();
        let share: [u64; 3] = std::array::from_fn(|step| shares[step][at]);
        result.criteria[at] = Bounds::from_steps(share.map(|tenths| tenths as u16));
        // Without a ceiling that binds, the parts earn what the criterion does.
        let (mean, score) = (means[at].steps(), scores[at].steps());
        let mut earned: [u64; 3] = std::array::from_fn(|step| {
            let free = counted(step, in_tenths(weights[at], mean[step]));
            if mean[step] > score[step] { free.max(share[step]) } else { share[step] }
        });
        // Rounding must not let a bound earn more than the one above it.
        for step in [1, 0] {
            earned[step] = earned[step].min(earned[step + 1]);
        }
        let own: Vec<_> = PARTS.iter().filter(|spec| spec.criterion == criterion).collect();
        let mut ledger = Ledger::default();
        let tenths: [Vec<u64>; 3] = std::array::from_fn(|step| {
            let exact = own.iter().map(|spec| {
                let part = &parts[spec.part.index()];
                let score = [part.low, part.estimate_with(quartiles[spec.part.index()]), part.high][step];
                let asked = u64::from(demand.is_asked(spec.part));
                counted(step, asked * u64::from(spec.weight) * u64::from(score))
            });
            ledger.add(earned[step], &exact.collect::<Vec<_>>()).to_vec()
        });
        for (position, spec) in own.iter().enumerate() {
            result.parts[spec.part.index()] =
                Bounds::from_steps(std::array::from_fn(|step| tenths[step][position] as u16));
        }
        for step in 0..3 {
            let taken = tenths[step].iter().sum::<u64>().saturating_sub(share[step]) as u16;
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

/// The exact shares and the displayed tenths of the bound below. Each bound adds to the one below it, so that a
/// contribution never falls where its score does not.
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
