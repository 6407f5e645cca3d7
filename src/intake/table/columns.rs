//! What each column is: its header's word, verified by its values.
//!
//! A "views" column full of countries is no views column, and a list whose comments outnumber its likes has
//! slipped by a column. What a column turns out not to be is in the report, with its header.

use super::{
    cells::Cells,
    date,
    fields::Kind,
    header::{Header, Meaning},
    names,
    number::{self, Triple},
};
use crate::{
    domain::{network::Network, order::sort_numbers},
    intake::{
        country,
        issue::{Log, Reason},
        place,
    },
};

/// A column that is read.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) header: Header,
    pub(super) path: String,
    pub(super) kind: Kind,
    /// Whether numbers without a percent sign are percentages all the same.
    pub(super) percent: bool,
    /// What dates begin with, where they say.
    pub(super) first: Option<date::First>,
}

/// How rows become profiles.
#[derive(Debug, Default)]
pub(in crate::intake) struct Plan {
    pub(super) columns: Vec<Column>,
    /// Column with the handle.
    pub(super) handle: Option<usize>,
    /// Column with the display name.
    pub(super) name: Option<usize>,
    /// Whether name and handle stand in one cell: `Léa Blanc @lea`.
    pub(super) combined: bool,
    /// Whether the column with the handle says that it is one, or holds both.
    pub(super) names_accounts: bool,
    /// Network of all rows, from the words of the headers.
    pub(super) network: Option<Network>,
    /// Whether there is a column of engagement, so that rates are made of what it holds.
    pub(super) completes: bool,
    /// Networks with columns of their own, if a row is about accounts on several.
    pub(super) networks: Vec<Network>,
}

impl Plan {
    /// Whether a column says which account a row is about.
    #[cfg(feature = "arrow")]
    pub(in crate::intake) fn has_identity(&self) -> bool {
        self.columns
            .iter()
            .any(|column| column.path == "id" || matches!(column.kind, Kind::Account | Kind::Url))
    }

    /// Whether the cells of a column are read.
    #[cfg(feature = "arrow")]
    pub(in crate::intake) fn takes(&self, index: usize) -> bool {
        self.columns.iter().any(|column| column.index == index)
    }

    /// Whether the cells of a column are read as numbers.
    #[cfg(feature = "arrow")]
    pub(in crate::intake) fn takes_numbers(&self, index: usize) -> bool {
        let takes = |column: &&Column| column.kind.is_number() || column.kind == Kind::Money;
        self.columns.iter().filter(takes).any(|column| column.index == index)
    }

    /// Whether the row has an account on the network.
    pub(super) fn has_account<'c>(&self, cells: impl Cells<'c>, network: Network) -> bool {
        self.columns.iter().any(|column| {
            column.header.network == Some(network)
                && matches!(column.kind, Kind::Account | Kind::Url)
                && cells.text(column.index).is_some_and(|cell| !number::is_unknown_name(cell))
        })
    }
}

/// Values of one column in the sample, without the unknown ones.
pub(super) struct Values<'s>(Vec<&'s str>);

impl<'s> Values<'s> {
    pub(super) fn of(sample: &[&'s [String]], index: usize) -> Self {
        let cells = sample.iter().filter_map(|row| row.get(index)).map(String::as_str);
        Self(cells.filter(|cell| !number::is_unknown(cell)).collect())
    }

    /// Share of the values of which something is true; 0 without values.
    pub(super) fn share(&self, is: impl Fn(&str) -> bool) -> f64 {
        let hits = self.0.iter().filter(|value| is(value)).count();
        if self.0.is_empty() { 0.0 } else { hits as f64 / self.0.len() as f64 }
    }

    fn numbers(&self, triple: Triple) -> Vec<f64> {
        self.0.iter().filter_map(|value| number::parse(value, triple)).map(|n| n.value).collect()
    }

    fn median(&self) -> Option<f64> {
        let mut numbers = self.numbers(Triple::Thousands);
        sort_numbers(&mut numbers);
        numbers.get(numbers.len() / 2).copied()
    }

    fn first(&self) -> &'s str {
        self.0.first().copied().unwrap_or_default()
    }
}

