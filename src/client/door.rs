//! Where the engine runs: in a worker of the page's own build, in one started from a text, or on the page.
//!
//! A page has a list of doors, best first. One that does not open, because the host's policy or the browser
//! refuses it, is followed by the next.

use js_sys::Function;

use crate::platform::document;

/// The `<meta>` of the page that names the worker's script. The name changes with every build that changes the
/// worker or its engine, so that no page meets a worker of another build.
const SCRIPT: &str = "accord-worker";

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
    /// The worker that the page names, beside its index.html.
    pub fn beside() -> Self {
        let script = document::meta(SCRIPT).unwrap_or_default();
        Self::Script(document::resolve(&script).map_or(script, |resolved| resolved.href))
    }

    /// Whether an engine that crashed behind it can be started anew: one on the page cannot, because its
    /// module is loaded once and for all.
    pub(super) const fn can_restart(&self) -> bool {
        !matches!(self, Self::Page(_))
    }
}
