//! Bookmarks and saved queries; the browser's storage owns them, this is their image in memory.
//!
//! A change is in memory at once, then in storage, then in the other tabs. What other tabs change is merged,
//! never taken over. Where storage is closed or full, lists live in memory and the page says so.

use std::{collections::BTreeSet, ops::Range};

use leptos::prelude::*;

use super::{
    Explore, Failure, Notices,
    notices::{Notice, Removed},
};
use crate::{
    domain::query::{Filters, Query},
    lists::{
        Card, DEFAULT_LIST, Document, Item, Key, List, Record, Saved, SavedKind, Triage, read_file,
        read_record, write_file,
    },
    platform::{
        clock, file, preference,
        records::{Closed, Records},
        tabs::Tabs,
        task,
    },
};

/// The preference that remembers which list new bookmarks go to.
const CURRENT: &str = "list";

/// Where lists are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Storage is being read.
    Opening,
    /// In the browser's storage: they are here after a reload.
    Stored,
    /// In memory only: they end with the page, a download is offered.
    Memory(Closed),
}

/// Bookmarks and saved queries.
#[derive(Clone, Copy)]
pub struct Lists {
    document: RwSignal<Document>,
    keeping: RwSignal<Keeping>,
    current: RwSignal<String>,
    notices: Notices,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    records: Option<Records>,
    tabs: Option<Tabs>,
    /// What storage does not have yet: while it is being read, and after it refused.
    unwritten: BTreeSet<Key>,
}

impl Lists {
    pub(super) fn new(notices: Notices) -> Self {
        let this = Self {
            document: RwSignal::new(Document::default()),
            keeping: RwSignal::new(Keeping::Opening),
            current: RwSignal::new(DEFAULT_LIST.to_owned()),
            notices,
            inner: StoredValue::new_local(Inner::default()),
        };
        task::spawn(async move { this.open().await });
        this
    }

    /// Everything there is.
    pub fn document(self) -> Signal<Document> {
        self.document.into()
    }

    /// Where lists are kept.
    pub fn keeping(self) -> Signal<Keeping> {
        self.keeping.into()
    }

    /// The list that new bookmarks go to.
    pub fn current(self) -> Signal<String> {
        self.current.into()
    }

    /// Makes another list the one that new bookmarks go to, on the next visit too.
    pub fn choose(self, list: &str) {
        if self.document.with_untracked(|document| document.lists().iter().any(|(id, _)| id == list)) {
            self.make_current(list.to_owned());
        }
    }

    /// Ids and values of the lists, the default one first.
    pub fn lists(self) -> Vec<(String, List)> {
        self.document.with(Document::lists)
    }

    /// The bookmarks on a list, oldest first.
    pub fn items(self, list: &str) -> Vec<(Card, Item)> {
        self.document.with(|document| cards(document, list))
    }

    /// The bookmarks on a list, without following it.
    pub fn items_untracked(self, list: &str) -> Vec<(Card, Item)> {
        self.document.with_untracked(|document| cards(document, list))
    }

    /// Whether a profile is on the current list.
    pub fn contains(self, profile: &str) -> bool {
        let list = self.current.get();
        self.document.with(|document| document.contains(&list, profile))
    }

    /// Bookmarks on all lists.
    pub fn count(self) -> usize {
        self.document.with(|document| {
            document
                .records()
                .filter(|(_, record)| matches!(record, Record::Item(_)) && record.is_present())
                .count()
        })
    }

    /// Puts a profile on the current list, or takes it off.
    pub fn toggle(self, card: &Card) {
        let list = self.current.get_untracked();
        if self.document.with_untracked(|document| document.contains(&list, &card.id)) {
            self.remove(&list, card);
        } else {
            self.change(|document, now| document.set_on(&list, card, true, now));
            self.notices.tell(Notice::Bookmarked { name: card.name.clone(), list: self.own_name(&list) });
        }
    }

    /// Puts the profiles of these places of the ranked list, counted from 0, on the current list: at most
    /// [`Query::MAX_ROWS`]. Those that are on it stay.
    pub fn add_ranks(self, explore: Explore, ranks: Range<usize>) {
        let list = self.current.get_untracked();
        task::spawn(async move {
            match explore.rows(ranks).await {
                Ok(rows) => {
                    let mut count = 0;
                    self.change(|document, now| {
                        let mut changed = Vec::new();
                        for row in
                            rows.iter().filter(|row| !document.contains(&list, &row.id)).collect::<Vec<_>>()
                        {
                            count += 1;
                            changed.extend(document.set_on(&list, &Card::from(row), true, now));
                        }
                        changed
                    });
                    self.notices.tell(Notice::Bookmarks { count, list: self.own_name(&list) });
                }
                Err(failure) => self.notices.tell(Notice::Failed(failure)),
            }
        });
    }

