//! What a page answers, for paper: there, neither the form nor the address is left to tell.

use leptos::prelude::*;

use super::{brief_words::asked, filter_words::active, marks::words::policy_name};
use crate::{
    domain::{criterion::Criterion, money::Currency, query::Query},
    i18n::{Text, use_text},
    state::Explore,
};

/// Brief, weights and size policy, of a list its filters and order as well; shown on paper alone.
#[component]
pub fn PrintedQuery(
    /// Whose query it is.
    explore: Explore,
    /// Currency of prices.
    currency: Currency,
    /// Whether the page shows the list.
    #[prop(optional)]
    of_list: bool,
) -> impl IntoView {
    let t = use_text();
    let lines = move || {
        let mut lines = explore.query().with(|query| of_match(t, query).to_vec());
        if of_list {
            lines.extend(explore.query().with(|query| of_order(t, query, currency)));
        }
        lines
            .into_iter()
            .map(|(name, says)| view! { <div><dt>{name}</dt><dd>{says}</dd></div> })
            .collect_view()
    };
    view! { <dl class="printed">{lines}</dl> }
}

/// A name and what is to be said of it.
type Line = (&'static str, String);

fn of_match(t: Text, query: &Query) -> [Line; 3] {
    let weights = Criterion::ALL.into_iter().map(|criterion| {
        let name = t.names.criteria(criterion.as_str()).unwrap_or(criterion.as_str());
        format!("{name} {}", t.integer(query.weights.0[criterion.index()].into()))
    });
    [
        (t.explore.brief(), or(asked(t, &query.brief), t.explore.asks_nothing())),
        (t.explore.weights(), weights.collect::<Vec<_>>().join(" · ")),
        (t.explore.policy(), policy_name(t, &query.policy)),
    ]
}

fn of_order(t: Text, query: &Query, currency: Currency) -> [Line; 2] {
    let filters = active(t, &query.filters, currency).into_iter().map(|filter| filter.says).collect();
    let sort = query.sort.key.as_str();
    [
        (t.explore.filters(), or(filters, t.explore.no_filter())),
        (t.explore.sort_by(), t.names.sorts(sort).unwrap_or(sort).to_owned()),
    ]
}

fn or(all: Vec<String>, none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.join(" · ") }
}
