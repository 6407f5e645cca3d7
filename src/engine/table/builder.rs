//! Fills the columns profile by profile.

use smallvec::SmallVec;

use crate::{
    domain::{
        criteria::{cost, growth},
        fold::fold,
        money::Rates,
        network::Network,
        profile::{Audience, Profile, Shares},
        query::Measure,
        signals::{CodedShare, Growth, PriceSignal, RateSignal},
    },
    store::dictionary::ABSENT,
};

use super::{Table, Words};
use crate::engine::{
    coded::ListCoder, column::Numbers, measured::Measured, order::Texts, ranked::Ranker, search::Indexer,
    signals,
};

/// A table in the making.
#[derive(Debug)]
pub(in crate::engine) struct Builder<'a> {
    rates: &'a Rates,
    words: Words,
    ids: Texts,
    text: Indexer,
    lists: Coders,
    network: Vec<Network>,
    followers: Ranker,
    credibility: Ranker,
    country: Vec<u32>,
    language: Vec<u32>,
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

impl<'a> Builder<'a> {
    /// A table without rows.
    pub(in crate::engine) fn new(rates: &'a Rates) -> Self {
        Self {
            rates,
            words: Words::default(),
            ids: Texts::default(),
            text: Indexer::default(),
            lists: Coders::default(),
            network: Vec::new(),
            followers: Ranker::default(),
            credibility: Ranker::default(),
            country: Vec::new(),
            language: Vec::new(),
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
        }
    }

    /// Appends a row.
    pub(in crate::engine) fn push(&mut self, profile: &Profile) {
        let audience = profile.audience.as_ref();
        let engagement = profile.engagement.as_ref();
        let (credibility, is_floor) = signals::credibility(audience);
        let countries = &mut self.words.countries;
        let country = profile.country.map_or(ABSENT, |code| countries.intern(code.as_str()));
        let language = profile.language.as_deref().map(signals::primary_tag);
        let language = language.map_or(ABSENT, |tag| self.words.languages.intern(&tag));
        let response_rate = profile.response.as_ref().and_then(|response| response.rate);
        self.ids.push(&profile.id);
        self.text.push(profile);
        self.lists.push(profile, &mut self.words, self.rates);
        self.network.push(profile.network);
        self.followers.push(profile.followers.map(|count| count as f64));
        self.credibility.push(credibility);
        self.country.push(country);
        self.language.push(language);
        self.credibility_is_floor.push(is_floor);
        self.doubtful.push(signals::doubtful(audience));
        self.growth.push(growth::examine(profile.network, profile.followers, &profile.history).growth);
        self.engagement.push(signals::rate(engagement));
        self.following.push(profile.following.map(|count| count as f64));
        self.comment_ratio.push(signals::comment_ratio(engagement));
        self.views.push(engagement.and_then(|engagement| engagement.views));
        self.sponsored_share.push(profile.sponsored_share);
        self.paid_performance.push(profile.paid_performance);
        self.response_rate.push(response_rate);
    }

    /// The finished table.
    pub(in crate::engine) fn finish(mut self) -> Table {
        for (codes, words) in
            [(&mut self.country, &self.words.countries), (&mut self.language, &self.words.languages)]
        {
            let n_words = words.words().len() as u32;
            for code in codes.iter_mut() {
                *code = (*code).min(n_words);
            }
        }
        let lists = self.lists;
        Table {
            id_order: self.ids.places(|row| row),
            name_order: Vec::new(),
            followers: Measured::of(Measure::Followers, self.followers.finish(&self.network)),
            credibility: Measured::of(Measure::Credibility, self.credibility.finish(&self.network)),
            network: self.network,
            country: self.country,
            language: self.language,
            text: self.text.finish(),
            words: self.words,
            topics: lists.topics.finish(),
            audience: lists.audience.map(ListCoder::finish),
            prices: lists.prices.finish(),
            offers: lists.offers.finish(),
            labels: lists.labels.finish(),
            mentions: lists.mentions.finish(),
            credibility_is_floor: self.credibility_is_floor,
            doubtful: self.doubtful,
            growth: self.growth,
            engagement: self.engagement,
            following: self.following,
            comment_ratio: self.comment_ratio,
            views: self.views,
            sponsored_share: self.sponsored_share,
            paid_performance: self.paid_performance,
            response_rate: self.response_rate,
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
