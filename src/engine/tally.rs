//! Rows counted by cell, kept from query to query: an edit counts only the rows that come or go, or those that
//! pass, or those that fail, whichever are fewest.

use std::rc::Rc;

use crate::domain::query::{Facet, Measure};

use super::{
    bitmap::{Bitmap, WORD, bits},
    columns::{Anew, Cells, Columns, Counted, Group},
    filter::{Fails, Filter, facet_filter, measure_filter},
};

/// Words that are unpacked at a time: their rows and cells stay in the innermost cache.
const BLOCK: usize = 64;

/// All counts in use.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    all: Vec<Tally>,
    /// Counts over all rows.
    totals: Vec<(Group, Rc<Counts>)>,
    empty: Rc<Bitmap>,
}

/// Counts of one group over one set of rows.
#[derive(Debug, Clone)]
struct Tally {
    group: Group,
    /// The filter that is ignored, where it is active.
    but: Option<Filter>,
    rows: Rc<Bitmap>,
    counts: Counts,
    totals: Rc<Counts>,
}

/// Rows by cell, and what follows from it.
#[derive(Debug, Clone, Default)]
struct Counts {
    /// Of a group whose rows hold values, none.
    cells: Vec<u32>,
    /// Rows by value, for each facet of the group in the order of [`Columns::facets`].
    values: Vec<Vec<u32>>,
}

impl Counts {
    /// Rows by value of a facet, by its place in the group.
    fn of_facet(&self, at: usize) -> &[u32] {
        self.values.get(at).map_or(&[], Vec::as_slice)
    }

    /// Brings the values up to the cells or the rows.
    fn finish(&mut self, columns: Columns<'_>, group: Group, rows: &Bitmap) {
        self.values = match columns.counted(group) {
            Counted::Cells(_) => values(columns, group, &self.cells),
            Counted::Held(holders) => vec![holders.count(rows)],
        };
    }
}

impl Tallies {
    /// For a catalogue of so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self { empty: Rc::new(Bitmap::empty(n_rows)), ..Self::default() }
    }

    /// The counts of a facet's values over the rows that pass every other filter, and over all rows.
    pub(super) fn of_facet(&self, fails: &Fails, facet: Facet) -> (&[u32], &[u32]) {
        let group = Columns::group(facet);
        let at = Columns::facets(group).iter().position(|other| *other == facet).unwrap_or_default();
        let tally = self.find(group, Some(facet_filter(facet)).filter(|filter| fails.is_active(*filter)));
        tally.map_or((&[], &[]), |tally| (tally.counts.of_facet(at), tally.totals.of_facet(at)))
    }

    /// The counts of a measure's bins, in the same way.
    pub(super) fn of_measure(&self, fails: &Fails, measure: Measure) -> &[u32] {
        let but = Some(measure_filter(measure)).filter(|filter| fails.is_active(*filter));
        self.find(Group::Measure(measure), but).map_or(&[], |tally| &tally.counts.cells)
    }

    fn find(&self, group: Group, but: Option<Filter>) -> Option<&Tally> {
        self.all.iter().find(|tally| tally.group == group && tally.but == but)
    }

    /// Brings every count up to the filters.
    pub(super) fn update(&mut self, columns: Columns<'_>, fails: &Fails, anew: Anew) {
        let is_stale = |group: Group| match group {
            Group::Class => anew.policy,
            Group::Measure(Measure::Price) => anew.price,
            _ => false,
        };
        self.totals.retain(|(group, _)| !is_stale(*group));
        let mut old = std::mem::take(&mut self.all);
        old.retain(|tally| !is_stale(tally.group));
        let needed = needed(fails);
        let source = |(group, but): &(Group, Option<Filter>)| {
            let wanted = passing(fails, *but);
            // Rows that a group was counted over for another filter's sake need not be counted again.
            let is_there = |tally: &Tally| tally.group == *group && Rc::ptr_eq(&tally.rows, wanted);
            let is_near = |tally: &Tally| tally.group == *group && tally.but == *but;
            old.iter().position(is_there).or_else(|| old.iter().position(is_near))
        };
        let sources: Vec<Option<usize>> = needed.iter().map(source).collect();
        let mut old: Vec<Option<Tally>> = old.into_iter().map(Some).collect();
        for (at, (group, but)) in needed.into_iter().enumerate() {
            let source = sources[at].and_then(|source| {
                let is_wanted_again = sources[at + 1..].contains(&Some(source));
                if is_wanted_again { old[source].clone() } else { old[source].take() }
            });
            let tally = match source {
                Some(tally) => Tally { but, ..tally },
                None => {
                    let totals = self.totals(columns, group);
                    let counts = Counts { cells: vec![0; totals.cells.len()], ..Counts::default() };
                    Tally { group, but, rows: Rc::clone(&self.empty), counts, totals }
                }
            };
            self.all.push(tally);
        }
        let target = |tally: &Tally| passing(fails, tally.but);
        while let Some(first) = self.all.iter().find(|tally| !Rc::ptr_eq(&tally.rows, target(tally))) {
            let (old, new) = (Rc::clone(&first.rows), Rc::clone(target(first)));
            let is_member =
                |tally: &&mut Tally| Rc::ptr_eq(&tally.rows, &old) && Rc::ptr_eq(target(tally), &new);
            let mut members: Vec<&mut Tally> = self.all.iter_mut().filter(is_member).collect();
            recount(&mut members, columns, &old, &new);
            for tally in members {
                tally.rows = Rc::clone(&new);
                tally.counts.finish(columns, tally.group, &new);
            }
        }
    }

    fn totals(&mut self, columns: Columns<'_>, group: Group) -> Rc<Counts> {
        if let Some((_, totals)) = self.totals.iter().find(|(other, _)| *other == group) {
            return Rc::clone(totals);
        }
        let mut counts = Counts { cells: vec![0; columns.n_cells(group)], values: Vec::new() };
        match columns.counted(group) {
            Counted::Cells(Cells::Small(cells)) => {
                for cell in cells {
                    counts.cells[usize::from(*cell)] += 1;
                }
            }
            Counted::Cells(Cells::Wide(cells)) => {
                for cell in cells {
                    counts.cells[*cell as usize] += 1;
                }
            }
            Counted::Held(_) => {}
        }
        counts.finish(columns, group, &Bitmap::full(columns.table.len()));
        let totals = Rc::new(counts);
        self.totals.push((group, Rc::clone(&totals)));
        totals
    }
}

