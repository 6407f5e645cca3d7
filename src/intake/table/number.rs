//! Numbers as people and vendors write them: `48.5M`, `383.1K`, `1,2 k`, `29.0b`, `12,5 %`, `1 234,5`,
//! `1.2E+05`; and the many ways to write "unknown".

use crate::domain::decimal;

/// A number and how exactly it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Value of one unit of the last digit written: 100,000 in `48.5M`.
    pub(super) step: f64,
    /// Whether a percent sign follows.
    pub(super) percent: bool,
    /// Whether a letter stands for zeros; such a number is rounded.
    pub(super) abbreviated: bool,
}

impl Number {
    /// One that was a number before it came here.
    pub(super) const fn exact(value: f64) -> Self {
        Self { value, step: 0.0, percent: false, abbreviated: false }
    }
}

/// How a single comma or point before three digits is read, which alone does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Triple {
    /// Thousands: a count has no fraction.
    Thousands,
    /// A decimal sign: a rate has no thousands.
    Decimal,
}

/// Whether the cell says that the value is not known: empty, a dash, `N/A`, a spreadsheet's error.
pub(super) fn is_unknown(cell: &str) -> bool {
    const WORDS: [&str; 17] = [
        "", "-", "--", "–", "—", "?", "n/a", "n/a'", "na", "n.a.", "nan", "null", "none", "nd", "n.d.",
        "inconnu", "unknown",
    ];
    let cell = cell.trim();
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell)) || is_error(cell)
}

/// Whether a name or a handle is unknown; words that somebody may be called do not count.
pub(super) fn is_unknown_name(cell: &str) -> bool {
    let cell = cell.trim();
    cell.chars().all(|c| !c.is_alphanumeric()) && cell.is_ascii()
        || ["n/a", "n/a'"].iter().any(|word| word.eq_ignore_ascii_case(cell))
        || is_error(cell)
}

/// `#VALUE!`, `#VALOR!`, `#N/A`, `#DIV/0!`, `#NAME?`: spreadsheets' errors in any language.
fn is_error(cell: &str) -> bool {
    let Some(word) = cell.strip_prefix('#') else { return false };
    let body = word.strip_suffix(['!', '?']).unwrap_or(word);
    word.eq_ignore_ascii_case("n/a")
        || body.len() < word.len()
            && (2..=8).contains(&body.len())
            && body.chars().all(|c| c.is_ascii_uppercase() || c == '/' || c == '0')
}

/// The number in a cell, without its currency; `None` if it is something else.
pub(super) fn parse(cell: &str, triple: Triple) -> Option<Number> {
    // White space of every kind separates thousands or a unit, and so does an apostrophe.
    let compact: String =
        cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_')).collect();
    let body = compact.trim_start_matches(['€', '$', '£', '~', '≈']).trim_end_matches(['€', '$', '£']);
    let (body, percent) = match body.strip_suffix('%') {
        Some(body) => (body, true),
        None => (body, false),
    };
    let split = body.find(|c: char| c.is_alphabetic()).unwrap_or(body.len());
    let (digits, suffix) = body.split_at(split);
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (factor, exponent) = factor(suffix)?;
    let abbreviated = factor > 1.0;
    let triple = if abbreviated { Triple::Decimal } else { triple };
    let (plain, decimals) = plain(digits, triple)?;
    let value: f64 = match exponent {
        Some(exponent) => decimal::parse(&[plain.as_str(), "e", exponent].concat())?,
        None => decimal::parse(&plain)?,
    };
    let value = exact(value * factor);
    value.is_finite().then(|| Number { value, step: factor / 10_f64.powi(decimals), percent, abbreviated })
}

/// 48.5 × 1,000,000 without the dust of binary fractions.
fn exact(value: f64) -> f64 {
    let thousandths = (value * 1_000.0).round();
    if value.abs() >= 1_000.0 && thousandths.abs() < 1e15 { thousandths / 1_000.0 } else { value }
}

