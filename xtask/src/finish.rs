//! The last step of a build, called by Trunk on what it is about to hand out.
//!
//! Trunk writes its start script into the page, which the page's policy forbids; one page for all
//! addresses, which a plain static host does not serve; and a file for each style sheet, which
//! costs a request each. This makes a file of the first, several of the second, one of the third.
//! It shortens scripts and styles. And it names what Trunk only copies, the worker and the engine, after
//! its content.

mod names;
mod page;
mod program;
mod routes;
mod start;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

pub(crate) use names::renamed;

use crate::headers;
use crate::minify;
use crate::options::Options;

/// `cargo xtask finish`, Trunk's post-build hook.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    let staged = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this is a step of `trunk build`; run that, or `cargo xtask dist`")?;
    finish(&staged)
}

fn finish(staged: &Path) -> Result<()> {
    let index = staged.join("index.html");
    let html = fs::read_to_string(&index).context("Trunk left no index.html")?;
    let (html, style) = page::with_one_style(&html, |name| {
        let file = staged.join(name);
        let text = fs::read_to_string(&file).with_context(|| format!("{name} can't be read"))?;
        fs::remove_file(file)?;
        minify::text(&text, "css")
    })?;
    let html = program::split(staged, &html)?;
    let html = names::by_content(staged, &html)?;
    let html = start::after_first_paint(&html)?;
    let page = page::without_inline_scripts(&html)?;
    for asset in page.scripts.iter().chain(&style) {
        fs::write(staged.join(&asset.name), &asset.text)?;
    }
    routes::write(staged, &page.html)?;
    fs::write(index, page.html)?;
    fs::write(staged.join("_headers"), headers::file(&headers::rules(staged)?))?;
    Ok(())
}
