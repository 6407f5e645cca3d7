//! Profiles as bytes that are kept and read again by the same program: what took long to read the first time is
//! opened at once the second time. No format for others: records are as the store has them, and a program whose
//! store differs must not read them.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::{
    Profiles,
    chunks::{CHUNK, Packing},
    decoder::Decoder,
    encoder::{Encoder, Scratch},
    pass::Pass,
    words::Words,
};
use crate::domain::{
    answer::{Report, RowIssue},
    order::{map_of, sort_short_keys},
    profile::Source,
};

/// What stands before each section: how many bytes it has, and their hash.
const FRAME: usize = size_of::<u32>() + size_of::<u64>();

/// What a section may claim: nothing is made room for that is larger.
const MOST: usize = 1 << 26;

/// What is known besides the profiles.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) n_profiles: u64,
    pub(super) source: Option<Source>,
    pub(super) report: Report,
}

/// A way over a head.
pub(super) fn head<P: Pass>(pass: &mut P, Head { n_profiles, source, report }: &mut Head) {
    pass.count(n_profiles);
    pass.option(source, Source::default(), |pass, source| {
        texts(pass, [&mut source.name, &mut source.date]);
    });
    for number in [&mut report.rows, &mut report.profiles, &mut report.merged] {
        count(pass, number);
    }
    texts(pass, [&mut report.source, &mut report.source_url, &mut report.license, &mut report.generated_at]);
    let blank = RowIssue { row: 0, field: String::new(), value: String::new(), reason: String::new() };
    pass.list(&mut report.issues, blank, |pass, RowIssue { row, field, value, reason }| {
        count(pass, row);
        for text in [field, value, reason] {
            pass.text(text);
        }
    });
    for counts in [&mut report.issue_counts, &mut report.fields] {
        let mut listed: Vec<(String, usize)> = std::mem::take(counts).into_iter().collect();
        pass.list(&mut listed, Default::default(), |pass, (key, number)| {
            pass.text(key);
            count(pass, number);
        });
        *counts = map_of(listed);
    }
}

fn count<P: Pass>(pass: &mut P, number: &mut usize) {
    let mut wide = *number as u64;
    pass.count(&mut wide);
    *number = wide as usize;
}

fn texts<P: Pass, const N: usize>(pass: &mut P, texts: [&mut Option<String>; N]) {
    for text in texts {
        pass.option(text, String::new(), P::text);
    }
}

impl Profiles {
    /// Shows the pieces of a copy, one after the other; `report` is what came of reading the profiles.
    pub fn copy(&self, report: &Report, see: &mut dyn FnMut(&[u8])) {
        let mut scratch = Scratch::default();
        // What is usual for topics is worked out anew when a catalogue is opened.
        let mut known =
            Head { n_profiles: self.len() as u64, source: self.source.clone(), report: report.clone() };
        head(&mut Encoder::new(&mut Words::default(), &mut scratch), &mut known);
        let words = self.words.to_bytes();
        let mut section = |bytes: &[u8]| {
            see(&[&(bytes.len() as u32).to_le_bytes()[..], &hash(bytes).to_le_bytes()].concat());
            see(bytes);
        };
        section(&scratch.out);
        section(&words);
        if self.replaced.is_empty() {
            section(&to_bytes(&self.starts));
            self.chunks.iter().for_each(section);
        } else {
            self.copy_in_order(&mut section);
        }
    }

    /// Starts and chunks with all records in the order of the rows: one that was replaced by a longer one stands behind
    /// all others, and who reads the copy would wait for it.
    fn copy_in_order(&self, section: &mut dyn FnMut(&[u8])) {
        // The row below where it starts.
        let mut keys: Vec<u64> =
            (0u64..).zip(&self.starts).map(|(row, start)| u64::from(*start) << 32 | row).collect();
        sort_short_keys(&mut keys);
        let start = |key: &u64| (key >> 32) as u32;
        let mut lengths = vec![0; self.len()];
        for (at, key) in keys.iter().enumerate() {
            lengths[*key as u32 as usize] = self.chunks.length(start(key), keys.get(at + 1).map(start));
        }
        let record = |row: usize| &self.chunks.from(self.starts[row])[..lengths[row]];
        let mut starts = Vec::with_capacity(self.len());
        let mut packing = Packing::default();
        for length in &lengths {
            starts.push(packing.start());
            packing.add(*length);
        }
        section(&to_bytes(&starts));
        let mut chunk = Vec::new();
        for (row, start) in starts.iter().enumerate() {
            if !chunk.is_empty() && (*start as usize).is_multiple_of(CHUNK) {
                section(&chunk);
                chunk.clear();
            }
            chunk.extend_from_slice(record(row));
        }
        section(&chunk);
    }
}

