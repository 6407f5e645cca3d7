//! `cargo xtask dist --verify`: builds the site a second time, elsewhere, and compares.
//!
//! A host then knows that an unchanged file keeps its name, and anyone can tell whether a site is what its
//! source says.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::dist::{self, Profile};
use crate::files;
use crate::process::{command, run, say};
use crate::project;

/// What a build needs of the project's root beside what it makes.
const LEFT_BEHIND: [&str; 4] = [".git", "dist", "node_modules", "target"];

/// Builds here and in a folder of another name and depth, and stops at the first files that differ.
pub(crate) fn task() -> Result<()> {
    let _site = dist::build(Profile::Release)?;
    let elsewhere = project::cache()?.join("verify/another/place");
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere)?;
    }
    copy_sources(&elsewhere)?;
    say("Building a second time, elsewhere (ten minutes on two processors, for nothing is built there yet)");
    let mut cargo = command("cargo");
    cargo.args(["xtask", "dist"]).current_dir(&elsewhere);
    for name in ["ACCORD_XTASK", "CARGO_TARGET_DIR"] {
        cargo.env_remove(name);
    }
    run(&mut cargo)?;

    let differences = differences(&project::dist(), &elsewhere.join("dist"))?;
    if !differences.is_empty() {
        let list = differences.join("\n  ");
        bail!("two builds differ in\n  {list}\nthe second one is in {}", elsewhere.display());
    }
    fs::remove_dir_all(&elsewhere)?;
    say("Both builds are the same, byte for byte");
    Ok(())
}

/// Copies what the project's root holds, but not what was made there.
fn copy_sources(to: &Path) -> Result<()> {
    for entry in fs::read_dir(project::root())? {
        let entry = entry?;
        let name = entry.file_name();
        if LEFT_BEHIND.iter().any(|left| name == *left) {
            continue;
        }
        let from = entry.path();
        let files = if from.is_dir() { files::below(&from)? } else { vec![from] };
        for file in files {
            let copy = to.join(file.strip_prefix(project::root())?);
            fs::create_dir_all(copy.parent().context("a file has a folder")?)?;
            fs::copy(&file, copy)?;
        }
    }
    Ok(())
}

/// Files that only one folder has, or that are not the same in both, by their paths below it.
fn differences(one: &Path, two: &Path) -> Result<Vec<String>> {
    let mut below: Vec<PathBuf> = Vec::new();
    for folder in [one, two] {
        for file in files::below(folder)? {
            below.push(file.strip_prefix(folder)?.to_owned());
        }
    }
    below.sort();
    below.dedup();
    let differs = |path: &&PathBuf| match (fs::read(one.join(path)), fs::read(two.join(path))) {
        (Ok(one), Ok(two)) => one != two,
        _ => true,
    };
    Ok(below.iter().filter(differs).map(|path| path.display().to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_or_a_file_more_is_a_difference() {
        let root = std::env::temp_dir().join(format!("accord-verify-{}", std::process::id()));
        let (one, two) = (root.join("one"), root.join("two"));
        for folder in [&one, &two] {
            fs::create_dir_all(folder.join("engine")).unwrap();
            fs::write(folder.join("index.html"), "page").unwrap();
            fs::write(folder.join("engine/a.wasm"), "same").unwrap();
        }
        assert_eq!(differences(&one, &two).unwrap(), Vec::<String>::new());
        fs::write(two.join("engine/a.wasm"), "Same").unwrap();
        fs::write(one.join("only.js"), "").unwrap();
        assert_eq!(differences(&one, &two).unwrap(), ["engine/a.wasm", "only.js"]);
        fs::remove_dir_all(root).unwrap();
    }
}
