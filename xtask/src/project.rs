//! Where things are: the project, its build folders, and the cache that outlives them.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context as _, Result};

/// The root of the project, where the workspace's Cargo.toml is.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the project")
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Notes where this program is, before a build puts another in its place.
pub(crate) fn note_program() {
    if let Ok(program) = env::current_exe() {
        PROGRAM.get_or_init(|| program);
    }
}

/// This program, or the one built in its place since.
pub(crate) fn program() -> Result<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path).context("this system does not say where a program is")
}

/// What the build hands from one step to the next.
///
/// It does not follow `CARGO_TARGET_DIR`, because index.html names it.
pub(crate) fn site() -> PathBuf {
    root().join("target/site")
}

/// The engine module, as it is copied into the built site.
pub(crate) fn engine() -> PathBuf {
    site().join("engine")
}

/// The element for other sites' pages, as it is copied into the built site.
pub(crate) fn embed() -> PathBuf {
    site().join("embed")
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Tools built for this machine, by version; outside the project, so that a fresh clone finds them.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("XDG_CACHE_HOME").or_else(|| env::var_os("LOCALAPPDATA")) {
        return Ok(PathBuf::from(folder).join("accord"));
    }
    env::home_dir()
        .map(|home| home.join(".cache/accord"))
        .context("no home folder for the tool cache; set XDG_CACHE_HOME and run this again")
}
