//! Rules about the source that the compiler cannot keep: which layer may know which, and where colors live.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder or file, and words that no line of its code may hold.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "src/domain",
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "crate::engine",
            "crate::intake",
            "crate::state",
            "crate::ui",
        ],
    ),
    (
        "src/engine",
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "serde",
            "crate::protocol",
            "crate::client",
            "crate::ui",
        ],
    ),
    (
        "src/intake",
        &["leptos", "web_sys", "js_sys", "wasm_bindgen", "crate::engine", "crate::protocol", "crate::ui"],
    ),
    (
        "src/store",
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "serde",
            "crate::engine",
            "crate::intake",
            "crate::protocol",
            "crate::ui",
        ],
    ),
    ("src/protocol.rs", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "crate::engine", "crate::ui"]),
    ("src/route.rs", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "crate::engine"]),
    ("src/worker", &["leptos", "crate::ui", "crate::state", "crate::client"]),
    ("src/client", &["leptos", "crate::engine", "crate::ui", "crate::state"]),
    ("src/platform", &["leptos", "crate::engine", "crate::ui", "crate::state"]),
    ("src/state", &["leptos_router", "view!", "crate::engine", "crate::ui"]),
    ("src/ui/kit", &["leptos_router", "crate::domain", "crate::state", "crate::client"]),
    ("src/ui/parts", &["leptos_router", "crate::client", "crate::engine"]),
    (
        "src/widget",
        &[
            "leptos",
            "crate::engine",
            "address_bar",
            "preference",
            "records",
            "set_title",
            "set_language",
            "use_app",
            "ui::pages",
        ],
    ),
];

/// Words of the clock, of randomness and of threads, which the pure layers do without.
const IMPURE: &[&str] = &["Instant::now", "SystemTime", "thread::spawn", "rand::"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(path: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for entry in &entries {
            files(entry, ending, found);
        }
    } else if path.extension().is_some_and(|extension| extension == ending) {
        found.push(path.to_owned());
    }
}

fn sources(path: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let full = root().join(path);
    // A folder and the file that declares it are one layer.
    for part in [full.clone(), full.with_extension("rs")] {
        if part.exists() {
            files(&part, ending, &mut found);
        }
    }
    found.dedup();
    assert!(!found.is_empty(), "{path} is not there any more: mend the rule that names it");
    found
}

/// Lines of code without comments, numbered from 1.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.to_owned()));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

fn offenses(paths: Vec<PathBuf>, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths {
        for (number, line) in code(&path) {
            for word in words.iter().filter(|word| line.contains(**word)) {
                found.push(format!("{}:{number} has {word}", path.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    found
}

#[test]
fn no_layer_knows_what_stands_above_it() {
    for (path, words) in FORBIDDEN {
        assert_eq!(offenses(sources(path, "rs"), words), Vec::<String>::new());
    }
}

#[test]
fn the_pure_layers_know_neither_clock_nor_chance() {
    for path in ["src/domain", "src/store", "src/engine", "src/intake"] {
        assert_eq!(offenses(sources(path, "rs"), IMPURE), Vec::<String>::new());
    }
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let silent: Vec<PathBuf> = sources("src", "rs")
        .into_iter()
        .chain(sources("xtask/src", "rs"))
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//!"))
        .collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

#[test]
fn colors_are_written_in_the_tokens_alone() {
    let is_color = |line: &str| {
        let hex = line.split('#').skip(1).any(|rest| {
            let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
            matches!(digits, 3 | 4 | 6 | 8)
                && !rest[digits..].starts_with(|next: char| next.is_alphanumeric() || next == '-')
        });
        hex || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|function| line.contains(function))
    };
    let found: Vec<String> = sources("style", "css")
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name != "tokens.css"))
        .flat_map(|path| code(&path).into_iter().map(move |(number, line)| (path.clone(), number, line)))
        .filter(|(_, _, line)| is_color(line))
        .map(|(path, number, line)| format!("{}:{number} {line}", path.display()))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn views_write_no_markup_and_no_styles_as_text() {
    let words = ["inner_html", "innerHTML", "set_inner_html", "style=\"", " style=format"];
    assert_eq!(
        offenses([sources("src/ui", "rs"), sources("src/widget", "rs")].concat(), &words),
        Vec::<String>::new()
    );
}

/// A text that no view says is a text that translators keep for nobody.
#[test]
fn every_text_is_said_somewhere() {
    let said: String = sources("src", "rs")
        .into_iter()
        .flat_map(|path| code(&path))
        .flat_map(|(_, line)| line.trim().chars().collect::<Vec<_>>())
        .collect();
    let mut silent = Vec::new();
    let mut all = 0;
    for path in sources("locales/fr", "json") {
        let group = path.file_stem().unwrap().to_string_lossy().into_owned();
        let texts: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        all += texts.len();
        let is_silent = |key: &&String| !said.contains(&format!(".{key}("));
        silent.extend(texts.keys().filter(is_silent).map(|key| format!("{group}.{key}")));
    }
    assert!(all > 0 && silent.is_empty(), "{silent:?} of {all}");
}
