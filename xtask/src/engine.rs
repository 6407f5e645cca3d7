//! The engine as an ES module that any page or worker can load, in target/site/engine.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::lock;
use crate::options::Options;
use crate::process::{command, hush, run, say};
use crate::project;
use crate::setup::{node, remap, rust, tools};

const NAME: &str = "accord_engine";
/// Raised when the steps after cargo change, so that older output is made again.
const RECIPE: u32 = 1;

/// `cargo xtask engine`.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    build()
}

/// Compiles the module and makes it ready to load; quick when nothing changed.
pub(crate) fn build() -> Result<()> {
    let toolchain = rust::wasm()?;
    let bindgen = tools::wasm_bindgen()?;
    node::modules()?;

    let mut cargo = toolchain.command("cargo", &[])?;
    cargo.args(["build", "--target", rust::TARGET, "--profile", "engine"]);
    cargo.args(["--no-default-features", "--features", "module", "--bin", NAME]).args(hush());
    remap::folders(&mut cargo, &toolchain.target_dir());
    run(&mut cargo)?;
    let built = toolchain.target_dir().join(rust::TARGET).join("engine").join(format!("{NAME}.wasm"));
    let bytes = fs::read(&built).with_context(|| format!("{} can't be read", built.display()))?;

    let _lock = lock::hold(&project::site(), "engine")?;
    let mut hasher = DefaultHasher::new();
    (RECIPE, tools::locked("wasm-bindgen")?, &bytes).hash(&mut hasher);
    let made_of = format!("{:016x}", hasher.finish());
    let stamp = project::site().join("engine.stamp");
    let out = project::engine();
    if out.is_dir() && fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        return Ok(());
    }

    say("Engine module: bindings and wasm-opt (half a minute)");
    let partial = project::site().join("engine.partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::create_dir_all(&partial)?;
    let mut wasm_bindgen = command(bindgen.join("wasm-bindgen"));
    wasm_bindgen.args(["--target", "web", "--remove-name-section", "--remove-producers-section"]);
    run(wasm_bindgen.args(["--out-name", NAME, "--out-dir"]).arg(&partial).arg(&built))?;
    optimize(&partial.join(format!("{NAME}_bg.wasm")), "-O3")?;
    name_init(&partial)?;

    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::rename(&partial, &out)?;
    fs::write(stamp, made_of)?;
    Ok(())
}

/// Runs wasm-opt in place; `level` is `-O3` for speed or `-Oz` for size.
pub(crate) fn optimize(wasm: &Path, level: &str) -> Result<()> {
    let mut wasm_opt = node::wasm_opt();
    wasm_opt.arg(level).args(FEATURES).arg(wasm).arg("-o").arg(wasm);
    run(&mut wasm_opt)
}

/// What rustc emits for the target, and wasm-opt has to be told where the module doesn't say.
const FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Gives the module's default export, which loads it, the name `init` as well.
///
/// wasm-bindgen's own takes an object, and warns about the plain address that the contract has.
fn name_init(folder: &Path) -> Result<()> {
    append(
        &folder.join(format!("{NAME}.js")),
        "__wbg_init as default",
        "
/** Loads the module; without an address, the .wasm file beside this one. */
export function init(address) {
    return __wbg_init(address === undefined ? undefined : { module_or_path: address });
}
",
    )?;
    append(
        &folder.join(format!("{NAME}.d.ts")),
        "export default function __wbg_init",
        "
/** Loads the module; without an address, the .wasm file beside this one. */
export function init(address?: InitInput | Promise<InitInput>): Promise<InitOutput>;
",
    )
}

/// Appends to generated text after making sure that it is the text this was written for.
fn append(file: &Path, expected: &str, addition: &str) -> Result<()> {
    let mut text = fs::read_to_string(file)?;
    let name = file.display();
    anyhow::ensure!(
        text.contains(expected),
        "{name} has no `{expected}`; wasm-bindgen has changed its output"
    );
    text.push_str(addition);
    fs::write(file, text)?;
    Ok(())
}
