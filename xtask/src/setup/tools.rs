//! Build tools that come as crates, compiled once and kept by version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result};

use crate::process::{ask, command, find, hush, run, say, watched};
use crate::project;
use crate::setup::lock;

/// The newest Trunk that builds with the oldest supported Rust.
const TRUNK: &str = "0.21.14";

/// The folder that holds `trunk`.
pub(crate) fn trunk() -> Result<PathBuf> {
    // It phones home for updates unless built without that feature.
    let tool = Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK,
        features: &["--no-default-features", "--features", "rustls"],
    };
    tool.folder()
}

/// The folder that holds `wasm-bindgen` and its test runner, in the version of Cargo.lock.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    let version = locked("wasm-bindgen")?;
    let tool =
        Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: &version, features: &[] };
    tool.folder()
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked(package: &str) -> Result<String> {
    let file = project::root().join("Cargo.lock");
    let text = fs::read_to_string(&file).context("Cargo.lock can't be read")?;
    let head = format!("name = \"{package}\"");
    let mut lines = text.lines().skip_while(|line| *line != head).skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).with_context(|| format!("Cargo.lock does not have {package}"))
}

struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    features: &'a [&'a str],
}

impl Tool<'_> {
    /// Where the tool is: on PATH in this very version, in the cache, or built into it now.
    fn folder(&self) -> Result<PathBuf> {
        if let Some(file) = find(self.program)
            && self.is_right(&file)
            && let Some(folder) = file.parent()
        {
            return Ok(folder.to_owned());
        }
        let home = project::cache()?.join("tools").join(format!("{}-{}", self.package, self.version));
        let bin = home.join("bin");
        let file = bin.join(self.program).with_extension(std::env::consts::EXE_EXTENSION);
        if file.is_file() {
            return Ok(bin);
        }
        let _lock = lock()?;
        if !file.is_file() {
            self.build(&home)?;
        }
        Ok(bin)
    }

    fn is_right(&self, file: &Path) -> bool {
        let answer = ask(command(file).arg("--version")).unwrap_or_default();
        answer.split_whitespace().nth(1) == Some(self.version)
    }

    fn build(&self, home: &Path) -> Result<()> {
        say(format!("Building {} {} (two to five minutes, once)", self.package, self.version));
        let scratch = project::cache()?.join("build").join(self.package);
        let install = |locked: bool| {
            let mut cargo = command("cargo");
            cargo
                .args(["install", "--force", "--no-track", "--root"])
                .arg(home)
                .arg(format!("{}@{}", self.package, self.version))
                .args(self.features)
                .args(locked.then_some("--locked"))
                .args(hush())
                .env("CARGO_TARGET_DIR", &scratch)
                // The tool's own speed hardly matters; the time to build it does.
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_STRIP", "true");
            cargo
        };
        let mut as_locked = install(true);
        if !watched() {
            // If it matters, the second try says it again.
            as_locked.stderr(Stdio::null());
        }
        if run(&mut as_locked).is_err() {
            say("Not to be had with the versions its authors locked; taking current ones");
            run(&mut install(false)).with_context(|| {
                format!(
                    "{} can't be built here; install it by hand (`cargo install {}@{}`) and run this again",
                    self.package, self.package, self.version
                )
            })?;
        }
        fs::remove_dir_all(&scratch).ok();
        Ok(())
    }
}
