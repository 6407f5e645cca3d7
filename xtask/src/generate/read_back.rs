//! Every form of a catalogue, read back: the same profiles, as far as the form can hold them.

use accord::{
    domain::{
        network::Network,
        profile::{Audience, Engagement, Profile, Response},
    },
    intake::{self, Hints},
};
use arrow_ipc::reader::StreamReader;
use arrow_json::LineDelimitedWriter;

use super::*;

const ROWS: usize = 2_000;

/// More rows than an Arrow batch.
const MANY: usize = 20_000;

fn made(rows: usize) -> Vec<Profile> {
    catalogue(5, rows, Era::of(Era::demo()).unwrap()).collect()
}

fn bytes(rows: usize, format: Format) -> Vec<u8> {
    let era = Era::of(Era::demo()).unwrap();
    let date = era.today().to_string();
    let mut out = Vec::new();
    write::write(format, &date, catalogue(5, rows, era), &mut out).unwrap();
    out
}

fn of_lines(lines: &[u8]) -> Vec<Profile> {
    std::str::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn lines_and_document_hold_everything() {
    assert_eq!(of_lines(&bytes(ROWS, Format::Ndjson)), made(ROWS));
    let document: serde_json::Value = serde_json::from_slice(&bytes(ROWS, Format::Json)).unwrap();
    let profiles: Vec<Profile> = serde_json::from_value(document["profiles"].clone()).unwrap();
    assert_eq!(profiles, made(ROWS));
}

#[test]
fn arrow_holds_everything_in_batches() {
    let bytes = bytes(MANY, Format::Arrow);
    let mut lines = Vec::new();
    let mut writer = LineDelimitedWriter::new(&mut lines);
    let mut batches = 0;
    for batch in StreamReader::try_new(&*bytes, None).unwrap() {
        writer.write(&batch.unwrap()).unwrap();
        batches += 1;
    }
    writer.finish().unwrap();
    assert_eq!(batches, 3);
    assert_eq!(of_lines(&lines), made(MANY));
}

#[test]
fn a_table_holds_what_fits_into_columns() {
    let catalogue = intake::read(&bytes(ROWS, Format::Csv), &Hints::default()).unwrap();
    assert_eq!(catalogue.report.rows, ROWS);
    let made = made(ROWS);
    assert_eq!(catalogue.profiles.len(), made.len());
    for (read, made) in catalogue.profiles.into_iter().zip(made) {
        let mut expected = in_columns(made);
        // A table's handles must be such as their network allows, and some made ones are not.
        if read.handle.is_none() && !matches!(read.network, Network::Instagram | Network::Tiktok) {
            expected.handle = None;
        }
        // Reading tidies spaces.
        expected.name.clone_from(&read.name);
        expected.bio.clone_from(&read.bio);
        assert_eq!(read, expected);
    }
}

/// What a table can hold of a profile.
fn in_columns(mut profile: Profile) -> Profile {
    profile.history.clear();
    profile.sources.clear();
    for topic in &mut profile.topics {
        topic.share = None;
    }
    for list in [&mut profile.labels, &mut profile.brand_mentions] {
        *list = list.take().filter(|list| !list.is_empty());
    }
    profile.accepts = profile.accepts.take().filter(|list| !list.is_empty());
    profile.engagement = profile.engagement.take().filter(|engagement| *engagement != Engagement::default());
    profile.response = profile.response.take().filter(|response| *response != Response::default());
    if let Some(audience) = &mut profile.audience {
        // What people care about and where in a country they live is too open a list for columns.
        audience.interests.clear();
        audience.cities.clear();
    }
    profile.audience = profile.audience.take().filter(|audience| *audience != Audience::default());
    profile
}
