//! The engine on this machine's own processor, measured with criterion.
//!
//! Criterion runs inside this program, because the catalogues are made here: a million profiles are in memory
//! sooner than they are read from a file. Its own reports, with the spread of every figure and the change since
//! the last run, are in target/criterion.

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use accord::{
    domain::money::Rates,
    engine::Engine,
    intake::{self, Catalogue, Hints},
};
use anyhow::{Context as _, Result};
use criterion::{BatchSize, BenchmarkGroup, Criterion, SamplingMode, measurement::WallTime};
use serde_json::Value;

use crate::bench::export;
use crate::bench::queries::{Edit, edits};
use crate::bench::table::Table;
use crate::generate;
use crate::process::say;
use crate::project;

/// Catalogues up to this size are also read from JSON.
const MOST_READ: usize = 100_000;
/// Criterion takes no fewer samples.
const SAMPLES: usize = 10;

type Group<'a> = BenchmarkGroup<'a, WallTime>;

/// Measures one size and prints its table.
pub(super) fn measure(rows: usize) -> Result<()> {
    say(format!("{rows} profiles, natively"));
    let mut criterion = Criterion::default().output_directory(&project::root().join("target/criterion"));
    let mut group = criterion.benchmark_group(rows.to_string());
    group.sample_size(SAMPLES).warm_up_time(Duration::from_millis(300));
    group.measurement_time(Duration::from_secs(1)).sampling_mode(SamplingMode::Flat);
    let names = run(&mut group, rows)?;
    group.finish();

    let floor = median(rows, FLOOR)?;
    let table = Table { rows, floor };
    Table::head();
    for name in names {
        table.line(&name, median(rows, &name)?);
    }
    Ok(())
}

const FLOOR: &str = "sum over six columns";

/// Runs everything and gives the names.
fn run(group: &mut Group<'_>, rows: usize) -> Result<Vec<String>> {
    let mut names = vec![FLOOR.to_owned()];
    floor(group, rows);
    let profiles = generate::profiles(rows)?;
    if rows <= MOST_READ {
        let bytes = fs::read(export::folder(rows, false)?.join("catalogue.json"))?;
        group.bench_function("read from JSON", |bencher| {
            bencher.iter_batched(
                || (),
                |()| intake::read(&bytes, &Hints::default()).expect("it is whole"),
                BatchSize::PerIteration,
            );
        });
        group.bench_function("open", |bencher| {
            let catalogue = || Catalogue { profiles: profiles.clone().into(), ..Catalogue::default() };
            bencher.iter_batched(
                catalogue,
                |catalogue| Engine::new(catalogue, Rates::default()),
                BatchSize::PerIteration,
            );
        });
        names.extend(["read from JSON", "open"].map(str::to_owned));
    }
    let mut engine =
        Engine::new(Catalogue { profiles: profiles.into(), ..Catalogue::default() }, Rates::default());
    for Edit { name, queries } in edits(rows) {
        group.bench_function(name, |bencher| {
            let mut turn = queries.iter().cycle();
            // Another edit's end is no step of this one.
            engine.run(&queries[queries.len() - 1]);
            bencher.iter(|| engine.run(black_box(turn.next().expect("queries are turned to for ever"))));
        });
        names.push(name.to_owned());
    }
    Ok(names)
}

/// A plain weighted sum over six columns of 16-bit numbers: no engine that looks at every profile is faster.
fn floor(group: &mut Group<'_>, rows: usize) {
    let columns: Vec<Vec<u16>> =
        (0..6).map(|column| (0..rows).map(|row| ((row * 7 + column) % 1001) as u16).collect()).collect();
    let weights: [u32; 6] = black_box([20, 20, 15, 20, 15, 10]);
    group.bench_function(FLOOR, |bencher| {
        bencher.iter(|| {
            black_box(&columns).iter().zip(weights).fold(0u32, |sum, (column, weight)| {
                let of_column = column.iter().fold(0u32, |sum, value| sum.wrapping_add(u32::from(*value)));
                sum.wrapping_add(weight.wrapping_mul(of_column))
            })
        });
    });
}

/// The median that criterion wrote down, in milliseconds.
fn median(rows: usize, name: &str) -> Result<f64> {
    let folder: String =
        name.chars().map(|sign| if "?\"/\\*<>:|^".contains(sign) { '_' } else { sign }).collect();
    // Criterion cuts the names of folders.
    let folder: String = folder.chars().take(64).collect();
    let file = project::root()
        .join("target/criterion")
        .join(rows.to_string())
        .join(folder)
        .join("new/estimates.json");
    let text = fs::read_to_string(&file).with_context(|| format!("criterion left no {}", file.display()))?;
    let estimates: Value = serde_json::from_str(&text)?;
    Ok(estimates["median"]["point_estimate"].as_f64().context("criterion gives a median")? / 1e6)
}
