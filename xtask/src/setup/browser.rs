//! Chromium and its driver, for the tests in a real browser and for measuring a first visit.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::process::find;
use crate::project;
use crate::setup::{apt, lock};

/// Names under which systems install it.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Where it is on a Mac, which puts it on no PATH.
const ON_A_MAC: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Chromium, or another browser that the variable `CHROMIUM` names.
pub(crate) fn chromium() -> Result<PathBuf> {
    let found = || {
        env::var_os("CHROMIUM")
            .map(PathBuf::from)
            .or_else(|| CHROMIUM.iter().find_map(|name| find(name)))
            .or_else(|| ON_A_MAC.iter().map(PathBuf::from).find(|file| file.is_file()))
    };
    if let Some(file) = found() {
        return Ok(file);
    }
    let _lock = lock()?;
    apt::install(&["chromium"], "the tests in a browser")?;
    found().context("Chromium is missing: install it, or name it in the variable CHROMIUM")
}

/// The driver of the same version.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    let found = || env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| find("chromedriver"));
    if let Some(file) = found() {
        return Ok(file);
    }
    let _lock = lock()?;
    apt::install(&["chromium-driver"], "the tests in a browser")?;
    found().context("ChromeDriver is missing: install it, or name it in the variable CHROMEDRIVER")
}

/// The switches every test starts Chromium with; webdriver.json is their one place.
pub(crate) fn switches() -> Result<Vec<String>> {
    let file = project::root().join("webdriver.json");
    let text = fs::read_to_string(&file).context("webdriver.json can't be read")?;
    let value: Value = serde_json::from_str(&text).context("webdriver.json is no JSON")?;
    let list = value["goog:chromeOptions"]["args"].as_array();
    let list = list.context("webdriver.json has no goog:chromeOptions.args")?;
    Ok(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// A fresh profile folder for one run of the browser.
pub(crate) fn profile(parent: &Path) -> Result<PathBuf> {
    let folder = parent.join("chromium-profile");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
