//! The groups of numbers in a profile: engagement, history, prices, response.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    domain::{
        decimal,
        profile::{Basis, Engagement, Month, Price, PriceKind, Response},
    },
    intake::{
        issue::{Log, Reason},
        json::node::Node,
    },
};

use super::{entries, known, members, unknown, value, words};

/// The group, unless nothing in it is known.
pub(super) fn engagement(node: &Node<'_>, log: &mut Log) -> Option<Engagement> {
    let mut group = Engagement::default();
    for (key, node) in members(node, &["engagement"], log) {
        let at = &["engagement", key.as_ref()];
        match key.as_ref() {
            "rate" => group.rate = value::number(node, at, value::MAX_RATIO, log),
            "basis" => group.basis = words::choice(node, at, &Basis::ALL, Basis::as_str, log),
            "numerator" => group.numerator = value::text(node, at, value::WORD, log),
            "statistic" => {
                group.statistic =
                    words::choice(node, at, &["mean", "median"], |word| word, log).map(str::to_owned);
            }
            "window_days" => group.window_days = value::count(node, at, log),
            "posts" => group.posts = value::count(node, at, log),
            "likes" => group.likes = value::number(node, at, value::MAX_COUNT, log),
            "comments" => group.comments = value::number(node, at, value::MAX_COUNT, log),
            "shares" => group.shares = value::number(node, at, value::MAX_COUNT, log),
            "saves" => group.saves = value::number(node, at, value::MAX_COUNT, log),
            "views" => group.views = value::number(node, at, value::MAX_COUNT, log),
            "likes_spread" => group.likes_spread = value::number(node, at, value::MAX_RATIO, log),
            _ => unknown(at, log),
        }
    }
    (group != Engagement::default()).then_some(group)
}

/// Past months, oldest first; a month of which nothing is known is left out.
pub(super) fn history(node: &Node<'_>, log: &mut Log) -> Vec<Month> {
    let entries = entries(node, &["history"], log).unwrap_or_default();
    let mut months: Vec<Month> = Vec::with_capacity(entries.len());
    for entry in entries {
        let fields = members(entry, &["history"], log);
        let Some(month) =
            known(fields, "month").and_then(|month| value::date(month, &["history", "month"], log))
        else {
            if !fields.is_empty() {
                log.drop(&["history", "month"], "", Reason::Incomplete);
            }
            continue;
        };
        let mut month = month;
        month.truncate("2022-03".len());
        if months.iter().any(|other| other.month == month) {
            log.drop(&["history", "month"], &month, Reason::Duplicate);
            continue;
        }
        let mut entry = Month { month, followers: None, engagement: None };
        for (key, node) in fields {
            let at = &["history", key.as_ref()];
            match key.as_ref() {
                "month" => {}
                "followers" => entry.followers = value::count(node, at, log),
                "engagement" => entry.engagement = value::number(node, at, value::MAX_RATIO, log),
                _ => unknown(at, log),
            }
        }
        if entry.followers.is_some() || entry.engagement.is_some() {
            let place = months.partition_point(|known: &Month| known.month <= entry.month);
            months.insert(place, entry);
        }
    }
    months
}

/// Prices by format. Without a currency an amount means nothing; without a kind it is taken for a model's,
/// which helps no score.
pub(super) fn prices(node: &Node<'_>, log: &mut Log) -> BTreeMap<String, Price> {
    let mut prices = BTreeMap::new();
    for (format, node) in members(node, &["price"], log) {
        if *node == Node::Null {
            continue;
        }
        let slug = crate::intake::fold::slug(format);
        if slug.is_empty() || slug.len() > value::WORD {
            log.drop(&["price", format], "", Reason::UnknownValue);
            continue;
        }
        if let Some(price) = price(&slug, node, log) {
            match prices.entry(slug) {
                Entry::Vacant(entry) => {
                    entry.insert(price);
                }
                Entry::Occupied(_) => log.drop(&["price", format], "", Reason::Duplicate),
            }
        }
    }
    prices
}

fn price(format: &str, node: &Node<'_>, log: &mut Log) -> Option<Price> {
    let (mut low, mut high, mut currency, mut kind) = (None, None, None, None);
    for (key, node) in members(node, &["price", format], log) {
        let at = &["price", format, key.as_ref()];
        match key.as_ref() {
            "low" => low = value::number(node, at, value::MAX_COUNT, log),
            "high" => high = value::number(node, at, value::MAX_COUNT, log),
            "currency" => {
                currency = value::text_of(node, at, value::WORD, log).and_then(|code| {
                    let currency = code.parse().ok();
                    if currency.is_none() {
                        log.drop(at, &code, Reason::UnknownValue);
                    }
                    currency
                });
            }
            "kind" => {
                let kinds = [PriceKind::Quote, PriceKind::Vendor, PriceKind::Model];
                kind = words::choice(node, at, &kinds, PriceKind::as_str, log);
            }
            _ => unknown(at, log),
        }
    }
    let (Some(low), Some(currency)) = (low.or(high), currency) else {
        let stated = low.or(high).map(decimal::text).unwrap_or_default();
        log.drop(&["price", format], &stated, Reason::Incomplete);
        return None;
    };
    let high = high.unwrap_or(low);
    if low > high {
        log.drop(&["price", format], &decimal::text(low), Reason::OutOfRange);
        return None;
    }
    Some(Price { low, high, currency, kind: kind.unwrap_or(PriceKind::Model) })
}

/// How the creator answers.
pub(super) fn response(node: &Node<'_>, log: &mut Log) -> Option<Response> {
    let mut group = Response::default();
    for (key, node) in members(node, &["response"], log) {
        let at = &["response", key.as_ref()];
        match key.as_ref() {
            "rate" => group.rate = value::fraction(node, at, log),
            "hours" => group.hours = value::number(node, at, value::MAX_COUNT, log),
            _ => unknown(at, log),
        }
    }
    (group != Response::default()).then_some(group)
}
