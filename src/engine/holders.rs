//! The rows that hold each value of a facet of which a row may hold several, and so may be counted many times.

use super::{bitmap::Bitmap, codes::Codes};
use crate::{archive::Archive, domain::network::Network};

/// The holders of each value, the unknown last.
#[derive(Debug, Default)]
pub(super) struct Holders {
    n_rows: usize,
    values: Vec<Rows>,
}

/// Rows in the smaller of two forms.
#[derive(Debug)]
enum Rows {
    /// Ascending.
    Few(Vec<u32>),
    Many(Bitmap),
}

/// From this share of all rows on, bits are counted sooner than numbers are looked up.
const MANY: usize = 64;

impl Holders {
    /// The holders of the values in a column of lists with these codes and owners; `values_of` tells the values of a
    /// list one by one.
    pub(super) fn of(
        codes: Codes<'_>,
        owners: impl Iterator<Item = (Network, u32)>,
        n_values: usize,
        values_of: impl Fn(usize, &mut dyn FnMut(usize)),
    ) -> Self {
        let n_rows = codes.len();
        let mut n_holders = vec![0usize; n_values];
        for (code, (_, n_rows)) in owners.enumerate() {
            values_of(code, &mut |value| n_holders[value] += n_rows as usize);
        }
        let rows = |n_holders: usize| match n_holders {
            many if many * MANY > n_rows => Rows::Many(Bitmap::empty(n_rows)),
            few => Rows::Few(Vec::with_capacity(few)),
        };
        let mut values: Vec<Rows> = n_holders.into_iter().map(rows).collect();
        for (row, code) in codes.iter().enumerate() {
            values_of(code, &mut |value| match &mut values[value] {
                // A value that a row holds twice is held once.
                Rows::Few(rows) if rows.last() == Some(&(row as u32)) => {}
                Rows::Few(rows) => rows.push(row as u32),
                Rows::Many(rows) => rows.insert(row),
            });
        }
        Self { n_rows, values }
    }

    /// Writes the holders, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { n_rows, values } = self;
        archive.count(n_rows);
        let mut n_values = values.len();
        archive.length::<u64>(&mut n_values);
        values.resize_with(n_values, || Rows::Few(Vec::new()));
        for rows in values {
            let mut bits = match rows {
                Rows::Few(_) => None,
                Rows::Many(bits) => Some(std::mem::take(bits)),
            };
            archive.option(&mut bits, Bitmap::default, |archive, bits| bits.archive(archive));
            match (bits, rows) {
                (Some(bits), rows) => *rows = Rows::Many(bits),
                (None, Rows::Few(rows)) => archive.column(rows),
                (None, Rows::Many(_)) => archive.refuse(),
            }
        }
    }

    /// Holders of each value among some rows.
    pub(super) fn count(&self, among: &Bitmap) -> Vec<u32> {
        let of_value = |rows: &Rows| match rows {
            Rows::Few(rows) => rows.iter().filter(|row| among.contains(**row as usize)).count() as u32,
            Rows::Many(rows) => rows.count_common(among),
        };
        self.values.iter().map(of_value).collect()
    }

    /// The rows that hold any of some values.
    pub(super) fn any(&self, values: &[usize]) -> Bitmap {
        let mut holders = Bitmap::empty(self.n_rows);
        for value in values {
            match &self.values[*value] {
                Rows::Few(rows) => rows.iter().for_each(|row| holders.insert(*row as usize)),
                Rows::Many(rows) => holders.unite(rows),
            }
        }
        holders
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        let of_value = |rows: &Rows| match rows {
            Rows::Few(rows) => size_of_val(&rows[..]),
            Rows::Many(rows) => size_of_val(rows.words()),
        };
        self.values.iter().map(of_value).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{bitmap::WORD, coded::ListCoder};

    #[test]
    fn rare_and_common_values_have_their_rows() {
        let n_rows = 3 * WORD + 5;
        // Every row holds 0, every third 1, one row 2 and that twice, none 3.
        let holds = |row: usize, value: u32| match value {
            0 => 1,
            1 => usize::from(row.is_multiple_of(3)),
            2 => 2 * usize::from(row == 70),
            _ => 0,
        };
        let mut coder = ListCoder::new(n_rows);
        for row in 0..n_rows {
            let list: Vec<u32> =
                (0..4).flat_map(|value| std::iter::repeat_n(value, holds(row, value))).collect();
            coder.push(Network::X, Some(&list));
        }
        let column = coder.finish();
        let holders = Holders::of(column.codes(), column.owners(), 4, |code, see| {
            column.list(code).unwrap_or_default().iter().for_each(|value| see(*value as usize));
        });
        assert_eq!(holders.count(&Bitmap::full(n_rows)), [n_rows as u32, n_rows.div_ceil(3) as u32, 1, 0]);
        let mut some = Bitmap::empty(n_rows);
        (60..80).for_each(|row| some.insert(row));
        assert_eq!(holders.count(&some), [20, 7, 1, 0]);
        let any = holders.any(&[1, 2]);
        assert!((0..n_rows).all(|row| any.contains(row) == (row.is_multiple_of(3) || row == 70)));
        assert_eq!(holders.any(&[]).count(), 0);
    }
}
