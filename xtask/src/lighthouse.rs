//! `cargo xtask lighthouse`: what Lighthouse says of the built site, as a phone sees it, against the budgets.
//!
//! Lighthouse is no part of package.json: it weighs more than everything there, and only this task wants it.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::dist::{self, Profile};
use crate::options::Options;
use crate::process::{command, run_quiet, say};
use crate::project;
use crate::server::{self, Site};
use crate::setup::{browser, node};

/// The newest that runs on the oldest supported Node.
const PACKAGE: &str = "lighthouse@12.8.2";
/// What is judged, and the least points for it.
const BUDGETS: [(&str, f64); 4] =
    [("performance", 95.0), ("accessibility", 100.0), ("best-practices", 100.0), ("seo", 100.0)];
/// What the performance is made of.
const PAINTS: [&str; 5] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
    "speed-index",
];

/// Prints the points and what takes them; with `--strict`, being under a budget is an error.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let strict = options.flag("strict");
    options.none()?;
    let _site = dist::build(Profile::Release)?;
    let program = installed()?;
    let out = project::site().join("lighthouse.json");
    say("Lighthouse looks at the site as a phone does (half a minute)");
    measure(&program, &out)?;
    let text = fs::read_to_string(&out).context("Lighthouse left no report")?;
    let report: Value = serde_json::from_str(&text).context("Lighthouse's report is no JSON")?;
    let inside = print(&report);
    say(format!("The whole report is in {}", out.display()));
    ensure!(inside || !strict, "the site is under a budget");
    Ok(())
}

/// Lighthouse's program, which is fetched into the cache once.
fn installed() -> Result<PathBuf> {
    let folder = project::cache()?.join("tools").join(PACKAGE.replace('@', "-"));
    let program = folder.join("node_modules/lighthouse/cli/index.js");
    if !program.is_file() {
        say(format!("Installing {PACKAGE} (half a minute, once)"));
        fs::create_dir_all(&folder)?;
        let mut npm = node::npm();
        npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"]).arg(&folder).arg(PACKAGE);
        run_quiet(&mut npm).with_context(|| format!("npm can't get {PACKAGE}"))?;
    }
    Ok(program)
}

fn measure(program: &Path, out: &Path) -> Result<()> {
    let profile = browser::profile(&project::site())?;
    let mut switches = browser::switches()?;
    switches.push(format!("--user-data-dir={}", profile.display()));
    let site = Site::open(&dist::require()?, "/")?;
    let server = server::listen(0)?;
    let mut lighthouse = command("node");
    lighthouse
        .arg(program)
        .arg(site.address(&server))
        .args(["--quiet", "--output=json", &format!("--output-path={}", out.display())])
        .arg(format!("--chrome-flags={}", switches.join(" ")))
        .env("CHROME_PATH", browser::chromium()?);
    let done = thread::scope(|scope| {
        scope.spawn(|| site.serve(&server));
        let done = run_quiet(&mut lighthouse);
        server::stop(&server);
        done
    });
    fs::remove_dir_all(profile).ok();
    done
}

/// Prints a line for each budget, and what fell short; says whether all are kept.
fn print(report: &Value) -> bool {
    let mut inside = true;
    for (name, least) in BUDGETS {
        let category = &report["categories"][name];
        let points = (category["score"].as_f64().unwrap_or_default() * 100.0).round();
        inside &= points >= least;
        println!("{name:<28} {points:>5.0}  of {least:.0}");
        let weighed = category["auditRefs"].as_array().into_iter().flatten();
        for audit in weighed.filter(|audit| audit["weight"].as_f64() > Some(0.0)) {
            let audit = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            let is_short = audit["score"].as_f64().is_some_and(|score| score < 0.9);
            if is_short && name != "performance" {
                println!("    {}", audit["title"].as_str().unwrap_or_default());
            }
        }
    }
    for name in PAINTS {
        let shown = report["audits"][name]["displayValue"].as_str().unwrap_or_default();
        println!("    {name:<26} {shown}");
    }
    inside
}
