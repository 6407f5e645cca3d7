//! The shipped engine module in headless Chromium, beside what a page could use instead.
//!
//! benches/browser has the page and its packages, which nothing else of the project fetches.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::bench::export;
use crate::dist::{self, Profile};
use crate::process::{command, run, run_quiet, say};
use crate::project;
use crate::setup::browser;
use crate::setup::node;

/// What is measured.
pub(super) struct Wanted {
    pub(super) rows: Vec<usize>,
    pub(super) runs: usize,
    pub(super) site: Site,
    pub(super) rivals: bool,
    /// The engine module and what it is measured beside.
    pub(super) engine: bool,
    /// The built page: a slider dragged and the list scrolled.
    pub(super) page: bool,
}

/// Which built site is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    /// One that is built first.
    Fresh,
    /// What dist/ has.
    AsItIs,
}

/// Builds the site if wanted, makes the catalogues, and runs the benchmark.
pub(super) fn measure(wanted: &Wanted) -> Result<()> {
    let _site = match wanted.site {
        Site::Fresh => Some(dist::build(Profile::Release)?),
        Site::AsItIs => dist::require().map(|_| None)?,
    };
    let chromium = browser::chromium()?;
    node::modules()?;
    if wanted.rivals {
        packages()?;
    }
    for rows in &wanted.rows {
        export::folder(*rows, wanted.engine)?;
    }
    say("The engine module in Chromium");
    let rows: Vec<String> = wanted.rows.iter().map(usize::to_string).collect();
    let mut node = command("node");
    node.arg(folder().join("run.mjs"))
        .arg(format!("--rows={}", rows.join(",")))
        .arg(format!("--runs={}", wanted.runs))
        .arg(format!("--rivals={}", answer(wanted.rivals)))
        .arg(format!("--engine={}", answer(wanted.engine)))
        .arg(format!("--page={}", answer(wanted.page)))
        .env("CHROMIUM", chromium);
    run(&mut node)
}

fn answer(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn folder() -> PathBuf {
    project::root().join("benches/browser")
}

/// Installs the packages of the benchmark's own lock file, unless they are the installed ones.
fn packages() -> Result<()> {
    let lock =
        fs::read(folder().join("package-lock.json")).context("the benchmark's lock file can't be read")?;
    let stamp = folder().join("node_modules/.package-lock.accord");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say("Installing what the engine is measured beside (170 MB)");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run_quiet(command(npm).arg("ci").current_dir(folder()))
        .context("npm can't get the packages of benches/browser; `--rivals no` needs none of them")?;
    Ok(fs::write(stamp, lock)?)
}
