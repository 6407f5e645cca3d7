//! One object a line; a bad line costs that line.

use super::{row, span};
use crate::intake::assemble::Assembly;

/// Lines as they come.
#[derive(Debug, Default)]
pub(in crate::intake) struct Lines {
    /// The line that has no end yet.
    line: String,
    /// Length of everything so far.
    length: usize,
}

impl Lines {
    /// Reads the lines that end in the next piece of text.
    pub(in crate::intake) fn push(&mut self, mut text: &str, assembly: &mut Assembly) {
        self.length += text.len();
        while let Some((line, rest)) = text.split_once('\n') {
            if self.line.is_empty() {
                read(line, assembly);
            } else {
                self.line.push_str(line);
                read(&self.line, assembly);
                self.line.clear();
            }
            text = rest;
        }
        self.line.push_str(text);
    }

    /// Reads the last line, which may be cut off: white space at the end of the text is not part of it.
    pub(in crate::intake) fn finish(self, assembly: &mut Assembly) {
        let line = self.line.trim();
        if line.starts_with('{') && span::end(line.as_bytes(), 0).is_none() {
            assembly.cut_off(self.length);
        } else {
            read(line, assembly);
        }
    }
}

fn read(line: &str, assembly: &mut Assembly) {
    let line = line.trim();
    if !line.is_empty() {
        row(line.trim_end_matches(','), assembly);
    }
}
