//! A part that the brief asks, in columns: one score a distinct input where inputs are coded, else one a row.
//!
//! The list is ordered by lower bounds, so these lie apart and are all that an edit computes for every row. What
//! an estimate takes for a missing part is worked out when a row without it is shown.

use std::cell::OnceCell;

use crate::domain::{
    criteria::{Part, PartScore, cost, demand::Demand},
    network::Network,
    peers::Peers,
    signals::Signals,
};

use super::{packed::Packed, quartiles::Quartiles};
use crate::engine::{coded::CodedLists, table::Table};

/// One part of every row.
#[derive(Debug)]
pub(super) struct AskedPart {
    part: Part,
    /// Whether every row has a score of its own though the part has codes: these do not tell networks apart.
    by_row: bool,
    /// By code of the input, or by row; estimates as far as the input alone gives them.
    scores: Vec<Packed>,
    /// The lower bounds alone.
    low: Vec<u16>,
    quartiles: OnceCell<Quartiles>,
}

/// How a part's scores are found.
enum Codes<'a> {
    /// By codes, each of which stands for all that the part reads of a profile besides the network. A part whose
    /// formula comes to read more leaves this kind, here and in [`AskedPart::new`].
    Whole(&'a [u32]),
    /// By codes that stand for all that a known score reads; the estimate of an unknown one reads more.
    Known(&'a [u32]),
    /// By row; the estimate of an unknown score is left out.
    KnownRows,
    /// By row.
    Rows,
}

fn codes(part: Part, table: &Table) -> Codes<'_> {
    let [countries, languages, ages, genders] = &table.audience;
    match part {
        Part::SizeFit => Codes::Whole(table.followers.numbers().codes()),
        Part::AudienceTopics => Codes::Whole(table.topics.codes()),
        Part::AudienceCountries => Codes::Whole(countries.codes()),
        Part::AudienceLanguages => Codes::Whole(languages.codes()),
        Part::AudienceAges => Codes::Whole(ages.codes()),
        Part::AudienceGenders => Codes::Whole(genders.codes()),
        Part::CostOffer => Codes::Whole(table.offers.codes()),
        Part::ValuesLabels => Codes::Whole(table.labels.codes()),
        Part::CostBudget => Codes::Known(table.prices.codes()),
        Part::CostCpm => Codes::KnownRows,
        _ => Codes::Rows,
    }
}

impl AskedPart {
    /// Scores every row.
    pub(super) fn new(part: Part, table: &Table, peers: &Peers, demand: &Demand) -> Self {
        let of_row = |row: usize| score(part, table, peers, demand, row);
        let of_list = |signals: &Signals<'_>| demand.score(part, signals, 0.0);
        let [countries, languages, ages, genders] = &table.audience;
        let by_row = part == Part::SizeFit && demand.sizes_vary();
        let scores = match part {
            Part::SizeFit if !by_row => by_followers(table, of_list),
            Part::AudienceTopics => {
                by_list(&table.topics, |signals, topics| signals.topics = topics, of_list)
            }
            Part::AudienceCountries => {
                by_list(countries, |signals, shares| signals.countries = shares, of_list)
            }
            Part::AudienceLanguages => {
                by_list(languages, |signals, shares| signals.languages = shares, of_list)
            }
            Part::AudienceAges => by_list(ages, |signals, shares| signals.ages = shares, of_list),
            Part::AudienceGenders => by_list(genders, |signals, shares| signals.genders = shares, of_list),
            Part::CostBudget => by_list(&table.prices, |signals, prices| signals.prices = prices, of_list),
            Part::CostOffer => by_owner(&table.offers, of_row),
            Part::ValuesLabels => by_owner(&table.labels, of_row),
            Part::CostCpm => {
                let lists = &table.prices;
                let is_firm = |code| {
                    let prices = lists.list(code).unwrap_or_default();
                    cost::firm(cost::price_of(prices, demand.format)).is_some()
                };
                let is_firm: Vec<bool> = (0..lists.n_lists()).map(is_firm).collect();
                let rows = lists.codes().iter().enumerate();
                let known = |(row, code): (usize, &u32)| {
                    if is_firm[*code as usize] { Packed::new(of_row(row)) } else { Packed::UNKNOWN }
                };
                rows.map(known).collect()
            }
            _ => (0..table.len()).map(|row| Packed::new(of_row(row))).collect(),
        };
        let low = scores.iter().map(|score| score.low()).collect();
        Self { part, by_row, scores, low, quartiles: OnceCell::new() }
    }

