//! The scores of one part: one a distinct input where inputs are coded, else one a row.

use crate::domain::{
    criteria::{Part, PartScore, demand::Demand},
    network::Network,
    peers::Peers,
    signals::Signals,
};

use super::{packed::Packed, quartiles::Quartiles};
use crate::engine::{coded::CodedLists, table::Table};

/// One part of every row.
#[derive(Debug)]
pub(super) struct PartColumn {
    /// By code of the input, or by row.
    scores: Vec<Packed>,
    /// What the estimate takes where a row has none.
    pub(super) quartiles: Quartiles,
}

/// The codes by which a part's scores are found: each stands for all that the part reads of a profile besides
/// the network. `None` where every row has a score of its own. A part whose formula comes to read more leaves
/// this list, here and in [`PartColumn::new`].
fn codes(part: Part, table: &Table) -> Option<&[u32]> {
    let [countries, languages, ages, genders] = &table.audience;
    match part {
        Part::SizeFit => Some(table.followers.numbers().codes()),
        Part::AudienceTopics => Some(table.topics.codes()),
        Part::AudienceCountries => Some(countries.codes()),
        Part::AudienceLanguages => Some(languages.codes()),
        Part::AudienceAges => Some(ages.codes()),
        Part::AudienceGenders => Some(genders.codes()),
        Part::CostOffer => Some(table.offers.codes()),
        Part::ValuesLabels => Some(table.labels.codes()),
        _ => None,
    }
}

impl PartColumn {
    /// Scores a part that depends on the brief.
    pub(super) fn new(part: Part, table: &Table, peers: &Peers, demand: &Demand) -> Self {
        let score = |row: usize| {
            let signals = table.signals(row);
            demand.score(part, &signals, peers.usual_credibility(signals.network))
        };
        let [countries, languages, ages, genders] = &table.audience;
        match part {
            Part::SizeFit => Self::by_followers(part, table, demand),
            Part::AudienceTopics => Self::by_list(&table.topics, score),
            Part::AudienceCountries => Self::by_list(countries, score),
            Part::AudienceLanguages => Self::by_list(languages, score),
            Part::AudienceAges => Self::by_list(ages, score),
            Part::AudienceGenders => Self::by_list(genders, score),
            Part::CostOffer => Self::by_list(&table.offers, score),
            Part::ValuesLabels => Self::by_list(&table.labels, score),
            _ => Self::by_row(&table.network, score),
        }
    }

    /// Scores once a distinct list, on a row that has it.
    fn by_list<T>(lists: &CodedLists<T>, score: impl Fn(usize) -> PartScore) -> Self {
        let scores = lists.owners().map(|(_, row, _)| Packed::new(score(row))).collect();
        let owners = || lists.owners().map(|(network, _, n_rows)| (network, n_rows));
        Self::filled(scores, owners)
    }

    /// Scores once a distinct number of followers.
    fn by_followers(part: Part, table: &Table, demand: &Demand) -> Self {
        let numbers = table.followers.numbers();
        if table.len() == 0 {
            return Self { scores: Vec::new(), quartiles: Quartiles::default() };
        }
        let any = table.signals(0);
        let known = numbers.values().iter().map(|followers| Some(*followers));
        let unknown = Network::ALL.iter().map(|_| None);
        let mut scores: Vec<Packed> = known
            .chain(unknown)
            .map(|followers| {
                let signals = Signals { followers, ..any };
                Packed::new(demand.score(part, &signals, 0.0))
            })
            .collect();
        let low = |code: &u32| scores[*code as usize].known_low();
        let rows = table.network.iter().zip(numbers.codes());
        let quartiles = Quartiles::new(rows.filter_map(|(network, code)| Some((*network, low(code)?, 1))));
        for (score, network) in scores[numbers.values().len()..].iter_mut().zip(Network::ALL) {
            *score = score.filled(quartiles.of(network));
        }
        Self { scores, quartiles }
    }

    /// Scores every row.
    pub(super) fn by_row(networks: &[Network], score: impl Fn(usize) -> PartScore) -> Self {
        let scores = (0..networks.len()).map(|row| Packed::new(score(row))).collect();
        Self::filled(scores, || networks.iter().map(|network| (*network, 1)))
    }

    /// Fits the quartiles and fills them in; `owners` says of each score its network and how many rows have it.
    fn filled<I: Iterator<Item = (Network, u32)>>(mut scores: Vec<Packed>, owners: impl Fn() -> I) -> Self {
        let known = owners().zip(&scores);
        let quartiles = Quartiles::new(
            known.filter_map(|((network, n_rows), score)| Some((network, score.known_low()?, n_rows))),
        );
        for ((network, _), score) in owners().zip(&mut scores) {
            *score = score.filled(quartiles.of(network));
        }
        Self { scores, quartiles }
    }

    /// The score of a row.
    pub(super) fn at(&self, part: Part, table: &Table, row: usize) -> Packed {
        self.scores[codes(part, table).map_or(row, |codes| codes[row] as usize)]
    }

    /// The score of a row that has one of its own.
    pub(super) fn of_row(&self, row: usize) -> Packed {
        self.scores[row]
    }

    /// Adds the scores of a part that depends on the brief, times a weight, to the `sums` of the rows from
    /// `start`.
    pub(super) fn add(&self, part: Part, table: &Table, weight: u8, start: usize, sums: &mut [u64]) {
        match codes(part, table) {
            Some(codes) => {
                for (sum, code) in sums.iter_mut().zip(&codes[start..]) {
                    *sum += self.scores[*code as usize].0 * u64::from(weight);
                }
            }
            None => self.add_rows(weight, start, sums),
        }
    }

    /// The same for scores by row.
    pub(super) fn add_rows(&self, weight: u8, start: usize, sums: &mut [u64]) {
        for (sum, score) in sums.iter_mut().zip(&self.scores[start..]) {
            *sum += score.0 * u64::from(weight);
        }
    }
}
