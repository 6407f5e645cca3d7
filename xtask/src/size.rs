//! `cargo xtask size`: what a first visit asks for, and a page with the element, measured on a visit.
//!
//! Chromium opens the built site with an empty profile, and the server writes down what it sent:
//! no list of files here can be wrong.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::compress;
use crate::dist::{self, Profile};
use crate::options::Options;
use crate::process::{command, say};
use crate::project;
use crate::server::{self, Site};
use crate::setup::browser;

/// One thousand bytes, as the budgets count.
const KB: f64 = 1000.0;
/// No request for so long means that the page has what it needs.
const QUIET: Duration = Duration::from_secs(3);
/// A page that is still asking by then is counted as it stands.
const LONGEST: Duration = Duration::from_secs(30);

/// A line of the budget.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    App,
    Engine,
    Rest,
    Demo,
    Later,
}

impl Part {
    const ALL: [Self; 5] = [Self::App, Self::Engine, Self::Rest, Self::Demo, Self::Later];

    fn of(path: &str) -> Self {
        let is_wasm = Path::new(path).extension().is_some_and(|kind| kind == "wasm");
        // A program's first part is what wasm-bindgen names so.
        if is_wasm && !path.ends_with("_bg.wasm") {
            Self::Later
        } else if path.starts_with("data/") {
            Self::Demo
        } else if is_wasm && path.starts_with("engine/") {
            Self::Engine
        } else if is_wasm {
            Self::App
        } else {
            Self::Rest
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::App => "app, wasm",
            Self::Engine => "engine, wasm",
            Self::Rest => "all else",
            Self::Demo => "demo catalogue",
            Self::Later => "after the first result",
        }
    }

    /// In thousands of bytes, in brotli; what nobody waits for has none.
    fn budget(self) -> Option<f64> {
        match self {
            Self::App => Some(130.0),
            Self::Engine => Some(90.0),
            Self::Rest => Some(30.0),
            Self::Demo => Some(120.0),
            Self::Later => None,
        }
    }
}

/// Everything but the demo catalogue, in thousands of bytes, in brotli.
const TOTAL: f64 = 250.0;

/// The element with the engine, likewise.
const WIDGET: f64 = 150.0;

/// The element alone in a page of the build, which asks for what any page asks for that embeds it.
const EMBEDDED: &str = "embed/frame/#data-src=../../data/demo.json";

#[derive(Clone, Copy, Default)]
struct Bytes {
    raw: usize,
    brotli: usize,
}

impl Bytes {
    fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.brotli += other.brotli;
    }
}

/// Prints the table; with `--strict`, being over a budget is an error.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let strict = options.flag("strict");
    options.none()?;
    let _site = dist::build(Profile::Release)?;
    let paths = visit("", |path| path.starts_with("accord-deferred-"))?;
    let place = |wanted| paths.iter().position(|path| Part::of(path) == wanted);
    ensure!(place(Part::Later) > place(Part::Demo), "what comes later is asked for before the first result");
    let embedded = visit(EMBEDDED, |path| path.starts_with("data/"))?;

    let mut parts = [Bytes::default(); Part::ALL.len()];
    println!("{:<44} {:>10} {:>10}", "first visit", "raw kB", "brotli kB");
    for path in &paths {
        let size = measure(path)?;
        row(path, size);
        parts[Part::of(path) as usize].add(size);
    }
    println!();
    let mut total = Bytes::default();
    let mut inside = true;
    for (part, size) in Part::ALL.into_iter().zip(parts) {
        match part.budget() {
            Some(budget) => inside &= judge(part.name(), size, budget),
            None => row(part.name(), size),
        }
        if !matches!(part, Part::Demo | Part::Later) {
            total.add(size);
        }
    }
    inside &= judge("total of what comes before, without the demo", total, TOTAL);

    println!("\n{:<44} {:>10} {:>10}", "page with the widget", "raw kB", "brotli kB");
    let (mut alone, mut with_engine) = (Bytes::default(), Bytes::default());
    // The frame's own page is what stands for the embedding one, and the data is that page's.
    for path in embedded.iter().filter(|path| !path.starts_with("embed/frame/") && !path.starts_with("data/"))
    {
        let size = measure(path)?;
        row(path, size);
        with_engine.add(size);
        if !path.starts_with("engine/") {
            alone.add(size);
        }
    }
    println!();
    row("widget without the engine", alone);
    inside &= judge("widget with the engine", with_engine, WIDGET);
    ensure!(inside || !strict, "a first visit is over budget");
    Ok(())
}

fn measure(path: &str) -> Result<Bytes> {
    let bytes = fs::read(project::dist().join(path))?;
    Ok(Bytes { raw: bytes.len(), brotli: compress::brotli(&bytes)?.len() })
}

fn row(name: &str, size: Bytes) {
    println!("{name:<44} {:>10.1} {:>10.1}", size.raw as f64 / KB, size.brotli as f64 / KB);
}

/// Prints a line with its budget and says whether it keeps to it.
fn judge(name: &str, size: Bytes, budget: f64) -> bool {
    let brotli = size.brotli as f64 / KB;
    let verdict = if brotli <= budget {
        format!("inside {budget:.0}")
    } else {
        format!("over {budget:.0} by {:.1}", brotli - budget)
    };
    println!("{name:<44} {:>10.1} {brotli:>10.1}  {verdict}", size.raw as f64 / KB);
    brotli <= budget
}

/// The files that Chromium asks for when it opens an address of the site for the first time; `arrived` knows
/// a file by which it got far enough.
fn visit(address: &str, arrived: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let chromium = browser::chromium()?;
    let profile = browser::profile(&project::site())?;
    let site = Site::open(&dist::require()?, "/")?;
    let server = server::listen(0)?;
    say("Opening the site in Chromium (a few seconds)");
    let mut browser = command(chromium)
        .args(browser::switches()?)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg("--remote-debugging-port=0")
        .arg(site.address(&server) + address)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let sent = thread::scope(|scope| {
        scope.spawn(|| site.serve(&server));
        let sent = settled(&site);
        server::stop(&server);
        sent
    });
    browser.kill()?;
    browser.wait()?;
    fs::remove_dir_all(profile).ok();
    ensure!(
        sent.iter().any(|path| arrived(path)),
        "Chromium did not get far enough at /{address}; see that it starts at all"
    );
    Ok(sent)
}

/// Waits until the browser asks for nothing more.
fn settled(site: &Site) -> Vec<String> {
    let start = Instant::now();
    let mut last = (start, site.sent());
    loop {
        thread::sleep(Duration::from_millis(100));
        let sent = site.sent();
        if sent.len() != last.1.len() {
            last = (Instant::now(), sent);
        }
        let quiet = !last.1.is_empty() && last.0.elapsed() > QUIET;
        if quiet || start.elapsed() > LONGEST {
            return last.1;
        }
    }
}