    /// Takes a profile off a list.
    pub fn remove(self, list: &str, card: &Card) {
        let keys = self.change(|document, now| document.set_on(list, card, false, now));
        self.notices.tell(Notice::Removed { what: Removed::Bookmark, name: card.name.clone(), keys });
    }

    /// Undoes a removal that a [`Notice::Removed`] told of.
    pub fn bring_back(self, keys: &[Key]) {
        self.change(|document, now| document.bring_back(keys, now));
    }

    /// Replaces the note of a bookmark.
    pub fn set_note(self, list: &str, profile: &str, note: &str) {
        self.change(|document, now| document.set_note(list, profile, note, now));
    }

    /// Replaces the tags of a bookmark.
    pub fn set_tags(self, list: &str, profile: &str, tags: &[String]) {
        self.change(|document, now| document.set_tags(list, profile, tags, now));
    }

    /// Changes where a bookmark stands.
    pub fn set_triage(self, list: &str, profile: &str, triage: Triage) {
        self.change(|document, now| document.set_triage(list, profile, triage, now));
    }

    /// Makes a list and makes it the current one.
    pub fn create(self, name: &str) {
        let mut made = None;
        self.change(|document, now| match document.create_list(name, now) {
            Some((id, keys)) => {
                made = Some(id);
                keys
            }
            None => Vec::new(),
        });
        if let Some(id) = made {
            self.make_current(id);
        }
    }

    /// Renames a list.
    pub fn rename(self, list: &str, name: &str) {
        self.change(|document, now| document.rename_list(list, name, now));
    }

    /// Deletes a list with what is on it; the default one is emptied.
    pub fn delete(self, list: &str) {
        let name = self.own_name(list).unwrap_or_default();
        let what = if list == DEFAULT_LIST { Removed::Bookmarks } else { Removed::List };
        let keys = self.change(|document, now| document.delete_list(list, now));
        self.leave_missing_list();
        self.notices.tell(Notice::Removed { what, name, keys });
    }

    /// Saved briefs or searches with their ids, in the order they were made.
    pub fn saved(self, kind: SavedKind) -> Vec<(String, Saved)> {
        self.document.with(|document| {
            document.saved(kind).into_iter().map(|(id, saved)| (id.to_owned(), saved.clone())).collect()
        })
    }

    /// Whether a brief or search has this name: saving another under it replaces it.
    pub fn is_saved(self, kind: SavedKind, name: &str) -> bool {
        let name = name.trim();
        self.document.with_untracked(|document| {
            document.saved(kind).into_iter().any(|(_, saved)| saved.name.value == name)
        })
    }

    /// Remembers the query in force: as a search with everything, as a brief without filters and window.
    pub fn save(self, kind: SavedKind, name: &str, explore: Explore) {
        let query = explore.query().get_untracked();
        let unpointed = Query { id: None, ids: Vec::new(), from: 0, n: Query::DEFAULT_ROWS, ..query };
        let query = match kind {
            SavedKind::Search => unpointed,
            SavedKind::Brief => Query { filters: Filters::default(), ..unpointed },
        };
        let text = explore.print(&query);
        self.change(|document, now| document.save(kind, name, &text, now));
        self.notices.tell(Notice::Remembered { name: name.trim().to_owned() });
    }

    /// Forgets a saved query; `name` is what it is called.
    pub fn remove_saved(self, id: &str, name: &str) {
        let keys = self.change(|document, now| document.remove_saved(id, now));
        self.notices.tell(Notice::Removed { what: Removed::Saved, name: name.to_owned(), keys });
    }

    /// Hands everything to the browser's downloads, as a file that [`Self::import`] reads back.
    pub fn download(self) {
        let today = clock::today();
        let text = self.document.with_untracked(|document| write_file(document, &today));
        let name = format!("accord-lists-{today}.json");
        match file::save(&name, "application/json", &text) {
            Ok(()) => self.notices.tell(Notice::Saved { name }),
            Err(failure) => self.notices.tell(Notice::Failed(failure)),
        }
    }

    /// Brings the lists of a file back beside those here.
    pub fn import(self, chosen: web_sys::File) {
        task::spawn(async move {
            match Self::read(&chosen).await {
                Ok((document, dropped)) => {
                    let is_bookmark =
                        |record: &Record| matches!(record, Record::Item(_)) && record.is_present();
                    let items = document.records().filter(|(_, record)| is_bookmark(record)).count();
                    self.change(|here, now| here.restore(document, now));
                    self.notices.tell(Notice::Imported { items, dropped });
                }
                Err(failure) => self.notices.tell(Notice::Failed(failure.of(chosen.name()))),
            }
        });
    }

    async fn read(chosen: &web_sys::File) -> Result<(Document, usize), Failure> {
        read_file(&file::bytes(chosen).await?)
    }

