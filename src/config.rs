//! The host's configuration, `accord.json` beside index.html: what a host decides without building.
//!
//! Every field may be missing. A field that cannot be read keeps its default and is named once; a missing or
//! broken file is all defaults, so that the page always starts.

mod visit;

pub use visit::Visit;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    domain::{money::Rates, tier::Policy},
    failure::Failure,
    i18n::Locale,
};

/// What a host decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Addresses of the data, relative to index.html or http(s); several make one catalogue.
    pub data: Vec<String>,
    /// Whether the data is a fictional demonstration, to be marked as such.
    pub demo: bool,
    /// Origins that `?data=` may name, such as `https://data.example.org`; empty allows any. The page's own is
    /// always allowed.
    pub data_origins: Vec<String>,
    /// Language (BCP 47) for readers who have not chosen one.
    pub language: Option<String>,
    /// Size policy of queries that name none.
    pub policy: Policy,
    /// The query that a visit without one begins with: brief and weights, as the text of an address.
    pub brief: String,
    /// Exchange rates.
    pub fx: Rates,
    /// Hosts that pictures of profiles may be loaded from; empty shows initials instead.
    pub image_hosts: Vec<String>,
    /// Title of the page.
    pub title: Option<String>,
    /// Colors by their name among the design tokens, as `#rgb` or `#rrggbb`.
    pub colors: BTreeMap<String, String>,
    /// Features that are switched off.
    hidden: Vec<Feature>,
}

/// A part of the page that a host may switch off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// Opening the reader's own files.
    OpenFile,
    /// Profiles side by side.
    Compare,
    /// Bookmarks and saved queries.
    Lists,
    /// Taking results away as a file.
    Export,
}

impl Feature {
    /// Every feature.
    pub const ALL: [Self; 4] = [Self::OpenFile, Self::Compare, Self::Lists, Self::Export];

    /// Its name under `features`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenFile => "open_file",
            Self::Compare => "compare",
            Self::Lists => "lists",
            Self::Export => "export",
        }
    }
}

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// The file could not be had.
    Missing(Failure),
    /// The file is no JSON object.
    NotJson {
        /// Where and what, for developers.
        detail: String,
    },
    /// These fields could not be read; the others count.
    Fields(Vec<String>),
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: vec!["data/demo.json".to_owned()],
            demo: true,
            data_origins: Vec::new(),
            language: None,
            policy: Policy::standard(),
            brief: String::new(),
            fx: Rates::default(),
            image_hosts: Vec::new(),
            title: None,
            colors: BTreeMap::new(),
            hidden: Vec::new(),
        }
    }
}

impl Config {
    /// The configuration of a file's text, and what is wrong with it.
    pub fn parse(text: &str) -> (Self, Option<Problem>) {
        let fields: Map<String, Value> = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(fields) => fields,
            Err(error) => return (Self::default(), Some(Problem::NotJson { detail: error.to_string() })),
        };
        // Data of a host's own is no demonstration unless the host says so; where it cannot be read, the
        // demonstration stands in, and as that.
        let demo = fields.get("data").is_none_or(|data| one_or_more(data).is_none());
        let mut config = Self { demo, ..Self::default() };
        let mut wrong = Vec::new();
        for (name, value) in &fields {
            if config.read(name, value).is_none() {
                wrong.push(name.clone());
            }
        }
        (config, (!wrong.is_empty()).then_some(Problem::Fields(wrong)))
    }

    /// Whether a feature shows.
    pub fn shows(&self, feature: Feature) -> bool {
        !self.hidden.contains(&feature)
    }

    /// Whether a link may open data from this origin.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.data_origins.is_empty() || self.data_origins.iter().any(|allowed| allowed == origin)
    }

    /// Whether pictures may be loaded from this host.
    pub fn allows_image_host(&self, host: &str) -> bool {
        self.image_hosts.iter().any(|allowed| allowed == host)
    }

    /// Takes a field in; `None` where it cannot be read or is none of ours.
    fn read(&mut self, name: &str, value: &Value) -> Option<()> {
        match name {
            "data" => self.data = one_or_more(value)?,
            "demo" => self.demo = value.as_bool()?,
            "data_origins" => self.data_origins = origins(value)?,
            "language" => {
                let tag = value.as_str().filter(|tag| Locale::of_tag(tag).is_some())?;
                self.language = Some(tag.to_owned());
            }
            "policy" => self.policy = Policy::named(value.as_str()?)?,
            "brief" => value.as_str()?.trim_start_matches('#').clone_into(&mut self.brief),
            "fx" => self.fx = serde_json::from_value(value.clone()).ok()?,
            "image_hosts" => self.image_hosts = lower_case(one_or_more(value)?),
            "title" => self.title = Some(value.as_str()?.to_owned()),
            "colors" => self.colors = colors(value)?,
            "features" => {
                for (feature, on) in value.as_object()? {
                    let feature = Feature::ALL.into_iter().find(|known| known.as_str() == feature)?;
                    if !on.as_bool()? {
                        self.hidden.push(feature);
                    }
                }
            }
            // JSON has no comments; a key that begins with "//" or "$" stands in for one.
            comment if comment.starts_with("//") || comment.starts_with('$') => {}
            _ => return None,
        }
        Some(())
    }
}

