//! The element `<accord-match>` for other sites' pages: a ranked list, made of the page's own parts.
//!
//! The element's class is JavaScript (`embed/accord-match.js`) and forwards; what its attributes mean is
//! decided in [`Options`]. It is made of the page's marks and words, as plain trees: signals would be most of its
//! bytes, and every partner's visitor pays for those. Elements that name the same data share one engine, which ends with the last of
//! them. Nothing here knows a router, storage, or the host page beyond the node that it is given.

mod options;
#[cfg(any(test, feature = "widget"))]
mod query_text;
#[cfg(feature = "widget")]
mod app_links;
#[cfg(feature = "widget")]
mod board;
#[cfg(feature = "widget")]
mod engines;
#[cfg(feature = "widget")]
mod reading;
#[cfg(feature = "widget")]
mod teller;
#[cfg(feature = "widget")]
mod view;

pub use options::{Given, Layout, Options, Theme, Wrong};
#[cfg(feature = "widget")]
pub use {board::Board, engines::open_doors, teller::Teller};
