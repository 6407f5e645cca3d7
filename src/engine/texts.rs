//! Many texts in one piece, and their order.

use crate::domain::order::sort_keys;

/// Texts in one piece.
#[derive(Debug, Default)]
pub(super) struct Texts {
    letters: Vec<u8>,
    ends: Vec<u32>,
}

/// Bytes that are compared at a time.
const STEP: usize = size_of::<u64>();

impl Texts {
    /// For so many texts of so many bytes together.
    pub(super) fn new(n_texts: usize, n_bytes: usize) -> Self {
        Self { letters: Vec::with_capacity(n_bytes), ends: Vec::with_capacity(n_texts) }
    }

    /// Appends a text.
    pub(super) fn push(&mut self, text: &str) {
        self.letters.extend_from_slice(text.as_bytes());
        self.ends.push(self.letters.len() as u32);
    }

    /// The bytes of a text.
    pub(super) fn get(&self, row: u32) -> &[u8] {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.letters[start as usize..self.ends[row] as usize]
    }

    /// How many texts come first that a rule holds for; it must hold for all of these and for no other.
    pub(super) fn partition_point(&self, rule: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if rule(self.get(middle as u32)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The texts in an order, in no more memory than they need.
    pub(super) fn in_order(&self, order: &[u32]) -> Self {
        let mut texts =
            Self { letters: Vec::with_capacity(self.letters.len()), ends: Vec::with_capacity(order.len()) };
        for row in order {
            texts.letters.extend_from_slice(self.get(*row));
            texts.ends.push(texts.letters.len() as u32);
        }
        texts
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.letters.capacity() + self.ends.capacity() * size_of::<u32>()
    }

    /// The place of each text when they are sorted; of equal ones the one with the lesser `tie` comes first.
    pub(super) fn places(&self, tie: &dyn Fn(u32) -> u32) -> Vec<u32> {
        // The row below what it is sorted by.
        let mut rows: Vec<u128> = (0..self.ends.len() as u128).collect();
        // Runs whose texts are the same up to a depth. A run is sorted by the next bytes of its texts, as one
        // integer; what is equal in these is a run again.
        let mut runs = vec![(0..rows.len(), 0)];
        while let Some((run, depth)) = runs.pop() {
            let next = depth + STEP;
            let rows = &mut rows[run.clone()];
            for key in rows.iter_mut() {
                let row = *key as u32;
                let rest = self.get(row).get(depth..).unwrap_or_default();
                let mut bytes = [0; STEP];
                let length = rest.len().min(STEP);
                bytes[..length].copy_from_slice(&rest[..length]);
                *key = u128::from(u64::from_be_bytes(bytes)) << 32 | u128::from(row);
            }
            sort_keys(rows);
            let mut start = 0;
            for equal in rows.chunk_by_mut(|a, b| a >> 32 == b >> 32) {
                let end = start + equal.len();
                if equal.len() > 1 {
                    // Texts that end here come first, shorter ones before those that a zero byte makes longer.
                    for key in equal.iter_mut() {
                        let row = *key as u32;
                        let length = self.get(row).len().min(next + 1);
                        *key = (length as u128) << 64 | u128::from(tie(row)) << 32 | u128::from(row);
                    }
                    sort_keys(equal);
                    let ended = equal.partition_point(|key| (key >> 64) as usize <= next);
                    if equal.len() - ended > 1 {
                        runs.push((run.start + start + ended..run.start + end, next));
                    }
                }
                start = end;
            }
        }
        let mut places = vec![0; rows.len()];
        for (place, key) in (0u32..).zip(rows) {
            places[key as u32 as usize] = place;
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_the_order_of_their_bytes_and_equal_ones_in_that_of_their_tie() {
        let texts = [
            "instagram:lea",
            "",
            "instagram:le",
            "instagram:lea.longer.than.all",
            "b",
            "instagram:lea",
            "instagra",
            "instagram",
            "instagra\0",
            "é",
            "instagram:lea.longer.than.alk",
            "",
        ];
        let mut all = Texts::default();
        for text in texts {
            all.push(text);
        }
        for tie in [|row| row, |row: u32| 99 - row] {
            let mut sorted: Vec<u32> = (0..texts.len() as u32).collect();
            sorted.sort_by_key(|row| (texts[*row as usize], tie(*row)));
            let places = all.places(&tie);
            let found: Vec<u32> = sorted.iter().map(|row| places[*row as usize]).collect();
            assert_eq!(found, (0..texts.len() as u32).collect::<Vec<_>>());
        }
    }
}
