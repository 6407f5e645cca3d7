//! A column of one batch in memory: every offset, view, key and character of it has been checked.

use std::{collections::BTreeMap, ops::Range, rc::Rc};

use arrow_array::{LargeStringArray, StringArray, StringViewArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use half::f16;

use super::{
    body::{Bad, Body, Count},
    schema::{Field, Int, Kind, Text},
};
use crate::intake::MAX_BYTES;

/// Values, some of which may be unknown.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) length: usize,
    nulls: Option<NullBuffer>,
    pub(super) values: Values,
}

/// How the values are stored.
#[derive(Debug, Clone)]
pub(super) enum Values {
    Null,
    Bool(BooleanBuffer),
    Int8(ScalarBuffer<i8>),
    Int16(ScalarBuffer<i16>),
    Int32(ScalarBuffer<i32>),
    Int64(ScalarBuffer<i64>),
    UInt8(ScalarBuffer<u8>),
    UInt16(ScalarBuffer<u16>),
    UInt32(ScalarBuffer<u32>),
    UInt64(ScalarBuffer<u64>),
    Float16(ScalarBuffer<f16>),
    Float32(ScalarBuffer<f32>),
    Float64(ScalarBuffer<f64>),
    /// Numbers of units, and the value of one.
    Decimal32(ScalarBuffer<i32>, f64),
    Decimal64(ScalarBuffer<i64>, f64),
    Decimal128(ScalarBuffer<i128>, f64),
    /// Days since 1970.
    Date(ScalarBuffer<i32>),
    /// Parts of a second since 1970, and how many a second has.
    Instant(ScalarBuffer<i64>, i64),
    Text(StringArray),
    LargeText(LargeStringArray),
    ViewText(StringViewArray),
    Dictionary(Box<Column>, Rc<Words>),
    List(Ranges, Box<Column>),
    Struct(Vec<(String, Column)>),
    Map(Ranges, Box<Column>, Box<Column>),
}

/// Where the entries of each list are.
#[derive(Debug, Clone)]
pub(super) enum Ranges {
    Small(OffsetBuffer<i32>),
    Large(OffsetBuffer<i64>),
    Fixed(usize),
}

impl Ranges {
    pub(super) fn of(&self, row: usize) -> Range<usize> {
        match self {
            Self::Small(offsets) => offsets[row].as_usize()..offsets[row + 1].as_usize(),
            Self::Large(offsets) => offsets[row].as_usize()..offsets[row + 1].as_usize(),
            Self::Fixed(size) => row * size..(row + 1) * size,
        }
    }
}

/// The values of a dictionary, in the pieces in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Number of the first value of each piece.
    starts: Vec<usize>,
    pieces: Vec<Column>,
}

impl Words {
    /// Adds a piece behind those that are there.
    pub(super) fn add(&mut self, piece: Column) {
        self.starts.push(self.len());
        self.pieces.push(piece);
    }

    fn len(&self) -> usize {
        self.starts.last().zip(self.pieces.last()).map_or(0, |(start, piece)| start + piece.length)
    }

    /// Whether something is true of all pieces.
    pub(super) fn all(&self, is: impl Fn(&Column) -> bool) -> bool {
        self.pieces.iter().all(is)
    }

    /// The piece that has the value of a number, and its place there.
    pub(super) fn find(&self, number: usize) -> Option<(&Column, usize)> {
        let piece = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        Some((&self.pieces[piece], number - self.starts[piece]))
    }
}

/// Dictionaries by their ids.
pub(super) type Dictionaries = BTreeMap<i64, Rc<Words>>;

impl Column {
    /// Whether the value of a row is unknown.
    pub(super) fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    /// Reads the next column of a batch.
    pub(super) fn read(field: &Field, body: &mut Body<'_>, known: &Dictionaries) -> Result<Self, Bad> {
        Self::of_kind(&field.kind, body, known)
    }

