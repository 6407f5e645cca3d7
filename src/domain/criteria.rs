//! The parts that the six criteria are made of, and the formulas that score them.
//!
//! A part is scored as an interval: the least and the greatest value that the formula takes over everything
//! the unknown inputs may be, and an estimate where the inputs allow one. A criterion is the weighted mean of
//! the parts that the brief asks, and an alert may hold the risk criterion down; a match is the weighted mean of the criteria.

pub mod audience;
pub mod ceiling;
pub mod cost;
pub mod demand;
pub mod engagement;
pub mod growth;
pub mod risk;
pub mod scrutiny;
pub mod size;
pub mod values;

use crate::domain::criterion::Criterion;

/// Highest score of a part, a criterion or a match.
pub const FULL: u16 = 1000;

/// A score with its bounds, 0–1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartScore {
    /// Least value over everything unknown.
    pub low: u16,
    /// Greatest value over everything unknown.
    pub high: u16,
    /// The formula's own estimate; `None` leaves it to the peers' lower quartile, kept within the bounds.
    pub estimate: Option<u16>,
    /// Whether the input is measured, quoted or given by a vendor.
    pub known: bool,
}

impl PartScore {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { low: 0, high: FULL, estimate: None, known: false };

    /// Everything is known.
    pub fn exact(score: f64) -> Self {
        let score = to_score(score);
        Self { low: score, high: score, estimate: Some(score), known: true }
    }

    /// The inputs leave a range.
    pub fn between(low: f64, high: f64) -> Self {
        let (low, high) = (to_score(low), to_score(high));
        let estimate = (low == high).then_some(low);
        Self { low, high, estimate, known: true }
    }

    /// The score that stands for the part when the peers' lower quartile is `peers`.
    pub fn estimate_with(&self, peers: u16) -> u16 {
        self.estimate.unwrap_or(peers).clamp(self.low, self.high)
    }
}

/// A fraction 0–1 as a score; outside values are clamped, not-a-number is 0.
pub fn to_score(fraction: f64) -> u16 {
    let scaled = fraction.clamp(0.0, 1.0) * f64::from(FULL);
    // Rounds halves up, as `round` does for what is not negative, and is no call where that is one.
    let whole = scaled as u16;
    whole + u16::from(scaled - f64::from(whole) >= 0.5)
}

/// A straight ramp: 0 at `zero`, 1 at `one`, clamped; falls where `one < zero`.
pub fn ramp(value: f64, zero: f64, one: f64) -> f64 {
    ((value - zero) / (one - zero)).clamp(0.0, 1.0)
}

/// A part of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Followers beside the sizes wanted.
    SizeFit,
    /// Topics of the profile beside those of the brief.
    AudienceTopics,
    /// How much of the profile is about few topics.
    AudienceSpecialization,
    /// Audience in the countries wanted.
    AudienceCountries,
    /// Audience in the languages wanted.
    AudienceLanguages,
    /// Audience in the ages wanted.
    AudienceAges,
    /// Audience in the genders wanted.
    AudienceGenders,
    /// Share of real followers.
    RiskCredibility,
    /// Share of suspicious and mass followers.
    RiskFollowers,
    /// Months of follower growth that stand out.
    RiskGrowth,
    /// Accounts followed beside followers.
    RiskFollowing,
    /// Comments beside likes, against peers.
    RiskComments,
    /// Engagement against accounts of the same size.
    EngagementPeers,
    /// Price beside the budget.
    CostBudget,
    /// Price for a thousand credible impressions.
    CostCpm,
    /// What is offered beside what is accepted.
    CostOffer,
    /// Labels wanted and held.
    ValuesLabels,
    /// Share of sponsored posts.
    ValuesAuthenticity,
    /// How sponsored posts do beside the others.
    ValuesPaid,
    /// Messages answered.
    ValuesResponse,
}

/// What there is to say about a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartSpec {
    /// The part.
    pub part: Part,
    /// Its name in explanations.
    pub key: &'static str,
    /// The criterion it belongs to.
    pub criterion: Criterion,
    /// Weight beside the criterion's other asked parts.
    pub weight: u8,
    /// Unit of the raw value.
    pub unit: &'static str,
    /// Field of the contract that the raw value comes from; its source and date are shown.
    pub field: &'static str,
    /// Numbers of the formula that someone might want to question.
    pub parameters: &'static [Parameter],
}

/// A number of a formula, with its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Name within the part.
    pub key: &'static str,
    /// Value, in the unit of the part unless the name says otherwise.
    pub value: f64,
    /// Who published it; "Accord" where the number is our own choice.
    pub source: &'static str,
}

const fn spec(
    part: Part,
    key: &'static str,
    criterion: Criterion,
    weight: u8,
    unit: &'static str,
    field: &'static str,
    parameters: &'static [Parameter],
) -> PartSpec {
    PartSpec { part, key, criterion, weight, unit, field, parameters }
}

