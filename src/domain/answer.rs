//! What the engine answers: plain values in the shape that the engine module's contract names.
//!
//! They serialize as they are; the page, the worker and any other user of the module read the same JSON.
//! Scores are tenths, 0–1000.

pub mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    character::{Character, Confidence},
    criterion::Criterion,
    money::Currency,
    network::Network,
    profile::{CredibilityKind, PriceKind},
    tier::Tier,
};

/// Profiles by facet and value.
pub type Facets = BTreeMap<String, BTreeMap<String, usize>>;

/// Distributions by measure.
pub type Histograms = BTreeMap<String, Histogram>;

/// A window of the ranked list, with what surrounds it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Page {
    /// Profiles that pass the filters.
    pub total: usize,
    /// Rank of the first row, 0-based.
    pub from: usize,
    /// The rows of the window.
    pub rows: Vec<Row>,
    /// Profiles for every value of every facet, each facet ignoring its own filter.
    pub facets: Facets,
    /// Distribution of every measure, each ignoring its own filter.
    pub histograms: Histograms,
    /// Parts of the query that were dropped.
    pub issues: Vec<DroppedPart>,
    /// Criteria that the brief asks and that have a weight, so that a match exists at all.
    #[serde(default)]
    pub asked: Vec<Criterion>,
    /// What lifting each filter alone would add to `total`; only where nothing passes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lifted: BTreeMap<String, usize>,
}

/// One profile in the list. What depends on weights comes last, see [`text`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Profile id.
    pub id: String,
    /// Network of the account.
    pub network: Network,
    /// Account name, without @.
    pub handle: Option<String>,
    /// Name to show; never empty.
    pub name: String,
    /// Size tier under the policy of the query; `None` where followers are unknown.
    pub tier: Option<Tier>,
    /// Stated followers.
    pub followers: Option<u64>,
    /// How the profile behaves; `None` where too little is known.
    pub character: Option<Character>,
    /// Where it stands between micro (−1000) and macro (1000).
    pub character_at: Option<i16>,
    /// Engagement percentile among peers in tenths, 0–1000.
    pub er: Option<u16>,
    /// Credibility of the audience, 0–1.
    pub credibility: Option<f64>,
    /// What the credibility promises.
    pub credibility_kind: Option<CredibilityKind>,
    /// Price of the brief's format.
    pub price: Option<PriceCell>,
    /// Country of the creator.
    pub country: Option<String>,
    /// What stands out and wants a look.
    pub flags: Vec<Flag>,
    /// Why the profile cannot serve the brief at all.
    pub veto: Option<Veto>,
    /// Lower bound of the match.
    pub low: u16,
    /// Estimate of the match.
    pub estimate: u16,
    /// Upper bound of the match.
    pub high: u16,
    /// Share of the asked weight that is known, in tenths of a percent.
    pub coverage: u16,
    /// The six criteria, in their order; weight 0 where not asked.
    pub criteria: Vec<CriterionCell>,
    /// The part that earns most of the lower bound.
    pub reason: Option<String>,
}

/// One criterion of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionCell {
    /// Weight in force, 0 where not asked.
    pub weight: u8,
    /// Lower bound, 0–1000.
    pub low: u16,
    /// Estimate, 0–1000.
    pub estimate: u16,
    /// Upper bound, 0–1000.
    pub high: u16,
}

/// A price as it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PriceCell {
    /// Format that the price is for.
    pub format: String,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Currency of both.
    pub currency: Currency,
    /// Where it comes from.
    pub kind: PriceKind,
}

/// Distribution of a measure over the profiles that pass every other filter.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Histogram {
    /// Borders of the bins, one more than there are bins; half-open but for the last bin.
    pub edges: Vec<f64>,
    /// Profiles in each bin.
    pub counts: Vec<usize>,
    /// Profiles whose number is unknown.
    pub unknown: usize,
}

/// A part of the query that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedPart {
    /// Key as written.
    pub key: String,
    /// Value as written.
    pub value: String,
    /// Why, as a word from a closed list.
    pub reason: crate::domain::query::IssueReason,
}

/// How serious a flag is: evidence, never an accusation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Looked at, nothing found.
    Clear,
    /// Could not be looked at.
    Unchecked,
    /// One signal: a question.
    Check,
    /// Two signals: an alert.
    Alert,
}

