//! What page and worker say to each other: texts, so that both sides can be tested without a browser. Questions and
//! answers are JSON; what a worker says has a line of plain words before it.
//!
//! A request stands by itself: it carries its query, never "the current one". The worker speaks first, with
//! its build; the page sends nothing before that, because what is sent while a worker loads is lost.

mod asked;
mod envelope;

use serde::{Deserialize, Serialize};

pub use asked::rates;
pub use envelope::{Heard, Message};

use crate::{
    domain::{
        answer::{Explanation, Page, Report},
        money::Rates,
        network::Network,
        profile::Profile,
    },
    failure::{Code, Failure},
    lists::Triage,
};

/// The build that a side belongs to, from the build script. An old worker in a cache can meet a new page.
pub const BUILD: &str = env!("ACCORD_BUILD");

/// A call and the number that its answer carries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Request {
    /// Rises with every request of a page.
    pub id: u32,
    /// What is asked.
    pub call: Call,
}

/// What a page can ask.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Call {
    /// Open data as one catalogue, in place of the one before. Files come with the message, in the order of
    /// the sources that have no address.
    Load {
        /// Where the data is.
        sources: Vec<Place>,
        /// Exchange rates.
        fx: Rates,
        /// Slug of the size policy for queries that name none.
        policy: String,
        /// Origins that a manifest may name beside its own and the page's; any where there is no list.
        origins: Option<Vec<String>>,
        /// Whether copies of what is fetched stay in the browser.
        keep: Keep,
    },
    /// How many copies of fetched data the browser has.
    Kept,
    /// Throw the copies of fetched data away.
    ForgetKept,
    /// Fetch what of the engine is not here yet and may be needed.
    Prepare,
    /// Stop loading.
    Cancel,
    /// The page of results of a query.
    Run {
        /// The query's text.
        query: String,
    },
    /// Why profiles have their match.
    Explain {
        /// Profile ids.
        ids: Vec<String>,
        /// The query's text.
        query: String,
    },
    /// Profiles in contract form.
    Profiles {
        /// Profile ids.
        ids: Vec<String>,
    },
    /// What came of reading the data.
    Report,
    /// Profiles as the text of a file.
    Export(Export),
}

/// Whether copies of fetched data stay in the browser, so that a later visit opens at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Keep {
    /// Nothing is kept.
    #[default]
    No,
    /// A copy is read where there is one, and the server asked about it afterwards.
    Use,
    /// Copies are made anew.
    Renew,
}

/// Where data is: an address, or a file that comes with the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Absolute address; `None` for a file.
    pub address: Option<String>,
    /// Name of the file, or last part of the address.
    pub name: String,
    /// Network of profiles that do not say.
    pub network: Option<Network>,
}

/// Which profiles to write, and how.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Export {
    /// The query's text: it gives the match, and the profiles where `only` names none.
    pub query: String,
    /// These profiles, in this order.
    pub only: Option<Vec<Chosen>>,
    /// The form of the file.
    pub format: Format,
}

/// A profile to write, with what a list knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// Profile id.
    pub id: String,
    /// Network, for a profile that the catalogue does not have.
    pub network: Network,
    /// Account name, likewise.
    pub handle: Option<String>,
    /// Name, likewise.
    pub name: String,
    /// The user's words.
    pub mark: Option<Mark>,
}

