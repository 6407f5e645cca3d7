//! Rounding: as coarse as published figures are, which also keeps the file small.

const TENS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// To this many decimals.
pub(super) fn decimals(value: f64, places: usize) -> f64 {
    (value * TENS[places]).round() / TENS[places]
}

/// A count to this many significant digits.
pub(super) fn count(value: f64, digits: usize) -> u64 {
    let unit = unit(value, digits);
    ((value / unit).round() * unit) as u64
}

/// A count cut down to three significant digits, as YouTube shows subscribers since 2019.
pub(super) fn cut(value: f64) -> u64 {
    let unit = unit(value, 3);
    ((value / unit).floor() * unit) as u64
}

/// A price such as people name it: two significant digits, in steps of 5 below 100.
pub(super) fn price(value: f64) -> f64 {
    let step = if value < 100.0 { 5.0 } else { unit(value, 2) };
    ((value / step).round() * step).max(5.0)
}

/// Shares of two decimals that add up to 1 exactly when the given ones do: largest remainders round up.
pub(super) fn hundredths<const N: usize>(shares: [f64; N]) -> [f64; N] {
    let mut whole = shares.map(|share| (share * 100.0).floor());
    let missing = (shares.iter().sum::<f64>() * 100.0).round() - whole.iter().sum::<f64>();
    let mut order: [usize; N] = std::array::from_fn(|position| position);
    order.sort_by(|a, b| {
        let rest = |position: usize| shares[position] * 100.0 - whole[position];
        rest(*b).total_cmp(&rest(*a))
    });
    for position in order.into_iter().take(missing.max(0.0) as usize) {
        whole[position] += 1.0;
    }
    whole.map(|share| share / 100.0)
}

/// What one step of the last kept digit is worth; at least 1.
fn unit(value: f64, digits: usize) -> f64 {
    let length = TENS.iter().take_while(|ten| **ten <= value).count();
    TENS[length.saturating_sub(digits)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_add_up() {
        assert_eq!(hundredths([1.0 / 3.0; 3]), [0.34, 0.33, 0.33]);
        assert_eq!(hundredths([0.125, 0.126, 0.749]), [0.12, 0.13, 0.75]);
        assert_eq!(hundredths([0.0, 1.0]), [0.0, 1.0]);
    }

    #[test]
    fn counts_keep_their_leading_digits() {
        assert_eq!(count(123_456.0, 3), 123_000);
        assert_eq!(count(999_999.0, 3), 1_000_000);
        assert_eq!(count(87.4, 3), 87);
        assert_eq!(count(0.0, 3), 0);
        assert_eq!(cut(536_862.0), 536_000);
        assert_eq!(cut(1_243.0), 1_240);
        assert_eq!(decimals(0.123_45, 3), 0.123);
        assert_eq!(price(1_234.0), 1_200.0);
        assert_eq!(price(48.0), 50.0);
        assert_eq!(price(1.0), 5.0);
    }
}
