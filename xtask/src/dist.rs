//! Building the site into dist/.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::compress;
use crate::files;
use crate::lock;
use crate::options::Options;
use crate::process::{ask, hush, run, say};
use crate::project;
use crate::setup::{node, remap, rust, tools};
use crate::verify;

/// What the site is made of, in the project's root.
const INPUTS: [&str; 14] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "embed",
    "index.html",
    "locales",
    "package-lock.json",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    // Of the tasks, the steps of the build.
    "xtask/src",
];

/// How the app is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small and fast, slower to build.
    Release,
    /// With the app's debug assertions, quicker to build.
    Dev,
}

/// `cargo xtask dist`.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let twice = options.flag("verify");
    options.none()?;
    if twice { verify::task() } else { build(Profile::Release).map(drop) }
}

/// Builds the site, unless dist/ is what the sources and tools of now would give.
///
/// As long as the caller keeps what this returns, no other task replaces dist/.
pub(crate) fn build(profile: Profile) -> Result<File> {
    let toolchain = rust::wasm()?;
    let path = [tools::trunk()?, tools::wasm_bindgen()?, node::programs()];
    node::modules()?;

    let lock = lock::hold(&project::site(), "dist")?;
    let inputs = inputs(profile, &toolchain)?;
    let stamp = project::site().join("dist.stamp");
    let dist = project::dist();
    if fs::read_to_string(&stamp).is_ok_and(|text| text == state(inputs, &dist)) {
        say("dist/ is up to date");
        return Ok(lock);
    }
    say(match profile {
        Profile::Release => "Building dist/ for release (two to four minutes from nothing)",
        Profile::Dev => "Building dist/ for development (one to two minutes from nothing)",
    });
    let mut trunk = toolchain.command("trunk", &path)?;
    trunk.args(["build", "--color", "never", "--skip-version-check"]);
    // Some systems set it to a number, which Trunk does not take for an answer.
    trunk.env_remove("NO_COLOR");
    // Its errors say enough; the places in its own code say nothing here.
    trunk.env("RUST_BACKTRACE", "0");
    remap::folders(&mut trunk, &toolchain.target_dir());
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    if let Some(quiet) = hush() {
        trunk.arg(quiet).env("CARGO_TERM_QUIET", "true");
    }
    run(&mut trunk)?;
    if profile == Profile::Release {
        say("Compressing (a few seconds)");
        compress::beside(&dist)?;
    }
    fs::write(stamp, state(inputs, &dist))?;
    say(format!("The site is in {}", dist.strip_prefix(project::root()).unwrap_or(&dist).display()));
    Ok(lock)
}

/// One number for everything that decides what the build gives.
fn inputs(profile: Profile, toolchain: &rust::Toolchain) -> Result<u64> {
    let mut roots: Vec<PathBuf> = INPUTS.iter().map(|name| project::root().join(name)).collect();
    roots.retain(|root| root.exists());
    let mut hasher = DefaultHasher::new();
    let rustc = ask(toolchain.command("rustc", &[])?.arg("-vV"));
    (files::fingerprint(&roots)?, rustc, profile == Profile::Release).hash(&mut hasher);
    Ok(hasher.finish())
}

/// What the stamp says when dist/ was built from these inputs and not replaced since.
fn state(inputs: u64, dist: &Path) -> String {
    let page = files::fingerprint(&[dist.join("index.html")]).unwrap_or_default();
    format!("{inputs:016x} {page:016x}")
}

/// Stops with a word on what to do when there is no built site.
pub(crate) fn require() -> Result<PathBuf> {
    let dist = project::dist();
    anyhow::ensure!(
        dist.join("index.html").is_file(),
        "there is no built site in dist/: run `cargo xtask dist` first"
    );
    Ok(dist)
}
