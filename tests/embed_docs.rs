//! The element's contract stands in three places: its class, its types and its document. They say the same.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::{collections::BTreeSet, fs, path::Path};

use accord::failure::Code;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The texts in quotes between `start` and `end`.
fn quoted(text: &str, start: &str, end: &str) -> Vec<String> {
    let from = text.find(start).unwrap_or_else(|| panic!("{start} is not there")) + start.len();
    let list = &text[from..from + text[from..].find(end).unwrap()];
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_attribute_has_its_line_and_its_property_a_type() {
    let (class, types, document) =
        (read("embed/accord-match.js"), read("embed/accord-match.d.ts"), read("docs/embedding.md"));
    for attribute in quoted(&class, "const ATTRIBUTES = [", "]") {
        assert!(document.contains(&format!("\n| `{attribute}` |")), "docs/embedding.md has no `{attribute}`");
    }
    let reflected = &class[class.find("const REFLECTED = {").unwrap()..];
    let reflected = &reflected[reflected.find('{').unwrap() + 1..reflected.find('}').unwrap()];
    for pair in reflected.split(',') {
        let (property, attribute) = pair.trim().split_once(": ").unwrap();
        let attribute = attribute.trim_matches('"');
        assert!(
            document.contains(&format!("\n| `{attribute}` | `{property}` |")),
            "docs/embedding.md does not say that {attribute} is {property}"
        );
        let is_typed = types.contains(&format!("  {property}: "))
            || types.contains(&format!("  get {property}(): "))
                && types.contains(&format!("  set {property}("));
        assert!(is_typed, "accord-match.d.ts has no {property}");
    }
}

#[test]
fn every_event_is_documented_and_typed() {
    let (frame, types, document) =
        (read("embed/frame/frame.js"), read("embed/accord-match.d.ts"), read("docs/embedding.md"));
    for event in quoted(&frame, "const EVENTS = [", "]") {
        assert!(document.contains(&format!("\n| `{event}` |")), "docs/embedding.md has no event {event}");
        assert!(document.contains(&format!("`accord:{event}`")), "docs/embedding.md has no message {event}");
        assert!(types.contains(&format!("\n  {event}: CustomEvent<")), "accord-match.d.ts has no {event}");
    }
}

#[test]
fn every_part_is_documented_and_every_documented_part_is_there() {
    let mut parts = BTreeSet::new();
    for file in ["view.rs", "view/foot.rs", "view/item.rs", "view/list.rs"] {
        let text = read(&format!("src/widget/{file}"));
        let found =
            text.split(".set(\"part\", \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        parts.extend(found);
    }
    let document = read("docs/embedding.md");
    let line = document.lines().find(|line| line.starts_with("Parts: ")).unwrap();
    let documented: BTreeSet<String> = line.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert_eq!(documented, parts);
}

#[test]
fn every_code_that_an_element_tells_is_documented() {
    let document = read("docs/embedding.md");
    let line = document.lines().find(|line| line.starts_with("Codes of `error`")).unwrap();
    // What an element has no part in: files of the reader, lists, the clipboard, and what is never shown.
    let elsewhere = [
        Code::OriginNotAllowed,
        Code::Unreadable,
        Code::NoCatalogue,
        Code::Superseded,
        Code::BadMessage,
        Code::NotLists,
        Code::NewerLists,
        Code::Clipboard,
        Code::Other,
    ];
    for code in Code::ALL.iter().filter(|code| !elsewhere.contains(code)) {
        assert!(line.contains(&format!("`{}`", code.as_str())), "docs/embedding.md has no {}", code.as_str());
    }
}
