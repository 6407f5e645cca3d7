//! The columns of one catalogue.

mod archived;
mod builder;
mod kinds;

use std::cell::OnceCell;

use crate::{
    domain::{
        criteria::{audience::TopicNorm, demand::Lexicon},
        fold::{fold, fold_onto},
        network::Network,
        profile::display_name,
        signals::{PriceSignal, RateSignal, Signals},
        topic,
    },
    store::{
        Account, Profiles,
        dictionary::{ABSENT, Dictionary},
    },
};
pub(super) use builder::Builder;
use kinds::Kinds;

use super::{
    bitmap::Bitmap,
    coded::CodedLists,
    column::Numbers,
    holders::Holders,
    measured::Measured,
    places::Places,
    search::{Found, TextIndex},
    shares::{ShareList, ShareLists},
    signals,
    texts::places_of,
};

/// Typed columns, one entry a row each, with the dictionaries of their words.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) network: Vec<Network>,
    pub(super) followers: Measured,
    pub(super) credibility: Measured,
    /// The country of each row.
    pub(super) country: Places,
    /// The language of each row.
    pub(super) language: Places,
    /// Place of each row when ids are sorted; breaks every tie.
    pub(super) id_order: Vec<u32>,
    /// The rows in that order, once one is looked for.
    by_id: OnceCell<Vec<u32>>,
    /// Place of each row when folded names are sorted; empty until [`Self::order_names`].
    pub(super) name_order: Vec<u32>,
    pub(super) text: TextIndex,
    pub(super) words: Words,
    /// Topics with their shares, or those that the bio points to; empty where unknown.
    pub(super) topics: ShareLists,
    /// Audience by country, language, age and gender; empty where unknown.
    pub(super) audience: [ShareLists; 4],
    pub(super) prices: CodedLists<PriceSignal>,
    /// What decides about an offer: the deals accepted, one bit each, and whether there is a firm price.
    pub(super) offers: CodedLists<u32>,
    pub(super) labels: CodedLists<u32>,
    /// The rows that state a topic; the last value is of those that state none.
    pub(super) topic_holders: Holders,
    /// The rows that have a label; the last value is of those whose labels are unknown.
    pub(super) label_holders: Holders,
    /// Brands cited.
    pub(super) mentions: CodedLists<u32>,
    kinds: Kinds,
    numbers: [Numbers; Number::COUNT],
}

/// The lists of shares of one row.
#[derive(Debug, Default)]
pub(super) struct RowShares {
    topics: ShareList,
    /// In the order of the table's.
    audience: [ShareList; 4],
}

/// A number that formulas read a row at a time.
#[derive(Debug, Clone, Copy)]
enum Number {
    /// Least and greatest share of doubtful followers.
    LeastDoubtful,
    MostDoubtful,
    /// An engagement rate and the posts behind it.
    Rate,
    Posts,
    Following,
    Likes,
    Comments,
    Views,
    SponsoredShare,
    PaidPerformance,
    ResponseRate,
}

impl Number {
    const COUNT: usize = Self::ResponseRate as usize + 1;
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

    /// Bytes held, but for the text search's.
    pub(super) fn memory(&self) -> usize {
        let lists = [&self.offers, &self.labels, &self.mentions].map(CodedLists::memory);
        let shares = self.audience.each_ref().map(ShareLists::memory);
        let numbers = self.numbers.each_ref().map(Numbers::memory);
        let orders = [&self.id_order, &self.name_order];
        let by_id = self.by_id.get().map_or(0, |rows| size_of_val(&rows[..]));
        let places = [&self.country, &self.language].map(Places::memory);
        lists.into_iter().chain(shares).chain(numbers).chain(places).sum::<usize>()
            + orders.map(|order| size_of_val(&order[..])).iter().sum::<usize>()
            + by_id
            + self.topics.memory()
            + self.prices.memory()
            + self.topic_holders.memory()
            + self.label_holders.memory()
            + self.followers.memory()
            + self.credibility.memory()
            + size_of_val(&self.network[..])
            + self.kinds.memory()
    }

    /// The rows that a text finds; `None` where it has no word, so that everything passes. `last` is what the text
    /// before found.
    pub(super) fn find_text(&self, text: &str, last: &mut Found) -> Option<Bitmap> {
        self.text.find(text, last, &|beginning, rows| {
            let topics = topic::called(beginning).map(|slug| self.words.topics.code(slug));
            let known: Vec<usize> = topics.filter(|code| *code != ABSENT).map(|code| code as usize).collect();
            if !known.is_empty() {
                rows.unite(&self.topic_holders.any(&known));
            }
        })
    }

    /// The row of an id, the first of several.
    pub(super) fn row_of(&self, profiles: &Profiles, id: &str) -> Option<usize> {
        let mut account = Account::blank();
        let mut compare = |row: u32| {
            profiles.read_account(row as usize, &mut account);
            account.id.as_str().cmp(id)
        };
        let by_id = self.by_id.get_or_init(|| {
            let mut rows = vec![0; self.id_order.len()];
            for (row, place) in (0u32..).zip(&self.id_order) {
                rows[*place as usize] = row;
            }
            rows
        });
        let row = *by_id.get(by_id.partition_point(|row| compare(*row).is_lt()))?;
        compare(row).is_eq().then_some(row as usize)
    }