/// The rows that pass every filter but one.
fn passing(fails: &Fails, but: Option<Filter>) -> &Rc<Bitmap> {
    but.map_or_else(|| fails.passing(), |filter| fails.passing_but(filter))
}

/// Counts by cell as counts by value of each facet of the group.
fn values(columns: Columns<'_>, group: Group, cells: &[u32]) -> Vec<Vec<u32>> {
    Columns::facets(group).iter().map(|facet| columns.by_value(*facet, cells)).collect()
}

/// Which counts a page needs: each facet and measure ignores its own filter.
fn needed(fails: &Fails) -> Vec<(Group, Option<Filter>)> {
    let facets = Facet::ALL.into_iter().map(|facet| (Columns::group(facet), facet_filter(facet)));
    let measures = Measure::ALL.into_iter().map(|measure| (Group::Measure(measure), measure_filter(measure)));
    let mut needed = Vec::new();
    for (group, filter) in facets.chain(measures) {
        let wanted = (group, Some(filter).filter(|filter| fails.is_active(*filter)));
        if !needed.contains(&wanted) {
            needed.push(wanted);
        }
    }
    needed
}

/// Brings counts over the old rows to the new ones, on the shortest way.
fn recount(members: &mut [&mut Tally], columns: Columns<'_>, old: &Bitmap, new: &Bitmap) {
    let n_rows = columns.table.len();
    let n_changed: u32 = old.words().iter().zip(new.words()).map(|(old, new)| (old ^ new).count_ones()).sum();
    let n_passing = new.count();
    if n_rows - n_passing < n_passing.min(n_changed as usize) {
        let all = Bitmap::full(n_rows);
        for tally in members.iter_mut() {
            tally.counts.cells.copy_from_slice(&tally.totals.cells);
        }
        change(members, columns, &all, new);
    } else if n_passing < n_changed as usize {
        let none = Bitmap::empty(n_rows);
        for tally in members.iter_mut() {
            tally.counts.cells.fill(0);
        }
        change(members, columns, &none, new);
    } else {
        change(members, columns, old, new);
    }
}

/// Counts the rows that come and uncounts those that go.
fn change(members: &mut [&mut Tally], columns: Columns<'_>, old: &Bitmap, new: &Bitmap) {
    let (mut come, mut gone) = (Vec::with_capacity(BLOCK * WORD), Vec::with_capacity(BLOCK * WORD));
    let is_small = |tally: &Tally| (1..=FEW).contains(&tally.counts.cells.len());
    let mut turns: Vec<Option<Turns>> =
        members.iter().map(|tally| is_small(tally).then(Turns::default)).collect();
    let blocks = old.words().chunks(BLOCK).zip(new.words().chunks(BLOCK));
    for (block, (old, new)) in blocks.enumerate() {
        come.clear();
        gone.clear();
        for (at, (old, new)) in old.iter().zip(new).enumerate() {
            let first = (at * WORD) as u16;
            come.extend(bits(new & !old).map(|bit| first + bit as u16));
            gone.extend(bits(old & !new).map(|bit| first + bit as u16));
        }
        let start = block * BLOCK * WORD;
        for (tally, turns) in members.iter_mut().zip(&mut turns) {
            let Counted::Cells(cells) = columns.counted(tally.group) else { continue };
            match (cells, turns) {
                (Cells::Small(cells), Some(turns)) => turns.count(&cells[start..], &come, &gone, usize::from),
                (Cells::Wide(cells), Some(turns)) => {
                    turns.count(&cells[start..], &come, &gone, |cell| cell as usize);
                }
                (cells, None) => {
                    let counts = tally.counts.cells.as_mut_slice();
                    let place = |row: &u16| match cells {
                        Cells::Small(cells) => usize::from(cells[start + usize::from(*row)]),
                        Cells::Wide(cells) => cells[start + usize::from(*row)] as usize,
                    };
                    for row in &come {
                        counts[place(row)] += 1;
                    }
                    for row in &gone {
                        counts[place(row)] -= 1;
                    }
                }
            }
        }
    }
    for (tally, turns) in members.iter_mut().zip(turns) {
        if let Some(turns) = turns {
            turns.add_to(&mut tally.counts.cells);
        }
    }
}

/// Most cells that are counted in turns.
const FEW: usize = 256;

/// What counts of few cells change by, each row in its turn in one of four: a cell with many rows one after the
/// other is not waited for.
#[derive(Debug)]
struct Turns(Box<[[u32; FEW]; 4]>);

impl Default for Turns {
    fn default() -> Self {
        Self(Box::new([[0; FEW]; 4]))
    }
}

impl Turns {
    fn count<T: Copy>(&mut self, cells: &[T], come: &[u16], gone: &[u16], place: impl Fn(T) -> usize) {
        let [a, b, c, d] = &mut *self.0;
        // A byte is always a place in a turn.
        let place = |row: &u16| place(cells[usize::from(*row)]) % FEW;
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
