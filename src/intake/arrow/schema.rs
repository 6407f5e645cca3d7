//! The columns of an Arrow schema, in the types that Accord reads.
//!
//! What is of another type is kept by its layout alone, so that it can be stepped over.

use arrow_ipc::{DateUnit, Endianness, Field as Described, Precision, Schema, TimeUnit, Type, UnionMode};

/// A column, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// How values are stored.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// No values at all.
    Null,
    Bool,
    Int(Int),
    /// Bytes of a value: 2, 4 or 8.
    Float(usize),
    /// Bytes of a value, 4, 8 or 16, and decimals after the point.
    Decimal(usize, i32),
    /// Days since 1970.
    Date,
    /// Units of time since 1970 and how many of them a second has; in UTC, or a wall clock's.
    Instant(i64),
    Text(Text),
    /// Lists of any length.
    List {
        /// Whether offsets have eight bytes.
        large: bool,
        item: Box<Field>,
    },
    /// Lists of one length.
    Fixed {
        size: usize,
        item: Box<Field>,
    },
    Struct(Vec<Field>),
    /// Keys and values.
    Map(Box<Field>, Box<Field>),
    /// Numbers that stand for the values of a dictionary.
    Dictionary {
        id: i64,
        index: Int,
        value: Box<Self>,
    },
    /// Not read.
    Other {
        name: &'static str,
        buffers: usize,
        /// Whether a batch says how many more buffers there are.
        variadic: bool,
        children: Vec<Field>,
    },
}

/// A whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Int {
    pub(super) bytes: usize,
    pub(super) signed: bool,
}

/// How text is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Offsets of four bytes.
    Small,
    /// Offsets of eight bytes.
    Large,
    /// Views into any number of buffers.
    View,
}

impl Kind {
    /// Lists, structs and maps.
    pub(super) const fn is_nested(&self) -> bool {
        matches!(self, Self::List { .. } | Self::Fixed { .. } | Self::Struct(_) | Self::Map(..))
    }

    /// What the type is called, for a report.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Decimal(..) => "decimal",
            Self::Date => "date",
            Self::Instant(_) => "timestamp",
            Self::Text(_) => "utf8",
            Self::List { .. } => "list",
            Self::Fixed { .. } => "fixed_size_list",
            Self::Struct(_) => "struct",
            Self::Map(..) => "map",
            Self::Dictionary { .. } => "dictionary",
            Self::Other { name, .. } => name,
        }
    }

    /// The kind of the values behind a dictionary, else itself.
    pub(super) fn plain(&self) -> &Self {
        match self {
            Self::Dictionary { value, .. } => value,
            other => other,
        }
    }
}

/// More columns than this are no table.
const MAX_COLUMNS: usize = 5_000;

/// The columns; `None` where the schema is none that can be read.
pub(super) fn columns(schema: Schema<'_>, is_v4: bool) -> Option<Vec<Field>> {
    if schema.endianness() != Endianness::Little {
        return None;
    }
    let fields = schema.fields()?;
    if fields.len() > MAX_COLUMNS {
        return None;
    }
    fields.iter().map(|field| column(field, is_v4)).collect()
}

// The verifier has bounded the depth.
fn column(field: Described<'_>, is_v4: bool) -> Option<Field> {
    let name = field.name().unwrap_or_default().to_owned();
    let Some(dictionary) = field.dictionary() else {
        return Some(Field { name, kind: kind(field, is_v4)? });
    };
    let index = match dictionary.indexType() {
        Some(index) => int(index.bitWidth(), index.is_signed())?,
        None => Int { bytes: 4, signed: true },
    };
    let value = kind(field, is_v4)?;
    let kind = match value {
        Kind::Bool
        | Kind::Int(_)
        | Kind::Float(_)
        | Kind::Decimal(..)
        | Kind::Date
        | Kind::Instant(_)
        | Kind::Text(_) => Kind::Dictionary { id: dictionary.id(), index, value: Box::new(value) },
        _ => other("dictionary", 2),
    };
    Some(Field { name, kind })
}

fn kind(field: Described<'_>, is_v4: bool) -> Option<Kind> {
    let children = || -> Option<Vec<Field>> {
        field.children().into_iter().flatten().map(|child| column(child, is_v4)).collect()
    };
    let only_child = || children()?.pop().map(Box::new);
    let with_children =
        |name, buffers| Some(Kind::Other { name, buffers, variadic: false, children: children()? });
    Some(match field.type_type() {
        Type::Null => Kind::Null,
        Type::Bool => Kind::Bool,
        Type::Int => {
            let described = field.type_as_int()?;
            Kind::Int(int(described.bitWidth(), described.is_signed())?)
        }
        Type::FloatingPoint => Kind::Float(match field.type_as_floating_point()?.precision() {
            Precision::HALF => 2,
            Precision::SINGLE => 4,
            Precision::DOUBLE => 8,
            _ => return None,
        }),
        Type::Decimal => {
            let described = field.type_as_decimal()?;
            match described.bitWidth() {
                bits @ (32 | 64 | 128) => Kind::Decimal(bits as usize / 8, described.scale()),
                _ => other("decimal256", 2),
            }
        }
        Type::Date => match field.type_as_date()?.unit() {
            DateUnit::DAY => Kind::Date,
            DateUnit::MILLISECOND => Kind::Instant(1_000),
            _ => return None,
        },
        Type::Timestamp => Kind::Instant(match field.type_as_timestamp()?.unit() {
            TimeUnit::SECOND => 1,
            TimeUnit::MILLISECOND => 1_000,
            TimeUnit::MICROSECOND => 1_000_000,
            TimeUnit::NANOSECOND => 1_000_000_000,
            _ => return None,
        }),
        Type::Utf8 => Kind::Text(Text::Small),
        Type::LargeUtf8 => Kind::Text(Text::Large),
        Type::Utf8View => Kind::Text(Text::View),
        Type::List => Kind::List { large: false, item: only_child()? },
        Type::LargeList => Kind::List { large: true, item: only_child()? },
        Type::FixedSizeList => {
            let size = usize::try_from(field.type_as_fixed_size_list()?.listSize()).ok()?;
            Kind::Fixed { size, item: only_child()? }
        }
        Type::Struct_ => Kind::Struct(children()?),
        Type::Map => {
            let Kind::Struct(entries) = only_child()?.kind else { return None };
            let [key, value] = <[Field; 2]>::try_from(entries).ok()?;
            Kind::Map(Box::new(key), Box::new(value))
        }
        Type::Binary => other("binary", 3),
        Type::LargeBinary => other("large_binary", 3),
        Type::BinaryView => {
            Kind::Other { name: "binary_view", buffers: 2, variadic: true, children: Vec::new() }
        }
        Type::FixedSizeBinary => other("fixed_size_binary", 2),
        Type::Time => other("time", 2),
        Type::Interval => other("interval", 2),
        Type::Duration => other("duration", 2),
        Type::ListView | Type::LargeListView => with_children("list_view", 3)?,
        Type::RunEndEncoded => with_children("run_end_encoded", 0)?,
        Type::Union => {
            let is_dense = field.type_as_union()?.mode() == UnionMode::Dense;
            with_children("union", 1 + usize::from(is_dense) + usize::from(is_v4))?
        }
        _ => return None,
    })
}

fn int(bits: i32, signed: bool) -> Option<Int> {
    matches!(bits, 8 | 16 | 32 | 64).then_some(Int { bytes: bits as usize / 8, signed })
}

const fn other(name: &'static str, buffers: usize) -> Kind {
    Kind::Other { name, buffers, variadic: false, children: Vec::new() }
}
