//! The published JSON Schema is the one that the types generate, and sample documents agree with it.
//!
//! `ACCORD_UPDATE=1 cargo test --features schema --test intake_schema` writes it anew after a change of types.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{env, fs, path::Path};

use accord::intake::{
    Hints,
    document::{Document, schema::schema},
    read,
};
use boon::{Compiler, Schemas};
use serde_json::Value;

const SCHEMA: &str = "public/schema/profiles-1.json";

#[track_caller]
fn check(document: &Value, valid: bool) {
    let mut compiler = Compiler::new();
    compiler.add_resource("accord:profiles", schema()).unwrap();
    let mut schemas = Schemas::new();
    let schema = compiler.compile("accord:profiles", &mut schemas).unwrap();
    let outcome = schemas.validate(document, schema);
    assert_eq!(outcome.is_ok(), valid, "{document}: {outcome:?}");
}

#[test]
fn the_published_schema_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCHEMA);
    let expected = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if env::var_os("ACCORD_UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &expected).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(published == expected, "{SCHEMA} is not what the types say; run again with ACCORD_UPDATE=1");
}

#[test]
fn the_sample_document_agrees_with_the_schema() {
    let bytes = include_bytes!("data/contract.json");
    check(&serde_json::from_slice(bytes).unwrap(), true);
}

#[test]
fn what_is_written_agrees_with_the_schema() {
    let profiles = read(include_bytes!("data/contract.json"), &Hints::default()).unwrap().profiles;
    check(&serde_json::to_value(Document::new(profiles.iter().collect())).unwrap(), true);
}

#[test]
fn the_schema_refuses_what_intake_drops() {
    let document = |profile: &str| {
        serde_json::from_str(&format!(r#"{{"schema":"accord/profiles@1","profiles":[{profile}]}}"#)).unwrap()
    };
    check(&document(r#"{"id":"a","network":"x"}"#), true);
    check(&document(r#"{"network":"x","handle":"a"}"#), true);
    check(&document(r#"{"network":"x","handle":"a","shoe_size":42}"#), true);
    check(&document(r#"{"network":"myspace","handle":"a"}"#), false);
    check(&document(r#"{"network":"x"}"#), false);
    check(&document(r#"{"network":"x","handle":"a","followers":-1}"#), false);
    check(&document(r#"{"network":"x","handle":"a","followers":"many"}"#), false);
    check(&document(r#"{"network":"x","handle":"a","sponsored_share":12}"#), false);
    check(&document(r#"{"network":"x","handle":"a","audience":{"ages":{"25-34":34}}}"#), false);
    check(&document(r#"{"network":"x","handle":"a","country":"France"}"#), false);
    check(&document(r#"{"network":"x","handle":"a","price":{"reel":{"low":1}}}"#), false);
}
