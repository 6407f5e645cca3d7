//! A table as rows of cells: which separator, which line is the header, and a quote that never closes.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::header::Header;
use crate::intake::place;

/// Lines among which the header is looked for; titles and notes may stand above it.
const LINES_ABOVE: usize = 10;

/// A cell with as many line breaks is a quote that was never closed.
const MAX_BREAKS: usize = 20;

/// Unclosed quotes after which quotes are not believed any more.
const MAX_REPAIRS: usize = 50;

/// More columns than this are no table.
const MAX_COLUMNS: usize = 500;

/// How a table is to be read.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    text: &'a str,
    separator: u8,
    /// Lines before the first row of data.
    skip: usize,
    pub(super) headers: Vec<Header>,
}

/// A row of cells, or what stands in the place of one.
pub(super) enum Row {
    /// Its cells, trimmed.
    Cells(Vec<String>),
    /// The beginning of a row whose quote never closes.
    Broken(String),
}

impl<'a> Sheet<'a> {
    /// The table in a text, or `None` where no column says which account a row is about.
    pub(super) fn open(text: &'a str) -> Option<Self> {
        // Excel's own first line, which names the separator.
        let named = match text.as_bytes() {
            [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator, ..] if separator.is_ascii() => {
                Some(*separator)
            }
            _ => None,
        };
        let text = if named.is_some() { text.split_once('\n')?.1 } else { text };
        let separators: &[u8] = named.as_ref().map_or(b",;\t|", std::slice::from_ref);
        let mut best: Option<(usize, Self)> = None;
        for &separator in separators {
            let Some((known, sheet)) = Self::with(text, separator) else { continue };
            if best.as_ref().is_none_or(|(other, _)| known > *other) {
                best = Some((known, sheet));
            }
        }
        best.map(|(_, sheet)| sheet)
    }

    /// The table under one separator, and how many of its columns are understood.
    fn with(text: &'a str, separator: u8) -> Option<(usize, Self)> {
        let mut best: Option<(usize, Self)> = None;
        let mut reader = reader(text, separator, true);
        let mut record = ByteRecord::new();
        for line in 0..LINES_ABOVE {
            if !reader.read_byte_record(&mut record).ok()? {
                break;
            }
            let row = cells(&record);
            if row.len() > MAX_COLUMNS {
                return None;
            }
            let headers: Vec<Header> = row.iter().map(|cell| Header::read(cell)).collect();
            let known =
                headers.iter().filter(|header| header.meaning != super::header::Meaning::Unknown).count();
            let is_header = headers.iter().any(Header::is_identity);
            if is_header && best.as_ref().is_none_or(|(other, _)| known > *other) {
                best = Some((known, Self { text, separator, skip: line + 1, headers }));
            } else if line == 0
                && row.iter().any(|cell| place::account_of_url(cell).is_some_and(|a| a.handle.is_some()))
            {
                // A list of addresses needs no header.
                let headers = row.iter().map(|_| Header::read("")).collect();
                best = Some((0, Self { text, separator, skip: 0, headers }));
            }
        }
        best
    }

    /// The rows below the header.
    pub(super) fn rows(&self) -> Rows<'a> {
        let mut rows = Rows {
            text: self.text,
            separator: self.separator,
            base: 0,
            reader: reader(self.text, self.separator, true),
            repairs: 0,
        };
        for _ in 0..self.skip {
            rows.next();
        }
        rows
    }
}

fn reader(text: &str, separator: u8, quoting: bool) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(quoting)
        .from_reader(text.as_bytes())
}

fn cells(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|cell| unguarded(String::from_utf8_lossy(cell).trim()).to_owned()).collect()
}

/// The cell without the apostrophe that an export puts in front of what a spreadsheet would run.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.trim(),
        _ => cell,
    }
}

/// Walks over the rows of data; blank ones are left out.
pub(super) struct Rows<'a> {
    text: &'a str,
    separator: u8,
    /// Where the reader's text begins in the whole.
    base: usize,
    reader: Reader<&'a [u8]>,
    repairs: usize,
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut record = ByteRecord::new();
        loop {
            // Reading from memory into flexible rows cannot fail; were it to, the table would end here.
            if !self.reader.read_byte_record(&mut record).unwrap_or(false) {
                return None;
            }
            let is_open = |cell: &[u8]| cell.split(|byte| *byte == b'\n').nth(MAX_BREAKS).is_some();
            if self.repairs < MAX_REPAIRS && record.iter().any(is_open) {
                return Some(self.repair(&record));
            }
            let row = cells(&record);
            if row.iter().any(|cell| !cell.is_empty()) {
                return Some(Row::Cells(row));
            }
        }
    }
}

impl Rows<'_> {
    /// Goes on in the line after the one in which the quote opened.
    fn repair(&mut self, record: &ByteRecord) -> Row {
        self.repairs += 1;
        let offset = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let start = (self.base + offset).min(self.text.len());
        let rest = self.text[start..].trim_start_matches(['\r', '\n']);
        let line = rest.lines().next().unwrap_or_default();
        let after = self.text.len() - rest.len() + line.len();
        self.base = after;
        self.reader = reader(&self.text[after..], self.separator, self.repairs < MAX_REPAIRS);
        Row::Broken(line.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = |row| match row {
            Row::Cells(cells) => cells,
            Row::Broken(line) => vec![format!("broken: {line}")],
        };
        Sheet::open(text).unwrap().rows().map(cells).collect()
    }

    #[test]
    fn separators_and_titles_are_found() {
        assert_eq!(rows("name;followers\nlea;1,5\n"), [["lea", "1,5"]]);
        assert_eq!(rows("sep=;\nname;followers\nlea;3"), [["lea", "3"]]);
        assert_eq!(rows("name\tfollowers\nlea\t3"), [["lea", "3"]]);
        assert_eq!(
            rows("Our list, spring\n\nname,\"followers\n\",notes\nlea,3,\"a, b\"\n,,\ntom,4,"),
            [["lea", "3", "a, b"], ["tom", "4", ""]]
        );
        assert!(Sheet::open("hello world\nhow are you").is_none());
        assert_eq!(rows("https://www.tiktok.com/@lea\nhttps://www.tiktok.com/@tom").len(), 2);
    }

    #[test]
    fn a_quote_that_never_closes_costs_its_row() {
        let mut text = String::from("name,followers\nlea,1\n\"tom,2\n");
        (0..50).for_each(|n| text.extend(["n", &n.to_string(), ",1\n"]));
        let rows = rows(&text);
        assert_eq!(rows.len(), 52);
        assert_eq!(rows[1], ["broken: \"tom,2"]);
        assert_eq!(rows[2], ["n0", "1"]);
    }
}
