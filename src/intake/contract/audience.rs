//! The audience of a profile: credibility and distributions. Sensitive ones are not read.

use std::collections::btree_map::Entry;

use crate::{
    domain::profile::{Audience, CredibilityKind, Shares},
    intake::{
        fold,
        issue::{Log, Reason},
        json::node::Node,
        sensitive,
    },
};

use super::{members, unknown, value, words};

/// The audience, unless nothing about it is known.
pub(super) fn audience(node: &Node<'_>, log: &mut Log) -> Option<Audience> {
    let mut audience = Audience::default();
    for (key, node) in members(node, &["audience"], log) {
        let key = key.as_ref();
        let at = &["audience", key];
        match key {
            _ if matches!(node, Node::Null) => {}
            "credibility" => audience.credibility = value::fraction(node, at, log),
            "credibility_kind" => {
                let kinds = [CredibilityKind::Floor, CredibilityKind::Estimate];
                audience.credibility_kind = words::choice(node, at, &kinds, kind_word, log);
            }
            "reachable" => audience.reachable = value::fraction(node, at, log),
            "types" => audience.types = shares(node, key, audience_type, log),
            "genders" => audience.genders = shares(node, key, gender, log),
            "ages" => audience.ages = shares(node, key, age_band, log),
            "countries" => {
                audience.countries = shares(node, key, |code| Some(value::country_code(code)?.into()), log);
            }
            "cities" => audience.cities = shares(node, key, free, log),
            "languages" => audience.languages = shares(node, key, primary_language, log),
            "interests" => audience.interests = shares(node, key, interest, log),
            _ => unknown(at, log),
        }
    }
    (audience != Audience::default()).then_some(audience)
}

const fn kind_word(kind: CredibilityKind) -> &'static str {
    match kind {
        CredibilityKind::Floor => "floor",
        CredibilityKind::Estimate => "estimate",
    }
}

/// A distribution. `name` turns a key into the contract's, or refuses it; finer keys that become the same
/// (45–54 and 55–64, `fr-FR` and `fr-CA`) add up.
fn shares(node: &Node<'_>, group: &str, name: fn(&str) -> Option<String>, log: &mut Log) -> Shares {
    let mut shares = Shares::new();
    for (key, node) in members(node, &["audience", group], log) {
        let at = &["audience", group, key.as_ref()];
        if shares.len() >= value::MAX_ENTRIES {
            log.drop(&at[..2], key, Reason::TooMany);
            break;
        }
        if group == "interests" && sensitive::is_word(key) {
            log.drop(&at[..2], "", Reason::Sensitive);
            continue;
        }
        let Some(name) = name(key.trim()) else {
            log.drop(at, &node.shown(), Reason::UnknownValue);
            continue;
        };
        let Some(share) = value::fraction(node, at, log) else { continue };
        match shares.entry(name) {
            Entry::Vacant(place) => {
                place.insert(share);
            }
            Entry::Occupied(mut sum) if *sum.key() != **key && *sum.get() + share <= 1.0 => {
                *sum.get_mut() += share;
            }
            Entry::Occupied(_) => log.drop(at, &node.shown(), Reason::Duplicate),
        }
    }
    shares
}

fn audience_type(key: &str) -> Option<String> {
    one_of(key, &["real", "suspicious", "mass", "influencers"])
}

fn gender(key: &str) -> Option<String> {
    one_of(key, &["female", "male", "other"])
}

fn one_of(key: &str, words: &[&str]) -> Option<String> {
    words.iter().find(|word| word.eq_ignore_ascii_case(key)).map(|word| (*word).to_owned())
}

/// The contract's age band; the halves of 45–64 are bands at other vendors.
fn age_band(key: &str) -> Option<String> {
    const BANDS: [(&str, &str); 8] = [
        ("13-17", "13-17"),
        ("18-24", "18-24"),
        ("25-34", "25-34"),
        ("35-44", "35-44"),
        ("45-64", "45-64"),
        ("45-54", "45-64"),
        ("55-64", "45-64"),
        ("65+", "65+"),
    ];
    let find = |key: &str| BANDS.iter().find(|(band, _)| *band == key).map(|(_, band)| (*band).to_owned());
    find(key).or_else(|| find(&key.replace(['_', '–'], "-")))
}

fn primary_language(key: &str) -> Option<String> {
    let mut tag = value::language_tag(key)?;
    tag.truncate(tag.find('-').unwrap_or(tag.len()));
    Some(tag)
}

fn free(key: &str) -> Option<String> {
    Some(value::clean(key, value::WORD).into_owned()).filter(|key| !key.is_empty())
}

/// An interest as a slug, like a topic.
fn interest(key: &str) -> Option<String> {
    Some(fold::slug(key)).filter(|slug| !slug.is_empty() && slug.len() <= value::WORD)
}
