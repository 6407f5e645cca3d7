//! The brief: what a campaign wants. An empty part is a demand that is not made.

use crate::domain::{country::Country, money::Currency, network::Network, profile::Deal, tier::Tier};

/// What the campaign wants.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Brief {
    /// Topics with their importance.
    pub topics: Vec<WantedTopic>,
    /// Whether the creators wanted are about few topics, whichever they are.
    pub specialist: bool,
    /// Countries of the target audience.
    pub countries: Vec<Country>,
    /// Languages of the target audience (primary tags, lower case).
    pub languages: Vec<String>,
    /// Age bands of the target audience, out of [`AGE_BANDS`].
    pub ages: Vec<&'static str>,
    /// Genders of the target audience, out of [`GENDERS`].
    pub genders: Vec<&'static str>,
    /// Networks of the campaign; a profile elsewhere does not serve it.
    pub networks: Vec<Network>,
    /// Size tiers wanted, under the policy in force.
    pub tiers: Vec<Tier>,
    /// Format of the collaboration, out of [`FORMATS`].
    pub format: Option<&'static str>,
    /// Most that one collaboration may cost.
    pub budget: Option<Budget>,
    /// What is offered to the creator.
    pub offer: Vec<Deal>,
    /// Labels wanted (slugs).
    pub labels: Vec<String>,
    /// Brands whose partners are out of the question.
    pub exclude: Vec<String>,
}

/// A topic and its importance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedTopic {
    /// Slug of the topic.
    pub topic: String,
    /// Importance beside the other topics, 1–100.
    pub weight: u8,
}

impl WantedTopic {
    /// Greatest importance, so that shares in percent can be given as they are.
    pub const MAX_WEIGHT: u8 = 100;
}

/// The most that one collaboration may cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// Positive amount.
    pub amount: f64,
    /// Its currency.
    pub currency: Currency,
}

/// Age bands of audiences, as vendors report them.
pub const AGE_BANDS: [&str; 6] = ["13-17", "18-24", "25-34", "35-44", "45-64", "65+"];

/// Genders that vendors report for audiences.
pub const GENDERS: [&str; 2] = ["female", "male"];

/// Formats that a collaboration can have.
pub const FORMATS: [&str; 8] =
    ["post", "carousel", "story", "reel", "short", "video", "integration", "stream"];

impl Brief {
    /// Whether nothing at all is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the audience criterion has a demand.
    pub fn asks_audience(&self) -> bool {
        !(self.topics.is_empty()
            && !self.specialist
            && self.countries.is_empty()
            && self.languages.is_empty()
            && self.ages.is_empty()
            && self.genders.is_empty())
    }

    /// Whether the cost criterion has a demand.
    pub fn asks_cost(&self) -> bool {
        self.budget.is_some() || self.format.is_some() || !self.offer.is_empty()
    }
}
