//! Rows of cells as they come, and quotes that never close.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::sheet::{MAX_COLUMNS, Sheet};

/// A cell with as many line breaks is a quote that was never closed.
const MAX_BREAKS: usize = 20;

/// Unclosed quotes after which quotes are not believed any more.
const MAX_REPAIRS: usize = 50;

/// A row of cells, or what stands in the place of one.
#[derive(Debug)]
pub(super) enum Row {
    /// Its cells, trimmed.
    Cells(Vec<String>),
    /// The beginning of a row whose quote never closes.
    Broken(String),
}

/// Cells of a record, trimmed.
pub(super) fn cells<'a>(record: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    record
        .take(2 * MAX_COLUMNS)
        .map(|cell| unguarded(String::from_utf8_lossy(cell).trim()).to_owned())
        .collect()
}

/// The cell without the apostrophe that an export puts in front of what a spreadsheet would run.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.trim(),
        _ => cell,
    }
}

/// Walks over the rows of data; blank ones are left out.
#[derive(Debug)]
pub(super) struct Rows {
    separator: u8,
    reader: Reader,
    /// What came from the beginning of the record on that is being read.
    text: Vec<u8>,
    /// How much of it the reader has seen.
    seen: usize,
    /// Cells of the record, one after the other, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// How much of both is in use.
    filled: (usize, usize),
    /// Line breaks in the cell that is being read.
    breaks: usize,
    is_open: bool,
    /// Records above the data that are still to come.
    skip: usize,
    repairs: usize,
}

impl Rows {
    /// The rows below the header, of the text from the sheet's start on.
    pub(super) fn of(sheet: &Sheet) -> Self {
        Self {
            separator: sheet.separator,
            reader: reader(sheet.separator, true),
            text: Vec::new(),
            seen: 0,
            fields: vec![0; 1 << 10],
            ends: vec![0; sheet.headers.len() + 2],
            filled: (0, 0),
            breaks: 0,
            is_open: false,
            skip: sheet.skip,
            repairs: 0,
        }
    }

    /// Takes the next piece of text and hands over the rows that end in it; `is_last` says that nothing follows.
    pub(super) fn read(&mut self, text: &str, is_last: bool, take: &mut dyn FnMut(Row)) {
        self.text.extend_from_slice(text.as_bytes());
        // Where the record begins that is being read.
        let mut start = 0;
        loop {
            let unseen = &self.text[self.seen..];
            if unseen.is_empty() && !is_last {
                break;
            }
            let (result, read, written, ended) = self.reader.read_record(
                unseen,
                &mut self.fields[self.filled.0..],
                &mut self.ends[self.filled.1..],
            );
            self.seen += read;
            self.count_breaks(written, ended);
            let is_cut = is_last && result == ReadRecordResult::Record && self.seen == self.text.len();
            // A record above the table is what the head took it for.
            if (self.is_open || (is_cut && self.ends_in_quote(start)))
                && self.skip == 0
                && self.repairs < MAX_REPAIRS
            {
                let (row, after) = self.repair(start);
                take(row);
                (start, self.seen) = (after, after);
                continue;
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    if self.skip > 0 {
                        self.skip -= 1;
                    } else {
                        let row = self.cells();
                        if row.iter().any(|cell| !cell.is_empty()) {
                            take(Row::Cells(row));
                        }
                    }
                    self.begin_record();
                    start = self.seen;
                }
                ReadRecordResult::End => break,
            }
        }
        self.text.drain(..start);
        self.seen -= start;
    }

    /// Leaves out a row that is not whole.
    pub(super) fn forget_partial(&mut self) {
        self.text.clear();
        self.seen = 0;
        self.reader = reader(self.separator, true);
        self.begin_record();
    }

    fn begin_record(&mut self) {
        self.filled = (0, 0);
        self.breaks = 0;
        self.is_open = false;
    }

    fn cells(&self) -> Vec<String> {
        let ends = &self.ends[..self.filled.1];
        let starts = std::iter::once(0).chain(ends.iter().copied());
        cells(starts.zip(ends).map(|(start, end)| &self.fields[start..*end]))
    }

    /// Takes note of what the reader wrote, and of line breaks in it.
    fn count_breaks(&mut self, written: usize, ended: usize) {
        let (mut from, ends) = self.filled;
        self.filled = (from + written, ends + ended);
        let last = (ended == 0 || self.ends[ends + ended - 1] < self.filled.0).then_some(self.filled.0);
        for (position, end) in self.ends[ends..ends + ended].iter().copied().chain(last).enumerate() {
            self.breaks += self.fields[from..end].split(|byte| *byte == b'\n').count() - 1;
            self.is_open |= self.breaks >= MAX_BREAKS;
            if position < ended {
                self.breaks = 0;
            }
            from = end;
        }
    }

    /// Whether the record that begins there goes on over lines because of a quote that never closes.
    fn ends_in_quote(&self, start: usize) -> bool {
        let (mut is_quoted, mut was_between, mut has_lines) = (false, true, false);
        for byte in &self.text[start..] {
            let is_between = *byte == self.separator || matches!(byte, b'\r' | b'\n');
            match byte {
                // A quote in the midst of a cell means itself; a doubled one closes and opens again.
                b'"' if is_quoted || was_between => (is_quoted, was_between) = (!is_quoted, true),
                _ if is_quoted => has_lines |= *byte == b'\n',
                _ => {
                    was_between = is_between;
                    has_lines &= !is_between;
                }
            }
        }
        is_quoted && has_lines
    }

    /// What stands for a row whose quote never closes, and where reading goes on: after the line in which it
    /// opened.
    fn repair(&mut self, start: usize) -> (Row, usize) {
        self.repairs += 1;
        let breaks = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let text = &self.text[start..];
        let begin = text.iter().position(|byte| !breaks(byte)).unwrap_or(text.len());
        let length = text[begin..].iter().position(breaks).unwrap_or(text.len() - begin);
        let line = String::from_utf8_lossy(&text[begin..begin + length]).into_owned();
        self.reader = reader(self.separator, self.repairs < MAX_REPAIRS);
        self.begin_record();
        (Row::Broken(line), start + begin + length)
    }
}

