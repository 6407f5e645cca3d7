//! From a number to a length.

/// A straight scale from the values `from..to` onto `0..length` pixels; values outside stop at the ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    length: f64,
}

impl Scale {
    /// A scale. Where `from` and `to` are equal every value lies in the middle.
    pub const fn new(from: f64, to: f64, length: f64) -> Self {
        Self { from, to, length }
    }

    /// A scale for scores of 0–1000.
    pub const fn score(length: f64) -> Self {
        Self::new(0.0, 1000.0, length)
    }

    /// Pixels from the start.
    pub fn at(&self, value: f64) -> f64 {
        let span = self.to - self.from;
        if span == 0.0 || !value.is_finite() {
            return self.length / 2.0;
        }
        ((value - self.from) / span).clamp(0.0, 1.0) * self.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_outside_stop_at_the_ends_and_nothing_is_not_a_number() {
        let scale = Scale::new(10.0, 20.0, 100.0);
        assert_eq!([5.0, 10.0, 15.0, 25.0].map(|value| scale.at(value)), [0.0, 0.0, 50.0, 100.0]);
        assert_eq!(Scale::new(3.0, 3.0, 100.0).at(3.0), 50.0);
        assert_eq!(scale.at(f64::NAN), 50.0);
    }
}