fn to_bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The bytes are no copy, or not a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// A copy in the reading.
#[derive(Debug)]
pub struct Copying {
    section: Section,
    /// How many bytes the section has, and their hash; `None` before they are told.
    frame: Option<(usize, u64)>,
    /// The bytes so far of what comes.
    part: Vec<u8>,
    n_profiles: usize,
    report: Report,
    /// Those that are here whole.
    profiles: Profiles,
    /// Where the records of all start.
    starts: Vec<u32>,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Words,
    Starts,
    Chunk,
}

impl Copying {
    /// One that has read nothing yet.
    #[allow(clippy::new_without_default, reason = "an empty copy is none")]
    pub fn new() -> Self {
        Self {
            section: Section::Head,
            frame: None,
            part: Vec::new(),
            n_profiles: 0,
            report: Report::default(),
            profiles: Profiles::default(),
            starts: Vec::new(),
        }
    }

    /// Takes the next bytes. After an error there is nothing to be had of the copy.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), Broken> {
        loop {
            let n_bytes = self.frame.map_or(FRAME, |(n_bytes, _)| n_bytes);
            let n_missing = n_bytes - self.part.len();
            let (now, rest) = bytes.split_at(n_missing.min(bytes.len()));
            self.part.extend_from_slice(now);
            bytes = rest;
            if now.len() < n_missing {
                return Ok(());
            }
            let part = std::mem::take(&mut self.part);
            match self.frame.take() {
                None => {
                    let (n_bytes, hash) = frame(&part).ok_or(Broken)?;
                    self.part.reserve_exact(n_bytes);
                    self.frame = Some((n_bytes, hash));
                }
                Some((_, told)) if told == hash(&part) => self.section = self.take(part)?,
                Some(_) => return Err(Broken),
            }
        }
    }

    /// Profiles that there will be.
    pub const fn n_profiles(&self) -> usize {
        self.n_profiles
    }

    /// The profiles that are here.
    pub const fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// What came of reading them.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// All of it, where all of it is here.
    pub fn finish(self) -> Result<(Profiles, Report), Broken> {
        let is_whole = self.frame.is_none() && self.part.is_empty();
        let has_all = self.profiles.len() == self.n_profiles && !self.profiles.is_empty();
        if is_whole && has_all { Ok((self.profiles, self.report)) } else { Err(Broken) }
    }

    /// Takes in a section that came whole, and says which comes next.
    fn take(&mut self, part: Vec<u8>) -> Result<Section, Broken> {
        Ok(match self.section {
            Section::Head => {
                let mut known = Head::default();
                head(&mut Decoder::new(&Words::default(), &part), &mut known);
                self.n_profiles = usize::try_from(known.n_profiles).map_err(|_| Broken)?;
                self.report = known.report;
                self.profiles.source = known.source;
                Section::Words
            }
            Section::Words => {
                self.profiles.words = Words::of_bytes(&part).ok_or(Broken)?;
                Section::Starts
            }
            Section::Starts => {
                self.starts = part.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
                self.profiles.starts.reserve_exact(self.starts.len());
                Section::Chunk
            }
            Section::Chunk => {
                self.profiles.chunks.push_chunk(part);
                let chunks = &self.profiles.chunks;
                let here = self.starts[self.profiles.starts.len()..].iter();
                self.profiles.starts.extend(here.take_while(|start| chunks.reach(**start)));
                Section::Chunk
            }
        })
    }
}

