//! Fictional vendors, each with its own way of measuring, so that sources differ as they do in practice.

use accord::domain::profile::CredibilityKind;

use crate::generate::dice::Dice;

/// Who measured an account.
pub(super) struct Vendor {
    pub(super) name: &'static str,
    /// Share of the accounts.
    share: f64,
    /// What its credibility number promises; none where it does not know audiences. Both readings are sold:
    /// "at least" (Kolsquare, Stellar) and an estimate (Modash).
    pub(super) credibility: Option<CredibilityKind>,
    /// `median` (Modash on Instagram) or `mean`.
    pub(super) statistic: &'static str,
    /// Whether comments count in the rate (HypeAuditor, GRIN) or not (Modash).
    pub(super) counts_comments: bool,
    /// Days that its rates look back on.
    pub(super) window_days: u64,
    /// Days since its monthly readings.
    readings: &'static [u32],
    /// Share of its accounts with a history.
    pub(super) history: f64,
}

/// Every vendor.
pub(super) const VENDORS: [Vendor; 3] = [
    Vendor {
        name: "Mesurelle (fictif)",
        share: 0.48,
        credibility: Some(CredibilityKind::Estimate),
        statistic: "median",
        counts_comments: false,
        window_days: 60,
        readings: &[3, 34],
        history: 0.72,
    },
    Vendor {
        name: "Audivane (fictif)",
        share: 0.36,
        credibility: Some(CredibilityKind::Floor),
        statistic: "mean",
        counts_comments: true,
        window_days: 90,
        readings: &[12, 43, 71],
        history: 0.66,
    },
    Vendor {
        name: "Relevé public (fictif)",
        share: 0.16,
        credibility: None,
        statistic: "mean",
        counts_comments: true,
        window_days: 30,
        readings: &[1],
        history: 0.2,
    },
];

/// Where the creators' own prices come from.
pub(super) const RATE_CARD: &str = "Grille du créateur (fictif)";

impl Vendor {
    pub(super) fn of(dice: &mut Dice) -> &'static Self {
        &VENDORS[dice.weighted(VENDORS.iter().map(|vendor| vendor.share))]
    }

    /// Days since the reading of an account; most have the newest.
    pub(super) fn reading(&self, dice: &mut Dice) -> u32 {
        self.readings[dice.weighted((0..self.readings.len()).map(|back| if back == 0 { 4.0 } else { 1.0 }))]
    }
}
