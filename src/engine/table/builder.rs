//! Fills the columns profile by profile.

use std::cell::OnceCell;

use smallvec::SmallVec;

use crate::{
    domain::{
        criteria::{cost, growth},
        fold::fold,
        money::Rates,
        network::Network,
        order::{ordered, sort_keys, unordered},
        profile::{Audience, Engagement, Profile, Shares},
        query::Measure,
        signals::PriceSignal,
    },
    store::{Account, Profiles, dictionary::ABSENT},
};

use super::{Number, Table, Words, kinds::Kinds};
use crate::engine::{
    coded::{CodedLists, ListCoder},
    codes::RowCodes,
    column::Numberer,
    holders::Holders,
    measured::Measured,
    places::Places,
    ranked::Ranker,
    search::Indexer,
    shares::{ShareCoder, ShareList, ShareLists},
    signals,
    texts::Parts,
};

/// A table in the making.
#[derive(Debug)]
pub(in crate::engine) struct Builder {
    words: Words,
    ids: Parts,
    text: Indexer,
    lists: Coders,
    network: Vec<Network>,
    followers: Ranker,
    credibility: Ranker,
    /// One more than the code of each row's country and language; 0 is unknown.
    country: RowCodes,
    language: RowCodes,
    kinds: Kinds,
    numbers: [Numberer; Number::COUNT],
}

/// The lists while they are built.
#[derive(Debug)]
struct Coders {
    topics: ShareCoder,
    audience: [ShareCoder; 4],
    prices: ListCoder<PriceSignal>,
    offers: ListCoder<u32>,
    labels: ListCoder<u32>,
    mentions: ListCoder<u32>,
}

impl Builder {
    /// A table for so many rows, of which those of `profiles` are here. What the rows need is asked for once: a column
    /// that doubles would leave holes in a memory that never shrinks.
    pub(in crate::engine) fn new(n_rows: usize, profiles: &Profiles) -> Self {
        Self {
            words: Words::default(),
            ids: Parts::new(profiles.len(), n_rows, &mut id_reader(profiles)),
            text: Indexer::default(),
            lists: Coders::new(n_rows),
            network: Vec::with_capacity(n_rows),
            followers: Ranker::new(n_rows),
            credibility: Ranker::new(n_rows),
            country: RowCodes::new(n_rows),
            language: RowCodes::new(n_rows),
            kinds: Kinds::with_capacity(n_rows),
            numbers: std::array::from_fn(|_| Numberer::new(n_rows)),
        }
    }

    /// Rows so far.
    pub(in crate::engine) fn len(&self) -> usize {
        self.network.len()
    }

    /// Appends a row.
    pub(in crate::engine) fn push(&mut self, profile: &Profile, rates: &Rates) {
        let audience = profile.audience.as_ref();
        let engagement = profile.engagement.as_ref();
        let (credibility, is_floor) = signals::credibility(audience);
        let countries = &mut self.words.countries;
        let country = profile.country.map_or(0, |code| countries.intern(code.as_str()) + 1);
        let language = profile.language.as_deref().map(signals::primary_tag);
        let language = language.map_or(0, |tag| self.words.languages.intern(&tag) + 1);
        let rate = signals::rate(engagement);
        let doubtful = signals::doubtful(audience);
        let measured = |number: fn(&Engagement) -> Option<f64>| engagement.and_then(number);
        self.ids.push(profile.id.as_bytes());
        self.text.push(profile);
        self.lists.push(profile, &mut self.words, rates);
        self.network.push(profile.network);
        self.followers.push(profile.followers.map(|count| count as f64));
        self.credibility.push(credibility);
        self.country.push(country);
        self.language.push(language);
        let growth = growth::examine(profile.network, profile.followers, &profile.history).growth;
        self.kinds.push(growth, rate.map(|rate| rate.basis), is_floor);
        for (number, value) in [
            (Number::LeastDoubtful, doubtful.map(|(least, _)| least)),
            (Number::MostDoubtful, doubtful.map(|(_, most)| most)),
            (Number::Rate, rate.map(|rate| rate.rate)),
            (Number::Posts, signals::posts(engagement)),
            (Number::Following, profile.following.map(|count| count as f64)),
            (Number::Likes, measured(|engagement| engagement.likes)),
            (Number::Comments, measured(|engagement| engagement.comments)),
            (Number::Views, measured(|engagement| engagement.views)),
            (Number::SponsoredShare, profile.sponsored_share),
            (Number::PaidPerformance, profile.paid_performance),
            (Number::ResponseRate, profile.response.as_ref().and_then(|response| response.rate)),
        ] {
            self.numbers[number as usize].push(value);
        }
    }

