//! Catalogues as Arrow IPC streams: the contract's fields as columns, nested ones as structs, lists and maps.

use std::io::Write;
use std::sync::Arc;

use accord::domain::profile::Profile;
use anyhow::Result;
use arrow_ipc::writer::StreamWriter;
use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, Fields, Schema};

/// Rows of a batch: what is in memory at a time, and the least that a reader waits for.
const BATCH: usize = 8_192;

/// Writes profiles as they come.
pub(super) fn write(profiles: impl Iterator<Item = Profile>, out: &mut impl Write) -> Result<()> {
    let schema = Arc::new(schema());
    let mut columns = ReaderBuilder::new(schema.clone()).with_batch_size(BATCH).build_decoder()?;
    let mut writer = StreamWriter::try_new(out, &schema)?;
    let mut profiles = profiles.peekable();
    while profiles.peek().is_some() {
        let batch: Vec<Profile> = profiles.by_ref().take(BATCH).collect();
        columns.serialize(&batch)?;
        if let Some(batch) = columns.flush()? {
            writer.write(&batch)?;
        }
    }
    Ok(writer.finish()?)
}

/// The columns of a catalogue, by the contract's names.
pub(super) fn schema() -> Schema {
    use DataType::{Boolean, Float64, UInt64, Utf8};
    let text = |name| field(name, Utf8);
    let count = |name| field(name, UInt64);
    let number = |name| field(name, Float64);
    Schema::new(vec![
        Field::new("id", Utf8, false),
        text("creator"),
        Field::new("network", Utf8, false),
        text("handle"),
        text("name"),
        text("url"),
        text("avatar"),
        text("bio"),
        text("country"),
        text("city"),
        text("language"),
        field("verified", Boolean),
        text("account_type"),
        field("topics", list(fields([text("topic"), number("share")]))),
        count("followers"),
        count("following"),
        count("posts"),
        number("posts_per_month"),
        text("last_post"),
        field(
            "engagement",
            fields([
                number("rate"),
                text("basis"),
                text("numerator"),
                text("statistic"),
                count("window_days"),
                count("posts"),
                number("likes"),
                number("comments"),
                number("shares"),
                number("saves"),
                number("views"),
                number("likes_spread"),
            ]),
        ),
        field("history", list(fields([text("month"), count("followers"), number("engagement")]))),
        field(
            "audience",
            fields([
                number("credibility"),
                text("credibility_kind"),
                field("types", map(Float64)),
                number("reachable"),
                field("genders", map(Float64)),
                field("ages", map(Float64)),
                field("countries", map(Float64)),
                field("cities", map(Float64)),
                field("languages", map(Float64)),
                field("interests", map(Float64)),
            ]),
        ),
        field("price", map(fields([number("low"), number("high"), text("currency"), text("kind")]))),
        field("accepts", list(Utf8)),
        number("sponsored_share"),
        number("paid_performance"),
        field("response", fields([number("rate"), number("hours")])),
        field("labels", list(Utf8)),
        field("brand_mentions", list(Utf8)),
        field("has_contact", Boolean),
        field("sources", map(fields([text("name"), text("date")]))),
    ])
}

fn field(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, true)
}

fn fields<const N: usize>(fields: [Field; N]) -> DataType {
    DataType::Struct(Fields::from(fields.to_vec()))
}

fn list(of: DataType) -> DataType {
    DataType::List(Arc::new(field("item", of)))
}

/// Values under names that each row chooses.
fn map(of: DataType) -> DataType {
    let entries = Fields::from(vec![Field::new("keys", DataType::Utf8, false), field("values", of)]);
    DataType::Map(Arc::new(Field::new("entries", DataType::Struct(entries), false)), false)
}
