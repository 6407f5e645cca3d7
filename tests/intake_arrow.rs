//! Arrow files as pandas, pyarrow, Polars and `DuckDB` write them give the profiles of the same data in JSON; broken
//! ones give what is readable, say what is not, and never panic.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::PathBuf};

use accord::{
    domain::{answer::Report, profile::Profile},
    intake::{Hints, OpenError, Reader, read},
};
use proptest::prelude::*;

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/arrow");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What a file gives, with its profiles as values.
struct Opened {
    profiles: Vec<Profile>,
    report: Report,
}

fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    let catalogue = read(bytes, &Hints::default())?;
    Ok(Opened { profiles: catalogue.profiles.iter().collect(), report: catalogue.report })
}

/// The profiles of a fixture, and its issues as `field reason`.
fn profiles(name: &str) -> (Vec<Profile>, Vec<String>) {
    let Opened { profiles, report } = open(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let issues =
        report.issues.iter().map(|issue| format!("{} {} {}", issue.field, issue.reason, issue.value));
    (profiles, issues.collect())
}

#[track_caller]
fn equals(name: &str, json: &str) {
    let (found, issues) = profiles(name);
    assert_eq!(issues, Vec::<String>::new(), "{name}");
    let (expected, _) = profiles(json);
    assert_eq!(found.len(), expected.len(), "{name}");
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn nested_files_of_every_writer_are_the_json() {
    for name in [
        "pyarrow.arrow",
        "pyarrow-lz4.arrow",
        "pyarrow-zstd.arrow",
        "pyarrow-batches.arrows",
        "pyarrow-batches-zstd.arrows",
        "pyarrow-rare.arrow",
        "polars.arrow",
        "polars-lz4.arrow",
        "polars-zstd.arrow",
        "polars-oldest.arrow",
        "polars-coded.arrows",
        "duckdb.arrow",
        "duckdb-large.arrows",
        "duckdb-views.arrow",
    ] {
        equals(name, "people.json");
    }
}

#[test]
fn flat_files_are_the_json_under_names_with_underscores_points_or_words() {
    equals("pandas-flat.feather", "people-flat.json");
    equals("pandas-points.feather", "people-flat.json");
    let (found, issues) = profiles("polars-words.arrows");
    assert_eq!(issues, Vec::<String>::new());
    let (expected, _) = profiles("people-flat.json");
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
}

#[test]
fn days_are_read_in_every_unit() {
    for unit in ["date64", "s", "ms", "us", "ns"] {
        let (found, issues) = profiles(&format!("pyarrow-{unit}.arrow"));
        assert_eq!(issues, Vec::<String>::new(), "{unit}");
        assert_eq!(found[0].last_post.as_deref(), Some("2026-01-12"), "{unit}");
    }
}

#[test]
fn columns_of_no_use_are_stepped_over_and_named() {
    let (found, issues) = profiles("pyarrow-odd.arrow");
    let (expected, _) = profiles("people.json");
    assert_eq!(found, expected);
    assert_eq!(
        issues,
        [
            "raw unknown_field binary",
            "raw_view unknown_field binary_view",
            "took unknown_field duration",
            "either unknown_field union",
            "runs unknown_field run_end_encoded",
            "views wrong_type list_view",
            "shoe_size unknown_field ",
        ]
    );
}

#[test]
fn dictionaries_grow_from_batch_to_batch() {
    let (found, issues) = profiles("pyarrow-delta.arrows");
    assert_eq!(issues, Vec::<String>::new());
    let networks: Vec<_> = found.iter().map(|profile| profile.network.as_str()).collect();
    assert_eq!(networks, ["instagram", "tiktok", "youtube", "instagram", "twitch"]);
}

/// Every file, for tests that break them.
const FILES: [&str; 24] = [
    "duckdb-large.arrows",
    "duckdb-views.arrow",
    "duckdb.arrow",
    "pandas-flat.feather",
    "pandas-points.feather",
    "polars-coded.arrows",
    "polars-lz4.arrow",
    "polars-oldest.arrow",
    "polars-words.arrows",
    "polars-zstd.arrow",
    "polars.arrow",
    "pyarrow-batches-zstd.arrows",
    "pyarrow-batches.arrows",
    "pyarrow-date64.arrow",
    "pyarrow-delta.arrows",
    "pyarrow-lz4.arrow",
    "pyarrow-ms.arrow",
    "pyarrow-ns.arrow",
    "pyarrow-odd.arrow",
    "pyarrow-rare.arrow",
    "pyarrow-s.arrow",
    "pyarrow-us.arrow",
    "pyarrow-zstd.arrow",
    "pyarrow.arrow",
];

#[test]
fn every_file_is_tested() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/arrow");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| !matches!(name.rsplit_once('.'), Some((_, "json" | "py")))).collect();
    names.sort();
    assert_eq!(names, FILES);
}

#[test]
fn a_file_that_breaks_off_gives_what_came_before_and_says_so() {
    for name in ["pyarrow-batches.arrows", "polars-zstd.arrow", "pyarrow-batches-zstd.arrows"] {
        let whole = fixture(name);
        let expected = open(&whole).unwrap().profiles;
        let mut most = 0;
        for end in (0..whole.len()).step_by(37).chain([whole.len() - 3]) {
            match open(&whole[..end]) {
                Ok(Opened { profiles, report }) => {
                    // A file's name dates nothing here, so profiles do not depend on what follows.
                    assert_eq!(profiles, expected[..profiles.len()], "{name} to {end}");
                    assert_eq!(report.issue_counts["truncated"], 1, "{name} to {end}");
                    most = most.max(profiles.len());
                }
                Err(error) => assert!(
                    matches!(
                        error,
                        OpenError::Truncated { .. } | OpenError::Empty | OpenError::NotText { .. }
                    ) || end < 16,
                    "{name} to {end}: {error:?}"
                ),
            }
        }
        assert_eq!(most, expected.len(), "{name}: only the end was missing");
    }
}

/// A stream up to the end of its schema, and what follows.
fn after_schema(stream: &[u8]) -> (&[u8], &[u8]) {
    stream.split_at(8 + usize::from(stream[4]) + 256 * usize::from(stream[5]))
}

#[test]
fn a_table_without_rows_says_so() {
    let bytes = fixture("pyarrow-batches.arrows");
    let (schema, batches) = after_schema(&bytes);
    let end = &batches[batches.len() - 8..];
    assert!(matches!(open(&[schema, end].concat()), Err(OpenError::NoRows)));
    assert!(matches!(open(schema), Err(OpenError::Truncated { .. })));
}

#[test]
fn bytes_of_rows_are_those_of_whole_batches() {
    // A stream again and again between its schema and its end: longer than what is held back at first.
    let bytes = fixture("pyarrow-batches.arrows");
    let (schema, batches) = after_schema(&bytes);
    let batches = &batches[..batches.len() - 8];
    let mut reader = Reader::new(&Hints::default());
    reader.push(schema).unwrap();
    for number in 1..=20 {
        let (most, rest) = batches.split_at(batches.len() - 8);
        reader.push(most).unwrap();
        let waits = reader.bytes_of_rows();
        reader.push(rest).unwrap();
        let pushed = schema.len() + number * batches.len();
        if pushed > 1 << 17 {
            assert_eq!(reader.bytes_of_rows(), pushed);
            assert!(waits < pushed - 8, "the last batch was not whole");
        }
    }
}

#[test]
fn where_it_is_cut_into_pieces_changes_nothing() {
    for name in ["pyarrow-batches.arrows", "polars-zstd.arrow", "duckdb-large.arrows"] {
        let bytes = fixture(name);
        let whole = read(&bytes, &Hints::default()).unwrap();
        for size in [7, 64, 1_000] {
            let mut reader = Reader::new(&Hints::default());
            bytes.chunks(size).for_each(|piece| reader.push(piece).unwrap());
            let pieces = reader.finish().unwrap();
            assert_eq!(pieces.profiles.iter().collect::<Vec<_>>(), whole.profiles.iter().collect::<Vec<_>>());
            assert_eq!(pieces.report, whole.report, "{name} by {size}");
        }
    }
}

#[test]
fn a_column_that_cannot_be_read_costs_its_values_alone() {
    // The bytes of a bio stop being characters.
    let mut bytes = fixture("pyarrow.arrow");
    let at = bytes.windows(9).position(|part| part == b"recettes ").unwrap();
    bytes[at] = 0xFF;
    let Opened { profiles, report } = open(&bytes).unwrap();
    let mut expected = open(&fixture("people.json")).unwrap().profiles;
    for profile in &mut expected {
        profile.bio = None;
    }
    assert_eq!(profiles, expected);
    let issue = &report.issues[0];
    assert_eq!((issue.row, &*issue.field, &*issue.reason, &*issue.value), (1, "bio", "bad_batch", "batch 1"));
}

#[test]
fn a_footer_that_names_other_batches_is_not_believed() {
    let whole = fixture("pyarrow.arrow");
    let mut lying = whole.clone();
    // The number of record batches: a vector's length before the only block, which begins where the batch does.
    let footer =
        lying.len() - 10 - i32::from_le_bytes(lying[lying.len() - 10..][..4].try_into().unwrap()) as usize;
    let vector = (footer..lying.len() - 16)
        .find(|at| lying[*at..].starts_with(&[1, 0, 0, 0]) && lying[at + 4..].starts_with(&[0; 4]))
        .or_else(|| (footer..lying.len() - 16).rev().find(|at| lying[*at..].starts_with(&[1, 0, 0, 0])))
        .unwrap();
    lying[vector] = 200;
    let Opened { profiles, report } = open(&lying).unwrap();
    assert_eq!(profiles, open(&whole).unwrap().profiles);
    assert_eq!(report.issue_counts["bad_batch"], 1);
}

#[test]
fn what_is_no_arrow_after_all_is_refused() {
    assert!(matches!(
        open(b"ARROW1\0\0\xFF\xFF\xFF\xFF\x10\0\0\0nonsense nonsense"),
        Err(OpenError::NotArrow { .. })
    ));
    assert!(matches!(open(b"\xFF\xFF\xFF\xFF\x10\0\0\0nonsense nonsense"), Err(OpenError::NotArrow { .. })));
    assert!(matches!(open(b"ARROW1\0\0"), Err(OpenError::Truncated { at: 8 })));
}

/// A way to spoil bytes.
#[derive(Debug, Clone)]
enum Spoil {
    Byte(usize, u8),
    Word(usize, i32),
    Long(usize, i64),
    Cut(usize),
    Double(usize, usize),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let at = || 0..usize::MAX;
    let odd =
        prop_oneof![Just(-1), Just(i64::MAX), Just(i64::MIN), Just(1 << 40), Just(1 << 31), -4..4_000_i64];
    prop_oneof![
        6 => (at(), any::<u8>()).prop_map(|(at, byte)| Spoil::Byte(at, byte)),
        6 => (at(), odd.clone()).prop_map(|(at, word)| Spoil::Word(at, word as i32)),
        6 => (at(), odd).prop_map(|(at, word)| Spoil::Long(at, word)),
        1 => at().prop_map(Spoil::Cut),
        1 => (at(), at()).prop_map(|(from, to)| Spoil::Double(from, to)),
    ]
}

fn spoiled(mut bytes: Vec<u8>, spoils: &[Spoil]) -> Vec<u8> {
    for spoil in spoils {
        let length = bytes.len().max(16);
        bytes.resize(length, 0);
        match *spoil {
            Spoil::Byte(at, byte) => bytes[at % length] = byte,
            Spoil::Word(at, word) => {
                let at = at % (length / 4) * 4;
                bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
            }
            Spoil::Long(at, word) => {
                let at = at % (length / 8) * 8;
                bytes[at..at + 8].copy_from_slice(&word.to_le_bytes());
            }
            Spoil::Cut(at) => bytes.truncate(at % length),
            Spoil::Double(from, to) => {
                let (from, to) = (from % length, to % length);
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.splice(from..from, part);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// Reading ends, and ends well: a catalogue that is no larger than its file, or a reason.
    #[test]
    fn no_damage_makes_reading_panic(file in 0..FILES.len(), spoils in prop::collection::vec(spoil(), 1..6)) {
        let bytes = spoiled(fixture(FILES[file]), &spoils);
        if let Ok(catalogue) = open(&bytes) {
            prop_assert!(catalogue.report.rows <= bytes.len() * 8);
        }
    }
}
