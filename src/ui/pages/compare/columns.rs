//! The profiles that are compared, with their explanations, and how they rank among each other.

use crate::{
    domain::{
        answer::Explanation,
        matching,
        order::sort_by,
        profile::Profile,
        stability::{Scores, numerator},
    },
    ui::{pages::answers::Answer, parts::firmness::Ranked},
};

/// The name to show.
pub(super) fn name(answer: &Answer) -> &str {
    answer.profile.as_ref().map_or(&answer.id, Profile::display_name)
}

/// The lower bounds of the six criteria, where the match is their weighted mean: not behind a veto, nor with an
/// exclusion that is not cleared.
pub(super) fn scores(answer: &Answer) -> Option<Scores> {
    let known = answer.explanation.as_ref().filter(|known| known.veto.is_none())?;
    let mut scores = [0; 6];
    for (score, criterion) in scores.iter_mut().zip(&known.criteria) {
        *score = criterion.low;
    }
    let weights = weights_of(known);
    let mean = u32::try_from(numerator(&weights, &scores)).ok()?;
    (matching::displayed(mean, &weights) == known.low).then_some(scores)
}

/// Weights in force, 0 where not asked.
fn weights_of(explanation: &Explanation) -> [u8; 6] {
    let mut weights = [0; 6];
    for (weight, criterion) in weights.iter_mut().zip(&explanation.criteria) {
        *weight = criterion.weight;
    }
    weights
}

/// All profiles of the comparison.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Columns {
    /// In the order of the address.
    pub profiles: Vec<Answer>,
}

impl Columns {
    /// Weights in force; all 0 where nothing is asked or nothing is known yet.
    pub(super) fn weights(&self) -> [u8; 6] {
        self.profiles.iter().find_map(|column| column.explanation.as_ref()).map_or([0; 6], weights_of)
    }

    /// Whether the brief asks anything.
    pub(super) fn is_asked(&self) -> bool {
        self.weights().iter().any(|weight| *weight > 0)
    }

    /// Positions of the profiles that have a match, best first: lower bound, then coverage, then id.
    pub(super) fn ranked(&self) -> Vec<usize> {
        let known = |index: &usize| self.profiles[*index].explanation.as_ref();
        let mut order: Vec<usize> = (0..self.profiles.len()).filter(|index| known(index).is_some()).collect();
        let weights = self.weights();
        sort_by(&mut order, |a, b| {
            let key = |index: &usize| {
                let column = &self.profiles[*index];
                let exact = scores(column).map_or(0, |scores| numerator(&weights, &scores));
                (exact, known(index).map_or(0, |known| known.coverage))
            };
            key(b).cmp(&key(a)).then_with(|| self.profiles[*a].id.cmp(&self.profiles[*b].id))
        });
        order
    }

    /// A profile of the comparison as one of an order.
    pub(super) fn ranked_at(&self, at: usize) -> Ranked {
        let column = &self.profiles[at];
        Ranked { name: name(column).to_owned(), scores: scores(column) }
    }

    /// The first and the second, where there are two.
    pub(super) fn first_two(&self) -> Option<(&Answer, &Answer)> {
        match self.ranked()[..] {
            [first, second, ..] => Some((&self.profiles[first], &self.profiles[second])),
            _ => None,
        }
    }
}