    fn codes<'t>(&self, table: &'t Table) -> Codes<'t> {
        if self.by_row { Codes::Rows } else { codes(self.part, table) }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        size_of_val(&self.scores[..]) + size_of_val(&self.low[..])
    }

    /// The part.
    pub(super) fn part(&self) -> Part {
        self.part
    }

    /// The score of a row, with its estimate.
    pub(super) fn at(&self, table: &Table, peers: &Peers, demand: &Demand, row: usize) -> Packed {
        let (at, is_rough) = match self.codes(table) {
            Codes::Whole(codes) => (codes[row] as usize, false),
            Codes::Known(codes) => (codes[row] as usize, true),
            Codes::KnownRows => (row, true),
            Codes::Rows => (row, false),
        };
        let mut packed = self.scores[at];
        if is_rough && !packed.is_known() {
            packed = Packed::new(score(self.part, table, peers, demand, row));
        }
        if packed.has_estimate() { packed } else { packed.filled(self.quartile(table, table.network[row])) }
    }

    /// The score of a row, with nothing in place of its estimate.
    pub(super) fn firm(&self, table: &Table, row: usize) -> Packed {
        let at = match self.codes(table) {
            Codes::Whole(codes) | Codes::Known(codes) => codes[row] as usize,
            Codes::KnownRows | Codes::Rows => row,
        };
        self.scores[at].without_estimate()
    }

    /// Adds the lower bounds, times a weight, to the `sums` of the rows from `start`.
    pub(super) fn add_low(&self, table: &Table, weight: u8, start: usize, sums: &mut [u16]) {
        let weight = u16::from(weight);
        match self.codes(table) {
            Codes::Whole(codes) | Codes::Known(codes) => {
                for (sum, code) in sums.iter_mut().zip(&codes[start..]) {
                    *sum += self.low[*code as usize] * weight;
                }
            }
            Codes::KnownRows | Codes::Rows => {
                for (sum, low) in sums.iter_mut().zip(&self.low[start..]) {
                    *sum += low * weight;
                }
            }
        }
    }

    /// What the estimate takes for a row of a network that has none: fitted over all rows when it is first asked.
    pub(super) fn quartile(&self, table: &Table, network: Network) -> u16 {
        let quartiles = self.quartiles.get_or_init(|| match self.codes(table) {
            Codes::Whole(codes) | Codes::Known(codes) => {
                self.fit(table.network.iter().zip(codes.iter().map(|code| *code as usize)))
            }
            Codes::KnownRows | Codes::Rows => self.fit(table.network.iter().zip(0..)),
        });
        quartiles.of(network)
    }

    fn fit<'a>(&self, rows: impl Iterator<Item = (&'a Network, usize)>) -> Quartiles {
        Quartiles::new(rows.filter_map(|(network, at)| Some((*network, self.scores[at].known_low()?, 1))))
    }
}

fn score(part: Part, table: &Table, peers: &Peers, demand: &Demand, row: usize) -> PartScore {
    let signals = table.signals(row);
    demand.score(part, &signals, peers.usual_credibility(signals.network))
}

/// Scores once a distinct list, all else unknown.
fn by_list<'t, T>(
    lists: &'t CodedLists<T>,
    put: impl Fn(&mut Signals<'t>, &'t [T]),
    score: impl Fn(&Signals<'t>) -> PartScore,
) -> Vec<Packed> {
    let mut signals = Signals::unknown(Network::ALL[0]);
    let of_list = |(code, (network, ..)): (usize, (Network, usize, u32))| {
        signals.network = network;
        put(&mut signals, lists.list(code).unwrap_or_default());
        Packed::new(score(&signals))
    };
    lists.owners().enumerate().map(of_list).collect()
}

/// Scores once a distinct list, on a row that has it.
fn by_owner<T>(lists: &CodedLists<T>, score: impl Fn(usize) -> PartScore) -> Vec<Packed> {
    lists.owners().map(|(_, row, _)| Packed::new(score(row))).collect()
}

/// Scores once a distinct number of followers, then once without.
fn by_followers(table: &Table, score: impl Fn(&Signals<'_>) -> PartScore) -> Vec<Packed> {
    let mut signals = Signals::unknown(Network::ALL[0]);
    let known = table.followers.numbers().values().iter().map(|followers| Some(*followers));
    // The unknown have codes by network.
    let unknown = Network::ALL.iter().map(|_| None);
    let of_number = |followers| {
        signals.followers = followers;
        Packed::new(score(&signals))
    };
    known.chain(unknown).map(of_number).collect()
}
