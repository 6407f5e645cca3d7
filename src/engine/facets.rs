//! Counts for every value of every facet, each facet ignoring its own filter.

use std::collections::BTreeMap;

use crate::domain::{
    character::Character,
    network::Network,
    order::map_of,
    query::{Facet, UNKNOWN},
    tier::Tier,
};

use super::{
    dictionary::ABSENT,
    filter::{Columns, Fails, facet_bit},
};

/// Counts by facet and value. Every value that some row of the catalogue has is there, if only with 0.
pub(super) fn count(columns: Columns<'_>, fails: &Fails) -> BTreeMap<String, BTreeMap<String, usize>> {
    map_of(Facet::ALL.into_iter().map(|facet| (facet.as_str().to_owned(), count_one(columns, fails, facet))))
}

fn count_one(columns: Columns<'_>, fails: &Fails, facet: Facet) -> BTreeMap<String, usize> {
    let words = &columns.table.words;
    let names: Vec<&str> = match facet {
        Facet::Network => Network::ALL.iter().map(|network| network.as_str()).collect(),
        Facet::Tier => Tier::ALL.iter().map(|tier| tier.as_str()).collect(),
        Facet::Character => Character::ALL.iter().map(|character| character.as_str()).collect(),
        Facet::Country => words.countries.words().iter().map(|word| &**word).collect(),
        Facet::Language => words.languages.words().iter().map(|word| &**word).collect(),
        Facet::Topic => words.topics.words().iter().map(|word| &**word).collect(),
        Facet::Label => words.labels.words().iter().map(|word| &**word).collect(),
    };
    let bit = facet_bit(facet);
    // One slot more for the unknown.
    let mut passing = vec![0usize; names.len() + 1];
    let mut present = vec![false; names.len() + 1];
    for row in 0..columns.table.len() {
        let passes = fails.passes_but(row, bit);
        columns.each_value(facet, row, |code| {
            let slot = if code == ABSENT { names.len() } else { code as usize };
            present[slot] = true;
            passing[slot] += usize::from(passes);
        });
    }
    let counts = names.into_iter().chain([UNKNOWN]).zip(passing).zip(present);
    map_of(counts.filter(|(_, present)| *present).map(|((name, count), _)| (name.to_owned(), count)))
}
