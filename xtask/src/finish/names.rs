//! Names that change with the content, for the app's worker and the engine behind it.
//!
//! A browser or a host may keep a file for as long as it likes under such a name, and a page never
//! meets a worker of another build: it asks for the one it was built with. The engine's public names
//! stay, as a way to the files of now.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

/// The engine module of any page, its public name.
const MODULE: &str = "accord_engine";
/// What the worker runs; the widget asks for it by this name.
const HOST: &str = "accord_engine_worker";
/// What both load when there is Arrow to read; no page asks for it by a name of its own.
const ARROW: &str = "accord_engine_arrow";
/// What of the worker's is loaded when it is needed.
const REST: &str = "accord_engine_rest";
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
    let (arrow, _) = module(&folder, ARROW, Ok)?;
    fs::remove_file(folder.join(format!("{ARROW}_bg.wasm")))?;
    let with_arrow = |glue: &str, file: &str| renamed(glue, &format!("{ARROW}.js"), &arrow, file);
    let js = format!("{MODULE}.js");
    let (glue, _) = module(&folder, MODULE, |glue| with_arrow(&glue, &js))?;
    fs::write(folder.join(&js), stable(&glue))?;

    let rest = wasm(&folder, REST, "")?;
    fs::remove_file(folder.join(format!("{REST}.wasm")))?;
    let js = format!("{HOST}.js");
    let (glue, wasm_now) =
        module(&folder, HOST, |glue| renamed(&with_arrow(&glue, &js)?, &format!("{REST}.wasm"), &rest, &js))?;
    fs::write(folder.join(&js), stable(&glue))?;
    let wasm = format!("{HOST}_bg.wasm");
    fs::remove_file(folder.join(&wasm))?;
    fs::remove_file(folder.join(format!("{ARROW}.js")))?;

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
    let (js, wasm_was) = (format!("{stem}.js"), format!("{stem}_bg.wasm"));
    let wasm_now = wasm(folder, stem, "_bg")?;
    let glue = fs::read_to_string(folder.join(&js)).with_context(|| format!("{js} can't be read"))?;
    let glue = Asset::of(more(renamed(&glue, &wasm_was, &wasm_now, &js)?)?, stem, "js");
    fs::write(folder.join(&glue.name), &glue.text)?;
    Ok((glue.name, wasm_now))
}

/// Names a part of a program after its content; answers the name.
fn wasm(folder: &Path, stem: &str, end: &str) -> Result<String> {
    let was = format!("{stem}{end}.wasm");
    let bytes = fs::read(folder.join(&was)).with_context(|| format!("{was} can't be read"))?;
    let now = format!("{stem}-{}{end}.wasm", digest(&bytes));
    fs::write(folder.join(&now), bytes)?;
    Ok(now)
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
    const SCRIPT: &str =
        "fetch(\"./engine/accord_engine_worker_bg.wasm\"); import(\"./engine/accord_engine_worker.js\")";

    /// The names in a folder after it was finished with programs of this content in it.
    fn names(case: &str, wasm: &[u8]) -> (Vec<String>, String, std::path::PathBuf) {
        let root = std::env::temp_dir().join(format!("accord-names-{case}-{}", std::process::id()));
        fs::create_dir_all(root.join(ENGINE)).unwrap();
        for name in
            ["accord_engine_bg", "accord_engine_arrow_bg", "accord_engine_worker_bg", "accord_engine_rest"]
        {
            fs::write(root.join(format!("engine/{name}.wasm")), [wasm, name.as_bytes()].concat()).unwrap();
        }
        let glue = |stem: &str| format!("new URL('{stem}_bg.wasm', import.meta.url)");
        let with_arrow = |stem: &str| glue(stem) + "; import('./accord_engine_arrow.js')";
        let with_rest = with_arrow("accord_engine_worker") + "; fetch('./accord_engine_rest.wasm')";
        fs::write(root.join("engine/accord_engine_arrow.js"), glue("accord_engine_arrow")).unwrap();
        fs::write(root.join("engine/accord_engine.js"), with_arrow("accord_engine")).unwrap();
        fs::write(root.join("engine/accord_engine_worker.js"), with_rest).unwrap();
        fs::write(root.join(WORKER), SCRIPT).unwrap();
        let page = by_content(&root, PAGE).unwrap();
        let files = crate::files::below(&root).unwrap();
        let names =
            files.iter().map(|file| file.strip_prefix(&root).unwrap().display().to_string()).collect();
        (names, page, root)
    }

    /// The one file whose name has a content's hash between these.
    fn one(names: &[String], start: &str, end: &str) -> String {
        let is_hash = |hash: &str| hash.len() == 16 && hash.chars().all(|c| c.is_ascii_hexdigit());
        let is_it = |name: &&String| {
            name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).is_some_and(is_hash)
        };
        let found: Vec<_> = names.iter().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{start}…{end} among {names:?}");
        found[0].clone()
    }

    #[test]
    fn the_page_names_the_worker_the_worker_the_engine_and_the_engine_its_parts() {
        let (names, page, root) = names("chain", b"one");
        let text = |name: &str| fs::read_to_string(root.join(name)).unwrap();
        let below = |name: &str| name.trim_start_matches("engine/").to_owned();
        let worker = one(&names, "worker-", ".js");
        assert_eq!(page, format!("<meta name=\"accord-worker\" content=\"{worker}\">"));
        let host = one(&names, "engine/accord_engine_worker-", ".js");
        let wasm = one(&names, "engine/accord_engine_worker-", "_bg.wasm");
        assert_eq!(text(&worker), format!("fetch(\"./{wasm}\"); import(\"./{host}\")"));
        let arrow = one(&names, "engine/accord_engine_arrow-", ".js");
        let rest = one(&names, "engine/accord_engine_rest-", ".wasm");
        let (wasm, arrow_now, rest) = (below(&wasm), below(&arrow), below(&rest));
        let loads = |wasm: &str| format!("new URL('{wasm}', import.meta.url)");
        let with_arrow = |wasm: &str| format!("{}; import('./{arrow_now}')", loads(wasm));
        assert_eq!(text(&host), with_arrow(&wasm) + &format!("; fetch('./{rest}')"));
        let module = one(&names, "engine/accord_engine-", ".js");
        let wasm = one(&names, "engine/accord_engine-", "_bg.wasm");
        assert_eq!(text(&module), with_arrow(&below(&wasm)));
        let wasm = one(&names, "engine/accord_engine_arrow-", "_bg.wasm");
        assert_eq!(text(&arrow), loads(&below(&wasm)));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_public_names_stay_and_lead_to_the_modules_of_now_and_no_other_is_without_its_content() {
        let (names, _, root) = names("stable", b"one");
        assert_eq!(fs::read(root.join("engine/accord_engine_bg.wasm")).unwrap(), b"oneaccord_engine_bg");
        for stem in ["accord_engine", "accord_engine_worker"] {
            let glue = one(&names, &format!("engine/{stem}-"), ".js");
            let text = fs::read_to_string(root.join(format!("engine/{stem}.js"))).unwrap();
            assert!(text.contains(&glue.replace("engine/", "./")), "{text}");
        }
        let unnamed: Vec<_> = names.iter().filter(|name| !crate::headers::is_immutable(name)).collect();
        let public = ["accord_engine.js", "accord_engine_bg.wasm", "accord_engine_worker.js"];
        assert_eq!(unnamed, public.map(|name| format!("engine/{name}")).iter().collect::<Vec<_>>());
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
