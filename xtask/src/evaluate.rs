//! `cargo xtask evaluate`: how well the product judges, measured on data that others made.
//!
//! Everything measured goes through the library as the page uses it. The report holds counts, shares and figures,
//! never a row of the data. The same data gives the same report, to the byte.

mod data;
mod engagement;
mod metrics;
mod page;
mod ranking;
mod risk;
mod tiers;
mod topics;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::options::Options;
use crate::project;

/// The environment variable that names the folder of the data.
const DATA: &str = "ACCORD_TEST_DATA";

/// Measures, and writes docs/evaluation.md.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let data: Option<PathBuf> = options.value("data")?;
    options.none()?;
    let data = data
        .or_else(|| std::env::var_os(DATA).map(PathBuf::from))
        .with_context(|| format!("which data? Give --data DIR, or set {DATA}"))?;
    ensure!(data.is_dir(), "{}: no such folder", data.display());
    let mut text = HEAD.to_owned();
    for (title, section) in SECTIONS {
        text.push('\n');
        match section(&data) {
            Err(error) if is_absent(&error) => {
                let absent = ["## ", title, "\n\nNot measured: the folder does not have its files.\n"];
                text.push_str(&absent.concat());
            }
            result => text.push_str(&result?),
        }
    }
    let path = project::root().join("docs/evaluation.md");
    fs::write(&path, text).with_context(|| path.display().to_string())?;
    println!("{}", path.display());
    Ok(())
}

/// A heading, and what measures and writes what stands under it.
type Section = (&'static str, fn(&Path) -> Result<String>);

const SECTIONS: [Section; 5] = [
    ("Size tiers", tiers::section),
    ("Topical fit", topics::section),
    ("Topics from words", words::section),
    ("Risk", risk::section),
    ("Engagement", engagement::section),
];

/// Whether a file or folder is not there: another split of the data need not have everything.
fn is_absent(error: &anyhow::Error) -> bool {
    let is_absent = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(is_absent))
}

const HEAD: &str = "# Evaluation

How well Accord judges, measured on data that others made. `cargo xtask evaluate --data DIR` writes this page; any folder
with files of the same names and columns serves, and nothing is tuned on it beyond what the tables below say. Every figure
comes from the code that the page runs. How the numbers are made: [method.md](method.md).

The data is not part of the project; only counts, shares and figures stand here.
";

#[cfg(test)]
mod tests;
