//! The exact numerator of every match by one of its bounds, kept from query to query: a weight that moves adds
//! its difference.

use crate::domain::{criterion::Criterion, query::SortKey};

use super::{
    bitmap::WORD,
    columns::Columns,
    scores::Before,
    simd::{add_scaled, greatest},
};

/// Numerators in row order, before anything that stands against a row.
#[derive(Debug, Default)]
pub(super) struct Sums {
    bound: SortKey,
    weights: [u8; 6],
    numerators: Vec<u32>,
    /// The greatest numerator of each [`WORD`] of rows.
    tops: Vec<u32>,
}

/// Rows that are summed over all criteria before the next: they stay in the innermost cache.
const BLOCK: usize = 32 * WORD;

/// A weight, and the scores that it is put on.
type Term<'a> = (u32, &'a [u16]);

impl Sums {
    /// Brings the numerators of the low or the estimated match up to the weights and the brief. `is_stale` says
    /// that the brief is another one than before; its criteria that changed have replaced those it knows of.
    pub(super) fn update(&mut self, columns: Columns<'_>, bound: SortKey, weights: [u8; 6], is_stale: bool) {
        let old = std::mem::replace(&mut self.weights, weights);
        let fits = self.bound == bound && !self.numerators.is_empty();
        let all_known = |criterion: Criterion| {
            let weight = old[criterion.index()];
            !is_stale || weight == 0 || columns.brief.before(criterion, bound) != Before::Unknown
        };
        if !fits || !Criterion::ALL.into_iter().all(all_known) {
            let weighted = Criterion::ALL.into_iter().filter(|criterion| weights[criterion.index()] > 0);
            let terms = weighted
                .map(|criterion| (weights[criterion.index()].into(), columns.bound(criterion, bound)))
                .collect::<Vec<_>>();
            self.bound = bound;
            self.numerators.clear();
            self.numerators.resize(columns.table.len(), 0);
            self.tops.resize(columns.table.len().div_ceil(WORD), 0);
            return self.add(&terms);
        }
        let mut terms = Vec::new();
        for criterion in Criterion::ALL {
            let (old, new) = (u32::from(old[criterion.index()]), u32::from(weights[criterion.index()]));
            let before = if is_stale { columns.brief.before(criterion, bound) } else { Before::Same };
            match before {
                Before::Was(scores) => {
                    // What is taken may make a sum wrap around until the rest is added.
                    terms.extend((old > 0).then_some((old.wrapping_neg(), scores)));
                    terms.extend((new > 0).then(|| (new, columns.bound(criterion, bound))));
                }
                Before::Same | Before::Unknown if old != new => {
                    terms.push((new.wrapping_sub(old), columns.bound(criterion, bound)));
                }
                Before::Same | Before::Unknown => {}
            }
        }
        if !terms.is_empty() {
            self.add(&terms);
        }
    }

    /// Adds the terms to every numerator.
    fn add(&mut self, terms: &[Term<'_>]) {
        let blocks = self.numerators.chunks_mut(BLOCK).zip(self.tops.chunks_mut(BLOCK / WORD));
        for (block, (sums, tops)) in blocks.enumerate() {
            let start = block * BLOCK;
            for (weight, scores) in terms {
                // A criterion of which the brief asks no part has no scores.
                add_scaled(sums, *weight, &scores[start.min(scores.len())..]);
            }
            for (top, sums) in tops.iter_mut().zip(sums.chunks(WORD)) {
                *top = greatest(sums);
            }
        }
    }

    /// The numerators.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.numerators
    }

    /// The greatest numerator of each [`WORD`] of rows.
    pub(super) fn tops(&self) -> &[u32] {
        &self.tops
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        size_of_val(&self.numerators[..]) + size_of_val(&self.tops[..])
    }
}
