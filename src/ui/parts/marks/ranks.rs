//! How firmly a ranking stands: for each profile, the share of nearby weightings that give it each rank.

use leptos::prelude::*;

use super::Figure;
use crate::{
    domain::stability::DRAWS,
    draw::ranks::{ranks, swatch},
    i18n::use_text,
};

/// The pattern of a rank.
#[component]
pub fn RankSwatch(
    /// The rank, 0-based.
    rank: usize,
) -> impl IntoView {
    view! { <Figure drawing=swatch(rank) class="swatch" /> }
}

/// The table: one row a profile, in ranked order.
#[component]
pub fn RankTable(
    /// Name of the table.
    #[prop(into)]
    label: String,
    /// Head of the first column.
    #[prop(into)]
    head: String,
    /// Name of each profile, and its number of draws at each rank.
    rows: Vec<(String, Vec<u32>)>,
) -> impl IntoView {
    let t = use_text();
    let heads = (0..rows.len())
        .map(|rank| {
            view! {
                <th scope="col" class="num">
                    <RankSwatch rank />
                    {t.ordinal(rank as u64 + 1)}
                </th>
            }
        })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|(name, counts)| {
            let most = counts.iter().copied().max().unwrap_or(0);
            let cells = counts
                .iter()
                .map(|&count| {
                    let share = t.percent(f64::from(count) / f64::from(DRAWS), 0);
                    let share = if count == most {
                        view! { <strong>{share}</strong> }.into_any()
                    } else {
                        share.into_any()
                    };
                    view! { <td class="num">{share}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="bar-cell">
                        <Figure drawing=ranks(&counts, DRAWS, 360) class="stability" />
                    </td>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="stability-table" aria-label=label>
            <thead>
                <tr>
                    <th scope="col">{head}</th>
                    <th scope="col" class="bar-cell">{t.marks.rank_held()}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
