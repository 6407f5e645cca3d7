//! The parts that do not depend on the brief: what orders the list is scored once for every row.

use crate::domain::{
    apportion::divide_rounded,
    criteria::{FULL, N_PARTS, PARTS, Part, PartSpec, ceiling::Ceiling},
    criterion::Criterion,
    matching::Bounds,
    peers::Peers,
    query::Measure,
    signals::Signals,
};

use super::{
    criterion::CriterionColumns,
    packed::Packed,
    quartiles::{Counts, Quartiles},
};
use crate::{
    archive::Archive,
    engine::{measured::Measured, table::Table},
};

/// What never changes while a catalogue is open.
#[derive(Debug)]
pub(in crate::engine) struct FixedScores {
    /// Engagement percentile among peers, 0–100.
    pub(in crate::engine) er: Measured,
    /// By criterion; empty where all parts depend on the brief.
    criteria: [CriterionColumns; 6],
    /// What the estimate of each part takes where a row has none.
    quartiles: Vec<(Part, Quartiles)>,
}

impl FixedScores {
    /// Scores every row. Row by row, because a row is read from many columns.
    pub(in crate::engine) fn new(table: &Table, peers: &Peers) -> Self {
        let n_rows = table.len();
        let mut er: Vec<Option<u16>> = Vec::with_capacity(n_rows);
        let mut making: Vec<Making> =
            Criterion::ALL.into_iter().filter_map(|criterion| Making::new(criterion, n_rows)).collect();
        for row in 0..n_rows {
            let signals = table.figures(row);
            for making in &mut making {
                making.push(peers, &signals, &mut er);
            }
        }
        let mut criteria: [CriterionColumns; 6] = Default::default();
        let mut quartiles = Vec::with_capacity(N_PARTS);
        for Making { criterion, columns, parts, .. } in making {
            criteria[criterion.index()] = columns;
            quartiles.extend(parts.iter().map(|(spec, counts)| (spec.part, Quartiles::fit(counts))));
        }
        let er = er.into_iter().map(|tenths| tenths.map(|tenths| f64::from(tenths) / 10.0));
        let er = Measured::new(Measure::Er, er, &table.network);
        Self { er, criteria, quartiles }
    }

    /// Those of no rows.
    pub(in crate::engine) fn blank() -> Self {
        let er = Measured::new(Measure::Er, std::iter::empty(), &[]);
        Self { er, criteria: Default::default(), quartiles: Vec::new() }
    }

    /// Writes the scores, or fills them in.
    pub(in crate::engine) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.er.archive(archive);
        for CriterionColumns { low, known, estimate: _ } in &mut self.criteria {
            archive.column(low);
            archive.column(known);
        }
        if archive.is_reading() {
            let parts = Criterion::ALL.into_iter().flat_map(parts);
            self.quartiles = parts.map(|spec| (spec.part, Quartiles::default())).collect();
        }
        for (_, quartiles) in &mut self.quartiles {
            quartiles.archive(archive);
        }
    }

    /// Bytes held.
    pub(in crate::engine) fn memory(&self) -> usize {
        self.er.memory() + self.criteria.iter().map(CriterionColumns::memory).sum::<usize>()
    }

    /// The lower bound of every row: of the criterion where the brief has no part in it, else of the sum of the parts
    /// that do not depend on the brief, times their weights.
    pub(super) fn low(&self, criterion: Criterion) -> &[u16] {
        &self.criteria[criterion.index()].low
    }

    /// The same of estimates.
    pub(super) fn estimate(&self, table: &Table, peers: &Peers, criterion: Criterion) -> &[u16] {
        self.criteria[criterion.index()].estimate.get_or_init(|| {
            let n_rows = self.low(criterion).len();
            let of_row = |row| {
                let signals = table.figures(row);
                let [_, estimate, ..] = self.sum(peers, criterion, &signals).lanes();
                if !is_whole(criterion) {
                    return estimate;
                }
                let estimate = divide_rounded(estimate.into(), weight(criterion).into()) as u16;
                under_ceiling(criterion, Bounds { low: 0, estimate, high: FULL }, &signals).estimate
            };
            (0..n_rows).map(of_row).collect()
        })
    }

    /// Weight of the parts that are known of a row, and that do not depend on the brief.
    pub(super) fn known(&self, criterion: Criterion, row: usize) -> u16 {
        self.criteria[criterion.index()].known.get(row).copied().unwrap_or_default().into()
    }

    /// The sum of the parts of a row that do not depend on the brief, times their weights; `signals` are what the row
    /// says.
    pub(super) fn sum(&self, peers: &Peers, criterion: Criterion, signals: &Signals<'_>) -> Packed {
        let mut sum = 0;
        for (part, quartiles) in &self.quartiles {
            let spec = part.spec();
            if spec.criterion == criterion {
                let score = Packed::new(peers.score(*part, signals)).filled(quartiles.of(signals.network));
                sum += score.0 * u64::from(spec.weight);
            }
        }
        Packed(sum)
    }

    /// The parts with their quartiles.
    pub(super) fn quartiles(&self) -> &[(Part, Quartiles)] {
        &self.quartiles
    }
}

