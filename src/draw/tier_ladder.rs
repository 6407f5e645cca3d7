//! The tier's mark: five rising steps, filled up to the tier.

use super::{Drawing, pen::Pen};
use crate::domain::tier::Tier;

/// Draws the steps; none is filled where the tier is unknown.
pub fn tier_ladder(tier: Option<Tier>) -> Drawing {
    let mut drawing = Drawing::new(23, 12);
    let [mut on, mut off, mut unknown] = <[Pen; 3]>::default();
    for step in Tier::ALL {
        let rise = 3.0 + 2.1 * step.index() as f64;
        let x = 5.0 * step.index() as f64;
        match tier {
            None => unknown.outline(x, 12.0 - rise, 3.0, rise),
            Some(tier) if step <= tier => on.rect(x, 12.0 - rise, 3.0, rise),
            Some(_) => off.rect(x, 12.0 - rise, 3.0, rise),
        }
    }
    drawing.path("mark-step-on", on.done());
    drawing.path("mark-step-off", off.done());
    drawing.path("mark-unknown-edge", unknown.done());
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_filled_up_to_the_tier() {
        let filled = |tier| tier_ladder(tier).find("mark-step-on").map_or(0, |d| d.matches('z').count());
        assert_eq!(filled(Some(Tier::Nano)), 1);
        assert_eq!(filled(Some(Tier::Mid)), 3);
        assert_eq!(filled(Some(Tier::Mega)), 5);
        assert_eq!(filled(None), 0);
    }
}
