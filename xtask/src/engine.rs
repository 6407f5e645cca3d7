//! The engine as an ES module that any page or worker can load, in target/site/engine: a small one, and a larger one
//! beside it that reads Arrow as well.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::lock;
use crate::minify;
use crate::options::Options;
use crate::process::{command, hush, run, say};
use crate::project;
use crate::setup::{node, remap, rust, tools};

/// The module that a page loads first, and the one beside it that reads Arrow as well.
const NAME: &str = "accord_engine";
const ARROW: &str = "accord_engine_arrow";
/// The modules and their features.
const MODULES: [(&str, &str); 2] = [(NAME, "module"), (ARROW, "module,arrow")];
/// Raised when the steps after cargo change, so that older output is made again.
const RECIPE: u32 = 5;

/// `cargo xtask engine`.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    build()
}

/// Compiles the modules and makes them ready to load; quick when nothing changed.
pub(crate) fn build() -> Result<()> {
    let bindgen = tools::wasm_bindgen()?;
    node::modules()?;
    let built = MODULES.into_iter().map(|(_, features)| compile(features)).collect::<Result<Vec<_>>>()?;

    let _lock = lock::hold(&project::site(), "engine")?;
    let mut hasher = DefaultHasher::new();
    (RECIPE, tools::locked("wasm-bindgen")?, &built).hash(&mut hasher);
    let made_of = format!("{:016x}", hasher.finish());
    let stamp = project::site().join("engine.stamp");
    let out = project::engine();
    if out.is_dir() && fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        return Ok(());
    }

    say("Engine modules: bindings and wasm-opt (a minute)");
    let partial = project::site().join("engine.partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::create_dir_all(&partial)?;
    for ((name, _), bytes) in MODULES.into_iter().zip(&built) {
        let wasm = partial.join(format!("{name}.wasm"));
        fs::write(&wasm, bytes)?;
        let mut wasm_bindgen = command(bindgen.join("wasm-bindgen"));
        wasm_bindgen.args(["--target", "web", "--remove-name-section", "--remove-producers-section"]);
        if name == ARROW {
            // Its types are the other's.
            wasm_bindgen.arg("--no-typescript");
        }
        run(wasm_bindgen.args(["--out-name", name, "--out-dir"]).arg(&partial).arg(&wasm))?;
        fs::remove_file(wasm)?;
        optimize(&partial.join(format!("{name}_bg.wasm")), "-O3")?;
        append(&partial.join(format!("{name}.js")), "__wbg_init as default", INIT)?;
        append(&partial.join(format!("{name}.js")), "export class Engine", ROWS)?;
    }
    append(&partial.join(format!("{NAME}.d.ts")), "export default function __wbg_init", INIT_TYPE)?;
    append(&partial.join(format!("{NAME}.js")), "export class Engine", WITH_ARROW)?;
    for (name, _) in MODULES {
        minify::file(&partial.join(format!("{name}.js")))?;
    }

    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::rename(&partial, &out)?;
    fs::write(stamp, made_of)?;
    Ok(())
}

/// The module with these features, as cargo makes it. Both have the name of the one program.
fn compile(features: &str) -> Result<Vec<u8>> {
    let toolchain = rust::wasm()?;
    let mut cargo = toolchain.command("cargo", &[])?;
    cargo.args(["build", "--target", rust::TARGET, "--profile", "engine"]);
    cargo.args(["--no-default-features", "--features", features, "--bin", NAME]).args(hush());
    remap::folders(&mut cargo, &toolchain.target_dir());
    run(&mut cargo)?;
    let built = toolchain.target_dir().join(rust::TARGET).join("engine").join(format!("{NAME}.wasm"));
    fs::read(&built).with_context(|| format!("{} can't be read", built.display()))
}

/// Runs wasm-opt in place; `level` is `-O3` for speed or `-Oz` for size.
pub(crate) fn optimize(wasm: &Path, level: &str) -> Result<()> {
    let mut wasm_opt = node::wasm_opt();
    wasm_opt.arg(level).args(SMALLER).args(FEATURES).arg(wasm).arg("-o").arg(wasm);
    run(&mut wasm_opt)
}

/// A function that is called in one place stays one: put into its caller, it takes less before compression and more
/// after it. And the lowest addresses are the far end of the stack, which stands first, so that no pointer with an
/// offset runs around to them.
const SMALLER: [&str; 2] = ["--one-caller-inline-max-function-size=1", "--low-memory-unused"];

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

/// Gives a module's default export, which loads it, the name `init` as well.
///
/// wasm-bindgen's own takes an object, and warns about the plain address that the contract has.
const INIT: &str = "
/** Loads the module; without an address, the .wasm file beside this one. */
export function init(address) {
    return __wbg_init(address === undefined ? undefined : { module_or_path: address });
}
";

const INIT_TYPE: &str = "
/** Loads the module; without an address, the .wasm file beside this one. */
export function init(address?: InitInput | Promise<InitInput>): Promise<InitOutput>;
/** The module that reads Apache Arrow as well, loaded when it is asked for. */
export function arrow(): Promise<{ Engine: typeof Engine }>;
";

/// Rows of pages out of what is new of them.
const ROWS: &str = include_str!("../../src/module/rows.js");

/// The way from the first module to the one that reads Arrow.
const WITH_ARROW: &str = include_str!("../../src/module/with_arrow.js");

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
