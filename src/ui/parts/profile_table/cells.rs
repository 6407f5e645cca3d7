//! The cells with numbers, and the reason of the match in a few words.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{PriceCell, Row},
        network::Network,
        profile::{CredibilityKind, PriceKind},
    },
    i18n::Text,
    ui::parts::marks::{Unknown, words},
};

/// What earns most of the match, or why the profile cannot serve the brief.
pub fn reason(t: Text, row: &Row) -> String {
    if let Some(veto) = &row.veto {
        return match veto.kind.as_str() {
            "network" => {
                let network =
                    veto.detail.parse::<Network>().map_or(veto.detail.as_str(), |network| network.label());
                t.explore.veto_network(network)
            }
            _ => t.explore.veto_exclusion(&veto.detail),
        };
    }
    row.reason.as_deref().map(|part| words::part_name(t, part)).unwrap_or_default()
}

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
