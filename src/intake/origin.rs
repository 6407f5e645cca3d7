//! Where the data comes from and when it was made: said by the document, else by the file's name.

use super::{
    OpenError,
    contract::value,
    fold,
    issue::Log,
    json::node::{Node, get},
    version,
};
use crate::domain::{answer::Report, profile::Source};

/// The contract's version that is read here, with its name.
const SCHEMA: &str = "accord/profiles@";
const VERSION: u32 = 1;

/// What is known about the origin of the data.
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    file: Option<String>,
    file_date: Option<String>,
    schema: Option<String>,
    name: Option<String>,
    url: Option<String>,
    license: Option<String>,
    generated_at: Option<String>,
}

impl Origin {
    /// What a file's name tells: itself, and a month or a day in it.
    pub(super) fn of_file(name: &str) -> Self {
        let file = value::clean(name, value::NAME).into_owned();
        Self { file_date: date_in_name(name), file: (!file.is_empty()).then_some(file), ..Self::default() }
    }

    /// Reads a member of the document beside its profiles.
    pub(super) fn read(&mut self, key: &str, node: &Node<'_>, log: &mut Log) {
        log.row = 0;
        match key {
            "schema" => self.schema = value::text(node, &["schema"], value::NAME, log),
            "generated_at" => self.generated_at = value::moment(node, &["generated_at"], log),
            "source" => match node {
                Node::Map(members) => {
                    let member = |name| get(members, name).unwrap_or(&Node::Null);
                    self.name = value::text(member("name"), &["source", "name"], value::NAME, log);
                    self.url = value::url(member("url"), &["source", "url"], log);
                    self.license = value::text(member("license"), &["source", "license"], value::NAME, log);
                }
                other => self.name = value::text(other, &["source"], value::NAME, log),
            },
            _ => log.unknown_field(&[key]),
        }
    }

    /// Refuses a document of a version that is not read here.
    pub(super) fn check_version(&self) -> Result<(), OpenError> {
        self.schema.as_deref().map_or(Ok(()), check_schema)
    }

    /// The source of every number that has none of its own.
    pub(super) fn source(&self) -> Option<Source> {
        let day = |moment: &String| moment.chars().take("2022-03-31".len()).collect();
        let name = self.name.clone().or_else(|| self.file.clone());
        let date = self.generated_at.as_ref().map(day).or_else(|| self.file_date.clone());
        (name.is_some() || date.is_some()).then_some(Source { name, date })
    }

    pub(super) fn write(self, report: &mut Report) {
        report.source = self.name;
        report.source_url = self.url;
        report.license = self.license;
        report.generated_at = self.generated_at.or(self.file_date);
    }
}

/// Refuses the contract in a version that is not read here; another form is for others to judge.
pub(super) fn check_schema(schema: &str) -> Result<(), OpenError> {
    schema.strip_prefix(SCHEMA).map_or(Ok(()), |found| version::check(found, VERSION))
}

/// Months by their English and French names; three letters are enough, but `jui` would be two of them.
const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("janvier", 1),
    ("february", 2),
    ("fevrier", 2),
    ("march", 3),
    ("mars", 3),
    ("april", 4),
    ("avril", 4),
    ("may", 5),
    ("mai", 5),
    ("june", 6),
    ("juin", 6),
    ("july", 7),
    ("juillet", 7),
    ("august", 8),
    ("aout", 8),
    ("september", 9),
    ("septembre", 9),
    ("october", 10),
    ("octobre", 10),
    ("november", 11),
    ("novembre", 11),
    ("december", 12),
    ("decembre", 12),
];

/// A month or a day in a file's name: `2022-03`, `20220315`, `03-2022`, `June 2022`, `juin2022`.
pub(super) fn date_in_name(name: &str) -> Option<String> {
    let name = fold::fold(name);
    let mut parts: Vec<&str> = Vec::new();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        // `june2022` is two words.
        let cut = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let (letters, digits) = word.split_at(cut);
        parts.extend([letters, digits].into_iter().filter(|part| !part.is_empty()));
    }
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1).copied();
        let date = match (part.len(), year(part)) {
            (4, Some(year)) => {
                let before = at.checked_sub(1).and_then(|before| parts.get(before)).copied();
                match next.and_then(month) {
                    Some(month) => join(year, month, parts.get(at + 2).and_then(|day| two_digits(day))),
                    None => before.and_then(month).and_then(|month| join(year, month, None)),
                }
            }
            (6 | 8, _) if part.bytes().all(|byte| byte.is_ascii_digit()) => {
                let day = part.get(6..).and_then(two_digits);
                year(&part[..4]).zip(two_digits(&part[4..6])).and_then(|(year, month)| join(year, month, day))
            }
            _ => None,
        };
        if date.is_some() {
            return date;
        }
    }
    None
}

fn year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year| (1990..=2100).contains(year))
}

fn two_digits(text: &str) -> Option<u8> {
    if text.len() == 2 { text.parse().ok() } else { None }
}

fn month(text: &str) -> Option<u8> {
    let named = |(name, _): &&(&str, u8)| *name == text || (text.len() >= 3 && name.starts_with(text));
    match MONTHS.iter().find(named) {
        Some((_, month)) if text != "jui" => Some(*month),
        _ => two_digits(text).filter(|month| (1..=12).contains(month)),
    }
}

fn join(year: u16, month: u8, day: Option<u8>) -> Option<String> {
    let two = |number: u8| [char::from(b'0' + number / 10), char::from(b'0' + number % 10)];
    let mut date = year.to_string();
    date.push('-');
    date.extend(two(month));
    let whole_month = value::is_date(&date).then(|| date.clone());
    if let Some(day) = day {
        date.push('-');
        date.extend(two(day));
        if value::is_date(&date) {
            return Some(date);
        }
    }
    whole_month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_found_in_file_names() {
        for (name, expected) in [
            ("instagram-2022-03.csv", Some("2022-03")),
            ("top 1000 - Instagram June 2022.csv", Some("2022-06")),
            ("profils_septembre2022.json", Some("2022-09")),
            ("export_20240229.csv", Some("2024-02-29")),
            ("export_20230229.csv", Some("2023-02")),
            ("liste 03-2022.csv", Some("2022-03")),
            ("août 2021", Some("2021-08")),
            ("top1000.csv", None),
            ("2022.csv", None),
            ("2022-13.csv", None),
        ] {
            assert_eq!(date_in_name(name).as_deref(), expected, "{name}");
        }
    }
}
