//! Many texts, and their order.

use crate::{archive::Archive, domain::order::sort_keys};

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

    /// Appends a text, or any bytes.
    pub(super) fn push(&mut self, text: &[u8]) {
        match self.pieces.last() {
            Some(last) if last.len() < PIECE => {}
            // Few texts take the room that they need; many take whole pieces.
            None => self.pieces.push(Vec::new()),
            Some(_) => self.pieces.push(Vec::with_capacity(PIECE + SPARE)),
        }
        let at = self.pieces.len() - 1;
        let piece = &mut self.pieces[at];
        self.starts.push((at * PIECE + piece.len()) as u32);
        if piece.len() + text.len() > PIECE + SPARE {
            // It is the piece's last.
            piece.reserve_exact(text.len());
        }
        piece.extend_from_slice(text);
    }

    /// Writes the texts, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        archive.column(&mut self.starts);
        let mut n_pieces = self.pieces.len();
        archive.count(&mut n_pieces);
        for at in 0..n_pieces {
            if archive.is_reading() {
                self.pieces.push(Vec::new());
            }
            archive.column(&mut self.pieces[at]);
            if archive.is_broken() {
                return;
            }
        }
    }

    /// Texts.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        let pieces = self.pieces.iter().map(Vec::capacity).sum::<usize>();
        pieces + self.starts.capacity() * size_of::<u32>()
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

    /// How many bytes all texts begin with in common: ids begin with their network.
    fn common(&self) -> usize {
        let first = if self.len() > 0 { self.get(0) } else { &[] };
        let in_common = |row| first.iter().zip(self.get(row)).take_while(|(a, b)| a == b).count();
        (1..self.len() as u32).fold(first.len(), |common, row| common.min(in_common(row)))
    }

    /// The place of each text when they are sorted; of equal ones the one with the lesser `tie` comes first.
    pub(super) fn places(&self, tie: &dyn Fn(u32) -> u32) -> Vec<u32> {
        // The row below what it is sorted by.
        let mut rows: Vec<u128> = (0..self.starts.len() as u128).collect();
        // Runs whose texts are the same up to a depth. A run is sorted by the next bytes of its texts, as one
        // integer; what is equal in these is a run again.
        let mut runs = vec![(0..rows.len(), self.common())];
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

/// Texts that are sorted at once, about: what they take for it is let go before the next are read.
const PART: usize = 1 << 16;
/// Texts of a part that are sorted at once where it is larger than thought.
const MOST_AT_ONCE: usize = 3 * PART;
/// Texts of each part that are looked at to find where the parts begin.
const SAMPLES: usize = 64;

/// Reads a row's text: appends it.
pub(super) type Read<'a> = dyn FnMut(usize, &mut Vec<u8>) + 'a;

/// The place of each of so many texts when they are sorted; of equal ones the one with the lesser `tie` comes first.
/// Each is read twice where they are many: never are all of them in memory.
pub(super) fn places_of(n_texts: usize, read: &mut Read<'_>, tie: &dyn Fn(u32) -> u32) -> Vec<u32> {
    let mut parts = Parts::new(n_texts, n_texts, read);
    let mut text = Vec::new();
    for row in 0..n_texts {
        if parts.are_several() {
            text.clear();
            read(row, &mut text);
        }
        parts.push(&text);
    }
    parts.places_by(&mut |rows| sorted(rows, read, tie))
}

/// Texts by the part of their order that they are in: who tells it of each when it comes, needs to read them only once
/// more.
#[derive(Debug)]
pub(super) struct Parts {
    /// Texts that the parts but the first begin with, ascending.
    firsts: Vec<Vec<u8>>,
    /// The part of each row.
    of_rows: Vec<u8>,
}

impl Parts {
    /// Parts of `n_rows` texts, by those of them that are there: they should be like the others.
    pub(super) fn new(n_there: usize, n_rows: usize, read: &mut Read<'_>) -> Self {
        let of_rows = Vec::with_capacity(n_rows);
        let n_parts = n_rows.div_ceil(PART).clamp(1, 1 << u8::BITS);
        if n_parts == 1 {
            return Self { firsts: Vec::new(), of_rows };
        }
        let mut text = Vec::new();
        let mut samples = Texts::default();
        for row in (0..n_there).step_by((n_there / (n_parts * SAMPLES)).max(1)) {
            text.clear();
            read(row, &mut text);
            samples.push(&text);
        }
        let mut ordered = vec![0; samples.len()];
        for (row, place) in (0u32..).zip(samples.places(&|row| row)) {
            ordered[place as usize] = row;
        }
        let first = |part| ordered.get(part * ordered.len() / n_parts).map(|row| samples.get(*row).to_vec());
        let firsts = (1..n_parts).filter_map(first).collect();
        Self { firsts, of_rows }
    }

    /// Whether it matters which text is in which of them.
    fn are_several(&self) -> bool {
        !self.firsts.is_empty()
    }

    /// Takes the next row's text in.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.of_rows.push(self.firsts.partition_point(|first| first.as_slice() <= text) as u8);
    }

    /// The place of each text when they are sorted; of equal ones the one with the lesser row comes first.
    pub(super) fn places(&self, read: &mut Read<'_>) -> Vec<u32> {
        self.places_by(&mut |rows| {
            if rows.len() <= MOST_AT_ONCE {
                return sorted(rows, read, &|row| row);
            }
            // The first texts were not like the others.
            places_of(rows.len(), &mut |at, text| read(rows[at] as usize, text), &|at| at)
        })
    }

    /// The same with what sorts the rows of one part.
    fn places_by(&self, sort: &mut dyn FnMut(&[u32]) -> Vec<u32>) -> Vec<u32> {
        let mut places = vec![0; self.of_rows.len()];
        let mut start = 0;
        for part in 0..=self.firsts.len() {
            let of_part = (0u32..).zip(&self.of_rows).filter(|(_, of_row)| usize::from(**of_row) == part);
            let rows: Vec<u32> = of_part.map(|(row, _)| row).collect();
            for (row, place) in rows.iter().zip(sort(&rows)) {
                places[*row as usize] = start + place;
            }
            start += rows.len() as u32;
        }
        places
    }
}

