//! Node's packages: wasm-opt, esbuild, Playwright and axe.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{ask, command, find, run_quiet, say};
use crate::project;
use crate::setup::lock;

/// The oldest Node that the packages run on.
const OLDEST: u32 = 20;

/// Installs package-lock.json's packages, unless they are the installed ones.
pub(crate) fn modules() -> Result<()> {
    let root = project::root();
    let lock_file = fs::read(root.join("package-lock.json")).context("package-lock.json can't be read")?;
    let stamp = root.join("node_modules/.package-lock.accord");
    let current = || fs::read(&stamp).is_ok_and(|installed| installed == lock_file);
    if current() {
        return Ok(());
    }
    check_node()?;
    let _lock = lock()?;
    if current() {
        return Ok(());
    }
    say("Installing Node packages (half a minute)");
    // Playwright drives the system's Chromium; its own need not be fetched.
    run_quiet(npm().arg("ci").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
        .context("npm can't get the packages of package-lock.json; see that it reaches a registry")?;
    fs::write(stamp, lock_file)?;
    Ok(())
}

/// The folder with the packages' programs.
pub(crate) fn programs() -> PathBuf {
    project::root().join("node_modules/.bin")
}

/// wasm-opt, which is a script for Node.
pub(crate) fn wasm_opt() -> Command {
    let mut node = command("node");
    node.arg(project::root().join("node_modules/binaryen/bin/wasm-opt"));
    node
}

/// The package manager.
pub(crate) fn npm() -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn check_node() -> Result<()> {
    let Some(version) = ask(command("node").arg("--version")) else {
        bail!("Node is missing: install Node {OLDEST} or later and run this again");
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|part| part.parse().ok());
    if major.is_some_and(|major: u32| major < OLDEST) {
        bail!("Node is {version}, and {OLDEST} or later is needed: update it and run this again");
    }
    if find(if cfg!(windows) { "npm.cmd" } else { "npm" }).is_none() && !cfg!(windows) {
        bail!("npm is missing: install it beside Node and run this again");
    }
    Ok(())
}
