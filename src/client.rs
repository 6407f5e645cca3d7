//! The page's side of the conversation with the engine.
//!
//! Calls made before the engine is there wait for it. Of the queries one runs and one waits; a newer one takes
//! the place of the one that waits. A worker that crashes is started again once between two loads that the
//! reader asked for; every call it had is answered with a failure.

#[cfg(any(test, feature = "ui"))]
mod queue;
#[cfg(feature = "ui")]
mod calls;
#[cfg(feature = "ui")]
mod door;
#[cfg(feature = "ui")]
mod link;
#[cfg(feature = "ui")]
mod source;

#[cfg(feature = "ui")]
pub use {calls::Client, door::Door, source::Source};

use crate::{
    failure::Failure,
    protocol::{Loaded, Progress},
};

/// What the engine tells without being asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// How far loading is.
    Progress(Progress),
    /// What is here so far of the catalogue on its way answers from now on.
    First(Loaded),
    /// The server has other data than the copy that was opened.
    Outdated,
    /// The engine crashed and is there again, empty.
    Restarted,
    /// The engine is gone and does not come back by itself.
    Stopped(Failure),
}
