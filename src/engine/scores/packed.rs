//! A part's score in one word of four lanes, so that one addition adds all four.

use crate::domain::criteria::{FULL, PARTS, PartScore};

/// Low, estimate, high and known (0 or 1000), 16 bits each from the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Packed(pub(super) u64);

/// Bits of a lane.
const LANE: u32 = 16;
/// Stands for "no estimate of its own".
const NONE: u16 = u16::MAX;

// The weights of one criterion's parts never carry from lane to lane.
const _: () = {
    let (mut sums, mut at) = ([0u32; 6], 0);
    while at < PARTS.len() {
        let sum = &mut sums[PARTS[at].criterion.index()];
        *sum += PARTS[at].weight as u32;
        assert!(*sum * (FULL as u32) < NONE as u32);
        at += 1;
    }
};

impl Packed {
    /// Packs a score; an estimate of its own is kept within the bounds.
    pub(super) fn new(score: PartScore) -> Self {
        let estimate = score.estimate.map_or(NONE, |estimate| estimate.clamp(score.low, score.high));
        let known = if score.known { FULL } else { 0 };
        Self::of([score.low, estimate, score.high, known])
    }

    fn of(lanes: [u16; 4]) -> Self {
        Self(lanes.into_iter().rev().fold(0, |word, lane| word << LANE | u64::from(lane)))
    }

    /// Low, estimate, high and known.
    pub(super) fn lanes(self) -> [u16; 4] {
        std::array::from_fn(|lane| (self.0 >> (lane as u32 * LANE)) as u16)
    }

    /// The score again, with whatever estimate it has.
    pub(super) fn score(self) -> PartScore {
        let [low, estimate, high, known] = self.lanes();
        let estimate = (estimate != NONE).then_some(estimate);
        PartScore { low, high, estimate, known: known > 0 }
    }

    /// The lower bound.
    pub(super) fn low(self) -> u16 {
        self.0 as u16
    }

    /// The estimate.
    pub(super) fn estimate(self) -> u16 {
        (self.0 >> LANE) as u16
    }

    /// Whether the input is known.
    pub(super) fn is_known(self) -> bool {
        self.0 >> (3 * LANE) != 0
    }

    /// Whether there is an estimate.
    pub(super) fn has_estimate(self) -> bool {
        self.estimate() != NONE
    }

    /// The lower bound, where the input is known.
    pub(super) fn known_low(self) -> Option<u16> {
        self.is_known().then_some(self.low())
    }

    /// With the peers' quartile as estimate, where there is no other.
    pub(super) fn filled(self, quartile: u16) -> Self {
        let [low, estimate, high, known] = self.lanes();
        if estimate == NONE { Self::of([low, quartile.clamp(low, high), high, known]) } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_come_out_as_they_went_in() {
        let exact = Packed::new(PartScore { low: 3, high: 1000, estimate: Some(500), known: true });
        assert_eq!(exact.lanes(), [3, 500, 1000, 1000]);
        assert_eq!((exact.filled(7), exact.known_low()), (exact, Some(3)));
        assert_eq!(exact.score(), PartScore { low: 3, high: 1000, estimate: Some(500), known: true });
        let open = Packed::new(PartScore { estimate: None, known: false, low: 200, high: 900 });
        assert_eq!(open.filled(250).lanes(), [200, 250, 900, 0]);
        assert_eq!((open.filled(0).lanes()[1], open.filled(1000).lanes()[1]), (200, 900));
        assert_eq!((open.is_known(), open.score().estimate), (false, None));
        assert!(!open.has_estimate() && exact.has_estimate() && exact.is_known() && exact.low() == 3);
    }
}
