//! Scores in columns: what never changes, what changes with the policy, and one column a criterion that is
//! computed again only when its own demand changes.

mod criterion;
mod part;
mod quartiles;

pub(super) use criterion::CriterionColumn;
pub(super) use part::PartColumn;

use crate::domain::{
    character::{Character, Standing},
    criteria::{
        N_PARTS, PARTS, Part, PartScore,
        ceiling::Ceiling,
        cost,
        demand::{Demand, Gate},
    },
    criterion::Criterion,
    matching::{Bounds, PartScores},
    network::Network,
    peers::Peers,
    query::Query,
    tier::{Policy, Tier},
};

use super::{column::Numbers, table::Table};

/// The parts that do not depend on the brief, scored once.
#[derive(Debug)]
pub(super) struct FixedScores {
    columns: Vec<(Part, PartColumn)>,
    /// Engagement percentile among peers, 0–100.
    pub(super) er: Numbers,
    /// What alerts leave of each row's risk.
    pub(super) ceilings: Vec<Ceiling>,
}

impl FixedScores {
    /// Scores every row.
    pub(super) fn new(table: &Table, peers: &Peers) -> Self {
        let mut columns = Vec::new();
        for spec in PARTS.iter().filter(|spec| !spec.part.depends_on_brief()) {
            let scores = (0..table.len()).map(|row| peers.score(spec.part, &table.signals(row)));
            columns.push((spec.part, PartColumn::new(scores, &table.network)));
        }
        let ceilings = (0..table.len()).map(|row| Ceiling::of(&table.signals(row))).collect();
        let mut this = Self { columns, er: Numbers::default(), ceilings };
        this.er = match this.column(Part::EngagementPeers) {
            Some(engagement) => {
                let percentile = |score: PartScore| {
                    score.estimate.filter(|_| score.known).map(|estimate| f64::from(estimate) / 10.0)
                };
                (0..table.len()).map(|row| percentile(engagement.get(row))).collect()
            }
            None => Numbers::default(),
        };
        this
    }

    fn column(&self, part: Part) -> Option<&PartColumn> {
        self.columns.iter().find(|(other, _)| *other == part).map(|(_, column)| column)
    }
}

/// Tier and character of every row under one policy.
#[derive(Debug)]
pub(super) struct PolicyColumns {
    policy: Policy,
    pub(super) tier: Vec<Option<Tier>>,
    pub(super) character: Vec<(Option<Character>, Option<i16>)>,
}

impl PolicyColumns {
    /// Classifies every row.
    pub(super) fn new(table: &Table, peers: &Peers, query: &Query) -> Self {
        let policy = query.policy;
        let tier = table.followers.iter().map(|count| count.map(|count| policy.tier(count as u64))).collect();
        let character = (0..table.len())
            .map(|row| {
                let standing = Standing::of(&table.signals(row), &policy, peers);
                (standing.verdict(), standing.at())
            })
            .collect();
        Self { policy, tier, character }
    }

    /// Whether these are the columns of the query's policy.
    pub(super) fn serves(&self, query: &Query) -> bool {
        self.policy == query.policy
    }
}

/// The six criteria of every row for one brief, and what stands against a row.
#[derive(Debug)]
pub(super) struct BriefScores {
    /// What is asked.
    pub(super) demand: Demand,
    columns: Vec<(Part, PartColumn)>,
    criteria: [CriterionColumn; 6],
    pub(super) gates: Vec<Gate>,
    /// Lowest firm price of the format asked, in the base currency.
    pub(super) price: Numbers,
}

