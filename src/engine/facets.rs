//! Counts for every value of every facet, each facet ignoring its own filter.

use crate::domain::{answer::Facets, order::map_of, query::Facet};

use super::{columns::Columns, filter::Fails, tally::Tallies};

/// Counts by facet and value. Every value that some row of the catalogue has is there, if only with 0.
pub(super) fn count(columns: Columns<'_>, fails: &Fails, tallies: &Tallies) -> Facets {
    let of = |facet| {
        let (counts, totals) = tallies.of_facet(fails, facet);
        let values = columns.names(facet).into_iter().zip(counts.iter().zip(totals));
        let present = values.filter(|(_, (_, total))| **total > 0);
        map_of(present.map(|(name, (count, _))| (name.to_owned(), *count as usize)))
    };
    map_of(Facet::ALL.into_iter().map(|facet| (facet.as_str().to_owned(), of(facet))))
}
