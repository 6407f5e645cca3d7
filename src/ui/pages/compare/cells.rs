//! What one profile shows on one criterion: the figure behind it, and the points it earns.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{ExplainedCriterion, Explanation},
        criterion::Criterion,
        profile::Profile,
    },
    i18n::Text,
    ui::{
        pages::answers::Answer,
        parts::marks::{Unknown, words},
    },
};

/// A cell of a criterion's row.
pub(super) struct Cell {
    /// The figure that a marketer would look at.
    pub figure: AnyView,
    /// What it earns, in words.
    pub points: String,
    /// What it earns for sure, in tenths; `None` where nothing is known of the profile.
    pub earned: Option<u16>,
}

/// Makes a cell.
pub(super) fn criterion(t: Text, column: &Answer, criterion: Criterion) -> Cell {
    let known =
        column.explanation.as_ref().and_then(|known| Some((known, known.criteria.get(criterion.index())?)));
    let (Some((known, explained)), Some(profile)) = (known, &column.profile) else {
        return Cell { figure: unknown(), points: String::new(), earned: None };
    };
    Cell {
        figure: figure(t, criterion, (column, profile), explained),
        points: points(t, known, explained),
        earned: Some(explained.contribution),
    }
}

/// The one cell that earns more than every other, by what each earns. Where nothing is known of a profile, nobody
/// is ahead of it.
pub(super) fn best(earned: &[Option<u16>]) -> Option<usize> {
    let known = earned.iter().flatten().count();
    let most = earned.iter().copied().flatten().max().filter(|most| *most > 0)?;
    let mut holders = (0..earned.len()).filter(|index| earned[*index] == Some(most));
    holders.next().filter(|_| holders.next().is_none() && known > 1)
}

fn unknown() -> AnyView {
    view! { <Unknown /> }.into_any()
}

fn figure(
    t: Text,
    criterion: Criterion,
    (column, profile): (&Answer, &Profile),
    explained: &ExplainedCriterion,
) -> AnyView {
    match criterion {
        Criterion::Size => profile.followers.map_or_else(unknown, |count| t.integer(count).into_any()),
        Criterion::Engagement => {
            explained.parts.iter().find(|part| part.weight > 0 && part.known).map_or_else(unknown, |part| {
                let rank = t.ordinal(u64::from((part.estimate + 5) / 10));
                t.compare.percentile(&rank).into_any()
            })
        }
        Criterion::Cost => price(t, column).map_or_else(unknown, IntoAny::into_any),
        Criterion::Audience | Criterion::Risk | Criterion::Values => score(t, explained).into_any(),
    }
}

/// The price of the format asked, or of the one that it is for, in words.
fn price(t: Text, answer: &Answer) -> Option<String> {
    let (format, price) = answer.price()?;
    Some(words::price(t, price, answer.format.is_none().then_some(format)))
}

fn score(t: Text, explained: &ExplainedCriterion) -> String {
    match words::bounds_points(t, explained.low, explained.high) {
        (low, None) => t.compare.score_exact(&low),
        (low, Some(high)) => t.compare.score(&high, &low),
    }
}

fn points(t: Text, known: &Explanation, explained: &ExplainedCriterion) -> String {
    let total: u32 = known.criteria.iter().map(|criterion| u32::from(criterion.weight)).sum();
    // Rounded up: what is earned is apportioned, and may lie a tenth above the exact share.
    let room = (u32::from(explained.weight) * 1000).div_ceil(total.max(1));
    let room = t.number(f64::from(room) / 10.0, 1);
    let (low, high) = (t.tenths(explained.contribution), t.tenths(explained.contribution_high));
    // Each bound is apportioned by itself, so the upper one may lie a tenth below the lower one.
    if explained.contribution >= explained.contribution_high {
        t.compare.points_exact(&low, &room)
    } else {
        t.compare.points(&high, &low, &room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ahead_is_who_earns_more_than_another_that_is_known() {
        assert_eq!(best(&[Some(10), Some(30), None]), Some(1));
        assert_eq!(best(&[Some(30), Some(30), Some(10)]), None);
        assert_eq!(best(&[Some(0), Some(0)]), None);
        assert_eq!(best(&[None, Some(30), None]), None);
        assert_eq!(best(&[Some(30)]), None);
        assert_eq!(best(&[]), None);
    }
}
