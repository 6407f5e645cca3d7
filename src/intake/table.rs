//! Tables: separated values with a header in anybody's words.
//!
//! A column's meaning is decided by its header and verified by its values; each row then becomes a record of
//! the contract and is read like one, so that every rule about values exists once.

pub(super) mod header;
pub(super) mod fields;
mod number;
mod sheet;
mod rows;
pub(super) mod columns;
mod names;
mod date;
mod labels;
pub(super) mod cells;
mod rate;
mod topics;

use std::borrow::Cow;

use super::{
    OpenError,
    assemble::Assembly,
    contract,
    issue::Reason,
    json::node::{Members, Node},
    place::Place,
};
use crate::domain::network::Network;
use cells::Cells;
use columns::Plan;
use header::Header;
use rows::{Row, Rows};
use sheet::{Head, Sheet};

/// Rows whose values decide what the columns are.
pub(super) const SAMPLE: usize = 2_000;

/// Text of which the header is found, at first; doubled until it is enough.
const HEAD: usize = 1 << 15;

/// A table in the reading.
#[derive(Debug)]
pub(super) struct Table(Stage);

#[derive(Debug)]
enum Stage {
    /// The beginning, up to the header, and how much of it is to be there before it is looked at.
    Head { text: String, wanted: usize },
    /// The first rows, whose values decide what the columns are, and the number of those with cells.
    Sample { rows: Rows, headers: Vec<Header>, sample: Vec<Row>, count: usize },
    /// The rows after.
    Read { rows: Rows, width: usize, plan: Plan },
}

impl Table {
    pub(super) const fn new() -> Self {
        Self(Stage::Head { text: String::new(), wanted: HEAD })
    }

    /// Reads the rows that end in the next piece of text.
    pub(super) fn push(&mut self, text: &str, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.read(text, false, assembly)
    }

    /// Reads the rest.
    pub(super) fn finish(&mut self, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.read("", true, assembly)?;
        if assembly.rows() == 0 { Err(OpenError::NoRows) } else { Ok(()) }
    }

    /// Reads what is whole, where the rest does not follow.
    pub(super) fn cut_off(&mut self, assembly: &mut Assembly) -> Result<(), OpenError> {
        if let Some(text) = self.open(true)? {
            self.read(&text, false, assembly)?;
        }
        if let Stage::Sample { rows, .. } | Stage::Read { rows, .. } = &mut self.0 {
            rows.forget_partial();
        }
        self.read("", true, assembly)
    }

    /// Looks for the header, where that is still to be done; answers the text from there on.
    fn open(&mut self, is_last: bool) -> Result<Option<String>, OpenError> {
        let Stage::Head { text, wanted } = &mut self.0 else { return Ok(None) };
        let sheet = loop {
            let is_all = text.len() < *wanted;
            if is_all && !is_last {
                return Ok(None);
            }
            match Sheet::open(&text[..text.floor_char_boundary(*wanted)], is_all) {
                Head::Sheet(sheet) => break sheet,
                Head::None => return Err(OpenError::UnknownFormat),
                Head::Short => *wanted *= 2,
            }
        };
        let text = std::mem::take(text).split_off(sheet.start);
        let rows = Rows::of(&sheet);
        self.0 = Stage::Sample { rows, headers: sheet.headers, sample: Vec::new(), count: 0 };
        Ok(Some(text))
    }

    fn read(&mut self, piece: &str, is_last: bool, assembly: &mut Assembly) -> Result<(), OpenError> {
        match &mut self.0 {
            Stage::Head { text, .. } => {
                text.push_str(piece);
                match self.open(is_last)? {
                    Some(text) => self.read(&text, is_last, assembly),
                    None => Ok(()),
                }
            }
            Stage::Sample { rows, headers, sample, count } => {
                let mut later = Vec::new();
                rows.read(piece, is_last, &mut |row| {
                    let into = if *count < SAMPLE { &mut *sample } else { &mut later };
                    *count += usize::from(matches!(row, Row::Cells(_)));
                    into.push(row);
                });
                if *count < SAMPLE && !is_last {
                    return Ok(());
                }
                let cells = sample.iter().filter_map(|row| match row {
                    Row::Cells(cells) => Some(cells.as_slice()),
                    Row::Broken(_) => None,
                });
                let cells: Vec<&[String]> = cells.collect();
                let plan = columns::plan(headers, &cells, assembly.place.network, &mut assembly.log);
                for row in sample.iter().chain(&later) {
                    take_row(&plan, headers.len(), row, assembly);
                }
                if let Stage::Sample { rows, headers, .. } =
                    std::mem::replace(&mut self.0, Stage::Head { text: String::new(), wanted: HEAD })
                {
                    self.0 = Stage::Read { rows, width: headers.len(), plan };
                }
                Ok(())
            }
            Stage::Read { rows, width, plan } => {
                rows.read(piece, is_last, &mut |row| take_row(plan, *width, &row, assembly));
                Ok(())
            }
        }
    }
}

