//! Counts by cell brought from one set of rows to another: only the rows that come or go are counted, or those that
//! pass, or those that fail, whichever are fewest.

use super::{
    bitmap::{Bitmap, WORD},
    columns::Cells,
};

/// Words that are unpacked at a time: their rows and cells stay in the innermost cache.
const BLOCK: usize = 64;
/// Rows of a block.
const ROWS: usize = BLOCK * WORD;
/// Most cells that are counted in turns.
const FEW: usize = 256;

/// The counts of one column.
pub(super) struct Counter<'a> {
    pub(super) cells: Cells<'a>,
    /// Rows by cell, over the old set.
    pub(super) counts: &'a mut [u32],
    /// Rows by cell over all rows.
    pub(super) all: &'a [u32],
}

/// Brings counts over the old rows to the new ones, on the shortest way.
pub(super) fn recount(mut counters: Vec<Counter<'_>>, old: &Bitmap, new: &Bitmap, n_rows: usize) {
    if counters.is_empty() {
        return;
    }
    let n_changed: u32 = old.words().iter().zip(new.words()).map(|(old, new)| (old ^ new).count_ones()).sum();
    let n_passing = new.count();
    if n_rows - n_passing < n_passing.min(n_changed as usize) {
        for Counter { counts, all, .. } in &mut counters {
            counts.copy_from_slice(all);
        }
        change(counters, &Bitmap::full(n_rows), new);
    } else if n_passing < n_changed as usize {
        for Counter { counts, .. } in &mut counters {
            counts.fill(0);
        }
        change(counters, &Bitmap::empty(n_rows), new);
    } else {
        change(counters, old, new);
    }
}

/// Counts the rows that come and uncounts those that go.
fn change(counters: Vec<Counter<'_>>, old: &Bitmap, new: &Bitmap) {
    let (mut come, mut gone) = (Unpacked::default(), Unpacked::default());
    let mut counters: Vec<(Counter<'_>, Option<Turns>)> = counters
        .into_iter()
        .map(|counter| {
            let turns = (counter.counts.len() <= FEW).then(Turns::default);
            (counter, turns)
        })
        .collect();
    let blocks = old.words().chunks(BLOCK).zip(new.words().chunks(BLOCK));
    for (block, (old, new)) in blocks.enumerate() {
        let words = old.iter().zip(new);
        let (come, gone) = (
            come.of(words.clone().map(|(old, new)| new & !old)),
            gone.of(words.map(|(old, new)| old & !new)),
        );
        let start = block * BLOCK * WORD;
        for (Counter { cells, counts, .. }, turns) in &mut counters {
            match (*cells, turns) {
                (Cells::Small(cells), Some(turns)) => {
                    let cells = &cells[start..];
                    match cells.first_chunk::<ROWS>() {
                        // No place in a whole block needs a check.
                        Some(cells) => turns.count(come, gone, |row| cells[row % ROWS].into()),
                        None => turns.count(come, gone, |row| cells[row].into()),
                    }
                }
                (Cells::Wide(cells), Some(turns)) => {
                    turns.count(come, gone, |row| cells[start + row] as usize);
                }
                (cells, None) => {
                    let place = |row: &u16| match cells {
                        Cells::Small(cells) => usize::from(cells[start + usize::from(*row)]),
                        Cells::Wide(cells) => cells[start + usize::from(*row)] as usize,
                    };
                    for row in come {
                        counts[place(row)] += 1;
                    }
                    for row in gone {
                        counts[place(row)] -= 1;
                    }
                }
            }
        }
    }
    for (Counter { counts, .. }, turns) in counters {
        if let Some(turns) = turns {
            turns.add_to(counts);
        }
    }
}

/// The rows of a block one by one, counted from its first.
struct Unpacked(Box<[u16; ROWS]>);

impl Default for Unpacked {
    fn default() -> Self {
        Self(Box::new([0; ROWS]))
    }
}

impl Unpacked {
    /// The rows of a block's words.
    fn of(&mut self, words: impl Iterator<Item = u64>) -> &[u16] {
        let mut n_rows = 0;
        for (at, mut word) in words.enumerate() {
            while word != 0 {
                // There are no more bits than places.
                self.0[n_rows % ROWS] = (at * WORD) as u16 + word.trailing_zeros() as u16;
                n_rows += 1;
                word &= word - 1;
            }
        }
        &self.0[..n_rows]
    }
}

/// What counts of few cells change by, each row in its turn in one of four: a cell with many rows one after the
/// other is not waited for.
struct Turns(Box<[[u32; FEW]; 4]>);

impl Default for Turns {
    fn default() -> Self {
        Self(Box::new([[0; FEW]; 4]))
    }
}

impl Turns {
    fn count(&mut self, come: &[u16], gone: &[u16], cell: impl Fn(usize) -> usize) {
        let [a, b, c, d] = &mut *self.0;
        // A byte is always a place in a turn.
        let place = |row: &u16| cell(usize::from(*row)) % FEW;
        for (rows, step) in [(come, 1), (gone, u32::MAX)] {
            let add = |count: &mut u32| *count = count.wrapping_add(step);
            let (fours, rest) = rows.as_chunks::<4>();
            for [first, second, third, fourth] in fours {
                add(&mut a[place(first)]);
                add(&mut b[place(second)]);
                add(&mut c[place(third)]);
                add(&mut d[place(fourth)]);
            }
            for row in rest {
                add(&mut a[place(row)]);
            }
        }
    }

    fn add_to(&self, counts: &mut [u32]) {
        for (cell, count) in counts.iter_mut().enumerate() {
            *count = self.0.iter().fold(*count, |count, turn| count.wrapping_add(turn[cell]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_other_rows_gives_the_counts_of_those_rows() {
        let n_rows = ROWS + 3 * WORD + 17;
        let many = FEW as u32 + 50;
        let small: Vec<u8> = (0..n_rows).map(|row| (row * 7 % 11) as u8).collect();
        let wide: Vec<u32> = (0..n_rows as u32).map(|row| row * 31 % many).collect();
        let every = |step: usize, from: usize| {
            let mut rows = Bitmap::empty(n_rows);
            (from..n_rows).step_by(step).for_each(|row| rows.insert(row));
            rows
        };
        let sets = [Bitmap::empty(n_rows), every(1, 0), every(1, 5), every(40, 0), every(3, 1), every(2, 0)];
        for (cells, n_cells) in [(Cells::Small(&small), 11), (Cells::Wide(&wide), many as usize)] {
            let cell = |row: usize| match cells {
                Cells::Small(cells) => usize::from(cells[row]),
                Cells::Wide(cells) => cells[row] as usize,
            };
            let plain = |rows: &Bitmap| {
                let mut counts = vec![0u32; n_cells];
                (0..n_rows).filter(|row| rows.contains(*row)).for_each(|row| counts[cell(row)] += 1);
                counts
            };
            let all = plain(&Bitmap::full(n_rows));
            for old in &sets {
                for new in &sets {
                    let mut counts = plain(old);
                    recount(vec![Counter { cells, counts: &mut counts, all: &all }], old, new, n_rows);
                    assert_eq!(counts, plain(new));
                }
            }
        }
    }
}
