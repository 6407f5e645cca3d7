//! Turns what other programs write for JSON into JSON: `NaN` and `Infinity` (Python), halves of surrogate
//! pairs (JavaScript, where an emoji was cut in two), line breaks inside strings, numbers beyond any float.
//!
//! Only rows that the parser refused come here; what is replaced becomes unknown, never another number.

use super::node;

/// The mended text, or `None` where there is nothing that could be mended.
pub(super) fn mend(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut mended = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (taken, ok) = match first {
            '"' => string(rest, &mut out),
            '0'..='9' | '-' | '+' | '.' | 'A'..='Z' | 'a'..='z' => word(rest, &mut out),
            _ => {
                out.push(first);
                (first.len_utf8(), true)
            }
        };
        mended |= !ok;
        rest = &rest[taken..];
    }
    mended.then_some(out)
}

/// Copies a number or a bare word; what JSON does not know becomes `null`.
fn word(text: &str, out: &mut String) -> (usize, bool) {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_');
    let length = text.find(|c| !part(c)).unwrap_or(text.len());
    let word = &text[..length];
    let ok = matches!(word, "null" | "true" | "false") || node::parse(word).is_some();
    out.push_str(if ok { word } else { "null" });
    (length, ok)
}

/// Copies a string with its quotes, without what may not stand in one.
fn string(text: &str, out: &mut String) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut ok = true;
    let mut at = 1;
    let mut copied = 0;
    let mut replace = |out: &mut String, from: usize, to: usize, by: &str| {
        out.push_str(&text[copied..from]);
        out.push_str(by);
        copied = to;
    };
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                break;
            }
            b'\\' => {
                let length = match bytes.get(at + 1) {
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                    Some(b'u') => unicode_escape(bytes, at).unwrap_or(0),
                    _ => 0,
                };
                if length == 0 {
                    ok = false;
                    let bad = if unit(bytes, at).is_some() { 6 } else { 1 };
                    replace(out, at, at + bad, "\u{FFFD}");
                    at += bad;
                } else {
                    at += length;
                }
            }
            0..=0x1F => {
                ok = false;
                replace(out, at, at + 1, " ");
                at += 1;
            }
            _ => at += 1,
        }
    }
    let end = at.min(bytes.len());
    out.push_str(&text[copied..end]);
    (end, ok)
}

/// The code unit of `\uXXXX` at that place.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let hex = bytes.get(at..at + 6)?;
    if !hex.starts_with(b"\\u") || !hex[2..].iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(&hex[2..]).ok()?, 16).ok()
}

/// Length of a valid escape of one character: six, or twelve for a pair.
fn unicode_escape(bytes: &[u8], at: usize) -> Option<usize> {
    match unit(bytes, at)? {
        0xD800..=0xDBFF => matches!(unit(bytes, at + 6), Some(0xDC00..=0xDFFF)).then_some(12),
        0xDC00..=0xDFFF => None,
        _ => Some(6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mended = mend(text).unwrap();
        assert_eq!(mended, expected);
        assert!(serde_json::from_str::<serde_json::Value>(&mended).is_ok());
    }

    #[test]
    fn foreign_numbers_become_unknown() {
        check(r#"{"a":NaN,"b":-Infinity,"c":1e999,"d":1.5}"#, r#"{"a":null,"b":null,"c":null,"d":1.5}"#);
    }

    #[test]
    fn broken_escapes_become_the_replacement_character() {
        check(r#"{"a":"x\ud83d y","b":"\ud83d\ude00"}"#, "{\"a\":\"x\u{FFFD} y\",\"b\":\"\\ud83d\\ude00\"}");
        check("{\"a\":\"two\nlines\\q\"}", "{\"a\":\"two lines\u{FFFD}q\"}");
    }

    #[test]
    fn what_is_fine_or_hopeless_is_not_mended() {
        assert_eq!(mend(r#"{"a":"é\n"}"#), None);
        assert_eq!(mend("{{{"), None);
    }
}