/// What the letters after the digits multiply by, or a decimal exponent.
fn factor(suffix: &str) -> Option<(f64, Option<&str>)> {
    if let Some(exponent) = suffix.strip_prefix(['e', 'E']) {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let fits = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        return fits.then_some((1.0, Some(exponent)));
    }
    let factor = match suffix.to_ascii_lowercase().as_str() {
        "" | "eur" | "usd" | "gbp" | "chf" | "euros" => 1.0,
        "k" | "mille" => 1e3,
        "m" | "mio" | "mn" => 1e6,
        "b" | "bn" | "md" | "mds" | "mrd" => 1e9,
        _ => return None,
    };
    Some((factor, None))
}

/// Digits with a point for the decimals and nothing for the thousands, and how many decimals there are.
fn plain(digits: &str, triple: Triple) -> Option<(String, i32)> {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.strip_prefix('+').unwrap_or(digits)),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        return None;
    }
    let decimal = match (digits.rfind(','), digits.rfind('.')) {
        (None, None) => None,
        // Both signs: the last one is the decimal sign.
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(only), None) | (None, Some(only)) => {
            let repeated = digits.matches([',', '.']).count() > 1;
            let after = digits.len() - only - 1;
            let thousands = after == 3
                && (repeated
                    || (triple == Triple::Thousands && (1..=3).contains(&only) && !digits.starts_with('0')));
            if thousands {
                None
            } else if repeated {
                return None;
            } else {
                Some(only)
            }
        }
    };
    let (whole, fraction) = decimal.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let mut plain = sign.to_owned();
    plain.extend(whole.chars().filter(char::is_ascii_digit));
    if plain.len() == sign.len() {
        plain.push('0');
    }
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    fraction
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some((plain, i32::try_from(fraction.len()).unwrap_or(i32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: f64) {
        assert_eq!(parse(cell, Triple::Thousands).map(|number| number.value), Some(expected), "{cell:?}");
    }

    #[test]
    fn numbers_of_every_hand_are_read() {
        check("48.5M", 48_500_000.0);
        check("383.1K", 383_100.0);
        check("475.8m", 475_800_000.0);
        check("29.0b", 29_000_000_000.0);
        check("0.89k", 890.0);
        check("1,2 k", 1_200.0);
        check("1,2\u{A0}Md", 1_200_000_000.0);
        check("1 234,5", 1_234.5);
        check("1\u{202F}234\u{202F}567", 1_234_567.0);
        check("1,234,567.89", 1_234_567.89);
        check("1.234.567,89", 1_234_567.89);
        check("1,234", 1_234.0);
        check("1.234", 1_234.0);
        check("12,5", 12.5);
        check("48500000.00", 48_500_000.0);
        check("1.2E+05", 120_000.0);
        check("1'234", 1_234.0);
        check("350 €", 350.0);
        check("$1,250.50", 1_250.5);
        check("-3", -3.0);
        check(",5", 0.5);
        assert_eq!(parse("0.047", Triple::Decimal).map(|number| number.value), Some(0.047));
    }

    #[test]
    fn percent_and_precision_are_kept() {
        let number = parse("12,5 %", Triple::Decimal).unwrap();
        assert_eq!((number.value, number.percent), (12.5, true));
        let number = parse("48.5M", Triple::Thousands).unwrap();
        assert!(number.abbreviated && (number.step - 100_000.0).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for cell in
            ["", "-", "N/A", "#VALOR!", "Spain", "12 monkeys", "1,2,3", "1-2", "K", "inf", "1e9999", "٣"]
        {
            assert_eq!(parse(cell, Triple::Thousands), None, "{cell:?}");
        }
    }

    #[test]
    fn the_ways_to_say_unknown() {
        for cell in
            ["", " ", "-", "N/A", "N/A'", "#VALOR!", "#VALUE!", "#VALEUR!", "#N/A", "#DIV/0!", "nan", "NaN"]
        {
            assert!(is_unknown(cell), "{cell:?}");
        }
        for cell in ["0", "#hashtag!", "#Umar", "None of us"] {
            assert!(!is_unknown(cell), "{cell:?}");
        }
        assert!(
            is_unknown_name("-")
                && is_unknown_name("#VALOR!")
                && !is_unknown_name("nan")
                && !is_unknown_name("✿")
        );
    }
}
