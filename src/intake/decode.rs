//! From bytes to text: UTF-8 and UTF-16 with their marks, and Windows-1252 for what is neither.
//!
//! The table of Windows-1252 is 27 characters long, so no library and no browser is needed for it.

use std::borrow::Cow;

use super::OpenError;

/// Text, and how it was got where it is not plain UTF-8.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// Encoding that was assumed because the bytes are not what a mark or UTF-8 promise.
    pub(super) foreign: Option<&'static str>,
}

/// The bytes as text, or what they are instead.
pub(super) fn text(bytes: &[u8]) -> Result<Decoded<'_>, OpenError> {
    let plain = |text| Decoded { text, foreign: None };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return utf8(rest),
        [0xFF, 0xFE, rest @ ..] => return Ok(plain(utf16(rest, u16::from_le_bytes).into())),
        [0xFE, 0xFF, rest @ ..] => return Ok(plain(utf16(rest, u16::from_be_bytes).into())),
        _ => {}
    }
    if let Some(looks_like) = binary(bytes) {
        return Err(OpenError::NotText { looks_like });
    }
    utf8(bytes)
}

/// What the first bytes give away, if it is not text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "an archive or a spreadsheet (xlsx, ods)"),
        (b"\xD0\xCF\x11\xE0", "a spreadsheet (xls)"),
        (b"\x1F\x8B", "gzip"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"ARROW1", "an Arrow file"),
        (b"PAR1", "a Parquet file"),
    ];
    if let Some((_, name)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(name);
    }
    // Text has no zero bytes; a few at the end are padding, which is trimmed later.
    let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    let head = &bytes[..end.min(1 << 16)];
    head.contains(&0).then_some("binary data")
}

fn utf8(bytes: &[u8]) -> Result<Decoded<'_>, OpenError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.into(), foreign: None });
    }
    // Broken UTF-8 keeps its good characters; what has more bad bytes than good sequences is another encoding.
    let (mut good, mut bad, mut controls) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        controls += chunk.valid().bytes().filter(|byte| *byte < 0x20 && !byte.is_ascii_whitespace()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if controls > bytes.len() / 20 {
        return Err(OpenError::NotText { looks_like: "binary data" });
    }
    if good >= bad {
        return Ok(Decoded { text: String::from_utf8_lossy(bytes), foreign: Some("utf-8 with errors") });
    }
    Ok(Decoded { text: windows_1252(bytes).into(), foreign: Some("windows-1252") })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Windows-1252 as browsers read it: the 32 positions from 0x80 differ from Latin-1, five are unassigned.
fn windows_1252(bytes: &[u8]) -> String {
    const HIGH: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];
    let character = |byte: u8| match byte {
        0x80..=0x9F => {
            char::from_u32(HIGH[usize::from(byte) - 0x80].into()).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => char::from(byte),
    };
    bytes.iter().map(|byte| character(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, foreign: Option<&str>) {
        let decoded = text(bytes).unwrap();
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.foreign, foreign);
    }

    #[test]
    fn marks_decide_and_what_is_not_utf8_is_windows_1252() {
        check("héllo".as_bytes(), "héllo", None);
        check(b"\xEF\xBB\xBFh\xC3\xA9", "hé", None);
        check(b"\xFF\xFEh\0\xE9\0", "hé", None);
        check(b"\xFE\xFF\0h\0\xE9", "hé", None);
        check(b"caf\xE9 \x80 \x93x\x94", "café € “x”", Some("windows-1252"));
    }

    #[test]
    fn one_broken_character_does_not_spoil_the_others() {
        check(b"h\xC3\xA9 caf\xC3", "hé caf\u{FFFD}", Some("utf-8 with errors"));
    }

    #[test]
    fn binary_files_are_named() {
        for bytes in [&b"PK\x03\x04rest"[..], b"\x89PNG\r\n", b"a\0b\0c", b"\x1F\x8Bxx"] {
            assert!(matches!(text(bytes), Err(OpenError::NotText { .. })), "{bytes:?}");
        }
    }
}