/// One check of a profile and what it found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flag {
    /// What was checked: `credibility`, `growth`, `followers`, `following`, `comments`, `engagement`,
    /// `spread`, `sponsored`, `exclusion`; where something is odd, also `shares` and `number`.
    pub check: String,
    /// What was found.
    pub severity: Severity,
    /// The number that decided, if any.
    pub value: Option<f64>,
    /// The number it is compared with, if any.
    pub against: Option<f64>,
    /// A word that goes with it: a month, a brand, the field of an odd number, `closer` where only the closer
    /// look keeps it from being cleared.
    pub detail: Option<String>,
}

/// Why a profile cannot serve the brief at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veto {
    /// `network` (not asked) or `exclusion` (cites an excluded brand).
    pub kind: String,
    /// The network or the brand.
    pub detail: String,
}

/// Every number behind one match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Lower bound of the match.
    pub low: u16,
    /// Estimate of the match.
    pub estimate: u16,
    /// Upper bound of the match.
    pub high: u16,
    /// Share of the asked weight that is known, in tenths of a percent.
    pub coverage: u16,
    /// The six criteria, in their order.
    pub criteria: Vec<ExplainedCriterion>,
    /// Why the profile cannot serve the brief at all.
    pub veto: Option<Veto>,
    /// Every check and what it found.
    pub flags: Vec<Flag>,
    /// How much evidence a check needed before it counted as cleared: `usual`, or `closer` for small accounts.
    pub scrutiny: String,
    /// Rank in the list of the query, 1-based; `None` where a filter excludes the profile.
    pub rank: Option<usize>,
    /// Profiles in the list of the query.
    pub total: usize,
    /// Tier under the policy of the query.
    pub tier: Option<Tier>,
    /// How the profile behaves.
    pub character: ExplainedCharacter,
    /// How the engagement was compared.
    pub engagement: Option<ExplainedEngagement>,
    /// What a result costs, where a price is known or modelled.
    #[serde(default)]
    pub cost: Option<ExplainedCost>,
    /// Whether the deal that both sides would make pays no money.
    #[serde(default)]
    pub in_kind: bool,
}

/// One criterion of an explanation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedCriterion {
    /// Which one.
    pub key: Criterion,
    /// Weight in force, 0 where not asked.
    pub weight: u8,
    /// Score 0–1000: lower bound.
    pub low: u16,
    /// Score 0–1000: estimate.
    pub estimate: u16,
    /// Score 0–1000: upper bound.
    pub high: u16,
    /// Share of the match's lower bound, in tenths; the six add up to it.
    pub contribution: u16,
    /// Share of the match's estimate, in tenths.
    pub contribution_estimate: u16,
    /// Share of the match's upper bound, in tenths.
    pub contribution_high: u16,
    /// What the criterion is made of.
    pub parts: Vec<ExplainedPart>,
    /// The alerts that are certain or possible, and what they take: with the parts they add up to the contribution.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<ExplainedCap>,
}

/// The ceiling that an alert puts on a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedCap {
    /// Name of the ceiling, `criterion.cap.alert`.
    pub key: String,
    /// Most that the criterion can score, 0–1000.
    pub at: u16,
    /// Whether the alert is certain; a possible one holds the lower bound down only.
    pub certain: bool,
    /// What it takes from the match's lower bound, in tenths; never positive.
    pub contribution: i16,
    /// What it takes from the match's estimate, in tenths; never positive.
    pub contribution_estimate: i16,
    /// What it takes from the match's upper bound, in tenths; never positive.
    pub contribution_high: i16,
}

/// One part of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedPart {
    /// Name of the part, `criterion.part`.
    pub key: String,
    /// Weight within the criterion, 0 where the brief does not ask it.
    pub weight: u8,
    /// The raw value the part was computed from.
    pub raw: Option<f64>,
    /// Unit of the raw value: `followers`, `fraction`, `percentile`, `z`, `currency`, `ratio`.
    pub unit: String,
    /// What the raw value relates to: `followers`, `views`, `floor`, `quote`, …
    pub basis: Option<String>,
    /// Name of the source.
    pub source: Option<String>,
    /// Date of the value.
    pub date: Option<String>,
    /// Whether the input is measured, quoted or given by a vendor.
    pub known: bool,
    /// Score 0–1000: lower bound.
    pub low: u16,
    /// Score 0–1000: estimate.
    pub estimate: u16,
    /// Score 0–1000: upper bound.
    pub high: u16,
    /// Share of the match's lower bound, in tenths; parts and caps add up to their criterion.
    pub contribution: u16,
    /// Share of the match's estimate, in tenths.
    pub contribution_estimate: u16,
    /// Share of the match's upper bound, in tenths.
    pub contribution_high: u16,
    /// Tenths that the match's lower bound gains where this input alone becomes known and turns out best, or
    /// where a known price comes down to the budget.
    #[serde(default)]
    pub raise: u16,
    /// What a topical fit is made of, the topic that adds most first; empty for every other part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<ExplainedTerm>,
}

