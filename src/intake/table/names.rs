//! Which column holds the handle, which the name, and on which networks the rows are.
//!
//! Headers lie about handles: "Tiktok name" is a display name, "Tiktoker name" a handle. The share of values
//! that fit the network's grammar decides; the header only breaks ties.

use super::{
    cells::Cells,
    columns::{Plan, Values},
    fields::Kind,
    number,
};
use crate::{domain::network::Network, intake::place};

/// Settles the plan's identity columns and networks.
pub(super) fn decide(plan: &mut Plan, sample: &[&[String]], around: Option<Network>) {
    let is_named =
        |network: &Network| plan.columns.iter().any(|column| column.header.network == Some(*network));
    let named: Vec<Network> = Network::ALL.into_iter().filter(is_named).collect();
    let with_account = |network: &Network| {
        plan.columns.iter().any(|column| {
            column.header.network == Some(*network) && matches!(column.kind, Kind::Account | Kind::Url)
        })
    };
    let several: Vec<Network> = named.iter().copied().filter(with_account).collect();
    if several.len() > 1 {
        let shared = plan
            .columns
            .iter()
            .find(|column| column.kind == Kind::Account && column.header.network.is_none());
        plan.name = shared.map(|column| column.index);
        plan.networks = several;
        return;
    }
    plan.network = match named[..] {
        [only] => Some(only),
        _ => None,
    };
    let network = plan.network.or(around);
    let fits = |value: &str| place::is_handle(network, place::bare_handle(value));
    let candidates: Vec<(usize, f64, bool)> = plan
        .columns
        .iter()
        .filter(|column| column.kind == Kind::Account)
        .map(|column| {
            (column.index, Values::of(sample, column.index).share(fits), column.header.wants_handle)
        })
        .collect();
    // Columns within a twentieth of each other are equal, and then the header tells; of those that are equal in
    // this too the first is the best and the last the worst.
    let rank = |share: f64| (share * 20.0).round();
    let best_first = |a: &&(usize, f64, bool), b: &&(usize, f64, bool)| {
        rank(b.1).total_cmp(&rank(a.1)).then(b.2.cmp(&a.2))
    };
    let (Some(&(best, ..)), Some(&(worst, ..))) =
        (candidates.iter().min_by(best_first), candidates.iter().max_by(best_first))
    else {
        return;
    };
    plan.combined = Values::of(sample, best).share(|value| split(value).is_some()) >= 0.5;
    let wants_handle = |&(index, _, wants): &(usize, f64, bool)| index == best && wants;
    plan.names_accounts = plan.combined || candidates.len() > 1 || candidates.iter().any(wants_handle);
    plan.handle = Some(best);
    plan.name = Some(if plan.combined { best } else { worst });
    if candidates.len() == 1 && !plan.combined {
        // One column for both: where it fits the grammar it is the handle, elsewhere the name.
        plan.name = None;
    }
}

/// `Léa Blanc @lea.b` as name and handle.
pub(super) fn split(cell: &str) -> Option<(&str, &str)> {
    let (name, handle) = cell.rsplit_once('@')?;
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '-' | '|'));
    let handle = handle.trim().trim_end_matches(')');
    (!handle.is_empty() && !handle.contains(char::is_whitespace) && !name.is_empty())
        .then_some((name, handle))
}

/// What a row says about its account.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Identity<'c> {
    pub(super) handle: Option<&'c str>,
    pub(super) name: Option<&'c str>,
    /// What stands for the handle where the value is none by the network's grammar: old YouTube names.
    pub(super) key: Option<&'c str>,
}

/// The account of a row, from its handle and name cells.
pub(super) fn identity<'c>(plan: &Plan, cells: impl Cells<'c>, network: Option<Network>) -> Identity<'c> {
    let cell = |index: Option<usize>| {
        index.and_then(|index| cells.text(index)).filter(|cell| !number::is_unknown_name(cell))
    };
    let mut identity = Identity { name: cell(plan.name), ..Identity::default() };
    let Some(value) = cell(plan.handle) else { return identity };
    let mut value = value;
    if let Some((name, handle)) = split(value).filter(|_| plan.combined) {
        identity.name = Some(name);
        value = handle;
    }
    let bare = place::bare_handle(value);
    if place::is_handle(network, bare) {
        identity.handle = Some(bare);
    } else if !bare.is_empty() {
        identity.key = Some(bare);
        identity.name.get_or_insert(value);
    }
    identity
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_handle_in_one_cell_are_two() {
        assert_eq!(split("Léa Blanc @lea.b"), Some(("Léa Blanc", "lea.b")));
        assert_eq!(split("Léa (@lea.b)"), Some(("Léa", "lea.b")));
        assert_eq!(split("@lea.b"), None);
        assert_eq!(split("Léa @ home now"), None);
    }
}
