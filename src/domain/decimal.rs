//! Numbers in decimal digits, as people and files write them.
//!
//! The standard library's reader brings eleven kilobytes of tables that do not compress into the engine's module.
//! This one needs none: a number of at most 19 digits, times or over at most 10¹⁸, is computed in
//! whole numbers of 128 bits and rounded once, so it is the nearest value, as the standard library's is. Longer
//! ones come within a few units in the last place.

/// Digits that a whole number of 64 bits always holds.
const MOST_DIGITS: u32 = 19;
/// The greatest power of ten that is computed exactly.
const EXACT: i32 = 18;

/// The number that a text is: an optional sign, digits with an optional point among them, an optional exponent.
/// `None` where it is anything else, or beyond what a number can hold.
pub fn parse(text: &str) -> Option<f64> {
    let (is_negative, unsigned) = signed(text.as_bytes());
    let (mut mantissa, mut digits, mut exponent) = (0_u64, 0_u32, 0_i32);
    let (mut has_digit, mut has_point) = (false, false);
    let mut rest = unsigned;
    while let [byte, after @ ..] = rest {
        match byte {
            b'0'..=b'9' => {
                has_digit = true;
                if digits < MOST_DIGITS {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    digits += u32::from(mantissa > 0);
                    exponent -= i32::from(has_point);
                } else {
                    exponent += i32::from(!has_point);
                }
            }
            b'.' if !has_point => has_point = true,
            b'e' | b'E' if has_digit => {
                exponent = exponent.saturating_add(whole(after)?);
                break;
            }
            _ => return None,
        }
        rest = after;
    }
    if !has_digit {
        return None;
    }
    let value = scaled(mantissa, exponent);
    value.is_finite().then_some(if is_negative { -value } else { value })
}

/// The digits of a number, as few as tell it from all others, without an exponent: what the standard library writes,
/// by the code that writes JSON, so that the module needs no other.
pub fn text(number: f64) -> String {
    if !number.is_finite() {
        return if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "inf"
        } else {
            "-inf"
        }
        .to_owned();
    }
    let mut buffer = zmij::Buffer::new();
    let shortest = buffer.format_finite(number);
    let (unsigned, exponent) = match shortest.split_once('e') {
        Some((unsigned, exponent)) => (unsigned, whole(exponent.as_bytes()).unwrap_or(0)),
        None => (shortest.strip_suffix(".0").unwrap_or(shortest), 0),
    };
    if exponent == 0 {
        return unsigned.to_owned();
    }
    let (sign, unsigned) = match unsigned.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", unsigned),
    };
    let (before, after) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    // Shortest digits have one before their point.
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    if exponent < 0 {
        [sign, "0.", &zeros(-exponent - 1), before, after].concat()
    } else {
        let (whole, rest) = after.split_at(after.len().min(exponent as usize));
        let point = if rest.is_empty() { "" } else { "." };
        [sign, before, whole, &zeros(exponent - after.len() as i32), point, rest].concat()
    }
}

/// Whether there is a minus before a number, and what follows the sign.
fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [sign @ (b'-' | b'+'), rest @ ..] => (*sign == b'-', rest),
        rest => (false, rest),
    }
}

/// An exponent; one that is too large for anything is cut.
fn whole(text: &[u8]) -> Option<i32> {
    let (is_negative, digits) = signed(text);
    let mut value = 0_i32;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = (value * 10 + i32::from(byte - b'0')).min(10_000);
    }
    (!digits.is_empty()).then_some(if is_negative { -value } else { value })
}