/// The places of some rows' texts among themselves.
fn sorted(rows: &[u32], read: &mut Read<'_>, tie: &dyn Fn(u32) -> u32) -> Vec<u32> {
    let mut texts = Texts::new(rows.len());
    let mut text = Vec::new();
    for row in rows {
        text.clear();
        read(*row as usize, &mut text);
        texts.push(&text);
    }
    texts.places(&|at| tie(rows[at as usize]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_texts_have_the_places_that_they_have_when_all_are_sorted_at_once() {
        for (n_texts, n_equal) in [(0, 1), (1, 1), (PART, 7), (PART + 1, 3), (5 * PART, 2), (3 * PART, PART)]
        {
            let text = |row: usize| format!("compte:{}", (row / n_equal * 7_919) % 100_003);
            let mut sorted: Vec<(String, u32)> =
                (0..n_texts).map(|row| (text(row), n_texts as u32 - row as u32)).collect();
            sorted.sort();
            let places =
                places_of(n_texts, &mut |row, into| into.extend_from_slice(text(row).as_bytes()), &|row| {
                    n_texts as u32 - row
                });
            assert_eq!(places.len(), n_texts);
            for (row, place) in places.into_iter().enumerate() {
                assert_eq!(sorted[place as usize], (text(row), n_texts as u32 - row as u32));
            }
        }
    }

    #[test]
    fn parts_that_the_first_texts_decide_give_the_places_that_all_texts_would() {
        type Number = fn(usize) -> usize;
        let n_texts = 4 * PART;
        let texts: [(&str, Number); 3] = [
            ("like the first", |row| row * 7_919 % 100_003),
            ("each behind those before", |row| 1_000_000 + row),
            ("all the same", |_| 7),
        ];
        for (kind, number) in texts {
            let mut read =
                |row: usize, into: &mut Vec<u8>| into.extend_from_slice(number(row).to_string().as_bytes());
            let expected = places_of(n_texts, &mut read, &|row| row);
            for n_there in [0, 1, 3, 1_000] {
                let mut parts = Parts::new(n_there, n_texts, &mut read);
                for row in 0..n_texts {
                    parts.push(number(row).to_string().as_bytes());
                }
                assert_eq!(parts.places(&mut read), expected, "{kind}, {n_there} there");
            }
        }
    }

    #[test]
    fn texts_come_out_as_they_went_in_however_long_they_are() {
        let lengths = [0, 1, PIECE - 2, 0, 1, 3, 2 * PIECE, 0, 7, PIECE, PIECE];
        let all: Vec<String> =
            ('a'..).zip(lengths).map(|(letter, n)| String::from(letter).repeat(n)).collect();
        let mut texts = Texts::new(3);
        for text in &all {
            texts.push(text.as_bytes());
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
            all.push(text.as_bytes());
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