/// A criterion in the making.
struct Making {
    criterion: Criterion,
    /// Weight of its parts that do not depend on the brief.
    total: u32,
    is_whole: bool,
    /// Those parts, with how often each has which score.
    parts: Vec<(&'static PartSpec, Counts)>,
    columns: CriterionColumns,
}

impl Making {
    /// `None` where all parts depend on the brief.
    fn new(criterion: Criterion, n_rows: usize) -> Option<Self> {
        let total = weight(criterion);
        (total > 0).then(|| Self {
            criterion,
            total,
            is_whole: is_whole(criterion),
            parts: parts(criterion).map(|spec| (spec, Counts::default())).collect(),
            columns: CriterionColumns::new(n_rows),
        })
    }

    /// Scores the next row; its percentile among peers goes to `er`.
    fn push(&mut self, peers: &Peers, signals: &Signals<'_>, er: &mut Vec<Option<u16>>) {
        let (mut low, mut known) = (0, 0);
        for (spec, counts) in &mut self.parts {
            let score = Packed::new(peers.score(spec.part, signals));
            low += score.low() * u16::from(spec.weight);
            if let Some(low) = score.known_low() {
                known += spec.weight;
                counts.add(signals.network, low, 1);
            }
            if spec.part == Part::EngagementPeers {
                // A known rate has an estimate of its own.
                er.push(score.is_known().then_some(score.estimate()));
            }
        }
        if self.is_whole {
            low = divide_rounded(low.into(), self.total.into()) as u16;
            if self.criterion == Criterion::Risk {
                low = low.min(Ceiling::of(signals).low);
            }
        }
        self.columns.low.push(low);
        self.columns.known.push(known);
    }
}

/// What alerts leave of a criterion.
pub(super) fn under_ceiling(criterion: Criterion, bounds: Bounds<u16>, signals: &Signals<'_>) -> Bounds<u16> {
    if criterion == Criterion::Risk { bounds.under(Ceiling::of(signals)) } else { bounds }
}

/// The parts of a criterion that do not depend on the brief.
fn parts(criterion: Criterion) -> impl Iterator<Item = &'static PartSpec> {
    PARTS.iter().filter(move |spec| spec.criterion == criterion && !spec.part.depends_on_brief())
}

/// Weight of those parts.
pub(super) fn weight(criterion: Criterion) -> u32 {
    parts(criterion).map(|spec| u32::from(spec.weight)).sum()
}

/// Whether the brief has no part in a criterion.
pub(super) fn is_whole(criterion: Criterion) -> bool {
    PARTS.iter().filter(|spec| spec.criterion == criterion).all(|spec| !spec.part.depends_on_brief())
}