/// What one topic of a profile adds to its topical fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedTerm {
    /// Slug of the topic.
    pub topic: String,
    /// Share of the content, 0–1, where the data says it.
    pub share: Option<f64>,
    /// Thousandths of the part's full score; negative where it takes off. They add up to the score where the list
    /// says everything, and to the estimate where it gives no shares.
    pub score: i16,
    /// The words of the bio that the topic was inferred from; empty where the data gives the topic.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What a result costs, each as its least and greatest value in the base currency of the rates. An upper end that
/// is missing has none: perhaps nobody real, or nobody in the target, is reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedCost {
    /// Format that the price is for.
    pub format: String,
    /// Lower end of the price.
    pub low: f64,
    /// Upper end of the price.
    pub high: f64,
    /// Where the price comes from.
    pub kind: PriceKind,
    /// For a thousand views.
    pub cpm: Option<(f64, Option<f64>)>,
    /// For a thousand views by real people.
    pub credible_cpm: Option<(f64, Option<f64>)>,
    /// For a thousand views by real people in the brief's target.
    pub target_cpm: Option<(f64, Option<f64>)>,
    /// For one reaction.
    pub cpe: Option<(f64, Option<f64>)>,
}

/// Where a profile stands between micro and macro, and why.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ExplainedCharacter {
    /// The verdict; `None` where fewer than three criteria are known.
    pub verdict: Option<Character>,
    /// Mean position, −1000 (micro) to 1000 (macro).
    pub at: Option<i16>,
    /// How far the verdict can be trusted: `firm`, `likely` or `close` to a border.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Least and greatest mean of all six positions over everything that the unknown ones may be.
    #[serde(default)]
    pub range: (i16, i16),
    /// The criteria that speak most for the verdict, the strongest first.
    #[serde(default)]
    pub reasons: Vec<Criterion>,
    /// Position on each criterion, in their order; `None` where unknown.
    pub positions: [Option<i16>; 6],
    /// The number behind each position.
    pub raw: [Option<f64>; 6],
}

/// How the engagement rate was compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedEngagement {
    /// Rate as given, a fraction.
    pub rate: f64,
    /// Its basis.
    pub basis: String,
    /// Rate expected of an account of this size, a fraction.
    pub expected: f64,
    /// Standard score, at most 3 in the score itself; `None` for a zero rate, which ranks by mid-rank.
    pub z: Option<f64>,
    /// Share of the peers that it is better than, 0–1; `None` for a rate above 1, which is not compared.
    #[serde(default)]
    pub percentile: Option<f64>,
    /// Peers that the expectation was fitted on; 0 where the published benchmark stands in.
    pub peers: usize,
    /// Source of the benchmark where it stands in.
    pub benchmark: Option<String>,
}

/// What came of reading the data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Rows or records read.
    pub rows: usize,
    /// Profiles made of them.
    pub profiles: usize,
    /// Rows that repeated a profile and were merged into it.
    pub merged: usize,
    /// Values and rows that were dropped, at most [`Report::MAX_ISSUES`] of them.
    pub issues: Vec<RowIssue>,
    /// All issues, counted by reason, also those beyond the limit.
    pub issue_counts: BTreeMap<String, usize>,
    /// For every field of the contract, profiles in which it is known.
    pub fields: BTreeMap<String, usize>,
    /// Name of the source, where the data says it.
    pub source: Option<String>,
    /// Address of the source.
    pub source_url: Option<String>,
    /// License of the data.
    pub license: Option<String>,
    /// When the data was made (ISO 8601).
    pub generated_at: Option<String>,
    /// What is usual in the catalogue for each topic, as the topical fit reads it: the mean √share, 0–1; empty where
    /// too few profiles list topics with shares.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub usual_topics: BTreeMap<String, f64>,
}

impl Report {
    /// Issues that are kept one by one; the rest is counted.
    pub const MAX_ISSUES: usize = 1_000;
}

/// A value or a row that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowIssue {
    /// Row of the data, 1-based; 0 for the file as a whole.
    pub row: usize,
    /// Field of the contract or header of the column.
    pub field: String,
    /// What was found, cut to 80 characters.
    pub value: String,
    /// Why it was dropped, as a word from a closed list.
    pub reason: String,
}
