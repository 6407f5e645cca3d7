//! Which account a row is about: network, handle and id, from what the row says and from its address.

use crate::{
    domain::{network::Network, profile::Profile},
    intake::{
        issue::{Log, Reason},
        json::node::{Members, Node, get},
        place::{self, Place},
    },
};

use super::value;

/// A profile of which only the account is known, or `None` with a note.
pub(super) fn read(members: &Members<'_>, place: Place, log: &mut Log) -> Option<Profile> {
    let member = |key| get(members, key).unwrap_or(&Node::Null);
    let url = value::url(member("url"), &["url"], log);
    let account = url.as_deref().and_then(place::account_of_url);
    let id = value::text(member("id"), &["id"], value::ID, log);
    let handle = value::text_of(member("handle"), &["handle"], value::HANDLE, log)
        .map(|handle| place::bare_handle(&handle).to_owned())
        .filter(|handle| !handle.is_empty());

    let stated = network(member("network"), log);
    let of_id = || id.as_deref().and_then(|id| id.split_once(':')).and_then(|(slug, _)| slug.parse().ok());
    let network = stated.or(account.as_ref().map(|account| account.network)).or_else(of_id).or(place.network);

    // An address names the account only of the network that the row is about.
    let account = account.filter(|account| Some(account.network) == network);
    let (of_url, key) = account.map_or((None, None), |account| (account.handle, account.key));
    let handle = handle.or(of_url);

    let identity = id.as_deref().or(handle.as_deref()).or(key.as_deref());
    if identity.is_none() {
        log.drop(&[], &member("name").shown(), Reason::MissingIdentity);
        return None;
    }
    let Some(network) = network else {
        log.drop(&["network"], identity.unwrap_or_default(), Reason::MissingNetwork);
        return None;
    };
    let id = match id {
        Some(id) => id,
        None => place::account_id(network, identity.unwrap_or_default()),
    };
    let mut profile = Profile::new(id, network);
    profile.handle = handle;
    profile.url = url;
    Some(profile)
}

fn network(node: &Node<'_>, log: &mut Log) -> Option<Network> {
    let word = value::text_of(node, &["network"], value::NAME, log)?;
    let network = place::network(&word);
    if network.is_none() {
        log.drop(&["network"], &word, Reason::UnknownValue);
    }
    network
}
