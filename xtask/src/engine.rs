//! The engine as ES modules in target/site/engine: one for any page, a larger one beside it that reads Arrow as well,
//! and what the app's and the widget's worker runs, which is cut so that a first visit gets what its list takes.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::lock;
use crate::minify;
use crate::options::Options;
use crate::process::{command, hush, run, say};
use crate::project;
use crate::setup::{node, remap, rust, tools};
use crate::split::Plan;

/// A program of the engine, as cargo makes it.
struct Program {
    binary: &'static str,
    features: &'static str,
}

/// The module of any page.
const NAME: &str = "accord_engine";
/// The one beside it that reads Arrow as well.
const ARROW: &str = "accord_engine_arrow";
/// What a worker runs.
const WORKER: &str = "accord_engine_worker";
/// What of that is fetched when it is needed.
const REST: &str = "accord_engine_rest";

const PROGRAM: Program = Program { binary: NAME, features: "module" };
const ARROW_PROGRAM: Program = Program { binary: NAME, features: "module,arrow" };
const WORKER_PROGRAM: Program = Program { binary: WORKER, features: "split" };

/// Raised when the steps after cargo change, so that older output is made again.
const RECIPE: u32 = 6;

/// `cargo xtask engine`.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    build()
}

/// Compiles the modules and makes them ready to load; quick when nothing changed.
pub(crate) fn build() -> Result<()> {
    node::modules()?;
    let [plain, arrow, worker] = [PROGRAM, ARROW_PROGRAM, WORKER_PROGRAM];
    let (plain, arrow, worker) = (plain.compile()?, arrow.compile()?, worker.compile()?);

    let _lock = lock::hold(&project::site(), "engine")?;
    let mut hasher = DefaultHasher::new();
    (RECIPE, tools::locked("wasm-bindgen")?, &plain, &arrow, &worker).hash(&mut hasher);
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
    module(&partial, NAME, &plain, &[ROWS, LOADS_ARROW, WITH_ARROW])?;
    append(&partial.join(format!("{NAME}.d.ts")), "export default function __wbg_init", INIT_TYPE)?;
    // Its types are the other's.
    module(&partial, ARROW, &arrow, &[ROWS])?;
    fs::remove_file(partial.join(format!("{ARROW}.d.ts")))?;
    fs::remove_file(partial.join(format!("{ARROW}_bg.wasm.d.ts")))?;
    cut(&partial, &worker)?;

    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::rename(&partial, &out)?;
    fs::write(stamp, made_of)?;
    Ok(())
}

impl Program {
    /// The program as it was linked.
    fn compile(&self) -> Result<Vec<u8>> {
        let Self { binary, features } = self;
        let toolchain = rust::wasm()?;
        let mut cargo = toolchain.command("cargo", &[])?;
        cargo.args(["build", "--target", rust::TARGET, "--profile", "engine"]);
        cargo.args(["--no-default-features", "--features", features, "--bin", binary]).args(hush());
        remap::folders(&mut cargo, &toolchain.target_dir());
        run(&mut cargo)?;
        let folder = toolchain.target_dir().join(rust::TARGET).join("engine");
        let built = folder.join(format!("{binary}.wasm"));
        fs::read(&built).with_context(|| format!("{} can't be read", built.display()))
    }
}

/// Makes a linked program a module with the class `Engine`, to which these scripts are added.
fn module(folder: &Path, name: &str, linked: &[u8], more: &[&str]) -> Result<()> {
    let wasm = folder.join(format!("{name}.wasm"));
    fs::write(&wasm, linked)?;
    let mut wasm_bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"));
    wasm_bindgen.args(["--target", "web", "--remove-name-section", "--remove-producers-section"]);
    run(wasm_bindgen.args(["--out-name", name, "--out-dir"]).arg(folder).arg(&wasm))?;
    fs::remove_file(wasm)?;
    optimize(&folder.join(format!("{name}_bg.wasm")), "-O3")?;
    let script = folder.join(format!("{name}.js"));
    append(&script, "__wbg_init as default", INIT)?;
    for more in more {
        append(&script, "export class Engine", more)?;
    }
    minify::file(&script)
}

/// Makes what the worker runs: the part with which it starts, and the rest.
fn cut(out: &Path, linked: &[u8]) -> Result<()> {
    let folder = out.join("worker");
    fs::create_dir_all(&folder)?;
    let more = format!("{INIT}{LOADS_ARROW}");
    let name = format!("{REST}.wasm");
    let plan = Plan { name: WORKER, linked, folder: &folder, options: &[], more: &more };
    let cut = plan.cut(|part, file| {
        ensure!(file == "split_rest.wasm", "{file} is a part that nobody keeps");
        fs::copy(part, out.join(&name))?;
        Ok(name.clone())
    })?;
    fs::write(out.join(format!("{WORKER}.js")), cut.script)?;
    fs::copy(&cut.main, out.join(format!("{WORKER}_bg.wasm")))?;
    fs::remove_dir_all(folder)?;
    for file in [format!("{WORKER}_bg.wasm"), name] {
        optimize(&out.join(file), "-O3")?;
    }
    Ok(())
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

/// The way to the module that reads Arrow.
const LOADS_ARROW: &str = include_str!("../../src/module/arrow.js");

/// What the class does with it.
const WITH_ARROW: &str = include_str!("../../src/module/with_arrow.js");

/// Appends to generated text after making sure that it is the text this was written for.
fn append(file: &Path, expected: &str, addition: &str) -> Result<()> {
    let mut text = fs::read_to_string(file)?;
    let name = file.display();
    ensure!(text.contains(expected), "{name} has no `{expected}`; wasm-bindgen has changed its output");
    text.push_str(addition);
    fs::write(file, text)?;
    Ok(())
}