    async fn open(self) {
        let opened = Records::open().await;
        let stored = match &opened {
            Ok(records) => records.all().await,
            Err(closed) => Err(*closed),
        };
        let (records, stored) = match (opened, stored) {
            (Ok(records), Ok(stored)) => (records, stored),
            (_, Err(closed)) | (Err(closed), _) => {
                self.keeping.set(Keeping::Memory(closed));
                return;
            }
        };
        let mut document = Document::of(stored.iter().filter_map(|(key, json)| read_record(key, json)));
        let forgotten = document.forget(clock::now());
        // What was bookmarked while storage was being read joins it.
        document.merge(self.document.get_untracked());
        self.document.set(document);
        if let Some(list) = preference::get(CURRENT) {
            self.choose(&list);
        }
        self.keeping.set(Keeping::Stored);
        let tabs = Tabs::open(move |key| task::spawn(async move { self.reread(key).await }));
        self.inner.update_value(|inner| {
            inner.records = Some(records);
            inner.tabs = tabs;
        });
        self.erase(forgotten);
        self.flush().await;
    }

    /// Applies a change to the image in memory and writes the records that it names; returns their keys.
    fn change(self, change: impl FnOnce(&mut Document, u64) -> Vec<Key>) -> Vec<Key> {
        let mut changed = Vec::new();
        self.document.update(|document| changed = change(document, clock::now()));
        self.write(changed.clone());
        changed
    }

    fn write(self, keys: Vec<Key>) {
        self.inner.update_value(|inner| inner.unwritten.extend(keys));
        task::spawn(async move { self.flush().await });
    }

    /// Writes what storage does not have yet. Storage is merged with, not overwritten: another tab may have
    /// written meanwhile.
    async fn flush(self) {
        let Some(records) = self.inner.with_value(|inner| inner.records.clone()) else { return };
        while let Some(key) = self.inner.try_update_value(|inner| inner.unwritten.pop_first()).flatten() {
            let name = key.to_string();
            if let Err(closed) = records.update(&name, |stored| self.merged(&key, stored)).await {
                self.inner.update_value(|inner| {
                    inner.unwritten.insert(key);
                });
                self.keeping.set(Keeping::Memory(closed));
                return;
            }
            self.inner.with_value(|inner| {
                if let Some(tabs) = &inner.tabs {
                    tabs.tell(&name);
                }
            });
        }
        // A full disk may have room again.
        if self.keeping.get_untracked() != Keeping::Stored {
            self.keeping.set(Keeping::Stored);
        }
    }

    /// The record as it should be stored, merged with what storage has; the image in memory gets it too.
    fn merged(self, key: &Key, stored: Option<String>) -> Option<String> {
        if let Some((key, record)) = stored.and_then(|json| read_record(&key.to_string(), &json)) {
            self.take(key, record);
        }
        self.document.with_untracked(|document| document.record(key).map(Record::to_json))
    }

    fn take(self, key: Key, record: Record) {
        let news = self.document.with_untracked(|document| {
            let mut known = document.record(&key).cloned();
            known.as_mut().is_none_or(|known| known.merge(record.clone()))
        });
        if news {
            self.document.update(|document| {
                document.take(key, record);
            });
            self.leave_missing_list();
        }
    }

    fn erase(self, keys: Vec<Key>) {
        let Some(records) = self.inner.with_value(|inner| inner.records.clone()) else { return };
        task::spawn(async move {
            for key in keys {
                // A removal that fails is tried again with the next visit.
                records.remove(&key.to_string()).await.ok();
            }
        });
    }

    /// Another tab changed a record.
    async fn reread(self, key: String) {
        let Some(records) = self.inner.with_value(|inner| inner.records.clone()) else { return };
        if let Ok(Some(json)) = records.one(&key).await
            && let Some((key, record)) = read_record(&key, &json)
        {
            self.take(key, record);
        }
    }

    fn leave_missing_list(self) {
        let current = self.current.get_untracked();
        if !self.document.with_untracked(|document| document.lists().iter().any(|(id, _)| *id == current)) {
            self.make_current(DEFAULT_LIST.to_owned());
        }
    }

    fn make_current(self, list: String) {
        preference::set(CURRENT, &list);
        self.current.set(list);
    }

    /// The name that the reader gave a list; `None` for the default one under its usual name.
    fn own_name(self, list: &str) -> Option<String> {
        let name =
            self.document.with_untracked(|document| match document.record(&Key::List(list.to_owned())) {
                Some(Record::List(list)) => list.name.value.clone(),
                _ => String::new(),
            });
        (!name.is_empty()).then_some(name)
    }
}

fn cards(document: &Document, list: &str) -> Vec<(Card, Item)> {
    document.items(list).into_iter().map(|(id, item)| (item.card(id), item.clone())).collect()
}
