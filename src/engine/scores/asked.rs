//! A part that the brief asks, in columns: one score a distinct input where inputs are coded, else one a row.
//!
//! The list is ordered by lower bounds, so these are all that an edit computes for every row. The rest of a score is
//! worked out when its row is shown, or for all rows when they are ordered by estimates.

use std::cell::OnceCell;

use crate::domain::{
    criteria::{
        Part,
        demand::{Demand, says_something},
    },
    network::Network,
    peers::Peers,
    signals::{CodedShare, Signals},
};

use super::{firm::Firm, packed::Packed, quartiles::Quartiles};
use crate::engine::{
    coded::{CodedLists, holding},
    table::Table,
};

/// One part of every row.
#[derive(Debug)]
pub(super) struct AskedPart {
    part: Part,
    /// Whether every row has a score of its own though the part has codes: these do not tell networks apart.
    by_row: bool,
    /// Lower bounds by code of the input, or by row.
    firm: Vec<Firm>,
    /// Whole scores in the same order, with estimates as far as the input alone gives them.
    whole: OnceCell<Vec<Packed>>,
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

/// The shares that a part reads, and where signals have them; `None` for parts that read no list of shares.
fn shares(part: Part, table: &Table) -> Option<(&CodedLists<CodedShare>, Put<'_>)> {
    let [countries, languages, ages, genders] = &table.audience;
    Some(match part {
        Part::AudienceTopics => (&table.topics, |signals, topics| signals.topics = topics),
        Part::AudienceCountries => (countries, |signals, shares| signals.countries = shares),
        Part::AudienceLanguages => (languages, |signals, shares| signals.languages = shares),
        Part::AudienceAges => (ages, |signals, shares| signals.ages = shares),
        Part::AudienceGenders => (genders, |signals, shares| signals.genders = shares),
        _ => return None,
    })
}

/// Puts a list of shares where signals have it.
type Put<'t> = fn(&mut Signals<'t>, &'t [CodedShare]);

fn codes(part: Part, table: &Table) -> Codes<'_> {
    if let Some((lists, _)) = shares(part, table) {
        return Codes::Whole(lists.codes());
    }
    match part {
        Part::SizeFit => Codes::Whole(table.followers.numbers().codes()),
        Part::CostOffer => Codes::Whole(table.offers.codes()),
        Part::ValuesLabels => Codes::Whole(table.labels.codes()),
        Part::CostBudget => Codes::Known(table.prices.codes()),
        Part::CostCpm => Codes::KnownRows,
        _ => Codes::Rows,
    }
}

impl AskedPart {
    /// Scores every row.
    pub(super) fn new(part: Part, table: &Table, demand: &Demand) -> Self {
        let by_row = part == Part::SizeFit && demand.sizes_vary();
        let wanted = demand.wanted(part).map(|wanted| holding(wanted.into_iter()));
        let firm = |signals: &Signals<'_>| Firm::new(demand.least(part, signals));
        let nothing =
            |holdings: u64| wanted.filter(|wanted| holdings & wanted == 0).map(|_| Firm::new(Some(0)));
        let firm = each(part, by_row, table, nothing, firm);
        Self { part, by_row, firm, whole: OnceCell::new(), quartiles: OnceCell::new() }
    }

