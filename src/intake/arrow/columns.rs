//! Which column is which field.
//!
//! A column of lists, structs or maps is a field of the contract by its name. A flat one is read as a table's
//! column is, by the words of its header and its values; where a file is plainly in the contract's own form, with
//! nested fields and the contract's names for network and account, its flat columns are too.

use super::schema::{Field, Kind};
use crate::intake::{
    issue::{Log, Reason},
    sensitive,
    table::{
        fields::Kind as Meant,
        header::{Header, Meaning},
    },
};

/// What a field of the contract holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    Flag,
    Date,
    /// A list, a group or shares.
    Nested,
}

/// The contract's fields of a profile.
const FIELDS: [(&str, Holds); 48] = [
    ("id", Holds::Text),
    ("creator", Holds::Text),
    ("network", Holds::Text),
    ("handle", Holds::Text),
    ("name", Holds::Text),
    ("url", Holds::Text),
    ("avatar", Holds::Text),
    ("bio", Holds::Text),
    ("country", Holds::Text),
    ("city", Holds::Text),
    ("language", Holds::Text),
    ("verified", Holds::Flag),
    ("account_type", Holds::Text),
    ("topics", Holds::Nested),
    ("followers", Holds::Number),
    ("following", Holds::Number),
    ("posts", Holds::Number),
    ("posts_per_month", Holds::Number),
    ("last_post", Holds::Date),
    ("engagement", Holds::Nested),
    ("history", Holds::Nested),
    ("audience", Holds::Nested),
    ("price", Holds::Nested),
    ("accepts", Holds::Nested),
    ("sponsored_share", Holds::Number),
    ("paid_performance", Holds::Number),
    ("response", Holds::Nested),
    ("labels", Holds::Nested),
    ("brand_mentions", Holds::Nested),
    ("has_contact", Holds::Flag),
    ("sources", Holds::Nested),
    ("engagement.rate", Holds::Number),
    ("engagement.basis", Holds::Text),
    ("engagement.numerator", Holds::Text),
    ("engagement.statistic", Holds::Text),
    ("engagement.window_days", Holds::Number),
    ("engagement.posts", Holds::Number),
    ("engagement.likes", Holds::Number),
    ("engagement.comments", Holds::Number),
    ("engagement.shares", Holds::Number),
    ("engagement.saves", Holds::Number),
    ("engagement.views", Holds::Number),
    ("engagement.likes_spread", Holds::Number),
    ("audience.credibility", Holds::Number),
    ("audience.credibility_kind", Holds::Text),
    ("audience.reachable", Holds::Number),
    ("response.rate", Holds::Number),
    ("response.hours", Holds::Number),
];

/// The distributions of an audience: a column may hold one of their shares, or all of them as a map.
const SHARES: [&str; 7] = ["types", "genders", "ages", "countries", "cities", "languages", "interests"];

/// The parts of a price.
const PRICE: [(&str, Holds); 4] =
    [("low", Holds::Number), ("high", Holds::Number), ("currency", Holds::Text), ("kind", Holds::Text)];

/// What is read of a file.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Columns of the contract, by their places in the schema and their paths; whole groups come first.
    pub(super) stated: Vec<(usize, Vec<String>)>,
    /// Columns of a table, by their places in the schema, and their headers in the same order.
    pub(super) flat: Vec<usize>,
    pub(super) headers: Vec<Header>,
    /// For every column of the schema, whether it is read.
    is_read: Vec<bool>,
}

impl Columns {
    /// Decides about every column by its name and type; what is not read is noted.
    pub(super) fn of(fields: &[Field], log: &mut Log) -> Self {
        let has = |name: &str| fields.iter().any(|field| field.name == name);
        let is_nested = |field: &Field| field.kind.is_nested() && path(&field.name).is_some();
        let is_contract = has("network") && (has("handle") || has("id")) && fields.iter().any(is_nested);
        let priced = priced(fields);
        let mut columns = Self { is_read: vec![false; fields.len()], ..Self::default() };
        for (at, field) in fields.iter().enumerate() {
            let name = field.name.as_str();
            if sensitive::is_field(name) {
                log.note(0, &[name], "", Reason::Sensitive);
                continue;
            }
            let stated = path(name).filter(|_| is_contract || field.kind.is_nested());
            let header = header(name, &priced);
            match field.kind.plain() {
                Kind::Null => {}
                Kind::Other { name: kind, .. } => {
                    let reason = if stated.is_some() || header.meaning != Meaning::Unknown {
                        Reason::WrongType
                    } else {
                        Reason::UnknownField
                    };
                    log.note(0, &[name], kind, reason);
                }
                kind if kind.is_nested() => match stated.or_else(|| list_of(&header, kind)) {
                    Some((path, Holds::Nested)) => columns.stated.push((at, path)),
                    Some(_) => log.note(0, &[name], kind.name(), Reason::WrongType),
                    None => log.note(0, &[name], "", Reason::UnknownField),
                },
                kind => match stated {
                    Some((path, holds)) if holds != Holds::Nested => {
                        if fits(holds, kind) {
                            columns.stated.push((at, path));
                        } else {
                            log.note(0, &[name], kind.name(), Reason::WrongType);
                        }
                    }
                    _ => {
                        columns.flat.push(at);
                        columns.headers.push(header);
                    }
                },
            }
        }
        for at in columns.stated.iter().map(|(at, _)| at).chain(&columns.flat) {
            columns.is_read[*at] = true;
        }
        columns.stated.sort_by_key(|(_, path)| path.len());
        columns
    }