    /// The finished table; the rows were those of `profiles`.
    pub(in crate::engine) fn finish(mut self, profiles: &Profiles) -> Table {
        self.network.shrink_to_fit();
        self.kinds.shrink();
        let lists = self.lists;
        let (topics, labels) = (lists.topics.finish(), lists.labels.finish());
        let (n_topics, n_labels) = (self.words.topics.words().len(), self.words.labels.words().len());
        // In this order: what lets go of memory first, what asks for more of it last.
        Table {
            audience: lists.audience.map(ShareCoder::finish),
            prices: lists.prices.finish(),
            offers: lists.offers.finish(),
            mentions: lists.mentions.finish(),
            topic_holders: topic_holders(&topics, n_topics),
            label_holders: label_holders(&labels, n_labels),
            topics,
            labels,
            numbers: self.numbers.map(Numberer::finish),
            followers: Measured::of(Measure::Followers, self.followers.finish(&self.network)),
            credibility: Measured::of(Measure::Credibility, self.credibility.finish(&self.network)),
            text: self.text.finish(),
            id_order: self.ids.places(&mut id_reader(profiles)),
            by_id: OnceCell::new(),
            name_order: Vec::new(),
            network: self.network,
            country: Places::new(&self.country, self.words.countries.words().len()),
            language: Places::new(&self.language, self.words.languages.words().len()),
            words: self.words,
            kinds: self.kinds,
        }
    }
}

impl Coders {
    fn new(n_rows: usize) -> Self {
        Self {
            topics: ShareCoder::new(n_rows),
            audience: std::array::from_fn(|_| ShareCoder::new(n_rows)),
            prices: ListCoder::new(n_rows),
            offers: ListCoder::new(n_rows),
            labels: ListCoder::new(n_rows),
            mentions: ListCoder::new(n_rows),
        }
    }

    fn push(&mut self, profile: &Profile, words: &mut Words, rates: &Rates) {
        let network = profile.network;
        let topics = signals::topics(profile, |topic| words.topics.intern(topic));
        self.topics.push(network, &topics);
        let audience = profile.audience.as_ref();
        let shares = |pick: fn(&Audience) -> &Shares| audience.map(pick).into_iter().flatten();
        let coded: [ShareList; 4] = [
            coded(shares(|audience| &audience.countries), |key| words.countries.intern(key)),
            coded(shares(|audience| &audience.languages), |key| {
                words.languages.intern(&signals::primary_tag(key))
            }),
            coded(shares(|audience| &audience.ages), |key| words.ages.intern(key)),
            coded(shares(|audience| &audience.genders), |key| words.genders.intern(key)),
        ];
        for (coder, list) in self.audience.iter_mut().zip(&coded) {
            coder.push(network, list);
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

/// The rows that state a topic.
fn topic_holders(topics: &ShareLists, n_topics: usize) -> Holders {
    Holders::of(topics.codes(), topics.owners(), n_topics + 1, |code, see| {
        let topics = topics.list(code);
        // A guess is no fact to filter by.
        if topics.is_empty() || topics.is_inferred() {
            see(n_topics);
        } else {
            topics.read_keys(|topic| see(topic as usize));
        }
    })
}

/// The rows that have a label.
fn label_holders(labels: &CodedLists<u32>, n_labels: usize) -> Holders {
    Holders::of(labels.codes(), labels.owners(), n_labels + 1, |code, see| match labels.list(code) {
        Some(labels) => labels.iter().for_each(|label| see(*label as usize)),
        None => see(n_labels),
    })
}

/// Reads ids.
fn id_reader(profiles: &Profiles) -> impl FnMut(usize, &mut Vec<u8>) {
    let mut account = Account::blank();
    move |row, id| {
        profiles.read_account(row, &mut account);
        id.extend_from_slice(account.id.as_bytes());
    }
}

/// Smallest shares first: lists that say the same are the same, and are summed in the same order.
fn coded<'a>(
    shares: impl Iterator<Item = (&'a String, &'a f64)>,
    mut code: impl FnMut(&str) -> u32,
) -> ShareList {
    let mut keys: SmallVec<[u128; 8]> =
        shares.map(|(key, share)| u128::from(ordered(*share)) << 32 | u128::from(code(key))).collect();
    sort_keys(&mut keys);
    keys.iter().map(|key| (*key as u32, unordered((key >> 32) as u64))).collect()
}
