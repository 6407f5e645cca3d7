//! A set of rows as bits.

use crate::archive::Archive;

/// A fixed-length set of rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bitmap {
    words: Vec<u64>,
}

/// Rows that share a word.
pub(super) const WORD: usize = 64;

impl Bitmap {
    /// No row out of `n_rows`.
    pub(super) fn empty(n_rows: usize) -> Self {
        Self { words: vec![0; n_rows.div_ceil(WORD)] }
    }

    /// Writes the rows, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        archive.column(&mut self.words);
    }

    /// Every row out of `n_rows`.
    pub(super) fn full(n_rows: usize) -> Self {
        let mut words = vec![u64::MAX; n_rows.div_ceil(WORD)];
        if let Some(last) = words.last_mut().filter(|_| !n_rows.is_multiple_of(WORD)) {
            *last = (1 << (n_rows % WORD)) - 1;
        }
        Self { words }
    }

    /// The rows whose value is in the set, by the values in row order.
    pub(super) fn of<T: Copy>(values: &[T], is_in: impl Fn(T) -> bool) -> Self {
        let word = |values: &[T]| {
            let bits = values.iter().enumerate().map(|(bit, value)| u64::from(is_in(*value)) << bit);
            bits.fold(0, |word, bit| word | bit)
        };
        Self { words: values.chunks(WORD).map(word).collect() }
    }

    /// The rows of a column, by the bits of each [`WORD`] of its values; bits beyond the last value do not count.
    pub(super) fn by_word<T>(values: &[T], bits: impl Fn(&[T]) -> u64) -> Self {
        let word = |values: &[T]| bits(values) & (u64::MAX >> (WORD - values.len()));
        Self { words: values.chunks(WORD).map(word).collect() }
    }

    /// The rows as words of 64, the first row in the lowest bit.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Rows in the set.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Rows in both sets.
    pub(super) fn count_common(&self, other: &Self) -> u32 {
        let (fours, rest) = self.words.as_chunks();
        let (other_fours, other_rest) = other.words.as_chunks();
        // Four at a time, so that none waits for the one before.
        let (mut a, mut b, mut c, mut d) = (0, 0, 0, 0);
        for (four, other) in fours.iter().zip(other_fours) {
            let [first, second, third, fourth]: &[u64; 4] = four;
            let [other_first, other_second, other_third, other_fourth]: &[u64; 4] = other;
            a += (first & other_first).count_ones();
            b += (second & other_second).count_ones();
            c += (third & other_third).count_ones();
            d += (fourth & other_fourth).count_ones();
        }
        let rest = rest.iter().zip(other_rest).map(|(word, other)| (word & other).count_ones());
        a + b + c + d + rest.sum::<u32>()
    }

    /// Adds a row.
    #[inline]
    pub(super) fn insert(&mut self, row: usize) {
        self.words[row / WORD] |= 1 << (row % WORD);
    }

    /// Whether a row is in the set.
    pub(super) fn contains(&self, row: usize) -> bool {
        self.words[row / WORD] >> (row % WORD) & 1 == 1
    }

    /// Keeps the rows that are in both sets.
    pub(super) fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds the other set's rows.
    pub(super) fn unite(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes the other set's rows out.
    pub(super) fn subtract(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }
}

/// The rows of a word's bits, counted from the word's first.
pub(super) fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros() as usize;
        // Zero has as many trailing zeros as bits.
        (word != 0).then(|| {
            word &= word - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_rows_at_the_borders_of_words() {
        for n_rows in [0, 1, 63, 64, 65, 200] {
            assert_eq!(Bitmap::full(n_rows).count(), n_rows);
            let rows: Vec<usize> = (0..n_rows).collect();
            let thirds = Bitmap::of(&rows, |row| row % 3 == 0);
            assert!(rows.iter().all(|row| thirds.contains(*row) == (row % 3 == 0)));
            let mut rest = Bitmap::full(n_rows);
            rest.subtract(&thirds);
            assert_eq!(rest.count() + thirds.count(), n_rows);
            assert_eq!(rest.count_common(&thirds), 0);
            assert_eq!(thirds.count_common(&Bitmap::full(n_rows)) as usize, thirds.count());
            let mut all = rest.clone();
            all.unite(&thirds);
            assert_eq!(all, Bitmap::full(n_rows));
            let by_word = Bitmap::by_word(&rows, |rows| {
                rows.iter().rev().fold(u64::MAX, |word, row| word << 1 | u64::from(row % 3 == 0))
            });
            assert_eq!(by_word, thirds);
            rest.intersect(&thirds);
            assert_eq!(rest, Bitmap::empty(n_rows));
        }
        assert_eq!(bits(0b1010_0001 | 1 << 63).collect::<Vec<_>>(), [0, 5, 7, 63]);
    }
}
