//! The page's program: split, joined to the browser, as small as it gets, under names of its content.
//!
//! Trunk has linked it and joined it to the browser as a whole. A first visit does without the views that the
//! attribute `wasm_split` marks until its first results stand, so they become modules of their own. That takes
//! what the linker wrote, before anything else has rewritten it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use wasm_split_cli_support as wasm_split;

use super::{
    names::{self, Asset},
    start,
};
use crate::engine::optimize;
use crate::minify;
use crate::process::{command, run};
use crate::project;
use crate::setup::{rust, tools};

/// The program's name, which those of its files begin with.
const NAME: &str = "accord";
/// The script that fetches the parts that come later.
const LOADER: &str = "loader.js";

/// Puts the split program in the place of Trunk's, and gives the page that asks for it by its new names.
pub(crate) fn split(staged: &Path, html: &str) -> Result<String> {
    let [glue, wasm] = start::names(html)?;
    let folder = project::site().join("program");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let main = folder.join(format!("{NAME}.wasm"));
    let parts = cut(&linked()?, &folder, &main)?;
    let mut wasm_bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"));
    wasm_bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
    wasm_bindgen.args(["--remove-name-section", "--remove-producers-section"]);
    // The other parts are linked to what this one exports, and the linker's own exports are among that.
    wasm_bindgen.arg("--keep-lld-exports");
    run(wasm_bindgen.args(["--out-name", NAME, "--out-dir"]).arg(&folder).arg(&main))?;
    let main = folder.join(format!("{NAME}_bg.wasm"));

    let loader = folder.join(LOADER);
    let mut text = whole(&fs::read_to_string(&loader)?)?;
    for part in &parts {
        let file = part.file_name().and_then(|name| name.to_str()).context("a file has a name")?;
        text = names::renamed(&text, file, &kept(part, staged, &stem(file)?, "")?, LOADER)?;
    }
    fs::write(&loader, text)?;
    let script = Asset::of(minify::bundle(&folder.join(format!("{NAME}.js")))?, NAME, "js");
    fs::write(staged.join(&script.name), &script.text)?;
    let main_name = kept(&main, staged, NAME, "_bg")?;
    for old in [glue, wasm] {
        fs::remove_file(staged.join(old)).with_context(|| format!("{old} is not there"))?;
    }
    Ok(html.replace(glue, &script.name).replace(wasm, &main_name))
}

/// Cuts the program: the part that a start needs is in `main`, the others where it says.
fn cut(program: &[u8], folder: &Path, main: &Path) -> Result<Vec<PathBuf>> {
    let mut options = wasm_split::Options::new(program);
    let (loader, script) = (format!("./{LOADER}"), format!("./{NAME}.js"));
    options.output_dir = folder;
    options.main_out_path = main;
    options.link_name = &loader;
    options.main_module = &script;
    let made = wasm_split::transform(options).map_err(|error| anyhow!("splitting {NAME}.wasm: {error:#}"))?;
    ensure!(!made.split_modules.is_empty(), "{NAME}.wasm has no part that could come later");
    Ok(made.split_modules)
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

/// The loader without the one thing in which it asks more of a host than the first part's does, which is to know the
/// file's type.
fn whole(loader: &str) -> Result<String> {
    let typed = "WebAssembly.instantiateStreaming(src, imports)";
    let any = "src.then(async (file) => file.headers.get('Content-Type') === 'application/wasm' \
               ? WebAssembly.instantiateStreaming(file, imports) \
               : WebAssembly.instantiate(await file.arrayBuffer(), imports))";
    names::renamed(loader, typed, any, LOADER)
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

    #[test]
    fn another_loader_is_an_error() {
        let loader = "return async (imports) => (WebAssembly.instantiateStreaming(src, imports));";
        let text = whole(loader).unwrap();
        assert!(
            text.contains("instantiateStreaming(file, imports)") && text.contains("arrayBuffer"),
            "{text}"
        );
        assert!(whole("import(\"./part.js\")").is_err());
    }
}