    /// Orders the rows by name, unless they are: only who asks for that order waits for it.
    pub(super) fn order_names(&mut self, profiles: &Profiles) {
        if self.name_order.is_empty() {
            let (mut account, mut name, mut folded) = (Account::blank(), None, String::new());
            let mut read = |row, text: &mut Vec<u8>| {
                profiles.read_named(row, &mut account, &mut name);
                let Account { id, handle, .. } = &account;
                folded.clear();
                fold_onto(&mut folded, display_name(name.as_deref(), handle.as_deref(), id));
                text.extend_from_slice(folded.as_bytes());
            };
            let tie = |row: u32| self.id_order[row as usize];
            self.name_order = places_of(profiles.len(), &mut read, &tie);
        }
    }

    /// What is usual for topics in this catalogue.
    pub(super) fn topic_norm(&self) -> TopicNorm {
        let words = self.words.topics.words();
        let lists = self.topics.lists().zip(self.topics.owners());
        let lists = lists.map(|(list, (_, n_rows))| (list.collect::<ShareList>(), n_rows));
        TopicNorm::fit(lists, |code| words.get(code as usize).map(|word| &**word))
    }

    /// What the cost of a result is worked out from, and nothing else.
    pub(super) fn cost_signals(&self, row: usize) -> Signals<'_> {
        Signals {
            followers: self.followers.get(row),
            credibility: self.credibility.get(row),
            credibility_is_floor: self.kinds.is_floor(row),
            views: self.number(Number::Views, row),
            prices: self.prices.get(row).unwrap_or_default(),
            ..Signals::unknown(self.network[row])
        }
    }

    /// What peers are fitted to and compared with, and nothing else.
    pub(super) fn peer_signals(&self, row: usize) -> Signals<'_> {
        let number = |number: Number| self.number(number, row);
        let rate =
            |basis| Some(RateSignal { rate: number(Number::Rate)?, basis, posts: number(Number::Posts) });
        Signals {
            followers: self.followers.get(row),
            credibility: self.credibility.get(row),
            engagement: self.kinds.basis(row).and_then(rate),
            comment_ratio: signals::comment_ratio(number(Number::Likes), number(Number::Comments)),
            ..Signals::unknown(self.network[row])
        }
    }

    /// What places a row between micro and macro under any policy, and nothing else.
    pub(super) fn place_signals<'a>(&'a self, row: usize, topics: &'a mut ShareList) -> Signals<'a> {
        self.topics.read(row, topics);
        Signals {
            topics,
            credibility: self.credibility.get(row),
            credibility_is_floor: self.kinds.is_floor(row),
            prices: self.prices.get(row).unwrap_or_default(),
            accepts: self.accepts(row),
            response_rate: self.number(Number::ResponseRate, row),
            ..Signals::unknown(self.network[row])
        }
    }

    /// What the formulas read of a row. Its lists of shares are read into `shares`.
    pub(super) fn signals<'a>(&'a self, row: usize, shares: &'a mut RowShares) -> Signals<'a> {
        self.topics.read(row, &mut shares.topics);
        for (lists, list) in self.audience.iter().zip(&mut shares.audience) {
            lists.read(row, list);
        }
        let [countries, languages, ages, genders] = &shares.audience;
        let topics = &shares.topics;
        Signals { topics, countries, languages, ages, genders, ..self.plain_signals(row) }
    }

    /// The same without the audience.
    pub(super) fn own_signals<'a>(&'a self, row: usize, topics: &'a mut ShareList) -> Signals<'a> {
        self.topics.read(row, topics);
        Signals { topics, ..self.plain_signals(row) }
    }

    /// The same without any list of shares.
    pub(super) fn plain_signals(&self, row: usize) -> Signals<'_> {
        Signals {
            prices: self.prices.get(row).unwrap_or_default(),
            accepts: self.accepts(row),
            labels: self.labels.get(row),
            mentions: self.mentions.get(row),
            ..self.figures(row)
        }
    }

    /// The same without lists, which are far apart in memory: whatever is not compared with a brief.
    pub(super) fn figures(&self, row: usize) -> Signals<'_> {
        let number = |number: Number| self.number(number, row);
        Signals {
            following: number(Number::Following),
            credibility_is_floor: self.kinds.is_floor(row),
            doubtful: number(Number::LeastDoubtful).zip(number(Number::MostDoubtful)),
            growth: self.kinds.growth(row),
            posts: number(Number::Posts),
            views: number(Number::Views),
            sponsored_share: number(Number::SponsoredShare),
            paid_performance: number(Number::PaidPerformance),
            response_rate: number(Number::ResponseRate),
            ..self.peer_signals(row)
        }
    }

    /// Deals accepted, one bit each.
    fn accepts(&self, row: usize) -> Option<u8> {
        let accepts = self.offers.get(row)?.first().copied()?;
        (accepts != ABSENT).then_some(accepts as u8)
    }

    fn number(&self, number: Number, row: usize) -> Option<f64> {
        self.numbers[number as usize].get(row)
    }
}
