//! Filters as sets of failing rows, one a filter, so that each facet can ignore its own and only the filter
//! that changed is run again.

use std::rc::Rc;

use crate::domain::query::{Facet, Filters, ListFilter, Measure, Query};

use super::{
    bitmap::Bitmap,
    columns::{Anew, Cells, Columns, Counted},
    search::Found,
};

/// A filter: the text, a facet's list or a measure's range.
pub(super) type Filter = usize;

const TEXT: Filter = 0;
const N_FILTERS: usize = 1 + Facet::ALL.len() + Measure::ALL.len();

/// The filter of a facet.
pub(super) const fn facet_filter(facet: Facet) -> Filter {
    1 + facet.index()
}

/// The filter of a measure.
pub(super) const fn measure_filter(measure: Measure) -> Filter {
    1 + Facet::ALL.len() + measure.index()
}

/// The rows that fail each filter, and those that pass them all.
#[derive(Debug, Default)]
pub(super) struct Fails {
    filters: Filters,
    /// What the text found, word by word.
    found: Found,
    /// `None` for a filter that lets everything pass.
    failing: [Option<Bitmap>; N_FILTERS],
    passing: Rc<Bitmap>,
    /// The rows that pass all other filters; `None` as above.
    passing_but: [Option<Rc<Bitmap>>; N_FILTERS],
}

impl Fails {
    /// For a catalogue of so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self { passing: Rc::new(Bitmap::full(n_rows)), ..Self::default() }
    }

    /// Brings the sets up to the filters of a query. Filters that stand as they stood are not run again, unless
    /// the columns they read were computed anew. Says whether any was run.
    pub(super) fn update(&mut self, columns: Columns<'_>, query: &Query, anew: Anew) -> bool {
        let mut ran = false;
        let before = std::mem::replace(&mut self.filters, query.filters.clone());
        if before.text != query.filters.text {
            ran = true;
            self.failing[TEXT] = columns.table.find_text(&query.filters.text, &mut self.found).map(|found| {
                let mut failing = Bitmap::full(columns.table.len());
                failing.subtract(&found);
                failing
            });
        }
        for facet in Facet::ALL {
            let is_stale = anew.policy && matches!(facet, Facet::Tier | Facet::Character);
            let list = query.filters.list(facet);
            if before.list(facet) != list || (is_stale && !list.is_empty()) {
                ran = true;
                self.failing[facet_filter(facet)] =
                    (!list.is_empty()).then(|| list_failing(columns, facet, list));
            }
        }
        for measure in Measure::ALL {
            let is_stale = anew.price && measure == Measure::Price;
            let range = *query.filters.range(measure);
            if *before.range(measure) != range || (is_stale && !range.is_empty()) {
                ran = true;
                self.failing[measure_filter(measure)] =
                    (!range.is_empty()).then(|| columns.measure(measure).failing(&range));
            }
        }
        if ran {
            self.combine(columns.table.len());
        }
        ran
    }

    /// Sets that come out as they were are kept as they were, so that who counted them need not count again.
    fn combine(&mut self, n_rows: usize) {
        let old: Vec<Rc<Bitmap>> =
            std::iter::once(&self.passing).chain(self.passing_but.iter().flatten()).cloned().collect();
        let keep = |new: Bitmap| old.iter().find(|old| ***old == new).map_or_else(|| Rc::new(new), Rc::clone);
        let all_but = |but: Option<Filter>| {
            let mut passing = Bitmap::full(n_rows);
            for (filter, failing) in self.failing.iter().enumerate() {
                if let Some(failing) = failing.as_ref().filter(|_| but != Some(filter)) {
                    passing.subtract(failing);
                }
            }
            keep(passing)
        };
        let passing = all_but(None);
        self.passing_but =
            std::array::from_fn(|filter| self.failing[filter].as_ref().map(|_| all_but(Some(filter))));
        self.passing = passing;
    }

    /// The rows that pass every filter.
    pub(super) fn passing(&self) -> &Rc<Bitmap> {
        &self.passing
    }

    /// Whether a filter can fail anything.
    pub(super) fn is_active(&self, filter: Filter) -> bool {
        self.failing[filter].is_some()
    }

    /// The rows that pass every filter but one.
    pub(super) fn passing_but(&self, filter: Filter) -> &Rc<Bitmap> {
        self.passing_but[filter].as_ref().unwrap_or(&self.passing)
    }

    /// Rows that would pass if one filter alone were lifted, by the filter's key.
    pub(super) fn lifted(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        let facets = Facet::ALL.into_iter().map(|facet| (facet.as_str(), facet_filter(facet)));
        let measures = Measure::ALL.into_iter().map(|measure| (measure.as_str(), measure_filter(measure)));
        std::iter::once(("q", TEXT))
            .chain(facets)
            .chain(measures)
            .filter(|(_, filter)| self.is_active(*filter))
            .map(|(key, filter)| (key, self.passing_but(filter).count()))
    }
}

/// The rows that fail a list. Where rows are in cells, the rule is run once a cell.
fn list_failing(columns: Columns<'_>, facet: Facet, list: &ListFilter) -> Bitmap {
    let codes = |values: &[String]| -> Vec<usize> {
        values.iter().filter_map(|value| columns.value_named(facet, value)).collect()
    };
    let (include, exclude) = (codes(&list.include), codes(&list.exclude));
    let group = Columns::group(facet);
    let cells = match columns.counted(group) {
        Counted::Cells(cells) => cells,
        Counted::Held(holders) => {
            let mut failing = holders.any(&exclude);
            if !list.include.is_empty() {
                let mut others = Bitmap::full(columns.table.len());
                others.subtract(&holders.any(&include));
                failing.unite(&others);
            }
            return failing;
        }
    };
    let fails: Vec<bool> = (0..columns.n_cells(group))
        .map(|cell| {
            let is_among =
                |values: &[usize]| Columns::value(facet, cell).is_some_and(|value| values.contains(&value));
            !(list.include.is_empty() || is_among(&include)) || is_among(&exclude)
        })
        .collect();
    match cells {
        Cells::Small(cells) => {
            let mut fails = fails;
            // Every byte is a place of the table, so that no place needs a check.
            fails.resize(256, false);
            let fails: [bool; 256] = fails.try_into().unwrap_or([false; 256]);
            Bitmap::of(cells, |cell| fails[usize::from(cell)])
        }
        Cells::Wide(cells) => Bitmap::of(cells, |cell| fails[cell as usize]),
    }
}
