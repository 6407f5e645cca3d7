//! Where a number stands on a slider, and which number stands at a place: linear or logarithmic.

/// How numbers are spread over a slider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal factors; what is below 1 stands with 1.
    Log,
}

/// A slider's numbers from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    spread: Spread,
    low: f64,
    high: f64,
}

impl Scale {
    /// Steps of a slider: fine enough that none is missed on a screen, coarse enough for the arrow keys.
    pub const STEPS: u32 = 200;

    /// A scale between two numbers; an empty or reversed range is widened to one unit.
    pub fn new(spread: Spread, low: f64, high: f64) -> Self {
        let low = if spread == Spread::Log { low.max(1.0) } else { low };
        Self { spread, low, high: high.max(low + 1.0) }
    }

    /// Where a number stands, 0–1.
    pub fn fraction(self, value: f64) -> f64 {
        let place = match self.spread {
            Spread::Linear => (value - self.low) / (self.high - self.low),
            Spread::Log => (value.max(1.0) / self.low).ln() / (self.high / self.low).ln(),
        };
        place.clamp(0.0, 1.0)
    }

    /// The step at which a number stands.
    pub fn step(self, value: f64) -> u32 {
        (self.fraction(value) * f64::from(Self::STEPS)).round() as u32
    }

    /// The number at a step, rounded to what people say: two digits on a logarithmic scale, else a whole.
    pub fn value(self, step: u32) -> f64 {
        let place = f64::from(step) / f64::from(Self::STEPS);
        match self.spread {
            Spread::Linear => (self.low + place * (self.high - self.low)).round(),
            Spread::Log => two_digits(self.low * (self.high / self.low).powf(place)),
        }
    }
}

fn two_digits(value: f64) -> f64 {
    let unit = 10_f64.powf(value.log10().floor() - 1.0).max(1.0);
    (value / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_and_numbers_go_both_ways_at_the_ends_and_in_the_middle() {
        for scale in [Scale::new(Spread::Linear, 0.0, 100.0), Scale::new(Spread::Log, 1_000.0, 10_000_000.0)]
        {
            assert_eq!(scale.step(scale.value(0)), 0);
            assert_eq!(scale.step(scale.value(Scale::STEPS)), Scale::STEPS);
        }
        let followers = Scale::new(Spread::Log, 1_000.0, 10_000_000.0);
        assert_eq!(followers.value(Scale::STEPS / 2), 100_000.0);
        assert_eq!(followers.step(100_000.0), Scale::STEPS / 2);
    }

    #[test]
    fn numbers_outside_and_empty_ranges_stay_on_the_slider() {
        let scale = Scale::new(Spread::Log, 0.0, 0.0);
        assert_eq!(scale.fraction(-5.0), 0.0);
        assert_eq!(scale.fraction(f64::MAX), 1.0);
        assert!(Scale::new(Spread::Linear, 7.0, 7.0).value(Scale::STEPS) > 7.0);
    }
}