/// Share of its values from which on a column is what they are rather than what its header says.
const MOST: f64 = 0.5;

/// Decides about every column.
pub(in crate::intake) fn plan(
    headers: &[Header],
    sample: &[&[String]],
    around: Option<Network>,
    log: &mut Log,
) -> Plan {
    let mut columns: Vec<Column> = Vec::new();
    let mut shifted = false;
    for (index, header) in headers.iter().enumerate() {
        let values = Values::of(sample, index);
        let (path, kind) = match &header.meaning {
            Meaning::Field(path, kind) => (path.clone(), *kind),
            Meaning::Sensitive => {
                log.note(0, &[&header.text], "", Reason::Sensitive);
                continue;
            }
            Meaning::Unknown if values.share(is_account_url) >= 0.8 => ("url".to_owned(), Kind::Url),
            Meaning::Unknown => {
                // What an export adds about the match is the export's, not the profile's.
                if !header.text.is_empty() && !header.text.starts_with("accord.") {
                    log.note(0, &[&header.text], "", Reason::UnknownField);
                }
                continue;
            }
        };
        let mut column = Column { index, header: header.clone(), path, kind, percent: false, first: None };
        shifted |= verify(&mut column, &values, log);
        columns.push(column);
    }
    let completes = columns.iter().any(|column| column.path.starts_with("engagement."));
    let mut plan = Plan { columns, completes, ..Plan::default() };
    check_reactions(&mut plan, sample, shifted, log);
    check_totals(&mut plan, sample, log);
    names::decide(&mut plan, sample, around);
    plan
}

fn is_account_url(value: &str) -> bool {
    value.contains('/') && place::account_of_url(value).is_some_and(|a| a.handle.is_some() || a.key.is_some())
}

/// Compares a column with its values and settles its unit; says whether it holds countries under a number's name.
fn verify(column: &mut Column, values: &Values<'_>, log: &mut Log) -> bool {
    let is_number = |value: &str| number::parse(value, Triple::Thousands).is_some();
    let is_country = |value: &str| !is_number(value) && country::named(value).is_some();
    let wrong = |column: &mut Column, log: &mut Log| {
        column.kind = Kind::NotKept;
        log.note(0, &[&column.header.text], values.first(), Reason::MislabelledColumn);
    };
    match column.kind {
        _ if values.0.is_empty() => {}
        Kind::Count | Kind::Amount | Kind::Share | Kind::Rate | Kind::Reactions => {
            if values.share(is_number) < MOST {
                let countries = values.share(is_country) >= MOST;
                // Whose country it is nobody says: it is no creator's country.
                wrong(column, log);
                return countries;
            }
            settle_unit(column, values);
        }
        Kind::Country if values.share(is_country) < MOST => wrong(column, log),
        Kind::Account if values.share(is_account_url) >= MOST => {
            column.kind = Kind::Url;
            column.path = "url".into();
        }
        // An address of an account is no picture.
        Kind::Url if column.path == "avatar" && values.share(is_account_url) >= MOST => wrong(column, log),
        Kind::Date => column.first = date::first(values.0.iter().copied()),
        Kind::Text if column.path == "id" && is_row_number(values) => column.kind = Kind::NotKept,
        Kind::NotKept => log.note(0, &[&column.header.text], values.first(), Reason::NotKept),
        _ => {}
    }
    false
}

/// Percentages, fractions, counts: told by signs, by size, by the header.
fn settle_unit(column: &mut Column, values: &Values<'_>) {
    let numbers = values.numbers(column.kind.triple());
    let above = |limit: f64| numbers.iter().filter(|number| **number > limit).count();
    if column.kind == Kind::Reactions {
        // 3.4 reactions a post, with a decimal: a rate in percent that calls itself engagement.
        let with_decimals = numbers.iter().filter(|number| number.fract() != 0.0).count();
        let is_rate = values.share(|value| value.ends_with('%')) >= MOST
            || (above(100.0) == 0 && with_decimals * 2 > numbers.len());
        if is_rate {
            column.kind = Kind::Rate;
            column.path = "engagement.rate".into();
        }
    }
    // Contract paths carry contract units.
    let in_contract_units = column.header.text.contains('.') && column.header.text == column.path;
    column.percent = !in_contract_units && (column.header.percent || are_percentages(column, values));
}

