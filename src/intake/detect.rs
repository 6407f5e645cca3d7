//! Which form the text has, decided by its content; name and MIME type only break ties.

use super::{Hints, OpenError, json::span};

/// A form of profile data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One JSON value: the contract's document or a bare array; also objects one after the other.
    Document,
    /// One JSON object a line (NDJSON).
    Lines,
    /// Separated values with a header.
    Table,
}

/// Lines that are looked at to tell NDJSON from a document that is spread over lines.
const LINES_TO_LOOK_AT: usize = 16;

/// What an Arrow file begins with, and each message of a stream.
const ARROW_FILE: &[u8] = b"ARROW1";
const ARROW_MESSAGE: &[u8] = &[0xFF; 4];

/// A schema has fewer bytes.
const MAX_ARROW_SCHEMA: u32 = 1 << 28;

/// Whether the bytes are Arrow: its magic word, a stream's first message, or binary data under such a name.
pub(super) fn is_arrow(bytes: &[u8], hints: &Hints) -> bool {
    if bytes.starts_with(ARROW_FILE) {
        return true;
    }
    if let Some(length) = bytes.strip_prefix(ARROW_MESSAGE).and_then(<[u8]>::first_chunk::<4>) {
        return (8..MAX_ARROW_SCHEMA).contains(&u32::from_le_bytes(*length));
    }
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let is_binary = !is_utf16 && bytes.iter().take(64).any(|byte| *byte == 0);
    is_binary && hint(hints, &ARROW_NAMES)
}

/// Endings of files and MIME subtypes that say Arrow.
const ARROW_NAMES: [&str; 6] =
    ["arrow", "arrows", "feather", "ipc", "vnd.apache.arrow.file", "vnd.apache.arrow.stream"];

/// Whether a file's name says that it is Arrow.
pub fn is_arrow_name(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.trim());
    extension.is_some_and(|extension| ARROW_NAMES.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// The form of trimmed text, of which `is_all` says whether it is here to its end; `None` where more of it has
/// to be seen.
pub(super) fn form(text: &str, is_all: bool, hints: &Hints) -> Option<Result<Form, OpenError>> {
    Some(match text.as_bytes().first() {
        None => Err(OpenError::Empty),
        Some(b'[') => Ok(Form::Document),
        Some(b'{') => Ok(if is_lines(text, is_all, hints)? { Form::Lines } else { Form::Document }),
        Some(b'<') if is_html(text) => Err(OpenError::Html),
        _ if says_json(hints) => Err(OpenError::NotJson { at: 0 }),
        _ => Ok(Form::Table),
    })
}

fn is_lines(text: &str, is_all: bool, hints: &Hints) -> Option<bool> {
    if hint(hints, &["ndjson", "jsonl", "jsonlines", "x-json-stream"]) {
        return Some(true);
    }
    // Asked first, because a document may be one line of a hundred megabytes.
    let first = text.lines().next().unwrap_or_default().trim();
    let is_named = span::value_of(first, "schema").is_some_and(|value| value.starts_with("\"accord/"));
    if is_named || ["profiles", "files"].iter().any(|key| span::has_key(first, key)) {
        return Some(false);
    }
    let text = match text.rfind('\n') {
        // The last line may go on.
        Some(end) if !is_all => &text[..end],
        None if !is_all => return None,
        _ => text,
    };
    let mut looked_at = 0;
    let mut complete = 0;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines.take(LINES_TO_LOOK_AT) {
        let whole = line.starts_with('{') && span::end(line.as_bytes(), 0) == Some(line.len());
        looked_at += 1;
        complete += usize::from(whole);
    }
    Some(complete * 2 >= looked_at)
}

fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<script", "<meta", "<title"]
        .iter()
        .any(|mark| head.contains(mark))
}

fn says_json(hints: &Hints) -> bool {
    hint(hints, &["json"])
}

/// Whether the file's extension or the MIME subtype is one of the words.
fn hint(hints: &Hints, words: &[&str]) -> bool {
    let extension =
        hints.name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let subtype = hints.mime.as_deref().and_then(|mime| mime.split(';').next()?.rsplit(['/', '+']).next());
    [extension, subtype].into_iter().flatten().any(|found| {
        let found = found.trim();
        let found = found.strip_prefix("x-").unwrap_or(found);
        words.iter().any(|word| word.eq_ignore_ascii_case(found))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Form) {
        assert_eq!(form(text, true, &Hints::default()), Some(Ok(expected)), "{text}");
    }

    #[test]
    fn content_decides() {
        check(r#"{"schema":"accord/profiles@1","profiles":[]}"#, Form::Document);
        check("[]", Form::Document);
        check(r#"{"schema":"accord/lists@1","records":{}}"#, Form::Document);
        check(r#"{"schema":"rows","records":{}}"#, Form::Lines);
        check("{\n \"profiles\": [\n{\"a\":1},\n{\"a\":2}\n]}", Form::Document);
        check("{\"network\":\"x\"}", Form::Lines);
        check("{\"a\":1}\n{\"a\":2}\n{\"a\":3", Form::Lines);
        check("{\"a\":1\n{\"a\":2}\n{\"a\":3}", Form::Lines);
        check("name,followers\nlea,3", Form::Table);
    }

    #[test]
    fn arrow_is_known_by_its_first_bytes() {
        let none = Hints::default();
        assert!(is_arrow(b"ARROW1\0\0", &none));
        assert!(is_arrow(b"\xFF\xFF\xFF\xFF\x78\x01\0\0", &none));
        assert!(!is_arrow(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", &none));
        assert!(!is_arrow(b"ARROW,name", &none));
        let named = Hints { name: Some("people.Feather".into()), ..Hints::default() };
        assert!(is_arrow(b"\x10\0\0\0", &named) && is_arrow_name("people.Feather"));
        assert!(!is_arrow(b"[{\"network\":\"x\"}]", &named), "content decides");
        assert!(!is_arrow(b"\xFF\xFEn\0a\0", &named));
    }

    #[test]
    fn a_page_and_text_that_claims_to_be_json_are_refused() {
        let form = |text, hints: &Hints| form(text, true, hints).unwrap();
        assert_eq!(form("<!DOCTYPE html><title>Login</title>", &Hints::default()), Err(OpenError::Html));
        let hints = Hints { name: Some("data.json".into()), ..Hints::default() };
        assert_eq!(form("not found", &hints), Err(OpenError::NotJson { at: 0 }));
        assert_eq!(form("", &hints), Err(OpenError::Empty));
    }

    #[test]
    fn a_beginning_is_enough_where_it_says_what_it_is() {
        let begin = |text| form(text, false, &Hints::default());
        assert_eq!(begin(r#"{"schema":"accord/profiles@1","profiles":[{"id""#), Some(Ok(Form::Document)));
        assert_eq!(begin("{\"a\":1}\n{\"b\""), Some(Ok(Form::Lines)));
        assert_eq!(begin("{\n\"profiles\": [{"), Some(Ok(Form::Document)));
        assert_eq!(begin(r#"{"notes":["a"#), None);
    }
}
