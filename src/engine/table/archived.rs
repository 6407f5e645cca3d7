//! Columns that are kept as bytes, so that a catalogue which was opened before need not be read into columns again.

use crate::{archive::Archive, domain::network::Network, store::Profiles};

use super::{Table, Words, builder::Builder};

impl Table {
    /// One without rows.
    pub(in crate::engine) fn blank() -> Self {
        let nothing = Profiles::default();
        Builder::new(0, &nothing).finish(&nothing)
    }

    /// Writes the columns, or fills them in. Orders that only some queries need are not among them.
    pub(in crate::engine) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.words.archive(archive);
        self.archive_networks(archive);
        self.kinds.archive(archive);
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

    fn archive_networks(&mut self, archive: &mut Archive<'_>) {
        let mut codes: Vec<u8> = self.network.iter().map(|network| network.index() as u8).collect();
        archive.column(&mut codes);
        if archive.is_reading() {
            let network = |code: u8| Network::ALL.get(usize::from(code)).copied().unwrap_or(Network::X);
            self.network = codes.into_iter().map(network).collect();
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
