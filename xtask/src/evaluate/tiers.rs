//! Size tiers against the labels that researchers gave.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use accord::domain::network::Network;
use accord::domain::tier::{POLICIES, Policy, Tier};
use anyhow::{Context as _, Result};

use super::data::{Sheet, number};
use super::page::{count, percent, table};

/// An account with its label.
pub(super) struct Labelled {
    pub(super) tier: Tier,
    pub(super) followers: u64,
}

/// Reads the labels.
pub(super) fn read(data: &Path) -> Result<Vec<Labelled>> {
    let sheet = Sheet::read(&data.join("academic/tiktok-tier-labels.csv"))?;
    let (tier, followers) = (sheet.column("tier")?, sheet.column("followers")?);
    let mut labels = Vec::new();
    for row in sheet.rows() {
        let name = row.get(tier).unwrap_or_default();
        let tier = name.parse().ok().with_context(|| format!("{name}: no such tier"))?;
        if let Some(followers) = number(row, followers)? {
            labels.push(Labelled { tier, followers: followers as u64 });
        }
    }
    Ok(labels)
}

/// Accounts whose tier under a policy is their label.
pub(super) fn agreeing(labels: &[Labelled], policy: &Policy) -> usize {
    labels.iter().filter(|label| policy.tier(Network::Tiktok, label.followers) == label.tier).count()
}

/// The section of the report.
pub(super) fn section(data: &Path) -> Result<String> {
    let labels = read(data)?;
    let rows: Vec<Vec<String>> = POLICIES
        .iter()
        .map(|policy| {
            let agree = agreeing(&labels, policy);
            let mut row = vec![policy.label.to_owned()];
            row.extend(Tier::ALL.map(|tier| {
                let own: Vec<&Labelled> = labels.iter().filter(|label| label.tier == tier).collect();
                let right =
                    own.iter().filter(|label| policy.tier(Network::Tiktok, label.followers) == tier).count();
                percent(right as f64 / own.len() as f64)
            }));
            row.extend([count(agree), percent(agree as f64 / labels.len() as f64)]);
            row
        })
        .collect();
    let mut text = format!(
        "## Size tiers\n
{} TikTok accounts with the tier that their researchers gave them (ICWSM set TIDES). Agreement by label, under each size
policy; policies that cut elsewhere must disagree.\n\n{}\n",
        count(labels.len()),
        table(&["policy", "nano", "micro", "mid", "macro", "mega", "agree", "share"], &rows)
    );
    text.push_str(&edges(&labels, &Policy::standard()));
    Ok(text)
}

/// Where the default policy and the labels differ, and how far from the border.
fn edges(labels: &[Labelled], policy: &Policy) -> String {
    let mut differing: BTreeMap<(Tier, Tier), Vec<f64>> = BTreeMap::new();
    for label in labels {
        let ours = policy.tier(Network::Tiktok, label.followers);
        if ours != label.tier {
            // The border that would have to be crossed.
            let upper = ours.max(label.tier);
            let border = policy.range_on(Network::Tiktok, upper).map_or(1.0, |(from, _)| from as f64);
            differing
                .entry((label.tier, ours))
                .or_default()
                .push((label.followers as f64 / border - 1.0).abs());
        }
    }
    if differing.is_empty() {
        return format!("{} and the labels never differ.\n", policy.label);
    }
    let mut text = format!("Where {} and the labels differ:\n\n", policy.label);
    for ((label, ours), distances) in differing {
        let exact = distances.iter().filter(|distance| **distance == 0.0).count();
        let farthest = distances.iter().copied().fold(0.0, f64::max);
        let _ = writeln!(
            text,
            "- labelled {label}, {ours} here: {}; {exact} exactly on the border, the farthest {} from it.",
            distances.len(),
            percent(farthest)
        );
    }
    text.push_str(
        "\nRanges are half-open here (an account with exactly as many followers as a tier starts with is in it); follower counts\n\
         of the set are rounded to three digits as TikTok shows them, and were counted on another day than the labels.\n",
    );
    text
}
