//! `cargo xtask test`: every test, or the named kinds of it.

mod count;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::dist::{self, Profile};
use crate::features::{NATIVE_TESTS, WEB_TESTS};
use crate::files;
use crate::options::Options;
use crate::process::{command, hush, run, say, tee};
use crate::project;
use crate::setup::{browser, hosts, rust, tools};
use crate::test::count::Count;

/// A kind of test by its name.
type Kind = (&'static str, fn() -> Result<Count>);

const KINDS: [Kind; 3] = [("native", native), ("web", web), ("e2e", e2e)];

/// Runs all kinds to the end, so that the last line is about every test.
pub(crate) fn task(options: Options) -> Result<()> {
    let wanted = options.words()?;
    if let Some(word) = wanted.iter().find(|word| KINDS.iter().all(|(kind, _)| kind != word)) {
        bail!("{word}: no such kind of test; there are native, web and e2e");
    }
    let mut total = Count::default();
    for (kind, run) in KINDS {
        if wanted.is_empty() || wanted.iter().any(|word| word == kind) {
            total.add(run().unwrap_or_else(|error| {
                eprintln!("error: {kind} tests: {error:#}");
                Count::default().or_failure(false)
            }));
        }
    }
    println!("\n{total}");
    ensure!(total.failed == 0, "not all tests pass");
    Ok(())
}

/// The rules, on this machine's processor.
fn native() -> Result<Count> {
    say("Native tests (two to three minutes to build from nothing)");
    let cargo = || {
        let mut cargo = command("cargo");
        cargo.args(["test", "--workspace", "--no-default-features", "--no-fail-fast"]);
        cargo.args(["--features", NATIVE_TESTS]);
        cargo
    };
    run(cargo().arg("--no-run").args(hush()))?;
    let (well, text) = tee(cargo().arg("--quiet"))?;
    Ok(Count::of_cargo(&text).or_failure(well))
}

/// What needs a browser's interfaces, compiled to WebAssembly and run in Chromium.
fn web() -> Result<Count> {
    let targets = web_targets()?;
    if targets.is_empty() {
        say("Tests in WebAssembly: there are none");
        return Ok(Count::default());
    }
    let toolchain = rust::wasm()?;
    let bindgen = tools::wasm_bindgen()?;
    browser::chromium()?;
    let driver = browser::chromedriver()?;
    say("Tests in WebAssembly, in Chromium (a minute or two to build from nothing)");
    let cargo = || -> Result<Command> {
        let mut cargo = toolchain.command("cargo", &[])?;
        cargo.args(["test", "--target", rust::TARGET, "--package", "accord", "--no-fail-fast"]);
        cargo.args(web_features()).args(&targets);
        Ok(cargo)
    };
    run(cargo()?.arg("--no-run").args(hush()))?;
    let runner = bindgen.join("wasm-bindgen-test-runner");
    let mut cargo = cargo()?;
    cargo.env("CHROMEDRIVER", driver).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    let (well, text) = tee(&mut cargo)?;
    Ok(Count::of_cargo(&text).or_failure(well))
}

/// The built site, as a person uses it.
fn e2e() -> Result<Count> {
    let tests = project::root().join("tests/e2e");
    let has_tests = tests.is_dir()
        && files::below(&tests)?.iter().any(|file| file.to_string_lossy().ends_with(".spec.ts"));
    if !has_tests {
        say("Tests of the site: there are none");
        return Ok(Count::default());
    }
    let _site = dist::build(Profile::Release)?;
    let chromium = browser::chromium()?;
    let hosts = hosts::hosts()?;
    say("Tests of the site, in Chromium");
    let mut playwright = command("node");
    playwright
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("CHROMIUM", chromium)
        .env("NGINX", hosts.nginx)
        .env("NGINX_ROOT", hosts.root)
        .env("CADDY", hosts.caddy)
        // The servers of the built site are this program again.
        .env("ACCORD_XTASK", project::program()?);
    let (well, text) = tee(&mut playwright)?;
    Ok(Count::of_playwright(&text).or_failure(well))
}

/// Cargo's options for the targets with tests that run in a browser.
pub(crate) fn web_targets() -> Result<Vec<String>> {
    let mut targets = Vec::new();
    if any_marked(&files::below(&project::root().join("src"))?)? {
        targets.push("--lib".to_owned());
    }
    let tests = project::root().join("tests");
    if tests.is_dir() {
        let entries = fs::read_dir(&tests)?.collect::<Result<Vec<_>, _>>()?;
        let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        for path in paths {
            if path.extension().is_some_and(|kind| kind == "rs") && any_marked(&[&path])? {
                let name = path.file_stem().context("a file has a name")?;
                targets.push(format!("--test={}", name.to_string_lossy()));
            }
        }
    }
    Ok(targets)
}

/// Cargo's options for the features that these tests need.
pub(crate) fn web_features() -> [&'static str; 3] {
    ["--no-default-features", "--features", WEB_TESTS]
}

fn any_marked<P: AsRef<Path>>(files: &[P]) -> Result<bool> {
    for file in files {
        if fs::read(file)?.windows(18).any(|window| window == b"wasm_bindgen_test]") {
            return Ok(true);
        }
    }
    Ok(false)
}
