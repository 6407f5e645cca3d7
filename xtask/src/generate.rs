//! `cargo xtask generate`: fictional catalogues, the same bytes for the same seed on every machine.
//!
//! People are made one after the other, each from a stream of random numbers of their own, and written as
//! they come: a million rows take no more memory than one. Shares and levels follow published figures where
//! there are any ([`norms`], each with its source); everything else is marked as an assumption where it
//! stands. Nobody in a catalogue exists: surnames and brands are invented, and addresses are on a domain
//! that is reserved for examples.
//!
//! Four forms are written: one document, a profile a line, a table, and an Arrow stream in batches. A million rows
//! are 1.2 GB of JSON and take some 20 seconds when the generator is compiled for speed:
//! `cargo run --profile engine --package xtask --features library -- generate --rows 1000000 --format ndjson --out FILE`.
//!
//! Raising [`DEMO_ROWS`] or adding fields makes the demo larger: [`DEMO_BUDGET`] is checked when it is made.

mod account;
mod arrow;
mod audience;
mod bio;
mod dice;
mod engagement;
mod era;
mod history;
mod interests;
mod names;
mod norms;
mod oddity;
mod person;
mod places;
mod price;
mod round;
mod table;
mod vendor;
mod words;
mod write;
#[cfg(test)]
mod read_back;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use accord::domain::{
    profile::Profile,
    tier::{POLICIES, Policy},
};
use anyhow::{Context as _, Result, ensure};

use crate::compress;
use crate::generate::{dice::Dice, era::Era, oddity::Oddity, person::Person, write::Format};
use crate::options::Options;
use crate::project;

/// Rows of the demo, and of any catalogue that does not say.
const DEMO_ROWS: usize = 800;
/// The seed of the demo, and of any catalogue that does not say.
const DEMO_SEED: u64 = 1;
/// The most that the demo may weigh in brotli, in bytes: part of what a first visit asks for.
const DEMO_BUDGET: usize = 120_000;

/// Writes a catalogue to a file or to standard output; with `--demo`, the one that ships.
pub(crate) fn task(mut options: Options) -> Result<()> {
    if options.flag("demo") {
        options.none()?;
        return write_demo();
    }
    let rows = options.value("rows")?.unwrap_or(DEMO_ROWS);
    let seed = options.value("seed")?.unwrap_or(DEMO_SEED);
    let era = Era::of(options.value("date")?.unwrap_or_else(Era::demo))?;
    let format = options.value::<String>("format")?;
    let format = format.map_or(Ok(Format::Json), |name| Format::named(&name))?;
    let path: Option<PathBuf> = options.value("out")?;
    options.none()?;

    let out: Box<dyn Write> = match path {
        Some(path) => {
            let file = File::create(&path);
            Box::new(file.with_context(|| format!("{} can't be written", path.display()))?)
        }
        None => Box::new(io::stdout().lock()),
    };
    let mut out = BufWriter::new(out);
    let date = era.today().to_string();
    write::write(format, &date, catalogue(seed, rows, era), &mut out)?;
    Ok(out.flush()?)
}

/// The profiles of the catalogue that is made when nothing but its rows is said.
pub(crate) fn profiles(rows: usize) -> Result<Vec<Profile>> {
    Ok(catalogue(DEMO_SEED, rows, Era::of(Era::demo())?).collect())
}

/// The same as a file in one of the formats.
pub(crate) fn file(rows: usize, format: &str, path: &Path) -> Result<()> {
    let era = Era::of(Era::demo())?;
    let date = era.today().to_string();
    let mut out = BufWriter::new(File::create(path)?);
    write::write(Format::named(format)?, &date, catalogue(DEMO_SEED, rows, era), &mut out)?;
    Ok(out.flush()?)
}

/// The profiles of a catalogue, person by person.
fn catalogue(seed: u64, rows: usize, era: Era) -> impl Iterator<Item = Profile> {
    (0..).flat_map(move |number| accounts(number, seed, &era)).take(rows)
}

/// The accounts of one person.
fn accounts(number: u64, seed: u64, era: &Era) -> Vec<Profile> {
    let mut dice = Dice::of(seed, number);
    let person = Person::of(number, seed, &mut dice);
    let mut profiles: Vec<Profile> = person
        .accounts
        .iter()
        .map(|(norms, followers)| account::profile(&person, norms, *followers, era, &mut dice))
        .collect();
    if let (Some(oddity), Some(main)) = (Oddity::of(number), profiles.first_mut()) {
        oddity.apply(main);
    }
    profiles
}

/// Writes the demo where the site takes it from, and says what is in it.
fn write_demo() -> Result<()> {
    let era = Era::of(Era::demo())?;
    let date = era.today().to_string();
    let profiles: Vec<Profile> = catalogue(DEMO_SEED, DEMO_ROWS, era).collect();
    print_counts(&profiles);
    let mut bytes = Vec::new();
    write::write(Format::Json, &date, profiles.into_iter(), &mut bytes)?;
    let size = compress::brotli(&bytes)?.len();
    println!("{} bytes, {size} in brotli of at most {DEMO_BUDGET}", bytes.len());
    ensure!(size <= DEMO_BUDGET, "the demo is too large; make fewer rows or shorter ones");
    let path = project::root().join("public/data/demo.json");
    fs::create_dir_all(path.parent().expect("the demo is in a folder"))?;
    fs::write(&path, bytes).with_context(|| format!("{} can't be written", path.display()))
}

/// Profiles by network and tier.
fn print_counts(profiles: &[Profile]) {
    let tiers = POLICIES[0].rungs().iter().map(|rung| rung.tier);
    print!("{:<12}", "");
    for tier in tiers.clone() {
        print!("{:>8}", tier.as_str());
    }
    println!("{:>8}{:>8}", "unknown", "all");
    for norms in &norms::NORMS {
        let of_network = || profiles.iter().filter(|profile| profile.network == norms.network);
        let tier = |profile: &Profile| {
            profile.followers.map(|count| Policy::standard().tier(profile.network, count))
        };
        print!("{:<12}", norms.network.as_str());
        for wanted in tiers.clone().map(Some).chain([None]) {
            print!("{:>8}", of_network().filter(|profile| tier(profile) == wanted).count());
        }
        println!("{:>8}", of_network().count());
    }
    println!("{} profiles", profiles.len());
}
