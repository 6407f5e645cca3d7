//! Filters as fail bits: one bit a filter and row, so that each facet can ignore its own.

use crate::domain::{
    criteria::demand::Lexicon as _,
    network::Network,
    query::{Facet, Filters, ListFilter, Measure, Query, RangeFilter, UNKNOWN},
};

use super::{
    column::Numbers,
    dictionary::ABSENT,
    scores::{BriefScores, FixedScores, PolicyColumns},
    table::Table,
};

/// Bit of the text filter; facets and measures follow in their own order.
const TEXT_BIT: u16 = 1;

/// Bit of a facet's filter.
pub(super) const fn facet_bit(facet: Facet) -> u16 {
    1 << (1 + facet.index())
}

/// Bit of a measure's filter.
pub(super) const fn measure_bit(measure: Measure) -> u16 {
    1 << (1 + Facet::ALL.len() + measure.index())
}

/// Which columns were computed anew since the filters ran.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Anew {
    /// Tier and character.
    pub(super) policy: bool,
    /// Scores and price.
    pub(super) brief: bool,
}

/// What filters read besides the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) table: &'a Table,
    pub(super) fixed: &'a FixedScores,
    pub(super) policy: &'a PolicyColumns,
    pub(super) brief: &'a BriefScores,
}

impl Columns<'_> {
    /// The numbers of a measure, in its own unit; credibility still as a fraction.
    pub(super) fn measure(&self, measure: Measure) -> &Numbers {
        match measure {
            Measure::Followers => &self.table.followers,
            Measure::Er => &self.fixed.er,
            Measure::Credibility => &self.table.credibility,
            Measure::Price => &self.brief.price,
        }
    }

    /// Calls `see` with every value of a facet on a row, as a code of the facet; [`ABSENT`] where unknown.
    pub(super) fn each_value(&self, facet: Facet, row: usize, mut see: impl FnMut(u32)) {
        let table = self.table;
        match facet {
            Facet::Network => see(table.network[row].index() as u32),
            Facet::Tier => see(self.policy.tier[row].map_or(ABSENT, |tier| tier.index() as u32)),
            Facet::Character => {
                see(self.policy.character[row].0.map_or(ABSENT, |character| character as u32));
            }
            Facet::Country => see(table.country.as_slice()[row]),
            Facet::Language => see(table.language.as_slice()[row]),
            Facet::Topic => {
                let topics = table.topics(row);
                for (topic, _) in topics {
                    see(*topic);
                }
                if topics.is_empty() {
                    see(ABSENT);
                }
            }
            Facet::Label => match table.labels(row) {
                Some(labels) => {
                    for label in labels {
                        see(*label);
                    }
                }
                None => see(ABSENT),
            },
        }
    }

    /// The code of a facet's value; `None` where no row has it.
    fn code(&self, facet: Facet, value: &str) -> Option<u32> {
        if value == UNKNOWN {
            return Some(ABSENT);
        }
        let words = &self.table.words;
        let code = match facet {
            Facet::Network => value.parse::<Network>().map_or(ABSENT, |network| network.index() as u32),
            Facet::Tier => {
                value.parse::<crate::domain::tier::Tier>().map_or(ABSENT, |tier| tier.index() as u32)
            }
            Facet::Character => crate::domain::character::Character::ALL
                .iter()
                .position(|character| character.as_str() == value)
                .map_or(ABSENT, |position| position as u32),
            Facet::Country => words.country(value),
            Facet::Language => words.language(value),
            Facet::Topic => words.topic(value),
            Facet::Label => words.label(value),
        };
        (code != ABSENT).then_some(code)
    }
}

/// The fail bits of every row, and the filters that they answer.
#[derive(Debug, Default)]
pub(super) struct Fails {
    bits: Vec<u16>,
    filters: Filters,
    active: u16,
}

