//! Ceilings: what an alert leaves of the risk criterion, however good its other parts are.
//!
//! An alert is two signals that say the same. Each is ruled out, possible or certain: a possible one holds the
//! lower bound down, because the bound must also hold if what is unknown turns out badly; a certain one holds
//! down the estimate and the upper bound as well. So unknown is not safe, and taking an input away, which can
//! only turn "ruled out" into "possible" or "certain" into "possible", never raises the lower bound.

use crate::domain::{
    criteria::{
        FULL, Part,
        risk::{CREDIBILITY_QUESTION, DOUBTFUL_QUESTION},
    },
    signals::{Growth, Signals},
};

/// An alert and what it leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cap {
    /// Name in explanations.
    pub key: &'static str,
    /// Most that the criterion can score, 0–1000.
    pub at: u16,
    /// Who says so.
    pub source: &'static str,
}

/// Number of ceilings.
pub const N_CAPS: usize = 2;

/// Every ceiling, the lowest first. The levels are our own choice: 400 is what a profile has for sure whose
/// audience is unknown altogether, so that bad news is no better than none; 600 leaves a growth alert, which
/// television can cause too, more room.
pub const CAPS: [Cap; N_CAPS] = [
    Cap { key: "risk.cap.credibility", at: 400, source: "Accord" },
    Cap { key: "risk.cap.growth", at: 600, source: "Accord" },
];

/// What is known of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// One of its two signals is known to be absent.
    RuledOut,
    /// The data leaves it open.
    Possible,
    /// Both signals are there.
    Certain,
}

impl Finding {
    /// A signal whose threshold is surely or possibly passed.
    const fn of(surely: bool, possibly: bool) -> Self {
        match (surely, possibly) {
            (true, _) => Self::Certain,
            (false, true) => Self::Possible,
            (false, false) => Self::RuledOut,
        }
    }

    /// Both of two signals.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::RuledOut, _) | (_, Self::RuledOut) => Self::RuledOut,
            (Self::Certain, Self::Certain) => Self::Certain,
            _ => Self::Possible,
        }
    }
}

/// The findings, in the order of [`CAPS`]: a low credibility together with many doubtful followers, and a jump
/// in followers that engagement did not follow.
pub fn findings(signals: &Signals<'_>) -> [Finding; N_CAPS] {
    let is_low = signals.credibility.map(|share| share < CREDIBILITY_QUESTION);
    let credibility =
        Finding::of(is_low == Some(true) && !signals.credibility_is_floor, is_low != Some(false));
    let doubtful = match signals.doubtful {
        Some((least, greatest)) => Finding::of(least > DOUBTFUL_QUESTION, greatest > DOUBTFUL_QUESTION),
        None => Finding::Possible,
    };
    let growth = match signals.growth {
        Growth::SpikeAndFall => Finding::Certain,
        Growth::Unknown | Growth::Spike => Finding::Possible,
        Growth::Steady | Growth::SpikeAlone => Finding::RuledOut,
    };
    [credibility.and(doubtful), growth]
}

/// The alert that a part clears when it turns out well, as a position in [`CAPS`].
pub const fn cleared_by(part: Part) -> Option<usize> {
    match part {
        Part::RiskCredibility | Part::RiskFollowers => Some(0),
        Part::RiskGrowth => Some(1),
        _ => None,
    }
}

/// What the alerts leave of one profile's risk criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// Most that the lower bound can be: the lowest ceiling that is possible.
    pub low: u16,
    /// Most that the estimate and the upper bound can be: the lowest ceiling that is certain.
    pub high: u16,
}

impl Ceiling {
    /// No alert is possible.
    pub const NONE: Self = Self { low: FULL, high: FULL };

    /// The ceiling of a profile.
    pub fn of(signals: &Signals<'_>) -> Self {
        Self::from_findings(findings(signals))
    }

    /// The ceiling that findings leave.
    pub fn from_findings(findings: [Finding; N_CAPS]) -> Self {
        let least = |counts: fn(Finding) -> bool| {
            let counted = CAPS.iter().zip(findings).filter(|(_, finding)| counts(*finding));
            counted.map(|(cap, _)| cap.at).min().unwrap_or(FULL)
        };
        Self {
            low: least(|finding| finding != Finding::RuledOut),
            high: least(|finding| finding == Finding::Certain),
        }
    }
}

/// The alert behind a ceiling, as a position in [`CAPS`].
pub fn cap_at(ceiling: u16) -> Option<usize> {
    CAPS.iter().position(|cap| cap.at == ceiling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_needs_both_of_its_signals() {
        use Finding::{Certain, Possible, RuledOut};
        assert_eq!(Certain.and(Certain), Certain);
        assert_eq!(Certain.and(Possible), Possible);
        assert_eq!(Possible.and(RuledOut), RuledOut);
    }

    #[test]
    fn the_lowest_ceiling_comes_first_and_each_level_names_its_alert() {
        assert!(CAPS.windows(2).all(|pair| pair[0].at < pair[1].at));
        for (position, cap) in CAPS.iter().enumerate() {
            assert_eq!(cap_at(cap.at), Some(position));
        }
        assert_eq!(cap_at(FULL), None);
    }
}