/// Whether the numbers without a percent sign are percentages: more than a few are above one, or they are nearer to
/// those with a sign if they are.
fn are_percentages(column: &Column, values: &Values<'_>) -> bool {
    let (signed, plain): (Vec<&str>, Vec<&str>) =
        values.0.iter().copied().partition(|value| value.ends_with('%'));
    let plain = Values(plain).numbers(column.kind.triple());
    if plain.iter().filter(|number| **number > 1.0).count() * 10 > plain.len() {
        return true;
    }
    let middle = |mut numbers: Vec<f64>| {
        sort_numbers(&mut numbers);
        numbers.get(numbers.len() / 2).copied().filter(|middle| *middle > 0.0)
    };
    let signed = middle(Values(signed).numbers(column.kind.triple()));
    // A fraction is a hundredth of what it is in percent: between the two lies a tenth.
    signed.zip(middle(plain)).is_some_and(|(signed, plain)| plain > signed / 10.0)
}

/// 1, 2, 3, …: the number of a row is no id.
fn is_row_number(values: &Values<'_>) -> bool {
    let numbers = values.numbers(Triple::Thousands);
    numbers.len() == values.0.len()
        && numbers.first().is_some_and(|first| *first <= 1.0)
        && numbers.windows(2).all(|pair| pair[1] >= pair[0] && pair[1] - pair[0] <= 1.0)
}

/// Nobody has more comments than likes. Where a whole column does, the headers are wrong: shifted by one if
/// another column is, and then it is reactions of real accounts and reactions of all; else nobody knows.
fn check_reactions(plan: &mut Plan, sample: &[&[String]], shifted: bool, log: &mut Log) {
    let number =
        |row: &[String], index: usize| number::parse(row.get(index)?, Triple::Thousands).map(|n| n.value);
    let of = |path: &str| plan.columns.iter().rfind(|column| column.path == path).map(|column| column.index);
    let (Some(likes), Some(comments)) = (of("engagement.likes"), of("engagement.comments")) else { return };
    let pairs: Vec<(f64, f64)> =
        sample.iter().filter_map(|row| Some((number(row, likes)?, number(row, comments)?))).collect();
    let more = pairs.iter().filter(|(likes, comments)| comments > likes).count();
    if pairs.len() < 20 || more * 10 < pairs.len() * 9 {
        return;
    }
    for column in &mut plan.columns {
        let value = sample.first().and_then(|row| row.get(column.index)).map_or("", String::as_str);
        match column.path.as_str() {
            "engagement.comments" if shifted => {
                column.kind = Kind::Reactions;
                column.path = "engagement.reactions".into();
            }
            "engagement.likes" | "engagement.comments" => column.kind = Kind::NotKept,
            _ => continue,
        }
        log.note(0, &[&column.header.text], value, Reason::MislabelledColumn);
    }
}

/// A bare "views" column far above the followers counts all views ever, not those of a post.
fn check_totals(plan: &mut Plan, sample: &[&[String]], log: &mut Log) {
    let followers = |network: Option<Network>| {
        let column = plan
            .columns
            .iter()
            .find(|column| column.path == "followers" && column.header.network == network)?;
        Values::of(sample, column.index).median()
    };
    let totals: Vec<usize> = (0..plan.columns.len())
        .filter(|&at| {
            let column = &plan.columns[at];
            let per_post = matches!(column.kind, Kind::Amount | Kind::Reactions)
                && column.path.starts_with("engagement.");
            let median = Values::of(sample, column.index).median();
            let usual = followers(column.header.network);
            per_post
                && column.header.statistic.is_none()
                && median.zip(usual).is_some_and(|(m, f)| m > 5.0 * f)
        })
        .collect();
    for at in totals {
        let column = &mut plan.columns[at];
        column.kind = Kind::NotKept;
        log.note(0, &[&column.header.text], Values::of(sample, column.index).first(), Reason::NotKept);
    }
}
