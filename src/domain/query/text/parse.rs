//! Text → query. Reading never fails; what cannot be read is dropped and named.

use percent_encoding::percent_decode_str;

use crate::domain::{
    brief::{AGE_BANDS, Budget, FORMATS, GENDERS, WantedTopic},
    country::Country,
    criterion::Weights,
    decimal,
    network::Network,
    profile::Deal,
    query::{
        Facet, Issue, IssueReason, ListFilter, Measure, Query, RangeFilter, Sort, SortKey, UNKNOWN,
        text::LIST_LIMIT,
    },
    tier::{Policy, Tier},
};

impl Query {
    /// Reads the text form, with or without a leading `#`, and names every part that was dropped.
    pub fn parse(text: &str) -> (Self, Vec<Issue>) {
        let mut reader = Reader { query: Self::default(), issues: Vec::new() };
        let text = text.strip_prefix('#').unwrap_or(text);
        let mut seen: Vec<&str> = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if seen.contains(&key) {
                reader.drop_part(key, value, IssueReason::Repeated);
                continue;
            }
            seen.push(key);
            reader.read(key, value);
        }
        (reader.query, reader.issues)
    }
}

struct Reader {
    query: Query,
    issues: Vec<Issue>,
}

impl Reader {
    fn read(&mut self, key: &str, value: &str) {
        if let Some(facet) = Facet::named(key) {
            self.query.filters.lists[facet.index()] = self.list_filter(facet, value);
        } else if let Some(measure) = Measure::named(key) {
            if let Some(range) = self.range(measure, key, value) {
                self.query.filters.ranges[measure.index()] = range;
            }
        } else if let Some(part) = key.strip_prefix("b.") {
            self.read_brief(key, part, value);
        } else {
            self.read_rest(key, value);
        }
    }

    fn read_rest(&mut self, key: &str, value: &str) {
        match key {
            "q" => self.query.filters.text = decode(value),
            "w" => {
                if let Some(weights) = self.weights(key, value) {
                    self.query.weights = weights;
                }
            }
            "policy" => match Policy::named(&decode(value)) {
                Some(policy) => self.query.policy = policy,
                None => self.drop_part(key, value, IssueReason::UnknownValue),
            },
            "sort" => {
                let text = decode(value);
                let (descending, word) = match text.strip_prefix('-') {
                    Some(word) => (true, word),
                    None => (false, &*text),
                };
                match SortKey::ALL.into_iter().find(|sort| sort.as_str() == word) {
                    Some(sort_key) => self.query.sort = Sort { key: sort_key, descending },
                    None => self.drop_part(key, value, IssueReason::UnknownValue),
                }
            }
            "from" => {
                if let Some(from) = self.count(key, value) {
                    self.query.from = from;
                }
            }
            "n" => match self.count(key, value) {
                Some(n) if n <= Query::MAX_ROWS => self.query.n = n,
                Some(_) => self.drop_part(key, value, IssueReason::OutOfRange),
                None => {}
            },
            "id" if !value.is_empty() => self.query.id = Some(decode(value)),
            "id" => self.drop_part(key, value, IssueReason::BadForm),
            "ids" => self.query.ids = self.items(key, value, Query::MAX_COMPARED, |item| Ok(decode(item))),
            _ => self.drop_part(key, value, IssueReason::UnknownKey),
        }
    }

