//! How well scores put the creators that a brand worked with before the others.
//!
//! The protocol of the published figures, with ties by mid-rank: AUC is the share of (brand, its creator, another
//! brand's creator) triplets in the right order, cAUC the same within one industry, recall is a mean over brands,
//! `MedR` and MRR are about each brand's best creator, NDCG@10 is graded where the data has grades.

use std::collections::{BTreeMap, BTreeSet};

use super::metrics::{mean, median, mid_ranks, ties};

/// One brand with its creators among the candidates.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Industry of the brand.
    pub(super) industry: String,
    /// Position among the candidates, and grade.
    pub(super) own: BTreeMap<usize, f64>,
}

/// The figures of one test, or their means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures {
    pub(super) auc: f64,
    pub(super) cauc: f64,
    pub(super) recall_10: f64,
    pub(super) recall_50: f64,
    pub(super) med_r: f64,
    pub(super) mrr: f64,
    pub(super) ndcg_10: f64,
}

impl Figures {
    /// The figures in the order of the tables.
    pub(super) fn all(&self) -> [f64; 7] {
        let Self { auc, cauc, recall_10, recall_50, med_r, mrr, ndcg_10 } = *self;
        [auc, cauc, recall_10, recall_50, med_r, mrr, ndcg_10]
    }

    /// The means of several tests.
    pub(super) fn mean(tests: &[Self]) -> Self {
        let of = |at: usize| mean(tests.iter().map(|test| test.all()[at]));
        Self {
            auc: of(0),
            cauc: of(1),
            recall_10: of(2),
            recall_50: of(3),
            med_r: of(4),
            mrr: of(5),
            ndcg_10: of(6),
        }
    }
}

/// Judges the scores that each brand gives to each candidate.
pub(super) fn judge(brands: &[Wanted], scores: &[Vec<f64>]) -> Figures {
    let mut all = Order::default();
    let mut within = Order::default();
    let (mut recall_10, mut recall_50, mut best, mut ndcg) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (at, (brand, scores)) in brands.iter().zip(scores).enumerate() {
        let others = (0..scores.len()).filter(|candidate| !brand.own.contains_key(candidate));
        all.count(scores, &brand.own, others);
        let rivals: BTreeSet<usize> = brands
            .iter()
            .enumerate()
            .filter(|(other, rival)| *other != at && rival.industry == brand.industry)
            .flat_map(|(_, rival)| rival.own.keys().copied())
            .filter(|candidate| !brand.own.contains_key(candidate))
            .collect();
        within.count(scores, &brand.own, rivals.into_iter());
        let ranks = mid_ranks(scores);
        let recall = |k: f64| mean(brand.own.keys().map(|own| if ranks[*own] <= k { 1.0 } else { 0.0 }));
        recall_10.push(recall(10.0));
        recall_50.push(recall(50.0));
        best.push(brand.own.keys().map(|own| ranks[*own]).fold(f64::INFINITY, f64::min));
        ndcg.extend(ndcg_10(scores, &brand.own));
    }
    Figures {
        auc: all.share(),
        cauc: within.share(),
        recall_10: mean(recall_10.into_iter()),
        recall_50: mean(recall_50.into_iter()),
        med_r: median(&best),
        mrr: mean(best.iter().map(|rank| 1.0 / rank)),
        ndcg_10: mean(ndcg.into_iter()),
    }
}

/// Triplets in the right order; equal scores are half right.
#[derive(Debug, Default)]
struct Order {
    right: f64,
    all: f64,
}

impl Order {
    fn count(&mut self, scores: &[f64], own: &BTreeMap<usize, f64>, others: impl Iterator<Item = usize>) {
        for other in others {
            for own in own.keys() {
                self.all += 1.0;
                if scores[*own] > scores[other] {
                    self.right += 1.0;
                } else if scores[*own] == scores[other] {
                    self.right += 0.5;
                }
            }
        }
    }

    fn share(&self) -> f64 {
        self.right / self.all
    }
}

/// Gains discounted by log₂ of the place, over the ten first places, against the best possible order. Candidates
/// that stand level share the discounts of their places.
fn ndcg_10(scores: &[f64], own: &BTreeMap<usize, f64>) -> Option<f64> {
    let discount = |place: usize| if place < 10 { 1.0 / (place as f64 + 2.0).log2() } else { 0.0 };
    let mut grades: Vec<f64> = own.values().copied().collect();
    grades.sort_by(|a, b| b.total_cmp(a));
    let ideal: f64 = grades.iter().enumerate().map(|(place, grade)| grade * discount(place)).sum();
    let mut gained = 0.0;
    for tie in ties(scores).into_iter().take_while(|tie| tie.first < 10) {
        let size = tie.members.len();
        let shared = (tie.first..tie.first + size).map(discount).sum::<f64>() / size as f64;
        gained += tie.members.iter().filter_map(|member| own.get(member)).sum::<f64>() * shared;
    }
    (ideal > 0.0).then(|| gained / ideal)
}