/// What a list says of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Mark {
    /// Name of the list.
    pub list: String,
    /// Where it stands.
    pub triage: Triage,
    /// The user's own tags.
    pub tags: Vec<String>,
    /// The user's own note.
    pub note: String,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Format {
    /// A table for spreadsheets.
    Csv,
    /// Profile data, version 1.
    Json,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// How names of such files end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// MIME type of such files.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

/// The kinds of [`Answer`], one by one, each to be read alone.
pub mod kind {
    use serde::Deserialize;

    macro_rules! kinds {
        ($($(#[doc = $doc:literal])+ $kind:ident($value:ty),)+) => {
            $(
                $(#[doc = $doc])+
                #[derive(Debug, Deserialize)]
                pub enum $kind {
                    /// The only one.
                    $kind($value),
                }
            )+
        };
    }

    kinds! {
        /// See [`super::Answer::Loaded`].
        Loaded(Box<super::Loaded>),
        /// See [`super::Answer::Page`].
        Page(Box<super::Page>),
        /// See [`super::Answer::Explanations`].
        Explanations(Vec<Option<super::Explanation>>),
        /// See [`super::Answer::Profiles`].
        Profiles(Vec<Option<super::Profile>>),
        /// See [`super::Answer::Report`].
        Report(Box<super::Report>),
        /// See [`super::Answer::Text`].
        Text(String),
        /// See [`super::Answer::Kept`].
        Kept(usize),
    }
}

/// What can be asked for; read as one of [`kind`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Answer {
    /// To [`Call::Load`].
    Loaded(Box<Loaded>),
    /// To [`Call::Run`]: a [`Page`] as JSON already.
    #[serde(skip)]
    Page(String),
    /// To [`Call::Explain`]: a list of [`Explanation`] in the order of the ids, as JSON already; null for a stranger.
    #[serde(skip)]
    Explanations(String),
    /// To [`Call::Profiles`]: a list of [`Profile`] in the order of the ids, as JSON already; null for a stranger.
    #[serde(skip)]
    Profiles(String),
    /// To [`Call::Report`].
    Report(Box<Report>),
    /// To [`Call::Export`].
    Text(String),
    /// To [`Call::Kept`] and [`Call::ForgetKept`].
    Kept(usize),
    /// To [`Call::Cancel`] and [`Call::Prepare`].
    Done,
}

impl Answer {
    /// The answer as text.
    pub fn text(&self) -> String {
        let (kind, json) = match self {
            Self::Page(json) => ("Page", json),
            Self::Explanations(json) => ("Explanations", json),
            Self::Profiles(json) => ("Profiles", json),
            _ => return encode(self),
        };
        ["{\"", kind, "\":", json, "}"].concat()
    }
}

/// What came of opening data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Loaded {
    /// What was read, of all sources together.
    pub report: Report,
    /// Sources that could not be read, where others could.
    pub failures: Vec<Failure>,
}

/// How far loading is, over all sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Bytes that are here.
    pub bytes: u64,
    /// Bytes to come in all, where that is known.
    pub total: Option<u64>,
    /// Rows that were read.
    pub rows: usize,
    /// Everything is read and is being prepared.
    pub reading: bool,
}

impl Progress {
    /// Milliseconds before which no guess is worth anything.
    const TOO_SOON: u64 = 1_000;

    /// Seconds that are left after so many milliseconds, if bytes go on coming as they came; at least one.
    pub fn seconds_left(self, milliseconds: u64) -> Option<u64> {
        let total = self.total.filter(|total| self.bytes > 0 && *total > self.bytes)?;
        let left = (total - self.bytes) as f64 * milliseconds as f64 / self.bytes as f64 / 1_000.0;
        (milliseconds >= Self::TOO_SOON).then(|| left.ceil().max(1.0) as u64)
    }
}

/// A message as text.
pub fn encode(message: &impl Serialize) -> String {
    // Messages have text keys and no part that can fail to be written.
    serde_json::to_string(message).unwrap_or_default()
}

/// The message of a text.
pub fn decode<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::new(Code::BadMessage).with_detail(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard<T: for<'a> Deserialize<'a>>(answer: Answer) -> T {
        let text = Message::Answer { id: 7, result: Ok(answer) }.text();
        let Heard::Answer { id: 7, result: Ok(answer) } = Heard::of(&text) else { panic!("{text}") };
        decode(&answer).unwrap()
    }

    #[test]
    fn every_kind_of_answer_is_read_by_who_asked_for_it() {
        let page = Page { total: 3, ..Page::default() };
        let kind::Page::Page(read) = heard(Answer::Page(encode(&page)));
        assert_eq!(*read, page);
        let kind::Loaded::Loaded(read) = heard(Answer::Loaded(Box::default()));
        assert_eq!(*read, Loaded::default());
        let kind::Explanations::Explanations(read) = heard(Answer::Explanations("[null]".to_owned()));
        assert_eq!(read, [None]);
        let kind::Profiles::Profiles(read) = heard(Answer::Profiles("[null,null]".to_owned()));
        assert_eq!(read.len(), 2);
        let kind::Text::Text(read) = heard(Answer::Text("a\"b".to_owned()));
        assert_eq!(read, "a\"b");
    }

    #[test]
    fn the_time_left_is_told_where_it_can_be() {
        let progress = |bytes, total| Progress { bytes, total, ..Progress::default() };
        assert_eq!(progress(100, Some(400)).seconds_left(2_000), Some(6));
        assert_eq!(progress(399, Some(400)).seconds_left(2_000), Some(1));
        for unknown in
            [progress(100, None), progress(0, Some(400)), progress(400, Some(400)), progress(500, Some(400))]
        {
            assert_eq!(unknown.seconds_left(2_000), None);
        }
        assert_eq!(progress(100, Some(400)).seconds_left(200), None);
    }
}
