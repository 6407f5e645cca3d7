//! The columns of one catalogue.

use std::collections::HashMap;

use crate::domain::{
    criteria::{audience::TopicNorm, demand::Lexicon, growth},
    fold::fold,
    money::Rates,
    network::Network,
    profile::{Profile, Shares},
    signals::{CodedShare, Growth, PriceSignal, RateSignal, Signals},
};

use super::{
    column::{Codes, KnownLists, Lists, Numbers},
    dictionary::Dictionary,
    search::TextIndex,
    signals,
};

/// Typed columns, one entry a row each, with the dictionaries of their words.
#[derive(Debug)]
pub(super) struct Table {
    rows: HashMap<Box<str>, u32>,
    pub(super) network: Vec<Network>,
    pub(super) followers: Numbers,
    pub(super) credibility: Numbers,
    pub(super) country: Codes,
    pub(super) language: Codes,
    /// Place of each row when ids are sorted; breaks every tie.
    pub(super) id_order: Vec<u32>,
    /// Place of each row when folded names are sorted.
    pub(super) name_order: Vec<u32>,
    pub(super) text: TextIndex,
    pub(super) words: Words,
    topics: Lists<CodedShare>,
    audience: [Lists<CodedShare>; 4],
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
    prices: Lists<PriceSignal>,
    accepts: Vec<Option<u8>>,
    labels: KnownLists,
    mentions: KnownLists,
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
    /// Builds the columns.
    pub(super) fn new(profiles: &[Profile], rates: &Rates) -> Self {
        let mut table = Self {
            rows: HashMap::with_capacity(profiles.len()),
            network: Vec::with_capacity(profiles.len()),
            followers: Numbers::default(),
            credibility: Numbers::default(),
            country: Codes::default(),
            language: Codes::default(),
            id_order: order_of(profiles, |profile| profile.id.clone()),
            name_order: order_of(profiles, |profile| fold(profile.display_name())),
            text: TextIndex::new(profiles),
            words: Words::default(),
            topics: Lists::default(),
            audience: Default::default(),
            credibility_is_floor: Vec::new(),
            doubtful: Vec::new(),
            growth: Vec::new(),
            engagement: Vec::new(),
            following: Numbers::default(),
            comment_ratio: Numbers::default(),
            views: Numbers::default(),
            sponsored_share: Numbers::default(),
            paid_performance: Numbers::default(),
            response_rate: Numbers::default(),
            prices: Lists::default(),
            accepts: Vec::new(),
            labels: KnownLists::default(),
            mentions: KnownLists::default(),
        };
        for (row, profile) in profiles.iter().enumerate() {
            // The first of equal ids keeps its place; the intake does not let equal ids through.
            table.rows.entry(profile.id.as_str().into()).or_insert(row as u32);
            table.push(profile, rates);
        }
        table
    }

