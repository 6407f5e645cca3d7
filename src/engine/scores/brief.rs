//! The six criteria of every row for one brief, and what stands against a row.

use crate::domain::{
    apportion::divide_rounded,
    criteria::{
        FULL, N_PARTS, PARTS, PartScore, PartSpec, cost,
        demand::{Demand, Gate},
    },
    criterion::Criterion,
    matching::PartScores,
    network::Network,
    peers::Peers,
    query::{Measure, SortKey},
    signals::Signals,
};

use super::{
    asked::{AskedPart, by_owner},
    fixed::{self, FixedScores},
    mean::{Means, means},
};
use crate::engine::{
    columns::Anew,
    measured::Measured,
    ranked::Ranked,
    table::{RowShares, Table},
};

/// The scores of one brief.
#[derive(Debug)]
pub(in crate::engine) struct BriefScores {
    /// What is asked.
    pub(in crate::engine) demand: Demand,
    parts: Vec<AskedPart>,
    criteria: [Means; 6],
    /// What the brief before had of the criteria that changed.
    before: [Option<Means>; 6],
    /// What stands against each row; `None` where nothing stands against any.
    gates: Option<Vec<Gate>>,
    /// Lowest firm price of the format asked, in the base currency.
    pub(in crate::engine) price: Measured,
}

/// What the scores of every brief are computed from.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Basis<'a> {
    pub(in crate::engine) table: &'a Table,
    pub(in crate::engine) peers: &'a Peers,
    pub(in crate::engine) fixed: &'a FixedScores,
}

/// What a bound of a criterion was under the brief before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Before<'a> {
    /// What it is now.
    Same,
    /// Something else; empty where it was not asked.
    Was(&'a [u16]),
    /// Nobody asked.
    Unknown,
}

impl BriefScores {
    /// Scores every row. Whatever the demand before this one left unchanged is taken over from it.
    pub(in crate::engine) fn new(
        basis: Basis<'_>,
        demand: Demand,
        mut before: Option<Self>,
        anew: &mut Anew,
    ) -> Self {
        let Basis { table, .. } = basis;
        let mut parts = Vec::with_capacity(N_PARTS);
        let asked = PARTS.iter().filter(|spec| spec.part.depends_on_brief() && demand.is_asked(spec.part));
        for spec in asked {
            let same = before.as_mut().filter(|before| before.demand.asks_the_same(&demand, spec.part));
            let old = same.and_then(|before| {
                let at = before.parts.iter().position(|part| part.part() == spec.part)?;
                Some(before.parts.swap_remove(at))
            });
            parts.push(old.unwrap_or_else(|| AskedPart::new(spec.part, table, &demand)));
        }
        let mut criteria: [Means; 6] = Default::default();
        let mut replaced: [Option<Means>; 6] = Default::default();
        for (criterion, (now, replaced)) in
            Criterion::ALL.into_iter().zip(criteria.iter_mut().zip(&mut replaced))
        {
            let Some(before) = &mut before else { continue };
            let old = std::mem::take(&mut before.criteria[criterion.index()]);
            let mut parts = PARTS.iter().filter(|spec| spec.criterion == criterion);
            if parts.all(|spec| before.demand.asks_the_same(&demand, spec.part)) {
                *now = old;
            } else {
                *replaced = Some(old);
            }
        }
        let gates = match &mut before {
            Some(before) if before.demand.gates_the_same(&demand) => before.gates.take(),
            _ => {
                anew.gates = true;
                gates(table, &demand)
            }
        };
        let price = match before {
            Some(before) if before.demand.format == demand.format => before.price,
            _ => {
                anew.price = true;
                prices(table, &demand)
            }
        };
        Self { demand, parts, criteria, before: replaced, gates, price }
    }

    /// Bytes held.
    pub(in crate::engine) fn memory(&self) -> usize {
        let parts = self.parts.iter().map(AskedPart::memory).sum::<usize>();
        let means = self.criteria.iter().chain(self.before.iter().flatten());
        let means = means.flat_map(|means| [means.low.get(), means.estimate.get()]);
        let means = means.flatten().map(|mean| size_of_val(&mean[..])).sum::<usize>();
        parts + means + self.gates.as_ref().map_or(0, |gates| size_of_val(&gates[..])) + self.price.memory()
    }

    /// Whether these are the scores of a query's brief and policy.
    pub(in crate::engine) fn serves(&self, demand: &Demand) -> bool {
        self.demand == *demand
    }

    /// The asked parts of a criterion.
    fn of_criterion(&self, criterion: Criterion) -> impl Iterator<Item = (&'static PartSpec, &AskedPart)> {
        let parts = self.parts.iter().map(|part| (part.part().spec(), part));
        parts.filter(move |(spec, _)| spec.criterion == criterion)
    }

    /// Weight of all asked parts of a criterion.
    fn total(&self, criterion: Criterion) -> u32 {
        let own: u32 = self.of_criterion(criterion).map(|(spec, _)| u32::from(spec.weight)).sum();
        own + fixed::weight(criterion)
    }

    /// The lower bound of a criterion, every row; empty where no part is asked.
    pub(in crate::engine) fn low<'a>(&'a self, basis: Basis<'a>, criterion: Criterion) -> &'a [u16] {
        let fixed = basis.fixed.low(criterion);
        if fixed::is_whole(criterion) {
            return fixed;
        }
        self.criteria[criterion.index()].low.get_or_init(|| {
            self.lane(basis, criterion, fixed, |part, start, sums| {
                part.add_low(basis.table, part.part().spec().weight, start, sums);
            })
        })
    }

