//! The way to the reader of tables, which is among the [rest] of a worker's program: until that is here, a table's
//! text waits.

use super::{OpenError, assemble::Assembly, table::Table};
use crate::rest;

/// A table in the reading.
#[derive(Debug)]
pub(super) struct Tables {
    /// Text that waits for the reader.
    held: String,
    table: Table,
}

/// What is to be done with a table.
enum Task<'a> {
    /// Read what ends in the next text.
    Read(&'a str),
    /// Read the rest.
    Finish,
    /// Read what is whole, because the rest does not follow.
    CutOff,
}

impl Tables {
    pub(super) const fn new() -> Self {
        Self { held: String::new(), table: Table::new() }
    }

    /// Reads the rows that end in the next piece of text, as soon as there is a reader.
    pub(super) fn push(&mut self, text: &str, assembly: &mut Assembly) -> Result<(), OpenError> {
        if !rest::is_here() {
            self.held.push_str(text);
            return Ok(());
        }
        self.read_held(assembly)?;
        rest::call(work(&mut self.table, Task::Read(text), assembly))
    }

    /// Reads the rest; an error where there is no reader by now.
    pub(super) fn finish(self, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.end(Task::Finish, assembly)
    }

    /// Reads what is whole, where the rest does not follow.
    pub(super) fn cut_off(self, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.end(Task::CutOff, assembly)
    }

    fn end(mut self, task: Task<'_>, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.read_held(assembly)?;
        rest::call(work(&mut self.table, task, assembly))
    }

    fn read_held(&mut self, assembly: &mut Assembly) -> Result<(), OpenError> {
        match std::mem::take(&mut self.held) {
            held if held.is_empty() => Ok(()),
            held => rest::call(work(&mut self.table, Task::Read(&held), assembly)),
        }
    }
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(rest, fallible, preload(fetch)))]
fn work(table: &mut Table, task: Task<'_>, assembly: &mut Assembly) -> Result<(), OpenError> {
    match task {
        Task::Read(text) => table.push(text, assembly),
        Task::Finish => table.finish(assembly),
        Task::CutOff => table.cut_off(assembly),
    }
}

/// Fetches the reader of tables.
#[cfg(feature = "split")]
pub(crate) async fn fetch_tables() -> Result<(), wasm_split_helpers::SplitLoaderError> {
    fetch().await
}
