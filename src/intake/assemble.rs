//! Collects rows into profiles: numbering, identity, merging, and the report at the end.

use std::cell::RefCell;

use super::{
    Catalogue, Hints, OpenError,
    issue::{Log, Reason},
    merge,
    origin::Origin,
    place::{self, Place},
    plausible,
    tally::Tally,
};
use crate::{
    domain::{answer::Report, network::Network, profile::Profile},
    store::{Account, Profiles, index::Index},
};

/// Profiles that are kept for who wants the newest: a piece of data as it arrives has no more, mostly.
const MOST_RECENT: usize = 1 << 10;

/// Profiles in the making.
#[derive(Debug)]
pub(super) struct Assembly {
    /// Everything odd so far.
    pub(super) log: Log,
    /// Where profiles live that do not say.
    pub(super) place: Place,
    /// Where the data comes from.
    pub(super) origin: Origin,
    profiles: Profiles,
    /// Rows by id.
    ids: Index,
    /// The newest profiles, where somebody wants them; at most [`MOST_RECENT`].
    recent: Option<Vec<Profile>>,
    /// Rows by `network:handle` where that is not the id.
    accounts: Index,
    /// In how many profiles each field is known.
    known: Tally,
    rows: usize,
    merged: usize,
    cut_off_at: Option<usize>,
}

impl Assembly {
    pub(super) fn new(hints: &Hints) -> Self {
        let name = hints.name.as_deref().unwrap_or_default();
        Self {
            log: Log::default(),
            place: Place { network: place::network_in_name(name).or(hints.network) },
            origin: Origin::of_file(name),
            profiles: Profiles::default(),
            ids: Index::default(),
            recent: None,
            accounts: Index::default(),
            known: Tally::default(),
            rows: 0,
            merged: 0,
            cut_off_at: None,
        }
    }

    /// Counts a row; what is noted from here on belongs to it.
    pub(super) fn next_row(&mut self) {
        self.rows += 1;
        self.log.row = self.rows;
    }

    /// Counts a row that cannot be read at all.
    pub(super) fn bad_row(&mut self, text: &str) {
        self.next_row();
        self.log.drop(&[], text, Reason::BadRow);
    }

    /// Notes that the data breaks off at that byte.
    pub(super) fn cut_off(&mut self, at: usize) {
        self.cut_off_at = Some(at);
        self.log.note(self.rows + 1, &[], &byte(at), Reason::Truncated);
    }

    /// Whether the data breaks off.
    pub(super) const fn is_cut_off(&self) -> bool {
        self.cut_off_at.is_some()
    }

    /// Notes that what follows is left out, because the memory is full.
    pub(super) fn no_room(&mut self) {
        self.log.note(self.rows + 1, &[], "", Reason::NoRoom);
    }

    /// Takes a profile in, or what it knows more than the one that is already there.
    pub(super) fn add(&mut self, mut profile: Profile) {
        let account = account_of(profile.network, profile.handle.as_deref());
        if let Some(known) = account.as_deref().and_then(|account| self.find(account)) {
            self.merge(known, profile);
            return;
        }
        // Mostly the account is the id, which nobody has then.
        let is_found = |id: &String| account.as_ref() != Some(id);
        if let Some(holder) = Some(&profile.id).filter(|id| is_found(id)).and_then(|id| self.find(id)) {
            let may_be_same = self.profiles.account(holder).is_some_and(|other| {
                other.network == profile.network
                    && (other.handle.is_none()
                        || profile.handle.is_none()
                        || account.as_ref() == Some(&other.id))
            });
            if may_be_same {
                self.merge(holder, profile);
                return;
            }
            self.log.drop(&["id"], &profile.id, Reason::RepeatedId);
            profile.id = self.free_id(account.as_deref().unwrap_or(&profile.id));
        }
        plausible::check(&profile, &mut self.log);
        self.known.add(&profile);
        let row = self.profiles.len();
        let other = account.filter(|account| *account != profile.id);
        self.profiles.add(&mut profile);
        self.know(&profile.id, row);
        if let Some(recent) = &mut self.recent {
            if recent.len() == MOST_RECENT {
                recent.clear();
            }
            recent.push(profile);
        }
        if let Some(account) = other {
            self.learn(&account, row);
        }
    }

    /// The row that has an id or is of an account.
    fn find(&self, key: &str) -> Option<usize> {
        let has_id = |row, id: &str| {
            let mut account = Account::blank();
            self.profiles.read_account(row as usize, &mut account) && account.id == id
        };
        let of_id = self.ids.find(key, has_id);
        let row =
            of_id.or_else(|| self.accounts.find(key, |row, key| account_in(&self.profiles, row) == key));
        row.map(|row| row as usize)
    }

    /// From now on the row is found by that id.
    fn know(&mut self, id: &str, row: usize) {
        let Self { ids, profiles, .. } = self;
        let scratch = RefCell::new(Account::blank());
        let read = |row: u32| {
            let mut account = scratch.borrow_mut();
            profiles.read_account(row as usize, &mut account);
            account
        };
        ids.insert(id, row as u32, |row, id| read(row).id == id, |row, show| show(&read(row).id));
    }

