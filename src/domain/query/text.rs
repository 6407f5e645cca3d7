//! The one text form of a query: the address fragment, a saved search, a widget's attribute and the engine's
//! argument are all this.
//!
//! ```text
//! query := pair { "&" pair }        pair := key "=" value          percent-encoded UTF-8
//! list  := item { "," item }        item := [ "-" ] text           "-" rules the value out
//! range := [ number ] ".." [ number ] [ "~" ]                      "~" keeps the unknown
//! ```
//!
//! Keys are read in any order and printed in one. Reading never fails: a bad part is dropped and named.
//! Separators are found before decoding, so that a value may hold any of them encoded.

mod parse;
mod print;

use serde::Serialize;

/// A part of an address that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// The key as it was written.
    pub key: String,
    /// The value as it was written, or the part of it that was dropped.
    pub value: String,
    /// Why.
    pub reason: IssueReason,
}

/// Why a part was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueReason {
    /// No such key.
    UnknownKey,
    /// The value is not among those that the key can take.
    UnknownValue,
    /// A number was expected.
    NotANumber,
    /// The number lies outside its range.
    OutOfRange,
    /// The form is not the key's: a range without "..", six weights that are not six.
    BadForm,
    /// The key was given before; the first one counts.
    Repeated,
    /// More values than the key may have; the first ones count.
    TooMany,
}

/// Most values of one list; a longer one is an accident or an attack.
pub(crate) const LIST_LIMIT: usize = 100;

#[cfg(test)]
mod tests;