    fn read_brief(&mut self, key: &str, part: &str, value: &str) {
        let unknown = IssueReason::UnknownValue;
        match part {
            "topics" => self.query.brief.topics = self.items(key, value, LIST_LIMIT, wanted_topic),
            "specialist" => match value {
                "yes" => self.query.brief.specialist = true,
                _ => self.drop_part(key, value, unknown),
            },
            "country" => {
                let read = |item: &str| decode(item).parse::<Country>().map_err(|_| unknown);
                self.query.brief.countries = self.items(key, value, LIST_LIMIT, read);
            }
            "language" => {
                let read = |item: &str| Ok(decode(item).to_lowercase());
                self.query.brief.languages = self.items(key, value, LIST_LIMIT, read);
            }
            "age" => self.query.brief.ages = self.items(key, value, LIST_LIMIT, one_of(&AGE_BANDS)),
            "gender" => self.query.brief.genders = self.items(key, value, LIST_LIMIT, one_of(&GENDERS)),
            "networks" => {
                let read = |item: &str| decode(item).parse::<Network>().map_err(|_| unknown);
                self.query.brief.networks = self.items(key, value, LIST_LIMIT, read);
            }
            "tiers" => {
                let read = |item: &str| decode(item).parse::<Tier>().map_err(|_| unknown);
                self.query.brief.tiers = self.items(key, value, LIST_LIMIT, read);
            }
            "format" => self.query.brief.format = self.items(key, value, 1, one_of(&FORMATS)).pop(),
            "budget" => match budget(value) {
                Ok(budget) => self.query.brief.budget = Some(budget),
                Err(reason) => self.drop_part(key, value, reason),
            },
            "offer" => {
                let read = |item: &str| Deal::offered(&decode(item)).ok_or(unknown);
                self.query.brief.offer = self.items(key, value, LIST_LIMIT, read);
            }
            "labels" => self.query.brief.labels = self.items(key, value, LIST_LIMIT, |item| Ok(decode(item))),
            "exclude" => {
                self.query.brief.exclude = self.items(key, value, LIST_LIMIT, |item| Ok(decode(item)));
            }
            _ => self.drop_part(key, value, IssueReason::UnknownKey),
        }
    }

    fn list_filter(&mut self, facet: Facet, value: &str) -> ListFilter {
        let mut list = ListFilter::default();
        let items = self.items(facet.as_str(), value, LIST_LIMIT, |item| {
            let (excluded, item) = match item.strip_prefix('-') {
                Some(rest) => (true, rest),
                None => (false, item),
            };
            facet_value(facet, decode(item)).map(|value| (excluded, value))
        });
        for (excluded, value) in items {
            let target = if excluded { &mut list.exclude } else { &mut list.include };
            target.push(value);
        }
        list.include.retain(|value| !list.exclude.contains(value));
        list
    }

    fn range(&mut self, measure: Measure, key: &str, value: &str) -> Option<RangeFilter> {
        let (range, keep_unknown) = match value.strip_suffix('~').or_else(|| value.strip_suffix("%7E")) {
            Some(range) => (range, true),
            None => (value, false),
        };
        let Some((min, max)) = range.split_once("..") else {
            self.drop_part(key, value, IssueReason::BadForm);
            return None;
        };
        let bound = |text: &str| if text.is_empty() { Ok(None) } else { number(text).map(Some) };
        let is_possible = |min: Option<f64>, max: Option<f64>| {
            // No percentile and no share in percent is beyond this.
            let greatest = match measure {
                Measure::Er | Measure::Credibility => 100.0,
                Measure::Followers | Measure::Price => f64::INFINITY,
            };
            min.unwrap_or(0.0) <= max.unwrap_or(greatest).min(greatest)
        };
        match (bound(min), bound(max)) {
            (Ok(min), Ok(max)) if is_possible(min, max) => Some(RangeFilter { min, max, keep_unknown }),
            (Ok(_), Ok(_)) => {
                self.drop_part(key, value, IssueReason::OutOfRange);
                None
            }
            _ => {
                self.drop_part(key, value, IssueReason::NotANumber);
                None
            }
        }
    }

    fn weights(&mut self, key: &str, value: &str) -> Option<Weights> {
        let parts: Vec<Option<u8>> =
            value.split(',').map(|part| part.parse().ok().filter(|weight| *weight <= Weights::MAX)).collect();
        let reason = match <[Option<u8>; 6]>::try_from(parts) {
            Ok([Some(size), Some(audience), Some(risk), Some(engagement), Some(cost), Some(values)]) => {
                return Some(Weights([size, audience, risk, engagement, cost, values]));
            }
            Ok(_) => IssueReason::OutOfRange,
            Err(_) => IssueReason::BadForm,
        };
        self.drop_part(key, value, reason);
        None
    }

