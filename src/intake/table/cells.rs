//! One row's cells turned into a record of the contract.

use std::borrow::Cow;

use super::{
    columns::{Column, Plan},
    date,
    fields::Kind,
    header, labels, names,
    number::{self, Number, Triple},
    put, put_at,
    rate::Facts,
    topics,
};
use crate::{
    domain::{decimal, network::Network},
    intake::{
        contract::value::language_tag,
        country, fold,
        issue::{Log, Reason},
        json::node::{Members, Node},
        place,
    },
};

/// A row of a table, whatever holds it: a line of text, or a place in typed columns.
pub(in crate::intake) trait Cells<'c>: Copy {
    /// The cell of a column as text; `None` beyond the row's end.
    fn text(self, column: usize) -> Option<&'c str>;

    /// The cell of a column that holds numbers and no text.
    fn number(self, column: usize) -> Option<f64>;

    /// Members that the row states in the contract's own form, beside its cells.
    fn members(self) -> Members<'c>;
}

impl<'c> Cells<'c> for &'c [String] {
    fn text(self, column: usize) -> Option<&'c str> {
        self.get(column).map(String::as_str)
    }

    fn number(self, _: usize) -> Option<f64> {
        None
    }

    fn members(self) -> Members<'c> {
        Members::new()
    }
}

/// A record and what the contract has no field for but a rate can be made of.
pub(super) struct Record<'c> {
    pub(super) members: Members<'c>,
    pub(super) facts: Facts,
}

/// A number that a path has so far.
struct Found<'c> {
    path: &'c str,
    number: Number,
}

/// Reads a row; `only` restricts it to the columns of one network and those of none.
pub(super) fn record<'c>(
    plan: &'c Plan,
    cells: impl Cells<'c>,
    only: Option<Network>,
    network: Option<Network>,
    log: &mut Log,
) -> Record<'c> {
    let mut record = Record { members: cells.members(), facts: Facts::default() };
    if plan.columns.is_empty() {
        return record;
    }
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut topics: Vec<String> = Vec::new();
    let mut hashtags = String::new();
    let currency = plan.columns.iter().find(|column| column.path == "price.currency");
    let currency = currency.and_then(|column| cells.text(column.index)).and_then(|cell| code(cell));
    let network = row_network(plan, cells, network);
    account(plan, cells, only, network, &mut record.members);
    for column in &plan.columns {
        if only.is_some() && column.header.network.is_some_and(|network| Some(network) != only) {
            continue;
        }
        if let Some(value) = cells.number(column.index) {
            let number = in_unit(column, Number::exact(value));
            record.facts.note(column.kind, &column.path, &column.header);
            if column.kind == Kind::Money {
                money(column, (value, value), "", network, currency, &mut record.members);
            } else {
                keep(&mut found, column, number, || decimal::text(value), log);
            }
            continue;
        }
        let Some(cell) = cells.text(column.index).filter(|cell| !number::is_unknown(cell)) else { continue };
        record.facts.note(column.kind, &column.path, &column.header);
        match column.kind {
            kind if kind.is_number() => match number::parse(cell, kind.triple()) {
                Some(number) => {
                    keep(&mut found, column, in_unit(column, number), || cell.to_owned(), log);
                }
                None => log.drop(&[&column.path], cell, Reason::NotANumber),
            },
            Kind::Money => match amounts(cell) {
                Some(amounts) => money(column, amounts, cell, network, currency, &mut record.members),
                None => log.drop(&["price", format(column, network)], cell, Reason::NotANumber),
            },
            Kind::Category => add_topics(cell, &mut topics),
            Kind::Hashtags => add_hashtags(cell, &mut hashtags),
            kind => {
                if let Some(node) = word(column, kind, cell, log) {
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
            put(&mut record.members, path, Node::Number(number.value));
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
fn row_network<'c>(plan: &Plan, cells: impl Cells<'c>, around: Option<Network>) -> Option<Network> {
    let of = |path: &str, read: fn(&str) -> Option<Network>| {
        let columns = plan.columns.iter().filter(|column| column.path == path);
        columns.filter_map(|column| cells.text(column.index)).find_map(read)
    };
    if !plan.networks.is_empty() {
        return around;
    }
    of("network", place::network)
        .or_else(|| of("url", |url| place::account_of_url(url).map(|account| account.network)))
        .or(around)
}

/// Handle, name and id of the row.
fn account<'c>(
    plan: &Plan,
    cells: impl Cells<'c>,
    only: Option<Network>,
    network: Option<Network>,
    members: &mut Members<'c>,
) {
    let text = |text| Node::Text(Cow::Borrowed(text));
    let mut identity = names::identity(plan, cells, network);
    if only.is_some() {
        let own =
            plan.columns.iter().find(|column| column.header.network == only && column.kind == Kind::Account);
        let cell = own.and_then(|column| cells.text(column.index)).map(place::bare_handle);
        let (fits, not) = (cell.filter(|cell| place::is_handle(network, cell)), cell);
        identity.handle = fits;
        identity.key = not.filter(|cell| fits.is_none() && !cell.is_empty());
        put(members, "network", text(only.map_or("", Network::as_str)));
    }
    // A display name is no account where the row's address names it.
    let addressed = address(plan, cells, network).filter(|_| !plan.names_accounts);
    if addressed.is_some_and(|account| account.handle.is_some() || identity.handle.is_none()) {
        let shown = identity.handle.take().or(identity.key.take());
        identity.name = identity.name.or(shown);
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
            && cells.text(column.index).is_some_and(|cell| !cell.is_empty())
    });
    if let Some(key) = identity.key.filter(|_| !has_id) {
        let id = network.map_or(Cow::Borrowed(key), |network| place::account_id(network, key).into());
        put(members, "id", Node::Text(id));
    }
}

/// The account of the row's address, where that is one on its network.
fn address<'c>(plan: &Plan, cells: impl Cells<'c>, network: Option<Network>) -> Option<place::Account> {
    let addresses = plan.columns.iter().filter(|column| column.path == "url");
    addresses.filter_map(|column| place::account_of_url(cells.text(column.index)?)).find(|account| {
        Some(account.network) == network && (account.handle.is_some() || account.key.is_some())
    })
}