fn reader(separator: u8, quoting: bool) -> Reader {
    ReaderBuilder::new().delimiter(separator).quoting(quoting).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::table::sheet::Head;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = |row| match row {
            Row::Cells(cells) => cells,
            Row::Broken(line) => vec![format!("broken: {line}")],
        };
        let Head::Sheet(sheet) = Sheet::open(text, true) else { panic!("{text}") };
        let of = |size: usize| {
            let mut rows = Rows::of(&sheet);
            let mut found = Vec::new();
            for piece in text.as_bytes()[sheet.start..].chunks(size) {
                rows.read(std::str::from_utf8(piece).unwrap(), false, &mut |row| found.push(cells(row)));
            }
            rows.read("", true, &mut |row| found.push(cells(row)));
            found
        };
        let whole = of(text.len());
        for size in 1..text.len() {
            assert_eq!(of(size), whole, "in pieces of {size}");
        }
        whole
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
        assert!(matches!(Sheet::open("hello world\nhow are you", true), Head::None));
        assert_eq!(rows("https://www.tiktok.com/@lea\nhttps://www.tiktok.com/@tom").len(), 2);
    }

    /// Once the first row of data was lost for every blank row above the header.
    #[test]
    fn blank_rows_above_the_header_cost_nothing() {
        assert_eq!(
            rows("Our list;;\n;;\n;;\nname;followers;\nlea;3;\ntom;4;"),
            [["lea", "3", ""], ["tom", "4", ""]]
        );
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

    /// Once it took all rows below it along, unless they were many.
    #[test]
    fn a_quote_that_never_closes_near_the_end_costs_its_row_alone() {
        for n_after in [1, 2, 19, 20] {
            let mut text = String::from("name,followers\nlea,1\n\"tom,2\n");
            (0..n_after).for_each(|n| text.extend(["n", &n.to_string(), ",1\n"]));
            let rows = rows(text.trim_end());
            assert_eq!(rows.len(), n_after + 2);
            assert_eq!(rows[1], ["broken: \"tom,2"]);
            assert_eq!(rows[2], ["n0", "1"]);
        }
        assert_eq!(rows("name,bio\nlea,\"two\nlines\"")[0], ["lea", "two\nlines"]);
        assert_eq!(rows("name,bio\nlea,\"two\n\"\"lines\"\"\"")[0], ["lea", "two\n\"lines\""]);
        assert_eq!(rows("name,bio\nlea,\"two\nlines\" more")[0], ["lea", "two\nlines more"]);
        assert_eq!(
            rows("name,bio\nlea,\"two\n\"\"lines\ntom,x"),
            [vec!["broken: lea,\"two"], vec!["lines"], vec!["tom", "x"]]
        );
        assert_eq!(rows("name,bio\nlea,6\" tall\ntom,\"open")[1], ["tom", "open"]);
    }
}
