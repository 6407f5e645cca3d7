//! The exact numerator of every match by one of its bounds, kept from query to query: a weight that moves adds
//! its difference.

use crate::domain::{criterion::Criterion, query::SortKey};

use super::{columns::Columns, scores::Before};

/// Numerators in row order, before anything that stands against a row.
#[derive(Debug, Default)]
pub(super) struct Sums {
    bound: SortKey,
    weights: [u8; 6],
    numerators: Vec<u32>,
}

/// Rows that are summed over all criteria before the next: they stay in the innermost cache.
const BLOCK: usize = 2048;

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
            self.bound = bound;
            self.add_up(columns);
            return;
        }
        for criterion in Criterion::ALL {
            let (old, new) = (u32::from(old[criterion.index()]), u32::from(weights[criterion.index()]));
            let before = if is_stale { columns.brief.before(criterion, bound) } else { Before::Same };
            match before {
                Before::Was(scores) if old > 0 && new > 0 => {
                    let now = columns.bound(criterion, bound).iter().zip(scores);
                    for (sum, (now, before)) in self.numerators.iter_mut().zip(now) {
                        // A sum is never less than what it is taken.
                        *sum = *sum - old * u32::from(*before) + new * u32::from(*now);
                    }
                }
                Before::Was(scores) if old > 0 => self.add(old.wrapping_neg(), scores),
                Before::Was(_) if new > 0 => self.add(new, columns.bound(criterion, bound)),
                Before::Same | Before::Unknown if old != new => {
                    self.add(new.wrapping_sub(old), columns.bound(criterion, bound));
                }
                _ => {}
            }
        }
    }

    /// Adds scores times a weight, which may be negative: its complement.
    fn add(&mut self, weight: u32, scores: &[u16]) {
        for (sum, score) in self.numerators.iter_mut().zip(scores) {
            *sum = sum.wrapping_add(weight.wrapping_mul(u32::from(*score)));
        }
    }

    /// All numerators anew.
    fn add_up(&mut self, columns: Columns<'_>) {
        let weighted = Criterion::ALL.into_iter().filter(|criterion| self.weights[criterion.index()] > 0);
        let scores: Vec<(u32, &[u16])> = weighted
            .map(|criterion| (self.weights[criterion.index()].into(), columns.bound(criterion, self.bound)))
            .collect();
        self.numerators.resize(columns.table.len(), 0);
        for (block, sums) in self.numerators.chunks_mut(BLOCK).enumerate() {
            sums.fill(0);
            for (weight, scores) in &scores {
                let start = block * BLOCK;
                for (sum, score) in sums.iter_mut().zip(&scores[start.min(scores.len())..]) {
                    *sum += weight * u32::from(*score);
                }
            }
        }
    }

    /// The numerators.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.numerators
    }
}