    /// Reads the next column, of a kind.
    pub(super) fn of_kind(kind: &Kind, body: &mut Body<'_>, known: &Dictionaries) -> Result<Self, Bad> {
        let count = body.count()?;
        let length = count.values;
        if *kind == Kind::Null {
            // Nothing stands behind such a length, so it must not be more than the rows that something stands behind.
            return if length <= body.rows {
                Ok(Self { length, nulls: None, values: Values::Null })
            } else {
                Err(Bad)
            };
        }
        let nulls = nulls(body.buffer()?, count)?;
        let values = match kind {
            Kind::Bool => Values::Bool(bits(body.buffer()?, length)?),
            Kind::Int(int) => ints(*int, body, length)?,
            Kind::Float(2) => Values::Float16(numbers(body, length)?),
            Kind::Float(4) => Values::Float32(numbers(body, length)?),
            Kind::Float(_) => Values::Float64(numbers(body, length)?),
            Kind::Decimal(bytes, scale) => {
                let unit = 10_f64.powi(*scale);
                match bytes {
                    4 => Values::Decimal32(numbers(body, length)?, unit),
                    8 => Values::Decimal64(numbers(body, length)?, unit),
                    _ => Values::Decimal128(numbers(body, length)?, unit),
                }
            }
            Kind::Date => Values::Date(numbers(body, length)?),
            Kind::Instant(unit) => Values::Instant(numbers(body, length)?, *unit),
            Kind::Text(text) => return self::text(*text, nulls, body, length),
            Kind::List { large: false, item } => {
                let offsets = offsets(body.buffer()?, length)?;
                let items = Self::read(item, body, known)?;
                within(&offsets, items.length)?;
                Values::List(Ranges::Small(offsets), Box::new(items))
            }
            Kind::List { large: true, item } => {
                let offsets = offsets(body.buffer()?, length)?;
                let items = Self::read(item, body, known)?;
                within(&offsets, items.length)?;
                Values::List(Ranges::Large(offsets), Box::new(items))
            }
            Kind::Fixed { size, item } => {
                let items = Self::read(item, body, known)?;
                if length.checked_mul(*size).is_none_or(|needed| needed > items.length) {
                    return Err(Bad);
                }
                Values::List(Ranges::Fixed(*size), Box::new(items))
            }
            Kind::Struct(fields) => {
                let read = |field: &Field| {
                    let column = Self::read(field, body, known)?;
                    if column.length < length { Err(Bad) } else { Ok((field.name.clone(), column)) }
                };
                Values::Struct(fields.iter().map(read).collect::<Result<_, _>>()?)
            }
            Kind::Map(key, value) => {
                let offsets = offsets(body.buffer()?, length)?;
                let entries = body.count()?;
                self::nulls(body.buffer()?, entries)?;
                let (keys, values) = (Self::read(key, body, known)?, Self::read(value, body, known)?);
                within(&offsets, entries.values.min(keys.length).min(values.length))?;
                Values::Map(Ranges::Small(offsets), Box::new(keys), Box::new(values))
            }
            Kind::Dictionary { id, index, .. } => {
                let keys = Self { length, nulls: nulls.clone(), values: ints(*index, body, length)? };
                let words = known.get(id).cloned().unwrap_or_default();
                let is_known =
                    |row| keys.is_null(row) || keys.whole(row).is_some_and(|key| key < words.len());
                if !(0..length).all(is_known) {
                    return Err(Bad);
                }
                Values::Dictionary(Box::new(keys), words)
            }
            Kind::Null | Kind::Other { .. } => return Err(Bad),
        };
        Ok(Self { length, nulls, values })
    }

    /// A whole number from 0 on, as the keys of dictionaries are.
    pub(super) fn whole(&self, row: usize) -> Option<usize> {
        match &self.values {
            Values::Int8(values) => values[row].try_into().ok(),
            Values::Int16(values) => values[row].try_into().ok(),
            Values::Int32(values) => values[row].try_into().ok(),
            Values::Int64(values) => values[row].try_into().ok(),
            Values::UInt8(values) => Some(values[row].into()),
            Values::UInt16(values) => Some(values[row].into()),
            Values::UInt32(values) => values[row].try_into().ok(),
            Values::UInt64(values) => values[row].try_into().ok(),
            _ => None,
        }
    }
}

/// The bits that say what is known; none where everything is.
fn nulls(buffer: Buffer, count: Count) -> Result<Option<NullBuffer>, Bad> {
    if count.nulls == 0 {
        return Ok(None);
    }
    Ok(Some(NullBuffer::new(bits(buffer, count.values)?)))
}

fn bits(buffer: Buffer, length: usize) -> Result<BooleanBuffer, Bad> {
    if buffer.len() < length.div_ceil(8) {
        return Err(Bad);
    }
    Ok(BooleanBuffer::new(buffer, 0, length))
}

