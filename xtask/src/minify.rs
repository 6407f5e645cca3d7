//! Scripts and style sheets without what only people read: a browser gets them as short as esbuild makes them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::process::command;
use crate::setup::node;

/// A text of a kind (`js` or `css`) in its shortest form. It means the same, and says it in as modern a way.
pub(crate) fn text(text: &str, kind: &str) -> Result<String> {
    let mut esbuild = esbuild()
        .arg(format!("--loader={kind}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("esbuild does not start")?;
    // It reads all of it before it writes anything.
    esbuild.stdin.take().context("esbuild takes nothing")?.write_all(text.as_bytes())?;
    said(esbuild.wait_with_output()?)
}

/// A script and what it imports from beside it, as one text in its shortest form. What it exports stays.
pub(crate) fn bundle(file: &Path) -> Result<String> {
    let answer = esbuild()
        .args(["--bundle", "--format=esm"])
        // wasm-bindgen names a script for each function that it imports from it.
        .arg("--log-override:duplicate-object-key=silent")
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("esbuild does not start")?
        .wait_with_output()?;
    said(answer)
}

/// The same for a file, in place; its ending is its kind.
pub(crate) fn file(file: &Path) -> Result<()> {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    let long = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    fs::write(file, text(&long, kind)?)?;
    Ok(())
}

fn esbuild() -> Command {
    let program = node::programs().join(if cfg!(windows) { "esbuild.cmd" } else { "esbuild" });
    let mut esbuild = command(program);
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    esbuild
}

fn said(answer: Output) -> Result<String> {
    ensure!(answer.status.success(), "esbuild failed ({}); what it said is above", answer.status);
    String::from_utf8(answer.stdout).context("esbuild wrote no text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_long_names_go_and_what_is_said_stays() {
        node::modules().unwrap();
        let js =
            text("// why\nexport function open(address) {\n  return `« ${address} »`;\n}\n", "js").unwrap();
        assert!(js.contains("open") && js.contains("« ${") && js.len() < 60 && !js.contains("why"), "{js}");
        let css = text("@layer a {\n  .row {\n    color: #ffffff; /* why */\n  }\n}\n", "css").unwrap();
        assert_eq!(css, "@layer a{.row{color:#fff}}\n");
    }

    #[test]
    fn what_is_no_script_is_an_error() {
        node::modules().unwrap();
        assert!(text("export function (", "js").is_err());
    }

    #[test]
    fn a_bundle_holds_what_its_scripts_import_from_each_other_and_exports_what_the_first_does() {
        node::modules().unwrap();
        let root = std::env::temp_dir().join(format!("accord-bundle-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("a.js"), "import { b } from './b.js';\nexport const a = 1;\nexport default b;")
            .unwrap();
        fs::write(root.join("b.js"), "import { a } from './a.js';\nexport const b = () => a + 41;").unwrap();
        let text = bundle(&root.join("a.js")).unwrap();
        assert!(!text.contains("import"), "{text}");
        assert!(text.contains("41") && text.contains("as a") && text.contains("as default"), "{text}");
        fs::write(root.join("b.js"), "export const b = (").unwrap();
        assert!(bundle(&root.join("a.js")).is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