/// A text, or a list of texts.
fn one_or_more(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => many.iter().map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

fn lower_case(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(|text| text.to_lowercase()).collect()
}

/// Origins as a browser prints them: lower case, without a slash at the end.
fn origins(value: &Value) -> Option<Vec<String>> {
    let origins = lower_case(one_or_more(value)?);
    Some(origins.into_iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect())
}

fn colors(value: &Value) -> Option<BTreeMap<String, String>> {
    let is_name =
        |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let is_color = |color: &str| {
        let digits = color.strip_prefix('#').unwrap_or_default();
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    value
        .as_object()?
        .iter()
        .map(|(name, color)| {
            let color = color.as_str().filter(|color| is_color(color) && is_name(name))?;
            Some((name.clone(), color.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_the_page_does_not_speak_is_named() {
        let (config, problem) = Config::parse(r#"{ "language": "de" }"#);
        assert_eq!((config.language, problem), (None, Some(Problem::Fields(vec!["language".to_owned()]))));
        let (config, problem) = Config::parse(r#"{ "language": "fr-CA" }"#);
        assert_eq!((config.language.as_deref(), problem), (Some("fr-CA"), None));
    }

    #[test]
    fn people_who_are_fictional_are_never_shown_as_a_hosts_own() {
        for (text, demo) in [
            ("{}", true),
            (r#"{ "data": "own.csv" }"#, false),
            (r#"{ "data": ["own.csv"], "demo": true }"#, true),
            (r#"{ "data": 5 }"#, true),
            (r#"{ "data": ["own.csv", 5] }"#, true),
        ] {
            let (config, _) = Config::parse(text);
            assert_eq!(config.demo, demo, "{text}");
            assert!(config.demo || config.data == ["own.csv"], "{text}");
        }
    }

    #[test]
    fn a_missing_field_keeps_its_default() {
        assert_eq!(Config::parse("{}"), (Config::default(), None));
        let (config, problem) = Config::parse(r#"{ "data": "profiles.csv", "language": "en" }"#);
        assert_eq!(problem, None);
        assert_eq!(config.data, ["profiles.csv"]);
        assert!(!config.demo);
        assert_eq!(config.language.as_deref(), Some("en"));
    }

    #[test]
    fn everything_a_host_can_say_is_read() {
        let text = r##"{
            "$schema": "x", "// note": "y",
            "data": ["a.json", "https://x.example/b.csv"], "demo": true,
            "data_origins": ["https://X.example/"], "policy": "seed", "brief": "#b.topics=beauty&w=1,2,3,4,5,6",
            "fx": { "base": "EUR", "date": "2026-03-02", "source": "s", "rates": { "USD": 1.1 } },
            "image_hosts": ["img.example"], "title": "T", "colors": { "accent": "#7a2ff2" },
            "features": { "compare": false, "lists": true }
        }"##;
        let (config, problem) = Config::parse(text);
        assert_eq!(problem, None);
        assert!(config.demo);
        assert!(config.allows_origin("https://x.example"));
        assert!(!config.allows_origin("https://y.example"));
        assert_eq!(config.policy.slug(), "seed");
        assert_eq!(config.brief, "b.topics=beauty&w=1,2,3,4,5,6");
        assert_eq!(config.fx.to_base(11.0, "USD".parse().unwrap()), Some(10.0));
        assert!(config.allows_image_host("img.example"));
        assert!(!config.shows(Feature::Compare));
        assert!(config.shows(Feature::Lists));
        assert_eq!(config.colors["accent"], "#7a2ff2");
    }

    #[test]
    fn a_bad_field_is_named_and_costs_only_itself() {
        let text =
            r#"{ "data": 7, "policy": "giga", "language": "en", "colors": { "a": "red;x" }, "typo": 1 }"#;
        let (config, problem) = Config::parse(text);
        assert_eq!(config.language.as_deref(), Some("en"));
        assert!(config.colors.is_empty());
        let Some(Problem::Fields(mut names)) = problem else { panic!("named fields") };
        names.sort();
        assert_eq!(names, ["colors", "data", "policy", "typo"]);
    }

    #[test]
    fn a_broken_file_is_all_defaults() {
        for text in ["", "[]", "<html>", "{"] {
            let (config, problem) = Config::parse(text);
            assert_eq!(config, Config::default());
            assert!(matches!(problem, Some(Problem::NotJson { .. })), "{text}");
        }
    }

    #[test]
    fn without_a_list_any_origin_may_be_linked() {
        assert!(Config::default().allows_origin("https://anywhere.example"));
    }

    #[test]
    fn the_file_that_ships_is_right() {
        let (config, problem) = Config::parse(include_str!("../public/accord.json"));
        assert_eq!(problem, None);
        assert_eq!(config.data, Config::default().data);
        assert!(config.demo);
    }
}