impl Fails {
    /// Brings the bits up to the filters of a query. Filters that stand as they stood are not run again, unless
    /// the columns they read were computed anew. Says whether anything was run.
    pub(super) fn update(&mut self, columns: Columns<'_>, query: &Query, anew: Anew) -> bool {
        self.bits.resize(columns.table.len(), 0);
        let mut ran = false;
        let before = std::mem::replace(&mut self.filters, query.filters.clone());
        if before.text != query.filters.text {
            ran = true;
            self.clear(TEXT_BIT);
            if let Some(found) = columns.table.text.find(&query.filters.text) {
                self.set(TEXT_BIT, |row| !found.contains(row));
            }
        }
        for facet in Facet::ALL {
            let is_stale = anew.policy && matches!(facet, Facet::Tier | Facet::Character);
            let list = query.filters.list(facet);
            if before.list(facet) != list || (is_stale && !list.is_empty()) {
                ran = true;
                self.clear(facet_bit(facet));
                if !list.is_empty() {
                    self.list(columns, facet, list);
                }
            }
        }
        for measure in Measure::ALL {
            let is_stale = anew.brief && measure == Measure::Price;
            let range = *query.filters.range(measure);
            if *before.range(measure) != range || (is_stale && !range.is_empty()) {
                ran = true;
                self.clear(measure_bit(measure));
                if !range.is_empty() {
                    self.range(columns.measure(measure), measure, range);
                }
            }
        }
        ran
    }

    fn list(&mut self, columns: Columns<'_>, facet: Facet, list: &ListFilter) {
        let codes = |values: &[String]| -> Vec<u32> {
            values.iter().filter_map(|value| columns.code(facet, value)).collect()
        };
        let (include, exclude) = (codes(&list.include), codes(&list.exclude));
        self.set(facet_bit(facet), |row| {
            let (mut asked, mut ruled_out) = (list.include.is_empty(), false);
            columns.each_value(facet, row, |code| {
                asked |= include.contains(&code);
                ruled_out |= exclude.contains(&code);
            });
            !asked || ruled_out
        });
    }

    fn range(&mut self, numbers: &Numbers, measure: Measure, range: RangeFilter) {
        let scale = unit(measure);
        self.set(measure_bit(measure), |row| !range.passes(numbers.get(row).map(|number| number * scale)));
    }

    fn clear(&mut self, bit: u16) {
        if self.active & bit != 0 {
            self.active &= !bit;
            for bits in &mut self.bits {
                *bits &= !bit;
            }
        }
    }

    fn set(&mut self, bit: u16, fails: impl Fn(usize) -> bool) {
        self.active |= bit;
        for (row, bits) in self.bits.iter_mut().enumerate() {
            *bits |= if fails(row) { bit } else { 0 };
        }
    }

    /// Whether a row passes every filter.
    pub(super) fn passes(&self, row: usize) -> bool {
        self.bits[row] == 0
    }

    /// Whether a row passes every filter but one.
    pub(super) fn passes_but(&self, row: usize, bit: u16) -> bool {
        self.bits[row] & !bit == 0
    }

    /// The rows that pass every filter.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.bits.len()).filter(|row| self.passes(*row))
    }

    /// Rows that would pass if one filter alone were lifted, by the filter's key.
    pub(super) fn lifted(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        let facets = Facet::ALL.into_iter().map(|facet| (facet.as_str(), facet_bit(facet)));
        let measures = Measure::ALL.into_iter().map(|measure| (measure.as_str(), measure_bit(measure)));
        std::iter::once(("q", TEXT_BIT))
            .chain(facets)
            .chain(measures)
            .filter(|(_, bit)| self.active & bit != 0)
            .map(|(key, bit)| (key, (0..self.bits.len()).filter(|row| self.passes_but(*row, bit)).count()))
    }
}

/// What a column's number is multiplied by for the unit of its filter.
pub(super) const fn unit(measure: Measure) -> f64 {
    match measure {
        Measure::Credibility => 100.0,
        Measure::Followers | Measure::Er | Measure::Price => 1.0,
    }
}
