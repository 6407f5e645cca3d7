//! Columns as plain bytes, out and in: one description of a column serves both ways. No format for others: numbers
//! stand as they are in memory, and a program whose columns differ must not read them.

use std::{
    collections::VecDeque,
    hash::Hasher as _,
    io::{Read as _, Write as _},
};

use bytemuck::{Pod, cast_slice_mut};
use rustc_hash::FxHasher;

/// Where bytes are kept one behind the other.
pub trait Medium {
    /// Writes the bytes behind those before; `false` where it can't.
    fn write(&mut self, bytes: &[u8]) -> bool;
    /// Reads as many bytes behind those before; `false` where there are fewer.
    fn read(&mut self, bytes: &mut [u8]) -> bool;
    /// Bytes that are left to be read.
    fn left(&self) -> u64;
}

/// Bytes at hand.
impl Medium for VecDeque<u8> {
    fn write(&mut self, bytes: &[u8]) -> bool {
        self.write_all(bytes).is_ok()
    }

    fn read(&mut self, bytes: &mut [u8]) -> bool {
        self.read_exact(bytes).is_ok()
    }

    fn left(&self) -> u64 {
        self.len() as u64
    }
}

/// A way over columns, which writes those that it is shown or fills them in.
///
/// What is filled in counts only once [`Self::end`] said that all of it is what was written. Until then numbers can
/// be any, and who is shown columns must not use them to find others.
pub struct Archive<'a> {
    medium: &'a mut dyn Medium,
    is_reading: bool,
    is_broken: bool,
    hasher: FxHasher,
}

impl<'a> Archive<'a> {
    /// One that writes.
    pub fn writing(medium: &'a mut dyn Medium) -> Self {
        Self { medium, is_reading: false, is_broken: false, hasher: FxHasher::default() }
    }

    /// One that reads.
    pub fn reading(medium: &'a mut dyn Medium) -> Self {
        Self { is_reading: true, ..Self::writing(medium) }
    }

    /// Whether it fills in what it is shown.
    pub(crate) const fn is_reading(&self) -> bool {
        self.is_reading
    }

    /// Whether what was read so far can't be what was written.
    pub const fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Bytes whose number is known.
    pub(crate) fn bytes(&mut self, bytes: &mut [u8]) {
        if self.is_broken || bytes.is_empty() {
            return;
        }
        let is_done = if self.is_reading { self.medium.read(bytes) } else { self.medium.write(bytes) };
        self.is_broken = !is_done;
        self.hasher.write(bytes);
    }

    /// A number.
    pub(crate) fn number(&mut self, number: &mut u64) {
        let mut bytes = number.to_le_bytes();
        self.bytes(&mut bytes);
        *number = if self.is_broken { 0 } else { u64::from_le_bytes(bytes) };
    }

    /// A number of things.
    pub(crate) fn count(&mut self, count: &mut usize) {
        let mut number = *count as u64;
        self.number(&mut number);
        *count = number as usize;
    }

    /// A number with a fraction.
    pub(crate) fn float(&mut self, number: &mut f64) {
        let mut bits = number.to_bits();
        self.number(&mut bits);
        *number = f64::from_bits(bits);
    }

    /// What there may be or not; `blank` is filled in where it is read.
    pub(crate) fn option<T>(
        &mut self,
        option: &mut Option<T>,
        blank: impl FnOnce() -> T,
        each: impl FnOnce(&mut Self, &mut T),
    ) {
        let mut is_there = u64::from(option.is_some());
        self.number(&mut is_there);
        if self.is_reading {
            *option = (is_there == 1).then(blank);
        }
        if let Some(value) = option {
            each(self, value);
        }
    }

    /// What was read can't be what was written.
    pub(crate) const fn refuse(&mut self) {
        self.is_broken = true;
    }

    /// A number of items of so many bytes that follow. Nothing is to be made room for that is not there.
    pub(crate) fn length<T>(&mut self, n_items: &mut usize) {
        self.count(n_items);
        let n_bytes = (*n_items as u64).saturating_mul(size_of::<T>() as u64);
        if self.is_reading && n_bytes > self.medium.left() {
            self.is_broken = true;
            *n_items = 0;
        }
    }

    /// Numbers.
    pub(crate) fn column<T: Pod>(&mut self, column: &mut Vec<T>) {
        let mut n_items = column.len();
        self.length::<T>(&mut n_items);
        if self.is_reading {
            *column = vec![T::zeroed(); n_items];
        }
        self.bytes(cast_slice_mut(column));
    }

    /// A text.
    pub fn text(&mut self, text: &mut String) {
        let mut letters = std::mem::take(text).into_bytes();
        self.column(&mut letters);
        *text = String::from_utf8(letters).unwrap_or_default();
    }

    /// Whether all was written, or all that was read is what was written.
    #[must_use]
    pub fn end(mut self) -> bool {
        let found = self.hasher.finish();
        let mut told = found;
        self.number(&mut told);
        !self.is_broken && told == found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Default, Clone, PartialEq)]
    struct Columns {
        number: u64,
        narrow: Vec<u8>,
        wide: Vec<u32>,
        floats: Vec<f64>,
        text: String,
    }

    impl Columns {
        fn sample() -> Self {
            Self {
                number: 1 << 40,
                narrow: vec![1, 2, 3],
                wide: (0..100).collect(),
                floats: vec![0.5, f64::INFINITY, -0.0],
                text: "Léa".to_owned(),
            }
        }

        fn pass(&mut self, archive: &mut Archive<'_>) {
            archive.number(&mut self.number);
            archive.column(&mut self.narrow);
            archive.column(&mut self.wide);
            archive.column(&mut self.floats);
            archive.text(&mut self.text);
        }

        fn written(mut self) -> VecDeque<u8> {
            let mut bytes = VecDeque::default();
            let mut archive = Archive::writing(&mut bytes);
            self.pass(&mut archive);
            assert!(archive.end());
            bytes
        }

        fn read(mut bytes: VecDeque<u8>) -> Option<Self> {
            let (mut read, mut archive) = (Self::default(), Archive::reading(&mut bytes));
            read.pass(&mut archive);
            archive.end().then_some(read)
        }
    }

    #[test]
    fn columns_come_out_as_they_went_in() {
        for columns in [Columns::default(), Columns::sample()] {
            assert_eq!(Columns::read(columns.clone().written()), Some(columns));
        }
    }

    proptest! {
        #[test]
        fn damage_is_noticed(at in any::<prop::sample::Index>(), with in 1u8.., is_cut in any::<bool>()) {
            let mut bytes = Columns::sample().written();
            let at = at.index(bytes.len());
            bytes[at] ^= with;
            if is_cut {
                bytes.truncate(at);
            }
            prop_assert_eq!(Columns::read(bytes), None);
        }
    }
}
