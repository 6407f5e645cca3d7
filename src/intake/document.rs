//! The contract's document as it is written: what an export writes and the schema describes.

#[cfg(feature = "schema")]
pub mod schema;

use serde::Serialize;

use crate::domain::profile::Profile;

/// Name and version of the contract.
pub const SCHEMA: &str = "accord/profiles@1";

/// A catalogue with its origin.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Always `accord/profiles@1`.
    pub schema: String,
    /// When the data was made (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated_at: Option<String>,
    /// Who made the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Publisher>,
    /// The profiles.
    pub profiles: Vec<Profile>,
}

/// Who made the data, and on which terms.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publisher {
    /// Name to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address; http(s) only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// License of the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
}

impl Document {
    /// A document of these profiles.
    pub fn new(profiles: Vec<Profile>) -> Self {
        Self { schema: SCHEMA.to_owned(), generated_at: None, source: None, profiles }
    }
}
