//! From bytes to text, piece by piece: UTF-8 and UTF-16 with their marks, and Windows-1252 for what is neither.
//!
//! What is decided here depends on the bytes alone, never on where they were cut into pieces.
//! The table of Windows-1252 is 27 characters long, so no library and no browser is needed for it.

use super::OpenError;

/// First bytes, of which is told whether they are text at all.
pub(super) const HEAD: usize = 1 << 16;

/// Bytes after the first bad one, of which is told what the encoding is instead.
const WINDOW: usize = 1 << 20;

/// Turns bytes into text.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Encoding,
    /// Bytes that wait for others: a character in two pieces, or those of which the encoding is told.
    waiting: Vec<u8>,
    /// Whether a character beyond ASCII came before the first bad byte.
    beyond_ascii: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// UTF-8 so far.
    Utf8,
    /// ASCII so far, then bytes that are no UTF-8: what they are is told of the next [`WINDOW`].
    Open,
    /// UTF-8 in which bytes are broken.
    BrokenUtf8,
    Windows1252,
    Utf16Le,
    Utf16Be,
}

impl Decoder {
    /// A decoder for bytes that begin so, and how many of them are a mark.
    pub(super) fn of(head: &[u8]) -> Result<(Self, usize), OpenError> {
        let (encoding, mark) = match head {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            _ => match binary(head) {
                Some(looks_like) => return Err(OpenError::NotText { looks_like }),
                None => (Encoding::Utf8, 0),
            },
        };
        Ok((Self { encoding, waiting: Vec::new(), beyond_ascii: false }, mark))
    }

    /// Whether a zero byte is a character of its own.
    pub(super) const fn is_bytewise(&self) -> bool {
        !matches!(self.encoding, Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// Encoding that was assumed because the bytes are not what a mark or UTF-8 promise.
    pub(super) const fn foreign(&self) -> Option<&'static str> {
        match self.encoding {
            Encoding::BrokenUtf8 => Some("utf-8 with errors"),
            Encoding::Windows1252 => Some("windows-1252"),
            _ => None,
        }
    }

    /// Text of the next bytes, as far as it is clear; `is_last` says that no others follow.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        take: &mut dyn FnMut(&str) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        if self.waiting.is_empty() {
            return self.decode_whole(bytes, is_last, take);
        }
        if self.encoding == Encoding::Open {
            self.waiting.extend_from_slice(bytes);
            if self.waiting.len() < WINDOW && !is_last {
                return Ok(());
            }
            let waiting = std::mem::take(&mut self.waiting);
            return self.decode_whole(&waiting, is_last, take);
        }
        let mut joined = std::mem::take(&mut self.waiting);
        if self.encoding == Encoding::Utf8 {
            // One character in two pieces: the rest of a piece need not move for it.
            let missing = width(joined[0]).saturating_sub(joined.len()).min(bytes.len());
            let (first, rest) = bytes.split_at(missing);
            joined.extend_from_slice(first);
            self.decode_whole(&joined, is_last && rest.is_empty(), take)?;
            return if rest.is_empty() { Ok(()) } else { self.decode(rest, is_last, take) };
        }
        joined.extend_from_slice(bytes);
        self.decode_whole(&joined, is_last, take)
    }

    fn decode_whole(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        take: &mut dyn FnMut(&str) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, is_last, take),
            Encoding::Open => self.settle(bytes, is_last, take),
            Encoding::BrokenUtf8 => {
                let end = if is_last { bytes.len() } else { bytes.len() - unfinished(bytes) };
                self.waiting.extend_from_slice(&bytes[end..]);
                take(&String::from_utf8_lossy(&bytes[..end]))
            }
            Encoding::Windows1252 => take(&windows_1252(bytes)),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let is_little = self.encoding == Encoding::Utf16Le;
                let unit = if is_little { u16::from_le_bytes } else { u16::from_be_bytes };
                let (text, end) = utf16(bytes, unit, is_last);
                self.waiting.extend_from_slice(&bytes[end..]);
                take(&text)
            }
        }
    }

    fn utf8(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        take: &mut dyn FnMut(&str) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let error = match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.beyond_ascii |= !text.is_ascii();
                return take(text);
            }
            Err(error) => error,
        };
        let (good, rest) = bytes.split_at(error.valid_up_to());
        // Valid up to there, says the error.
        let good = String::from_utf8_lossy(good);
        self.beyond_ascii |= !good.is_ascii();
        if !good.is_empty() {
            take(&good)?;
        }
        if error.error_len().is_none() && !is_last {
            self.waiting.extend_from_slice(rest);
            return Ok(());
        }
        // What has characters beyond ASCII before its first bad byte is UTF-8, and keeps its good ones.
        self.encoding = if self.beyond_ascii { Encoding::BrokenUtf8 } else { Encoding::Open };
        self.decode_whole(rest, is_last, take)
    }

    /// Tells broken UTF-8 from another encoding: what has more bad bytes than good sequences is another one.
    fn settle(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        take: &mut dyn FnMut(&str) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        if bytes.len() < WINDOW && !is_last {
            self.waiting.extend_from_slice(bytes);
            return Ok(());
        }
        let window = &bytes[..bytes.len().min(WINDOW)];
        let (mut good, mut bad, mut controls) = (0_usize, 0_usize, 0_usize);
        for chunk in window.utf8_chunks() {
            let valid = chunk.valid().bytes();
            good += valid.clone().filter(|byte| *byte >= 0xC0).count();
            controls += valid.filter(|byte| *byte < 0x20 && !byte.is_ascii_whitespace()).count();
            bad += usize::from(!chunk.invalid().is_empty());
        }
        if controls > window.len() / 20 {
            return Err(OpenError::NotText { looks_like: "binary data" });
        }
        self.encoding = if good >= bad { Encoding::BrokenUtf8 } else { Encoding::Windows1252 };
        self.decode_whole(bytes, is_last, take)
    }
}

