//! Catalogues as flat tables: what fits into columns, under the contract's paths.
//!
//! A table holds no history, no sources, no shares of topics, and no difference between "none" and "unknown".

use std::collections::BTreeSet;
use std::io::Write;

use accord::domain::{
    brief::{AGE_BANDS, FORMATS, GENDERS},
    profile::Profile,
};
use anyhow::Result;
use serde_json::Value;

use crate::generate::places;

/// Columns of a single number, word or list.
const PLAIN: [&str; 41] = [
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
    "engagement.rate",
    "engagement.basis",
    "engagement.numerator",
    "engagement.statistic",
    "engagement.window_days",
    "engagement.posts",
    "engagement.likes",
    "engagement.comments",
    "engagement.shares",
    "engagement.saves",
    "engagement.views",
    "engagement.likes_spread",
    "audience.credibility",
    "audience.credibility_kind",
    "audience.reachable",
    "accepts",
    "sponsored_share",
    "paid_performance",
    "response.rate",
    "response.hours",
    "labels",
    "brand_mentions",
    "has_contact",
];

/// Every column, in order.
pub(super) fn columns() -> Vec<String> {
    let mut columns: Vec<String> = PLAIN.map(str::to_owned).to_vec();
    columns
        .extend(["real", "suspicious", "mass", "influencers"].map(|kind| format!("audience.types.{kind}")));
    columns.extend(GENDERS.map(|gender| format!("audience.genders.{gender}")));
    columns.extend(AGE_BANDS.map(|band| format!("audience.ages.{band}")));
    let countries: BTreeSet<&str> =
        places::PLACES.iter().flat_map(|place| place.audience).map(|(country, _)| *country).collect();
    let languages: BTreeSet<&str> = countries
        .iter()
        .flat_map(|country| places::spoken(country))
        .chain(places::PLACES.iter().flat_map(|place| place.languages))
        .map(|(language, _)| *language)
        .collect();
    columns.extend(countries.iter().map(|country| format!("audience.countries.{country}")));
    columns.extend(languages.iter().map(|language| format!("audience.languages.{language}")));
    for format in FORMATS {
        columns.extend(["low", "high", "currency", "kind"].map(|part| format!("price.{format}.{part}")));
    }
    columns
}

/// Writes profiles as they come.
pub(super) fn write(profiles: impl Iterator<Item = Profile>, out: &mut impl Write) -> Result<()> {
    let columns = columns();
    let paths: Vec<Vec<&str>> = columns.iter().map(|column| column.split('.').collect()).collect();
    let mut writer = csv::Writer::from_writer(out);
    // In people's own tables, a creator is a name.
    writer.write_record(columns.iter().map(|path| if path == "creator" { "creator_id" } else { path }))?;
    for profile in profiles {
        let profile = serde_json::to_value(profile)?;
        for path in &paths {
            let value = path.iter().try_fold(&profile, |value, name| value.get(name));
            writer.write_field(value.map(cell).unwrap_or_default())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.flush()?)
}

/// A value as text; lists with semicolons, and of what has a share the name alone.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        // Without a needless `.0`.
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(";"),
        Value::Object(members) => members.get("topic").map(cell).unwrap_or_default(),
    }
}
