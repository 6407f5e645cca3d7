//! Bookmarks: lists of profiles with notes, tags and a triage, and saved briefs and searches.
//!
//! Everything is kept in independent records, and every value in a record carries the time of its last
//! change. Merging two documents takes the newer of each value, so that the order of merging changes nothing
//! and no side loses what only it changed: two tabs, or two files, end up the same. What was removed stays
//! as a record that says so, until [`Document::forget`].
//!
//! Time is given by the caller, in milliseconds since 1970; a change always gets a later stamp than the value
//! it replaces, even where the clock went back.

mod file;
mod record;
mod stamped;

pub use file::{Dropped, SCHEMA, read_file, read_record, write_file};
pub use record::{Item, Key, List, Record, Saved, SavedKind, Triage};
pub use stamped::Stamped;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{answer::Row, network::Network, order::sort_by};

/// The list that is always there; the page names it.
pub const DEFAULT_LIST: &str = "default";

/// Longest note, in characters.
pub const NOTE_LIMIT: usize = 4_000;

/// Longest name or tag, in characters.
pub const NAME_LIMIT: usize = 120;

/// Most tags of one bookmark.
pub const TAG_LIMIT: usize = 30;

/// Days after which a removed record may be forgotten: longer than a tab or a file is likely to lag behind.
pub const REMEMBERED_DAYS: u64 = 180;

/// What a list shows of a profile when the catalogue at hand does not have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Profile id.
    pub id: String,
    /// Network of the account.
    pub network: Network,
    /// Account name, without @.
    pub handle: Option<String>,
    /// Name to show.
    pub name: String,
}

impl From<&Row> for Card {
    fn from(row: &Row) -> Self {
        Self { id: row.id.clone(), network: row.network, handle: row.handle.clone(), name: row.name.clone() }
    }
}

/// All records, by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    records: BTreeMap<Key, Record>,
}

impl Document {
    /// A document of records; of two with the same key the newer values win. A list that has bookmarks on it but
    /// no record, because a file was cut by hand or a record could not be read, gets its id for a name.
    pub fn of(records: impl IntoIterator<Item = (Key, Record)>) -> Self {
        let mut document = Self::default();
        for (key, record) in records {
            document.take(key, record);
        }
        for list in document.unnamed_lists() {
            // The oldest of stamps: whoever knows the list by a name keeps it.
            document.take(Key::List(list.clone()), Record::List(List::new(list, 0)));
        }
        document
    }

    /// Every record, removed ones too.
    pub fn records(&self) -> impl Iterator<Item = (&Key, &Record)> {
        self.records.iter()
    }

    /// One record, also a removed one.
    pub fn record(&self, key: &Key) -> Option<&Record> {
        self.records.get(key)
    }

    /// Takes a record in; returns whether anything changed.
    pub fn take(&mut self, key: Key, record: Record) -> bool {
        if let Some(known) = self.records.get_mut(&key) {
            return known.merge(record);
        }
        self.records.insert(key, record);
        true
    }

    /// Takes every record of another document in; returns the keys of those that changed here.
    pub fn merge(&mut self, other: Self) -> Vec<Key> {
        let mut changed = Vec::new();
        for (key, record) in other.records {
            if self.take(key.clone(), record) {
                changed.push(key);
            }
        }
        changed
    }

    /// Takes in a copy that the user chose to bring back: like [`Self::merge`], but what the copy has is here
    /// again, even where it was removed after the copy was made. Returns the keys of what changed.
    pub fn restore(&mut self, copy: Self, now: u64) -> Vec<Key> {
        let held = copy.records.iter().filter(|(_, record)| record.is_present());
        let held: Vec<Key> = held.map(|(key, _)| key.clone()).collect();
        let mut changed = self.merge(copy);
        for key in self.bring_back(&held, now) {
            if !changed.contains(&key) {
                changed.push(key);
            }
        }
        changed
    }

    /// Undoes the removal of records, which have everything that they had; returns the keys of those that were
    /// removed.
    pub fn bring_back(&mut self, keys: &[Key], now: u64) -> Vec<Key> {
        let mut changed = Vec::new();
        for key in keys {
            if let Some(record) = self.records.get_mut(key).filter(|record| !record.is_present()) {
                record.bring_back(now);
                changed.push(key.clone());
            }
        }
        changed
    }

    /// Drops what was removed long ago; returns the keys. `now` in milliseconds.
    pub fn forget(&mut self, now: u64) -> Vec<Key> {
        let limit = now.saturating_sub(REMEMBERED_DAYS * 24 * 60 * 60 * 1_000);
        let old = |record: &Record| !record.is_present() && record.newest() < limit;
        let keys: Vec<Key> =
            self.records.iter().filter(|(_, record)| old(record)).map(|(key, _)| key.clone()).collect();
        for key in &keys {
            self.records.remove(key);
        }
        keys
    }

