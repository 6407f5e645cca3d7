//! One row's cells turned into a record of the contract.

use std::borrow::Cow;

use super::{
    columns::{Column, Plan},
    fields::Kind,
    header, names,
    number::{self, Number, Triple},
    put,
    rate::Facts,
    topics,
};
use crate::{
    domain::network::Network,
    intake::{
        contract::value::language_tag,
        country, fold,
        issue::{Log, Reason},
        json::node::{Members, Node},
        place,
    },
};

/// A record and what the contract has no field for but a rate can be made of.
pub(super) struct Record {
    pub(super) members: Members<'static>,
    pub(super) facts: Facts,
}

/// A number that a path has so far.
struct Found<'c> {
    path: &'c str,
    number: Number,
}

/// Reads a row; `only` restricts it to the columns of one network and those of none.
pub(super) fn record(
    plan: &Plan,
    cells: &[String],
    only: Option<Network>,
    network: Option<Network>,
    log: &mut Log,
) -> Record {
    let mut record = Record { members: Members::new(), facts: Facts::default() };
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut topics: Vec<String> = Vec::new();
    let mut hashtags = String::new();
    let currency = plan.columns.iter().find(|column| column.path == "price.currency");
    let currency = currency.and_then(|column| cells.get(column.index)).and_then(|cell| code(cell));
    let network = row_network(plan, cells, network);
    account(plan, cells, only, network, &mut record.members);
    for column in &plan.columns {
        let Some(cell) = cells.get(column.index) else { continue };
        if only.is_some() && column.header.network.is_some_and(|network| Some(network) != only)
            || number::is_unknown(cell)
        {
            continue;
        }
        record.facts.note(column.kind, &column.path, &column.header);
        match column.kind {
            Kind::Count | Kind::Amount | Kind::Share | Kind::Rate | Kind::Reactions => {
                match number(column, cell) {
                    Some(number) => keep(&mut found, column, number, cell, log),
                    None => log.drop(&[&column.path], cell, Reason::NotANumber),
                }
            }
            Kind::Money => money(column, cell, network, currency, &mut record.members, log),
            Kind::Category => add_topics(cell, &mut topics),
            Kind::Hashtags => add_hashtags(cell, &mut hashtags),
            kind => {
                if let Some(node) = word(kind, cell, &column.path, log) {
                    let known = record.members.iter().any(|(key, _)| *key == column.path);
                    if !known && !column.path.starts_with("price.currency") {
                        put(&mut record.members, &column.path, node);
                    }
                }
            }
        }
    }
    for Found { path, number } in found {
        if path == "engagement.reactions" {
            record.facts.reactions = Some(number.value);
        } else {
            put(&mut record.members, path, node(number.value));
        }
    }
    if !topics.is_empty() {
        let list = topics.into_iter().map(|topic| Node::Text(Cow::Owned(topic))).collect();
        put(&mut record.members, "topics", Node::List(list));
    }
    if !hashtags.is_empty() {
        match record.members.iter_mut().find(|(key, _)| key == "bio") {
            Some((_, Node::Text(bio))) => *bio = Cow::Owned([&**bio, " ", &hashtags].concat()),
            _ => put(&mut record.members, "bio", Node::Text(Cow::Owned(hashtags))),
        }
    }
    record
}

/// The network of a row: its own column, its address, then what stands around it.
fn row_network(plan: &Plan, cells: &[String], around: Option<Network>) -> Option<Network> {
    let of = |path: &str, read: fn(&str) -> Option<Network>| {
        let columns = plan.columns.iter().filter(|column| column.path == path);
        columns.filter_map(|column| cells.get(column.index)).find_map(|cell| read(cell))
    };
    if !plan.networks.is_empty() {
        return around;
    }
    of("network", place::network)
        .or_else(|| of("url", |url| place::account_of_url(url).map(|account| account.network)))
        .or(around)
}

