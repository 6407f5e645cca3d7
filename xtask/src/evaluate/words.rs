//! Words as topics: does the vocabulary know vendors' categories, and do words that are read like a bio point to the
//! topics that a vendor gives?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use accord::domain::profile::Profile;
use accord::domain::topic::{inferred, is_topic};
use accord::intake::{self, Hints};
use anyhow::{Context as _, Result};

use super::data::absent;
use super::metrics::wilson;
use super::page::{count, percent, table};

/// What came of one file, or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Profiles with a category.
    pub(super) labelled: usize,
    /// Of those, all of whose categories are topics of the vocabulary.
    pub(super) mapped: usize,
    /// Of those with a topic of the vocabulary: a word of the name points somewhere.
    pub(super) read: usize,
    /// Of those, to one of the profile's topics.
    pub(super) right: usize,
}

impl Tally {
    /// Counts profiles.
    pub(super) fn of(profiles: impl IntoIterator<Item = Profile>) -> Self {
        let mut tally = Self::default();
        for profile in profiles.into_iter().filter(|profile| !profile.topics.is_empty()) {
            let known: BTreeSet<&str> = profile
                .topics
                .iter()
                .map(|topic| topic.topic.as_str())
                .filter(|slug| is_topic(slug))
                .collect();
            tally.labelled += 1;
            tally.mapped += usize::from(known.len() == profile.topics.len());
            let found = inferred(profile.name.as_deref().unwrap_or_default());
            if known.is_empty() || found.is_empty() {
                continue;
            }
            tally.read += 1;
            tally.right += usize::from(found.iter().any(|found| known.contains(found.topic)));
        }
        tally
    }

    fn add(&mut self, other: Self) {
        self.labelled += other.labelled;
        self.mapped += other.mapped;
        self.read += other.read;
        self.right += other.right;
    }

    fn row(&self, name: String) -> Vec<String> {
        let share = |part: usize, whole: usize| percent(part as f64 / whole as f64);
        let interval = match self.read {
            0 => "–".to_owned(),
            read => {
                let (low, high) = wilson(self.right, read);
                format!("{}–{}", percent(low), percent(high))
            }
        };
        vec![
            name,
            count(self.labelled),
            share(self.mapped, self.labelled),
            count(self.read),
            share(self.right, self.read),
            interval,
            share(self.right, self.labelled),
        ]
    }
}

/// The section of the report.
pub(super) fn section(data: &Path) -> Result<String> {
    let folder = data.join("lists");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        names.extend(name.filter(|_| path.extension().is_some_and(|kind| kind == "csv")).map(str::to_owned));
    }
    names.sort();
    let (mut rows, mut all) = (Vec::new(), Tally::default());
    for name in names {
        let bytes = fs::read(folder.join(&name))?;
        let hints = Hints { name: Some(name.clone()), ..Hints::default() };
        let Ok(catalogue) = intake::read(&bytes, &hints) else { continue };
        let tally = Tally::of(&catalogue.profiles);
        if tally.labelled > 0 {
            rows.push(tally.row(name.trim_end_matches(".csv").to_owned()));
            all.add(tally);
        }
    }
    if rows.is_empty() {
        return Err(absent(&folder, "no list with categories"));
    }
    rows.push(all.row("all".to_owned()));
    Ok(format!(
        "## Topics from words\n
Vendors' lists, read as the page reads them. \"Mapped\": profiles all of whose categories are topics of the vocabulary; the others
keep a category that it does not have, such as entertainment or society. No file at hand has bios beside topics, so the
reading of bios is measured on what comes nearest: the names of accounts and channels, read as a bio is, beside the vendor's
category. \"Read\": names of which a word points to a topic; precision: of these, to a topic that the vendor gives as well, with
its 95 % interval; recall: of all profiles with a category. Names are mostly names, so recall says little of bios; precision says
how far a word can be trusted. A guess from words feeds estimates alone.

{}",
        table(&["list", "with category", "mapped", "read", "precision", "interval", "recall"], &rows)
    ))
}
