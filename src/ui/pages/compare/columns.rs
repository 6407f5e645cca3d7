//! The profiles that are compared, with their explanations, and how they rank among each other.

use crate::{
    domain::{
        answer::Explanation,
        criterion::{Criterion, Weights},
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

/// The weights of what is asked, 0 for the rest.
pub(super) fn in_force(weights: Weights, asked: &[Criterion]) -> [u8; 6] {
    Criterion::ALL.map(|criterion| if asked.contains(&criterion) { weights.of(criterion) } else { 0 })
}

/// All profiles of the comparison.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Columns {
    /// In the order of the address.
    pub profiles: Vec<Answer>,
    /// Weights in force for the list, which has them also where it has none of the profiles; `None` before there
    /// is a list.
    pub in_force: Option<[u8; 6]>,
}

impl Columns {
    /// Weights in force; all 0 where nothing is asked or nothing is known yet.
    pub(super) fn weights(&self) -> [u8; 6] {
        self.known_weights().unwrap_or_default()
    }

    /// Those that the matches at hand were computed with, else those of the list.
    fn known_weights(&self) -> Option<[u8; 6]> {
        let explained = self.profiles.iter().find_map(|column| column.explanation.as_ref());
        explained.map(weights_of).or(self.in_force)
    }

    /// Whether a criterion is known to count for nothing.
    pub(super) fn leaves_out(&self, criterion: Criterion) -> bool {
        self.known_weights().is_some_and(|weights| weights[criterion.index()] == 0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_brief_asks_does_not_hang_on_whether_a_profile_is_known() {
        let asked = in_force(Weights::default(), &[Criterion::Audience, Criterion::Cost]);
        assert_eq!(asked, [0, 20, 0, 0, 15, 0]);
        let strangers = Columns { in_force: Some(asked), ..Columns::default() };
        assert_eq!(strangers.weights(), asked);
        assert!(strangers.leaves_out(Criterion::Size) && !strangers.leaves_out(Criterion::Audience));
        let early = Columns::default();
        assert!(!Criterion::ALL.into_iter().any(|criterion| early.leaves_out(criterion)));
    }
}
