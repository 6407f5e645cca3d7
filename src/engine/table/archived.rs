//! Columns that are kept as bytes, so that a catalogue which was opened before need not be read into columns again.

use crate::{
    archive::Archive,
    domain::{network::Network, profile::Basis, signals::Growth},
    store::Profiles,
};

use super::{Table, Words, builder::Builder};

/// In the order of their numbers.
const GROWTHS: [Growth; 5] =
    [Growth::Unknown, Growth::Steady, Growth::Spike, Growth::SpikeAlone, Growth::SpikeAndFall];

impl Table {
    /// One without rows.
    pub(in crate::engine) fn blank() -> Self {
        let nothing = Profiles::default();
        Builder::new(0, &nothing).finish(&nothing)
    }

    /// Writes the columns, or fills them in. Orders that only some queries need are not among them.
    pub(in crate::engine) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.words.archive(archive);
        self.archive_kinds(archive);
        archive.column(&mut self.id_order);
        for measured in [&mut self.followers, &mut self.credibility] {
            measured.archive(archive);
        }
        for places in [&mut self.country, &mut self.language] {
            places.archive(archive);
        }
        for shares in std::iter::once(&mut self.topics).chain(&mut self.audience) {
            shares.archive(archive);
        }
        self.prices.archive(archive);
        for lists in [&mut self.offers, &mut self.labels, &mut self.mentions] {
            lists.archive(archive);
        }
        for holders in [&mut self.topic_holders, &mut self.label_holders] {
            holders.archive(archive);
        }
        for numbers in &mut self.numbers {
            numbers.archive(archive);
        }
        self.text.archive(archive);
    }

    /// The columns of values that each are one of a few, together.
    fn archive_kinds(&mut self, archive: &mut Archive<'_>) {
        let Self { network, growth, basis, credibility_is_floor, .. } = self;
        let kind = |row: usize| {
            let (network, growth) = (network[row].index() as u16, growth[row] as u16);
            let basis = basis[row].map_or(0, |basis| basis as u16 + 1);
            network << 8 | growth << 4 | basis << 1 | u16::from(credibility_is_floor[row])
        };
        let mut kinds: Vec<u16> = (0..network.len()).map(kind).collect();
        archive.column(&mut kinds);
        if archive.is_reading() {
            network.reserve_exact(kinds.len());
            growth.reserve_exact(kinds.len());
            basis.reserve_exact(kinds.len());
            credibility_is_floor.reserve_exact(kinds.len());
            for kind in kinds.into_iter().map(usize::from) {
                network.push(Network::ALL.get(kind >> 8).copied().unwrap_or(Network::X));
                growth.push(GROWTHS.get(kind >> 4 & 7).copied().unwrap_or_default());
                basis.push((kind >> 1 & 7).checked_sub(1).and_then(|basis| Basis::ALL.get(basis).copied()));
                credibility_is_floor.push(kind & 1 == 1);
            }
        }
    }
}

impl Words {
    fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { topics, countries, languages, labels, ages, genders, brands } = self;
        for words in [topics, countries, languages, labels, ages, genders, brands] {
            words.archive(archive);
        }
    }
}
