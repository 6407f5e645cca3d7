//! The rows of one batch, as the reader of tables takes them.

use super::{
    column::{Column, Values},
    columns::Columns,
};
use crate::intake::{
    json::node::{Members, Node},
    table::{self, cells::Cells, columns::Plan},
};

/// The columns of a batch, by their places in the schema.
#[derive(Debug)]
pub(super) struct Batch {
    rows: usize,
    columns: Vec<Option<Column>>,
}

impl Batch {
    /// `None` where no column shows that there are as many rows as the batch says.
    pub(super) fn new(rows: usize, columns: Vec<Option<Column>>) -> Option<Self> {
        let is_shown = columns.iter().flatten().any(has_bytes);
        is_shown.then_some(Self { rows, columns })
    }

    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// The columns in the order in which rows are read.
    pub(super) fn arranged<'p>(mut self, plan: &Plan, columns: &'p Columns) -> Arranged<'p> {
        let stated = columns.stated.iter();
        let stated =
            stated.filter_map(|(at, path)| Some((path.as_slice(), self.columns[*at].take()?))).collect();
        let flat = columns.flat.iter().enumerate();
        let flat = flat.map(|(index, at)| {
            let Some(column) = self.columns[*at].take() else { return Flat::Missing };
            if column.values.is_text() {
                Flat::Text(column)
            } else if plan.takes_numbers(index) && column.is_numeric() {
                Flat::Number(column)
            } else if plan.takes(index) {
                Flat::Words((0..self.rows).map(|row| column.words(row)).collect())
            } else {
                Flat::Missing
            }
        });
        Arranged { rows: self.rows, stated, flat: flat.collect() }
    }
}

/// Whether a column cannot have more values than there are bits.
fn has_bytes(column: &Column) -> bool {
    match &column.values {
        Values::Null => false,
        Values::Struct(fields) => fields.iter().any(|(_, column)| has_bytes(column)),
        Values::List(super::column::Ranges::Fixed(size), items) => *size > 0 && has_bytes(items),
        _ => true,
    }
}

/// The first rows of flat columns in words, by which it is decided what the columns are.
pub(super) fn sample(batches: &[Batch], columns: &Columns) -> Vec<Vec<String>> {
    let rows = batches.iter().flat_map(|batch| (0..batch.rows).map(move |row| (batch, row)));
    let cell = |batch: &Batch, at: usize, row| {
        batch.columns[at].as_ref().and_then(|column| column.words(row)).unwrap_or_default()
    };
    rows.take(table::SAMPLE)
        .map(|(batch, row)| columns.flat.iter().map(|at| cell(batch, *at, row)).collect())
        .collect()
}

/// A batch whose columns have their meaning.
#[derive(Debug)]
pub(super) struct Arranged<'p> {
    pub(super) rows: usize,
    stated: Vec<(&'p [String], Column)>,
    flat: Vec<Flat>,
}

/// A flat column in the form in which its cells are wanted.
#[derive(Debug)]
enum Flat {
    Missing,
    Text(Column),
    Number(Column),
    /// Dates, flags, numbers where text is wanted.
    Words(Vec<Option<String>>),
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'c> {
    pub(super) batch: &'c Arranged<'c>,
    pub(super) at: usize,
}

impl<'c> Cells<'c> for Row<'c> {
    fn text(self, column: usize) -> Option<&'c str> {
        match self.batch.flat.get(column)? {
            Flat::Text(column) => column.text(self.at).map(str::trim),
            Flat::Words(words) => words[self.at].as_deref(),
            Flat::Missing | Flat::Number(_) => None,
        }
    }

    fn number(self, column: usize) -> Option<f64> {
        match self.batch.flat.get(column)? {
            Flat::Number(column) => column.number(self.at),
            _ => None,
        }
    }

    fn members(self) -> Members<'c> {
        let mut members = Members::with_capacity(self.batch.stated.len());
        for (path, column) in &self.batch.stated {
            let node = column.node(self.at);
            if matches!(node, Node::Null) {
                continue;
            }
            match path {
                [] => {}
                [only] => members.push((only.as_str().into(), node)),
                [first, second] => table::put_at(&mut members, &[first, second], node),
                [first, second, rest @ ..] => {
                    table::put_at(
                        &mut members,
                        &[first, second, rest.first().map_or("", String::as_str)],
                        node,
                    );
                }
            }
        }
        members
    }
}
