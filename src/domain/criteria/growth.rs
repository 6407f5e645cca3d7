//! Growth: months in which followers jump, seen robustly and with a second signal.
//!
//! No vendor publishes a threshold. A month counts when its robust z-score exceeds 3.5 (the customary cut of
//! the modified z-score); it is an alert only where engagement did not rise with it, because television and
//! giveaways make honest spikes.

use smallvec::SmallVec;

use crate::domain::{
    criteria::{Parameter, PartScore, ceiling::CAPS, scrutiny},
    network::Network,
    profile::Month,
    robust,
    signals::Growth,
};

/// Robust z-score above which a month stands out.
const SPIKE_Z: f64 = 3.5;
/// Monthly growths needed before anything is said.
const MIN_MONTHS: usize = scrutiny::USUAL.months;
/// Growth below which no month stands out; YouTube cuts public counts to three digits, a step of up to 1 %.
const LEAST_JUMP: f64 = 0.01;
/// Least robust spread of monthly ln growth: with a dozen months the measured spread can be tiny by chance, and
/// a jump of less than 3.5 % above the usual month buys nothing and proves nothing.
const LEAST_SIGMA: f64 = 0.01;

/// The numbers of the rule.
pub const PARAMETERS: &[Parameter] = &[
    Parameter { key: "spike_z", value: SPIKE_Z, source: "Accord; customary modified z-score" },
    Parameter { key: "months", value: MIN_MONTHS as f64, source: "Accord" },
    Parameter {
        key: "months_small",
        value: scrutiny::CLOSER.months as f64,
        source: "Accord, after the seed",
    },
    Parameter { key: "least_spread", value: LEAST_SIGMA, source: "Accord" },
    Parameter { key: "least_jump", value: LEAST_JUMP, source: "YouTube Data API, truncated counts" },
    Parameter { key: "cap_at", value: CAPS[1].at as f64 / 10.0, source: CAPS[1].source },
];

/// What a history shows, with the month and the z-score that stand out most.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GrowthFinding {
    /// The verdict.
    pub growth: Growth,
    /// Month of the greatest jump, `YYYY-MM`, where one stands out.
    pub month: Option<String>,
    /// Robust z-score of the greatest jump.
    pub z: Option<f64>,
    /// Relative growth in that month.
    pub jump: Option<f64>,
}

/// Looks at a history. Months must follow each other: a gap hides what happened in it, so it makes the
/// history unknown.
pub fn examine(network: Network, followers: Option<u64>, history: &[Month]) -> GrowthFinding {
    let mut months: SmallVec<[(&Month, i32); 24]> = SmallVec::new();
    for month in history {
        if let Some(number) = month_number(&month.month) {
            // Histories come oldest first, so this is nearly always the end.
            months.insert(months.partition_point(|(_, known)| *known <= number), (month, number));
        }
    }
    let mut growths: SmallVec<[f64; 24]> = SmallVec::new();
    for pair in months.windows(2) {
        let (Some(before), Some(after)) = (pair[0].0.followers, pair[1].0.followers) else {
            return GrowthFinding::default();
        };
        if pair[1].1 != pair[0].1 + 1 || before == 0 || after == 0 {
            return GrowthFinding::default();
        }
        growths.push((after as f64 / before as f64).ln());
    }
    if growths.len() < MIN_MONTHS {
        return GrowthFinding::default();
    }
    let Some((center, sigma)) = robust::median_and_sigma(&mut growths.clone()) else {
        return GrowthFinding::default();
    };
    let sigma = sigma.max(LEAST_SIGMA);
    let least_jump = if network == Network::Youtube { LEAST_JUMP } else { 0.0 };
    let spike = (0..growths.len())
        .filter(|index| growths[*index] > least_jump && (growths[*index] - center) / sigma > SPIKE_Z)
        .max_by(|a, b| growths[*a].total_cmp(&growths[*b]));
    let Some(index) = spike else {
        let enough = scrutiny::scrutiny(followers.map(|count| count as f64)).months;
        let growth = if growths.len() >= enough { Growth::Steady } else { Growth::Unknown };
        return GrowthFinding { growth, ..GrowthFinding::default() };
    };
    let growth = match (months[index].0.engagement, months[index + 1].0.engagement) {
        (Some(before), Some(after)) if after <= before => Growth::SpikeAndFall,
        (Some(_), Some(_)) => Growth::SpikeAlone,
        _ => Growth::Spike,
    };
    GrowthFinding {
        growth,
        month: Some(months[index + 1].0.month.clone()),
        z: Some((growths[index] - center) / sigma),
        jump: Some(growths[index].exp_m1()),
    }
}

