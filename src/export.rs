//! Profiles as files that people take away: a table for spreadsheets, and profile data that Accord reads back.

mod csv_file;
mod json_file;

use crate::{
    domain::{
        answer::{Explanation, Report, Row},
        profile::Profile,
        query::Query,
        tier::{Policy, Tier},
    },
    engine::Engine,
    protocol::{Chosen, Format, Mark},
};

/// A profile to write, with what is known of it besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The profile; of one that the catalogue does not have, what the list remembers.
    pub profile: Profile,
    /// Its match; `None` where the catalogue does not have it.
    pub matched: Option<Matched>,
    /// What a list says of it.
    pub mark: Option<Mark>,
}

/// A match in brief, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched {
    /// Size tier under the policy of the query.
    pub tier: Option<Tier>,
    /// Lower bound.
    pub low: u16,
    /// Estimate.
    pub estimate: u16,
    /// Upper bound.
    pub high: u16,
    /// Share of the asked weight that is known, in tenths of a percent.
    pub coverage: u16,
}

impl From<&Explanation> for Matched {
    fn from(explanation: &Explanation) -> Self {
        let Explanation { tier, low, estimate, high, coverage, .. } = *explanation;
        Self { tier, low, estimate, high, coverage }
    }
}

impl From<&Row> for Matched {
    fn from(row: &Row) -> Self {
        let Row { tier, low, estimate, high, coverage, .. } = *row;
        Self { tier, low, estimate, high, coverage }
    }
}

/// The profiles to write: those named, in their order, else the whole list that answers the query.
pub fn lines(engine: &mut Engine, query: &Query, only: Option<&[Chosen]>) -> Vec<Line> {
    match only {
        Some(chosen) => chosen.iter().map(|chosen| chosen_line(engine, query, chosen)).collect(),
        None => whole_list(engine, query),
    }
}

/// Window by window: explaining each profile instead would look for its rank each time.
fn whole_list(engine: &mut Engine, query: &Query) -> Vec<Line> {
    let mut lines = Vec::new();
    loop {
        let window = Query { from: lines.len(), n: Query::MAX_ROWS, ..query.clone() };
        let page = engine.run(&window);
        let before = lines.len();
        lines.extend(page.rows.iter().filter_map(|row| {
            let profile = engine.profile(&row.id)?;
            Some(Line { profile, matched: Some(Matched::from(row)), mark: None })
        }));
        if lines.len() == before || lines.len() >= page.total {
            return lines;
        }
    }
}

/// The text of the file; `policy` is that of the query.
pub fn write(lines: Vec<Line>, report: &Report, format: Format, policy: &Policy) -> String {
    match format {
        Format::Csv => csv_file::write(&lines, policy),
        Format::Json => json_file::write(lines, report),
    }
}

/// A named profile; where the catalogue does not have it, the little that the list remembers.
fn chosen_line(engine: &mut Engine, query: &Query, chosen: &Chosen) -> Line {
    let Chosen { id, network, handle, name, mark } = chosen;
    let profile = engine.profile(id).unwrap_or_else(|| {
        let mut profile = Profile::new(id.clone(), *network);
        profile.handle.clone_from(handle);
        profile.name = Some(name.clone());
        profile
    });
    let matched = engine.explain(id, query).as_ref().map(Matched::from);
    Line { profile, matched, mark: mark.clone() }
}

#[cfg(test)]
mod tests;