/// Bytes of the character that begins so.
const fn width(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    }
}

/// What the first bytes give away, if it is not text.
fn binary(head: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "an archive or a spreadsheet (xlsx, ods)"),
        (b"\xD0\xCF\x11\xE0", "a spreadsheet (xls)"),
        (b"\x1F\x8B", "gzip"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"FEA1", "a Feather file of version 1"),
        (b"PAR1", "a Parquet file"),
    ];
    if let Some((_, name)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Some(name);
    }
    // Text has no zero bytes; a few at the end are padding, which is trimmed later.
    let end = head.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    head[..end].contains(&0).then_some("binary data")
}

/// Bytes at the end that may be the beginning of a character.
fn unfinished(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(3)..];
    let start = tail.iter().rposition(|byte| *byte & 0xC0 != 0x80).unwrap_or(tail.len());
    let is_unfinished = std::str::from_utf8(&tail[start..]).is_err_and(|error| error.error_len().is_none());
    if is_unfinished { tail.len() - start } else { 0 }
}

/// The text of whole units, and where what is no whole character yet begins.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, is_last: bool) -> (String, usize) {
    let (pairs, _) = bytes.as_chunks::<2>();
    let is_half = |pair: &[u8; 2]| matches!(unit(*pair), 0xD800..=0xDBFF);
    let held = usize::from(!is_last && pairs.last().is_some_and(is_half));
    let pairs = &pairs[..pairs.len() - held];
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    (text, if is_last { bytes.len() } else { pairs.len() * 2 })
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

    /// The text of bytes that come in pieces of that size, and the encoding.
    fn text(bytes: &[u8], size: usize) -> Result<(String, Option<&'static str>), OpenError> {
        let (mut decoder, mark) = Decoder::of(bytes)?;
        let mut text = String::new();
        let mut take = |piece: &str| {
            text.push_str(piece);
            Ok(())
        };
        for piece in bytes[mark..].chunks(size) {
            decoder.decode(piece, false, &mut take)?;
        }
        decoder.decode(&[], true, &mut take)?;
        Ok((text, decoder.foreign()))
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, foreign: Option<&'static str>) {
        for size in 1..=bytes.len() {
            assert_eq!(text(bytes, size), Ok((expected.to_owned(), foreign)), "in pieces of {size}");
        }
    }

    #[test]
    fn marks_decide_and_what_is_not_utf8_is_windows_1252() {
        check("héllo".as_bytes(), "héllo", None);
        check(b"\xEF\xBB\xBFh\xC3\xA9", "hé", None);
        check(b"\xFF\xFEh\0\xE9\0", "hé", None);
        check(b"\xFE\xFF\0h\0\xE9", "hé", None);
        check(b"\xFF\xFE\x3D\xD8\x42\xDEx\0", "🙂x", None);
        check(b"caf\xE9 \x80 \x93x\x94", "café € “x”", Some("windows-1252"));
    }

    #[test]
    fn one_broken_character_does_not_spoil_the_others() {
        check(b"h\xC3\xA9 caf\xC3", "hé caf\u{FFFD}", Some("utf-8 with errors"));
        check(b"h\xC3\xA9 \xF0\x9F\x99 \xF0\x9F\x99\x82", "hé \u{FFFD} 🙂", Some("utf-8 with errors"));
        check(b"caf\xC3 h\xC3\xA9", "caf\u{FFFD} hé", Some("utf-8 with errors"));
    }

    #[test]
    fn binary_files_are_named() {
        for bytes in [&b"PK\x03\x04rest"[..], b"\x89PNG\r\n", b"a\0b\0c", b"\x1F\x8Bxx"] {
            assert!(matches!(text(bytes, 99), Err(OpenError::NotText { .. })), "{bytes:?}");
        }
    }
}
