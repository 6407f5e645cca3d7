//! A program cut into the part that its start needs and parts that it fetches when they are needed, which are what
//! the attribute `wasm_split` marks in it.
//!
//! That takes what the linker wrote, before anything else has rewritten it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use wasm_split_cli_support as wasm_split;

use crate::finish::renamed;
use crate::minify;
use crate::process::{command, run};
use crate::setup::tools;

/// The script that fetches the parts that come later.
const LOADER: &str = "loader.js";

/// A program after it was cut.
pub(crate) struct Cut {
    /// Its script, with the one that fetches the other parts in it, as short as it gets.
    pub(crate) script: String,
    /// The part that a start needs.
    pub(crate) main: PathBuf,
}

/// How a program is cut.
pub(crate) struct Plan<'a> {
    /// The name of its files.
    pub(crate) name: &'a str,
    /// What the linker wrote.
    pub(crate) linked: &'a [u8],
    /// An empty folder for what is made of it.
    pub(crate) folder: &'a Path,
    /// Options of wasm-bindgen.
    pub(crate) options: &'a [&'a str],
    /// What is added to its script.
    pub(crate) more: &'a str,
}

impl Plan<'_> {
    /// Cuts the program. `keep` is given each part but the first, puts it where it belongs, and answers the name by
    /// which it is fetched from beside the script.
    pub(crate) fn cut(&self, keep: impl Fn(&Path, &str) -> Result<String>) -> Result<Cut> {
        let Self { name, folder, .. } = *self;
        let main = folder.join(format!("{name}.wasm"));
        let parts = self.parts(&main)?;
        let mut wasm_bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"));
        wasm_bindgen.args(["--target", "web", "--no-typescript"]);
        wasm_bindgen.args(["--remove-name-section", "--remove-producers-section"]);
        // The other parts are linked to what this one exports, and the linker's own exports are among that.
        wasm_bindgen.arg("--keep-lld-exports").args(self.options);
        run(wasm_bindgen.args(["--out-name", name, "--out-dir"]).arg(folder).arg(&main))?;
        fs::remove_file(main)?;

        let loader = folder.join(LOADER);
        let mut text = whole(&fs::read_to_string(&loader)?)?;
        for part in &parts {
            let file = part.file_name().and_then(|name| name.to_str()).context("a file has a name")?;
            text = renamed(&text, file, &keep(part, file)?, LOADER)?;
        }
        fs::write(&loader, text)?;
        let script = folder.join(format!("{name}.js"));
        let text = fs::read_to_string(&script)?;
        fs::write(&script, text + self.more)?;
        Ok(Cut { script: minify::bundle(&script)?, main: folder.join(format!("{name}_bg.wasm")) })
    }

    /// Writes the part that a start needs, and the others, which it answers.
    fn parts(&self, main: &Path) -> Result<Vec<PathBuf>> {
        let Self { name, linked, folder, .. } = *self;
        let mut options = wasm_split::Options::new(linked);
        let (loader, script) = (format!("./{LOADER}"), format!("./{name}.js"));
        options.output_dir = folder;
        options.main_out_path = main;
        options.link_name = &loader;
        options.main_module = &script;
        let made =
            wasm_split::transform(options).map_err(|error| anyhow!("splitting {name}.wasm: {error:#}"))?;
        ensure!(!made.split_modules.is_empty(), "{name}.wasm has no part that could come later");
        Ok(made.split_modules)
    }
}

/// The loader without the one thing in which it asks more of a host than the first part's does, which is to know the
/// file's type.
fn whole(loader: &str) -> Result<String> {
    let typed = "WebAssembly.instantiateStreaming(src, imports)";
    let any = "src.then(async (file) => file.headers.get('Content-Type') === 'application/wasm' \
               ? WebAssembly.instantiateStreaming(file, imports) \
               : WebAssembly.instantiate(await file.arrayBuffer(), imports))";
    renamed(loader, typed, any, LOADER)
}

#[cfg(test)]
mod tests {
    use super::*;

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
