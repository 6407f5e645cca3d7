//! Between bytes and profiles: detection, reading, units, identity, and a report of every oddity.
//!
//! Invariants:
//! - No input makes reading panic or hang; a bad value costs that value, a bad row that row.
//! - Nothing is repaired silently: what is dropped, merged, mislabelled or implausible is in the report.
//! - Sensitive attributes are not even carried as far as the report.

mod error;
pub mod issue;
mod reader;
mod decode;
mod detect;
mod json;
mod contract;
mod table;
mod tables;
#[cfg(feature = "arrow")]
mod arrow;
mod sensitive;
mod fold;
mod country;
mod place;
mod version;
mod origin;
mod assemble;
mod merge;
mod plausible;
mod tally;
mod join;
pub mod manifest;
pub mod document;

#[cfg(feature = "split")]
pub(crate) use self::tables::fetch_tables;
pub use self::{
    detect::is_arrow_name,
    error::OpenError,
    join::{Joining, join},
    json::node,
    reader::Reader,
};
use crate::{
    domain::{answer::Report, network::Network},
    store::Profiles,
};

/// What is known about the bytes besides themselves.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// File name or last part of the address; may name the network and the month.
    pub name: Option<String>,
    /// Network of profiles that do not say.
    pub network: Option<Network>,
    /// MIME type as the server or the browser gave it.
    pub mime: Option<String>,
}

/// Profiles in one shape, and what came of reading them.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Merged profiles, in the order of their first row.
    pub profiles: Profiles,
    /// What was read, dropped and merged.
    pub report: Report,
}

/// More bytes than this are refused, as no browser could hold what is in them.
pub const MAX_BYTES: usize = 4_000_000_000;

/// Reads profile data of any form that Accord knows; a partly readable file gives what is readable.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<Catalogue, OpenError> {
    if bytes.len() > MAX_BYTES {
        return Err(OpenError::TooLarge { bytes: bytes.len() });
    }
    let mut reader = Reader::new(hints);
    reader.push(bytes)?;
    reader.finish()
}
