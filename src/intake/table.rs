//! Tables: separated values with a header in anybody's words.
//!
//! A column's meaning is decided by its header and verified by its values; each row then becomes a record of
//! the contract and is read like one, so that every rule about values exists once.

mod header;
mod fields;
mod number;
mod sheet;
mod columns;
mod names;
mod cells;
mod rate;
mod topics;

use super::{
    OpenError,
    assemble::Assembly,
    contract,
    issue::Reason,
    json::node::{Members, Node},
    place::Place,
};
use crate::domain::network::Network;
use columns::Plan;
use sheet::{Row, Sheet};

/// Rows whose values decide what the columns are.
const SAMPLE: usize = 2_000;

/// Reads a table.
pub(super) fn read(text: &str, assembly: &mut Assembly) -> Result<(), OpenError> {
    let sheet = Sheet::open(text).ok_or(OpenError::UnknownFormat)?;
    let sample: Vec<Vec<String>> = sheet
        .rows()
        .filter_map(|row| match row {
            Row::Cells(cells) => Some(cells),
            Row::Broken(_) => None,
        })
        .take(SAMPLE)
        .collect();
    let plan = columns::plan(&sheet.headers, &sample, assembly.place.network, &mut assembly.log);
    for row in sheet.rows() {
        match row {
            Row::Broken(line) => assembly.bad_row(&line),
            Row::Cells(cells) => {
                assembly.next_row();
                check_width(&cells, sheet.headers.len(), assembly);
                take(&plan, &cells, assembly);
            }
        }
    }
    Ok(())
}

/// Notes a row that is shorter than the header or has something beyond it; what fits is read all the same.
fn check_width(cells: &[String], columns: usize, assembly: &mut Assembly) {
    let beyond = cells.iter().skip(columns).any(|cell| !cell.is_empty());
    if cells.len() < columns || beyond {
        assembly.log.drop(&[], &cells.len().to_string(), Reason::RaggedRow);
    }
}

/// Makes the row's profiles: one, or one for every network on which the person is.
fn take(plan: &Plan<'_>, cells: &[String], assembly: &mut Assembly) {
    if plan.networks.is_empty() {
        one(plan, cells, None, None, assembly);
        return;
    }
    let accounts: Vec<Network> =
        plan.networks.iter().copied().filter(|network| plan.has_account(cells, *network)).collect();
    if accounts.is_empty() {
        assembly.log.drop(&[], cells.first().map_or("", String::as_str), Reason::MissingIdentity);
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
fn one(
    plan: &Plan<'_>,
    cells: &[String],
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
    record.facts.complete(&mut profile, &mut assembly.log);
    let id = profile.id.clone();
    assembly.add(profile);
    Some(id)
}

/// Puts a value at a path of at most three parts into a record.
fn put(members: &mut Members<'static>, path: &str, node: Node<'static>) {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    // The last part may have points of its own: a city, "St. Gallen".
    let known = members.iter().position(|(key, _)| key == first);
    match (rest, known) {
        (None, _) => members.push((first.to_owned().into(), node)),
        (Some(rest), Some(at)) => {
            if let Node::Map(inner) = &mut members[at].1 {
                put_inner(inner, rest, node);
            }
        }
        (Some(rest), None) => {
            let mut inner = Members::new();
            put_inner(&mut inner, rest, node);
            members.push((first.to_owned().into(), Node::Map(inner)));
        }
    }
}

fn put_inner(members: &mut Members<'static>, path: &str, node: Node<'static>) {
    match path.split_once('.') {
        Some((first, last)) => {
            let at = members.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
                members.push((first.to_owned().into(), Node::Map(Members::new())));
                members.len() - 1
            });
            if let Node::Map(inner) = &mut members[at].1 {
                inner.push((last.to_owned().into(), node));
            }
        }
        None => members.push((path.to_owned().into(), node)),
    }
}
