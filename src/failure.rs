//! Everything that can go wrong at a border, as one closed list: the page has a sentence for each.
//!
//! A failure says what happened, to what, and whether trying again makes sense; the words are the page's.

use serde::{Deserialize, Serialize};

/// Something went wrong at a border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What happened.
    pub code: Code,
    /// The file or address that it happened to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The server's status, where a server answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// For developers: where and what; never shown as the message itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident => $text:literal,)+) => {
        /// What happened, as a word from a closed list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(from = "String", into = "&'static str")]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word that stands for the code between page, worker and the engine module.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// The server could not be reached: no network, no such host, or it does not allow other sites.
    Unreachable => "unreachable",
    /// The server has nothing at the address (404, 410).
    NotFound => "not_found",
    /// The server wants a login or refuses (401, 403).
    Forbidden => "forbidden",
    /// The server answered with another error.
    HttpStatus => "http_status",
    /// The address is no http(s) address.
    BadAddress => "bad_address",
    /// The host's configuration does not allow data from this origin.
    OriginNotAllowed => "origin_not_allowed",
    /// The connection broke in the middle.
    Interrupted => "interrupted",
    /// The file cannot be read from the disk.
    Unreadable => "unreadable",
    /// There is nothing in the data.
    Empty => "empty",
    /// The bytes are no text in any known encoding.
    NotText => "not_text",
    /// A web page came where data was expected.
    Html => "html",
    /// The text begins like JSON and is not.
    NotJson => "not_json",
    /// The data is Arrow, which takes the engine that reads it; the client starts that one.
    NeedsArrow => "needs_arrow",
    /// A part of the engine that is fetched when it is needed could not be.
    NeedsPart => "needs_part",
    /// The data begins like Arrow and is not.
    NotArrow => "not_arrow",
    /// The format is none that can be read.
    UnknownFormat => "unknown_format",
    /// The data is of a newer version of its form than this Accord reads.
    NewerData => "newer_data",
    /// The data is readable and has no profile in it.
    NoProfiles => "no_profiles",
    /// A table with a header and no row below it.
    NoRows => "no_rows",
    /// Nothing says which network the profiles are on.
    NeedsNetwork => "needs_network",
    /// A manifest in the place of data: opened as a file, or named by another manifest.
    Manifest => "manifest",
    /// Lists in the place of data.
    Lists => "lists",
    /// A file is not what its manifest says.
    Differs => "differs",
    /// There is more data than can be read.
    TooLarge => "too_large",
    /// Without a worker, which the host's policy refuses, there are more profiles than the page can hold.
    NeedsWorker => "needs_worker",
    /// The data breaks off before the first profile.
    TruncatedWithoutProfiles => "truncated_without_profiles",
    /// There is no data to work on yet.
    NoCatalogue => "no_catalogue",
    /// The engine stopped twice and stays stopped.
    Crashed => "crashed",
    /// The page and the engine are of different builds; a reload brings them together.
    Outdated => "outdated",
    /// The browser cannot run the engine, or forbids it.
    Unsupported => "unsupported",
    /// A newer question made this one pointless; never shown.
    Superseded => "superseded",
    /// The message is none that page and worker know.
    BadMessage => "bad_message",
    /// The file holds no lists that can be read.
    NotLists => "not_lists",
    /// The file's lists come from a newer Accord.
    NewerLists => "newer_lists",
    /// The clipboard is closed to the page.
    Clipboard => "clipboard",
    /// A reason that has no word of its own; see the detail.
    Other => "other",
}

impl Code {
    /// The code of a word; [`Self::Other`] where there is none.
    pub fn named(word: &str) -> Self {
        Self::ALL.iter().copied().find(|code| code.as_str() == word).unwrap_or(Self::Other)
    }
}

impl From<String> for Code {
    fn from(word: String) -> Self {
        Self::named(&word)
    }
}

impl From<Code> for &'static str {
    fn from(code: Code) -> Self {
        code.as_str()
    }
}

impl Failure {
    /// A failure of which nothing but its code is known.
    pub const fn new(code: Code) -> Self {
        Self { code, subject: None, status: None, detail: None }
    }

    /// The same, with the file or address that it happened to.
    #[must_use]
    pub fn of(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The same, with the server's status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// The same, with a detail for developers.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// What a server's status means where it is no success.
    pub fn of_status(status: u16) -> Self {
        let code = match status {
            401 | 403 => Code::Forbidden,
            404 | 410 => Code::NotFound,
            413 => Code::TooLarge,
            _ => Code::HttpStatus,
        };
        Self::new(code).with_status(status)
    }

    /// Whether the same attempt may succeed later without any change.
    pub fn may_be_retried(&self) -> bool {
        match self.code {
            // An engine whose own files failed to arrive looks unsupported.
            Code::Unreachable
            | Code::Interrupted
            | Code::Unreadable
            | Code::NeedsPart
            | Code::Crashed
            | Code::Unsupported => true,
            Code::HttpStatus => self.status.is_none_or(|status| status >= 500 || status == 429),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_a_stranger_is_other() {
        for code in Code::ALL {
            assert_eq!(Code::named(code.as_str()), *code);
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), *code);
        }
        assert_eq!(Code::named("nonsense"), Code::Other);
    }

    #[test]
    fn a_status_has_a_meaning() {
        assert_eq!(Failure::of_status(404).code, Code::NotFound);
        assert_eq!(Failure::of_status(403).code, Code::Forbidden);
        assert!(Failure::of_status(503).may_be_retried());
        assert!(!Failure::of_status(418).may_be_retried());
        assert!(!Failure::of_status(404).may_be_retried());
    }
}
