//! Numbers in columns, in as little memory as keeps them exact.

use rustc_hash::FxHashMap;

use crate::archive::Archive;

/// A number a row, or none.
#[derive(Debug, Clone)]
pub(super) enum Numbers {
    /// Very few distinct ones, as most shares are: each row has the code of its own.
    Bytes { codes: Vec<u8>, values: Vec<f64> },
    /// Few, as most counts are.
    Few { codes: Vec<u16>, values: Vec<f64> },
    /// Such as half the digits can say: whole numbers below 16 million among them.
    Short(Vec<f32>),
    /// Any others.
    Long(Vec<f64>),
}

/// Code of the unknown. In the last two not-a-number stands for it, which never leaves a column as a value.
const UNKNOWN: u16 = u16::MAX;
/// The same in one byte.
const UNKNOWN_BYTE: u8 = u8::MAX;

impl Numbers {
    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        match self {
            Self::Bytes { codes, values } => values.get(usize::from(codes[row])).copied(),
            Self::Few { codes, values } => values.get(usize::from(codes[row])).copied(),
            Self::Short(values) => Some(f64::from(values[row])).filter(|value| !value.is_nan()),
            Self::Long(values) => Some(values[row]).filter(|value| !value.is_nan()),
        }
    }

    /// Writes the numbers, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let mut kind: u64 = match self {
            Self::Bytes { .. } => 0,
            Self::Few { .. } => 1,
            Self::Short(_) => 2,
            Self::Long(_) => 3,
        };
        archive.number(&mut kind);
        if archive.is_reading() {
            let values = Vec::new();
            *self = match kind {
                0 => Self::Bytes { codes: Vec::new(), values },
                1 => Self::Few { codes: Vec::new(), values },
                2 => Self::Short(Vec::new()),
                _ => Self::Long(values),
            };
        }
        match self {
            Self::Bytes { codes, values } => {
                archive.column(codes);
                archive.column(values);
            }
            Self::Few { codes, values } => {
                archive.column(codes);
                archive.column(values);
            }
            Self::Short(values) => archive.column(values),
            Self::Long(values) => archive.column(values),
        }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Bytes { codes, values } => size_of_val(&codes[..]) + size_of_val(&values[..]),
            Self::Few { codes, values } => size_of_val(&codes[..]) + size_of_val(&values[..]),
            Self::Short(values) => size_of_val(&values[..]),
            Self::Long(values) => size_of_val(&values[..]),
        }
    }
}

/// A column in the making.
#[derive(Debug)]
pub(super) struct Numberer {
    kept: Numbers,
    /// Codes by the bits of their numbers.
    seen: FxHashMap<u64, u16>,
}

impl Numberer {
    /// For so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        let kept = Numbers::Bytes { codes: Vec::with_capacity(n_rows), values: Vec::new() };
        Self { kept, seen: FxHashMap::default() }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, value: Option<f64>) {
        let value = value.filter(|value| !value.is_nan());
        let Self { kept, seen } = self;
        match kept {
            Numbers::Bytes { codes, values } => {
                let code = value.map_or(UNKNOWN, |value| code(seen, values, value));
                codes.push(u8::try_from(code).unwrap_or(UNKNOWN_BYTE));
            }
            Numbers::Few { codes, values } => {
                codes.push(value.map_or(UNKNOWN, |value| code(seen, values, value)));
            }
            Numbers::Short(_) => {}
            Numbers::Long(all) => all.push(value.unwrap_or(f64::NAN)),
        }
        self.grow();
    }

    /// Makes room for the next distinct number.
    fn grow(&mut self) {
        match &mut self.kept {
            Numbers::Bytes { codes, values } if values.len() == usize::from(UNKNOWN_BYTE) => {
                let mut wider = Vec::with_capacity(codes.capacity());
                let code = |code: &u8| if *code == UNKNOWN_BYTE { UNKNOWN } else { u16::from(*code) };
                wider.extend(codes.iter().map(code));
                self.kept = Numbers::Few { codes: wider, values: std::mem::take(values) };
            }
            Numbers::Few { codes, values } if values.len() == usize::from(UNKNOWN) => {
                let number = |code: &u16| values.get(usize::from(*code)).copied().unwrap_or(f64::NAN);
                let mut long = Vec::with_capacity(codes.capacity());
                long.extend(codes.iter().map(number));
                self.kept = Numbers::Long(long);
                self.seen = FxHashMap::default();
            }
            _ => {}
        }
    }

    /// The finished column.
    pub(super) fn finish(self) -> Numbers {
        let mut kept = self.kept;
        match &mut kept {
            Numbers::Bytes { codes, .. } => codes.shrink_to_fit(),
            Numbers::Few { codes, .. } => codes.shrink_to_fit(),
            Numbers::Short(values) => values.shrink_to_fit(),
            Numbers::Long(values) => {
                let is_short =
                    |value: &f64| value.is_nan() || f64::from(*value as f32).to_bits() == value.to_bits();
                if values.iter().all(is_short) {
                    return Numbers::Short(values.iter().map(|value| *value as f32).collect());
                }
                values.shrink_to_fit();
            }
        }
        kept
    }
}

/// The code of a number, new or old.
fn code(seen: &mut FxHashMap<u64, u16>, values: &mut Vec<f64>, value: f64) -> u16 {
    *seen.entry(value.to_bits()).or_insert_with(|| {
        values.push(value);
        (values.len() - 1) as u16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_as_they_went_in_however_they_are_kept() {
        type Number = fn(usize) -> f64;
        type IsKeptSo = fn(&Numbers) -> bool;
        let kinds: [(usize, Number, IsKeptSo); 6] = [
            (100, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Bytes { .. })),
            (254, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Bytes { .. })),
            (255, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Few { .. })),
            (65_534, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Few { .. })),
            (65_535, |row| row as f64, |kept| matches!(kept, Numbers::Short(_))),
            (70_000, |row| row as f64 / 3.0, |kept| matches!(kept, Numbers::Long(_))),
        ];
        for (rows, number, is_kept_so) in kinds {
            let mut numbers = Numberer::new(0);
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