/// Handle, name and id of the row.
fn account(
    plan: &Plan,
    cells: &[String],
    only: Option<Network>,
    network: Option<Network>,
    members: &mut Members<'static>,
) {
    let text = |text: String| Node::Text(Cow::Owned(text));
    let mut identity = names::identity(plan, cells, network);
    if only.is_some() {
        let own =
            plan.columns.iter().find(|column| column.header.network == only && column.kind == Kind::Account);
        let cell = own.and_then(|column| cells.get(column.index)).map(|cell| place::bare_handle(cell));
        let (fits, not) = (cell.filter(|cell| place::is_handle(network, cell)), cell);
        identity.handle = fits.map(str::to_owned);
        identity.key = not.filter(|cell| fits.is_none() && !cell.is_empty()).map(str::to_owned);
        put(members, "network", text(only.map_or("", Network::as_str).to_owned()));
    }
    if let Some(name) = identity.name {
        put(members, "name", text(name));
    }
    if let Some(handle) = identity.handle {
        put(members, "handle", text(handle));
    }
    let has_id = plan.columns.iter().any(|column| {
        column.path == "id"
            && column.kind == Kind::Text
            && cells.get(column.index).is_some_and(|cell| !cell.is_empty())
    });
    if let Some(key) = identity.key.filter(|_| !has_id) {
        let id = network.map_or_else(|| key.clone(), |network| place::account_id(network, &key));
        put(members, "id", text(id));
    }
}

fn number(column: &Column, cell: &str) -> Option<Number> {
    let mut number = number::parse(cell, column.kind.triple())?;
    if matches!(column.kind, Kind::Share | Kind::Rate) && (number.percent || column.percent) {
        // Twelve digits are enough for any share, and free it from the dust of binary fractions.
        number.value = (number.value * 1e10).round() / 1e12;
        number.step /= 100.0;
    }
    Some(number)
}

/// Keeps the more exact of two numbers for one field; one that contradicts the other is noted.
fn keep<'c>(found: &mut Vec<Found<'c>>, column: &'c Column, number: Number, cell: &str, log: &mut Log) {
    let Some(known) = found.iter_mut().find(|known| known.path == column.path) else {
        found.push(Found { path: &column.path, number });
        return;
    };
    let tolerance = known.number.step.max(number.step) * 1.000_001;
    if (known.number.value - number.value).abs() > tolerance {
        log.drop(&[&column.path], cell, Reason::Conflict);
    }
    if known.number.abbreviated && !number.abbreviated {
        known.number = number;
    }
}

fn node(value: f64) -> Node<'static> {
    Node::Number(value)
}

/// A cell that is no number, in the contract's words.
fn word(kind: Kind, cell: &str, path: &str, log: &mut Log) -> Option<Node<'static>> {
    let text = |text: &str| Some(Node::Text(Cow::Owned(text.to_owned())));
    match kind {
        Kind::Text | Kind::Flag | Kind::Date | Kind::Network => text(cell),
        Kind::Url => text(&with_scheme(cell)),
        Kind::Country => {
            let country = country::named(cell);
            if country.is_none() {
                log.drop(&[path], cell, Reason::UnknownValue);
            }
            text(country?.as_str())
        }
        Kind::Language => text(language(cell).unwrap_or(cell)),
        Kind::List => {
            let parts = cell.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty());
            Some(Node::List(parts.filter_map(text).collect()))
        }
        Kind::Contact => {
            let denied =
                ["no", "non", "false", "faux", "0"].iter().any(|word| word.eq_ignore_ascii_case(cell));
            Some(Node::Bool(!denied))
        }
        _ => None,
    }
}

/// `www.instagram.com/lea` is an address without its scheme.
fn with_scheme(cell: &str) -> Cow<'_, str> {
    let bare = !cell.contains(':') && place::account_of_url(cell).is_some();
    if bare { Cow::Owned(["https://", cell].concat()) } else { Cow::Borrowed(cell) }
}

