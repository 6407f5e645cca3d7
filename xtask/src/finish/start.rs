//! When the page's module is asked for: after the first paint.
//!
//! Trunk has the browser fetch it, the largest file of the page, together with the style sheet that the first
//! paint waits for, and compile it before that paint where the line is quick.

use anyhow::{Context as _, Result, ensure};

/// How Trunk starts the module; its names stand between these.
const SCRIPT: [&str; 3] =
    ["import init, * as bindings from './", "';\nconst wasm = await init({ module_or_path: './", "' });"];
/// The same, after the first paint.
const LATER: &str = include_str!("start.js");

const OTHERWISE: &str = "Trunk starts the page's module in another way than it did";

/// The names of the module's script and of the module.
pub(crate) fn names(html: &str) -> Result<[&str; 2]> {
    let [_, glue, wasm, _] = split(html).context(OTHERWISE)?;
    Ok([glue, wasm])
}

/// The page with a start script that lets the first paint go ahead, and without Trunk's requests before it.
pub(crate) fn after_first_paint(html: &str) -> Result<String> {
    let [before, glue, wasm, after] = split(html).context(OTHERWISE)?;
    let script = LATER.replace("GLUE", glue).replace("WASM", wasm);
    let html = [before, script.trim_end(), after].concat();
    let html = without_link(html, &format!("<link rel=\"modulepreload\" href=\"./{glue}\""))?;
    without_link(html, &format!("<link rel=\"preload\" href=\"./{wasm}\""))
}

/// What stands before the start of the module, its two names, and what stands after.
fn split(html: &str) -> Option<[&str; 4]> {
    let (before, rest) = html.split_once(SCRIPT[0])?;
    let (glue, rest) = rest.split_once(SCRIPT[1])?;
    let (wasm, after) = rest.split_once(SCRIPT[2])?;
    Some([before, glue, wasm, after])
}

/// A page without the link that begins like this.
fn without_link(mut html: String, link: &str) -> Result<String> {
    let from = html.find(link).with_context(|| format!("index.html has no {link}"))?;
    let length = html[from..].find('>').context("index.html has an unfinished <link>")? + 1;
    ensure!(!html[from + length..].contains(link), "index.html has two of {link}");
    html.replace_range(from..from + length, "");
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script type=\"module\">\nimport init, * as bindings from './a-1.js';\n\
                        const wasm = await init({ module_or_path: './a-1_bg.wasm' });\n\nwindow.x = bindings;\
                        </script><link rel=\"modulepreload\" href=\"./a-1.js\" crossorigin=\"anonymous\">\
                        <link rel=\"preload\" href=\"./a-1_bg.wasm\" as=\"fetch\"></head>";

    #[test]
    fn the_module_is_asked_for_by_the_script_alone() {
        let page = after_first_paint(PAGE).unwrap();
        assert!(page.contains("fetch(\"./a-1_bg.wasm\")") && page.contains("import(\"./a-1.js\")"), "{page}");
        assert!(page.contains("\n\nwindow.x = bindings;</script></head>"), "{page}");
        assert!(!page.contains("<link") && !page.contains("GLUE") && !page.contains("WASM"), "{page}");
    }

    #[test]
    fn another_start_of_trunk_is_an_error() {
        assert!(after_first_paint("<script type=\"module\">import init from './a-1.js';</script>").is_err());
        assert!(after_first_paint(&PAGE.replace("rel=\"preload\"", "rel=\"prefetch\"")).is_err());
    }
}
