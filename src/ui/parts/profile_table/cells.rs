//! The cells with numbers.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{PriceCell, Row},
        profile::{CredibilityKind, PriceKind},
    },
    i18n::Text,
    ui::parts::marks::Unknown,
};

/// Followers, engagement, credibility and cost.
pub(super) fn numbers(t: Text, row: &Row) -> impl IntoView + use<> {
    let followers = row.followers.map(|followers| t.integer(followers));
    let er = row.er.map(|tenths| t.ordinal(u64::from((tenths + 5) / 10)));
    let credibility = row.credibility.map(|share| {
        let percent = t.percent(share, 0);
        match row.credibility_kind {
            Some(CredibilityKind::Floor) => t.explore.at_least(&percent),
            _ => percent,
        }
    });
    view! {
        <td role="cell" class="num c-fol" data-label=t.explore.column_followers()>{known(followers)}</td>
        <td role="cell" class="num c-er" data-label=t.explore.column_er()>{known(er)}</td>
        <td role="cell" class="num c-cred" data-label=t.explore.column_credibility()>{known(credibility)}</td>
        <td role="cell" class="num c-cost" data-label=t.explore.column_cost()>{price(t, row.price.as_ref())}</td>
    }
}

fn known(value: Option<String>) -> AnyView {
    match value {
        Some(value) => view! { <span>{value}</span> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}

fn price(t: Text, price: Option<&PriceCell>) -> AnyView {
    let Some(price) = price else { return view! { <Unknown /> }.into_any() };
    let kind = t.names.price_kinds(price.kind.as_str()).unwrap_or(price.kind.as_str());
    // A model is no price: it is named, and the price stays unknown.
    if price.kind == PriceKind::Model {
        return view! {
            <Unknown />
            <span class="sub">{kind}</span>
        }
        .into_any();
    }
    view! {
        <span>{t.money_range(price.low, price.high, price.currency.as_str())}</span>
        <span class="sub">{kind}</span>
    }
    .into_any()
}
