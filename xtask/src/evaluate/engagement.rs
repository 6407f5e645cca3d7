//! Engagement: is the percentile among peers steadier from month to month than the raw rate?

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use accord::domain::{criterion::Criterion, money::Rates, query::Query};
use accord::engine::Engine;
use accord::intake::{self, Hints};
use anyhow::{Context as _, Result, bail};

use super::data::absent;
use super::metrics::{mean, mid_ranks, spearman};
use super::page::{count, table, three};

const NETWORKS: [&str; 3] = ["instagram", "tiktok", "youtube"];

/// An account in one month.
#[derive(Debug, Clone, Copy)]
struct Month {
    rate: f64,
    /// Percentile among peers, 0–1.
    percentile: f64,
}

/// The section of the report.
pub(super) fn section(data: &Path) -> Result<String> {
    let mut rows = Vec::new();
    for network in NETWORKS {
        let months = months(&data.join("lists"), network)?;
        for pair in months.windows(2) {
            rows.extend(compare(network, &pair[0], &pair[1]));
        }
    }
    if rows.is_empty() {
        return Err(absent(&data.join("lists"), "no two monthly lists of a network"));
    }
    Ok(format!(
        "## Engagement\n
Monthly top lists of one vendor, read as the page reads them. For the accounts of two lists in a row: Spearman's
correlation of the raw rate and of the percentile among peers (same network, same basis, similar size), and how many places
out of a hundred an account moves on average.

{}
A part of what keeps the order of the raw rate is size, which hardly changes from month to month and which the percentile takes
out; so where the raw rate's correlation is the higher one, steadiness alone is no argument for it, nor for the percentile.\n",
        table(
            &["lists", "accounts in both", "ρ raw rate", "ρ percentile", "moves, raw rate", "moves, percentile"],
            &rows
        )
    ))
}

type List = (String, BTreeMap<String, Month>);

/// Every list of a network in the order of its months.
fn months(folder: &Path, network: &str) -> Result<Vec<List>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let name = entry?.file_name().into_string().unwrap_or_default();
        let month = name.strip_prefix(network).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".csv"));
        let is_month = |month: &str| {
            month.len() == 7 && month.chars().all(|letter| letter.is_ascii_digit() || letter == '-')
        };
        if month.is_some_and(is_month) {
            names.push(name);
        }
    }
    names.sort();
    names.iter().map(|name| list(&folder.join(name), name)).collect()
}

fn list(path: &Path, name: &str) -> Result<List> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let hints = Hints { name: Some(name.to_owned()), ..Hints::default() };
    let Ok(catalogue) = intake::read(&bytes, &hints) else { bail!("{name}: not readable") };
    let ids: Vec<String> = catalogue.profiles.iter().map(|profile| profile.id).collect();
    let mut engine = Engine::new(catalogue, Rates::default());
    let query = Query::default();
    let mut found = BTreeMap::new();
    for id in ids {
        let Some(explained) = engine.explain(&id, &query) else { continue };
        let part = &explained.criteria[Criterion::Engagement.index()].parts[0];
        if let Some(rate) = part.raw.filter(|_| part.known) {
            found.insert(id, Month { rate, percentile: f64::from(part.estimate) / 1000.0 });
        }
    }
    Ok((name.trim_end_matches(".csv").to_owned(), found))
}

fn compare(network: &str, before: &List, after: &List) -> Option<Vec<String>> {
    let both: Vec<(Month, Month)> =
        before.1.iter().filter_map(|(id, month)| Some((*month, *after.1.get(id)?))).collect();
    if both.len() < 10 {
        return None;
    }
    let of = |pick: fn(&Month) -> f64| -> [Vec<f64>; 2] {
        [
            both.iter().map(|(first, _)| pick(first)).collect(),
            both.iter().map(|(_, last)| pick(last)).collect(),
        ]
    };
    let (rates, percentiles) = (of(|month| month.rate), of(|month| month.percentile));
    let moves = |[first, last]: &[Vec<f64>; 2]| {
        let (first, last) = (mid_ranks(first), mid_ranks(last));
        100.0 * mean(first.iter().zip(&last).map(|(a, b)| (a - b).abs())) / both.len() as f64
    };
    let month = |list: &List| list.0.trim_start_matches(network).trim_start_matches('-').to_owned();
    Some(vec![
        format!("{network}, {} and {}", month(before), month(after)),
        count(both.len()),
        three(spearman(&rates[0], &rates[1])),
        three(spearman(&percentiles[0], &percentiles[1])),
        format!("{:.1}", moves(&rates)),
        format!("{:.1}", moves(&percentiles)),
    ])
}
