//! The columns of one catalogue.

mod builder;

use crate::{
    domain::{
        criteria::{audience::TopicNorm, demand::Lexicon},
        fold::fold,
        network::Network,
        signals::{CodedShare, Growth, PriceSignal, RateSignal, Signals},
    },
    store::{
        Profiles,
        dictionary::{ABSENT, Dictionary},
    },
};
pub(super) use builder::Builder;

use super::{
    coded::CodedLists, column::Numbers, measured::Measured, order::Texts, search::TextIndex, signals,
};

/// Typed columns, one entry a row each, with the dictionaries of their words.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) network: Vec<Network>,
    pub(super) followers: Measured,
    pub(super) credibility: Measured,
    /// Code of the country; as many as there are words where it is unknown.
    pub(super) country: Vec<u32>,
    /// Code of the language, in the same way.
    pub(super) language: Vec<u32>,
    /// Place of each row when ids are sorted; breaks every tie.
    pub(super) id_order: Vec<u32>,
    /// Place of each row when folded names are sorted; empty until [`Self::order_names`].
    pub(super) name_order: Vec<u32>,
    pub(super) text: TextIndex,
    pub(super) words: Words,
    /// Topics with their shares; empty where unknown.
    pub(super) topics: CodedLists<CodedShare>,
    /// Audience by country, language, age and gender; empty where unknown.
    pub(super) audience: [CodedLists<CodedShare>; 4],
    pub(super) prices: CodedLists<PriceSignal>,
    /// What decides about an offer: the deals accepted, one bit each, and whether there is a firm price.
    pub(super) offers: CodedLists<u32>,
    pub(super) labels: CodedLists<u32>,
    /// Brands cited.
    pub(super) mentions: CodedLists<u32>,
    credibility_is_floor: Vec<bool>,
    doubtful: Vec<Option<(f64, f64)>>,
    growth: Vec<Growth>,
    engagement: Vec<Option<RateSignal>>,
    following: Numbers,
    comment_ratio: Numbers,
    views: Numbers,
    sponsored_share: Numbers,
    paid_performance: Numbers,
    response_rate: Numbers,
}

/// The dictionaries.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) topics: Dictionary,
    pub(super) countries: Dictionary,
    pub(super) languages: Dictionary,
    pub(super) labels: Dictionary,
    ages: Dictionary,
    genders: Dictionary,
    brands: Dictionary,
}

impl Lexicon for Words {
    fn topic(&self, slug: &str) -> u32 {
        self.topics.code(slug)
    }

    fn country(&self, code: &str) -> u32 {
        self.countries.code(code)
    }

    fn language(&self, tag: &str) -> u32 {
        self.languages.code(&signals::primary_tag(tag))
    }

    fn age(&self, band: &str) -> u32 {
        self.ages.code(band)
    }

    fn gender(&self, gender: &str) -> u32 {
        self.genders.code(gender)
    }

    fn label(&self, slug: &str) -> u32 {
        self.labels.code(slug)
    }

    fn brand(&self, brand: &str) -> u32 {
        self.brands.code(&fold(brand))
    }
}

impl Table {
    /// Rows.
    pub(super) fn len(&self) -> usize {
        self.network.len()
    }

    /// Orders the rows by name, unless they are: only who asks for that order waits for it.
    pub(super) fn order_names(&mut self, profiles: &Profiles) {
        if self.name_order.is_empty() {
            let mut names = Texts::default();
            for profile in profiles {
                names.push(&fold(profile.display_name()));
            }
            self.name_order = names.places(|row| self.id_order[row as usize]);
        }
    }

    /// What is usual for topics in this catalogue.
    pub(super) fn topic_norm(&self) -> TopicNorm {
        let words = self.words.topics.words();
        let lists = (0..self.len()).map(|row| self.topics.get(row).unwrap_or_default());
        TopicNorm::fit(lists, |code| words.get(code as usize).map(|word| &**word))
    }

    /// What the formulas read of a row.
    pub(super) fn signals(&self, row: usize) -> Signals<'_> {
        let [countries, languages, ages, genders] =
            self.audience.each_ref().map(|lists| lists.get(row).unwrap_or_default());
        let accepts = self.offers.get(row).and_then(|offer| offer.first().copied()).unwrap_or(ABSENT);
        Signals {
            network: self.network[row],
            followers: self.followers.get(row),
            following: self.following.get(row),
            topics: self.topics.get(row).unwrap_or_default(),
            countries,
            languages,
            ages,
            genders,
            credibility: self.credibility.get(row),
            credibility_is_floor: self.credibility_is_floor[row],
            doubtful: self.doubtful[row],
            growth: self.growth[row],
            engagement: self.engagement[row],
            comment_ratio: self.comment_ratio.get(row),
            views: self.views.get(row),
            prices: self.prices.get(row).unwrap_or_default(),
            accepts: (accepts != ABSENT).then_some(accepts as u8),
            sponsored_share: self.sponsored_share.get(row),
            paid_performance: self.paid_performance.get(row),
            response_rate: self.response_rate.get(row),
            labels: self.labels.get(row),
            mentions: self.mentions.get(row),
        }
    }
}
