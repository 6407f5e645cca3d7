//! Typed columns: numbers, codes, and lists of either.

use super::dictionary::ABSENT;

/// Numbers; not-a-number stands for unknown and never leaves the column as a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Vec<f64>);

impl Numbers {
    /// Appends a row.
    pub(super) fn push(&mut self, value: Option<f64>) {
        self.0.push(value.unwrap_or(f64::NAN));
    }

    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        let value = self.0[row];
        (!value.is_nan()).then_some(value)
    }

    /// The rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        self.0.iter().map(|value| (!value.is_nan()).then_some(*value))
    }
}

impl FromIterator<Option<f64>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(values: I) -> Self {
        Self(values.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())
    }
}

/// One code a row; [`ABSENT`] stands for unknown.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes(Vec<u32>);

impl Codes {
    /// Appends a row.
    pub(super) fn push(&mut self, code: Option<u32>) {
        self.0.push(code.unwrap_or(ABSENT));
    }

    /// The codes in row order.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.0
    }
}

/// A list a row, all lists in one run of memory.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Appends a row.
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    /// The list of a row.
    pub(super) fn get(&self, row: usize) -> &[T] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.items[start..self.ends[row] as usize]
    }
}

/// A list a row that may be unknown, which an empty list is not.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownLists {
    lists: Lists<u32>,
    known: Vec<bool>,
}

impl KnownLists {
    /// Appends a row.
    pub(super) fn push(&mut self, items: Option<impl IntoIterator<Item = u32>>) {
        self.known.push(items.is_some());
        match items {
            Some(items) => self.lists.push(items),
            None => self.lists.push([]),
        }
    }

    /// The list of a row, where it is known.
    pub(super) fn get(&self, row: usize) -> Option<&[u32]> {
        self.known[row].then(|| self.lists.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_empty_and_filled_lists_stay_apart() {
        let mut lists = KnownLists::default();
        lists.push(Some([1, 2]));
        lists.push(None::<[u32; 0]>);
        lists.push(Some([]));
        assert_eq!([lists.get(0), lists.get(1), lists.get(2)], [Some(&[1, 2][..]), None, Some(&[][..])]);
    }

    #[test]
    fn unknown_numbers_are_none() {
        let numbers: Numbers = [Some(1.0), None, Some(f64::NAN)].into_iter().collect();
        assert_eq!(numbers.iter().collect::<Vec<_>>(), [Some(1.0), None, None]);
    }
}
