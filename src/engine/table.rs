//! The columns of one catalogue.

use std::collections::HashMap;

use smallvec::SmallVec;

use crate::domain::{
    criteria::{audience::TopicNorm, cost, demand::Lexicon, growth},
    fold::fold,
    money::Rates,
    network::Network,
    profile::{Audience, Profile, Shares},
    query::Measure,
    signals::{CodedShare, Growth, PriceSignal, RateSignal, Signals},
};

use super::{
    coded::{CodedLists, ListCoder},
    column::Numbers,
    dictionary::{ABSENT, Dictionary},
    measured::Measured,
    search::TextIndex,
    signals,
};

/// Typed columns, one entry a row each, with the dictionaries of their words.
#[derive(Debug)]
pub(super) struct Table {
    rows: HashMap<Box<str>, u32>,
    pub(super) network: Vec<Network>,
    pub(super) followers: Measured,
    pub(super) credibility: Measured,
    /// Code of the country; as many as there are words where it is unknown.
    pub(super) country: Vec<u32>,
    /// Code of the language, in the same way.
    pub(super) language: Vec<u32>,
    /// Place of each row when ids are sorted; breaks every tie.
    pub(super) id_order: Vec<u32>,
    /// Place of each row when folded names are sorted.
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

/// The lists while they are built.
#[derive(Debug, Default)]
struct Coders {
    topics: ListCoder<CodedShare>,
    audience: [ListCoder<CodedShare>; 4],
    prices: ListCoder<PriceSignal>,
    offers: ListCoder<u32>,
    labels: ListCoder<u32>,
    mentions: ListCoder<u32>,
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
        let mut words = Words::default();
        let mut coders = Coders::default();
        let network: Vec<Network> = profiles.iter().map(|profile| profile.network).collect();
        let audiences = || profiles.iter().map(|profile| profile.audience.as_ref());
        let engagements = || profiles.iter().map(|profile| profile.engagement.as_ref());
        let followers = profiles.iter().map(|profile| profile.followers.map(|count| count as f64));
        let credibility = audiences().map(|audience| signals::credibility(audience).0);
        let mut country: Vec<u32> = profiles
            .iter()
            .map(|profile| profile.country.map_or(ABSENT, |code| words.countries.intern(code.as_str())))
            .collect();
        let mut language: Vec<u32> = profiles
            .iter()
            .map(|profile| profile.language.as_deref().map(signals::primary_tag))
            .map(|tag| tag.map_or(ABSENT, |tag| words.languages.intern(&tag)))
            .collect();
        for profile in profiles {
            coders.push(profile, &mut words, rates);
        }
        for (codes, words) in [(&mut country, &words.countries), (&mut language, &words.languages)] {
            let n_words = words.words().len() as u32;
            for code in codes.iter_mut() {
                *code = (*code).min(n_words);
            }
        }
        let mut rows = HashMap::with_capacity(profiles.len());
        for (row, profile) in (0u32..).zip(profiles) {
            // The first of equal ids keeps its place; the intake does not let equal ids through.
            rows.entry(profile.id.as_str().into()).or_insert(row);
        }
        Self {
            rows,
            followers: Measured::new(Measure::Followers, followers, &network),
            credibility: Measured::new(Measure::Credibility, credibility, &network),
            network,
            country,
            language,
            id_order: order_of(profiles, |profile| profile.id.clone()),
            name_order: order_of(profiles, |profile| fold(profile.display_name())),
            text: TextIndex::new(profiles),
            words,
            topics: coders.topics.finish(),
            audience: coders.audience.map(ListCoder::finish),
            prices: coders.prices.finish(),
            offers: coders.offers.finish(),
            labels: coders.labels.finish(),
            mentions: coders.mentions.finish(),
            credibility_is_floor: audiences().map(|audience| signals::credibility(audience).1).collect(),
            doubtful: audiences().map(signals::doubtful).collect(),
            growth: profiles
                .iter()
                .map(|profile| growth::examine(profile.network, profile.followers, &profile.history).growth)
                .collect(),
            engagement: engagements().map(signals::rate).collect(),
            following: profiles.iter().map(|profile| profile.following.map(|count| count as f64)).collect(),
            comment_ratio: engagements().map(signals::comment_ratio).collect(),
            views: engagements()
                .map(|engagement| engagement.and_then(|engagement| engagement.views))
                .collect(),
            sponsored_share: profiles.iter().map(|profile| profile.sponsored_share).collect(),
            paid_performance: profiles.iter().map(|profile| profile.paid_performance).collect(),
            response_rate: profiles
                .iter()
                .map(|profile| profile.response.as_ref().and_then(|response| response.rate))
                .collect(),
        }
    }

    /// Rows.
    pub(super) fn len(&self) -> usize {
        self.network.len()
    }

    /// The row of a profile id.
    pub(super) fn row_of(&self, id: &str) -> Option<usize> {
        self.rows.get(id).map(|row| *row as usize)
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

impl Coders {
    fn push(&mut self, profile: &Profile, words: &mut Words, rates: &Rates) {
        let network = profile.network;
        let topics: SmallVec<[CodedShare; 8]> = profile
            .topics
            .iter()
            .map(|topic| (words.topics.intern(&topic.topic), signals::topic_share(topic)))
            .collect();
        self.topics.push(network, Some(&topics));
        let audience = profile.audience.as_ref();
        let shares = |pick: fn(&Audience) -> &Shares| audience.map(pick).into_iter().flatten();
        let coded: [SmallVec<[CodedShare; 8]>; 4] = [
            coded(shares(|audience| &audience.countries), |key| words.countries.intern(key)),
            coded(shares(|audience| &audience.languages), |key| {
                words.languages.intern(&signals::primary_tag(key))
            }),
            coded(shares(|audience| &audience.ages), |key| words.ages.intern(key)),
            coded(shares(|audience| &audience.genders), |key| words.genders.intern(key)),
        ];
        for (coder, list) in self.audience.iter_mut().zip(&coded) {
            coder.push(network, Some(list));
        }
        let prices = profile.price.iter().filter_map(|(format, price)| signals::price(format, price, rates));
        let prices: SmallVec<[PriceSignal; 4]> = prices.collect();
        self.prices.push(network, Some(&prices));
        let accepts = signals::accepts(profile).map_or(ABSENT, u32::from);
        let has_firm_price = prices.iter().any(|price| cost::firm(Some(price)).is_some());
        self.offers.push(network, Some(&[accepts, u32::from(has_firm_price)]));
        let mut interned = |list: &Option<Vec<String>>, intern: fn(&mut Words, &str) -> u32| {
            let list = list.as_ref();
            list.map(|list| list.iter().map(|word| intern(words, word)).collect::<SmallVec<[u32; 8]>>())
        };
        let labels = interned(&profile.labels, |words, label| words.labels.intern(label));
        self.labels.push(network, labels.as_deref());
        let brands = interned(&profile.brand_mentions, |words, brand| words.brands.intern(&fold(brand)));
        self.mentions.push(network, brands.as_deref());
    }
}

/// Smallest shares first: lists that say the same are the same, and are summed in the same order.
fn coded<'a>(
    shares: impl Iterator<Item = (&'a String, &'a f64)>,
    mut code: impl FnMut(&str) -> u32,
) -> SmallVec<[CodedShare; 8]> {
    let mut list: SmallVec<[CodedShare; 8]> = shares.map(|(key, share)| (code(key), *share)).collect();
    list.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    list
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
