//! docs/data.md says what the code does: no reason, no error and no field is missing from it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::Path};

use accord::{
    domain::label::LABELS,
    intake::{Hints, OpenError, issue::Reason, read},
};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md")).unwrap()
}

#[track_caller]
fn names(word: &str) {
    assert!(page().contains(&format!("`{word}`")), "docs/data.md does not name `{word}`");
}

#[test]
fn every_reason_and_every_error_is_explained() {
    for reason in Reason::ALL {
        names(reason.as_str());
    }
    for error in [
        OpenError::Empty,
        OpenError::TooLarge { bytes: 0 },
        OpenError::NotText { looks_like: "" },
        OpenError::Html,
        OpenError::NotJson { at: 0 },
        OpenError::NeedsArrow,
        OpenError::NotArrow { at: 0 },
        OpenError::UnknownFormat,
        OpenError::NoProfiles { rows: 0 },
        OpenError::NeedsNetwork { rows: 0 },
        OpenError::Truncated { at: 0 },
    ] {
        names(error.code());
    }
}

#[test]
fn every_field_and_every_label_is_named() {
    let report = read(include_bytes!("data/contract.json"), &Hints::default()).unwrap().report;
    report.fields.keys().for_each(|field| names(field));
    for label in LABELS {
        names(label);
    }
}

#[test]
fn the_example_is_read_without_an_issue() {
    let page = page();
    let example = page.split("```json").nth(1).unwrap().split("```").next().unwrap();
    let catalogue = read(example.as_bytes(), &Hints::default()).unwrap();
    assert_eq!(catalogue.report.issues, []);
    assert_eq!(catalogue.report.fields["engagement.rate"], 1);
}
