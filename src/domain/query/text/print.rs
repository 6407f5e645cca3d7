//! Query → text. Defaults are left out, so that an untouched query is the empty text.

use std::fmt::{self, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::{
    brief::{Brief, Budget},
    criterion::Weights,
    query::{Facet, Filters, ListFilter, Measure, Query, RangeFilter, Sort},
    tier::Policy,
};

/// What stays readable in a value. Separators of the grammar are always encoded inside one.
const VALUE: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'-').remove(b'@').remove(b'+').remove(b'/');

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Destructured, so that a new field cannot be forgotten here.
        let Self { filters, brief, weights, policy, sort, from, n, id, ids } = self;
        let mut pairs = Pairs { out: f, first: true };
        print_filters(&mut pairs, filters)?;
        print_brief(&mut pairs, brief)?;
        if *weights != Weights::default() {
            let text: Vec<String> = weights.0.iter().map(u8::to_string).collect();
            pairs.put("w", &text.join(","))?;
        }
        if *policy != Policy::standard() {
            pairs.put("policy", &policy.to_string())?;
        }
        if *sort != Sort::default() {
            let direction = if sort.descending { "-" } else { "" };
            pairs.put("sort", &format!("{direction}{}", sort.key.as_str()))?;
        }
        if *from != 0 {
            pairs.put("from", &from.to_string())?;
        }
        if *n != Self::DEFAULT_ROWS {
            pairs.put("n", &n.to_string())?;
        }
        if let Some(id) = id {
            pairs.put("id", &item(id))?;
        }
        pairs.put_list("ids", ids)
    }
}

fn print_filters(pairs: &mut Pairs<'_, '_>, filters: &Filters) -> fmt::Result {
    let Filters { text, lists, ranges } = filters;
    if !text.is_empty() {
        pairs.put("q", &item(text))?;
    }
    for facet in Facet::ALL {
        let ListFilter { include, exclude } = &lists[facet.index()];
        let excluded = exclude.iter().map(|value| format!("-{}", item(value)));
        let items: Vec<String> = include.iter().map(|value| item(value)).chain(excluded).collect();
        if !items.is_empty() {
            pairs.put(facet.as_str(), &items.join(","))?;
        }
    }
    for measure in Measure::ALL {
        let RangeFilter { min, max, keep_unknown } = ranges[measure.index()];
        if min.is_some() || max.is_some() {
            let bound = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            let tail = if keep_unknown { "~" } else { "" };
            pairs.put(measure.as_str(), &format!("{}..{}{tail}", bound(min), bound(max)))?;
        }
    }
    Ok(())
}

fn print_brief(pairs: &mut Pairs<'_, '_>, brief: &Brief) -> fmt::Result {
    let Brief {
        topics,
        specialist,
        countries,
        languages,
        ages,
        genders,
        networks,
        tiers,
        format,
        budget,
        offer,
        labels,
        exclude,
    } = brief;
    let topics: Vec<String> = topics
        .iter()
        .map(|wanted| match wanted.weight {
            1 => item(&wanted.topic),
            weight => format!("{}:{weight}", item(&wanted.topic)),
        })
        .collect();
    if !topics.is_empty() {
        pairs.put("b.topics", &topics.join(","))?;
    }
    if *specialist {
        pairs.put("b.specialist", "yes")?;
    }
    pairs.put_list("b.country", countries.iter().map(crate::domain::country::Country::as_str))?;
    pairs.put_list("b.language", languages)?;
    pairs.put_list("b.age", ages)?;
    pairs.put_list("b.gender", genders)?;
    pairs.put_list("b.networks", networks.iter().map(|network| network.as_str()))?;
    pairs.put_list("b.tiers", tiers.iter().map(|tier| tier.as_str()))?;
    pairs.put_list("b.format", format)?;
    if let Some(Budget { amount, currency }) = budget {
        pairs.put("b.budget", &format!("{amount}{currency}"))?;
    }
    pairs.put_list("b.offer", offer.iter().map(|deal| deal.offer_word()))?;
    pairs.put_list("b.labels", labels)?;
    pairs.put_list("b.exclude", exclude)
}

/// One value of a list, encoded; a leading "-" too, because it would rule the value out.
fn item(text: &str) -> String {
    let encoded = utf8_percent_encode(text, VALUE).to_string();
    match encoded.strip_prefix('-') {
        Some(rest) => format!("%2D{rest}"),
        None => encoded,
    }
}

/// Writes `key=value` joined by `&`.
struct Pairs<'a, 'b> {
    out: &'a mut fmt::Formatter<'b>,
    first: bool,
}

impl Pairs<'_, '_> {
    fn put(&mut self, key: &str, value: &str) -> fmt::Result {
        if !self.first {
            self.out.write_char('&')?;
        }
        self.first = false;
        write!(self.out, "{key}={value}")
    }

    fn put_list<T: AsRef<str>>(&mut self, key: &str, values: impl IntoIterator<Item = T>) -> fmt::Result {
        let items: Vec<String> = values.into_iter().map(|value| item(value.as_ref())).collect();
        if items.is_empty() { Ok(()) } else { self.put(key, &items.join(",")) }
    }
}
