//! The profiles of a catalogue in little memory: each is a record of bytes that is read when it is asked for.
//!
//! A million profiles as values would take gigabytes, nearly all of it for words that thousands of them share,
//! for empty room and for the allocator. A record holds numbers in as many bytes as they need, words as codes,
//! and of an id or an address that contains the handle only what is besides. Nothing is lost: a profile comes
//! out as it went in.

mod archived;
mod chunks;
pub mod copy;
mod decoder;
pub(crate) mod dictionary;
mod encoder;
pub(crate) mod index;
mod layout;
mod letters;
pub(crate) mod number;
mod pass;
mod words;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::domain::{
    network::Network,
    profile::{Profile, Source},
};
use chunks::Chunks;
use decoder::Decoder;
use encoder::{Encoder, Scratch};
use words::Words;

/// Profiles in the order in which they came, found by row.
#[derive(Clone, Default)]
pub struct Profiles {
    chunks: Chunks,
    /// Where the record of each row starts.
    starts: Vec<u32>,
    words: Words,
    /// Source of what has none of its own.
    source: Option<Source>,
    /// Rows that other profiles were put in, in the order of time.
    replaced: Vec<u32>,
    scratch: Scratch,
}

/// Which account a profile is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id of the profile.
    pub id: String,
    /// Where the account lives.
    pub network: Network,
    /// Name on the network.
    pub handle: Option<String>,
}

impl Profiles {
    /// Profiles.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Appends a profile.
    pub fn push(&mut self, mut profile: Profile) {
        self.add(&mut profile);
    }

    /// The same; the profile, which is left as it is, can be used further.
    pub(crate) fn add(&mut self, profile: &mut Profile) {
        layout::profile(&mut Encoder::new(&mut self.words, &mut self.scratch), profile);
        self.starts.push(self.chunks.push(&self.scratch.out));
    }

    /// Puts a profile in the place of the one in a row; its id must be the same.
    pub fn replace(&mut self, row: usize, mut profile: Profile) {
        let start = self.starts[row];
        let room = self.record_length(row);
        layout::profile(&mut Encoder::new(&mut self.words, &mut self.scratch), &mut profile);
        if self.chunks.from(start)[..room] == self.scratch.out {
            return;
        }
        self.replaced.push(row as u32);
        if self.scratch.out.len() <= room {
            self.chunks.write(start, &self.scratch.out);
        } else {
            self.starts[row] = self.chunks.push(&self.scratch.out);
        }
    }

    /// The rows that [`Self::replace`] changed, in the order in which it did.
    pub fn replaced(&self) -> &[u32] {
        &self.replaced
    }

    /// The profile in a row.
    pub fn get(&self, row: usize) -> Option<Profile> {
        let mut profile = self.read(row)?.1;
        if let Some(source) = &self.source {
            profile.sources.entry("*".to_owned()).or_insert_with(|| source.clone());
        }
        Some(profile)
    }

    /// Reads what of a row is searched for and scored over a profile that was read in this way or is new; the rest
    /// of it is not touched. Quicker than the whole, and hardly asks for memory.
    pub(crate) fn read_essentials(&self, row: usize, into: &mut Profile) {
        if let Some(start) = self.starts.get(row) {
            layout::profile(&mut Decoder::of_essentials(&self.words, self.chunks.from(*start)), into);
        }
    }

    /// The account in a row; quicker than the whole profile.
    pub fn account(&self, row: usize) -> Option<Account> {
        let mut account = Account::blank();
        self.read_account(row, &mut account).then_some(account)
    }

    /// Reads the account in a row over another; says whether there is one.
    pub(crate) fn read_account(&self, row: usize, into: &mut Account) -> bool {
        let start = self.starts.get(row);
        start.inspect(|start| into.read(&self.words, self.chunks.from(**start))).is_some()
    }

    /// Reads the account in a row and its name over others; says whether there is one.
    pub(crate) fn read_named(&self, row: usize, into: &mut Account, name: &mut Option<String>) -> bool {
        let Account { id, network, handle } = into;
        let start = self.starts.get(row);
        start
            .inspect(|start| {
                let mut decoder = Decoder::new(&self.words, self.chunks.from(**start));
                layout::named_account(&mut decoder, network, handle, id, name);
            })
            .is_some()
    }

    /// Every profile, in the order of the rows.
    pub fn iter(&self) -> Iter<'_> {
        Iter { profiles: self, row: 0 }
    }

    /// Names the source of everything that has none of its own.
    pub fn set_source(&mut self, source: Option<Source>) {
        self.source = source;
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        let rows = (self.starts.capacity() + self.replaced.capacity()) * size_of::<u32>();
        self.chunks.memory() + rows + self.words.memory()
    }

    /// The profile as it was pushed, with the bytes that follow it in its chunk.
    fn read(&self, row: usize) -> Option<(usize, Profile)> {
        let bytes = self.chunks.from(*self.starts.get(row)?);
        let mut decoder = Decoder::new(&self.words, bytes);
        let mut profile = Profile::new(String::new(), Network::Instagram);
        layout::profile(&mut decoder, &mut profile);
        Some((decoder.left(), profile))
    }

    fn record_length(&self, row: usize) -> usize {
        let left = self.read(row).map_or(0, |(left, _)| left);
        self.chunks.from(self.starts[row]).len() - left
    }
}

impl Account {
    /// One to read others over.
    pub(crate) const fn blank() -> Self {
        Self { id: String::new(), network: Network::Instagram, handle: None }
    }

    fn read(&mut self, words: &Words, record: &[u8]) {
        let Self { id, network, handle } = self;
        layout::account(&mut Decoder::new(words, record), network, handle, id);
    }
}

impl fmt::Debug for Profiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl FromIterator<Profile> for Profiles {
    fn from_iter<I: IntoIterator<Item = Profile>>(profiles: I) -> Self {
        let mut store = Self::default();
        profiles.into_iter().for_each(|profile| store.push(profile));
        store
    }
}

impl From<Vec<Profile>> for Profiles {
    fn from(profiles: Vec<Profile>) -> Self {
        profiles.into_iter().collect()
    }
}

/// Profiles one after the other.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    profiles: &'a Profiles,
    row: usize,
}

impl Iterator for Iter<'_> {
    type Item = Profile;

    fn next(&mut self) -> Option<Profile> {
        let profile = self.profiles.get(self.row);
        self.row += usize::from(profile.is_some());
        profile
    }
}

impl<'a> IntoIterator for &'a Profiles {
    type Item = Profile;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}
