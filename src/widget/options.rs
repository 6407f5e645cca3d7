//! What a host page asks of an element, as its attributes say it.
//!
//! Reading never fails: an attribute whose value is none that it can have keeps its default and is named.

#[cfg(feature = "widget")]
use crate::platform::json::Json;
use crate::{
    domain::{
        decimal,
        money::{Currency, Rates},
        network::Network,
    },
    i18n::Locale,
};

/// What a host page asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The data.
    pub data: Data,
    /// The query's text.
    pub query: String,
    /// The language.
    pub locale: Locale,
    /// The colors.
    pub theme: Theme,
    /// The form of the list.
    pub layout: Layout,
    /// Profiles that are shown at most.
    pub limit: usize,
    /// The title; the element's own where there is none.
    pub heading: Option<String>,
    /// The title's level in the host page's outline.
    pub level: u8,
    /// Address of the whole app, for links.
    pub app: Option<String>,
    /// Whether profiles can be bookmarked.
    pub bookmark: bool,
    /// Whether profiles can be picked for a comparison.
    pub compare: bool,
    /// Ids of bookmarked profiles.
    pub bookmarks: Vec<String>,
    /// Ids of picked profiles.
    pub compared: Vec<String>,
    /// Attributes that could not be read, by name.
    pub wrong: Vec<Wrong>,
}

/// What the data is and how it is read; elements with the same share an engine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Data {
    /// Its address, relative to the host page.
    pub source: Option<String>,
    /// Network of profiles that do not say.
    pub network: Option<Network>,
    /// Exchange rates.
    pub rates: Rates,
}

/// The colors of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the page around it has them.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The word of the attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The form of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A row a profile.
    #[default]
    List,
    /// A card a profile.
    Cards,
}

impl Layout {
    const ALL: [Self; 2] = [Self::List, Self::Cards];

    /// The word of the attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Cards => "cards",
        }
    }
}

/// What a host page gives: an attribute's text, or a list of ids or languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// An attribute whose value is none that it can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Name of the attribute.
    pub name: &'static str,
    /// The value as it was written.
    pub value: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            data: Data::default(),
            query: String::new(),
            locale: Locale::default(),
            theme: Theme::default(),
            layout: Layout::default(),
            limit: Self::USUAL,
            heading: None,
            level: 2,
            app: None,
            bookmark: true,
            compare: false,
            bookmarks: Vec::new(),
            compared: Vec::new(),
            wrong: Vec::new(),
        }
    }
}

impl Options {
    /// Profiles that are shown where the host does not say how many.
    pub const USUAL: usize = 10;
    /// Most profiles that are shown; a longer list is the app's.
    pub const MOST: usize = 100;

    /// Reads the attributes, by name, and the lists of ids, in any order.
    pub fn of(given: impl IntoIterator<Item = (String, Given)>) -> Self {
        let mut options = Self::default();
        for (name, value) in given {
            match (&*name, value) {
                ("bookmarks", Given::List(ids)) => options.bookmarks = ids,
                ("compared", Given::List(ids)) => options.compared = ids,
                ("languages", Given::List(tags)) => {
                    options.locale = Locale::negotiate(tags.iter().map(String::as_str));
                }
                (_, Given::List(_)) => {}
                (name, Given::Text(text)) => options.read(name, text.trim()),
            }
        }
        options
    }

    /// The same, from a JSON object.
    #[cfg(feature = "widget")]
    pub fn parse(json: &str) -> Self {
        let fields = Json::parse(json).map(|given| given.fields()).unwrap_or_default();
        Self::of(fields.into_iter().filter_map(|(name, value)| {
            let value = match value.text() {
                Some(text) => Given::Text(text),
                None if value.is_list() => Given::List(value.list().iter().filter_map(Json::text).collect()),
                None => return None,
            };
            Some((name, value))
        }))
    }