    /// The estimate of a criterion, in the same way.
    pub(in crate::engine) fn estimate<'a>(&'a self, basis: Basis<'a>, criterion: Criterion) -> &'a [u16] {
        let fixed = || basis.fixed.estimate(basis.table, basis.peers, criterion);
        if fixed::is_whole(criterion) {
            return fixed();
        }
        self.criteria[criterion.index()].estimate.get_or_init(|| {
            self.lane(basis, criterion, fixed(), |part, start, sums| {
                let weight = u16::from(part.part().spec().weight);
                for (row, sum) in (start..).zip(sums) {
                    *sum += weight * part.estimate(basis.table, basis.peers, &self.demand, row);
                }
            })
        })
    }

    /// What a bound of a criterion was under the brief before.
    pub(in crate::engine) fn before(&self, criterion: Criterion, bound: SortKey) -> Before<'_> {
        let Some(before) = &self.before[criterion.index()] else { return Before::Same };
        let lane = if bound == SortKey::Estimate { &before.estimate } else { &before.low };
        lane.get().map_or(Before::Unknown, |scores| Before::Was(scores))
    }

    /// The mean of every row; `fixed` are the sums of the parts that do not depend on the brief.
    fn lane(
        &self,
        basis: Basis<'_>,
        criterion: Criterion,
        fixed: &[u16],
        add: impl Fn(&AskedPart, usize, &mut [u16]),
    ) -> Vec<u16> {
        means(basis.table.len(), self.total(criterion), |start, sums| {
            if let Some(fixed) = fixed.get(start..start + sums.len()) {
                sums.copy_from_slice(fixed);
            }
            for (_, part) in self.of_criterion(criterion) {
                add(part, start, sums);
            }
        })
    }

    /// The lower bound of a criterion of a row and its known share alone: quicker, because no estimate is asked.
    pub(in crate::engine) fn firm(&self, basis: Basis<'_>, criterion: Criterion, row: usize) -> (u16, u16) {
        let fixed = basis.fixed.low(criterion).get(row).copied().unwrap_or_default();
        let of_fixed = basis.fixed.known(criterion, row) * FULL;
        let total = u64::from(self.total(criterion));
        if fixed::is_whole(criterion) {
            return (fixed, divide_rounded(of_fixed.into(), total) as u16);
        }
        let (mut low, mut known) = (fixed, of_fixed);
        for (spec, part) in self.of_criterion(criterion) {
            let (firm, weight) = (part.firm(basis.table, row), u16::from(spec.weight));
            low += firm.low() * weight;
            known += firm.known() * weight;
        }
        (divide_rounded(low.into(), total) as u16, divide_rounded(known.into(), total) as u16)
    }

    /// What stands against a row.
    pub(in crate::engine) fn gate(&self, row: usize) -> Gate {
        self.gates.as_ref().map_or(Gate::Open, |gates| gates[row])
    }

    /// What stands against each row; `None` where nothing stands against any.
    pub(in crate::engine) fn gates(&self) -> Option<&[Gate]> {
        self.gates.as_deref()
    }

    /// Every asked part of a row, the asked ones with their estimates, and the quartiles of the others.
    pub(in crate::engine) fn kept_parts(
        &self,
        basis: Basis<'_>,
        signals: &Signals<'_>,
    ) -> (PartScores, [u16; N_PARTS]) {
        let mut scores = [PartScore::UNKNOWN; N_PARTS];
        let mut quartiles = [0; N_PARTS];
        for part in &self.parts {
            scores[part.part().index()] = part.at(basis.table, basis.peers, &self.demand, signals).score();
        }
        for (part, of_part) in basis.fixed.quartiles() {
            scores[part.index()] = basis.peers.score(*part, signals);
            quartiles[part.index()] = of_part.of(signals.network);
        }
        (scores, quartiles)
    }

    /// Every asked part of a row, computed from what it says, and the quartiles that stand for what is missing.
    pub(in crate::engine) fn parts(&self, basis: Basis<'_>, row: usize) -> (PartScores, [u16; N_PARTS]) {
        let Basis { table, peers, fixed } = basis;
        let mut shares = RowShares::default();
        let signals = table.signals(row, &mut shares);
        let network: Network = signals.network;
        let mut scores = [PartScore::UNKNOWN; N_PARTS];
        let mut quartiles = [0; N_PARTS];
        for part in &self.parts {
            let at = part.part().index();
            scores[at] = self.demand.score(part.part(), &signals, peers.usual_credibility(network));
            quartiles[at] = part.quartile(table, network);
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
    let of_list: Vec<Gate> = by_owner(&table.mentions, |row| demand.gate(&table.plain_signals(row)));
    if of_list.iter().all(|gate| *gate == Gate::Open) {
        return None;
    }
    Some(table.mentions.codes().iter().map(|code| of_list[code]).collect())
}

/// The lowest firm price of each row.
fn prices(table: &Table, demand: &Demand) -> Measured {
    let lists = &table.prices;
    let price = |code| {
        let prices = lists.list(code).unwrap_or_default();
        cost::firm(cost::price_of(prices, demand.format)).map(|(low, _)| low)
    };
    let networks: Vec<Network> = lists.owners().map(|(network, _)| network).collect();
    let of_list = Ranked::new((0..lists.n_lists()).map(price), &networks);
    Measured::of(Measure::Price, of_list.spread(lists.codes()))
}
