//! Risk: do the signals that can be computed without a vendor tell fake accounts from genuine ones?

use std::fmt::Write as _;
use std::path::Path;

use accord::domain::{criterion::Criterion, money::Rates, network::Network, profile::Profile, query::Query};
use accord::{engine::Engine, intake::Catalogue};
use anyhow::Result;

use super::data::{Sheet, number};
use super::is_absent;
use super::metrics::{Auc, wilson};
use super::page::{count, percent, table, three};

/// A file of accounts, and what its columns are called.
struct Source {
    file: &'static str,
    about: &'static str,
    fake: &'static str,
    followers: &'static str,
    following: &'static str,
    posts: &'static str,
}

const SOURCES: [Source; 2] = [
    Source {
        file: "accounts/instagram-fake-genuine.csv",
        about: "Instagram accounts labelled fake or genuine",
        fake: "fake",
        followers: "#followers",
        following: "#follows",
        posts: "#posts",
    },
    Source {
        file: "accounts/followers-labelled-srf.csv",
        about: "followers of Swiss influencers, labelled by hand (SRF)",
        fake: "rating_fake",
        followers: "followers",
        following: "following",
        posts: "posts",
    },
];

/// The suspicion that each signal has of each account, 0–1.
pub(super) struct Suspicions {
    /// Whether each account is fake.
    fake: Vec<bool>,
    /// Signals by key; `None` where the signal is unknown.
    signals: Vec<(String, Vec<Option<f64>>)>,
    /// The criterion as a whole.
    together: Vec<f64>,
}

/// The section of the report.
pub(super) fn section(data: &Path) -> Result<String> {
    let mut text = String::from(
        "## Risk\n
The signals that need no vendor's audience report, on labelled accounts. Each signal's suspicion is 1 less its score; \
\"together\"\nis the estimate of the criterion. AUC .5 is chance. These are accounts, many of them followers and not creators: the \
figures say\nwhat the signals can do, not how many creators are fake. No single one is a detector.\n",
    );
    let mut absent = None;
    let mut measured = 0;
    for source in &SOURCES {
        let suspicions = match read(data, source) {
            Err(error) if is_absent(&error) => {
                let _ = writeln!(
                    text,
                    "\n### {}\n\nNot measured: the folder does not have the file.",
                    source.about
                );
                absent = Some(error);
                continue;
            }
            suspicions => suspicions?,
        };
        measured += 1;
        let fake = suspicions.fake.iter().filter(|fake| **fake).count();
        let _ = writeln!(
            text,
            "\n### {}: {} accounts, {} fake\n",
            source.about,
            count(suspicions.fake.len()),
            count(fake)
        );
        let rows: Vec<Vec<String>> = suspicions.rows().collect();
        text.push_str(&table(&["signal", "known", "AUC", "95 % interval"], &rows));
        text.push_str("\nCalibration of the whole: accounts in five groups by their suspicion, equal ones together.\n\n");
        text.push_str(&table(
            &["suspicion", "accounts", "fake", "share fake", "95 % interval"],
            &suspicions.calibration(),
        ));
    }
    match absent {
        Some(error) if measured == 0 => Err(error),
        _ => Ok(text),
    }
}

fn read(data: &Path, source: &Source) -> Result<Suspicions> {
    let sheet = Sheet::read(&data.join(source.file))?;
    let columns = [source.followers, source.following, source.posts];
    let [followers, following, posts] =
        [sheet.column(columns[0])?, sheet.column(columns[1])?, sheet.column(columns[2])?];
    let fake = sheet.column(source.fake)?;
    let (mut profiles, mut labels) = (Vec::new(), Vec::new());
    for (at, row) in sheet.rows().iter().enumerate() {
        let mut profile = Profile::new(at.to_string(), Network::Instagram);
        let read = |column| Ok::<_, anyhow::Error>(number(row, column)?.map(|number| number as u64));
        profile.followers = read(followers)?;
        profile.following = read(following)?;
        profile.posts = read(posts)?;
        profiles.push(profile);
        labels.push(matches!(row.get(fake), Some("1" | "TRUE" | "true")));
    }
    let ids: Vec<String> = profiles.iter().map(|profile| profile.id.clone()).collect();
    let mut engine =
        Engine::new(Catalogue { profiles: profiles.into(), ..Catalogue::default() }, Rates::default());
    let query = Query::default();
    let mut suspicions = Suspicions { fake: labels, signals: Vec::new(), together: Vec::new() };
    for (at, id) in ids.iter().enumerate() {
        let Some(explained) = engine.explain(id, &query) else { continue };
        let risk = &explained.criteria[Criterion::Risk.index()];
        suspicions.together.push(1.0 - f64::from(risk.estimate) / 1000.0);
        for (position, part) in risk.parts.iter().enumerate() {
            if at == 0 {
                suspicions.signals.push((part.key.clone(), Vec::new()));
            }
            let suspicion = part.known.then(|| 1.0 - f64::from(part.estimate) / 1000.0);
            suspicions.signals[position].1.push(suspicion);
        }
    }
    Ok(suspicions)
}

impl Suspicions {
    /// A line a signal that is known of some account, and one for the whole.
    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        let whole = ("together".to_owned(), self.together.iter().map(|value| Some(*value)).collect());
        self.signals.iter().cloned().chain([whole]).filter_map(|(key, values): (String, Vec<Option<f64>>)| {
            let of = |fake: bool| -> Vec<f64> {
                let own = values.iter().zip(&self.fake).filter(|(_, label)| **label == fake);
                own.filter_map(|(value, _)| *value).collect()
            };
            let (positives, negatives) = (of(true), of(false));
            if positives.len() < 2 || negatives.len() < 2 {
                return None;
            }
            let auc = Auc::of(&positives, &negatives);
            let (low, high) = auc.interval();
            let known = count(positives.len() + negatives.len());
            Some(vec![key, known, three(auc.area), format!("{}–{}", three(low), three(high))])
        })
    }

    /// Accounts in five groups by the suspicion of the whole.
    fn calibration(&self) -> Vec<Vec<String>> {
        let mut all: Vec<(f64, bool)> =
            self.together.iter().copied().zip(self.fake.iter().copied()).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut groups: Vec<Vec<(f64, bool)>> = Vec::new();
        for (at, account) in all.iter().enumerate() {
            let is_next = groups.len() * all.len() / 5 <= at;
            match groups.last_mut() {
                Some(group) if !is_next || group.last().is_some_and(|last| last.0 == account.0) => {
                    group.push(*account);
                }
                _ => groups.push(vec![*account]),
            }
        }
        groups
            .iter()
            .map(|group| {
                let fake = group.iter().filter(|(_, fake)| *fake).count();
                let (low, high) = wilson(fake, group.len());
                vec![
                    format!("{}–{}", three(group[0].0), three(group[group.len() - 1].0)),
                    count(group.len()),
                    count(fake),
                    percent(fake as f64 / group.len() as f64),
                    format!("{}–{}", percent(low), percent(high)),
                ]
            })
            .collect()
    }
}
