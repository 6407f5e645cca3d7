//! Apache Arrow's IPC formats, file and stream, as pandas, Polars and `DuckDB` write them.
//!
//! Batches are read one by one as their bytes arrive; rows become profiles by the rules of tables and of the
//! contract. Nothing of a file is believed: lengths, offsets, keys and characters are checked before they are used,
//! and a column that fails costs its values in that batch, not the file.

mod frame;
mod schema;
mod body;
mod column;
mod node;
mod columns;
mod batch;

use std::rc::Rc;

use arrow_ipc::{DictionaryBatch, MessageHeader, MetadataVersion, RecordBatch};

use self::{
    batch::{Batch, Row},
    body::{Bad, Body},
    column::{Column, Dictionaries},
    columns::Columns,
    frame::{Broken, Cutter, End, Message},
    schema::{Field, Kind},
};
use super::{
    OpenError,
    assemble::Assembly,
    issue::Reason,
    table::{self, columns::Plan},
};

/// A file in reading.
#[derive(Debug)]
pub(super) struct Reader {
    cutter: Cutter,
    schema: Option<Schema>,
    known: Dictionaries,
    /// Batches that wait until there are rows enough to decide what their flat columns are.
    waiting: Vec<Batch>,
    plan: Option<Plan>,
    /// Batches so far, whether or not they could be read.
    batches: usize,
    /// Where the bytes stopped making sense.
    broken: Option<Broken>,
    /// Bytes up to the end of the last message.
    read: usize,
}

/// What the columns are.
#[derive(Debug)]
struct Schema {
    fields: Vec<Field>,
    columns: Columns,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            cutter: Cutter::new(),
            schema: None,
            known: Dictionaries::new(),
            waiting: Vec::new(),
            plan: None,
            batches: 0,
            broken: None,
            read: 0,
        }
    }

    /// Bytes of what was read so far: those of a batch that is not complete are not among them.
    pub(super) const fn read(&self) -> usize {
        self.read
    }

    /// Takes the next bytes, and makes profiles of the batches that they complete.
    pub(super) fn push(&mut self, mut bytes: &[u8], assembly: &mut Assembly) -> Result<(), OpenError> {
        while self.broken.is_none() {
            match self.cutter.next(&mut bytes) {
                Ok(None) => break,
                Ok(Some(message)) => {
                    self.read = self.cutter.at;
                    self.take(&message, assembly)?;
                }
                Err(broken) => self.broken = Some(broken),
            }
        }
        match (self.broken, &self.schema) {
            (Some(Broken { at }), None) => Err(OpenError::NotArrow { at }),
            _ => Ok(()),
        }
    }

    /// The bytes are at their end: reads what waits, and says what was missing.
    pub(super) fn finish(mut self, assembly: &mut Assembly) -> Result<(), OpenError> {
        let at = self.broken.map_or(self.cutter.at, |broken| broken.at);
        if self.schema.is_none() {
            return Err(OpenError::Truncated { at });
        }
        self.settle(assembly)?;
        match (self.broken, self.cutter.end(self.batches)) {
            (None, End::Whole) if assembly.rows() == 0 && assembly.log.count(Reason::BadBatch) == 0 => {
                return Err(OpenError::NoRows);
            }
            (None, End::Whole) => {}
            (None, End::Lying) => assembly.log.note(0, &[], "footer", Reason::BadBatch),
            _ => assembly.cut_off(at),
        }
        Ok(())
    }

    fn take(&mut self, message: &Message, assembly: &mut Assembly) -> Result<(), OpenError> {
        let unreadable = OpenError::NotArrow { at: self.cutter.at };
        let Some(head) = message.head() else { return Err(unreadable) };
        let Some(schema) = &self.schema else {
            let is_v4 = head.version() < MetadataVersion::V5;
            let fields = head.header_as_schema().and_then(|schema| schema::columns(schema, is_v4));
            let fields = fields.ok_or(unreadable)?;
            let columns = Columns::of(&fields, &mut assembly.log);
            self.schema = Some(Schema { fields, columns });
            return Ok(());
        };
        match head.header_type() {
            MessageHeader::DictionaryBatch => {
                let batch = head.header_as_dictionary_batch();
                if batch.ok_or(Bad).and_then(|batch| learn(batch, message, schema, &mut self.known)).is_err()
                {
                    assembly.log.note(0, &[], "dictionary", Reason::BadBatch);
                }
            }
            MessageHeader::RecordBatch => {
                self.batches += 1;
                let number = self.batches;
                let batch = head.header_as_record_batch();
                let batch = batch.and_then(|batch| self.batch(batch, message, number, assembly));
                match batch {
                    None => assembly.log.note(assembly.log.row + 1, &[], &name(number), Reason::BadBatch),
                    Some(batch) => self.make(batch, assembly)?,
                }
            }
            // Tensors are nothing of a table.
            _ => {}
        }
        Ok(())
    }

    /// The columns of a batch that are read. One that cannot be is noted and stays empty.
    fn batch(
        &self,
        batch: RecordBatch<'_>,
        message: &Message,
        number: usize,
        assembly: &mut Assembly,
    ) -> Option<Batch> {
        let schema = self.schema.as_ref()?;
        let mut body = Body::new(batch, &message.body).ok()?;
        let mut columns: Vec<Option<Column>> = Vec::with_capacity(schema.fields.len());
        for (at, field) in schema.fields.iter().enumerate() {
            if !schema.columns.reads(at) {
                body.skip(field).ok()?;
                columns.push(None);
                continue;
            }
            let place = body.place();
            let column = Column::read(field, &mut body, &self.known);
            let column = column.ok().filter(|column| column.length == body.rows);
            if column.is_none() {
                let first = assembly.log.row + 1 + self.waiting.iter().map(Batch::rows).sum::<usize>();
                assembly.log.note(first, &[&field.name], &name(number), Reason::BadBatch);
                body.return_to(place);
                body.skip(field).ok()?;
            }
            columns.push(column);
        }
        Batch::new(body.rows, columns)
    }

    /// Makes profiles of a batch, or keeps it until it is known what its columns are.
    fn make(&mut self, batch: Batch, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.waiting.push(batch);
        let rows: usize = self.waiting.iter().map(Batch::rows).sum();
        if self.plan.is_some() || rows >= table::SAMPLE { self.settle(assembly) } else { Ok(()) }
    }

    /// Decides what the flat columns are, if that is not decided yet, and reads the batches that wait.
    fn settle(&mut self, assembly: &mut Assembly) -> Result<(), OpenError> {
        let Some(Schema { columns, .. }) = &self.schema else { return Ok(()) };
        let waiting = std::mem::take(&mut self.waiting);
        let plan = match &mut self.plan {
            Some(plan) => plan,
            none => {
                let sample = batch::sample(&waiting, columns);
                let sample: Vec<&[String]> = sample.iter().map(Vec::as_slice).collect();
                let around = assembly.place.network;
                let plan = table::columns::plan(&columns.headers, &sample, around, &mut assembly.log);
                if !columns.has_identity() && !plan.has_identity() {
                    return Err(OpenError::UnknownFormat);
                }
                none.insert(plan)
            }
        };
        for batch in waiting {
            let batch = batch.arranged(plan, columns);
            for at in 0..batch.rows {
                assembly.next_row();
                table::take(plan, Row { batch: &batch, at }, assembly);
            }
        }
        Ok(())
    }
}

