//! The contract's profile, read leniently: a bad value costs that value and is noted, never the profile.
//!
//! Everything outside the closed lists and ranges is dropped; nothing is repaired or guessed. The shape is
//! [`crate::domain::profile::Profile`]'s; docs/data.md says the same in prose.

pub(super) mod value;
mod audience;
mod identity;
mod numbers;
mod words;

use smallvec::SmallVec;

use super::{
    issue::{Log, Reason},
    json::node::{Members, Node, get},
    place::Place,
    sensitive,
};
use crate::domain::profile::Profile;
use value::{count, flag, fraction, number, text};

/// More than the contract has fields.
const MOST_SEEN: usize = 32;

/// Reads one profile. `None` where nothing says which account it is; the log says why.
pub(super) fn profile(members: &Members<'_>, place: Place, log: &mut Log) -> Option<Profile> {
    let mut profile = identity::read(members, place, log)?;
    let mut seen: SmallVec<[&str; MOST_SEEN]> = SmallVec::new();
    // A bit for each sort of key that was met: most keys are the first of their sort, and compared with none.
    let mut sorts = 0u64;
    for (key, node) in members {
        let key: &str = key;
        let letters = key.as_bytes();
        let ends =
            letters.first().zip(letters.last()).map_or(0, |(a, b)| usize::from(*a) + 5 * usize::from(*b));
        let sort = 1u64 << ((ends + 11 * letters.len()) % 64);
        let may_be_seen = sorts & sort != 0;
        sorts |= sort;
        if may_be_seen && seen.contains(&key) {
            log.drop(&[key], &node.shown(), Reason::Duplicate);
        } else if matches!(node, Node::Null) || field(&mut profile, key, node, log) {
            // Only the contract's own fields are remembered: a row with a million others stays cheap.
            if seen.len() < MOST_SEEN {
                seen.push(key);
            }
        }
    }
    Some(profile)
}

/// Reads one member; says whether the contract has it.
fn field(profile: &mut Profile, key: &str, node: &Node<'_>, log: &mut Log) -> bool {
    let at = &[key];
    match key {
        // Read by `identity`.
        "id" | "network" | "handle" | "url" => {}
        "creator" => profile.creator = text(node, at, value::ID, log),
        "name" => profile.name = text(node, at, value::NAME, log),
        "avatar" => profile.avatar = value::url(node, at, log),
        "bio" => profile.bio = text(node, at, value::BIO, log),
        "country" => profile.country = value::country(node, at, log),
        "city" => profile.city = text(node, at, value::NAME, log),
        "language" => profile.language = value::language(node, at, log),
        "verified" => profile.verified = flag(node, at, log),
        "account_type" => profile.account_type = words::word(node, at, log),
        "topics" => profile.topics = words::topics(node, log),
        "followers" => profile.followers = count(node, at, log),
        "following" => profile.following = count(node, at, log),
        "posts" => profile.posts = count(node, at, log),
        "posts_per_month" => profile.posts_per_month = number(node, at, value::MAX_COUNT, log),
        "last_post" => profile.last_post = value::date(node, at, log),
        "engagement" => profile.engagement = numbers::engagement(node, log),
        "history" => profile.history = numbers::history(node, log),
        "audience" => profile.audience = audience::audience(node, log),
        "price" => profile.price = numbers::prices(node, log),
        "accepts" => profile.accepts = words::deals(node, log),
        "sponsored_share" => profile.sponsored_share = fraction(node, at, log),
        "paid_performance" => profile.paid_performance = number(node, at, value::MAX_RATIO, log),
        "response" => profile.response = numbers::response(node, log),
        "labels" => profile.labels = words::labels(node, log),
        "brand_mentions" => profile.brand_mentions = words::brands(node, log),
        "has_contact" => profile.has_contact = flag(node, at, log),
        "sources" => profile.sources = words::sources(node, log),
        _ => {
            unknown(at, log);
            return false;
        }
    }
    true
}

/// Counts a member that the contract does not have. Of a sensitive one not even the value is looked at.
fn unknown(path: &[&str], log: &mut Log) {
    if path.last().is_some_and(|key| sensitive::is_field(key)) {
        log.drop(path, "", Reason::Sensitive);
    } else {
        log.unknown_field(path);
    }
}

/// The members of an object; anything else is noted and read as if it were not there.
fn members<'n, 'a>(
    node: &'n Node<'a>,
    path: &[&str],
    log: &mut Log,
) -> &'n [(std::borrow::Cow<'a, str>, Node<'a>)] {
    match node {
        Node::Map(members) => members,
        other => {
            log.drop(path, &other.shown(), Reason::WrongType);
            &[]
        }
    }
}

/// The entries of a list, at most [`value::MAX_ENTRIES`] of them; anything else is noted.
fn entries<'n, 'a>(node: &'n Node<'a>, path: &[&str], log: &mut Log) -> Option<&'n [Node<'a>]> {
    match node {
        Node::List(list) if list.len() > value::MAX_ENTRIES => {
            log.drop(path, &list.len().to_string(), Reason::TooMany);
            Some(&list[..value::MAX_ENTRIES])
        }
        Node::List(list) => Some(list),
        other => {
            log.drop(path, &other.shown(), Reason::WrongType);
            None
        }
    }
}

/// The member of that name, if it is known.
fn known<'n, 'a>(members: &'n [(std::borrow::Cow<'a, str>, Node<'a>)], key: &str) -> Option<&'n Node<'a>> {
    get(members, key).filter(|node| **node != Node::Null)
}