    /// From now on the row is also found by that account.
    fn learn(&mut self, account: &str, row: usize) {
        let Self { accounts, profiles, .. } = self;
        let has = |row, account: &str| account_in(profiles, row) == account;
        accounts.insert(account, row as u32, has, |row, show| show(&account_in(profiles, row)));
    }

    fn merge(&mut self, row: usize, profile: Profile) {
        let Some(mut known) = self.profiles.get(row) else { return };
        self.merged += 1;
        self.known.take(&known);
        let account =
            account_of(profile.network, profile.handle.as_deref().filter(|_| known.handle.is_none()));
        merge::fill(&mut known, profile, &mut self.log);
        self.known.add(&known);
        let learnt = account.filter(|account| *account != known.id);
        self.profiles.replace(row, known);
        if let Some(account) = learnt {
            self.learn(&account, row);
        }
    }

    /// The wanted id, or the first `wanted~2`, `wanted~3`, … that nobody has.
    fn free_id(&self, wanted: &str) -> String {
        if self.find(wanted).is_none() {
            return wanted.to_owned();
        }
        let mut number = 2_usize;
        loop {
            let id = [wanted, "~", &number.to_string()].concat();
            if self.find(&id).is_none() {
                return id;
            }
            number += 1;
        }
    }

    /// Rows so far.
    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// Profiles so far.
    pub(super) const fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// The newest profiles since the last call; the first begins to keep them.
    pub(super) fn take_recent(&mut self) -> Vec<Profile> {
        self.recent.replace(Vec::new()).unwrap_or_default()
    }

    /// A catalogue of what is here so far; `None` where there is no profile yet.
    pub(super) fn so_far(&self) -> Option<Catalogue> {
        let copy = Self {
            log: self.log.clone(),
            place: self.place,
            origin: self.origin.clone(),
            profiles: self.profiles.clone(),
            ids: Index::default(),
            recent: None,
            accounts: Index::default(),
            known: self.known.clone(),
            ..*self
        };
        copy.finish().ok()
    }

    /// The catalogue, or why there is none.
    pub(super) fn finish(mut self) -> Result<Catalogue, OpenError> {
        if self.profiles.is_empty() {
            return Err(self.nothing());
        }
        self.profiles.set_source(self.origin.source());
        let mut report = Report {
            rows: self.rows,
            profiles: self.profiles.len(),
            merged: self.merged,
            fields: self.known.fields(),
            ..Report::default()
        };
        self.origin.write(&mut report);
        self.log.write(&mut report);
        Ok(Catalogue { profiles: self.profiles, report })
    }

    fn nothing(&self) -> OpenError {
        let waiting = self.log.count(Reason::MissingNetwork);
        match self.cut_off_at {
            _ if waiting > 0 => OpenError::NeedsNetwork { rows: waiting },
            Some(at) => OpenError::Truncated { at },
            None if self.rows > 0 && self.log.count(Reason::BadRow) == self.rows => {
                OpenError::NotJson { at: 0 }
            }
            None => OpenError::NoProfiles { rows: self.rows },
        }
    }
}

fn account_of(network: Network, handle: Option<&str>) -> Option<String> {
    handle.map(|handle| place::account_id(network, handle))
}

fn account_in(profiles: &Profiles, row: u32) -> String {
    let account = profiles.account(row as usize);
    account
        .and_then(|Account { network, handle, .. }| account_of(network, handle.as_deref()))
        .unwrap_or_default()
}

fn byte(at: usize) -> String {
    ["byte ", &at.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: &str, handle: Option<&str>) -> Profile {
        let mut profile = Profile::new(id, Network::Tiktok);
        profile.handle = handle.map(str::to_owned);
        profile
    }

    fn ids(rows: Vec<Profile>) -> (Vec<String>, Report) {
        let mut assembly = Assembly::new(&Hints::default());
        for row in rows {
            assembly.next_row();
            assembly.add(row);
        }
        let catalogue = assembly.finish().unwrap();
        (catalogue.profiles.iter().map(|profile| profile.id).collect(), catalogue.report)
    }

    #[test]
    fn equal_accounts_merge_whatever_their_ids_and_case() {
        let (ids, report) =
            ids(vec![account("a", Some("Lea.B")), account("b", Some("lea.b")), account("a", None)]);
        assert_eq!(ids, ["a"]);
        assert_eq!((report.rows, report.profiles, report.merged), (3, 1, 2));
    }

    #[test]
    fn an_id_that_another_account_has_is_not_taken_away_from_it() {
        let (ids, report) =
            ids(vec![account("1", Some("lea")), account("1", Some("tom")), account("1", Some("zoe"))]);
        assert_eq!(ids, ["1", "tiktok:tom", "tiktok:zoe"]);
        assert_eq!(report.issue_counts["repeated_id"], 2);
    }
}
