//! A table for spreadsheets: one profile a row, under the contract's names, so that it reads back.

use std::collections::BTreeSet;

use super::Line;
use crate::domain::{
    decimal,
    profile::{CredibilityKind, Price},
    tier::Policy,
};

/// Tells spreadsheets that the text is UTF-8; without it they take accents for something else.
const MARK: &str = "\u{feff}";

/// A column: its header, and a profile's cell in it. An unknown value is an empty cell.
type Column = (&'static str, fn(&Line) -> Option<String>);

const COLUMNS: &[Column] = &[
    ("id", |line| Some(line.profile.id.clone())),
    ("network", |line| Some(line.profile.network.to_string())),
    ("handle", |line| line.profile.handle.clone()),
    ("name", |line| line.profile.name.clone()),
    ("url", |line| line.profile.url.clone()),
    ("country", |line| line.profile.country.map(|country| country.as_str().to_owned())),
    ("city", |line| line.profile.city.clone()),
    ("language", |line| line.profile.language.clone()),
    ("verified", |line| line.profile.verified.map(|verified| verified.to_string())),
    ("followers", |line| line.profile.followers.map(|count| count.to_string())),
    ("following", |line| line.profile.following.map(|count| count.to_string())),
    ("posts", |line| line.profile.posts.map(|count| count.to_string())),
    ("posts_per_month", |line| line.profile.posts_per_month.map(decimal::text)),
    ("last_post", |line| line.profile.last_post.clone()),
    ("engagement.rate", |line| line.profile.engagement.as_ref()?.rate.map(decimal::text)),
    ("engagement.basis", |line| Some(line.profile.engagement.as_ref()?.basis?.as_str().to_owned())),
    ("engagement.numerator", |line| line.profile.engagement.as_ref()?.numerator.clone()),
    ("engagement.statistic", |line| line.profile.engagement.as_ref()?.statistic.clone()),
    ("engagement.window_days", |line| Some(line.profile.engagement.as_ref()?.window_days?.to_string())),
    ("engagement.posts", |line| line.profile.engagement.as_ref()?.posts.map(|count| count.to_string())),
    ("engagement.likes", |line| line.profile.engagement.as_ref()?.likes.map(decimal::text)),
    ("engagement.comments", |line| line.profile.engagement.as_ref()?.comments.map(decimal::text)),
    ("engagement.shares", |line| line.profile.engagement.as_ref()?.shares.map(decimal::text)),
    ("engagement.saves", |line| line.profile.engagement.as_ref()?.saves.map(decimal::text)),
    ("engagement.views", |line| line.profile.engagement.as_ref()?.views.map(decimal::text)),
    ("audience.credibility", |line| line.profile.audience.as_ref()?.credibility.map(decimal::text)),
    ("audience.credibility_kind", |line| {
        let kind = line.profile.audience.as_ref()?.credibility_kind?;
        Some(if kind == CredibilityKind::Floor { "floor" } else { "estimate" }.to_owned())
    }),
    ("topics", |line| listed(line.profile.topics.iter().map(|topic| topic.topic.as_str()))),
    ("labels", |line| listed(line.profile.labels.iter().flatten().map(String::as_str))),
    ("brand_mentions", |line| listed(line.profile.brand_mentions.iter().flatten().map(String::as_str))),
    ("accepts", |line| listed(line.profile.accepts.iter().flatten().map(|deal| deal.as_str()))),
    ("has_contact", |line| line.profile.has_contact.map(|known| known.to_string())),
    ("accord.tier", |line| Some(line.matched?.tier?.as_str().to_owned())),
    ("accord.low", |line| Some(tenths(line.matched?.low))),
    ("accord.estimate", |line| Some(tenths(line.matched?.estimate))),
    ("accord.high", |line| Some(tenths(line.matched?.high))),
    ("accord.coverage", |line| Some(tenths(line.matched?.coverage))),
    ("accord.list", |line| Some(line.mark.as_ref()?.list.clone())),
    ("accord.triage", |line| Some(line.mark.as_ref()?.triage.as_str().to_owned())),
    ("accord.tags", |line| listed(line.mark.as_ref()?.tags.iter().map(String::as_str))),
    ("accord.note", |line| Some(line.mark.as_ref()?.note.clone())),
];

/// Tiers are those under the policy, and mean nothing without its name.
pub(super) fn write(lines: &[Line], policy: &Policy) -> String {
    let formats = formats(lines);
    let policy = policy.to_string();
    let mut header: Vec<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
    header.push("accord.policy".to_owned());
    header.extend(
        formats.iter().flat_map(|format| {
            ["low", "high", "currency", "kind"].map(|part| format!("price.{format}.{part}"))
        }),
    );
    let rows = lines.iter().map(|line| {
        let cells = COLUMNS.iter().map(|(_, cell)| cell(line).unwrap_or_default());
        let prices = formats.iter().flat_map(|format| price_cells(line.profile.price.get(*format)));
        let of_tier =
            line.matched.and_then(|matched| matched.tier).map(|_| policy.clone()).unwrap_or_default();
        cells.chain([of_tier]).chain(prices).map(harmless).collect::<Vec<String>>()
    });
    let mut text = MARK.to_owned();
    for row in std::iter::once(header).chain(rows) {
        append(&mut text, &row);
    }
    text
}

/// A row with its line break. The library's writer would bring the standard library's reader of numbers with its
/// tables into the module, for a style of quoting that nobody asks for here.
pub(super) fn append(text: &mut String, row: &[String]) {
    for (position, cell) in row.iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.extend(
                cell.split('"').enumerate().flat_map(|(at, piece)| [if at > 0 { "\"\"" } else { "" }, piece]),
            );
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}

/// Formats that any of the profiles has a price for, in alphabetical order.
fn formats(lines: &[Line]) -> BTreeSet<&str> {
    let mut formats = BTreeSet::new();
    formats.extend(lines.iter().flat_map(|line| line.profile.price.keys()).map(String::as_str));
    formats
}

fn price_cells(price: Option<&Price>) -> [String; 4] {
    match price {
        None => Default::default(),
        Some(Price { low, high, currency, kind }) => {
            [decimal::text(*low), decimal::text(*high), currency.to_string(), kind.as_str().to_owned()]
        }
    }
}

/// Scores are tenths inside.
fn tenths(value: u16) -> String {
    decimal::text(f64::from(value) / 10.0)
}

/// A list in one cell; nothing where there is nothing.
fn listed<'a>(items: impl Iterator<Item = &'a str>) -> Option<String> {
    let items: Vec<&str> = items.collect();
    (!items.is_empty()).then(|| items.join("; "))
}

/// The cell, so that no spreadsheet runs it.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
