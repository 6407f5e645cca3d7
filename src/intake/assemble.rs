//! Collects rows into profiles: numbering, identity, merging, and the report at the end.

use std::collections::HashMap;

use super::{
    Catalogue, Hints, OpenError,
    issue::{Log, Reason},
    merge,
    origin::Origin,
    place::{self, Place},
    plausible, tally,
};
use crate::domain::{answer::Report, profile::Profile};

/// Profiles in the making.
#[derive(Debug)]
pub(super) struct Assembly {
    /// Everything odd so far.
    pub(super) log: Log,
    /// Where profiles live that do not say.
    pub(super) place: Place,
    /// Where the data comes from.
    pub(super) origin: Origin,
    profiles: Vec<Profile>,
    /// Ids, and `network:handle` where that is not the id, with the profile's position.
    index: HashMap<String, usize>,
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
            profiles: Vec::new(),
            index: HashMap::new(),
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

    /// Takes a profile in, or what it knows more than the one that is already there.
    pub(super) fn add(&mut self, mut profile: Profile) {
        let account = profile.handle.as_deref().map(|handle| place::account_id(profile.network, handle));
        let same = account.as_ref().and_then(|account| self.index.get(account)).copied();
        if let Some(known) = same {
            self.merge(known, profile);
            return;
        }
        if let Some(&holder) = self.index.get(&profile.id) {
            let other = &self.profiles[holder];
            let may_be_same = other.network == profile.network
                && (other.handle.is_none()
                    || profile.handle.is_none()
                    || account.as_ref() == Some(&other.id));
            if may_be_same {
                self.merge(holder, profile);
                return;
            }
            self.log.drop(&["id"], &profile.id, Reason::RepeatedId);
            profile.id = self.free_id(account.as_deref().unwrap_or(&profile.id));
        }
        plausible::check(&profile, &mut self.log);
        let position = self.profiles.len();
        if let Some(account) = account.filter(|account| *account != profile.id) {
            self.index.insert(account, position);
        }
        self.index.insert(profile.id.clone(), position);
        self.profiles.push(profile);
    }

    fn merge(&mut self, known: usize, profile: Profile) {
        self.merged += 1;
        let learnt = profile.handle.as_deref().filter(|_| self.profiles[known].handle.is_none());
        if let Some(handle) = learnt {
            self.index.insert(place::account_id(profile.network, handle), known);
        }
        merge::fill(&mut self.profiles[known], profile, &mut self.log);
    }

    /// The wanted id, or the first `wanted~2`, `wanted~3`, … that nobody has.
    fn free_id(&self, wanted: &str) -> String {
        if !self.index.contains_key(wanted) {
            return wanted.to_owned();
        }
        let mut number = 2_usize;
        loop {
            let id = [wanted, "~", &number.to_string()].concat();
            if !self.index.contains_key(&id) {
                return id;
            }
            number += 1;
        }
    }

    /// The catalogue, or why there is none.
    pub(super) fn finish(mut self) -> Result<Catalogue, OpenError> {
        if self.profiles.is_empty() {
            return Err(self.nothing());
        }
        let default = self.origin.source();
        if let Some(default) = default {
            for profile in &mut self.profiles {
                profile.sources.entry("*".to_owned()).or_insert_with(|| default.clone());
            }
        }
        let mut report = Report {
            rows: self.rows,
            profiles: self.profiles.len(),
            merged: self.merged,
            fields: tally::fields(&self.profiles),
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

fn byte(at: usize) -> String {
    ["byte ", &at.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::network::Network;

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
        (catalogue.profiles.into_iter().map(|profile| profile.id).collect(), catalogue.report)
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
