//! `cargo xtask bench`: how long the engine takes, beside how long the memory takes.
//!
//! Every figure is the median of several runs of the engine's own `run` over a generated catalogue, and stands
//! beside a plain weighted sum over six columns of 16-bit numbers, measured in the same run: the floor that no
//! engine which looks at every profile can go below. Figures of a busy machine are worth little.

mod queries;

use std::hint::black_box;
use std::time::{Duration, Instant};

use accord::{
    domain::money::Rates,
    engine::Engine,
    intake::{self, Catalogue, Hints},
};
use anyhow::Result;

use crate::generate;
use crate::options::Options;
use crate::process::say;
use queries::{Edit, edits};

/// Sizes that are measured when none is asked for.
const ROWS: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Catalogues up to this size are also read from JSON; more is more text than the engine takes at once.
const MOST_READ: usize = 100_000;
/// Runs of each edit; each position of a drag counts once a run.
const RUNS: usize = 5;

/// Prints a table a size.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let rows: Option<usize> = options.value("rows")?;
    let runs = options.value("runs")?.unwrap_or(RUNS);
    options.none()?;
    for rows in rows.map_or(ROWS.to_vec(), |rows| vec![rows]) {
        measure(rows, runs)?;
    }
    Ok(())
}

fn measure(rows: usize, runs: usize) -> Result<()> {
    say(format!("{rows} profiles"));
    let floor = floor(rows);
    let table = Table { rows, floor };
    Table::head();
    table.line("sum over six columns", floor);

    let (catalogue, read) = catalogue(rows)?;
    if let Some(read) = read {
        table.line("read from JSON", read);
    }
    let start = Instant::now();
    let mut engine = Engine::new(catalogue, Rates::default());
    table.line("open", start.elapsed());

    for Edit { name, queries } in edits(rows) {
        let mut times = Vec::new();
        for run in 0..=runs {
            for query in &queries {
                let start = Instant::now();
                black_box(engine.run(black_box(query)));
                // The first time is another edit's end.
                if run > 0 {
                    times.push(start.elapsed());
                }
            }
        }
        table.line(name, median(times));
    }
    Ok(())
}

/// A generated catalogue and, up to a size, how long it takes to read as JSON.
fn catalogue(rows: usize) -> Result<(Catalogue, Option<Duration>)> {
    if rows > MOST_READ {
        return Ok((Catalogue { profiles: generate::profiles(rows)?.into(), ..Catalogue::default() }, None));
    }
    let bytes = generate::document(rows)?;
    let start = Instant::now();
    let catalogue = intake::read(&bytes, &Hints::default())?;
    Ok((catalogue, Some(start.elapsed())))
}

/// The time of a plain weighted sum over six columns.
fn floor(rows: usize) -> Duration {
    let columns: Vec<Vec<u16>> =
        (0..6).map(|column| (0..rows).map(|row| ((row * 7 + column) % 1001) as u16).collect()).collect();
    let weights: [u32; 6] = black_box([20, 20, 15, 20, 15, 10]);
    let times = (0..31).map(|_| {
        let start = Instant::now();
        let mut sum = 0u32;
        for (column, weight) in black_box(&columns).iter().zip(weights) {
            let of_column = column.iter().fold(0u32, |sum, value| sum.wrapping_add(u32::from(*value)));
            sum = sum.wrapping_add(weight.wrapping_mul(of_column));
        }
        black_box(sum);
        start.elapsed()
    });
    median(times.collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The lines of one size.
struct Table {
    rows: usize,
    floor: Duration,
}

impl Table {
    fn head() {
        println!("{:<44} {:>12} {:>16} {:>10}", "", "ms", "rows a second", "× floor");
    }

    fn line(&self, name: &str, time: Duration) {
        let ms = time.as_secs_f64() * 1000.0;
        let speed = self.rows as f64 / time.as_secs_f64();
        let ratio = time.as_secs_f64() / self.floor.as_secs_f64();
        println!("{name:<44} {ms:>12.3} {speed:>16.0} {ratio:>10.1}");
    }
}
