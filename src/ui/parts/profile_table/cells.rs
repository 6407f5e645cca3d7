//! The cells of a row that change with the answer, as plain trees: an answer changes them in place, and what it
//! leaves as it is costs the browser nothing.

use std::sync::Arc;

use super::row::explain_id;
use crate::{
    domain::{
        answer::{PriceCell, Row},
        profile::{CredibilityKind, PriceKind},
    },
    draw::match_bar::Bounds,
    i18n::Text,
    platform::tree::{Branch, Tree, element},
    ui::{
        parts::{
            marks::{criteria_figure, flag_icon, plain, unknown},
            said::reason,
        },
        still::{Still, still},
    },
};

/// Width of the match bar, in pixels.
const BAR: i32 = 96;

/// Tier, match, flag, criteria, followers, engagement, credibility and cost.
pub(super) fn cells(
    t: Text,
    row: &Arc<Row>,
    asked: bool,
    by_estimate: bool,
    is_selected: bool,
    select: impl Fn() + Send + 'static,
) -> Vec<Still> {
    let cell = |make: fn(Text, &Row) -> Branch| {
        let row = Arc::clone(row);
        still(move || make(t, &row))
    };
    let matched = {
        let row = Arc::clone(row);
        still(move || match_cell(t, &row, (asked, by_estimate), is_selected, select))
    };
    vec![
        cell(tier),
        matched,
        cell(flag),
        cell(criteria),
        cell(followers),
        cell(engagement),
        cell(credibility),
        cell(cost),
    ]
}

fn cell(class: &'static str) -> Branch {
    element("td").class(class).set("role", "cell")
}

fn tier(t: Text, row: &Row) -> Branch {
    cell("c-tier").child(plain::tier_badge(t, row.tier)).child(plain::character_line(
        t,
        row.character,
        row.character_at,
        row.tier,
    ))
}

fn match_cell(
    t: Text,
    row: &Row,
    (asked, by_estimate): (bool, bool),
    is_selected: bool,
    select: impl Fn() + 'static,
) -> Branch {
    let bounds = Bounds { low: row.low, estimate: row.estimate, high: row.high };
    let mut says = reason(t, row.veto.as_ref(), row.reason.as_deref());
    let mut line = plain::match_line(t, bounds, asked, BAR);
    if asked && by_estimate {
        // An estimate says little without how much of it is known.
        line = plain::estimate_line(t, bounds, asked, BAR);
        let known = t.explore.known_share(&t.percent(f64::from(row.coverage) / 1000.0, 0));
        says = if says.is_empty() { known } else { [&known, " · ", &says].concat() };
    }
    let explain = element("button")
        .class("explain")
        .set("type", "button")
        .set("id", explain_id(&row.id))
        .set("aria-pressed", if is_selected { "true" } else { "false" })
        .on("click", move |_| select())
        .child(line)
        .child(element("span").class("vh").child(t.explore.explain(&row.name)));
    cell("c-match")
        .child(explain)
        .child(element("span").class("sub reason").set("title", says.clone()).child(says))
}

fn flag(t: Text, row: &Row) -> Branch {
    let worst = row.flags.iter().max_by_key(|flag| flag.severity);
    cell("c-flag").children(worst.map(|flag| flag_icon(t, flag)))
}

fn criteria(t: Text, row: &Row) -> Branch {
    cell("c-strip").child(criteria_figure(t, &row.criteria))
}

fn number(class: &'static str, label: &'static str) -> Branch {
    cell(class).set("data-label", label)
}

fn followers(t: Text, row: &Row) -> Branch {
    number("num c-fol", t.explore.column_followers())
        .child(known(t, row.followers.map(|followers| t.integer(followers))))
}

fn engagement(t: Text, row: &Row) -> Branch {
    let er = row.er.map(|tenths| t.ordinal(u64::from((tenths + 5) / 10)));
    number("num c-er", t.explore.column_er()).child(known(t, er))
}

fn credibility(t: Text, row: &Row) -> Branch {
    let share = row.credibility.map(|share| {
        let percent = t.percent(share, 0);
        match row.credibility_kind {
            Some(CredibilityKind::Floor) => t.explore.at_least(&percent),
            _ => percent,
        }
    });
    number("num c-cred", t.explore.column_credibility()).child(known(t, share))
}

fn cost(t: Text, row: &Row) -> Branch {
    let cell = number("num c-cost", t.explore.column_cost());
    let Some(price) = &row.price else { return cell.child(unknown(t)) };
    let kind = t.names.price_kinds(price.kind.as_str()).unwrap_or(price.kind.as_str());
    cell.child(amount(t, price)).child(element("span").class("sub").child(kind))
}

/// A model is no price: it is named, and the price stays unknown.
fn amount(t: Text, price: &PriceCell) -> Branch {
    if price.kind == PriceKind::Model {
        return unknown(t);
    }
    element("span").child(t.money_range(price.low, price.high, price.currency.as_str()))
}

fn known(t: Text, value: Option<String>) -> Tree {
    value.map_or_else(|| unknown(t), |value| element("span").child(value)).into()
}
