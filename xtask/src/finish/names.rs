//! Names that change with the content, for the app's worker and the engine behind it.
//!
//! A browser or a host may keep a file for as long as it likes under such a name, and a page never
//! meets a worker of another build: it asks for the one it was built with. The engine's public names
//! stay, as a way to the files of now.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

/// The engine module, its public name.
const MODULE: &str = "accord_engine";
/// The module that it loads when there is Arrow to read; no page asks for it by a name of its own.
const ARROW: &str = "accord_engine_arrow";
const ENGINE: &str = "engine";
/// The worker's script as public/ has it, and as index.html names it in its `<meta>`.
const WORKER: &str = "worker.js";

/// A file beside the page, named after its content.
pub(crate) struct Asset {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Asset {
    pub(crate) fn of(text: String, stem: &str, kind: &str) -> Self {
        Self { name: format!("{stem}-{}.{kind}", digest(text.as_bytes())), text }
    }
}

/// A number for a content, as names have it.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

/// Names the engine and the worker after their content, and gives the page that asks for that worker.
pub(crate) fn by_content(staged: &Path, html: &str) -> Result<String> {
    let folder = staged.join(ENGINE);
    let (js, wasm) = (format!("{MODULE}.js"), format!("{MODULE}_bg.wasm"));

    let (arrow, _) = module(&folder, ARROW, Ok)?;
    let from = format!("{ARROW}.js");
    let (glue, wasm_now) = module(&folder, MODULE, |glue| renamed(&glue, &from, &arrow, &js))?;
    fs::remove_file(folder.join(from))?;
    fs::remove_file(folder.join(format!("{ARROW}_bg.wasm")))?;
    fs::write(folder.join(&js), stable(&glue))?;

    let worker = fs::read_to_string(staged.join(WORKER)).context("the worker's script can't be read")?;
    let worker = renamed(&worker, &format!("{ENGINE}/{js}"), &format!("{ENGINE}/{glue}"), WORKER)?;
    let worker = renamed(&worker, &format!("{ENGINE}/{wasm}"), &format!("{ENGINE}/{wasm_now}"), WORKER)?;
    let worker = Asset::of(worker, "worker", "js");
    fs::write(staged.join(&worker.name), &worker.text)?;
    fs::remove_file(staged.join(WORKER))?;
    renamed(html, &format!("content=\"{WORKER}\""), &format!("content=\"{}\"", worker.name), "index.html")
}

/// Names a module and its script after their content; answers the names of both. `more` changes the script.
fn module(
    folder: &Path,
    stem: &str,
    more: impl FnOnce(String) -> Result<String>,
) -> Result<(String, String)> {
    let (js, wasm) = (format!("{stem}.js"), format!("{stem}_bg.wasm"));
    let bytes = fs::read(folder.join(&wasm)).with_context(|| format!("{wasm} can't be read"))?;
    let wasm_now = format!("{stem}-{}_bg.wasm", digest(&bytes));
    fs::write(folder.join(&wasm_now), bytes)?;
    let glue = fs::read_to_string(folder.join(&js)).with_context(|| format!("{js} can't be read"))?;
    let glue = Asset::of(more(renamed(&glue, &wasm, &wasm_now, &js)?)?, stem, "js");
    fs::write(folder.join(&glue.name), &glue.text)?;
    Ok((glue.name, wasm_now))
}

/// What stands under the public name: the module of now, so that nobody loads its bytes twice.
fn stable(name: &str) -> String {
    format!(
        "// The engine of this build, under the name that stays.\n\
         export * from \"./{name}\";\n\
         export {{ default }} from \"./{name}\";\n"
    )
}

/// A text with another name in it; it has to be there, or a file would be asked for that is not.
pub(crate) fn renamed(text: &str, from: &str, to: &str, file: &str) -> Result<String> {
    ensure!(text.contains(from), "{file} does not name `{from}`");
    Ok(text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta name=\"accord-worker\" content=\"worker.js\">";
    const SCRIPT: &str = "fetch(\"./engine/accord_engine_bg.wasm\"); import(\"./engine/accord_engine.js\")";

    /// The names in a folder after it was finished with this module in it.
    fn names(case: &str, wasm: &[u8]) -> (Vec<String>, String, std::path::PathBuf) {
        let root = std::env::temp_dir().join(format!("accord-names-{case}-{}", std::process::id()));
        fs::create_dir_all(root.join(ENGINE)).unwrap();
        fs::write(root.join("engine/accord_engine_bg.wasm"), wasm).unwrap();
        fs::write(root.join("engine/accord_engine_arrow_bg.wasm"), [wasm, b"arrow"].concat()).unwrap();
        let glue = |stem: &str| format!("new URL('{stem}_bg.wasm', import.meta.url)");
        fs::write(root.join("engine/accord_engine_arrow.js"), glue("accord_engine_arrow")).unwrap();
        let plain = glue("accord_engine") + "; import('./accord_engine_arrow.js')";
        fs::write(root.join("engine/accord_engine.js"), plain).unwrap();
        fs::write(root.join(WORKER), SCRIPT).unwrap();
        let page = by_content(&root, PAGE).unwrap();
        let files = crate::files::below(&root).unwrap();
        let names =
            files.iter().map(|file| file.strip_prefix(&root).unwrap().display().to_string()).collect();
        (names, page, root)
    }

    #[test]
    fn the_page_names_the_worker_the_worker_the_engine_and_the_engine_its_module() {
        let (names, page, root) = names("chain", b"one");
        let one = |start: &str, end: &str| {
            let found = names.iter().find(|name| name.starts_with(start) && name.ends_with(end));
            found.unwrap_or_else(|| panic!("{start}…{end} is not among {names:?}")).clone()
        };
        let (worker, glue, wasm) = (
            one("worker-", ".js"),
            one("engine/accord_engine-", ".js"),
            one("engine/accord_engine-", ".wasm"),
        );
        assert_eq!(page, format!("<meta name=\"accord-worker\" content=\"{worker}\">"));
        let text = fs::read_to_string(root.join(&worker)).unwrap();
        assert_eq!(text, format!("fetch(\"./{wasm}\"); import(\"./{glue}\")"));
        let text = fs::read_to_string(root.join(&glue)).unwrap();
        let arrow = one("engine/accord_engine_arrow-", ".js");
        let (wasm, below) = (wasm.trim_start_matches("engine/"), arrow.trim_start_matches("engine/"));
        assert_eq!(text, format!("new URL('{wasm}', import.meta.url); import('./{below}')"));
        let text = fs::read_to_string(root.join(&arrow)).unwrap();
        let wasm = one("engine/accord_engine_arrow-", ".wasm");
        assert_eq!(text, format!("new URL('{}', import.meta.url)", wasm.trim_start_matches("engine/")));
        for unnamed in ["engine/accord_engine_arrow.js", "engine/accord_engine_arrow_bg.wasm"] {
            assert!(!names.contains(&unnamed.to_owned()), "{unnamed} could be an old one");
        }
        assert!(!names.contains(&WORKER.to_owned()), "an unnamed worker could be an old one");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_public_names_stay_and_lead_to_the_module_of_now() {
        let (names, _, root) = names("stable", b"one");
        assert_eq!(fs::read(root.join("engine/accord_engine_bg.wasm")).unwrap(), b"one");
        let glue = names.iter().find(|name| {
            name.strip_prefix("engine/accord_engine-").and_then(|rest| rest.strip_suffix(".js")).is_some()
        });
        let text = fs::read_to_string(root.join("engine/accord_engine.js")).unwrap();
        assert!(text.contains(&glue.unwrap().replace("engine/", "./")), "{text}");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn another_engine_gives_another_worker() {
        let (_, one, first) = names("other-one", b"one");
        let (_, two, second) = names("other-two", b"two");
        assert_ne!(one, two);
        fs::remove_dir_all(first).unwrap();
        fs::remove_dir_all(second).unwrap();
    }

    #[test]
    fn a_name_that_is_not_there_is_an_error() {
        assert!(renamed("import \"./elsewhere.js\"", "engine/accord_engine.js", "x", WORKER).is_err());
    }
}