fn language(cell: &str) -> Option<&'static str> {
    /// Languages of which marketers write the names, English and French.
    const NAMES: &str = "ar arabic arabe|de german allemand|en english anglais|es spanish espagnol|\
        fr french francais|hi hindi|id indonesian indonesien|it italian italien|ja japanese japonais|\
        ko korean coreen|nl dutch neerlandais|pl polish polonais|pt portuguese portugais|ru russian russe|\
        th thai|tr turkish turc|uk ukrainian ukrainien|ur urdu ourdou|vi vietnamese vietnamien|\
        zh chinese chinois|sv swedish suedois|da danish danois|no norwegian norvegien|fi finnish finnois|\
        el greek grec|he hebrew hebreu|ro romanian roumain|cs czech tcheque|hu hungarian hongrois|\
        br breton|ca catalan|eu basque|co corsican corse|oc occitan";
    if language_tag(cell).is_some() {
        return None;
    }
    let name = fold::words(cell);
    let language =
        NAMES.split('|').find(|language| language.split(' ').skip(1).any(|known| known == name))?;
    language.split(' ').next()
}

fn add_topics(cell: &str, topics: &mut Vec<String>) {
    for topic in topics::topics(cell) {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
}

/// Each with its sign, so that they are read as hashtags wherever they stand.
fn add_hashtags(cell: &str, hashtags: &mut String) {
    let words = cell.split(|letter: char| matches!(letter, ',' | ';' | '|' | '#') || letter.is_whitespace());
    for word in words.filter(|word| !word.is_empty()) {
        if !hashtags.is_empty() {
            hashtags.push(' ');
        }
        hashtags.push('#');
        hashtags.push_str(word);
    }
}

fn code(cell: &str) -> Option<&str> {
    header::currency(cell).or(Some(cell.trim()).filter(|cell| !cell.is_empty()))
}

/// A price or a range of prices, into the record.
fn money(
    column: &Column,
    cell: &str,
    network: Option<Network>,
    currency: Option<&str>,
    members: &mut Members<'static>,
    log: &mut Log,
) {
    let mut path = column.path.split('.').skip(1);
    let format = path.next().filter(|format| !format.is_empty()).unwrap_or_else(|| usual_format(network));
    let end = path.next().unwrap_or_default();
    let amount = |text: &str| number::parse(text, Triple::Thousands).map(|number| number.value);
    let range = cell
        .split_once(['–', '—', '-'])
        .or_else(|| cell.split_once(" à "))
        .or_else(|| cell.split_once(" to "));
    let range = range.and_then(|(low, high)| Some((amount(low)?, amount(high)?)));
    let Some((low, high)) = range.or_else(|| amount(cell).map(|one| (one, one))) else {
        log.drop(&["price", format], cell, Reason::NotANumber);
        return;
    };
    let at = |part: &str| ["price.", format, ".", part].concat();
    let text = |text: &str| Node::Text(Cow::Owned(text.to_owned()));
    if end != "high" {
        put(members, &at("low"), node(low));
    }
    if end != "low" {
        put(members, &at("high"), node(high));
    }
    if end == "high" {
        return;
    }
    if let Some(currency) = header::currency(cell).or(column.header.currency).or(currency) {
        put(members, &at("currency"), text(currency));
    }
    let words = fold::words(&column.header.text);
    let kind = if words.contains("devis") || words.contains("quote") {
        "quote"
    } else if words.contains("estim") {
        "model"
    } else {
        "vendor"
    };
    put(members, &at("kind"), text(kind));
}

/// What a price without a format is for.
const fn usual_format(network: Option<Network>) -> &'static str {
    match network {
        Some(Network::Tiktok | Network::Youtube) => "video",
        Some(Network::Snapchat) => "story",
        Some(Network::Twitch) => "stream",
        _ => "post",
    }
}