impl BriefScores {
    /// Scores every row. Whatever the demand before this one left unchanged is taken over from it.
    pub(super) fn new(
        table: &Table,
        peers: &Peers,
        fixed: &FixedScores,
        demand: Demand,
        before: Option<Self>,
    ) -> Self {
        let mut before = before.filter(|before| before.gates.len() == table.len());
        let columns = asked_columns(table, peers, &demand, before.as_mut());
        let column = |part: Part| {
            columns
                .iter()
                .find(|(other, _)| *other == part)
                .map(|(_, column)| column)
                .or_else(|| fixed.column(part))
        };
        let criteria = Criterion::ALL.map(|criterion| {
            let same = before.as_mut().filter(|before| before.demand.asks_the_same(&demand, criterion));
            match same {
                Some(before) => std::mem::take(&mut before.criteria[criterion.index()]),
                None => {
                    let parts: Vec<(u8, &PartColumn)> = PARTS
                        .iter()
                        .filter(|spec| spec.criterion == criterion && demand.is_asked(spec.part))
                        .filter_map(|spec| Some((spec.weight, column(spec.part)?)))
                        .collect();
                    let mean = CriterionColumn::mean(&parts, &table.network);
                    if criterion == Criterion::Risk { mean.under(&fixed.ceilings) } else { mean }
                }
            }
        });
        let (gates, price) = match before {
            Some(before)
                if before.demand.gates_the_same(&demand) && before.demand.format == demand.format =>
            {
                (before.gates, before.price)
            }
            _ => (
                (0..table.len()).map(|row| demand.gate(&table.signals(row))).collect(),
                (0..table.len()).map(|row| firm_price(table, &demand, row)).collect(),
            ),
        };
        Self { demand, columns, criteria, gates, price }
    }

    /// Whether these are the scores of a query's brief and policy.
    pub(super) fn serves(&self, demand: &Demand) -> bool {
        self.demand == *demand
    }

    /// The column of a criterion.
    pub(super) fn criterion(&self, criterion: Criterion) -> &CriterionColumn {
        &self.criteria[criterion.index()]
    }

    /// The six scores of a row.
    pub(super) fn scores(&self, row: usize) -> [Bounds<u16>; 6] {
        std::array::from_fn(|criterion| self.criteria[criterion].get(row))
    }

    /// The known share of each criterion of a row, in tenths of a percent.
    pub(super) fn known(&self, row: usize) -> [u16; 6] {
        std::array::from_fn(|criterion| self.criteria[criterion].known[row])
    }

    /// Every asked part of a row, and the quartiles that stand for what is missing.
    pub(super) fn parts(
        &self,
        fixed: &FixedScores,
        row: usize,
        network: Network,
    ) -> (PartScores, [u16; N_PARTS]) {
        let mut scores = [PartScore::UNKNOWN; N_PARTS];
        let mut quartiles = [0; N_PARTS];
        for (part, column) in self.columns.iter().chain(&fixed.columns) {
            scores[part.index()] = column.get(row);
            quartiles[part.index()] = column.quartiles.of(network);
        }
        (scores, quartiles)
    }
}

/// A column for every part that the brief asks and that depends on it.
fn asked_columns(
    table: &Table,
    peers: &Peers,
    demand: &Demand,
    mut before: Option<&mut BriefScores>,
) -> Vec<(Part, PartColumn)> {
    let mut columns = Vec::new();
    for spec in PARTS.iter().filter(|spec| spec.part.depends_on_brief() && demand.is_asked(spec.part)) {
        let same = before.as_mut().filter(|before| before.demand.asks_the_same(demand, spec.criterion));
        let old = same.and_then(|before| {
            let at = before.columns.iter().position(|(part, _)| *part == spec.part)?;
            Some(before.columns.swap_remove(at).1)
        });
        let column = old.unwrap_or_else(|| {
            let scores = (0..table.len()).map(|row| {
                let signals = table.signals(row);
                demand.score(spec.part, &signals, peers.usual_credibility(signals.network))
            });
            PartColumn::new(scores, &table.network)
        });
        columns.push((spec.part, column));
    }
    columns
}

fn firm_price(table: &Table, demand: &Demand, row: usize) -> Option<f64> {
    let signals = table.signals(row);
    cost::firm(cost::price_of(signals.prices, demand.format)).map(|(low, _)| low)
}
