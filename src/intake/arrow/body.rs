//! The buffers of one batch, one after the other: checked against the bytes that are there, and unpacked.

use std::io::Read as _;

use arrow_buffer::Buffer;
use arrow_ipc::{CompressionType, RecordBatch};
use lz4_flex::frame::FrameDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::schema::{Field, Kind, Text};
use crate::intake::MAX_BYTES;

/// More rows in one batch are none that a browser could hold.
const MAX_ROWS: usize = 1 << 24;

/// Something in a batch is not as its schema says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bad;

/// How buffers are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Lz4,
    Zstd,
}

/// Walks over the buffers of a batch in the order of its schema.
pub(super) struct Body<'m> {
    batch: RecordBatch<'m>,
    bytes: &'m Buffer,
    codec: Option<Codec>,
    /// Rows of the batch.
    pub(super) rows: usize,
    node: usize,
    buffer: usize,
    variadic: usize,
    /// Bytes that may still be unpacked.
    allowance: usize,
}

/// Values of a column, or of a part of one, and how many of them are unknown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    pub(super) values: usize,
    pub(super) nulls: usize,
}

impl<'m> Body<'m> {
    pub(super) fn new(batch: RecordBatch<'m>, bytes: &'m Buffer) -> Result<Self, Bad> {
        let codec = match batch.compression().map(|compression| compression.codec()) {
            None => None,
            Some(CompressionType::LZ4_FRAME) => Some(Codec::Lz4),
            Some(CompressionType::ZSTD) => Some(Codec::Zstd),
            Some(_) => return Err(Bad),
        };
        let rows = usize::try_from(batch.length()).ok().filter(|rows| *rows <= MAX_ROWS).ok_or(Bad)?;
        Ok(Self { batch, bytes, codec, rows, node: 0, buffer: 0, variadic: 0, allowance: MAX_BYTES })
    }

    /// How many values the next column or part of one has.
    pub(super) fn count(&mut self) -> Result<Count, Bad> {
        let nodes = self.batch.nodes().ok_or(Bad)?;
        if self.node >= nodes.len() {
            return Err(Bad);
        }
        let node = nodes.get(self.node);
        self.node += 1;
        let values = usize::try_from(node.length()).map_err(|_| Bad)?;
        let nulls = usize::try_from(node.null_count()).map_err(|_| Bad)?;
        if nulls > values { Err(Bad) } else { Ok(Count { values, nulls }) }
    }

    /// The next buffer.
    pub(super) fn buffer(&mut self) -> Result<Buffer, Bad> {
        let buffers = self.batch.buffers().ok_or(Bad)?;
        if self.buffer >= buffers.len() {
            return Err(Bad);
        }
        let described = buffers.get(self.buffer);
        self.buffer += 1;
        let start = usize::try_from(described.offset()).map_err(|_| Bad)?;
        let length = usize::try_from(described.length()).map_err(|_| Bad)?;
        if start.checked_add(length).is_none_or(|end| end > self.bytes.len()) {
            return Err(Bad);
        }
        let buffer = self.bytes.slice_with_length(start, length);
        match self.codec {
            Some(codec) if !buffer.is_empty() => self.unpack(codec, buffer),
            _ => Ok(buffer),
        }
    }

    /// How many buffers of text the next column of views has.
    pub(super) fn variadic(&mut self) -> Result<usize, Bad> {
        let counts = self.batch.variadicBufferCounts().ok_or(Bad)?;
        if self.variadic >= counts.len() {
            return Err(Bad);
        }
        let count = usize::try_from(counts.get(self.variadic)).map_err(|_| Bad)?;
        self.variadic += 1;
        let left = self.batch.buffers().map_or(0, |buffers| buffers.len()).saturating_sub(self.buffer);
        if count > left { Err(Bad) } else { Ok(count) }
    }

    /// Where the next column begins.
    pub(super) const fn place(&self) -> [usize; 3] {
        [self.node, self.buffer, self.variadic]
    }

    /// Goes back to where a column begins.
    pub(super) const fn return_to(&mut self, place: [usize; 3]) {
        [self.node, self.buffer, self.variadic] = place;
    }

    /// Steps over a column.
    pub(super) fn skip(&mut self, field: &Field) -> Result<(), Bad> {
        self.node += 1;
        match &field.kind {
            Kind::Null => {}
            Kind::Text(Text::View) => {
                let more = self.variadic()?;
                self.buffer += 2 + more;
            }
            Kind::Text(_) => self.buffer += 3,
            Kind::List { item, .. } => {
                self.buffer += 2;
                self.skip(item)?;
            }
            Kind::Fixed { item, .. } => {
                self.buffer += 1;
                self.skip(item)?;
            }
            Kind::Struct(fields) => {
                self.buffer += 1;
                fields.iter().try_for_each(|field| self.skip(field))?;
            }
            Kind::Map(key, value) => {
                // The offsets, and the entries, which are a struct.
                self.buffer += 3;
                self.node += 1;
                self.skip(key)?;
                self.skip(value)?;
            }
            Kind::Other { buffers, variadic, children, .. } => {
                let more = if *variadic { self.variadic()? } else { 0 };
                self.buffer += buffers + more;
                children.iter().try_for_each(|field| self.skip(field))?;
            }
            _ => self.buffer += 2,
        }
        Ok(())
    }

    /// The bytes of a packed buffer: their number, then the packed ones; -1 says that they are not.
    fn unpack(&mut self, codec: Codec, buffer: Buffer) -> Result<Buffer, Bad> {
        let (claimed, packed) = buffer.split_first_chunk::<8>().ok_or(Bad)?;
        let claimed = i64::from_le_bytes(*claimed);
        if claimed == -1 {
            return Ok(buffer.slice(8));
        }
        let claimed = usize::try_from(claimed).map_err(|_| Bad)?;
        self.allowance = self.allowance.checked_sub(claimed).ok_or(Bad)?;
        let mut bytes = Vec::with_capacity(claimed.min(packed.len().saturating_mul(8)));
        // One byte more than claimed shows that the claim is too small.
        let limit = claimed as u64 + 1;
        match codec {
            Codec::Lz4 => FrameDecoder::new(packed).take(limit).read_to_end(&mut bytes),
            Codec::Zstd => {
                StreamingDecoder::new(packed).map_err(|_| Bad)?.take(limit).read_to_end(&mut bytes)
            }
        }
        .map_err(|_| Bad)?;
        if bytes.len() == claimed { Ok(Buffer::from_vec(bytes)) } else { Err(Bad) }
    }
}