    /// The lists in the order they were made, the default one first, and never none: the default list is
    /// there before anything was put on it.
    pub fn lists(&self) -> Vec<(String, List)> {
        let mut lists: Vec<(String, List)> = self
            .records
            .iter()
            .filter_map(|(key, record)| match (key, record) {
                (Key::List(id), Record::List(list)) if list.present.value && id != DEFAULT_LIST => {
                    Some((id.clone(), list.clone()))
                }
                _ => None,
            })
            .collect();
        sort_by(&mut lists, |(a_id, a), (b_id, b)| (a.created, a_id).cmp(&(b.created, b_id)));
        let default = match self.records.get(&Key::List(DEFAULT_LIST.to_owned())) {
            Some(Record::List(list)) => list.clone(),
            _ => List::new(String::new(), 0),
        };
        lists.insert(0, (DEFAULT_LIST.to_owned(), default));
        lists
    }

    /// Ids of the lists that bookmarks are on and of which there is no record. The default list needs none.
    fn unnamed_lists(&self) -> BTreeSet<String> {
        let on = |(key, record): (&Key, &Record)| match key {
            Key::Item { list, .. } if record.is_present() => Some(list.clone()),
            _ => None,
        };
        let is_unnamed =
            |list: &String| list != DEFAULT_LIST && !self.records.contains_key(&Key::List(list.clone()));
        self.records.iter().filter_map(on).filter(is_unnamed).collect()
    }