/// Values of one width.
fn numbers<T: ArrowNativeType>(body: &mut Body<'_>, length: usize) -> Result<ScalarBuffer<T>, Bad> {
    of_width(body.buffer()?, length)
}

fn of_width<T: ArrowNativeType>(buffer: Buffer, length: usize) -> Result<ScalarBuffer<T>, Bad> {
    let needed = length.checked_mul(size_of::<T>()).filter(|needed| *needed <= buffer.len()).ok_or(Bad)?;
    let is_aligned = buffer.as_ptr().align_offset(align_of::<T>()) == 0;
    let buffer = if is_aligned { buffer } else { Buffer::from(&buffer[..needed]) };
    Ok(ScalarBuffer::new(buffer, 0, length))
}

fn ints(int: Int, body: &mut Body<'_>, length: usize) -> Result<Values, Bad> {
    Ok(match (int.bytes, int.signed) {
        (1, true) => Values::Int8(numbers(body, length)?),
        (2, true) => Values::Int16(numbers(body, length)?),
        (4, true) => Values::Int32(numbers(body, length)?),
        (_, true) => Values::Int64(numbers(body, length)?),
        (1, false) => Values::UInt8(numbers(body, length)?),
        (2, false) => Values::UInt16(numbers(body, length)?),
        (4, false) => Values::UInt32(numbers(body, length)?),
        (_, false) => Values::UInt64(numbers(body, length)?),
    })
}

/// Offsets that rise from 0 or more.
fn offsets<T: ArrowNativeType + Ord>(buffer: Buffer, length: usize) -> Result<OffsetBuffer<T>, Bad> {
    // Without values there may be no offsets at all.
    if length == 0 {
        return Ok(OffsetBuffer::new_empty());
    }
    let offsets: ScalarBuffer<T> = of_width(buffer, length.checked_add(1).ok_or(Bad)?)?;
    let rises = offsets.windows(2).all(|pair| pair[0] <= pair[1]);
    let fits = offsets.iter().all(|offset| offset.to_usize().is_some());
    if rises && fits { Ok(OffsetBuffer::new(offsets)) } else { Err(Bad) }
}

/// Whether there is something for each offset.
fn within<T: ArrowNativeType>(offsets: &OffsetBuffer<T>, length: usize) -> Result<(), Bad> {
    let last = offsets.last().as_usize();
    if last > length { Err(Bad) } else { Ok(()) }
}

fn text(text: Text, nulls: Option<NullBuffer>, body: &mut Body<'_>, length: usize) -> Result<Column, Bad> {
    let values = match text {
        Text::Small => {
            let (offsets, bytes) = (offsets(body.buffer()?, length)?, body.buffer()?);
            within(&offsets, bytes.len())?;
            Values::Text(StringArray::try_new(offsets, bytes, nulls.clone()).map_err(|_| Bad)?)
        }
        Text::Large => {
            let (offsets, bytes) = (offsets(body.buffer()?, length)?, body.buffer()?);
            within(&offsets, bytes.len())?;
            Values::LargeText(LargeStringArray::try_new(offsets, bytes, nulls.clone()).map_err(|_| Bad)?)
        }
        Text::View => {
            let views: ScalarBuffer<u128> = numbers(body, length)?;
            let buffers: Vec<Buffer> =
                (0..body.variadic()?).map(|_| body.buffer()).collect::<Result<_, _>>()?;
            // Views may all lead to the same bytes; reading them must not take longer than what a file can hold.
            let bytes: u64 = views.iter().map(|view| u64::from(*view as u32)).sum();
            if bytes > MAX_BYTES as u64 {
                return Err(Bad);
            }
            Values::ViewText(StringViewArray::try_new(views, buffers, nulls.clone()).map_err(|_| Bad)?)
        }
    };
    Ok(Column { length, nulls, values })
}

impl Values {
    /// The text of a row, whether or not it is known.
    pub(super) fn text(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(array) => Some(array.value(row)),
            Self::LargeText(array) => Some(array.value(row)),
            Self::ViewText(array) => Some(array.value(row)),
            _ => None,
        }
    }

    /// Whether all values are text.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::Text(_) | Self::LargeText(_) | Self::ViewText(_) => true,
            Self::Dictionary(_, words) => words.all(|piece| piece.values.is_text()),
            _ => false,
        }
    }
}
