//! The contract as JSON Schema: the shape from the types, the ranges from the rules of reading.
//!
//! For tests and documentation only; no binary carries it.

use serde_json::{Map, Value, json};

use super::Document;
use crate::{
    domain::label::LABELS,
    intake::contract::value::{MAX_COUNT, MAX_RATIO},
};

/// Shares of a whole: `Type.field`; those of a distribution are its values.
const FRACTIONS: [&str; 5] =
    ["Topic.share", "Audience.credibility", "Audience.reachable", "Response.rate", "Profile.sponsored_share"];

/// Ratios, which may pass 1.
const RATIOS: [&str; 3] = ["Engagement.rate", "Month.engagement", "Profile.paid_performance"];

const DISTRIBUTIONS: [&str; 7] =
    ["types", "genders", "ages", "countries", "cities", "languages", "interests"];

const URLS: [&str; 3] = ["Profile.url", "Profile.avatar", "Publisher.url"];

const DATES: [&str; 2] = ["Profile.last_post", "Source.date"];

/// The schema of [`Document`], draft 2020-12.
pub fn schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    let mut schema = settings.into_generator().into_root_schema_for::<Document>().to_value();
    schema["title"] = json!("Accord profiles, version 1");
    schema["properties"]["schema"] = json!({ "const": super::SCHEMA });
    if let Some(types) = schema["$defs"].as_object_mut() {
        for (name, definition) in types.iter_mut() {
            if let Some(fields) = definition.get_mut("properties").and_then(Value::as_object_mut) {
                refine(name, fields);
            }
        }
        // An id can be left out where there is a handle to make one of; a network may stand around the rows,
        // but a document that says everything itself is better.
        types["Profile"]["required"] = json!(["network"]);
        types["Profile"]["anyOf"] = json!([{ "required": ["id"] }, { "required": ["handle"] }]);
        types["Profile"]["properties"]["labels"]["items"] = json!({ "enum": LABELS });
    }
    schema
}

fn refine(type_name: &str, fields: &mut Map<String, Value>) {
    for (field, schema) in fields {
        let path = [type_name, ".", field].concat();
        let is = |list: &[&str]| list.contains(&path.as_str());
        if type_name == "Audience" && DISTRIBUTIONS.contains(&field.as_str()) {
            schema["additionalProperties"] = json!({ "type": "number", "minimum": 0, "maximum": 1 });
        } else if is(&FRACTIONS) {
            schema["minimum"] = json!(0);
            schema["maximum"] = json!(1);
        } else if is(&RATIOS) {
            schema["minimum"] = json!(0);
            schema["maximum"] = json!(MAX_RATIO);
        } else if is(&URLS) {
            schema["pattern"] = json!("^[hH][tT][tT][pP][sS]?://");
        } else if is(&DATES) {
            schema["pattern"] = json!("^\\d{4}-\\d{2}(-\\d{2})?$");
        } else if path == "Month.month" {
            schema["pattern"] = json!("^\\d{4}-\\d{2}$");
        } else if schema["format"] == "double" || schema["format"] == "uint64" {
            schema["minimum"] = json!(0);
            schema["maximum"] = json!(MAX_COUNT);
        }
    }
}
