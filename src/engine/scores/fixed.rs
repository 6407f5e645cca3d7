//! The parts that do not depend on the brief, scored once.

use crate::domain::{
    criteria::{N_PARTS, PARTS, Part, PartSpec, ceiling::Ceiling},
    criterion::Criterion,
    peers::Peers,
    query::Measure,
};

use super::{criterion::CriterionColumn, packed::Packed, part::PartColumn, quartiles::Quartiles};
use crate::engine::{measured::Measured, table::Table};

/// What never changes while a catalogue is open.
#[derive(Debug)]
pub(in crate::engine) struct FixedScores {
    /// Engagement percentile among peers, 0–100.
    pub(in crate::engine) er: Measured,
    /// What alerts leave of each row's risk.
    pub(in crate::engine) ceilings: Vec<Ceiling>,
    /// The criteria that have no part which depends on the brief.
    criteria: [Option<CriterionColumn>; 6],
    /// Of the others, the sum of the parts that do not, times their weights.
    sums: [Vec<u64>; 6],
    /// What the estimate of each part takes where a row has none.
    quartiles: Vec<(Part, Quartiles)>,
}

impl FixedScores {
    /// Scores every row.
    pub(in crate::engine) fn new(table: &Table, peers: &Peers) -> Self {
        let n_rows = table.len();
        let ceilings: Vec<Ceiling> = (0..n_rows).map(|row| Ceiling::of(&table.figures(row))).collect();
        let mut er: Vec<Option<u16>> = Vec::new();
        let mut sums: [Vec<u64>; 6] = Default::default();
        let mut quartiles = Vec::with_capacity(N_PARTS);
        // One criterion after the other, so that what is done with makes room.
        let criteria = Criterion::ALL.map(|criterion| {
            let mut fixed = Vec::new();
            for (spec, scores) in scores(table, peers, criterion) {
                let column = PartColumn::new(&table.network, scores);
                if spec.part == Part::EngagementPeers {
                    // A known rate has an estimate of its own.
                    let percentile = |row| {
                        let [_, estimate, _, known] = column.of_row(row).lanes();
                        (known > 0).then_some(estimate)
                    };
                    er = (0..n_rows).map(percentile).collect();
                }
                fixed.resize(n_rows, 0);
                column.add_rows(spec.weight, 0, &mut fixed);
                quartiles.push((spec.part, column.quartiles));
            }
            let mut parts = PARTS.iter().filter(|spec| spec.criterion == criterion);
            if !parts.all(|spec| !spec.part.depends_on_brief()) {
                sums[criterion.index()] = fixed;
                return None;
            }
            let mean =
                CriterionColumn::mean(n_rows, weight(criterion), |start, sums| add(&fixed, start, sums));
            Some(if criterion == Criterion::Risk { mean.under(&ceilings) } else { mean })
        });
        let er = er.into_iter().map(|tenths| tenths.map(|tenths| f64::from(tenths) / 10.0));
        let er = Measured::new(Measure::Er, er, &table.network);
        Self { er, ceilings, criteria, sums, quartiles }
    }

    /// Bytes held.
    pub(in crate::engine) fn memory(&self) -> usize {
        let criteria = self.criteria.iter().flatten().map(CriterionColumn::memory).sum::<usize>();
        let sums = self.sums.iter().map(|sums| size_of_val(&sums[..])).sum::<usize>();
        self.er.memory() + size_of_val(&self.ceilings[..]) + criteria + sums
    }

    /// The column of a criterion, where the brief has no part in it.
    pub(in crate::engine) fn criterion(&self, criterion: Criterion) -> Option<&CriterionColumn> {
        self.criteria[criterion.index()].as_ref()
    }

    /// Adds those parts to the sums of the rows from `start`.
    pub(super) fn add(&self, criterion: Criterion, start: usize, sums: &mut [u64]) {
        add(&self.sums[criterion.index()], start, sums);
    }

    /// The parts with their quartiles.
    pub(super) fn quartiles(&self) -> &[(Part, Quartiles)] {
        &self.quartiles
    }
}

/// The scores of every row in the parts of a criterion that do not depend on the brief. Row by row, because a row
/// is read from many columns.
fn scores(
    table: &Table,
    peers: &Peers,
    criterion: Criterion,
) -> impl Iterator<Item = (&'static PartSpec, Vec<Packed>)> {
    let n_rows = table.len();
    let parts = PARTS.iter().filter(|spec| spec.criterion == criterion && !spec.part.depends_on_brief());
    let mut all: Vec<(&PartSpec, Vec<Packed>)> =
        parts.map(|spec| (spec, Vec::with_capacity(n_rows))).collect();
    for row in 0..if all.is_empty() { 0 } else { n_rows } {
        let signals = table.figures(row);
        for (spec, scores) in &mut all {
            scores.push(Packed::new(peers.score(spec.part, &signals)));
        }
    }
    all.into_iter()
}

/// Weight of the parts of a criterion that do not depend on the brief.
pub(super) fn weight(criterion: Criterion) -> u32 {
    let fixed = PARTS.iter().filter(|spec| spec.criterion == criterion && !spec.part.depends_on_brief());
    fixed.map(|spec| u32::from(spec.weight)).sum()
}

fn add(fixed: &[u64], start: usize, sums: &mut [u64]) {
    for (sum, fixed) in sums.iter_mut().zip(fixed.iter().skip(start)) {
        *sum += fixed;
    }
}
