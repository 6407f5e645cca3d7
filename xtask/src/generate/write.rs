//! Catalogues as text: profile data version 1, the same one profile a line, or a flat table.

use std::io::Write;

use accord::domain::profile::Profile;
use anyhow::{Result, bail};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// How a catalogue is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One document, one profile a line.
    Json,
    /// One profile a line and nothing around them.
    Ndjson,
    /// What fits into columns.
    Csv,
}

impl Format {
    pub(super) fn named(name: &str) -> Result<Self> {
        match name {
            "json" => Ok(Self::Json),
            "ndjson" => Ok(Self::Ndjson),
            "csv" => Ok(Self::Csv),
            _ => bail!("--format {name}: json, ndjson or csv"),
        }
    }
}

/// Writes profiles as they come; the whole is never in memory.
pub(super) fn write(
    format: Format,
    date: &str,
    profiles: impl Iterator<Item = Profile>,
    out: &mut impl Write,
) -> Result<()> {
    match format {
        Format::Json => document(date, profiles, out),
        Format::Ndjson => lines(profiles, out),
        Format::Csv => table(profiles, out),
    }
}

/// Numbers without a needless `.0`.
struct Short;

impl Formatter for Short {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> std::io::Result<()> {
        write!(writer, "{value}")
    }
}

fn one(profile: &Profile, out: &mut impl Write) -> Result<()> {
    Ok(profile.serialize(&mut Serializer::with_formatter(out, Short))?)
}

fn document(date: &str, profiles: impl Iterator<Item = Profile>, out: &mut impl Write) -> Result<()> {
    writeln!(out, r#"{{"schema":"accord/profiles@1","generated_at":"{date}","#)?;
    writeln!(
        out,
        r#""source":{{"name":"Catalogue de démonstration (fictif)","url":"https://profiles.example/","license":"CC0-1.0"}},"#
    )?;
    write!(out, r#""profiles":["#)?;
    for (row, profile) in profiles.enumerate() {
        out.write_all(if row == 0 { b"\n" } else { b",\n" })?;
        one(&profile, out)?;
    }
    Ok(out.write_all(b"\n]}\n")?)
}

fn lines(profiles: impl Iterator<Item = Profile>, out: &mut impl Write) -> Result<()> {
    for profile in profiles {
        one(&profile, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Columns of the table: the contract's names where one column holds the field.
const COLUMNS: [&str; 26] = [
    "id",
    "creator",
    "network",
    "handle",
    "name",
    "url",
    "bio",
    "country",
    "city",
    "language",
    "verified",
    "account_type",
    "topics",
    "followers",
    "following",
    "posts",
    "posts_per_month",
    "last_post",
    "engagement_rate",
    "likes",
    "comments",
    "views",
    "credibility",
    "sponsored_share",
    "labels",
    "brand_mentions",
];

fn table(profiles: impl Iterator<Item = Profile>, out: &mut impl Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for profile in profiles {
        writer.write_record(cells(profile))?;
    }
    Ok(writer.flush()?)
}

fn cells(profile: Profile) -> [String; COLUMNS.len()] {
    let engagement = profile.engagement.unwrap_or_default();
    let topics: Vec<String> = profile.topics.into_iter().map(|topic| topic.topic).collect();
    [
        profile.id,
        profile.creator.unwrap_or_default(),
        profile.network.to_string(),
        profile.handle.unwrap_or_default(),
        profile.name.unwrap_or_default(),
        profile.url.unwrap_or_default(),
        profile.bio.unwrap_or_default(),
        cell(profile.country),
        profile.city.unwrap_or_default(),
        profile.language.unwrap_or_default(),
        cell(profile.verified),
        profile.account_type.unwrap_or_default(),
        topics.join(";"),
        cell(profile.followers),
        cell(profile.following),
        cell(profile.posts),
        cell(profile.posts_per_month),
        profile.last_post.unwrap_or_default(),
        cell(engagement.rate),
        cell(engagement.likes),
        cell(engagement.comments),
        cell(engagement.views),
        cell(profile.audience.and_then(|audience| audience.credibility)),
        cell(profile.sponsored_share),
        profile.labels.unwrap_or_default().join(";"),
        profile.brand_mentions.unwrap_or_default().join(";"),
    ]
}

/// A value as text; an unknown one is an empty cell.
fn cell(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
