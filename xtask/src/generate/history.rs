//! Past months: slow growth, and for some a jump.
//!
//! No vendor publishes a threshold for jumps, so both kinds are here: bought ones, after which engagement
//! falls, and earned ones (a television program, a giveaway), after which it holds. Growth rates and their
//! spread are assumptions.

use accord::domain::{network::Network, profile::Month};

use crate::generate::{
    dice::Dice,
    era::{Era, MONTHS},
    norms::Norms,
    person::size,
    round,
};

struct Jump {
    /// Months ago.
    back: usize,
    /// Growth of that month, in logarithm.
    growth: f64,
    /// Engagement before it, as a multiple of today's.
    before: f64,
}

/// Followers and sometimes engagement of the last months, the oldest first.
pub(super) fn history(
    norms: &Norms,
    followers: f64,
    rate: Option<f64>,
    inflated: bool,
    era: &Era,
    dice: &mut Dice,
) -> Vec<Month> {
    let short = !inflated && dice.chance(0.12);
    let count = if short { 2 + dice.below(4) } else { 6 + dice.below(MONTHS - 5) };
    let jump = if inflated {
        Some(Jump {
            back: dice.below(count - 2),
            growth: dice.between(0.18, 0.6),
            before: dice.between(1.4, 2.4),
        })
    } else {
        (!short && dice.chance(0.04)).then(|| Jump {
            back: dice.below(count - 2),
            growth: dice.between(0.12, 0.35),
            before: dice.between(0.8, 1.0),
        })
    };
    let trend = 0.02 - 0.004 * size(followers) + 0.012 * dice.normal();
    let with_rate = rate.filter(|_| jump.is_some() || dice.chance(0.3));

    let mut at = followers;
    let mut months: Vec<Month> = Vec::with_capacity(count);
    for (back, month) in era.months(count).iter().enumerate() {
        let engagement = with_rate.map(|rate| {
            let era = jump.as_ref().filter(|jump| back > jump.back).map_or(1.0, |jump| jump.before);
            round::decimals(dice.log_normal(rate * era, 0.08), 4)
        });
        let shown = if norms.network == Network::Youtube { round::cut(at) } else { round::count(at, 4) };
        months.push(Month { month: month.clone(), followers: Some(shown), engagement });
        let jumped = jump.as_ref().filter(|jump| jump.back == back).map_or(0.0, |jump| jump.growth);
        at /= libm::exp(trend + 0.006 * dice.normal() + jumped);
    }
    months.reverse();
    months
}
