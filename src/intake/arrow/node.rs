//! Values of columns as the contract's reader takes them: text stays where it is, numbers stay numbers.

use std::borrow::Cow;

use half::f16;

use super::column::{Column, Values};
use crate::intake::json::node::{Members, Node};

/// Entries of a list that are looked at; no field of the contract has as many.
const MAX_ENTRIES: usize = 1 << 16;

/// Bytes of a text that are looked at: more than the longest field of the contract keeps.
const MAX_TEXT: usize = 1 << 14;

impl Column {
    /// The value of a row.
    pub(super) fn node(&self, row: usize) -> Node<'_> {
        if self.is_null(row) {
            return Node::Null;
        }
        if let Some(text) = self.values.text(row) {
            return Node::Text(Cow::Borrowed(short(text)));
        }
        match &self.values {
            Values::Bool(bits) => Node::Bool(bits.value(row)),
            Values::Date(days) => day(i64::from(days[row])),
            Values::Instant(parts, unit) => day(parts[row].div_euclid(unit * SECONDS_OF_A_DAY)),
            Values::Dictionary(keys, words) => match keys.whole(row).and_then(|key| words.find(key)) {
                Some((piece, at)) => piece.node(at),
                None => Node::Null,
            },
            Values::List(ranges, items) => {
                Node::List(ranges.of(row).take(MAX_ENTRIES).map(|at| items.node(at)).collect())
            }
            Values::Struct(fields) => Node::Map(members(fields, row)),
            Values::Map(ranges, keys, values) => {
                let entries = ranges.of(row).take(MAX_ENTRIES);
                Node::Map(entries.filter_map(|at| Some((keys.key(at)?, known(values.node(at))?))).collect())
            }
            _ => self.numeric(row).unwrap_or(Node::Null),
        }
    }

    /// The number of a row; `None` for what is none, and for what is unknown.
    pub(super) fn number(&self, row: usize) -> Option<f64> {
        if self.is_null(row) {
            return None;
        }
        match &self.values {
            Values::Dictionary(keys, words) => {
                let (piece, at) = words.find(keys.whole(row)?)?;
                piece.number(at)
            }
            _ => match self.numeric(row)? {
                Node::Whole(whole) => Some(whole as f64),
                Node::Number(number) => Some(number),
                _ => None,
            },
        }
    }

    /// The text of a row where the column is one of text.
    pub(super) fn text(&self, row: usize) -> Option<&str> {
        if self.is_null(row) {
            return None;
        }
        match &self.values {
            Values::Dictionary(keys, words) => {
                let (piece, at) = words.find(keys.whole(row)?)?;
                piece.text(at)
            }
            values => values.text(row).map(short),
        }
    }

    /// Whether the values are numbers.
    pub(super) fn is_numeric(&self) -> bool {
        match &self.values {
            Values::Dictionary(_, words) => words.all(Self::is_numeric),
            Values::Null
            | Values::Bool(_)
            | Values::Date(_)
            | Values::Instant(..)
            | Values::Text(_)
            | Values::LargeText(_)
            | Values::ViewText(_)
            | Values::List(..)
            | Values::Struct(_)
            | Values::Map(..) => false,
            _ => true,
        }
    }

    /// The value of a row in words, of whatever kind it is; lists and the like have none.
    pub(super) fn words(&self, row: usize) -> Option<String> {
        match self.node(row) {
            Node::Text(text) => Some(text.into_owned()),
            // In this form a point is never taken for one that separates thousands.
            Node::Number(number) if number.fract() != 0.0 => Some(format!("{number:e}")),
            Node::Null | Node::List(_) | Node::Map(_) => None,
            other => Some(other.shown().into_owned()),
        }
    }

    /// A key of a map.
    fn key(&self, row: usize) -> Option<Cow<'_, str>> {
        match self.node(row) {
            Node::Text(text) => Some(text),
            Node::Whole(number) => Some(number.to_string().into()),
            _ => None,
        }
    }

    /// A number. Not-a-number is none: it is how some writers say that a value is unknown.
    fn numeric(&self, row: usize) -> Option<Node<'static>> {
        let float = |value: f64| (!value.is_nan()).then_some(Node::Number(value));
        let signed = |value: i64| Some(u64::try_from(value).map_or(Node::Number(value as f64), Node::Whole));
        let unsigned = |value: u64| Some(Node::Whole(value));
        match &self.values {
            Values::Int8(values) => signed(values[row].into()),
            Values::Int16(values) => signed(values[row].into()),
            Values::Int32(values) => signed(values[row].into()),
            Values::Int64(values) => signed(values[row]),
            Values::UInt8(values) => unsigned(values[row].into()),
            Values::UInt16(values) => unsigned(values[row].into()),
            Values::UInt32(values) => unsigned(values[row].into()),
            Values::UInt64(values) => unsigned(values[row]),
            Values::Float16(values) => {
                float(shortest(values[row].to_f64(), |value| f16::from_f64(value).to_f64()))
            }
            Values::Float32(values) => float(shortest(values[row].into(), |value| f64::from(value as f32))),
            Values::Float64(values) => float(values[row]),
            Values::Decimal32(values, unit) => float(f64::from(values[row]) / unit),
            Values::Decimal64(values, unit) => float(values[row] as f64 / unit),
            Values::Decimal128(values, unit) => float(values[row] as f64 / unit),
            _ => None,
        }
    }
}

/// The value, unless it is unknown.
fn known(node: Node<'_>) -> Option<Node<'_>> {
    (!matches!(node, Node::Null)).then_some(node)
}

/// The known members of a struct.
fn members(fields: &[(String, Column)], row: usize) -> Members<'_> {
    let mut members = Members::with_capacity(fields.len());
    for (name, column) in fields {
        let node = column.node(row);
        if !matches!(node, Node::Null) {
            members.push((Cow::Borrowed(name), node));
        }
    }
    members
}

/// The number with the fewest decimals that a shorter float stands for: 0.047 where one of four bytes holds
/// 0.046999998. `rounded` is what such a float makes of a number.
fn shortest(value: f64, rounded: impl Fn(f64) -> f64) -> f64 {
    const UNITS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    UNITS
        .iter()
        .map(|unit| (value * unit).round_ties_even() / unit)
        .find(|short| rounded(*short) == value)
        .unwrap_or(value)
}

/// The beginning of a text.
fn short(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_TEXT)]
}

const SECONDS_OF_A_DAY: i64 = 86_400;

/// The day so many days after 1970 began, in ISO 8601.
fn day(days: i64) -> Node<'static> {
    // Years are counted from March, so that a leap day is a year's last; eras of 400 years have equal lengths.
    const ERA: i64 = 146_097;
    let days = days.saturating_add(719_468);
    let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Node::Text(format!("{year:04}-{month:02}-{day:02}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_465, "2026-01-12"),
            (-25_508, "1900-03-01"),
        ] {
            assert_eq!(day(days), Node::Text(expected.into()), "{days}");
        }
        assert!(matches!(day(i64::MIN), Node::Text(_)) && matches!(day(i64::MAX), Node::Text(_)));
    }

    #[test]
    fn short_floats_stand_for_what_was_written() {
        let of = |written: f32| shortest(written.into(), |value| f64::from(value as f32));
        for written in [0.047, 0.1, 23_400.0, 1e-7, 0.333_333_34, 16_777_217.0, 1e30] {
            assert_eq!(of(written) as f32, written);
        }
        assert_eq!(of(0.047), 0.047);
        assert_eq!(of(0.81), 0.81);
        assert!(of(f32::NAN).is_nan());
        assert_eq!(of(f32::INFINITY), f64::INFINITY);
    }
}
