//! A distribution of the audience as bars: the target marked, the unlisted rest hatched.

use leptos::prelude::*;

use super::Figure;
use crate::{
    draw::share::{Kind, share_bar},
    i18n::{Text, use_text},
};

/// Rows that are shown one by one; the rest is counted.
const MOST_ROWS: usize = 8;

/// Least share of the whole that a missing rest must have to be shown: below it, rounding explains it.
const LEAST_REST: f64 = 0.005;

/// One value of the distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareRow {
    /// Name of the value.
    pub name: String,
    /// Its share, 0–1.
    pub share: f64,
    /// Whether the brief targets it.
    pub target: bool,
}

/// The distribution, greatest share first.
#[component]
pub fn ShareTable(
    /// What is distributed.
    #[prop(into)]
    caption: String,
    /// The listed values in the order to show them in.
    rows: Vec<ShareRow>,
    /// Whether the values part a whole, so that what is missing to 1 is unknown.
    #[prop(default = true)]
    whole: bool,
) -> impl IntoView {
    let t = use_text();
    let listed: f64 = rows.iter().map(|row| row.share).sum();
    let rest = (1.0 - listed).max(0.0);
    let (shown, hidden) = split(rows);
    let more = (!hidden.is_empty()).then(|| {
        let share: f64 = hidden.iter().map(|row| row.share).sum();
        let most = hidden.iter().map(|row| row.share).fold(0.0, f64::max);
        let count = hidden.len() as u64;
        let name = t.marks.shares_more(count, &t.integer(count), &t.percent(most.max(0.01), 0));
        bar_row(t, name, share, Kind::Rest)
    });
    let rest = (whole && rest >= LEAST_REST)
        .then(|| bar_row(t, t.marks.rest_unknown().to_owned(), rest, Kind::Unknown));
    let shown: Vec<_> = shown
        .into_iter()
        .map(|row| bar_row(t, row.name, row.share, if row.target { Kind::Target } else { Kind::Rest }))
        .collect();
    view! {
        <table class="bars">
            <caption>{caption}</caption>
            <tbody>{shown} {more} {rest}</tbody>
        </table>
    }
}

/// The rows to show and those to count: targets are always shown.
fn split(rows: Vec<ShareRow>) -> (Vec<ShareRow>, Vec<ShareRow>) {
    if rows.len() <= MOST_ROWS {
        return (rows, Vec::new());
    }
    let mut taken = 0;
    rows.into_iter().partition(|row| {
        taken += usize::from(!row.target);
        row.target || taken < MOST_ROWS
    })
}

fn bar_row(t: Text, name: String, share: f64, kind: Kind) -> impl IntoView {
    let tag = (kind == Kind::Target).then(|| view! { <span class="tag">{t.marks.target()}</span> });
    let class = if kind == Kind::Unknown { "unknown" } else { "" };
    view! {
        <tr>
            <th scope="row"><span class=class>{name}</span> " " {tag}</th>
            <td class="bar-cell"><Figure drawing=share_bar(share, kind, 180, 12) class="bars__bar" /></td>
            <td class="num">{t.percent(share, 0)}</td>
        </tr>
    }
}