    fn push(&mut self, profile: &Profile, rates: &Rates) {
        let words = &mut self.words;
        let engagement = profile.engagement.as_ref();
        let audience = profile.audience.as_ref();
        self.network.push(profile.network);
        self.followers.push(profile.followers.map(|count| count as f64));
        self.following.push(profile.following.map(|count| count as f64));
        self.country.push(profile.country.map(|country| words.countries.intern(country.as_str())));
        let language = profile.language.as_deref().map(signals::primary_tag);
        self.language.push(language.map(|tag| words.languages.intern(&tag)));
        self.topics.push(
            profile
                .topics
                .iter()
                .map(|topic| (words.topics.intern(&topic.topic), signals::topic_share(topic)))
                .collect::<Vec<_>>(),
        );
        let none = Shares::new();
        let shares =
            |pick: fn(&crate::domain::profile::Audience) -> &Shares| audience.map_or(&none, pick).clone();
        let coded = [
            coded(&shares(|audience| &audience.countries), |key| words.countries.intern(key)),
            coded(&shares(|audience| &audience.languages), |key| {
                words.languages.intern(&signals::primary_tag(key))
            }),
            coded(&shares(|audience| &audience.ages), |key| words.ages.intern(key)),
            coded(&shares(|audience| &audience.genders), |key| words.genders.intern(key)),
        ];
        for (column, list) in self.audience.iter_mut().zip(coded) {
            column.push(list);
        }
        let (credibility, is_floor) = signals::credibility(audience);
        self.credibility.push(credibility);
        self.credibility_is_floor.push(is_floor);
        self.doubtful.push(signals::doubtful(audience));
        self.growth.push(growth::examine(profile.network, profile.followers, &profile.history).growth);
        self.engagement.push(signals::rate(engagement));
        self.comment_ratio.push(signals::comment_ratio(engagement));
        self.views.push(engagement.and_then(|engagement| engagement.views));
        self.sponsored_share.push(profile.sponsored_share);
        self.paid_performance.push(profile.paid_performance);
        self.response_rate.push(profile.response.as_ref().and_then(|response| response.rate));
        self.prices
            .push(profile.price.iter().filter_map(|(format, price)| signals::price(format, price, rates)));
        self.accepts.push(signals::accepts(profile));
        let labels = profile.labels.as_ref();
        self.labels.push(
            labels.map(|labels| labels.iter().map(|label| words.labels.intern(label)).collect::<Vec<_>>()),
        );
        let mentions = profile.brand_mentions.as_ref();
        self.mentions.push(
            mentions.map(|brands| {
                brands.iter().map(|brand| words.brands.intern(&fold(brand))).collect::<Vec<_>>()
            }),
        );
    }

    /// Rows.
    pub(super) fn len(&self) -> usize {
        self.network.len()
    }

    /// The row of a profile id.
    pub(super) fn row_of(&self, id: &str) -> Option<usize> {
        self.rows.get(id).map(|row| *row as usize)
    }

    /// The topics of a row; empty where unknown.
    pub(super) fn topics(&self, row: usize) -> &[CodedShare] {
        self.topics.get(row)
    }

    /// What is usual for topics in this catalogue.
    pub(super) fn topic_norm(&self) -> TopicNorm {
        let words = self.words.topics.words();
        let lists = (0..self.len()).map(|row| self.topics.get(row));
        TopicNorm::fit(lists, |code| words.get(code as usize).map(|word| &**word))
    }

    /// The labels of a row, where they are known.
    pub(super) fn labels(&self, row: usize) -> Option<&[u32]> {
        self.labels.get(row)
    }

    /// What the formulas read of a row.
    pub(super) fn signals(&self, row: usize) -> Signals<'_> {
        let [countries, languages, ages, genders] = &self.audience;
        Signals {
            network: self.network[row],
            followers: self.followers.get(row),
            following: self.following.get(row),
            topics: self.topics.get(row),
            countries: countries.get(row),
            languages: languages.get(row),
            ages: ages.get(row),
            genders: genders.get(row),
            credibility: self.credibility.get(row),
            credibility_is_floor: self.credibility_is_floor[row],
            doubtful: self.doubtful[row],
            growth: self.growth[row],
            engagement: self.engagement[row],
            comment_ratio: self.comment_ratio.get(row),
            views: self.views.get(row),
            prices: self.prices.get(row),
            accepts: self.accepts[row],
            sponsored_share: self.sponsored_share.get(row),
            paid_performance: self.paid_performance.get(row),
            response_rate: self.response_rate.get(row),
            labels: self.labels.get(row),
            mentions: self.mentions.get(row),
        }
    }
}

fn coded(shares: &Shares, mut code: impl FnMut(&str) -> u32) -> Vec<CodedShare> {
    shares.iter().map(|(key, share)| (code(key), *share)).collect()
}

/// The place of each row when the rows are sorted by a text; equal texts in the order of their ids.
fn order_of(profiles: &[Profile], text: impl Fn(&Profile) -> String) -> Vec<u32> {
    let mut keys: Vec<(String, &str, u32)> =
        profiles.iter().zip(0u32..).map(|(profile, row)| (text(profile), profile.id.as_str(), row)).collect();
    keys.sort_unstable();
    let mut order = vec![0; profiles.len()];
    for (place, (_, _, row)) in keys.into_iter().enumerate() {
        order[row as usize] = place as u32;
    }
    order
}