fn take_row(plan: &Plan, width: usize, row: &Row, assembly: &mut Assembly) {
    match row {
        Row::Broken(line) => assembly.bad_row(line),
        Row::Cells(cells) => {
            assembly.next_row();
            check_width(cells, width, assembly);
            take(plan, cells.as_slice(), assembly);
        }
    }
}

/// Notes a row that is shorter than the header or has something beyond it; what fits is read all the same.
fn check_width(cells: &[String], columns: usize, assembly: &mut Assembly) {
    let beyond = cells.iter().skip(columns).any(|cell| !cell.is_empty());
    if cells.len() < columns || beyond {
        assembly.log.drop(&[], &cells.len().to_string(), Reason::RaggedRow);
    }
}

/// Makes the row's profiles: one, or one for every network on which the person is.
pub(super) fn take<'c>(plan: &'c Plan, cells: impl Cells<'c>, assembly: &mut Assembly) {
    if plan.networks.is_empty() {
        one(plan, cells, None, None, assembly);
        return;
    }
    let accounts: Vec<Network> =
        plan.networks.iter().copied().filter(|network| plan.has_account(cells, *network)).collect();
    if accounts.is_empty() {
        assembly.log.drop(&[], cells.text(0).unwrap_or_default(), Reason::MissingIdentity);
    }
    let mut creator: Option<String> = None;
    for &network in &accounts {
        let id = one(plan, cells, Some(network), creator.clone(), assembly);
        // Accounts of one person share the id of the first.
        if accounts.len() > 1 && creator.is_none() {
            creator = id;
        }
    }
}

/// Makes one profile and answers its id.
fn one<'c>(
    plan: &'c Plan,
    cells: impl Cells<'c>,
    network: Option<Network>,
    creator: Option<String>,
    assembly: &mut Assembly,
) -> Option<String> {
    let place = Place { network: network.or(plan.network).or(assembly.place.network) };
    let mut record = cells::record(plan, cells, network, place.network, &mut assembly.log);
    let of_several =
        network.is_some() && plan.networks.iter().filter(|n| plan.has_account(cells, **n)).count() > 1;
    let mut profile = contract::profile(&record.members, place, &mut assembly.log)?;
    if of_several && profile.creator.is_none() {
        profile.creator = creator.or_else(|| Some(profile.id.clone()));
    }
    if plan.completes {
        record.facts.complete(&mut profile, &mut assembly.log);
    }
    let id = of_several.then(|| profile.id.clone());
    assembly.add(profile);
    id
}

/// Puts a value at a path of at most three parts into a record.
fn put<'c>(members: &mut Members<'c>, path: &'c str, node: Node<'c>) {
    // The last part may have points of its own: a city, "St. Gallen".
    let mut parts = path.splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first), None, _) => put_at(members, &[first], node),
        (Some(first), Some(second), None) => put_at(members, &[first, second], node),
        (Some(first), Some(second), Some(third)) => put_at(members, &[first, second, third], node),
        (None, ..) => {}
    }
}

/// Puts a value into a record, by the names of the members that lead there.
pub(super) fn put_at<'c>(members: &mut Members<'c>, path: &[&'c str], node: Node<'c>) {
    match path {
        [] => {}
        [last] => members.push((Cow::Borrowed(*last), node)),
        [first, rest @ ..] => {
            let at = members.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
                members.push((Cow::Borrowed(*first), Node::Map(Members::new())));
                members.len() - 1
            });
            if let Node::Map(inner) = &mut members[at].1 {
                put_at(inner, rest, node);
            }
        }
    }
}
