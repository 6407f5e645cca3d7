//! `cargo xtask bench`: how long the engine takes, beside how long the memory takes, and beside others.
//!
//! Natively with criterion, and in the browser, where the engine lives. Every figure is a median and stands
//! beside a plain sum over six columns of 16-bit numbers, measured in the same run: the floor that no engine
//! which looks at every profile can go below. Figures of a busy machine are worth little.

mod browser;
mod export;
mod native;
mod queries;
mod table;

use anyhow::Result;

use crate::options::Options;

/// Sizes that are measured when none is asked for.
const ROWS: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Runs of each edit in the browser; each position of a drag counts once a run.
const RUNS: usize = 7;

/// Measures what is asked for, natively and in the browser if neither is named.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let rows: Option<usize> = options.value("rows")?;
    let rows = rows.map_or(ROWS.to_vec(), |rows| vec![rows]);
    let runs = options.value("runs")?.unwrap_or(RUNS);
    let rivals = options.value::<String>("rivals")?.is_none_or(|answer| answer != "no");
    let [native, browser, page] = ["native", "browser", "page"].map(|name| options.flag(name));
    let site = if options.flag("no-build") { browser::Site::AsItIs } else { browser::Site::Fresh };
    options.none()?;
    let all = !native && !browser && !page;
    if native || all {
        for rows in &rows {
            native::measure(*rows)?;
        }
    }
    if browser || page || all {
        let engine = browser || all;
        browser::measure(&browser::Wanted {
            rows,
            runs,
            site,
            rivals: rivals && engine,
            engine,
            page: page || all,
        })?;
    }
    Ok(())
}
