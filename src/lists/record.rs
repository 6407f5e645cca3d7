//! The records that lists are made of, each stored and synchronized by itself.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Card, Stamped};
use crate::domain::network::Network;

/// The place of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A list, by its id.
    List(String),
    /// A profile on a list.
    Item {
        /// Id of the list.
        list: String,
        /// Id of the profile.
        profile: String,
    },
    /// A saved brief or search, by its id.
    Saved(String),
}

impl Key {
    /// The place of a profile on a list.
    pub fn item(list: &str, profile: &str) -> Self {
        Self::Item { list: list.to_owned(), profile: profile.to_owned() }
    }
}

/// The key in storage: `list/ID`, `item/LIST/PROFILE`, `saved/ID`. Ids of lists have no slash in them.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(id) => write!(f, "list/{id}"),
            Self::Item { list, profile } => write!(f, "item/{list}/{profile}"),
            Self::Saved(id) => write!(f, "saved/{id}"),
        }
    }
}

/// The text is not the key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, rest) = text.split_once('/').ok_or(NotAKey)?;
        let plain = |id: &str| {
            let fits = !id.is_empty() && id.len() <= 64 && !id.contains('/');
            fits.then(|| id.to_owned()).ok_or(NotAKey)
        };
        match kind {
            "list" => plain(rest).map(Self::List),
            "saved" => plain(rest).map(Self::Saved),
            "item" => match rest.split_once('/') {
                Some((list, profile)) if !profile.is_empty() => {
                    Ok(Self::Item { list: plain(list)?, profile: profile.to_owned() })
                }
                _ => Err(NotAKey),
            },
            _ => Err(NotAKey),
        }
    }
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Record {
    /// A list.
    List(List),
    /// A profile on a list.
    Item(Item),
    /// A saved brief or search.
    Saved(Saved),
}

impl Record {
    /// The record as storage keeps it.
    pub fn to_json(&self) -> String {
        // A record has text keys and no part that can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether the record is of the kind that belongs at the key.
    pub fn fits(&self, key: &Key) -> bool {
        matches!(
            (self, key),
            (Self::List(_), Key::List(_))
                | (Self::Item(_), Key::Item { .. })
                | (Self::Saved(_), Key::Saved(_))
        )
    }

    /// Whether it was not removed.
    pub fn is_present(&self) -> bool {
        match self {
            Self::List(list) => list.present.value,
            Self::Item(item) => item.present.value,
            Self::Saved(saved) => saved.present.value,
        }
    }

    /// Undoes its removal.
    pub(super) fn bring_back(&mut self, now: u64) {
        let present = match self {
            Self::List(list) => &mut list.present,
            Self::Item(item) => &mut item.present,
            Self::Saved(saved) => &mut saved.present,
        };
        present.set(true, now);
    }

    /// Time of the newest change in it.
    pub fn newest(&self) -> u64 {
        match self {
            Self::List(List { name, present, created: _ }) => name.at.max(present.at),
            Self::Item(Item { card, present, added, note, tags, triage }) => {
                [card.at, present.at, added.at, note.at, tags.at, triage.at].into_iter().fold(0, u64::max)
            }
            Self::Saved(Saved { kind: _, name, query, present, created: _ }) => {
                name.at.max(query.at).max(present.at)
            }
        }
    }

    /// Takes the newer values of another record of the same key; returns whether anything changed.
    pub fn merge(&mut self, other: Self) -> bool {
        match (self, other) {
            (Self::List(here), Self::List(there)) => here.merge(there),
            (Self::Item(here), Self::Item(there)) => here.merge(there),
            (Self::Saved(here), Self::Saved(there)) => here.merge(there),
            _ => false,
        }
    }
}

/// A list of profiles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Its name; empty for the default list under its usual name.
    pub name: Stamped<String>,
    /// Whether it was not deleted.
    pub present: Stamped<bool>,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
}

impl List {
    pub(super) fn new(name: String, now: u64) -> Self {
        Self { name: Stamped::new(name, now), present: Stamped::new(true, now), created: now }
    }

    fn merge(&mut self, other: Self) -> bool {
        let Self { name, present, created } = other;
        let earlier = created < self.created;
        self.created = self.created.min(created);
        // No short cut: every value is merged.
        self.name.merge(name) | self.present.merge(present) | earlier
    }
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What is shown of the profile when the catalogue at hand does not have it.
    pub card: Stamped<CardText>,
    /// Whether it was not taken off.
    pub present: Stamped<bool>,
    /// When it was last put on the list, in milliseconds since 1970.
    pub added: Stamped<u64>,
    /// The user's own words.
    pub note: Stamped<String>,
    /// The user's own tags.
    pub tags: Stamped<Vec<String>>,
    /// Where it stands.
    pub triage: Stamped<Triage>,
}

impl Item {
    pub(super) fn new(card: &Card, now: u64) -> Self {
        Self {
            card: Stamped::new(card.into(), now),
            present: Stamped::new(true, now),
            added: Stamped::new(now, now),
            note: Stamped::new(String::new(), now),
            tags: Stamped::new(Vec::new(), now),
            triage: Stamped::new(Triage::default(), now),
        }
    }

    /// What is shown of the profile, with its id.
    pub fn card(&self, id: &str) -> Card {
        let CardText { network, handle, name } = self.card.value.clone();
        Card { id: id.to_owned(), network, handle, name }
    }

    fn merge(&mut self, other: Self) -> bool {
        let Self { card, present, added, note, tags, triage } = other;
        self.card.merge(card)
            | self.present.merge(present)
            | self.added.merge(added)
            | self.note.merge(note)
            | self.tags.merge(tags)
            | self.triage.merge(triage)
    }
}

/// What is kept of a profile besides its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardText {
    /// Network of the account.
    pub network: Network,
    /// Account name, without @.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// Name to show.
    pub name: String,
}

impl From<&Card> for CardText {
    fn from(card: &Card) -> Self {
        Self { network: card.network, handle: card.handle.clone(), name: card.name.clone() }
    }
}

/// Where a bookmark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Triage {
    /// Not decided yet.
    #[default]
    Untriaged,
    /// On the shortlist.
    Shortlisted,
    /// Passed over.
    Passed,
}

impl Triage {
    /// Every state, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Untriaged, Self::Shortlisted, Self::Passed];

    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Untriaged => "untriaged",
            Self::Shortlisted => "shortlisted",
            Self::Passed => "passed",
        }
    }
}

/// What a saved query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SavedKind {
    /// What a campaign wants, without filters.
    Brief,
    /// A whole view.
    Search,
}

/// A saved brief or search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// What it is.
    #[serde(rename = "saved_as")]
    pub kind: SavedKind,
    /// Its name.
    pub name: Stamped<String>,
    /// The query's text.
    pub query: Stamped<String>,
    /// Whether it was not removed.
    pub present: Stamped<bool>,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
}

impl Saved {
    pub(super) fn new(kind: SavedKind, name: String, query: String, now: u64) -> Self {
        Self {
            kind,
            name: Stamped::new(name, now),
            query: Stamped::new(query, now),
            present: Stamped::new(true, now),
            created: now,
        }
    }

    fn merge(&mut self, other: Self) -> bool {
        let Self { kind, name, query, present, created } = other;
        // Two that were made apart under one id: the earlier one says what it is.
        let earlier = (created, kind) < (self.created, self.kind);
        if earlier {
            (self.created, self.kind) = (created, kind);
        }
        self.name.merge(name) | self.query.merge(query) | self.present.merge(present) | earlier
    }
}
