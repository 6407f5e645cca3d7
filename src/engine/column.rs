//! Numbers in columns, in as little memory as keeps them exact.

use rustc_hash::FxHashMap;

/// A number a row, or none.
#[derive(Debug, Clone)]
pub(super) enum Numbers {
    /// Few distinct ones, as most counts and shares are: each row has the code of its own.
    Few { codes: Vec<u16>, values: Vec<f64> },
    /// Such as half the digits can say: whole numbers below 16 million among them.
    Short(Vec<f32>),
    /// Any others.
    Long(Vec<f64>),
}

/// Code of the unknown. In the other two not-a-number stands for it, which never leaves a column as a value.
const UNKNOWN: u16 = u16::MAX;

impl Numbers {
    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        match self {
            Self::Few { codes, values } => values.get(usize::from(codes[row])).copied(),
            Self::Short(values) => Some(f64::from(values[row])).filter(|value| !value.is_nan()),
            Self::Long(values) => Some(values[row]).filter(|value| !value.is_nan()),
        }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Few { codes, values } => size_of_val(&codes[..]) + size_of_val(&values[..]),
            Self::Short(values) => size_of_val(&values[..]),
            Self::Long(values) => size_of_val(&values[..]),
        }
    }
}

/// A column in the making.
#[derive(Debug, Default)]
pub(super) struct Numberer {
    codes: Vec<u16>,
    values: Vec<f64>,
    seen: FxHashMap<u64, u16>,
    /// All numbers, once there are too many distinct ones.
    long: Vec<f64>,
}

impl Numberer {
    /// For so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self { codes: Vec::with_capacity(n_rows), ..Self::default() }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, value: Option<f64>) {
        let value = value.filter(|value| !value.is_nan());
        if !self.long.is_empty() {
            self.long.push(value.unwrap_or(f64::NAN));
            return;
        }
        let Self { codes, values, seen, .. } = self;
        let Some(value) = value else { return codes.push(UNKNOWN) };
        let code = *seen.entry(value.to_bits()).or_insert_with(|| {
            values.push(value);
            (values.len() - 1) as u16
        });
        codes.push(code);
        if self.values.len() == usize::from(UNKNOWN) {
            let number = |code: &u16| self.values.get(usize::from(*code)).copied().unwrap_or(f64::NAN);
            self.long = self.codes.iter().map(number).collect();
            (self.codes, self.values, self.seen) = Default::default();
        }
    }

    /// The finished column.
    pub(super) fn finish(self) -> Numbers {
        let Self { mut codes, values, mut long, .. } = self;
        if long.is_empty() {
            codes.shrink_to_fit();
            return Numbers::Few { codes, values };
        }
        let is_short = |value: &f64| value.is_nan() || f64::from(*value as f32).to_bits() == value.to_bits();
        if long.iter().all(is_short) {
            return Numbers::Short(long.iter().map(|value| *value as f32).collect());
        }
        long.shrink_to_fit();
        Numbers::Long(long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_as_they_went_in_however_they_are_kept() {
        type Number = fn(usize) -> f64;
        type IsKeptSo = fn(&Numbers) -> bool;
        let kinds: [(usize, Number, IsKeptSo); 4] = [
            (100, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Few { .. })),
            (65_534, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Few { .. })),
            (65_535, |row| row as f64, |kept| matches!(kept, Numbers::Short(_))),
            (70_000, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Long(_))),
        ];
        for (rows, number, is_kept_so) in kinds {
            let mut numbers = Numberer::default();
            for row in 0..rows {
                numbers.push(Some(number(row)));
                numbers.push([None, Some(f64::NAN)][row % 2]);
            }
            let numbers = numbers.finish();
            assert!(is_kept_so(&numbers), "{rows}");
            for row in 0..rows {
                assert_eq!(numbers.get(2 * row).map(f64::to_bits), Some(number(row).to_bits()));
                assert_eq!(numbers.get(2 * row + 1), None);
            }
        }
    }
}
