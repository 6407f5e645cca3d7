//! Turns `locales/{fr,en}/*.json` into typed Rust, so that a missing translation does not compile, and gives
//! page and worker the name of the build that they belong to, and copies of data that of the program that reads them.
//!
//! Texts are only for builds with views. The form of the files and the use of the result: `src/i18n.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// The languages; the first one decides which texts exist and the others must agree.
const LOCALES: [&str; 2] = ["fr", "en"];

/// Plural forms that French and English tell apart.
const PLURALS: [&str; 2] = ["one", "other"];

/// Words that cannot name a method.
const RESERVED: [&str; 12] =
    ["as", "fn", "for", "if", "in", "loop", "match", "move", "self", "type", "use", "where"];

/// What page and worker must agree on: the words between them.
const SHARED: [&str; 4] = ["src/domain", "src/protocol.rs", "src/failure.rs", "src/lists"];

/// What decides which profiles come of data, and how they are kept.
const READS: [&str; 3] = ["src/domain", "src/intake", "src/store"];

/// What decides which columns are made of them, and how these are kept.
const COLUMNS: [&str; 5] = ["src/archive.rs", "src/domain", "src/engine", "src/intake", "src/store"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    // Not the whole source, because a change of a view would then compile the engine anew.
    println!("cargo::rustc-env=ACCORD_BUILD={}-{:016x}", env!("CARGO_PKG_VERSION"), fingerprint(&SHARED));
    println!("cargo::rustc-env=ACCORD_READER={:016x}", fingerprint(&READS));
    println!("cargo::rustc-env=ACCORD_COLUMNS={:016x}", fingerprint(&COLUMNS));
    if env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm") {
        // The page's program and the worker's are split after they are linked: the linker has to leave word of which
        // function calls which.
        println!("cargo::rustc-link-arg-bin=accord=--emit-relocs");
        if env::var_os("CARGO_FEATURE_SPLIT").is_some() {
            println!("cargo::rustc-link-arg-bin=accord_engine_worker=--emit-relocs");
        }
    }
    if env::var_os("CARGO_FEATURE_VIEW").is_none() {
        return;
    }
    match generate() {
        Ok(code) => {
            let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
            if let Err(error) = fs::write(folder.join("texts.rs"), code) {
                println!("cargo::error=texts.rs: {error}");
            }
        }
        Err(problem) => println!("cargo::error={problem}"),
    }
}

/// One number for what is in these files and folders.
fn fingerprint(paths: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        println!("cargo::rerun-if-changed={path}");
        hash(Path::new(path), &mut hasher);
    }
    hasher.finish()
}

/// Hashes a file, or every file of a folder in the order of their names.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in &paths {
            hash(path, hasher);
        }
    } else if let Ok(bytes) = fs::read(path) {
        (path, bytes).hash(hasher);
    }
}

/// The module: one struct for each file, and `Text` that holds them all.
fn generate() -> Result<String, String> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("locales");
    let mut code = String::new();
    let mut fields = String::new();
    let mut values = String::new();
    for name in namespaces(&root)? {
        let mut files = Vec::new();
        for locale in LOCALES {
            files.push(read(&root.join(locale).join(format!("{name}.json")))?);
        }
        let kind = camel(&name);
        write_namespace(&mut code, &name, &kind, &files)?;
        let _ = writeln!(fields, "    /// Texts of `{name}.json`.\n    pub {name}: {kind},");
        let _ = writeln!(values, "            {name}: {kind}(locale),");
    }
    let _ = write!(
        code,
        "/// Every text, in one language.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub struct Text {{\n    \
         /// The language.\n    pub locale: Locale,\n{fields}}}\n\n\
         impl Text {{\n    /// The texts of a language.\n    pub const fn of(locale: Locale) -> Self {{\n        \
         Self {{\n            locale,\n{values}        }}\n    }}\n}}\n"
    );
    Ok(code)
}

/// The names of the files of the first language; every language must have the same.
fn namespaces(root: &Path) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for locale in LOCALES {
        let folder = root.join(locale);
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let names: BTreeSet<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
            .collect();
        all.push(names);
    }
    if let Some(odd) = all[0].symmetric_difference(&all[1]).next() {
        return Err(format!("locales: {odd}.json is there in one language only"));
    }
    Ok(all.swap_remove(0).into_iter().collect())
}

fn read(path: &Path) -> Result<Map<String, Value>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn write_namespace(
    code: &mut String,
    name: &str,
    kind: &str,
    files: &[Map<String, Value>],
) -> Result<(), String> {
    let keys: BTreeSet<&String> = files.iter().flat_map(Map::keys).collect();
    let _ = writeln!(
        code,
        "/// Texts of `{name}.json`.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n\
         pub struct {kind}(Locale);\n\nimpl {kind} {{"
    );
    for key in keys {
        let at = |problem: &str| format!("locales/*/{name}.json: `{key}` {problem}");
        let values: Vec<&Value> = files.iter().filter_map(|file| file.get(key)).collect();
        if values.len() != LOCALES.len() {
            return Err(at("is there in one language only"));
        }
        if !is_name(key) {
            return Err(at("must be a lower-case name"));
        }
        write_key(code, key, &values).map_err(|problem| at(&problem))?;
    }
    code.push_str("}\n\n");
    Ok(())
}

