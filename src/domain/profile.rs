//! One profile in the shape of the data contract, version 1: what every importer makes and every view shows.
//!
//! Every field but the network and the id may be missing, and missing means unknown. The fields serialize
//! under the contract's names; reading foreign data is [`crate::intake`]'s job, because it must drop a bad
//! value without losing the profile.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{country::Country, money::Currency, network::Network};

/// Shares of a whole by key, each 0–1; what the listed keys leave to 1 is unknown.
pub type Shares = BTreeMap<String, f64>;

/// One account on one network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// The given id, else `network:handle`, lower case, without @. Unique in a catalogue.
    pub id: String,
    /// Accounts of one person share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// Where the account lives.
    pub network: Network,
    /// Account name on the network, without @.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// Display name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address of the account; http(s) only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Address of a picture; http(s) only. Shown only where the host's configuration allows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Self-description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// Where the creator lives (ISO 3166-1 alpha-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// City of the creator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Main language of the content (BCP 47, lower-case primary tag first).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Verified by the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// Kind of account as the network names it: `creator`, `business`, `personal`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// Topics with their share of the content; a topic without share counts like the others without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// Stated followers or subscribers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
    /// Accounts followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub following: Option<u64>,
    /// Posts published in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posts: Option<u64>,
    /// Posts a month, lately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posts_per_month: Option<f64>,
    /// Day of the newest post (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_post: Option<String>,
    /// How the audience reacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<Engagement>,
    /// Past months, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Month>,
    /// Who follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// Price of one collaboration by format (`post`, `story`, `reel`, `video`, …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub price: BTreeMap<String, Price>,
    /// What the creator accepts; absent is unknown, empty is "nothing".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts: Option<Vec<Deal>>,
    /// Share of recent posts that are sponsored, 0–1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsored_share: Option<f64>,
    /// Engagement of sponsored posts divided by that of the others; 1 is equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_performance: Option<f64>,
    /// How the creator answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// Declared labels from the closed list; absent is unknown, empty is "none declared".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
    /// Brands cited lately; absent is unknown, empty is "none cited".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_mentions: Option<Vec<String>>,
    /// Whether a contact is known; the contact itself is never kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_contact: Option<bool>,
    /// Source of a field by its name; `*` stands for all fields that have none of their own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, Source>,
}

/// One topic of an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Topic {
    /// Slug of the topic, lower case.
    pub topic: String,
    /// Share of the content, 0–1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// A rate and the counts behind it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Engagement {
    /// Engagement rate as a fraction of the basis (0.04 is 4 %).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// What the rate is divided by; without it the rate cannot be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What is counted: `likes`, `likes+comments`, `all`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<String>,
    /// `mean` or `median`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistic: Option<String>,
    /// Days the rate looks back on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_days: Option<u64>,
    /// Posts behind the rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posts: Option<u64>,
    /// Likes per post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likes: Option<f64>,
    /// Comments per post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<f64>,
    /// Shares per post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<f64>,
    /// Saves per post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saves: Option<f64>,
    /// Views per post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<f64>,
    /// Standard deviation of likes from post to post over their mean (0.7 is 70 %).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likes_spread: Option<f64>,
}

/// What an engagement rate is divided by. Rates on different bases are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Followers at the time.
    Followers,
    /// Views of the posts.
    Views,
    /// People reached.
    Reach,
}

impl Basis {
    /// Every basis, in display order.
    pub const ALL: [Self; 3] = [Self::Followers, Self::Views, Self::Reach];

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Views => "views",
            Self::Reach => "reach",
        }
    }
}

/// One past month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// Followers at the end of the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
    /// Engagement rate of the month, a fraction, on the basis of [`Engagement::basis`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<f64>,
}

/// Who follows an account. Sensitive attributes are never read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Audience {
    /// Share of followers held to be real people, 0–1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<f64>,
    /// Whether the share is "at least" or an estimate; unsaid is read as an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility_kind: Option<CredibilityKind>,
    /// Shares by type: `real`, `suspicious`, `mass`, `influencers`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub types: Shares,
    /// Share of followers that follow fewer than 1,500 accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reachable: Option<f64>,
    /// Shares by gender: `female`, `male`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub genders: Shares,
    /// Shares by age band: `13-17`, `18-24`, `25-34`, `35-44`, `45-64`, `65+`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ages: Shares,
    /// Shares by country code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub countries: Shares,
    /// Shares by city.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cities: Shares,
    /// Shares by language code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: Shares,
    /// Shares by interest; interests overlap, so they may add up to more than 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub interests: Shares,
}

/// What a credibility number promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum CredibilityKind {
    /// "At least": the true share lies between the number and 1.
    Floor,
    /// The vendor's best guess.
    Estimate,
}