/// A share or a rate as a fraction, if the column or the cell is in percent.
fn in_unit(column: &Column, mut number: Number) -> Number {
    if matches!(column.kind, Kind::Share | Kind::Rate) && (number.percent || column.percent) {
        // Twelve digits are enough for any share, and free it from the dust of binary fractions.
        number.value = (number.value * 1e10).round() / 1e12;
        number.step /= 100.0;
    }
    number
}

/// Keeps the more exact of two numbers for one field; one that contradicts the other is noted as `written`.
fn keep<'c>(
    found: &mut Vec<Found<'c>>,
    column: &'c Column,
    number: Number,
    written: impl Fn() -> String,
    log: &mut Log,
) {
    let Some(known) = found.iter_mut().find(|known| known.path == column.path) else {
        found.push(Found { path: &column.path, number });
        return;
    };
    let tolerance = known.number.step.max(number.step) * 1.000_001;
    if (known.number.value - number.value).abs() > tolerance {
        log.drop(&[&column.path], &written(), Reason::Conflict);
    }
    if known.number.abbreviated && !number.abbreviated {
        known.number = number;
    }
}

/// A cell that is no number, in the contract's words.
fn word<'c>(column: &Column, kind: Kind, cell: &'c str, log: &mut Log) -> Option<Node<'c>> {
    let text = |text: &'c str| Some(Node::Text(Cow::Borrowed(text)));
    let path = column.path.as_str();
    match kind {
        Kind::Text | Kind::Flag | Kind::Network => text(cell),
        Kind::Date => Some(Node::Text(date::iso(cell, column.first).map_or(Cow::Borrowed(cell), Cow::Owned))),
        Kind::Url => Some(Node::Text(with_scheme(cell))),
        Kind::Country => {
            let country = country::named(cell);
            if country.is_none() {
                log.drop(&[path], cell, Reason::UnknownValue);
            }
            Some(Node::Text(Cow::Owned(country?.as_str().to_owned())))
        }
        Kind::Language => text(language(cell).unwrap_or(cell)),
        Kind::List => {
            let parts = cell.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty());
            Some(Node::List(parts.filter_map(|part| text(labels::word(path, part))).collect()))
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

/// A price, or the ends of a range of prices.
fn amounts(cell: &str) -> Option<(f64, f64)> {
    let amount = |text: &str| number::parse(text, Triple::Thousands).map(|number| number.value);
    let range = cell
        .split_once(['–', '—', '-'])
        .or_else(|| cell.split_once(" à "))
        .or_else(|| cell.split_once(" to "));
    let range = range.and_then(|(low, high)| Some((amount(low)?, amount(high)?)));
    range.or_else(|| amount(cell).map(|one| (one, one)))
}

/// The format that a price is for.
fn format(column: &Column, network: Option<Network>) -> &str {
    let format = column.path.split('.').nth(1);
    format.filter(|format| !format.is_empty()).unwrap_or_else(|| usual_format(network))
}

/// Puts a price into the record. The cell itself may name the currency.
fn money<'c>(
    column: &'c Column,
    (low, high): (f64, f64),
    cell: &str,
    network: Option<Network>,
    currency: Option<&'c str>,
    members: &mut Members<'c>,
) {
    let format = format(column, network);
    let end = column.path.split('.').nth(2).unwrap_or_default();
    let mut put = |part: &'static str, node| put_at(members, &["price", format, part], node);
    if end != "high" {
        put("low", Node::Number(low));
    }
    if end != "low" {
        put("high", Node::Number(high));
    }
    if end == "high" {
        return;
    }
    if let Some(currency) = header::currency(cell).or(column.header.currency).or(currency) {
        put("currency", Node::Text(Cow::Borrowed(currency)));
    }
    let words = fold::words(&column.header.text);
    let kind = if words.contains("devis") || words.contains("quote") {
        "quote"
    } else if words.contains("estim") {
        "model"
    } else {
        "vendor"
    };
    put("kind", Node::Text(Cow::Borrowed(kind)));
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
