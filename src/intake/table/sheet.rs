//! A table's head: which separator, and which line is the header.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{
    header::{Header, Meaning},
    rows::cells,
};
use crate::intake::place;

/// Lines among which the header is looked for; titles and notes may stand above it.
const LINES_ABOVE: usize = 10;

/// More columns than this are no table.
pub(super) const MAX_COLUMNS: usize = 500;

/// How a table is to be read.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) separator: u8,
    /// Bytes before the table: Excel's own first line, which names the separator.
    pub(super) start: usize,
    /// Records before the first row of data.
    pub(super) skip: usize,
    pub(super) headers: Vec<Header>,
}

/// What the beginning of a text tells.
pub(super) enum Head {
    /// A table.
    Sheet(Sheet),
    /// No column says which account a row is about.
    None,
    /// More of the text has to be seen.
    Short,
}

impl Sheet {
    /// The table at the beginning of a text, of which `is_all` says whether it is here to its end.
    pub(super) fn open(text: &str, is_all: bool) -> Head {
        let named = match text.as_bytes() {
            [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator, ..] if separator.is_ascii() => {
                Some(*separator)
            }
            _ => None,
        };
        let start = match named.map(|_| text.find('\n')) {
            None => 0,
            Some(Some(end)) => end + 1,
            Some(None) if is_all => return Head::None,
            Some(None) => return Head::Short,
        };
        let separators: &[u8] = named.as_ref().map_or(b",;\t|", std::slice::from_ref);
        let mut best: Option<(usize, Self)> = None;
        for &separator in separators {
            match Self::with(&text[start..], separator, is_all) {
                Under::Short => return Head::Short,
                Under::None => {}
                Under::Sheet(known, sheet) => {
                    if best.as_ref().is_none_or(|(other, _)| known > *other) {
                        best = Some((known, Self { start, ..sheet }));
                    }
                }
            }
        }
        best.map_or(Head::None, |(_, sheet)| Head::Sheet(sheet))
    }

    fn with(text: &str, separator: u8, is_all: bool) -> Under {
        let mut best: Option<(usize, Self)> = None;
        let mut reader = reader(text, separator);
        let mut record = ByteRecord::new();
        for line in 0..LINES_ABOVE {
            // Reading from memory into flexible rows cannot fail; were it to, the table would end here.
            let has_record = reader.read_byte_record(&mut record).unwrap_or(false);
            // A record that ends with the text may go on, and so may a line break in the middle.
            if !is_all && reader.position().byte() as usize + 1 >= text.len() {
                return Under::Short;
            }
            if !has_record {
                break;
            }
            let row = cells(record.iter());
            if row.len() > MAX_COLUMNS {
                return Under::None;
            }
            let headers: Vec<Header> = row.iter().map(|cell| Header::read(cell)).collect();
            let known = headers.iter().filter(|header| header.meaning != Meaning::Unknown).count();
            let is_header = headers.iter().any(Header::is_identity);
            let sheet = |headers, skip| Self { separator, start: 0, skip, headers };
            if is_header && best.as_ref().is_none_or(|(other, _)| known > *other) {
                best = Some((known, sheet(headers, line + 1)));
            } else if line == 0
                && row.iter().any(|cell| place::account_of_url(cell).is_some_and(|a| a.handle.is_some()))
            {
                // A list of addresses needs no header.
                best = Some((0, sheet(row.iter().map(|_| Header::read("")).collect(), 0)));
            }
        }
        best.map_or(Under::None, |(known, sheet)| Under::Sheet(known, sheet))
    }
}

/// What a text is under one separator.
enum Under {
    /// A table, and how many of its columns are understood.
    Sheet(usize, Sheet),
    None,
    Short,
}

fn reader(text: &str, separator: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}