    /// Whether the column at a place in the schema is read.
    pub(super) fn reads(&self, at: usize) -> bool {
        self.is_read[at]
    }

    /// Whether a column of the contract says which account a row is about.
    pub(super) fn has_identity(&self) -> bool {
        self.stated.iter().any(
            |(_, path)| matches!(path[..], [ref only] if ["id", "handle", "url"].contains(&only.as_str())),
        )
    }
}

/// A column's path in the contract, where its name is one, with points or with underscores between the parts.
fn path(name: &str) -> Option<(Vec<String>, Holds)> {
    let known = FIELDS.iter().find(|(field, _)| *field == name || field.replace('.', "_") == name);
    if let Some((field, holds)) = known {
        return Some((field.split('.').map(str::to_owned).collect(), *holds));
    }
    let within = |group: &str| name.strip_prefix(group).and_then(|rest| rest.strip_prefix(['.', '_']));
    let owned = |parts: [&str; 3]| parts.map(str::to_owned).to_vec();
    if let Some(rest) = within("audience") {
        return SHARES.iter().find_map(|group| {
            let key = rest.strip_prefix(group)?;
            if key.is_empty() {
                return Some((vec!["audience".to_owned(), (*group).to_owned()], Holds::Nested));
            }
            let key = key.strip_prefix(['.', '_'])?;
            let key = if *group == "ages" && key == "65" { "65+" } else { key };
            Some((owned(["audience", group, key]), Holds::Number))
        });
    }
    let (format, part) = within("price")?.rsplit_once(['.', '_'])?;
    let (part, holds) = PRICE.iter().find(|(known, _)| *known == part)?;
    Some((owned(["price", format, part]), *holds))
}

/// The formats of which a column has the currency.
fn priced(fields: &[Field]) -> Vec<String> {
    let format = |field: &Field| {
        let [price, format, part] = <[String; 3]>::try_from(path(&field.name)?.0).ok()?;
        (price == "price" && part == "currency").then_some(format)
    };
    fields.iter().filter_map(format).collect()
}

/// The header of a column among those of a table. A name of the contract with underscores is turned into its path
/// where the words of the trade do not have it, or where they would have less of it: a price with its currency.
fn header(name: &str, priced: &[String]) -> Header {
    let plain = Header::read(name);
    let Some((path, _)) = path(name).filter(|(path, _)| path.len() > 1) else { return plain };
    let is_whole_price = path[0] == "price" && priced.contains(&path[1]);
    if plain.meaning == Meaning::Unknown || is_whole_price { Header::read(&path.join(".")) } else { plain }
}

/// The field of a list under a word of the trade: topics, labels, brands.
fn list_of(header: &Header, kind: &Kind) -> Option<(Vec<String>, Holds)> {
    let is_list = matches!(kind, Kind::List { .. } | Kind::Fixed { .. });
    match &header.meaning {
        Meaning::Field(path, Meant::List | Meant::Category) if is_list => {
            Some((vec![path.clone()], Holds::Nested))
        }
        _ => None,
    }
}

/// Whether values of a kind can be what the field holds.
fn fits(holds: Holds, kind: &Kind) -> bool {
    let is_number = matches!(kind, Kind::Int(_) | Kind::Float(_) | Kind::Decimal(..));
    match (holds, kind) {
        (Holds::Number, _) => is_number || matches!(kind, Kind::Text(_)),
        (Holds::Text, Kind::Int(_) | Kind::Text(_))
        | (Holds::Flag, Kind::Bool | Kind::Int(_) | Kind::Text(_))
        | (Holds::Date, Kind::Date | Kind::Instant(_) | Kind::Text(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(path(name).map(|(path, _)| path.join("/")).unwrap_or_default(), expected, "{name}");
    }

    #[test]
    fn names_of_the_contract_have_points_or_underscores() {
        check("followers", "followers");
        check("engagement.rate", "engagement/rate");
        check("engagement_rate", "engagement/rate");
        check("engagement_likes_spread", "engagement/likes_spread");
        check("audience_ages_18_24", "audience/ages/18_24");
        check("audience.ages.65+", "audience/ages/65+");
        check("audience_ages_65", "audience/ages/65+");
        check("audience_genders", "audience/genders");
        check("audience.cities.St. Gallen", "audience/cities/St. Gallen");
        check("price_reel_low", "price/reel/low");
        check("price.story.kind", "price/story/kind");
        check("price", "price");
        check("prices", "");
        check("price_max", "");
        check("Followers", "");
    }
}
