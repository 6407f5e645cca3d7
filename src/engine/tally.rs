//! Rows counted by cell, kept from query to query: an edit counts only the rows that come or go, or those that
//! pass, or those that fail, whichever are fewest.

use std::{cell::OnceCell, rc::Rc};

use crate::domain::{
    answer::text,
    order::sorted_positions,
    query::{Facet, Measure},
};

use super::{
    bitmap::Bitmap,
    columns::{Anew, Cells, Columns, Counted, Group},
    filter::{Fails, Filter, facet_filter, measure_filter},
    recount::{Counter, recount},
};

/// All counts in use.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    all: Vec<Tally>,
    /// Counts over all rows.
    totals: Vec<(Group, Rc<Totals>)>,
    empty: Rc<Bitmap>,
    /// All counts as they were last written.
    text: OnceCell<String>,
}

/// Counts of one group over one set of rows.
#[derive(Debug, Clone)]
struct Tally {
    group: Group,
    /// The filter that is ignored, where it is active.
    but: Option<Filter>,
    rows: Rc<Bitmap>,
    counts: Counts,
    totals: Rc<Totals>,
}

/// Counts over all rows, and what the values that some row has are called.
#[derive(Debug)]
struct Totals {
    counts: Counts,
    /// For each facet of the group its values' names as JSON, in their order, with the places of their counts.
    names: Vec<Vec<(String, usize)>>,
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
        let found = self.find_facet(fails, facet);
        found.map_or((&[], &[]), |(tally, at)| (tally.counts.of_facet(at), tally.totals.counts.of_facet(at)))
    }

    /// Writes the counts of a facet's values, in the order of their names, as what a JSON object has in it.
    pub(super) fn write_facet(&self, fails: &Fails, facet: Facet, text: &mut String) {
        let Some((tally, at)) = self.find_facet(fails, facet) else { return };
        let counts = tally.counts.of_facet(at);
        let mut number = itoa::Buffer::new();
        for (nth, (name, place)) in tally.totals.names[at].iter().enumerate() {
            text.push_str(if nth > 0 { "," } else { "" });
            text.push_str(name);
            text.push(':');
            text.push_str(number.format(counts[*place]));
        }
    }

    /// The counts of a measure's bins, in the same way.
    pub(super) fn of_measure(&self, fails: &Fails, measure: Measure) -> &[u32] {
        let but = Some(measure_filter(measure)).filter(|filter| fails.is_active(*filter));
        self.find(Group::Measure(measure), but).map_or(&[], |tally| &tally.counts.cells)
    }

    /// All counts as text, which is written once as long as nothing is counted anew.
    pub(super) fn text(&self, write: impl FnOnce() -> String) -> &str {
        self.text.get_or_init(write)
    }

    /// The counts that have a facet's, and its place among them.
    fn find_facet(&self, fails: &Fails, facet: Facet) -> Option<(&Tally, usize)> {
        let group = Columns::group(facet);
        let at = Columns::facets(group).iter().position(|other| *other == facet)?;
        let but = Some(facet_filter(facet)).filter(|filter| fails.is_active(*filter));
        Some((self.find(group, but)?, at))
    }

    fn find(&self, group: Group, but: Option<Filter>) -> Option<&Tally> {
        self.all.iter().find(|tally| tally.group == group && tally.but == but)
    }

    /// Brings every count up to the filters, of which `has_changed` says whether any is another than before.
    pub(super) fn update(&mut self, columns: Columns<'_>, fails: &Fails, anew: Anew, has_changed: bool) {
        if !self.all.is_empty() && !has_changed && !anew.policy && !anew.price {
            return;
        }
        self.text.take();
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
                    let counts = Counts { cells: vec![0; totals.counts.cells.len()], ..Counts::default() };
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
            let counters = members.iter_mut().filter_map(|tally| match columns.counted(tally.group) {
                Counted::Cells(cells) => {
                    Some(Counter { cells, counts: &mut tally.counts.cells, all: &tally.totals.counts.cells })
                }
                Counted::Held(_) => None,
            });
            recount(counters.collect(), &old, &new, columns.table.len());
            for tally in members {
                tally.rows = Rc::clone(&new);
                tally.counts.finish(columns, tally.group, &new);
            }
        }
    }

    fn totals(&mut self, columns: Columns<'_>, group: Group) -> Rc<Totals> {
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
        let names = (0..)
            .zip(Columns::facets(group))
            .map(|(at, facet)| names(&columns.names(*facet), counts.of_facet(at)));
        let names = names.collect();
        let totals = Rc::new(Totals { counts, names });
        self.totals.push((group, Rc::clone(&totals)));
        totals
    }
}

/// The names of values that some row has as JSON, in their order, with their places. Of equal names the last counts.
fn names(names: &[&str], totals: &[u32]) -> Vec<(String, usize)> {
    let order = sorted_positions(names.len(), &|one, other| names[one].cmp(names[other]));
    let mut written: Vec<(String, usize)> = Vec::new();
    for place in order.into_iter().filter(|place| totals[*place] > 0) {
        let name = text::written(&names[place]);
        if written.last().is_some_and(|(before, _)| *before == name) {
            written.pop();
        }
        written.push((name, place));
    }
    written
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
