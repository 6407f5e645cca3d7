//! Builds that do not know where they were made.
//!
//! A panic names the file it comes from, and the compiler writes the names into the module with the folders
//! of this machine. Two builds of one commit would differ by them, and tell a stranger who built them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project;

/// Cargo adds these to the target's flags in .cargo/config.toml; `RUSTFLAGS` would replace them.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Makes a build for the browser write short names for this machine's folders.
///
/// `target` is where its output lands.
pub(crate) fn folders(command: &mut Command, target: &Path) {
    // Of several that fit, the last one counts.
    let mut names = vec![(project::root().to_owned(), "."), (target.to_owned(), "target")];
    names.extend(registries().into_iter().map(|folder| (folder, "crates")));
    let mut flags: Vec<String> = env::var(FLAGS).into_iter().collect();
    for (folder, name) in names {
        let flag = format!("--remap-path-prefix={}={name}", folder.display());
        // The variable is split at spaces: a folder with one in its name stays as it is.
        if !flag.contains(char::is_whitespace) && !flags.iter().any(|have| have.contains(&flag)) {
            flags.push(flag);
        }
    }
    command.env(FLAGS, flags.join(" "));
}

/// Where cargo unpacks the crates of each registry.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let Some(entries) = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}