    fn read(&mut self, name: &str, text: &str) {
        let filled = || (!text.is_empty()).then(|| text.to_owned());
        match name {
            "data-src" => self.data.source = filled(),
            "query" => text.trim_start_matches('#').clone_into(&mut self.query),
            // An empty title is a wish: none at all.
            "heading" => self.heading = Some(text.to_owned()),
            // Relative, or on the web.
            "app" => match text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()) {
                Some(scheme) if !scheme.contains('/') && !matches!(&*scheme, "http" | "https") => {
                    self.blame("app", text);
                }
                _ => self.app = filled(),
            },
            // What is left empty is as if it were not there.
            _ if text.is_empty() && name != "actions" => {}
            "theme" => {
                let theme = Theme::ALL.into_iter().find(|theme| theme.as_str() == text);
                self.theme = self.known("theme", text, theme);
            }
            "layout" => {
                let layout = Layout::ALL.into_iter().find(|layout| layout.as_str() == text);
                self.layout = self.known("layout", text, layout);
            }
            "network" => match text.parse() {
                Ok(network) => self.data.network = Some(network),
                Err(_) => self.blame("network", text),
            },
            "rates" => {
                let is_between = |c: char| c == ',' || c.is_whitespace();
                for part in text.split(is_between).filter(|part| !part.is_empty()) {
                    match rate(part) {
                        Some((currency, rate)) => {
                            self.data.rates.rates.insert(currency, rate);
                        }
                        None => self.blame("rates", part),
                    }
                }
            }
            "limit" => match text.parse() {
                Ok(limit @ 1..=Self::MOST) => self.limit = limit,
                _ => self.blame("limit", text),
            },
            "heading-level" => match text.parse() {
                Ok(level @ 1..=6) => self.level = level,
                _ => self.blame("heading-level", text),
            },
            "actions" => {
                (self.bookmark, self.compare) = (false, false);
                for word in text.split_whitespace() {
                    match word {
                        "bookmark" => self.bookmark = true,
                        "compare" => self.compare = true,
                        _ => self.blame("actions", word),
                    }
                }
            }
            _ => {}
        }
    }

    fn known<T: Default>(&mut self, name: &'static str, text: &str, value: Option<T>) -> T {
        if value.is_none() {
            self.blame(name, text);
        }
        value.unwrap_or_default()
    }

    fn blame(&mut self, name: &'static str, value: &str) {
        let place = self.wrong.partition_point(|known| known.name <= name);
        self.wrong.insert(place, Wrong { name, value: value.to_owned() });
    }
}

/// A currency and how much of it one euro buys: `USD=1.12`.
fn rate(text: &str) -> Option<(Currency, f64)> {
    let (currency, rate) = text.split_once('=')?;
    let rate = decimal::parse(rate).filter(|rate| rate.is_finite() && *rate > 0.0)?;
    Some((currency.parse().ok()?, rate))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::*;

    /// As [`Options::parse`] does in the browser.
    fn parse(json: &str) -> Options {
        let given: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
        Options::of(given.into_iter().filter_map(|(name, value)| {
            let value = match value {
                Value::String(text) => Given::Text(text),
                Value::Array(list) => {
                    Given::List(list.iter().filter_map(|entry| entry.as_str().map(str::to_owned)).collect())
                }
                _ => return None,
            };
            Some((name, value))
        }))
    }

    #[test]
    fn what_is_not_said_keeps_its_default() {
        assert_eq!(parse("{}"), Options::default());
        assert_eq!(parse("no object"), Options::default());
        let empty =
            r#"{ "data-src": "", "theme": "", "limit": " ", "network": "", "rates": " ", "app": "" }"#;
        assert_eq!(parse(empty), Options::default());
    }

    #[test]
    fn everything_a_host_can_say_is_read() {
        let options = parse(
            r##"{ "data-src": "p.json", "network": "tiktok", "query": "#tier=micro", "theme": "dark",
                  "layout": "cards", "limit": "6", "heading": "", "heading-level": "3", "app": "/accord/",
                  "rates": "USD=1.12, chf=0.5", "actions": "compare", "bookmarks": ["a", 7], "compared": ["b"], "languages": ["de", "en-GB"] }"##,
        );
        let rates = [("USD", 1.12), ("CHF", 0.5)].map(|(currency, rate)| (currency.parse().unwrap(), rate));
        let expected = Options {
            data: Data {
                source: Some("p.json".to_owned()),
                network: Some(Network::Tiktok),
                rates: Rates { rates: rates.into(), ..Rates::default() },
            },
            query: "tier=micro".to_owned(),
            locale: Locale::En,
            theme: Theme::Dark,
            layout: Layout::Cards,
            limit: 6,
            heading: Some(String::new()),
            level: 3,
            app: Some("/accord/".to_owned()),
            bookmark: false,
            compare: true,
            bookmarks: vec!["a".to_owned()],
            compared: vec!["b".to_owned()],
            wrong: Vec::new(),
        };
        assert_eq!(options, expected);
    }

    #[test]
    fn a_value_that_cannot_be_is_named_and_costs_only_itself() {
        let options = parse(
            r#"{ "theme": "pink", "layout": "grid", "limit": "0", "heading-level": "7", "network": "orkut",
                 "actions": "bookmark buy", "app": "javascript:alert(1)", "rates": "USD DOLLAR=1 GBP=0 JPY=-1 SEK=inf" }"#,
        );
        let wrong: Vec<(&str, &str)> =
            options.wrong.iter().map(|wrong| (wrong.name, wrong.value.as_str())).collect();
        assert_eq!(
            wrong,
            [
                ("actions", "buy"),
                ("app", "javascript:alert(1)"),
                ("heading-level", "7"),
                ("layout", "grid"),
                ("limit", "0"),
                ("network", "orkut"),
                ("rates", "USD"),
                ("rates", "DOLLAR=1"),
                ("rates", "GBP=0"),
                ("rates", "JPY=-1"),
                ("rates", "SEK=inf"),
                ("theme", "pink"),
            ]
        );
        assert_eq!(Options { wrong: Vec::new(), ..options }, Options::default());
        for limit in ["101", "-1", "ten", "1e3"] {
            assert_eq!(parse(&format!(r#"{{ "limit": "{limit}" }}"#)).wrong.len(), 1, "{limit}");
        }
    }
}
