//! docs/data.md says what the code does: no reason, no error and no field is missing from it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::Path};

use accord::{
    domain::{label::LABELS, network::Network},
    intake::{Hints, OpenError, issue::Reason, manifest::Manifest, read},
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
        OpenError::Newer { version: 2 },
        OpenError::NoProfiles { rows: 0 },
        OpenError::NoRows,
        OpenError::NeedsNetwork { rows: 0 },
        OpenError::Manifest(Box::new(Manifest { files: Vec::new(), left_out: 0 })),
        OpenError::Lists,
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

#[test]
fn the_manifest_is_read_as_it_is_explained_and_as_its_schema_says() {
    let page = page();
    let example = page.split("```json").nth(2).unwrap().split("```").next().unwrap();
    let Err(OpenError::Manifest(manifest)) = read(example.as_bytes(), &Hints::default()) else {
        panic!("no manifest")
    };
    assert_eq!((manifest.files.len(), manifest.left_out), (3, 0));
    assert_eq!(manifest.files[0].network, Some(Network::Instagram));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/schema/manifest-1.json");
    let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let networks = &schema["properties"]["files"]["items"]["anyOf"][1]["properties"]["network"]["enum"];
    assert_eq!(*networks, serde_json::json!(Network::ALL.map(Network::as_str)));
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("manifest.json", schema).unwrap();
    let schema = compiler.compile("manifest.json", &mut schemas).unwrap();
    let example = serde_json::from_str(example).unwrap();
    if let Err(error) = schemas.validate(&example, schema) {
        panic!("{error}");
    }
}