fn frame(bytes: &[u8]) -> Option<(usize, u64)> {
    let (length, hash) = bytes.split_first_chunk()?;
    let length = u32::from_le_bytes(*length) as usize;
    (length <= MOST).then_some((length, u64::from_le_bytes(*hash.first_chunk()?)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{network::Network, profile::Profile};

    /// Profiles of more than a chunk, one of which was replaced by a longer one.
    fn profiles(n_profiles: usize) -> Profiles {
        let profile = |at: usize| {
            let mut profile = Profile::new(format!("tiktok:nom{at}"), Network::Tiktok);
            profile.handle = Some(format!("nom{at}"));
            profile.bio = Some(format!("Léa cuisine {} fois", at * 7_919 % 1_000).repeat(1 + at % 40));
            profile.country = "FR".parse().ok();
            profile
        };
        let mut profiles: Profiles = (0..n_profiles).map(profile).collect();
        if n_profiles > 3 {
            profiles.replace(3, Profile { city: Some("Saint-Étienne".repeat(9)), ..profile(3) });
        }
        profiles.set_source(Some(Source { name: Some("Essai".to_owned()), date: None }));
        profiles
    }

    fn report() -> Report {
        let issue = RowIssue {
            row: 7,
            field: "price.post".to_owned(),
            value: "Léa".to_owned(),
            reason: "not_a_number".to_owned(),
        };
        Report {
            rows: 9,
            profiles: 8,
            merged: 1,
            issue_counts: [("not_a_number".to_owned(), 3)].into(),
            issues: vec![issue],
            fields: [("followers".to_owned(), 8), ("bio".to_owned(), 300)].into(),
            license: Some("CC0".to_owned()),
            source: Some("Essai".to_owned()),
            ..Report::default()
        }
    }

    fn bytes(profiles: &Profiles) -> Vec<u8> {
        let mut bytes = Vec::new();
        profiles.copy(&report(), &mut |piece| bytes.extend_from_slice(piece));
        bytes
    }

    #[test]
    fn a_copy_is_what_was_copied_however_it_is_cut() {
        for n_profiles in [1, 50, 9_000] {
            let profiles = profiles(n_profiles);
            let bytes = bytes(&profiles);
            for n_bytes in [1, 1_000, 70_000, bytes.len()] {
                let mut copying = Copying::new();
                let mut n_before = 0;
                for piece in bytes.chunks(n_bytes) {
                    copying.push(piece).unwrap();
                    assert!(copying.profiles().len() >= n_before);
                    n_before = copying.profiles().len();
                }
                assert_eq!(copying.n_profiles(), n_profiles);
                let (copied, told) = copying.finish().unwrap();
                assert!(copied.iter().eq(profiles.iter()), "{n_profiles} by {n_bytes}");
                assert_eq!(told, report());
            }
        }
    }

    #[test]
    fn the_first_profiles_are_there_before_the_last() {
        let profiles = profiles(9_000);
        let bytes = bytes(&profiles);
        let mut copying = Copying::new();
        copying.push(&bytes[..bytes.len() * 2 / 3]).unwrap();
        // The one that was replaced holds up nobody.
        let n_here = copying.profiles().len();
        assert!(n_here > 1_000);
        assert!(copying.profiles().iter().eq(profiles.iter().take(n_here)));
        assert_eq!(copying.finish().map(|_| ()), Err(Broken));
    }

    #[test]
    fn a_copy_that_goes_on_can_be_added_to() {
        let profiles = profiles(50);
        let mut copying = Copying::new();
        copying.push(&bytes(&profiles)).unwrap();
        let mut copied = copying.finish().unwrap().0;
        let (mut both, more) = (profiles.clone(), self::profiles(9));
        for more in &more {
            copied.push(more.clone());
            both.push(more);
        }
        assert!(copied.iter().eq(both.iter()));
    }

    proptest! {
        #[test]
        fn damage_is_noticed(at in any::<prop::sample::Index>(), with in 1u8.., is_cut in any::<bool>()) {
            let mut bytes = bytes(&profiles(50));
            let at = at.index(bytes.len());
            bytes[at] ^= with;
            if is_cut {
                bytes.truncate(at);
            }
            let mut copying = Copying::new();
            prop_assert!(copying.push(&bytes).is_err() || copying.finish().is_err());
        }

        #[test]
        fn no_record_makes_reading_panic(record in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut profiles = profiles(50);
            profiles.chunks.push_chunk(record);
            profiles.starts.push(1 << 18);
            profiles.iter().for_each(drop);
        }
    }
}
