//! The months of a profile as lines: followers and engagement, the month that stands out marked.

use leptos::prelude::*;

use crate::{
    domain::{criteria::growth, order::sort_by, profile::Profile},
    i18n::Text,
    ui::parts::marks::{HistoryChart, HistoryLine, words},
};

/// Months that are shown; older ones are in the data.
const MOST_MONTHS: usize = 24;

/// The chart, or the sentence that there is none.
pub(super) fn chart(t: Text, profile: &Profile) -> AnyView {
    let months = newest(profile);
    if months.len() < 2 {
        return view! { <p class="verdict verdict--s">{t.profile.history_none()}</p> }.into_any();
    }
    let finding = growth::examine(profile.network, profile.followers, &profile.history);
    let flag = finding.month.zip(finding.jump).and_then(|(month, jump)| {
        let index = months.iter().position(|known| known.month == month)?;
        Some((index, t.marks.named(&t.month_short(&month), &words::signed(t.percent(jump, 1), jump))))
    });
    let basis = profile
        .engagement
        .as_ref()
        .and_then(|engagement| engagement.basis)
        .and_then(|basis| t.names.bases(basis.as_str()));
    let followers = HistoryLine {
        name: t.profile.followers().to_owned(),
        values: months.iter().map(|month| month.followers.map(|count| count as f64)).collect(),
        words: months
            .iter()
            .map(|month| month.followers.map_or_else(String::new, |count| t.compact(count as f64)))
            .collect(),
        flag,
        from_zero: false,
        height: 150,
    };
    let rate = HistoryLine {
        name: basis.map_or_else(|| t.profile.rate().to_owned(), |basis| t.profile.rate_by(basis)),
        values: months.iter().map(|month| month.engagement).collect(),
        words: months
            .iter()
            .map(|month| month.engagement.map_or_else(String::new, |rate| t.percent(rate, 1)))
            .collect(),
        flag: None,
        from_zero: true,
        height: 90,
    };
    let lines: Vec<HistoryLine> =
        [followers, rate].into_iter().filter(|line| line.values.iter().any(Option::is_some)).collect();
    let names = months.iter().map(|month| t.date(&month.month)).collect();
    let short = months.iter().map(|month| t.month_short(&month.month)).collect();
    view! {
        <HistoryChart months=names short lines />
        <p class="hint">{t.profile.history_scale()}</p>
    }
    .into_any()
}

/// The newest months, oldest first.
fn newest(profile: &Profile) -> Vec<crate::domain::profile::Month> {
    let mut months = profile.history.clone();
    sort_by(&mut months, |a, b| a.month.cmp(&b.month));
    let excess = months.len().saturating_sub(MOST_MONTHS);
    months.drain(..excess);
    months
}
