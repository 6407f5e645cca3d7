//! Lists as a file that people keep, send and read back.
//!
//! ```text
//! { "schema": "accord/lists@1", "exported_at": "2026-03-01", "records": { KEY: RECORD, … } }
//! ```
//!
//! Reading is forgiving per record and strict about the whole: a record that cannot be read is dropped and
//! counted, a file of a newer version is refused rather than half understood.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Document, Key, NAME_LIMIT, NOTE_LIMIT, Record, TAG_LIMIT};
use crate::failure::{Code, Failure};

/// Name of the form, with its version behind it.
pub const SCHEMA: &str = "accord/lists@";

/// The version that is written. Older ones are migrated when they are read.
pub(super) const VERSION: u32 = 1;

/// Largest file that is read, in bytes: a bookmark takes about half a kilobyte.
const MOST_BYTES: usize = 64 << 20;

/// Records of a file that could not be read.
pub type Dropped = usize;

#[derive(Serialize)]
struct Written<'a> {
    schema: String,
    exported_at: &'a str,
    records: BTreeMap<String, &'a Record>,
}

#[derive(Deserialize)]
struct Read {
    schema: String,
    records: BTreeMap<String, serde_json::Value>,
}

/// The document as a file; `today` is an ISO 8601 date.
pub fn write_file(document: &Document, today: &str) -> String {
    let records = document.records().map(|(key, record)| (key.to_string(), record)).collect();
    let written = Written { schema: format!("{SCHEMA}{VERSION}"), exported_at: today, records };
    // Records have text keys and no part that can fail to be written.
    serde_json::to_string_pretty(&written).unwrap_or_default()
}

/// The document of a file, and how many of its records could not be read.
pub fn read_file(bytes: &[u8]) -> Result<(Document, Dropped), Failure> {
    if bytes.len() > MOST_BYTES {
        return Err(Failure::new(Code::TooLarge));
    }
    let not_lists = |detail: String| Failure::new(Code::NotLists).with_detail(detail);
    let text = std::str::from_utf8(bytes).map_err(|error| not_lists(error.to_string()))?;
    let read: Read = serde_json::from_str(text).map_err(|error| not_lists(error.to_string()))?;
    let version: Option<u32> = read.schema.strip_prefix(SCHEMA).and_then(|version| version.parse().ok());
    match version {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(Failure::new(Code::NewerLists)),
        _ => return Err(Failure::new(Code::NotLists)),
    }
    let all = read.records.len();
    let records: Vec<(Key, Record)> =
        read.records.into_iter().filter_map(|(key, value)| read_value(&key, value)).collect();
    let dropped = all - records.len();
    Ok((Document::of(records), dropped))
}

/// A record as storage or another tab has it; `None` where it is none.
pub fn read_record(key: &str, json: &str) -> Option<(Key, Record)> {
    read_value(key, serde_json::from_str(json).ok()?)
}

fn read_value(key: &str, value: serde_json::Value) -> Option<(Key, Record)> {
    let key: Key = key.parse().ok()?;
    let record: Record = serde_json::from_value(value).ok()?;
    (record.fits(&key) && is_within_limits(&record)).then_some((key, record))
}

fn is_within_limits(record: &Record) -> bool {
    let short = |text: &str| text.chars().count() <= NAME_LIMIT;
    // A stamp from the far future would win against every later change; year 2200 is far enough.
    record.newest() < 7_258_118_400_000
        && match record {
            Record::List(list) => short(&list.name.value),
            Record::Item(item) => {
                item.note.value.chars().count() <= NOTE_LIMIT
                    && item.tags.value.len() <= TAG_LIMIT
                    && item.tags.value.iter().all(|tag| short(tag))
            }
            Record::Saved(saved) => short(&saved.name.value),
        }
}