/// `mantissa` times ten to the power of `exponent`.
fn scaled(mantissa: u64, exponent: i32) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    if exponent >= 0 {
        let exact = exponent.min(EXACT);
        let value = (u128::from(mantissa) * u128::from(ten_to(exact))) as f64;
        return powered(value, exponent - exact);
    }
    let exact = (-exponent).min(EXACT);
    let divisor = u128::from(ten_to(exact));
    // As many binary digits as there is room for: at least 64 of the quotient are left, and what remains of the
    // division only says on which side of a half it lies.
    let shift = mantissa.leading_zeros() + 64;
    let dividend = u128::from(mantissa) << shift;
    let quotient = (dividend / divisor) | u128::from(!dividend.is_multiple_of(divisor));
    let value = quotient as f64 / 2_f64.powi(shift as i32);
    powered(value, exponent + exact)
}

/// A power of ten that 64 bits hold.
fn ten_to(exponent: i32) -> u64 {
    10_u64.pow(exponent.unsigned_abs())
}

/// `value` times a power of ten, in steps that are exact themselves.
fn powered(mut value: f64, mut exponent: i32) -> f64 {
    while exponent != 0 && value != 0.0 && value.is_finite() {
        let step = exponent.clamp(-EXACT, EXACT);
        let power = ten_to(step) as f64;
        value = if step > 0 { value * power } else { value / power };
        exponent -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_numbers_are_numbers() {
        for text in [
            "", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "1.2.3", "1,5", " 1", "1 ", "inf", "NaN",
            "0x1", "1e5x",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        for (text, value) in
            [("1.", 1.0), (".5", 0.5), ("+7", 7.0), ("007", 7.0), ("-0", -0.0), ("1E3", 1000.0)]
        {
            assert_eq!(parse(text).map(f64::to_bits), Some(f64::to_bits(value)), "{text}");
        }
        assert_eq!(parse("1e400"), None);
        assert_eq!(parse("1e99999999999"), None);
        assert_eq!(parse("1e-400"), Some(0.0));
        assert_eq!(parse("0e99999"), Some(0.0));
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in [
            0.0,
            -0.0,
            1.0,
            -1.5,
            100.0,
            0.1,
            1e-5,
            -1e-7,
            1.25e-9,
            1e15,
            1e16,
            123_456_789_012_345_680.0,
            1e21,
            -1.5e300,
            5e-324,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ] {
            assert_eq!(text(number), number.to_string());
        }
    }

    proptest! {
        #[test]
        fn any_number_reads_back_from_as_few_digits_as_can_be(bits in any::<u64>(), small in -1e7..1e7) {
            for number in [f64::from_bits(bits), small] {
                let (text, expected) = (text(number), number.to_string());
                // Of two that are as short and as near, the standard library may take the other.
                prop_assert_eq!(text.len(), expected.len(), "{} and {}", text, expected);
                let read: f64 = text.parse().unwrap();
                prop_assert!(read.to_bits() == number.to_bits() || number.is_nan(), "{} and {}", text, expected);
            }
        }

        #[test]
        fn what_files_hold_is_read_as_the_standard_library_reads_it(
            whole in 0_u64..10_u64.pow(12), decimals in 0_usize..=7, exponent in -11_i32..=18, sign in any::<bool>(),
        ) {
            let digits = format!("{whole:0>8}");
            let (before, after) = digits.split_at(digits.len() - decimals);
            let sign = if sign { "-" } else { "" };
            for text in [format!("{sign}{before}.{after}"), format!("{sign}{before}.{after}e{exponent}")] {
                prop_assert_eq!(parse(&text), text.parse().ok(), "{}", text);
            }
        }

        #[test]
        fn what_was_printed_reads_back(value in 1.0_f64..1e15) {
            // Shortest form, at most 17 digits.
            let text = format!("{value:?}");
            prop_assert_eq!(parse(&text), Some(value), "{}", text);
        }

        #[test]
        fn any_other_number_is_read_to_the_last_places(text in "[0-9]{1,40}(\\.[0-9]{0,40})?(e-?[0-9]{1,2})?") {
            let expected: f64 = text.parse().unwrap();
            let read = parse(&text).unwrap();
            prop_assert!((read - expected).abs() <= expected * 1e-14, "{}: {} and {}", text, read, expected);
        }
    }
}
