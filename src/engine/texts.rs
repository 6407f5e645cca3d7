//! Many texts, and their order.

use crate::domain::order::sort_keys;

/// Texts in large pieces: one piece that doubles would need twice its size for a moment, and the memory of a browser's
/// engine never shrinks.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pieces: Vec<Vec<u8>>,
    /// Where each text starts: the piece above the place in it.
    starts: Vec<u32>,
}

/// Texts start below this in each piece; the last of a piece may end beyond.
const PIECE: usize = 1 << 16;
/// Room for the last text of a piece.
const SPARE: usize = 1 << 7;

/// Bytes that are compared at a time.
const STEP: usize = size_of::<u64>();

impl Texts {
    /// With room for so many texts.
    pub(super) fn new(n_texts: usize) -> Self {
        Self { pieces: Vec::new(), starts: Vec::with_capacity(n_texts) }
    }

    /// Appends a text.
    pub(super) fn push(&mut self, text: &str) {
        match self.pieces.last() {
            Some(last) if last.len() < PIECE => {}
            // Few texts take the room that they need; many take whole pieces.
            None => self.pieces.push(Vec::new()),
            Some(_) => self.pieces.push(Vec::with_capacity(PIECE + SPARE)),
        }
        let at = self.pieces.len() - 1;
        let piece = &mut self.pieces[at];
        self.starts.push((at * PIECE + piece.len()) as u32);
        piece.extend_from_slice(text.as_bytes());
    }

    /// The bytes of a text.
    pub(super) fn get(&self, row: u32) -> &[u8] {
        let row = row as usize;
        let start = self.starts[row] as usize;
        let piece = &self.pieces[start / PIECE];
        let next = self.starts.get(row + 1).map(|next| *next as usize);
        let end = next.filter(|next| next / PIECE == start / PIECE).map_or(piece.len(), |next| next % PIECE);
        &piece[start % PIECE..end]
    }

    /// The place of each text when they are sorted; of equal ones the one with the lesser `tie` comes first.
    pub(super) fn places(&self, tie: &dyn Fn(u32) -> u32) -> Vec<u32> {
        // The row below what it is sorted by.
        let mut rows: Vec<u128> = (0..self.starts.len() as u128).collect();
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
    fn texts_come_out_as_they_went_in_however_long_they_are() {
        let lengths = [0, 1, PIECE - 2, 0, 1, 3, 2 * PIECE, 0, 7, PIECE, PIECE];
        let all: Vec<String> =
            ('a'..).zip(lengths).map(|(letter, n)| String::from(letter).repeat(n)).collect();
        let mut texts = Texts::new(3);
        for text in &all {
            texts.push(text);
        }
        for (row, text) in (0..).zip(&all) {
            assert_eq!(texts.get(row), text.as_bytes());
        }
    }

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