    fn codes<'t>(&self, table: &'t Table) -> Codes<'t> {
        if self.by_row { Codes::Rows } else { codes(self.part, table) }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        size_of_val(&self.firm[..]) + self.whole.get().map_or(0, |whole| size_of_val(&whole[..]))
    }

    /// The part.
    pub(super) fn part(&self) -> Part {
        self.part
    }

    /// The score of a row, with its estimate; `signals` are what the row says.
    pub(super) fn at(&self, table: &Table, peers: &Peers, demand: &Demand, signals: &Signals<'_>) -> Packed {
        let score = demand.score(self.part, signals, peers.usual_credibility(signals.network));
        self.filled(table, signals.network, Packed::new(score))
    }

    /// The estimate of a row, out of the scores of all.
    pub(super) fn estimate(&self, table: &Table, peers: &Peers, demand: &Demand, row: usize) -> u16 {
        let whole = self.whole.get_or_init(|| {
            let score = |signals: &Signals<'_>| {
                demand.score(self.part, signals, peers.usual_credibility(signals.network))
            };
            each(self.part, self.by_row, table, |_| None, |signals| Packed::new(score(signals)))
        });
        let (at, is_rough) = match self.codes(table) {
            Codes::Whole(codes) => (codes[row] as usize, false),
            Codes::Known(codes) => (codes[row] as usize, true),
            Codes::KnownRows => (row, true),
            Codes::Rows => (row, false),
        };
        let packed = whole[at];
        if is_rough && !packed.is_known() {
            return self.at(table, peers, demand, &table.signals(row)).estimate();
        }
        self.filled(table, table.network[row], packed).estimate()
    }

    fn filled(&self, table: &Table, network: Network, packed: Packed) -> Packed {
        if packed.has_estimate() { packed } else { packed.filled(self.quartile(table, network)) }
    }

    /// The lower bound of a row.
    pub(super) fn firm(&self, table: &Table, row: usize) -> Firm {
        let at = match self.codes(table) {
            Codes::Whole(codes) | Codes::Known(codes) => codes[row] as usize,
            Codes::KnownRows | Codes::Rows => row,
        };
        self.firm[at]
    }

    /// Adds the lower bounds, times a weight, to the `sums` of the rows from `start`.
    pub(super) fn add_low(&self, table: &Table, weight: u8, start: usize, sums: &mut [u16]) {
        let weight = u16::from(weight);
        match self.codes(table) {
            Codes::Whole(codes) | Codes::Known(codes) => {
                for (sum, code) in sums.iter_mut().zip(&codes[start..]) {
                    *sum += self.firm[*code as usize].low() * weight;
                }
            }
            Codes::KnownRows | Codes::Rows => {
                for (sum, firm) in sums.iter_mut().zip(&self.firm[start..]) {
                    *sum += firm.low() * weight;
                }
            }
        }
    }

    /// What the estimate takes for a row of a network that has none: fitted over all rows when it is first asked.
    pub(super) fn quartile(&self, table: &Table, network: Network) -> u16 {
        let quartiles = self.quartiles.get_or_init(|| {
            // A list is of one network, and known to be of so many rows.
            if let Some((lists, _)) = shares(self.part, table) {
                return self.fit_lists(lists);
            }
            match self.codes(table) {
                _ if self.part == Part::CostBudget => self.fit_lists(&table.prices),
                Codes::Whole(codes) | Codes::Known(codes) => {
                    self.fit_rows(table.network.iter().zip(codes.iter().map(|code| *code as usize)))
                }
                Codes::KnownRows | Codes::Rows => self.fit_rows(table.network.iter().zip(0..)),
            }
        });
        quartiles.of(network)
    }

    fn fit_lists<T>(&self, lists: &CodedLists<T>) -> Quartiles {
        let known = |((network, _, n_rows), firm): ((Network, usize, u32), &Firm)| {
            Some((network, firm.known_low()?, n_rows))
        };
        Quartiles::new(lists.owners().zip(&self.firm).filter_map(known))
    }

    fn fit_rows<'a>(&self, rows: impl Iterator<Item = (&'a Network, usize)>) -> Quartiles {
        Quartiles::new(rows.filter_map(|(network, at)| Some((*network, self.firm[at].known_low()?, 1))))
    }
}

/// Scores every input of a part once. `nothing` gives the score of a list by what it holds, where that settles it.
fn each<'t, S>(
    part: Part,
    by_row: bool,
    table: &'t Table,
    nothing: impl Fn(u64) -> Option<S>,
    score: impl Fn(&Signals<'t>) -> S,
) -> Vec<S> {
    if let Some((lists, put)) = shares(part, table) {
        let holdings = lists.holdings(|list| says_something(part, list));
        return by_list(lists, |code| nothing(holdings[code]), put, &score);
    }
    match part {
        Part::SizeFit if !by_row => by_followers(table, score),
        Part::CostBudget => {
            by_list(&table.prices, |_| None, |signals, prices| signals.prices = prices, &score)
        }
        Part::CostOffer => by_owner(&table.offers, |row| score(&table.signals(row))),
        Part::ValuesLabels => by_owner(&table.labels, |row| score(&table.signals(row))),
        Part::CostCpm => (0..table.len()).map(|row| score(&table.cost_signals(row))).collect(),
        _ => (0..table.len()).map(|row| score(&table.signals(row))).collect(),
    }
}

/// Scores once a distinct list, all else unknown; `settled` gives the score of one that need not be read.
fn by_list<'t, T, S>(
    lists: &'t CodedLists<T>,
    settled: impl Fn(usize) -> Option<S>,
    put: impl Fn(&mut Signals<'t>, &'t [T]),
    score: &impl Fn(&Signals<'t>) -> S,
) -> Vec<S> {
    let mut signals = Signals::unknown(Network::ALL[0]);
    let of_list = |(code, (network, ..)): (usize, (Network, usize, u32))| {
        settled(code).unwrap_or_else(|| {
            signals.network = network;
            put(&mut signals, lists.list(code).unwrap_or_default());
            score(&signals)
        })
    };
    lists.owners().enumerate().map(of_list).collect()
}

/// Scores once a distinct list, on a row that has it.
fn by_owner<T, S>(lists: &CodedLists<T>, score: impl Fn(usize) -> S) -> Vec<S> {
    lists.owners().map(|(_, row, _)| score(row)).collect()
}

/// Scores once a distinct number of followers, then once without.
fn by_followers<'t, S>(table: &'t Table, score: impl Fn(&Signals<'t>) -> S) -> Vec<S> {
    let mut signals = Signals::unknown(Network::ALL[0]);
    let known = table.followers.numbers().values().iter().map(|followers| Some(*followers));
    // The unknown have codes by network.
    let unknown = Network::ALL.iter().map(|_| None);
    let of_number = |followers| {
        signals.followers = followers;
        score(&signals)
    };
    known.chain(unknown).map(of_number).collect()
}
