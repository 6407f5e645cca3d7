//! The six criteria of every row for one brief, and what stands against a row.

use crate::domain::{
    criteria::{
        N_PARTS, PARTS, Part, PartScore, PartSpec, cost,
        demand::{Demand, Gate},
    },
    criterion::Criterion,
    matching::PartScores,
    network::Network,
    peers::Peers,
    query::Measure,
    signals::Signals,
};

use super::{
    criterion::CriterionColumn,
    fixed::{self, FixedScores},
    part::PartColumn,
};
use crate::engine::{columns::Anew, measured::Measured, ranked::Ranked, table::Table};

/// The scores of one brief.
#[derive(Debug)]
pub(in crate::engine) struct BriefScores {
    /// What is asked.
    pub(in crate::engine) demand: Demand,
    parts: Vec<(Part, PartColumn)>,
    criteria: [CriterionColumn; 6],
    /// What stands against each row; `None` where nothing stands against any.
    gates: Option<Vec<Gate>>,
    /// Lowest firm price of the format asked, in the base currency.
    pub(in crate::engine) price: Measured,
}

impl BriefScores {
    /// Scores every row. Whatever the demand before this one left unchanged is taken over from it.
    pub(in crate::engine) fn new(
        table: &Table,
        peers: &Peers,
        fixed: &FixedScores,
        demand: Demand,
        mut before: Option<Self>,
        anew: &mut Anew,
    ) -> Self {
        let asked = || PARTS.iter().filter(|spec| spec.part.depends_on_brief() && demand.is_asked(spec.part));
        let mut parts = Vec::with_capacity(N_PARTS);
        for spec in asked() {
            let same = before.as_mut().filter(|before| before.demand.asks_the_same(&demand, spec.part));
            let old = same.and_then(|before| {
                let at = before.parts.iter().position(|(part, _)| *part == spec.part)?;
                Some(before.parts.swap_remove(at).1)
            });
            let column = old.unwrap_or_else(|| PartColumn::new(spec.part, table, peers, &demand));
            parts.push((spec.part, column));
        }
        let criteria = Criterion::ALL.map(|criterion| {
            let of_criterion = |spec: &&PartSpec| spec.criterion == criterion;
            let same = before.as_mut().filter(|before| {
                let mut parts = PARTS.iter().filter(of_criterion);
                parts.all(|spec| before.demand.asks_the_same(&demand, spec.part))
            });
            if fixed.criterion(criterion).is_some() {
                return CriterionColumn::default();
            }
            if let Some(before) = same {
                return std::mem::take(&mut before.criteria[criterion.index()]);
            }
            let own: Vec<(&PartSpec, &PartColumn)> = asked()
                .filter(of_criterion)
                .filter_map(|spec| Some((spec, &parts.iter().find(|(part, _)| *part == spec.part)?.1)))
                .collect();
            let weight: u32 = own.iter().map(|(spec, _)| u32::from(spec.weight)).sum();
            CriterionColumn::mean(table.len(), weight + fixed::weight(criterion), |start, sums| {
                fixed.add(criterion, start, sums);
                for (spec, column) in &own {
                    column.add(spec.part, table, spec.weight, start, sums);
                }
            })
        });
        let gates = match &mut before {
            Some(before) if before.demand.gates_the_same(&demand) => before.gates.take(),
            _ => gates(table, &demand),
        };
        let price = match before {
            Some(before) if before.demand.format == demand.format => before.price,
            _ => {
                anew.price = true;
                prices(table, &demand)
            }
        };
        Self { demand, parts, criteria, gates, price }
    }

    /// Whether these are the scores of a query's brief and policy.
    pub(in crate::engine) fn serves(&self, demand: &Demand) -> bool {
        self.demand == *demand
    }

    /// The column of a criterion.
    pub(in crate::engine) fn criterion(&self, criterion: Criterion) -> &CriterionColumn {
        &self.criteria[criterion.index()]
    }

    /// What stands against a row.
    pub(in crate::engine) fn gate(&self, row: usize) -> Gate {
        self.gates.as_ref().map_or(Gate::Open, |gates| gates[row])
    }

    /// What stands against each row; `None` where nothing stands against any.
    pub(in crate::engine) fn gates(&self) -> Option<&[Gate]> {
        self.gates.as_deref()
    }

    /// Every asked part of a row, as far as the columns have them, and the quartiles as below.
    pub(in crate::engine) fn kept_parts(
        &self,
        table: &Table,
        peers: &Peers,
        fixed: &FixedScores,
        signals: &Signals<'_>,
        row: usize,
    ) -> (PartScores, [u16; N_PARTS]) {
        let mut scores = [PartScore::UNKNOWN; N_PARTS];
        let mut quartiles = [0; N_PARTS];
        for (part, column) in &self.parts {
            scores[part.index()] = column.at(*part, table, row).score();
        }
        for (part, of_part) in fixed.quartiles() {
            scores[part.index()] = peers.score(*part, signals);
            quartiles[part.index()] = of_part.of(signals.network);
        }
        (scores, quartiles)
    }

    /// Every asked part of a row, computed from what it says, and the quartiles that stand for what is missing.
    pub(in crate::engine) fn parts(
        &self,
        table: &Table,
        peers: &Peers,
        fixed: &FixedScores,
        row: usize,
    ) -> (PartScores, [u16; N_PARTS]) {
        let signals = table.signals(row);
        let network: Network = signals.network;
        let mut scores = [PartScore::UNKNOWN; N_PARTS];
        let mut quartiles = [0; N_PARTS];
        for (part, column) in &self.parts {
            scores[part.index()] = self.demand.score(*part, &signals, peers.usual_credibility(network));
            quartiles[part.index()] = column.quartiles.of(network);
        }
        for (part, of_part) in fixed.quartiles() {
            scores[part.index()] = peers.score(*part, &signals);
            quartiles[part.index()] = of_part.of(network);
        }
        (scores, quartiles)
    }
}

/// Brands and networks decide; both are in the code of the brands cited.
fn gates(table: &Table, demand: &Demand) -> Option<Vec<Gate>> {
    let of_list: Vec<Gate> =
        table.mentions.owners().map(|(_, row, _)| demand.gate(&table.signals(row))).collect();
    if of_list.iter().all(|gate| *gate == Gate::Open) {
        return None;
    }
    Some(table.mentions.codes().iter().map(|code| of_list[*code as usize]).collect())
}

/// The lowest firm price of each row.
fn prices(table: &Table, demand: &Demand) -> Measured {
    let lists = &table.prices;
    let price = |code| {
        let prices = lists.list(code).unwrap_or_default();
        cost::firm(cost::price_of(prices, demand.format)).map(|(low, _)| low)
    };
    let networks: Vec<Network> = lists.owners().map(|(network, ..)| network).collect();
    let of_list = Ranked::new((0..lists.n_lists()).map(price), &networks);
    Measured::of(Measure::Price, of_list.spread(lists.codes()))
}
