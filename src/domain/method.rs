//! The outline of the method: every section, text and table about how numbers are made, in their order.
//!
//! The page and the documents both walk it, so neither can say what the other does not. It holds the keys of texts
//! and the numbers that the engine computes with, never words of a language; names are quoted, and sources are the keys of their own words.

mod tables;

use crate::domain::criteria::PartSpec;

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name in addresses of the page and the key of its title.
    pub id: &'static str,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// Something that stands in a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph, by the key of its text.
    Prose(&'static str),
    /// A paragraph with numbers in the places that its text names.
    Filled(&'static str, Vec<(&'static str, Cell)>),
    /// A list of paragraphs.
    List(&'static [&'static str]),
    /// A title below the section's: a criterion with the question that it answers.
    Criterion(&'static str),
    /// A table.
    Table(Table),
    /// What only a page with data and a host knows.
    Live(Live),
}

/// What a page knows beside the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    /// The host's exchange rates.
    Rates,
    /// What is usual for topics in the catalogue.
    UsualTopics,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name for assistive technology.
    pub name: Cell,
    /// Heads of the columns.
    pub head: Vec<Cell>,
    /// Rows; the first cell of each is its head.
    pub rows: Vec<Vec<Cell>>,
}

/// A table of names in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Heads and words of the method itself.
    Words,
    /// Tiers.
    Tiers,
    /// Bases of rates.
    Bases,
    /// Criteria.
    Criteria,
    /// Parts of criteria.
    Parts,
    /// Formulas of parts.
    Formulas,
    /// Ceilings.
    Caps,
    /// Formats of collaborations.
    Formats,
    /// Topics.
    Topics,
    /// What the character reads of a criterion.
    PlaceReads,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A name out of a table of names.
    Name(Names, &'static str),
    /// A name that is the same in every language.
    Label(&'static str),
    /// A source: a name, or words that the texts have in every language.
    Source(&'static str),
    /// A word of the data contract or of addresses.
    Code(&'static str),
    /// A label with its word in addresses.
    Coded(&'static str, &'static str),
    /// A number with at most so many digits after the point.
    Number(f64, usize),
    /// A fraction as a percentage with at most so many digits.
    Percent(f64, usize),
    /// Two fractions as one range of percentages.
    Percents(f64, f64),
    /// An amount in US dollars.
    Dollars(f64),
    /// A whole number.
    Count(u64),
    /// So many followers, roughly.
    About(f64),
    /// From a number to below another; open where there is none.
    Range(u64, Option<u64>),
    /// A year, where it is known.
    Year(Option<u16>),
    /// The numbers of a part's formula with their sources.
    Parameters(&'static PartSpec),
    /// There is nothing here.
    None,
}

impl Cell {
    /// Whether it is a number, which stands at the end of its column.
    pub const fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Number(..)
                | Self::Percent(..)
                | Self::Percents(..)
                | Self::Dollars(_)
                | Self::Count(_)
                | Self::Range(..)
        )
    }
}

/// Everything, in order.
pub fn outline() -> Vec<Section> {
    let section = |id, blocks| Section { id, blocks };
    vec![
        section(
            "match",
            ["match_sum", "match_unknown", "match_asked", "match_tenths", "match_order"]
                .map(Block::Prose)
                .into(),
        ),
        section("criteria", tables::criteria()),
        section("topics", tables::topics()),
        section("scrutiny", tables::scrutiny()),
        section("caps", tables::caps()),
        section("cost", tables::cost()),
        section("tiers", tables::tiers()),
        section("character", tables::character()),
        section("stability", tables::stability()),
        section("bench", tables::benchmarks()),
        section("fx", vec![Block::Live(Live::Rates)]),
        section("disagree", vec![Block::List(DISAGREEMENTS)]),
        section("not", vec![Block::List(LIMITS)]),
    ]
}

/// Where the sources disagree.
const DISAGREEMENTS: &[&str] = &[
    "disagree_tiers",
    "disagree_er",
    "disagree_bench",
    "disagree_reach",
    "disagree_price",
    "disagree_credibility",
];

/// What is not done.
const LIMITS: &[&str] = &["not_sensitive", "not_contact", "not_detect", "not_emv", "not_overlap", "not_send"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_names_of_their_own_and_rows_as_many_cells_as_heads() {
        let outline = outline();
        for (at, section) in outline.iter().enumerate() {
            assert!(outline[..at].iter().all(|other| other.id != section.id), "{}", section.id);
            assert!(!section.blocks.is_empty(), "{}", section.id);
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    assert!(!table.rows.is_empty(), "{}", section.id);
                    assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{}", section.id);
                }
            }
        }
    }
}
