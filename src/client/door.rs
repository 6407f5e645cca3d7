//! Where the engine runs: in a worker of the page's own build, in one started from a text, or on the page.
//!
//! A page has a list of doors, best first. One that does not open, because the host's policy or the browser
//! refuses it, is followed by the next.

use js_sys::Function;

use crate::platform::document;

/// The worker's script, beside index.html.
const SCRIPT: &str = "worker.js";

/// A way to the engine.
#[derive(Debug, Clone)]
pub enum Door {
    /// A worker with a script of its own; it has to come from the page's origin.
    Script(String),
    /// A worker whose script is this text, which may import a module from elsewhere.
    Text(String),
    /// The page's own thread. The function gets the engine's end of the line (a `MessagePort`), and returns a
    /// promise that is kept when the engine listens on it.
    Page(Function),
}

impl Door {
    /// The worker that lies beside the page's index.html.
    pub fn beside() -> Self {
        Self::Script(document::resolve(SCRIPT).map_or_else(|| SCRIPT.to_owned(), |resolved| resolved.href))
    }

    /// Whether an engine that crashed behind it can be started anew: one on the page cannot, because its
    /// module is loaded once and for all.
    pub(super) const fn can_restart(&self) -> bool {
        !matches!(self, Self::Page(_))
    }
}
