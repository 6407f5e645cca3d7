//! Everything in columns that a query reads, and what it may be counted by.

use crate::domain::{
    character::Character,
    criteria::demand::Lexicon as _,
    criterion::Criterion,
    network::Network,
    peers::Peers,
    query::{Facet, Measure, SortKey, UNKNOWN},
    tier::Tier,
};

use super::{
    holders::Holders,
    measured::Measured,
    scores::{Basis, BriefScores, FixedScores, PolicyColumns, class},
    table::Table,
};

/// Which columns were computed anew since the filters ran.
#[expect(clippy::struct_excessive_bools, reason = "each is of columns of its own")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Anew {
    /// Tier and character.
    pub(super) policy: bool,
    /// Scores.
    pub(super) brief: bool,
    /// The price that counts.
    pub(super) price: bool,
    /// What stands against a row.
    pub(super) gates: bool,
}

/// All columns of a catalogue under one query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) table: &'a Table,
    pub(super) peers: &'a Peers,
    pub(super) fixed: &'a FixedScores,
    pub(super) policy: &'a PolicyColumns,
    pub(super) brief: &'a BriefScores,
}

/// A column that rows are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Network, tier and character together.
    Class,
    /// Country.
    Country,
    /// Language.
    Language,
    /// Topics.
    Topics,
    /// Labels.
    Labels,
    /// The bin of a measure.
    Measure(Measure),
}

/// What a column counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted<'a> {
    /// Each row is in one cell, and a cell stands for values of one or more facets or for a bin of a histogram.
    Cells(Cells<'a>),
    /// A row holds any number of a facet's values.
    Held(&'a Holders),
}

/// The cell of each row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cells<'a> {
    Small(&'a [u8]),
    Wide(&'a [u32]),
}

impl<'a> Columns<'a> {
    /// The column of a measure.
    pub(super) fn measure(&self, measure: Measure) -> &'a Measured {
        match measure {
            Measure::Followers => &self.table.followers,
            Measure::Er => &self.fixed.er,
            Measure::Credibility => &self.table.credibility,
            Measure::Price => &self.brief.price,
        }
    }

    /// What scores are computed from.
    pub(super) fn basis(&self) -> Basis<'a> {
        Basis { table: self.table, peers: self.peers, fixed: self.fixed }
    }

    /// A bound of a criterion, every row; empty where the brief asks no part of it.
    pub(super) fn bound(&self, criterion: Criterion, bound: SortKey) -> &'a [u16] {
        match bound {
            SortKey::Estimate => self.brief.estimate(self.basis(), criterion),
            _ => self.brief.low(self.basis(), criterion),
        }
    }

    /// The lower bound of each criterion of a row, and its known share in tenths of a percent.
    pub(super) fn firm(&self, row: usize) -> ([u16; 6], [u16; 6]) {
        let (mut lows, mut known) = ([0; 6], [0; 6]);
        for criterion in Criterion::ALL {
            let at = criterion.index();
            (lows[at], known[at]) = self.brief.firm(self.basis(), criterion, row);
        }
        (lows, known)
    }

    /// The column that has a facet's values.
    pub(super) fn group(facet: Facet) -> Group {
        match facet {
            Facet::Network | Facet::Tier | Facet::Character => Group::Class,
            Facet::Country => Group::Country,
            Facet::Language => Group::Language,
            Facet::Topic => Group::Topics,
            Facet::Label => Group::Labels,
        }
    }

    /// What a group counts.
    pub(super) fn counted(&self, group: Group) -> Counted<'a> {
        match group {
            Group::Class => Counted::Cells(Cells::Small(&self.policy.classes)),
            Group::Country => Counted::Cells(self.table.country.cells()),
            Group::Language => Counted::Cells(self.table.language.cells()),
            Group::Topics => Counted::Held(&self.table.topic_holders),
            Group::Labels => Counted::Held(&self.table.label_holders),
            Group::Measure(measure) => Counted::Cells(Cells::Small(self.measure(measure).bins())),
        }
    }

    /// The facets whose values a group's cells stand for.
    pub(super) const fn facets(group: Group) -> &'static [Facet] {
        match group {
            Group::Class => &[Facet::Network, Facet::Tier, Facet::Character],
            Group::Country => &[Facet::Country],
            Group::Language => &[Facet::Language],
            Group::Topics => &[Facet::Topic],
            Group::Labels => &[Facet::Label],
            Group::Measure(_) => &[],
        }
    }

    /// Counts by cell as counts by value of a facet, in the order of [`Self::names`].
    pub(super) fn by_value(&self, facet: Facet, counts: &[u32]) -> Vec<u32> {
        let mut values = vec![0; self.n_values(facet)];
        for (cell, count) in counts.iter().enumerate() {
            if let Some(value) = Self::value(facet, cell) {
                values[value] += count;
            }
        }
        values
    }

    /// Cells that rows can be in.
    pub(super) fn n_cells(&self, group: Group) -> usize {
        let words = &self.table.words;
        match group {
            Group::Class => class::COUNT,
            Group::Country => words.countries.words().len() + 1,
            Group::Language => words.languages.words().len() + 1,
            Group::Topics | Group::Labels => 0,
            Group::Measure(measure) => self.measure(measure).n_bins() + 1,
        }
    }

    /// The names of a facet's values; the last stands for the unknown.
    pub(super) fn names(&self, facet: Facet) -> Vec<&'a str> {
        let words = &self.table.words;
        let mut names: Vec<&str> = match facet {
            Facet::Network => Network::ALL.iter().map(|network| network.as_str()).collect(),
            Facet::Tier => Tier::ALL.iter().map(|tier| tier.as_str()).collect(),
            Facet::Character => Character::ALL.iter().map(|character| character.as_str()).collect(),
            Facet::Country => words.countries.words().iter().map(|word| &**word).collect(),
            Facet::Language => words.languages.words().iter().map(|word| &**word).collect(),
            Facet::Topic => words.topics.words().iter().map(|word| &**word).collect(),
            Facet::Label => words.labels.words().iter().map(|word| &**word).collect(),
        };
        names.push(UNKNOWN);
        names
    }

    /// The place of a name in [`Self::names`]; `None` where no row has it.
    pub(super) fn value_named(&self, facet: Facet, name: &str) -> Option<usize> {
        let names = self.names(facet);
        if name == UNKNOWN {
            return Some(names.len() - 1);
        }
        let words = &self.table.words;
        let value = match facet {
            Facet::Language => words.language(name) as usize,
            _ => names.iter().position(|other| *other == name)?,
        };
        (value < names.len() - 1).then_some(value)
    }

    /// The value of a facet that a cell stands for, as a place in [`Self::names`]; `None` where rows hold values.
    pub(super) fn value(facet: Facet, cell: usize) -> Option<usize> {
        match facet {
            Facet::Network => Some(class::network(cell)),
            Facet::Tier => Some(class::tier(cell)),
            Facet::Character => Some(class::character(cell)),
            Facet::Country | Facet::Language => Some(cell),
            Facet::Topic | Facet::Label => None,
        }
    }

    /// How many places there are in [`Self::names`].
    fn n_values(&self, facet: Facet) -> usize {
        let words = &self.table.words;
        1 + match facet {
            Facet::Network => Network::ALL.len(),
            Facet::Tier => Tier::ALL.len(),
            Facet::Character => Character::ALL.len(),
            Facet::Country => words.countries.words().len(),
            Facet::Language => words.languages.words().len(),
            Facet::Topic => words.topics.words().len(),
            Facet::Label => words.labels.words().len(),
        }
    }
}
