//! Finds what a task needs, and installs what is missing.
//!
//! Every task asks here for exactly its own needs, so that nobody has to run a set-up first.
//! Everything is found again in well under a second once it is there.

pub(crate) mod apt;
pub(crate) mod browser;
mod debian;
pub(crate) mod hosts;
pub(crate) mod node;
pub(crate) mod remap;
pub(crate) mod rust;
pub(crate) mod tools;

use std::fs::File;

use anyhow::Result;

use crate::lock;
use crate::options::Options;
use crate::process::say;
use crate::project;

/// `cargo xtask setup`: everything that any task needs.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    let toolchain = rust::wasm()?;
    say(format!("Rust for WebAssembly: {}", toolchain.description()));
    say(format!("trunk: {}", tools::trunk()?.display()));
    say(format!("wasm-bindgen: {}", tools::wasm_bindgen()?.display()));
    node::modules()?;
    say("Node packages: node_modules");
    say(format!("Chromium: {}", browser::chromium()?.display()));
    say(format!("ChromeDriver: {}", browser::chromedriver()?.display()));
    let hosts = hosts::hosts()?;
    say(format!("nginx and Caddy: {} and {}", hosts.nginx.display(), hosts.caddy.display()));
    Ok(())
}

/// Holds other tasks back while this one installs into the cache they share.
fn lock() -> Result<File> {
    lock::hold(&project::cache()?, "install")
}
