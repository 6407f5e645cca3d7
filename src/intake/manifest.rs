//! A manifest: a small JSON document that names the files of a large catalogue.
//!
//! What it says of its files is a promise that is checked, never a fact that is relied on.

use super::{
    OpenError,
    json::node::{Node, get, parse},
    place, version,
};
use crate::domain::network::Network;

/// Name of the form, with its version behind it.
pub(super) const SCHEMA: &str = "accord/manifest@";
const VERSION: u32 = 1;

/// Files that are read; more is an accident or an attack.
pub const MAX_FILES: usize = 1_000;

/// Characters of an address or a name that are kept.
const MAX_TEXT: usize = 2_000;

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The files, in the order in which they are joined.
    pub files: Vec<File>,
    /// Entries without an address, and those beyond [`MAX_FILES`].
    pub left_out: usize,
}

/// A file as its manifest has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Address, relative to the manifest's.
    pub url: String,
    /// Name for the file's address: it may say the network and the month.
    pub name: Option<String>,
    /// Network of profiles that do not say.
    pub network: Option<Network>,
    /// Profiles, or rows, in the file.
    pub profiles: Option<u64>,
    /// Size of the file, uncompressed.
    pub bytes: Option<u64>,
}

impl Manifest {
    /// Reads a manifest.
    pub(super) fn parse(text: &str) -> Result<Self, OpenError> {
        let Some(Node::Map(members)) = parse(text) else {
            return Err(OpenError::NotJson { at: text.len() });
        };
        let schema = get(&members, "schema").and_then(Node::text);
        let found = schema.and_then(|schema| schema.strip_prefix(SCHEMA)).ok_or(OpenError::UnknownFormat)?;
        version::check(found, VERSION)?;
        let Some(Node::List(entries)) = get(&members, "files") else {
            return Err(OpenError::NoProfiles { rows: 0 });
        };
        let mut files: Vec<File> = entries.iter().filter_map(file).collect();
        files.truncate(MAX_FILES);
        let left_out = entries.len() - files.len();
        if files.is_empty() {
            return Err(OpenError::NoProfiles { rows: left_out });
        }
        Ok(Self { files, left_out })
    }
}

/// A file of the list: an object, or its address alone.
fn file(node: &Node<'_>) -> Option<File> {
    let text = |node: &Node<'_>| match node {
        Node::Text(text) if !text.trim().is_empty() => Some(text.trim().chars().take(MAX_TEXT).collect()),
        _ => None,
    };
    let Node::Map(members) = node else {
        let (name, network, profiles, bytes) = (None, None, None, None);
        return Some(File { url: text(node)?, name, network, profiles, bytes });
    };
    let count = |key: &str| match get(members, key) {
        Some(Node::Whole(count)) => Some(*count),
        _ => None,
    };
    let network = get(members, "network").and_then(&text);
    Some(File {
        url: get(members, "url").and_then(&text)?,
        name: get(members, "name").and_then(&text),
        network: network.and_then(|network: String| place::network(&network)),
        profiles: count("profiles"),
        bytes: count("bytes"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Hints, read};

    fn manifest(text: &str) -> Result<Manifest, OpenError> {
        match read(text.as_bytes(), &Hints::default()) {
            Err(OpenError::Manifest(manifest)) => Ok(*manifest),
            Err(error) => Err(error),
            Ok(_) => panic!("a catalogue"),
        }
    }

    #[test]
    fn a_manifest_names_its_files_in_their_order() {
        let text = r#"{ "schema": "accord/manifest@1", "files": [
            { "url": "fr/a.json", "profiles": 12, "bytes": 900, "name": "a-2026-02.json", "network": "TikTok",
              "ranges": { "followers": [1000, 2000] } },
            "b.csv", { "name": "no address" }, 7 ] }"#;
        for text in [text.to_owned(), text.replace('\n', " ")] {
            let found = manifest(&text).unwrap();
            assert_eq!(found.left_out, 2);
            assert_eq!(found.files.len(), 2);
            let first = &found.files[0];
            assert_eq!((&*first.url, first.profiles, first.bytes), ("fr/a.json", Some(12), Some(900)));
            assert_eq!(
                (first.name.as_deref(), first.network),
                (Some("a-2026-02.json"), Some(Network::Tiktok))
            );
            assert_eq!((&*found.files[1].url, found.files[1].profiles), ("b.csv", None));
        }
    }

    #[test]
    fn what_is_no_manifest_that_can_be_read_says_so() {
        let of = |text: &str| manifest(text).unwrap_err().code();
        assert_eq!(of(r#"{ "schema": "accord/manifest@2", "files": ["a.json"] }"#), "newer_data");
        assert_eq!(of(r#"{ "schema": "accord/manifest@0", "files": ["a.json"] }"#), "unknown_format");
        assert_eq!(of(r#"{ "schema": "accord/manifest@1", "files": [] }"#), "no_profiles");
        assert_eq!(of(r#"{ "schema": "accord/manifest@1", "files": 7 }"#), "no_profiles");
        assert_eq!(of(r#"{ "schema": "accord/manifest@1", "files": ["a.json", "#), "not_json");
        let many = vec!["\"a.json\""; MAX_FILES + 5].join(",");
        let many = manifest(&format!(r#"{{ "schema": "accord/manifest@1", "files": [{many}] }}"#)).unwrap();
        assert_eq!((many.files.len(), many.left_out), (MAX_FILES, 5));
    }
}