/// A price for one format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Price {
    /// Lower end, or the price itself.
    pub low: f64,
    /// Upper end; at least `low`.
    pub high: f64,
    /// Currency of both.
    pub currency: Currency,
    /// Where the price comes from.
    pub kind: PriceKind,
}

/// Where a price comes from; a quote beats a vendor's range beats a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PriceKind {
    /// The creator's own price.
    Quote,
    /// A vendor's range.
    Vendor,
    /// A model's guess; feeds the estimate only.
    Model,
}

impl PriceKind {
    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Vendor => "vendor",
            Self::Model => "model",
        }
    }
}

/// A way of paying for a collaboration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Deal {
    /// Money.
    Paid,
    /// A product.
    Gift,
    /// An invitation.
    Event,
    /// A share of sales.
    Affiliate,
}

impl Deal {
    /// Every deal, in display order.
    pub const ALL: [Self; 4] = [Self::Paid, Self::Gift, Self::Event, Self::Affiliate];

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Gift => "gift",
            Self::Event => "event",
            Self::Affiliate => "affiliate",
        }
    }

    /// The word for what a brief offers: `money`, `product`, `event`, `affiliation`.
    pub const fn offer_word(self) -> &'static str {
        match self {
            Self::Paid => "money",
            Self::Gift => "product",
            Self::Event => "event",
            Self::Affiliate => "affiliation",
        }
    }

    /// The deal that a brief's word offers; the contract's own words are read too.
    pub fn offered(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deal| deal.offer_word() == word || deal.as_str() == word)
    }
}

/// How a creator answers messages of brands or readers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// Share of messages answered, 0–1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// Usual delay in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
}

/// Where a value comes from and when it was true.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Name of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Day or month of the value (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// The name to show of an account.
pub(crate) fn display_name<'a>(name: Option<&'a str>, handle: Option<&'a str>, id: &'a str) -> &'a str {
    name.or(handle).unwrap_or(id)
}

impl Profile {
    /// A profile of which nothing but its place is known.
    pub fn new(id: impl Into<String>, network: Network) -> Self {
        Self {
            id: id.into(),
            creator: None,
            network,
            handle: None,
            name: None,
            url: None,
            avatar: None,
            bio: None,
            country: None,
            city: None,
            language: None,
            verified: None,
            account_type: None,
            topics: Vec::new(),
            followers: None,
            following: None,
            posts: None,
            posts_per_month: None,
            last_post: None,
            engagement: None,
            history: Vec::new(),
            audience: None,
            price: BTreeMap::new(),
            accepts: None,
            sponsored_share: None,
            paid_performance: None,
            response: None,
            labels: None,
            brand_mentions: None,
            has_contact: None,
            sources: BTreeMap::new(),
        }
    }

    /// The name to show: the display name, else the handle, else the id.
    pub fn display_name(&self) -> &str {
        display_name(self.name.as_deref(), self.handle.as_deref(), &self.id)
    }

    /// The price of a format; where none is asked, the firmest and then cheapest of all, with its format.
    pub fn price_of<'a>(&'a self, format: Option<&'a str>) -> Option<(&'a str, &'a Price)> {
        match format {
            Some(format) => self.price.get(format).map(|price| (format, price)),
            None => {
                let prices = self.price.iter().map(|(format, price)| (format.as_str(), price));
                prices.min_by(|(_, a), (_, b)| a.kind.cmp(&b.kind).then(a.high.total_cmp(&b.high)))
            }
        }
    }

    /// The source of a field, or the one that stands for all fields.
    pub fn source_of(&self, field: &str) -> Option<&Source> {
        self.sources.get(field).or_else(|| self.sources.get("*"))
    }

    /// The first date of the profile that lies after `today` (ISO 8601), of its newest post, its months or its
    /// sources. A month is after today only if it has not begun.
    pub fn date_after(&self, today: &str) -> Option<&str> {
        let months = self.history.iter().map(|month| month.month.as_str());
        let sources = self.sources.values().filter_map(|source| source.date.as_deref());
        let is_later = |date: &&str| {
            let shared = date.len().min(today.len());
            date.get(..shared) > today.get(..shared)
        };
        self.last_post.as_deref().into_iter().chain(months).chain(sources).find(is_later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_to_come_is_found_whatever_it_dates() {
        let mut profile = Profile::new("instagram:a", Network::Instagram);
        let month = |month: &str| Month { month: month.to_owned(), followers: Some(1), engagement: None };
        profile.last_post = Some("2026-11-25".to_owned());
        profile.history = vec![month("2026-10"), month("2026-11")];
        assert_eq!(profile.date_after("2026-11-25"), None);
        assert_eq!(profile.date_after("2026-11-24"), Some("2026-11-25"));
        profile.history.push(month("2026-12"));
        assert_eq!(profile.date_after("2026-11-25"), Some("2026-12"));
    }
}
