//! The page's program: the script that joins it to the browser, as short as it gets, under a name of its content.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::{names::Asset, start};
use crate::minify;

/// What the names of the program's files begin with.
const STEM: &str = "accord";

/// Shortens the script, and gives the page that asks for it by its new name.
pub(crate) fn shortened(staged: &Path, html: &str) -> Result<String> {
    let [glue, _] = start::names(html)?;
    let file = staged.join(glue);
    let text = fs::read_to_string(&file).with_context(|| format!("{glue} can't be read"))?;
    let short = Asset::of(minify::text(&text, "js")?, STEM, "js");
    fs::remove_file(file)?;
    fs::write(staged.join(&short.name), &short.text)?;
    Ok(html.replace(glue, &short.name))
}
