//! Values: declared labels, how much is sponsored and how it does, and whether messages are answered.
//!
//! No public signal measures values objectively; what is here is declared or counted, and shown as such.

use crate::domain::criteria::{Parameter, PartScore, ramp};

const SPONSORED_FULL: f64 = 0.3;
const SPONSORED_NONE: f64 = 1.0;

/// Sponsored share.
pub const AUTHENTICITY: &[Parameter] = &[
    Parameter { key: "full_at", value: SPONSORED_FULL, source: "Favikon: above 30 % is a red flag" },
    Parameter { key: "none_at", value: SPONSORED_NONE, source: "Accord: every post sponsored" },
];

const PAID_NONE: f64 = 0.5;
const PAID_FULL: f64 = 1.5;

/// Sponsored posts beside the others.
pub const PAID: &[Parameter] = &[
    Parameter { key: "none_at", value: PAID_NONE, source: "Accord; ratio as defined by Modash" },
    Parameter { key: "full_at", value: PAID_FULL, source: "Accord; ratio as defined by Modash" },
];

/// Share of the labels wanted that the profile declares.
pub fn labels(wanted: &[u32], held: Option<&[u32]>) -> PartScore {
    let Some(held) = held else { return PartScore::UNKNOWN };
    let found = wanted.iter().filter(|label| held.contains(label)).count();
    PartScore::exact(found as f64 / wanted.len().max(1) as f64)
}

/// 1 − max(0, sponsored − 0.3) ⁄ 0.7.
pub fn authenticity(sponsored_share: Option<f64>) -> PartScore {
    sponsored_share
        .map_or(PartScore::UNKNOWN, |share| PartScore::exact(ramp(share, SPONSORED_NONE, SPONSORED_FULL)))
}

/// Engagement of sponsored posts over that of others, clipped to 0.5–1.5.
pub fn paid(performance: Option<f64>) -> PartScore {
    performance.map_or(PartScore::UNKNOWN, |ratio| PartScore::exact(ramp(ratio, PAID_NONE, PAID_FULL)))
}

/// Share of messages answered.
pub fn response(rate: Option<f64>) -> PartScore {
    rate.map_or(PartScore::UNKNOWN, PartScore::exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_a_share_of_those_wanted() {
        assert_eq!(labels(&[1, 2, 3, 4], Some(&[2, 9, 4, 1])), PartScore::exact(0.75));
        assert_eq!(labels(&[1], Some(&[])), PartScore::exact(0.0));
        assert_eq!(labels(&[1], None), PartScore::UNKNOWN);
    }

    #[test]
    fn sponsorship_costs_from_thirty_percent() {
        assert_eq!(authenticity(Some(0.3)).low, 1000);
        assert_eq!(authenticity(Some(0.65)).low, 500);
        assert_eq!(paid(Some(1.0)).low, 500);
        assert_eq!(paid(Some(4.0)).low, 1000);
    }
}
