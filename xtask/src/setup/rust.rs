//! A Rust that compiles to WebAssembly: the one in use with its target added, or Debian's.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::process::{ask, command, find, prepend_path, run_within, say};
use crate::project;
use crate::setup::{debian, lock};

/// The target of everything that runs in the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How to call the Rust that compiles to WebAssembly.
pub(crate) enum Toolchain {
    /// `cargo` as it is: its own standard library for the target is there.
    Installed,
    /// A toolchain folder in the cache, before everything else on PATH.
    Folder(PathBuf),
}

impl Toolchain {
    /// One line for a person.
    pub(crate) fn description(&self) -> String {
        match self {
            Self::Installed => format!("the installed toolchain, with {TARGET}"),
            Self::Folder(folder) => format!("Debian's, in {}", folder.display()),
        }
    }

    /// A program in the project's root that compiles with this toolchain, with the `tools` folders
    /// on its PATH.
    pub(crate) fn command(&self, program: &str, tools: &[PathBuf]) -> Result<Command> {
        let mut command = command(program);
        let mut path = tools.to_vec();
        if let Self::Folder(folder) = self {
            // First of all: a tool's folder may hold another cargo.
            path.insert(0, folder.join("bin"));
            // Two compilers must not share a target folder: each would rebuild the other's work.
            command.env("CARGO_TARGET_DIR", self.target_dir());
            // A hook that calls `cargo xtask` gets this program, not one built again.
            command.env("ACCORD_XTASK", project::program()?);
            for name in ["RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH", "RUSTC", "RUSTDOC"] {
                command.env_remove(name);
            }
        }
        prepend_path(&mut command, &path)?;
        Ok(command)
    }

    /// Where this toolchain's builds land.
    pub(crate) fn target_dir(&self) -> PathBuf {
        match self {
            Self::Installed => env::var_os("CARGO_TARGET_DIR")
                .map_or_else(|| project::root().join("target"), |dir| project::root().join(dir)),
            Self::Folder(_) => project::root().join("target/wasm"),
        }
    }
}

/// Finds or makes the toolchain for WebAssembly.
pub(crate) fn wasm() -> Result<Toolchain> {
    if has_target() {
        return Ok(Toolchain::Installed);
    }
    if let Some(folder) = debian::made()? {
        return Ok(Toolchain::Folder(folder));
    }
    let _lock = lock()?;
    if find("rustup").is_some() {
        say(format!("Adding {TARGET} with rustup (about 20 MB)"));
        let mut rustup = command("rustup");
        rustup.args(["target", "add", TARGET]);
        if run_within(&mut rustup, Duration::from_mins(5))? && has_target() {
            return Ok(Toolchain::Installed);
        }
        say("rustup can't get it here; taking Debian's Rust and building the library for it");
    }
    debian::make().map(Toolchain::Folder)
}

/// Whether the installed compiler has a standard library for the browser.
fn has_target() -> bool {
    ask(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    let Ok(files) = folder.read_dir() else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}