    fn count(&mut self, key: &str, value: &str) -> Option<usize> {
        let count = value.parse::<u32>().ok().map(|count| count as usize);
        if count.is_none() {
            self.drop_part(key, value, IssueReason::NotANumber);
        }
        count
    }

    /// The items of a list that can be read; the others are named. Repeats are folded.
    fn items<T: PartialEq>(
        &mut self,
        key: &str,
        value: &str,
        limit: usize,
        read: impl Fn(&str) -> Result<T, IssueReason>,
    ) -> Vec<T> {
        let mut items = Vec::new();
        self.each_item(key, value, &mut |item| {
            let read = read(item)?;
            if !items.contains(&read) {
                if items.len() == limit {
                    return Err(IssueReason::TooMany);
                }
                items.push(read);
            }
            Ok(())
        });
        items
    }

    /// Hands over the items of a list; those that are not taken are named, and nothing comes after one too many.
    fn each_item(&mut self, key: &str, value: &str, take: &mut dyn FnMut(&str) -> Result<(), IssueReason>) {
        for item in value.split(',').filter(|item| !item.is_empty()) {
            if let Err(reason) = take(item) {
                self.drop_part(key, item, reason);
                if reason == IssueReason::TooMany {
                    break;
                }
            }
        }
    }

    fn drop_part(&mut self, key: &str, value: &str, reason: IssueReason) {
        self.issues.push(Issue { key: decode(key), value: decode(value), reason });
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn number(text: &str) -> Result<f64, IssueReason> {
    decimal::parse(&decode(text)).ok_or(IssueReason::NotANumber)
}

/// A facet's value in the spelling that columns use; closed sets accept nothing else.
fn facet_value(facet: Facet, value: String) -> Result<String, IssueReason> {
    if value == UNKNOWN {
        return Ok(value);
    }
    let known = match facet {
        Facet::Network => value.parse::<Network>().is_ok(),
        Facet::Tier => value.parse::<Tier>().is_ok(),
        Facet::Character => matches!(&*value, "micro" | "between" | "macro"),
        Facet::Country => {
            return value.parse::<Country>().map(String::from).map_err(|_| IssueReason::UnknownValue);
        }
        Facet::Language => return Ok(value.to_lowercase()),
        Facet::Topic | Facet::Label => !value.is_empty(),
    };
    if known { Ok(value) } else { Err(IssueReason::UnknownValue) }
}

fn wanted_topic(item: &str) -> Result<WantedTopic, IssueReason> {
    let (topic, weight) = match item.rsplit_once(':') {
        Some((topic, weight)) => (topic, weight.parse::<u8>().map_err(|_| IssueReason::NotANumber)?),
        None => (item, 1),
    };
    if !(1..=WantedTopic::MAX_WEIGHT).contains(&weight) {
        return Err(IssueReason::OutOfRange);
    }
    Ok(WantedTopic { topic: decode(topic), weight })
}

fn one_of(values: &'static [&'static str]) -> impl Fn(&str) -> Result<&'static str, IssueReason> {
    move |item| {
        let item = decode(item);
        values.iter().copied().find(|value| *value == item).ok_or(IssueReason::UnknownValue)
    }
}

/// `1500EUR`; the euro where no currency is named.
fn budget(value: &str) -> Result<Budget, IssueReason> {
    let value = decode(value);
    let digits = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let currency = &value[digits.len()..];
    let amount = number(digits)?;
    if amount <= 0.0 {
        return Err(IssueReason::OutOfRange);
    }
    let currency = if currency.is_empty() { "EUR" } else { currency };
    Ok(Budget { amount, currency: currency.parse().map_err(|_| IssueReason::UnknownValue)? })
}
