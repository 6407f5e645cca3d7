//! The query: brief, filters, weights, order and window as one value, and the edits people make to it.
//!
//! Views never assemble a query: they send an [`Edit`], and [`Query::apply`] holds the rules.

mod edit;
mod text;

pub use edit::Edit;
pub use text::{Issue, IssueReason};

use crate::domain::{brief::Brief, criterion::Weights, tier::Policy};

/// Everything that decides what a page of results shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What must pass before a profile is listed.
    pub filters: Filters,
    /// What the campaign wants.
    pub brief: Brief,
    /// Importance of the six criteria.
    pub weights: Weights,
    /// The size policy in force.
    pub policy: Policy,
    /// Order of the list.
    pub sort: Sort,
    /// Rank of the first row, 0-based.
    pub from: usize,
    /// Rows wanted, at most [`Query::MAX_ROWS`].
    pub n: usize,
    /// The profile in view.
    pub id: Option<String>,
    /// The profiles side by side.
    pub ids: Vec<String>,
}

impl Query {
    /// Rows of a window when the address does not say.
    pub const DEFAULT_ROWS: usize = 100;
    /// Most rows that one window may have.
    pub const MAX_ROWS: usize = 1_000;
    /// Most profiles side by side.
    pub const MAX_COMPARED: usize = 6;
}

impl Default for Query {
    fn default() -> Self {
        Self {
            filters: Filters::default(),
            brief: Brief::default(),
            weights: Weights::default(),
            policy: Policy::standard(),
            sort: Sort::default(),
            from: 0,
            n: Self::DEFAULT_ROWS,
            id: None,
            ids: Vec::new(),
        }
    }
}

/// What must pass: all filters together, any value within one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filters {
    /// Words that must begin words of the name, handle, bio or topics.
    pub text: String,
    /// Lists, by facet.
    pub lists: [ListFilter; Facet::ALL.len()],
    /// Ranges, by measure.
    pub ranges: [RangeFilter; Measure::ALL.len()],
}

impl Filters {
    /// The list filter of a facet.
    pub fn list(&self, facet: Facet) -> &ListFilter {
        &self.lists[facet.index()]
    }

    /// The range filter of a measure.
    pub fn range(&self, measure: Measure) -> &RangeFilter {
        &self.ranges[measure.index()]
    }
}

/// A property with countable values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Where the account lives.
    Network,
    /// Size tier under the policy in force.
    Tier,
    /// How the profile behaves: `micro`, `between`, `macro`.
    Character,
    /// The creator's country.
    Country,
    /// The creator's language.
    Language,
    /// Topics of the content; a profile may have several.
    Topic,
    /// Declared labels; a profile may have several.
    Label,
}

impl Facet {
    /// Every facet, in the order of addresses.
    pub const ALL: [Self; 7] =
        [Self::Network, Self::Tier, Self::Character, Self::Country, Self::Language, Self::Topic, Self::Label];

    /// The key in addresses and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Tier => "tier",
            Self::Character => "character",
            Self::Country => "country",
            Self::Language => "language",
            Self::Topic => "topic",
            Self::Label => "label",
        }
    }

    /// Position in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The facet with this key.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == key)
    }
}

/// The value of a facet that stands for "not known".
pub const UNKNOWN: &str = "unknown";

/// Values asked for and values ruled out. Empty lets everything pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListFilter {
    /// Any of these passes; none listed means all pass.
    pub include: Vec<String>,
    /// None of these passes.
    pub exclude: Vec<String>,
}

impl ListFilter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

/// A property with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Stated followers.
    Followers,
    /// Engagement, percentile among peers, 0–100.
    Er,
    /// Credibility of the audience in percent, 0–100.
    Credibility,
    /// Lowest known price of the brief's format in the base currency of the exchange rates.
    Price,
}

impl Measure {
    /// Every measure, in the order of addresses.
    pub const ALL: [Self; 4] = [Self::Followers, Self::Er, Self::Credibility, Self::Price];

    /// The key in addresses and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Er => "er",
            Self::Credibility => "credibility",
            Self::Price => "price",
        }
    }

    /// Position in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The measure with this key.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == key)
    }
}

/// An inclusive range. A profile whose number is unknown fails it, unless unknowns are kept.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RangeFilter {
    /// Least number that passes.
    pub min: Option<f64>,
    /// Greatest number that passes.
    pub max: Option<f64>,
    /// Whether an unknown number passes. Has no effect without a bound.
    pub keep_unknown: bool,
}

impl RangeFilter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Whether a number passes.
    pub fn passes(&self, value: Option<f64>) -> bool {
        match value {
            _ if self.is_empty() => true,
            None => self.keep_unknown,
            Some(value) => self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max),
        }
    }
}

/// What the list is ordered by; unknown values come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// Lower bound of the match.
    #[default]
    Low,
    /// Estimate of the match.
    Estimate,
    /// Stated followers.
    Followers,
    /// Engagement percentile among peers.
    Er,
    /// Credibility of the audience.
    Credibility,
    /// Lowest known price.
    Price,
    /// Name, accents and case folded.
    Name,
}

impl SortKey {
    /// Every key, in the order of menus.
    pub const ALL: [Self; 7] =
        [Self::Low, Self::Estimate, Self::Followers, Self::Er, Self::Credibility, Self::Price, Self::Name];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Estimate => "estimate",
            Self::Followers => "followers",
            Self::Er => "er",
            Self::Credibility => "credibility",
            Self::Price => "price",
            Self::Name => "name",
        }
    }

    /// Whether a first click on the column sorts from the highest.
    pub const fn starts_descending(self) -> bool {
        !matches!(self, Self::Price | Self::Name)
    }
}

/// The order of the list. Ties go by match, then coverage, then id; never by row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// What is compared.
    pub key: SortKey,
    /// Highest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { key: SortKey::Low, descending: true }
    }
}
