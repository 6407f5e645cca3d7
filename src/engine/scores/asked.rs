//! A part that the brief asks, in columns: one score a distinct input where inputs are coded, else one a row.
//!
//! The list is ordered by lower bounds, so these are all that an edit computes for every row. The rest of a score is
//! worked out when its row is shown, or for all rows when they are ordered by estimates.

use std::cell::OnceCell;

use crate::domain::{
    criteria::{
        Part, audience,
        demand::{Demand, says_something},
    },
    network::Network,
    peers::Peers,
    signals::{CodedShare, Signals},
};

use super::{firm::Firm, packed::Packed, quartiles::Quartiles};
use crate::engine::{
    coded::CodedLists,
    codes::Codes,
    shares::{ANYTHING, ShareList, ShareLists, holding},
    simd::Keys,
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
enum Found<'a> {
    /// By codes, each of which stands for all that the part reads of a profile besides the network. A part whose
    /// formula comes to read more leaves this kind, here and in [`AskedPart::new`].
    Whole(Codes<'a>),
    /// By codes that stand for all that a known score reads; the estimate of an unknown one reads more.
    Known(Codes<'a>),
    /// By row; the estimate of an unknown score is left out.
    KnownRows,
    /// By row.
    Rows,
}

/// The shares that a part reads, and where signals have them; `None` for parts that read no list of shares.
fn shares(part: Part, table: &Table) -> Option<(&ShareLists, Put)> {
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
type Put = for<'s> fn(&mut Signals<'s>, &'s [CodedShare]);

fn codes(part: Part, table: &Table) -> Found<'_> {
    if let Some((lists, _)) = shares(part, table) {
        return Found::Whole(lists.codes());
    }
    match part {
        Part::SizeFit => Found::Whole(table.followers.numbers().codes()),
        Part::CostOffer => Found::Whole(table.offers.codes()),
        Part::ValuesLabels => Found::Whole(table.labels.codes()),
        Part::CostBudget => Found::Known(table.prices.codes()),
        Part::CostCpm => Found::KnownRows,
        _ => Found::Rows,
    }
}

impl AskedPart {
    /// Scores every row.
    pub(super) fn new(part: Part, table: &Table, demand: &Demand) -> Self {
        let by_row = part == Part::SizeFit && demand.sizes_vary();
        let firm = match shares(part, table) {
            Some((lists, _)) => least_of_shares(part, lists, demand),
            None => each(part, by_row, table, |signals| Firm::new(demand.least(part, signals))),
        };
        Self { part, by_row, firm, whole: OnceCell::new(), quartiles: OnceCell::new() }
    }

    fn codes<'t>(&self, table: &'t Table) -> Found<'t> {
        if self.by_row { Found::Rows } else { codes(self.part, table) }
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
            let packed = |signals: &Signals<'_>| Packed::new(score(signals));
            let Some((lists, put)) = shares(self.part, table) else {
                return each(self.part, self.by_row, table, packed);
            };
            of_shares(lists, |network, list| {
                let mut signals = Signals::unknown(network);
                put(&mut signals, list);
                packed(&signals)
            })
        });
        let (at, is_rough) = match self.codes(table) {
            Found::Whole(codes) => (codes.at(row), false),
            Found::Known(codes) => (codes.at(row), true),
            Found::KnownRows => (row, true),
            Found::Rows => (row, false),
        };
        let packed = whole[at];
        if is_rough && !packed.is_known() {
            return self.at(table, peers, demand, &table.plain_signals(row)).estimate();
        }
        self.filled(table, table.network[row], packed).estimate()
    }

    fn filled(&self, table: &Table, network: Network, packed: Packed) -> Packed {
        if packed.has_estimate() { packed } else { packed.filled(self.quartile(table, network)) }
    }

    /// The lower bound of a row.
    pub(super) fn firm(&self, table: &Table, row: usize) -> Firm {
        let at = match self.codes(table) {
            Found::Whole(codes) | Found::Known(codes) => codes.at(row),
            Found::KnownRows | Found::Rows => row,
        };
        self.firm[at]
    }

    /// Adds the lower bounds, times a weight, to the `sums` of the rows from `start`.
    pub(super) fn add_low(&self, table: &Table, weight: u8, start: usize, sums: &mut [u16]) {
        let weight = u16::from(weight);
        match self.codes(table) {
            Found::Whole(Codes::Half(codes)) | Found::Known(Codes::Half(codes)) => {
                for (sum, code) in sums.iter_mut().zip(&codes[start..]) {
                    *sum += self.firm[usize::from(*code)].low() * weight;
                }
            }
            Found::Whole(Codes::Whole(codes)) | Found::Known(Codes::Whole(codes)) => {
                for (sum, code) in sums.iter_mut().zip(&codes[start..]) {
                    *sum += self.firm[*code as usize].low() * weight;
                }
            }
            Found::KnownRows | Found::Rows => {
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
                return self.fit_lists(lists.owners());
            }
            match self.codes(table) {
                _ if self.part == Part::CostBudget => self.fit_lists(table.prices.owners()),
                Found::Whole(codes) | Found::Known(codes) => {
                    self.fit_rows(table.network.iter().zip(codes.iter()))
                }
                Found::KnownRows | Found::Rows => self.fit_rows(table.network.iter().zip(0..)),
            }
        });
        quartiles.of(network)
    }

    fn fit_lists(&self, owners: impl Iterator<Item = (Network, u32)>) -> Quartiles {
        let known =
            |((network, n_rows), firm): ((Network, u32), &Firm)| Some((network, firm.known_low()?, n_rows));
        Quartiles::new(owners.zip(&self.firm).filter_map(known))
    }

    fn fit_rows<'a>(&self, rows: impl Iterator<Item = (&'a Network, usize)>) -> Quartiles {
        Quartiles::new(rows.filter_map(|(network, at)| Some((*network, self.firm[at].known_low()?, 1))))
    }
}

