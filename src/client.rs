//! The page's side of the conversation with the engine.
//!
//! Calls made before the engine is there wait for it. Of the queries one runs and one waits; a newer one takes
//! the place of the one that waits. A worker that crashes is started again once between two loads that the
//! reader asked for; every call it had is answered with a failure.

#[cfg(any(test, feature = "view"))]
mod queue;
#[cfg(feature = "view")]
mod calls;
#[cfg(feature = "view")]
mod door;
#[cfg(feature = "view")]
mod link;
#[cfg(feature = "view")]
mod source;

#[cfg(feature = "view")]
pub use {calls::Client, door::Door, source::Source};

use crate::{failure::Failure, protocol::Progress};

/// What the engine tells without being asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// How far loading is.
    Progress(Progress),
    /// What is here so far of the catalogue on its way answers from now on, as the text of
    /// [`crate::protocol::kind::Loaded`].
    First(String),
    /// The server has other data than the copy that was opened.
    Outdated,
    /// The engine crashed and is there again, empty.
    Restarted,
    /// The engine is gone and does not come back by itself.
    Stopped(Failure),
}