/// Months since year 0 of `YYYY-MM…`.
fn month_number(text: &str) -> Option<i32> {
    let year: i32 = text.get(0..4)?.parse().ok()?;
    let month: i32 = text.get(5..7)?.parse().ok()?;
    (1..=12).contains(&month).then_some(year * 12 + month)
}

/// Steady growth scores full, one signal half, two signals nothing.
pub fn score(growth: Growth) -> PartScore {
    match growth {
        Growth::Unknown => PartScore::UNKNOWN,
        Growth::Steady => PartScore::exact(1.0),
        Growth::Spike => PartScore::between(0.0, 0.5),
        Growth::SpikeAlone => PartScore::exact(0.5),
        Growth::SpikeAndFall => PartScore::exact(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(followers: &[u64], engagement: &[f64]) -> Vec<Month> {
        followers
            .iter()
            .enumerate()
            .map(|(index, count)| Month {
                month: format!("2025-{:02}", index + 1),
                followers: Some(*count),
                engagement: engagement.get(index).copied(),
            })
            .collect()
    }

    const EVEN: [u64; 8] = [60_000, 60_600, 61_300, 61_900, 62_500, 63_200, 63_800, 64_400];
    const JUMP: [u64; 8] = [60_000, 60_600, 61_300, 61_900, 68_500, 69_200, 69_800, 70_400];

    #[track_caller]
    fn finds(history: &[Month], growth: Growth) {
        assert_eq!(examine(Network::Instagram, Some(60_000), history).growth, growth);
    }

    #[test]
    fn a_jump_is_a_question_and_with_falling_engagement_an_alert() {
        finds(&months(&EVEN, &[]), Growth::Steady);
        finds(&months(&JUMP, &[]), Growth::Spike);
        finds(&months(&JUMP, &[0.03, 0.03, 0.03, 0.03, 0.05, 0.04, 0.04, 0.04]), Growth::SpikeAlone);
        finds(&months(&JUMP, &[0.03, 0.03, 0.03, 0.03, 0.02, 0.02, 0.02, 0.02]), Growth::SpikeAndFall);
        let finding = examine(Network::Instagram, Some(60_000), &months(&JUMP, &[]));
        assert_eq!(finding.month.as_deref(), Some("2025-05"));
    }

    #[test]
    fn short_or_broken_histories_say_nothing() {
        finds(&months(&EVEN[..6], &[]), Growth::Unknown);
        let mut broken = months(&EVEN, &[]);
        broken.remove(3);
        finds(&broken, Growth::Unknown);
        finds(&[], Growth::Unknown);
        finds(&[Month { month: "soon".into(), followers: Some(1), engagement: None }], Growth::Unknown);
    }

    #[test]
    fn a_small_step_in_a_very_even_history_is_no_jump() {
        finds(
            &months(&[60_000, 60_600, 61_206, 61_818, 63_673, 64_310, 64_953, 65_602], &[]),
            Growth::Steady,
        );
    }

    #[test]
    fn small_accounts_need_more_months_before_they_count_as_steady() {
        let finding = examine(Network::Instagram, Some(9_000), &months(&EVEN, &[]));
        assert_eq!(finding.growth, Growth::Unknown);
        let finding = examine(Network::Instagram, Some(9_000), &months(&JUMP, &[]));
        assert_eq!(finding.growth, Growth::Spike);
    }
}
