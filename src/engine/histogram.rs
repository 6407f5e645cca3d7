//! Histograms of the measures, each ignoring its own filter.

use crate::domain::{
    answer::{Histogram, Histograms},
    order::map_of,
    query::Measure,
};

use super::{columns::Columns, filter::Fails, tally::Tallies};

/// Histograms by measure.
pub(super) fn count(columns: Columns<'_>, fails: &Fails, tallies: &Tallies) -> Histograms {
    let of = |measure| {
        let column = columns.measure(measure);
        let counts = tallies.of_measure(fails, measure);
        let (known, unknown) = counts.split_at(column.n_bins().min(counts.len()));
        Histogram {
            edges: column.edges().to_vec(),
            counts: known.iter().map(|count| *count as usize).collect(),
            unknown: unknown.first().map_or(0, |count| *count as usize),
        }
    };
    map_of(Measure::ALL.into_iter().map(|measure| (measure.as_str().to_owned(), of(measure))))
}