    /// The bookmarks on a list, oldest first.
    pub fn items<'a>(&'a self, list: &str) -> Vec<(&'a str, &'a Item)> {
        let mut items: Vec<(&str, &Item)> = self
            .records
            .iter()
            .filter_map(|(key, record)| match (key, record) {
                (Key::Item { list: on, profile }, Record::Item(item)) if on == list && item.present.value => {
                    Some((profile.as_str(), item))
                }
                _ => None,
            })
            .collect();
        sort_by(&mut items, |(a_id, a), (b_id, b)| (a.added.value, a_id).cmp(&(b.added.value, b_id)));
        items
    }

    /// The bookmark of a profile on a list.
    pub fn item(&self, list: &str, profile: &str) -> Option<&Item> {
        match self.records.get(&Key::item(list, profile)) {
            Some(Record::Item(item)) if item.present.value => Some(item),
            _ => None,
        }
    }

    /// Whether a profile is on a list.
    pub fn contains(&self, list: &str, profile: &str) -> bool {
        self.item(list, profile).is_some()
    }

    /// Saved briefs or searches, in the order they were made.
    pub fn saved(&self, kind: SavedKind) -> Vec<(&str, &Saved)> {
        let mut saved: Vec<(&str, &Saved)> = self
            .records
            .iter()
            .filter_map(|(key, record)| match (key, record) {
                (Key::Saved(id), Record::Saved(saved)) if saved.kind == kind && saved.present.value => {
                    Some((id.as_str(), saved))
                }
                _ => None,
            })
            .collect();
        sort_by(&mut saved, |(a_id, a), (b_id, b)| (a.created, a_id).cmp(&(b.created, b_id)));
        saved
    }

    /// Puts a profile on a list, or takes it off. A bookmark that comes back has its note and tags again.
    pub fn toggle(&mut self, list: &str, card: &Card, now: u64) -> Vec<Key> {
        let on = !self.contains(list, &card.id);
        self.set_on(list, card, on, now)
    }

    /// Puts a profile on a list (`on`), or takes it off.
    pub fn set_on(&mut self, list: &str, card: &Card, on: bool, now: u64) -> Vec<Key> {
        let key = Key::item(list, &card.id);
        let mut changed = vec![key.clone()];
        match self.records.get_mut(&key) {
            Some(Record::Item(item)) => {
                if on && !item.present.value {
                    item.added.set(now, now);
                }
                item.present.set(on, now);
                item.card.set(card.into(), now);
            }
            _ if !on => return Vec::new(),
            _ => {
                self.records.insert(key, Record::Item(Item::new(card, now)));
            }
        }
        // A list that was deleted in another tab is there again once something is put on it.
        if on
            && list != DEFAULT_LIST
            && let Some(Record::List(record)) = self.records.get_mut(&Key::List(list.to_owned()))
            && !record.present.value
        {
            record.present.set(true, now);
            changed.push(Key::List(list.to_owned()));
        }
        changed
    }

    /// Replaces the note of a bookmark, cut to [`NOTE_LIMIT`].
    pub fn set_note(&mut self, list: &str, profile: &str, note: &str, now: u64) -> Vec<Key> {
        self.change_item(list, profile, |item| item.note.set(cut(note, NOTE_LIMIT), now))
    }

    /// Replaces the tags of a bookmark: trimmed, without repeats whatever their case, at most [`TAG_LIMIT`].
    pub fn set_tags(&mut self, list: &str, profile: &str, tags: &[String], now: u64) -> Vec<Key> {
        let tags = tidy_tags(tags);
        self.change_item(list, profile, |item| item.tags.set(tags, now))
    }

    /// Changes where a bookmark stands.
    pub fn set_triage(&mut self, list: &str, profile: &str, triage: Triage, now: u64) -> Vec<Key> {
        self.change_item(list, profile, |item| item.triage.set(triage, now))
    }

    /// Makes a list and returns its id. An empty name makes none.
    pub fn create_list(&mut self, name: &str, now: u64) -> Option<(String, Vec<Key>)> {
        let name = tidy_name(name)?;
        let id = self.free_id(now);
        let key = Key::List(id.clone());
        self.records.insert(key.clone(), Record::List(List::new(name, now)));
        Some((id, vec![key]))
    }

    /// Renames a list. An empty name changes nothing, except that the default list gets its usual name back.
    pub fn rename_list(&mut self, list: &str, name: &str, now: u64) -> Vec<Key> {
        let key = Key::List(list.to_owned());
        let name = match tidy_name(name) {
            Some(name) => name,
            None if list == DEFAULT_LIST => String::new(),
            None => return Vec::new(),
        };
        if list == DEFAULT_LIST && !self.records.contains_key(&key) {
            self.records.insert(key.clone(), Record::List(List::new(String::new(), 0)));
        }
        match self.records.get_mut(&key) {
            Some(Record::List(record)) => {
                record.name.set(name, now);
                vec![key]
            }
            _ => Vec::new(),
        }
    }

    /// Deletes a list with what is on it. The default list is emptied and stays.
    pub fn delete_list(&mut self, list: &str, now: u64) -> Vec<Key> {
        let mut changed = Vec::new();
        for (key, record) in &mut self.records {
            let present = match (key, record) {
                (Key::List(id), Record::List(record)) if id == list && id != DEFAULT_LIST => {
                    &mut record.present
                }
                (Key::Item { list: on, .. }, Record::Item(item)) if on == list => &mut item.present,
                _ => continue,
            };
            if present.value {
                present.set(false, now);
                changed.push(key.clone());
            }
        }
        changed
    }

    /// Remembers a query under a name. One of the same kind and name is replaced. An empty name saves none.
    pub fn save(&mut self, kind: SavedKind, name: &str, query: &str, now: u64) -> Vec<Key> {
        let Some(name) = tidy_name(name) else { return Vec::new() };
        let same = self.saved(kind).into_iter().find(|(_, saved)| saved.name.value == name);
        let key = Key::Saved(same.map_or_else(|| self.free_id(now), |(id, _)| id.to_owned()));
        if let Some(Record::Saved(saved)) = self.records.get_mut(&key) {
            saved.query.set(query.to_owned(), now);
        } else {
            let saved = Saved::new(kind, name, query.to_owned(), now);
            self.records.insert(key.clone(), Record::Saved(saved));
        }
        vec![key]
    }

    /// Forgets a saved query.
    pub fn remove_saved(&mut self, id: &str, now: u64) -> Vec<Key> {
        let key = Key::Saved(id.to_owned());
        match self.records.get_mut(&key) {
            Some(Record::Saved(saved)) => {
                saved.present.set(false, now);
                vec![key]
            }
            _ => Vec::new(),
        }
    }

    fn change_item(&mut self, list: &str, profile: &str, change: impl FnOnce(&mut Item)) -> Vec<Key> {
        let key = Key::item(list, profile);
        match self.records.get_mut(&key) {
            Some(Record::Item(item)) if item.present.value => {
                change(item);
                vec![key]
            }
            _ => Vec::new(),
        }
    }

    /// An id that no list and no saved query has: the time in base 36, counted up while it is taken.
    fn free_id(&self, now: u64) -> String {
        let taken = |id: &String| {
            self.records.contains_key(&Key::List(id.clone()))
                || self.records.contains_key(&Key::Saved(id.clone()))
        };
        let mut number = now;
        loop {
            let id = base36(number);
            if !taken(&id) {
                return id;
            }
            number = number.wrapping_add(1);
        }
    }
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize] as char);
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}

fn tidy_name(name: &str) -> Option<String> {
    let name = cut(name.trim(), NAME_LIMIT);
    (!name.is_empty()).then_some(name)
}

fn tidy_tags(tags: &[String]) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for tag in tags.iter().filter_map(|tag| tidy_name(tag)) {
        if !tidy.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            tidy.push(tag);
        }
    }
    tidy.truncate(TAG_LIMIT);
    tidy
}

#[cfg(test)]
mod tests;