/// One method: a text, a plural, or a table of names.
fn write_key(code: &mut String, key: &str, values: &[&Value]) -> Result<(), String> {
    if let Some(texts) = values.iter().map(|value| value.as_str()).collect::<Option<Vec<_>>>() {
        return write_text(code, key, &texts);
    }
    let tables = values.iter().map(|value| table(value)).collect::<Option<Vec<_>>>();
    let tables = tables.ok_or("must be a text, or an object of texts, in every language")?;
    let same = tables.windows(2).all(|pair| pair[0].keys().eq(pair[1].keys()));
    if !same {
        return Err("has other entries in one language than in the other".to_owned());
    }
    if tables[0].keys().copied().eq(PLURALS) {
        write_plural(code, key, &tables)
    } else {
        write_names(code, key, &tables)
    }
}

fn table(value: &Value) -> Option<BTreeMap<&str, &str>> {
    value.as_object()?.iter().map(|(key, value)| Some((key.as_str(), value.as_str()?))).collect()
}

fn write_text(code: &mut String, key: &str, texts: &[&str]) -> Result<(), String> {
    let parts = texts.iter().map(|text| pieces(text)).collect::<Result<Vec<_>, _>>()?;
    let arguments = arguments(&parts)?;
    let _ = writeln!(code, "    /// « {} »", doc(texts[0]));
    if arguments.is_empty() {
        let _ = writeln!(code, "    pub const fn {key}(self) -> &'static str {{\n        match self.0 {{");
        for (locale, text) in LOCALES.iter().zip(texts) {
            let _ = writeln!(code, "            Locale::{} => {text:?},", camel(locale));
        }
    } else {
        let _ = writeln!(
            code,
            "    pub fn {key}(self{}) -> String {{\n        match self.0 {{",
            parameters(&arguments)
        );
        for (locale, parts) in LOCALES.iter().zip(&parts) {
            let _ = writeln!(code, "            Locale::{} => {},", camel(locale), sentence(parts));
        }
    }
    code.push_str("        }\n    }\n\n");
    Ok(())
}

fn write_plural(code: &mut String, key: &str, tables: &[BTreeMap<&str, &str>]) -> Result<(), String> {
    let mut parts = Vec::new();
    for form in PLURALS {
        for table in tables {
            parts.push(pieces(table[form])?);
        }
    }
    // A form may leave a number out ("one profile"), so the longest list of arguments counts.
    let all: BTreeSet<String> =
        parts.iter().flatten().filter_map(Piece::argument).map(str::to_owned).collect();
    let _ = writeln!(
        code,
        "    /// « {} » / « {} »\n    pub fn {key}(self, count: u64{}) -> String {{\n        \
         match (self.0, self.0.plural(count)) {{",
        doc(tables[0]["one"]),
        doc(tables[0]["other"]),
        parameters(&all)
    );
    let mut parts = parts.iter();
    for form in PLURALS {
        for (locale, parts) in LOCALES.iter().zip(parts.by_ref()) {
            let _ = writeln!(
                code,
                "            (Locale::{}, Plural::{}) => {},",
                camel(locale),
                camel(form),
                sentence(parts)
            );
        }
    }
    code.push_str("        }\n    }\n\n");
    Ok(())
}

fn write_names(code: &mut String, key: &str, tables: &[BTreeMap<&str, &str>]) -> Result<(), String> {
    let _ = writeln!(
        code,
        "    /// The name of one of: {}.\n    pub fn {key}(self, key: &str) -> Option<&'static str> {{\n        \
         Some(match (self.0, key) {{",
        tables[0].keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
    );
    for (locale, table) in LOCALES.iter().zip(tables) {
        for (entry, text) in table {
            if text.contains('{') {
                return Err(format!("({entry}) must not have arguments"));
            }
            let _ = writeln!(code, "            (Locale::{}, {entry:?}) => {text:?},", camel(locale));
        }
    }
    code.push_str("            _ => return None,\n        })\n    }\n\n");
    Ok(())
}

/// A part of a text.
enum Piece<'a> {
    Plain(&'a str),
    Argument(&'a str),
}

impl Piece<'_> {
    fn argument(&self) -> Option<&str> {
        match self {
            Self::Plain(_) => None,
            Self::Argument(name) => Some(name),
        }
    }
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("has a { without }")?;
        if !is_name(name) {
            return Err(format!("has an argument {{{name}}} that is no lower-case name"));
        }
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(Piece::Argument(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    Ok(pieces)
}

/// The arguments of a text, the same in every language.
fn arguments(parts: &[Vec<Piece<'_>>]) -> Result<BTreeSet<String>, String> {
    let sets: Vec<BTreeSet<String>> = parts
        .iter()
        .map(|parts| parts.iter().filter_map(Piece::argument).map(str::to_owned).collect())
        .collect();
    if sets.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err("has other arguments in one language than in the other".to_owned());
    }
    Ok(sets.into_iter().next().unwrap_or_default())
}

fn parameters(arguments: &BTreeSet<String>) -> String {
    arguments.iter().fold(String::new(), |mut list, name| {
        let _ = write!(list, ", {name}: &str");
        list
    })
}

fn sentence(parts: &[Piece<'_>]) -> String {
    let is_argument = parts.iter().enumerate().filter(|(_, piece)| piece.argument().is_some());
    let arguments = is_argument.fold(0u64, |bits, (at, _)| bits | 1 << at);
    let parts: Vec<String> = parts
        .iter()
        .map(|piece| match piece {
            Piece::Plain(text) => format!("{text:?}"),
            Piece::Argument(name) => (*name).to_owned(),
        })
        .collect();
    format!("sentence(&[{}], {arguments:#b})", parts.join(", "))
}

fn is_name(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.contains(&key)
}

fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
        })
        .collect()
}

/// A text as documentation: on one line, with nothing that looks like markup.
fn doc(text: &str) -> String {
    text.replace('\n', " ").replace(['[', ']', '<', '>', '`', '*'], "")
}
