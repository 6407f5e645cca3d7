//! The page's program: split, joined to the browser, as small as it gets, under names of its content.
//!
//! Trunk has linked it and joined it to the browser as a whole. A first visit does without many views until its
//! first results stand, so they become modules of their own.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::{
    names::{self, Asset},
    start,
};
use crate::engine::optimize;
use crate::project;
use crate::setup::rust;
use crate::split::Plan;

/// The program's name, which those of its files begin with.
const NAME: &str = "accord";

/// Puts the split program in the place of Trunk's, and gives the page that asks for it by its new names.
pub(crate) fn split(staged: &Path, html: &str) -> Result<String> {
    let [glue, wasm] = start::names(html)?;
    let folder = project::site().join("program");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (name, linked, folder) = (NAME, &*linked()?, &*folder);
    let plan = Plan { name, linked, folder, options: &["--omit-default-module-path"], more: "" };
    let cut = plan.cut(|part, file| kept(part, staged, &stem(file)?, ""))?;
    let script = Asset::of(cut.script, NAME, "js");
    fs::write(staged.join(&script.name), &script.text)?;
    let main_name = kept(&cut.main, staged, NAME, "_bg")?;
    for old in [glue, wasm] {
        fs::remove_file(staged.join(old)).with_context(|| format!("{old} is not there"))?;
    }
    Ok(html.replace(glue, &script.name).replace(wasm, &main_name))
}

/// What the name of a part begins with in the site; its content says the rest.
fn stem(file: &str) -> Result<String> {
    let part = file.trim_end_matches(".wasm");
    match (part.strip_prefix("split_"), part.strip_prefix("chunk_")) {
        (Some(name), _) => Ok(format!("{NAME}-{name}")),
        // What several parts have in common.
        (_, Some(_)) => Ok(format!("{NAME}-shared")),
        _ => bail!("{file} is not a part as wasm_split names them"),
    }
}

/// The program as it was linked in the build that this is a step of.
fn linked() -> Result<Vec<u8>> {
    let profile = if is_release() { "release" } else { "debug" };
    let folder = rust::wasm()?.target_dir().join(rust::TARGET).join(profile);
    let file = folder.join(format!("{NAME}.wasm"));
    fs::read(&file).with_context(|| format!("{} can't be read", file.display()))
}

/// Whether Trunk builds for release; it tells its hooks.
fn is_release() -> bool {
    env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release")
}

/// Puts a module, as small as it gets, into the site under a name of its content, which it answers.
fn kept(file: &Path, staged: &Path, stem: &str, end: &str) -> Result<String> {
    if is_release() {
        optimize(file, "-Oz")?;
    }
    let bytes = fs::read(file)?;
    let name = format!("{stem}-{}{end}.wasm", names::digest(&bytes));
    fs::write(staged.join(&name), bytes)?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_names_by_which_a_host_knows_them() {
        assert_eq!(stem("split_panel.wasm").unwrap(), "accord-panel");
        assert_eq!(stem("chunk_7.wasm").unwrap(), "accord-shared");
        assert!(stem("other.wasm").is_err());
    }
}
