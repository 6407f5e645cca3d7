//! Why data could not be opened at all; everything milder is in the report.

use std::fmt;

use super::manifest::Manifest;

/// Why there is no catalogue. The page has a sentence for every [`OpenError::code`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// No bytes, or nothing but white space.
    Empty,
    /// More than [`crate::intake::MAX_BYTES`].
    TooLarge {
        /// Size of the data.
        bytes: usize,
    },
    /// Not text in any encoding that Accord knows: a picture, an archive, a spreadsheet's own format.
    NotText {
        /// What the first bytes look like.
        looks_like: &'static str,
    },
    /// A web page came where data was expected: a login form, an error page, a share link.
    Html,
    /// It begins like JSON, or says that it is, and is not.
    NotJson {
        /// Byte at which it stops being JSON.
        at: usize,
    },
    /// It is Arrow, which this build does not read; the build with Arrow does.
    NeedsArrow,
    /// It is a table, and the part of the program that reads tables could not be fetched.
    NeedsPart,
    /// It begins like Arrow, or says that it is, and is not.
    NotArrow {
        /// Byte at which it stops being Arrow.
        at: usize,
    },
    /// Text of no form that Accord reads.
    UnknownFormat,
    /// A newer version of a form that Accord reads.
    Newer {
        /// The version that the data says it is.
        version: u32,
    },
    /// Readable, and no profile in it.
    NoProfiles {
        /// Rows that were looked at.
        rows: usize,
    },
    /// A table with a header and no row below it.
    NoRows,
    /// No row says which network it is about, nor does anything around the rows.
    NeedsNetwork {
        /// Rows that are waiting for one.
        rows: usize,
    },
    /// A manifest, which has no profile itself: whoever can fetch its files has to.
    Manifest(Box<Manifest>),
    /// A file of lists, which has no profile itself: they are read back where lists are.
    Lists,
    /// Cut off before the first profile was complete.
    Truncated {
        /// Byte at which it ends.
        at: usize,
    },
}

impl OpenError {
    /// The error as a word from a closed list, for the page and for other programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::NotText { .. } => "not_text",
            Self::Html => "html",
            Self::NotJson { .. } => "not_json",
            Self::NeedsArrow => "needs_arrow",
            Self::NeedsPart => "needs_part",
            Self::NotArrow { .. } => "not_arrow",
            Self::UnknownFormat => "unknown_format",
            Self::Newer { .. } => "newer_data",
            Self::NoProfiles { .. } => "no_profiles",
            Self::NoRows => "no_rows",
            Self::NeedsNetwork { .. } => "needs_network",
            Self::Manifest(_) => "manifest",
            Self::Lists => "lists",
            Self::Truncated { .. } => "truncated_without_profiles",
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no data"),
            Self::TooLarge { bytes } => write!(f, "{bytes} bytes are more than can be read"),
            Self::NotText { looks_like } => write!(f, "expected text, found {looks_like}"),
            Self::Html => f.write_str("expected profile data, found a web page"),
            Self::NotJson { at } => write!(f, "expected JSON, byte {at} is none"),
            Self::NeedsArrow => f.write_str("it is Arrow, which takes the engine that reads it"),
            Self::NeedsPart => {
                f.write_str("it is a table, and the part that reads tables could not be fetched")
            }
            Self::NotArrow { at } => write!(f, "expected Arrow, byte {at} is none"),
            Self::UnknownFormat => f.write_str("neither JSON nor a table with columns that are known"),
            Self::Newer { version } => write!(f, "version {version} of the form is newer than what is read"),
            Self::NoProfiles { rows } => write!(f, "no profile in {rows} rows"),
            Self::NoRows => f.write_str("a table without rows"),
            Self::NeedsNetwork { rows } => {
                write!(f, "{rows} rows, and nothing says which network they are on")
            }
            Self::Manifest(manifest) => {
                write!(f, "a manifest of {} files, which are read by its address", manifest.files.len())
            }
            Self::Lists => f.write_str("a file of lists, which has no profile itself"),
            Self::Truncated { at } => {
                write!(f, "cut off at byte {at}, before the first profile was complete")
            }
        }
    }
}

impl std::error::Error for OpenError {}
