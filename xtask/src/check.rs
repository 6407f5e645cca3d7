//! `cargo xtask check`: format and lints, natively and for the browser, in every feature set.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::features::{NATIVE_TESTS, SETS};
use crate::options::Options;
use crate::process::{command, hush, run, say};
use crate::setup::rust::{self, TARGET};
use crate::test;

pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    say("Format");
    run(command("cargo").args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` puts the format right")?;

    say("Lints, native: tests and tasks");
    let mut all = command("cargo");
    all.args(["clippy", "--workspace", "--all-targets", "--no-default-features"]);
    all.args(["--features", NATIVE_TESTS]);
    run(deny_warnings(&mut all))?;
    for set in &SETS {
        say(format!("Lints, native: {}", set.name));
        lint(command("cargo"), set.features)?;
    }

    let toolchain = rust::wasm()?;
    for set in &SETS {
        say(format!("Lints, {TARGET}: {}", set.name));
        let mut cargo = toolchain.command("cargo", &[])?;
        cargo.env("CARGO_BUILD_TARGET", TARGET);
        lint(cargo, set.features)?;
    }
    let web = test::web_targets()?;
    if !web.is_empty() {
        say(format!("Lints, {TARGET}: tests"));
        let mut cargo = toolchain.command("cargo", &[])?;
        cargo.env("CARGO_BUILD_TARGET", TARGET);
        cargo.args(["clippy", "--package", "accord"]).args(test::web_features()).args(&web);
        run(deny_warnings(&mut cargo))?;
    }
    say("Nothing to object to");
    Ok(())
}

/// Lints the library and the programs of one feature set.
fn lint(mut cargo: Command, features: &str) -> Result<()> {
    cargo.args(["clippy", "--package", "accord", "--lib", "--bins"]);
    cargo.args(["--no-default-features", "--features", features]);
    run(deny_warnings(&mut cargo))
}

fn deny_warnings(cargo: &mut Command) -> &mut Command {
    cargo.args(hush()).args(["--", "--deny", "warnings"])
}
