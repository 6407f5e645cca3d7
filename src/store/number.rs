//! Numbers in few bytes, bit for bit: most that people and vendors write have few decimals.

/// Numbers of so many hundredths and less take one byte: most shares.
pub(crate) const HUNDREDTHS: u8 = 100;
/// One with as many decimals as are tried.
const TENS: [f64; 9] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
/// First byte of a number that is none of the above.
const RAW: u8 = u8::MAX;
/// Integers below are exact.
const EXACT: f64 = (1u64 << 53) as f64;

/// The hundredths up to 1, to be looked up in the place of a division.
pub(crate) static SHARES: [f64; HUNDREDTHS as usize + 1] = {
    let (mut shares, mut at) = ([0.0; HUNDREDTHS as usize + 1], 0);
    while at < shares.len() {
        shares[at] = at as f64 / 100.0;
        at += 1;
    }
    shares
};

/// What follows the first byte.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Rest {
    /// Nothing.
    None,
    /// All but the lowest four bits of the digits.
    Digits(u64),
    /// The number as it is in memory.
    Raw([u8; 8]),
}

/// The first byte of a number, and what follows it.
pub(crate) fn split(value: f64) -> (u8, Rest) {
    let is = |digits: f64, tens: f64| (digits / tens).to_bits() == value.to_bits();
    // The negative are rare, and among them is a zero.
    if value.is_sign_negative() {
        return (RAW, Rest::Raw(value.to_le_bytes()));
    }
    // To even, as processors round; whether it fits is checked.
    let hundredths = (value * 100.0).round_ties_even();
    if (0.0..=f64::from(HUNDREDTHS)).contains(&hundredths) && is(hundredths, 100.0) {
        return (hundredths as u8, Rest::None);
    }
    for (class, tens) in (0u8..).zip(TENS) {
        let digits = (value * tens).round_ties_even();
        if !(0.0..EXACT).contains(&digits) {
            break;
        }
        if is(digits, tens) {
            let low = (digits as u64 & 15) as u8;
            return (HUNDREDTHS + 1 + class * 16 + low, Rest::Digits(digits as u64 >> 4));
        }
    }
    (RAW, Rest::Raw(value.to_le_bytes()))
}

/// The number that starts with a byte; `digits` and `raw` read what follows.
#[inline]
pub(crate) fn join<R>(first: u8, from: &mut R, digits: fn(&mut R) -> u64, raw: fn(&mut R) -> [u8; 8]) -> f64 {
    match first {
        0..=HUNDREDTHS => SHARES[usize::from(first)],
        RAW => f64::from_le_bytes(raw(from)),
        _ => {
            let class = first - HUNDREDTHS - 1;
            let digits = digits(from) << 4 | u64::from(class % 16);
            // Only a broken record says more decimals.
            digits as f64 / TENS.get(usize::from(class / 16)).unwrap_or(&1.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn round_trip(value: f64) -> (f64, usize) {
        let (first, rest) = split(value);
        let length = match rest {
            Rest::None => 1,
            Rest::Digits(digits) => 1 + (64 - digits.leading_zeros()).div_ceil(7).max(1) as usize,
            Rest::Raw(_) => 9,
        };
        let back = join(
            first,
            &mut rest.clone(),
            |rest| if let Rest::Digits(digits) = rest { *digits } else { panic!("no digits") },
            |rest| if let Rest::Raw(bytes) = rest { *bytes } else { panic!("not raw") },
        );
        (back, length)
    }

    #[test]
    fn few_decimals_take_few_bytes() {
        for (value, most) in [
            (0.0, 1),
            (0.07, 1),
            (1.0, 1),
            (0.29, 1),
            (0.0221, 2),
            (418.0, 2),
            (1_250.5, 3),
            (1e15, 9),
            (-0.0, 9),
            (-3.0, 9),
            (f64::MAX, 9),
            (f64::MIN_POSITIVE, 9),
            (f64::INFINITY, 9),
            (1.0 / 3.0, 9),
        ] {
            let (back, length) = round_trip(value);
            assert_eq!(back.to_bits(), value.to_bits(), "{value}");
            assert!(length <= most, "{value}: {length}");
        }
    }

    proptest! {
        #[test]
        fn every_number_comes_out_as_it_went_in(bits in any::<u64>(), digits in 0u64..1 << 54, decimals in 0u32..10) {
            for value in [f64::from_bits(bits), digits as f64 / 10f64.powi(decimals as i32)] {
                prop_assert_eq!(round_trip(value).0.to_bits(), value.to_bits());
            }
        }
    }
}
