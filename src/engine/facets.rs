//! Counts for every value of every facet, each facet ignoring its own filter.

use crate::domain::{
    answer::Facets,
    order::{map_of, sorted_positions},
    query::Facet,
};

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

/// The same as JSON.
pub(super) fn text(fails: &Fails, tallies: &Tallies) -> String {
    let mut text = String::with_capacity(1 << 11);
    let key = |at: usize| Facet::ALL[at].as_str();
    for at in sorted_positions(Facet::ALL.len(), &|one, other| key(one).cmp(key(other))) {
        text.push(if text.is_empty() { '{' } else { ',' });
        // Keys of facets are plain words.
        text.extend(["\"", key(at), "\":{"]);
        tallies.write_facet(fails, Facet::ALL[at], &mut text);
        text.push('}');
    }
    text.push('}');
    text
}
