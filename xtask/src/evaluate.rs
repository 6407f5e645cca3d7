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
use std::path::PathBuf;

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
    let text = format!(
        "{HEAD}\n{}\n{}\n{}\n{}\n{}",
        tiers::section(&data)?,
        topics::section(&data)?,
        words::section(&data)?,
        risk::section(&data)?,
        engagement::section(&data)?
    );
    let path = project::root().join("docs/evaluation.md");
    fs::write(&path, text).with_context(|| path.display().to_string())?;
    println!("{}", path.display());
    Ok(())
}

const HEAD: &str = "# Evaluation

How well Accord judges, measured on data that others made. `cargo xtask evaluate --data DIR` writes this page; any folder
with files of the same names and columns serves, and nothing is tuned on it beyond what the tables below say. Every figure
comes from the code that the page runs. How the numbers are made: [method.md](method.md).

The data is not part of the project; only counts, shares and figures stand here.
";

#[cfg(test)]
mod tests;