/// Reads the values of a dictionary, or more of them.
fn learn(
    batch: DictionaryBatch<'_>,
    message: &Message,
    schema: &Schema,
    known: &mut Dictionaries,
) -> Result<(), Bad> {
    // One that no column needs is none that has to be understood.
    let Some(kind) = schema.fields.iter().find_map(|field| values_of(&field.kind, batch.id())) else {
        return Ok(());
    };
    let data = batch.data().ok_or(Bad)?;
    let mut body = Body::new(data, &message.body)?;
    let values = Column::of_kind(kind, &mut body, known)?;
    let words = known.entry(batch.id()).or_default();
    if !batch.isDelta() {
        *words = Rc::default();
    }
    Rc::make_mut(words).add(values);
    Ok(())
}

/// The kind of the values of a dictionary, from the column that uses it.
fn values_of(kind: &Kind, wanted: i64) -> Option<&Kind> {
    match kind {
        Kind::Dictionary { id, value, .. } if *id == wanted => Some(value),
        Kind::List { item, .. } | Kind::Fixed { item, .. } => values_of(&item.kind, wanted),
        Kind::Struct(fields) => fields.iter().find_map(|field| values_of(&field.kind, wanted)),
        Kind::Map(key, value) => values_of(&key.kind, wanted).or_else(|| values_of(&value.kind, wanted)),
        _ => None,
    }
}

/// What a batch is called in a report.
fn name(number: usize) -> String {
    ["batch ", &number.to_string()].concat()
}
