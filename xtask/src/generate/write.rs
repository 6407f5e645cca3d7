//! Catalogues in each of their forms: profile data version 1, the same one profile a line, a flat table, or Arrow.

use std::io::Write;

use accord::domain::profile::Profile;
use anyhow::{Result, bail};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::generate::{arrow, table};

/// How a catalogue is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One document, one profile a line.
    Json,
    /// One profile a line and nothing around them.
    Ndjson,
    /// What fits into columns.
    Csv,
    /// Nested columns, in the stream form of Arrow's IPC.
    Arrow,
}

impl Format {
    pub(super) fn named(name: &str) -> Result<Self> {
        match name {
            "json" => Ok(Self::Json),
            "ndjson" => Ok(Self::Ndjson),
            "csv" => Ok(Self::Csv),
            "arrow" => Ok(Self::Arrow),
            _ => bail!("--format {name}: json, ndjson, csv or arrow"),
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
        Format::Csv => table::write(profiles, out),
        Format::Arrow => arrow::write(profiles, out),
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
