//! Counts for every value of every facet, each facet ignoring its own filter.

use std::collections::BTreeMap;

use crate::domain::{order::map_of, query::Facet};

use super::{columns::Columns, filter::Fails, tally::Tallies};

/// Counts by facet and value. Every value that some row of the catalogue has is there, if only with 0.
pub(super) fn count(
    columns: Columns<'_>,
    fails: &Fails,
    tallies: &Tallies,
) -> BTreeMap<String, BTreeMap<String, usize>> {
    let of = |facet| count_one(columns, tallies.of_facet(fails, facet), facet);
    map_of(Facet::ALL.into_iter().map(|facet| (facet.as_str().to_owned(), of(facet))))
}

/// From cells to values.
fn count_one(
    columns: Columns<'_>,
    (counts, totals): (&[u32], &[u32]),
    facet: Facet,
) -> BTreeMap<String, usize> {
    let names = columns.names(facet);
    let mut passing = vec![0u32; names.len()];
    let mut present = vec![false; names.len()];
    for (cell, (count, total)) in counts.iter().zip(totals).enumerate() {
        if *total > 0 {
            columns.each_value(facet, cell, |value| {
                passing[value] += count;
                present[value] = true;
            });
        }
    }
    let counts = names.into_iter().zip(passing).zip(present).filter(|(_, present)| *present);
    map_of(counts.map(|((name, count), _)| (name.to_owned(), count as usize)))
}
