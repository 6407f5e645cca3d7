//! The element for other sites' pages, in target/site/embed: its module, its style sheet, and what lies in
//! embed/ as it is.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::engine::optimize;
use crate::files;
use crate::lock;
use crate::minify;
use crate::options::Options;
use crate::process::{command, hush, run, say};
use crate::project;
use crate::setup::{node, remap, rust, tools};

const NAME: &str = "accord_widget";
/// The file that host pages ask for; its name stays.
const ELEMENT: &str = "accord-match.js";
/// The element's style sheet, before it is named after its content.
const SHEET: &str = "accord-match.css";
/// The page's own sheets that the element's content needs, in the order of their layers; the last is its own.
const STYLES: [&str; 7] = ["layers", "tokens", "base", "kit", "marks", "utilities", "widget"];
/// Raised when the steps after cargo change, so that older output is made again.
const RECIPE: u32 = 2;

/// `cargo xtask widget`.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    build()
}

/// Compiles the element's module and puts everything that belongs to it together; quick when nothing changed.
pub(crate) fn build() -> Result<()> {
    let toolchain = rust::wasm()?;
    let bindgen = tools::wasm_bindgen()?;
    node::modules()?;

    let mut cargo = toolchain.command("cargo", &[])?;
    cargo.args(["build", "--target", rust::TARGET, "--release"]);
    cargo.args(["--no-default-features", "--features", "widget", "--bin", NAME]).args(hush());
    remap::folders(&mut cargo, &toolchain.target_dir());
    run(&mut cargo)?;
    let built = toolchain.target_dir().join(rust::TARGET).join("release").join(format!("{NAME}.wasm"));
    let bytes = fs::read(&built).with_context(|| format!("{} can't be read", built.display()))?;
    let css = style()?;

    let _lock = lock::hold(&project::site(), "embed")?;
    let source = project::root().join("embed");
    let mut hasher = DefaultHasher::new();
    (RECIPE, tools::locked("wasm-bindgen")?, &bytes, &css).hash(&mut hasher);
    files::fingerprint(std::slice::from_ref(&source))?.hash(&mut hasher);
    let made_of = format!("{:016x}", hasher.finish());
    let stamp = project::site().join("embed.stamp");
    let out = project::embed();
    if out.is_dir() && fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        return Ok(());
    }

    say("Widget: bindings and wasm-opt (a few seconds)");
    let partial = project::site().join("embed.partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    copy(&source, &partial)?;
    let mut wasm_bindgen = command(bindgen.join("wasm-bindgen"));
    wasm_bindgen.args(["--target", "web", "--no-typescript"]);
    wasm_bindgen.args(["--remove-name-section", "--remove-producers-section"]);
    run(wasm_bindgen.args(["--out-name", NAME, "--out-dir"]).arg(&partial).arg(&built))?;
    optimize(&partial.join(format!("{NAME}_bg.wasm")), "-Oz")?;
    fs::write(partial.join(SHEET), css)?;
    for file in files::below(&partial)? {
        if file.extension().is_some_and(|kind| kind == "js" || kind == "css") {
            minify::file(&file)?;
        }
    }
    name_by_content(&partial)?;

    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::rename(&partial, &out)?;
    fs::write(stamp, made_of)?;
    Ok(())
}

/// One sheet of those that the page has, and the element's own.
fn style() -> Result<String> {
    let mut css = String::new();
    for name in STYLES {
        let file = project::root().join("style").join(format!("{name}.css"));
        css.push_str(
            &fs::read_to_string(&file).with_context(|| format!("{} can't be read", file.display()))?,
        );
    }
    Ok(css)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files::below(from)? {
        let target = to.join(file.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, target)?;
    }
    Ok(())
}

/// Gives what the element loads names that change with the content, and puts them into the element, so that
/// hosts and browsers may keep every file but the one whose name stays.
fn name_by_content(folder: &Path) -> Result<()> {
    let element = folder.join(ELEMENT);
    let mut text = fs::read_to_string(&element)?;
    for (stem, ending) in [(NAME, ".js"), (NAME, "_bg.wasm"), ("accord-match", ".css")] {
        let name = format!("{stem}{ending}");
        let bytes = fs::read(folder.join(&name))?;
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        let named = format!("{stem}-{:016x}{ending}", hasher.finish());
        ensure!(text.contains(&format!("./{name}\"")), "embed/{ELEMENT} does not name ./{name}");
        text = text.replace(&format!("./{name}\""), &format!("./{named}\""));
        fs::rename(folder.join(&name), folder.join(named))?;
    }
    fs::write(element, text)?;
    Ok(())
}