/// Number of parts.
pub const N_PARTS: usize = 20;

/// Every part, grouped by criterion, in the order of explanations.
pub const PARTS: [PartSpec; N_PARTS] = {
    use Criterion as C;
    use Part as P;
    [
        spec(P::SizeFit, "size.fit", C::Size, 1, "followers", "followers", &[]),
        spec(P::AudienceTopics, "audience.topics", C::Audience, 6, "fraction", "topics", audience::TOPICS),
        spec(
            P::AudienceSpecialization,
            "audience.specialization",
            C::Audience,
            2,
            "fraction",
            "topics",
            audience::SPECIALIZATION,
        ),
        spec(
            P::AudienceCountries,
            "audience.countries",
            C::Audience,
            3,
            "fraction",
            "audience.countries",
            &[],
        ),
        spec(
            P::AudienceLanguages,
            "audience.languages",
            C::Audience,
            2,
            "fraction",
            "audience.languages",
            &[],
        ),
        spec(P::AudienceAges, "audience.ages", C::Audience, 2, "fraction", "audience.ages", &[]),
        spec(P::AudienceGenders, "audience.genders", C::Audience, 1, "fraction", "audience.genders", &[]),
        spec(
            P::RiskCredibility,
            "risk.credibility",
            C::Risk,
            4,
            "fraction",
            "audience.credibility",
            risk::CREDIBILITY,
        ),
        spec(P::RiskFollowers, "risk.followers", C::Risk, 2, "fraction", "audience.types", risk::FOLLOWERS),
        spec(P::RiskGrowth, "risk.growth", C::Risk, 2, "z", "history", growth::PARAMETERS),
        spec(P::RiskFollowing, "risk.following", C::Risk, 1, "ratio", "following", risk::FOLLOWING),
        spec(P::RiskComments, "risk.comments", C::Risk, 1, "ratio", "engagement", risk::COMMENTS),
        spec(
            P::EngagementPeers,
            "engagement.peers",
            C::Engagement,
            1,
            "fraction",
            "engagement",
            engagement::PARAMETERS,
        ),
        spec(P::CostBudget, "cost.budget", C::Cost, 3, "currency", "price", cost::BUDGET),
        spec(P::CostCpm, "cost.cpm", C::Cost, 2, "currency", "price", cost::CPM),
        spec(P::CostOffer, "cost.offer", C::Cost, 1, "", "accepts", &[]),
        spec(P::ValuesLabels, "values.labels", C::Values, 3, "fraction", "labels", &[]),
        spec(
            P::ValuesAuthenticity,
            "values.authenticity",
            C::Values,
            2,
            "fraction",
            "sponsored_share",
            values::AUTHENTICITY,
        ),
        spec(P::ValuesPaid, "values.paid", C::Values, 1, "ratio", "paid_performance", values::PAID),
        spec(P::ValuesResponse, "values.response", C::Values, 2, "fraction", "response", &[]),
    ]
};

impl Part {
    /// Position in [`PARTS`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// What there is to say about it.
    pub fn spec(self) -> &'static PartSpec {
        &PARTS[self.index()]
    }

    /// Whether the score depends on the brief; the others are scored once per catalogue.
    pub const fn depends_on_brief(self) -> bool {
        matches!(
            self,
            Self::SizeFit
                | Self::AudienceTopics
                | Self::AudienceSpecialization
                | Self::AudienceCountries
                | Self::AudienceLanguages
                | Self::AudienceAges
                | Self::AudienceGenders
                | Self::CostBudget
                | Self::CostCpm
                | Self::CostOffer
                | Self::ValuesLabels
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_their_own_order_grouped_by_criterion() {
        for (position, spec) in PARTS.iter().enumerate() {
            assert_eq!(spec.part.index(), position);
            assert!(spec.key.starts_with(spec.criterion.as_str()), "{}", spec.key);
            assert!(spec.weight > 0);
        }
        assert!(PARTS.is_sorted_by_key(|spec| spec.criterion));
    }

    #[test]
    fn scores_are_rounded_to_the_nearest_and_halves_up() {
        for thousandths in 0..=10_000u32 {
            for off in [-1e-16, 0.0, 1e-16] {
                let fraction = f64::from(thousandths) / 10_000.0 + off;
                assert_eq!(to_score(fraction), (fraction.clamp(0.0, 1.0) * 1000.0).round() as u16);
            }
        }
        assert_eq!([-1.0, 2.0, f64::NAN, f64::INFINITY].map(to_score), [0, 1000, 0, 1000]);
    }

    #[test]
    fn an_estimate_never_leaves_the_bounds() {
        let part = PartScore::between(0.4, 0.6);
        assert_eq!(part.estimate_with(0), 400);
        assert_eq!(part.estimate_with(500), 500);
        assert_eq!(part.estimate_with(900), 600);
        assert_eq!(PartScore::exact(f64::NAN).low, 0);
    }
}
