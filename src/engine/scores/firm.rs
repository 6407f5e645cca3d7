//! The lower bound of a part and whether its input is known, in two bytes.

use crate::domain::criteria::FULL;

/// A lower bound; that of the unknown is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Firm(u16);

/// Marks the unknown.
const UNKNOWN: u16 = 1 << 15;

impl Firm {
    /// Of what is known, or of the unknown.
    pub(super) fn new(low: Option<u16>) -> Self {
        Self(low.unwrap_or(UNKNOWN))
    }

    /// The lower bound.
    pub(super) fn low(self) -> u16 {
        self.0 & !UNKNOWN
    }

    /// The lower bound, where the input is known.
    pub(super) fn known_low(self) -> Option<u16> {
        (self.0 < UNKNOWN).then_some(self.0)
    }

    /// The known share: all or nothing.
    pub(super) fn known(self) -> u16 {
        if self.0 < UNKNOWN { FULL } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_nothing_is_not_the_unknown() {
        let (nothing, unknown, full) = (Firm::new(Some(0)), Firm::new(None), Firm::new(Some(FULL)));
        assert_eq!((nothing.low(), nothing.known_low(), nothing.known()), (0, Some(0), FULL));
        assert_eq!((unknown.low(), unknown.known_low(), unknown.known()), (0, None, 0));
        assert_eq!((full.low(), full.known_low(), full.known()), (FULL, Some(FULL), FULL));
    }
}
