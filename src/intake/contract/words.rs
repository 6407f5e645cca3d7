//! Lists of words in a profile: topics, deals, labels, brands, and the sources of its numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{
        label,
        profile::{Deal, Source, Topic},
    },
    intake::{
        fold,
        issue::{Log, Reason},
        json::node::Node,
        sensitive,
    },
};

use super::{entries, members, unknown, value};

/// A lower-case word from an open list.
pub(super) fn word(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<String> {
    Some(value::text_of(node, path, value::WORD, log)?.to_lowercase())
}

/// One of a closed list, in either case.
pub(super) fn choice<T: Copy>(
    node: &Node<'_>,
    path: &[&str],
    all: &[T],
    as_str: fn(T) -> &'static str,
    log: &mut Log,
) -> Option<T> {
    let word = value::text_of(node, path, value::WORD, log)?;
    let found = all.iter().copied().find(|one| as_str(*one).eq_ignore_ascii_case(&word));
    if found.is_none() {
        log.drop(path, &word, Reason::UnknownValue);
    }
    found
}

/// Topics as slugs; a bare word is a topic without a share. One outside the vocabulary is kept as it is.
pub(super) fn topics(node: &Node<'_>, log: &mut Log) -> Vec<Topic> {
    let entries = entries(node, &["topics"], log).unwrap_or_default();
    let mut topics: Vec<Topic> = Vec::with_capacity(entries.len());
    for entry in entries {
        let (name, share) = match entry {
            Node::Map(fields) => {
                let (mut name, mut share) = (None, None);
                for (key, node) in fields {
                    let at = &["topics", key.as_ref()];
                    match key.as_ref() {
                        "topic" => name = value::text_of(node, at, value::WORD, log),
                        "share" => share = value::fraction(node, at, log),
                        _ => unknown(at, log),
                    }
                }
                (name, share)
            }
            other => (value::text_of(other, &["topics"], value::WORD, log), None),
        };
        let topic = fold::slug(&name.unwrap_or_default());
        if topic.is_empty() {
            log.drop(&["topics"], &entry.shown(), Reason::Incomplete);
        } else if sensitive::is_word(&topic) {
            log.drop(&["topics"], "", Reason::Sensitive);
        } else if topics.iter().any(|other| other.topic == topic) {
            log.drop(&["topics"], &topic, Reason::Duplicate);
        } else {
            topics.push(Topic { topic, share });
        }
    }
    topics
}

/// What the creator accepts. A list of which nothing is understood says nothing, not "nothing".
pub(super) fn deals(node: &Node<'_>, log: &mut Log) -> Option<Vec<Deal>> {
    let list = entries(node, &["accepts"], log)?;
    let named: Vec<Deal> =
        list.iter().filter_map(|node| choice(node, &["accepts"], &Deal::ALL, Deal::as_str, log)).collect();
    let deals: Vec<Deal> = Deal::ALL.into_iter().filter(|deal| named.contains(deal)).collect();
    (list.is_empty() || !deals.is_empty()).then_some(deals)
}

/// Labels from the closed list. The report does not repeat the others: they may be what must not be read.
pub(super) fn labels(node: &Node<'_>, log: &mut Log) -> Option<Vec<String>> {
    let list = entries(node, &["labels"], log)?;
    let mut labels: Vec<String> = Vec::new();
    for node in list {
        let slug = value::text_of(node, &["labels"], value::WORD, log).map(|label| fold::slug(&label));
        match slug {
            Some(slug) if label::is_label(&slug) => {
                if let Err(place) = labels.binary_search(&slug) {
                    labels.insert(place, slug);
                }
            }
            Some(slug) if sensitive::is_word(&slug) => log.drop(&["labels"], "", Reason::Sensitive),
            _ => log.drop(&["labels"], "", Reason::UnknownValue),
        }
    }
    (list.is_empty() || !labels.is_empty()).then_some(labels)
}

/// Brands cited. A list that cannot be read to its end is unknown as a whole: what is missing might be the
/// brand that a brief excludes.
pub(super) fn brands(node: &Node<'_>, log: &mut Log) -> Option<Vec<String>> {
    let Node::List(list) = node else {
        log.drop(&["brand_mentions"], &node.shown(), Reason::WrongType);
        return None;
    };
    let mut seen = BTreeSet::new();
    let mut brands: Vec<String> = Vec::new();
    for node in list.iter().filter(|node| **node != Node::Null) {
        let brand = value::text(node, &["brand_mentions"], value::WORD, log)?;
        if seen.insert(fold::fold(&brand)) {
            brands.push(brand);
        }
    }
    Some(brands)
}

/// Sources by field.
pub(super) fn sources(node: &Node<'_>, log: &mut Log) -> BTreeMap<String, Source> {
    let mut sources = BTreeMap::new();
    for (field, node) in members(node, &["sources"], log).iter().take(value::MAX_ENTRIES) {
        let mut source = Source::default();
        for (key, node) in members(node, &["sources", field], log) {
            let at = &["sources", field.as_ref(), key.as_ref()];
            match key.as_ref() {
                "name" => source.name = value::text(node, at, value::NAME, log),
                "date" => source.date = value::date(node, at, log),
                _ => unknown(at, log),
            }
        }
        let field = value::clean(field, value::WORD);
        if source != Source::default() && !field.is_empty() {
            sources.insert(field.into_owned(), source);
        }
    }
    sources
}