/// Scores every input of a part that reads no list of shares once.
fn each<S>(part: Part, by_row: bool, table: &Table, score: impl Fn(&Signals<'_>) -> S) -> Vec<S> {
    match part {
        Part::SizeFit if !by_row => by_followers(table, score),
        Part::SizeFit => (0..table.len()).map(|row| score(&table.figures(row))).collect(),
        Part::CostBudget => by_prices(table, score),
        Part::CostOffer => by_owner(&table.offers, |row| score(&table.plain_signals(row))),
        Part::ValuesLabels => by_owner(&table.labels, |row| score(&table.plain_signals(row))),
        Part::CostCpm => (0..table.len()).map(|row| score(&table.cost_signals(row))).collect(),
        _ => {
            let mut topics = ShareList::new();
            (0..table.len()).map(|row| score(&table.own_signals(row, &mut topics))).collect()
        }
    }
}

/// The lower bound of each distinct list of shares.
fn least_of_shares(part: Part, lists: &ShareLists, demand: &Demand) -> Vec<Firm> {
    let wanted = demand.wanted(part).unwrap_or_default();
    let holdings = lists.holdings(|list| says_something(part, list));
    let held = holding(wanted.iter().copied());
    let target = demand.target(part).map(first_keys);
    let mut shares = Vec::new();
    let of_list = |(code, holdings): (usize, &u64)| {
        if *holdings != ANYTHING && holdings & held == 0 {
            // It says something, and nothing of what is wanted.
            return Firm::new(Some(0));
        }
        let hundredths = target.as_ref().and_then(|target| lists.hundredths(code, target));
        let least = hundredths.and_then(|(inside, listed)| audience::least_of_hundredths(inside, listed));
        Firm::new(least.or_else(|| {
            shares.clear();
            lists.list(code).read(|share| shares.push(share));
            demand.least_of_shares(part, &shares)
        }))
    };
    holdings.iter().enumerate().map(of_list).collect()
}

/// Those keys of a target that take one byte.
fn first_keys(target: &[u32]) -> Keys {
    let mut keys = Keys::default();
    for key in target {
        if let Some(eight) = keys.get_mut(*key as usize / 8) {
            *eight |= 1 << (key % 8);
        }
    }
    keys
}

/// The whole score of each distinct list of shares.
fn of_shares<S>(lists: &ShareLists, score: impl Fn(Network, &[CodedShare]) -> S) -> Vec<S> {
    let mut shares = Vec::new();
    let of_list = |(code, (network, _))| {
        shares.clear();
        lists.list(code).read(|share| shares.push(share));
        score(network, &shares)
    };
    lists.owners().enumerate().map(of_list).collect()
}

/// Scores once a distinct list of prices, all else unknown.
fn by_prices<S>(table: &Table, score: impl Fn(&Signals<'_>) -> S) -> Vec<S> {
    let mut signals = Signals::unknown(Network::ALL[0]);
    let of_list = |((network, _), prices): ((Network, u32), Option<_>)| {
        (signals.network, signals.prices) = (network, prices.unwrap_or_default());
        score(&signals)
    };
    table.prices.owners().zip(table.prices.lists()).map(of_list).collect()
}

/// Scores once a distinct list, on a row that has it.
pub(super) fn by_owner<T, S>(lists: &CodedLists<T>, score: impl Fn(usize) -> S) -> Vec<S> {
    lists.first_rows().iter().map(|row| score(*row as usize)).collect()
}

/// Scores once a distinct number of followers, then once without.
fn by_followers<S>(table: &Table, score: impl Fn(&Signals<'_>) -> S) -> Vec<S> {
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
