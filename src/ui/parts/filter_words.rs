//! Filters in words: names of values and measures, and the sentence of each filter in force.

use crate::{
    domain::{
        money::Currency,
        network::Network,
        query::{Edit, Facet, Filters, ListFilter, Measure, RangeFilter, UNKNOWN},
    },
    i18n::Text,
};

/// The name of a facet.
pub fn facet_name(t: Text, facet: Facet) -> &'static str {
    t.names.facets(facet.as_str()).unwrap_or(facet.as_str())
}

/// The name of a measure.
pub fn measure_name(t: Text, measure: Measure) -> &'static str {
    t.names.measures(measure.as_str()).unwrap_or(measure.as_str())
}

/// The name of a topic; one outside the vocabulary keeps its own words.
pub fn topic_name(t: Text, slug: &str) -> String {
    t.names.topics(slug).map_or_else(|| slug.replace('-', " "), str::to_owned)
}

/// The name of a label.
pub fn label_name(t: Text, slug: &str) -> String {
    t.names.labels(slug).map_or_else(|| slug.replace('-', " "), str::to_owned)
}

/// The name of a value of a facet.
pub fn value_name(t: Text, facet: Facet, value: &str) -> String {
    if value == UNKNOWN {
        return t.common.unknown().to_owned();
    }
    let named = |name: Option<&'static str>| name.unwrap_or(value).to_owned();
    match facet {
        Facet::Network => value.parse::<Network>().map_or(value, |network| network.label()).to_owned(),
        Facet::Tier => named(t.names.tiers(value)),
        Facet::Character => named(t.names.characters(value)),
        Facet::Country => t.country(value),
        Facet::Language => t.language(value),
        Facet::Topic => topic_name(t, value),
        Facet::Label => label_name(t, value),
    }
}

/// A number of a measure, with its unit.
pub fn measure_value(t: Text, measure: Measure, value: f64, currency: Currency) -> String {
    match measure {
        Measure::Followers => t.integer(value as u64),
        Measure::Er => t.explore.percentile(&t.ordinal(value.round() as u64)),
        Measure::Credibility => t.percent(value / 100.0, 0),
        Measure::Price => t.money(value, currency.as_str()),
    }
}

/// A filter in force: what it says, and the edit that lifts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Active {
    /// Its key in addresses.
    pub key: &'static str,
    /// What it says.
    pub says: String,
    /// Lifts it.
    pub lift: Edit,
}

/// The filters in force, in the order of the panel.
pub fn active(t: Text, filters: &Filters, currency: Currency) -> Vec<Active> {
    let mut all = Vec::new();
    let text = filters.text.trim();
    if !text.is_empty() {
        all.push(Active { key: "q", says: t.explore.filter_text(text), lift: Edit::Text(String::new()) });
    }
    for measure in Measure::ALL {
        let range = filters.range(measure);
        if !range.is_empty() {
            all.push(Active {
                key: measure.as_str(),
                says: range_words(t, measure, *range, currency),
                lift: Edit::Range(measure, RangeFilter::default()),
            });
        }
    }
    for facet in Facet::ALL {
        let list = filters.list(facet);
        if !list.is_empty() {
            all.push(Active {
                key: facet.as_str(),
                says: list_words(t, facet, list),
                lift: Edit::List(facet, ListFilter::default()),
            });
        }
    }
    all
}

fn list_words(t: Text, facet: Facet, list: &ListFilter) -> String {
    let names = |values: &[String]| {
        values.iter().map(|value| value_name(t, facet, value)).collect::<Vec<_>>().join(", ")
    };
    let name = facet_name(t, facet);
    let (include, exclude) = (names(&list.include), names(&list.exclude));
    match (list.include.is_empty(), list.exclude.is_empty()) {
        (_, true) => t.explore.filter_list(name, &include),
        (true, false) => t.explore.filter_list_without(name, &exclude),
        (false, false) => t.explore.filter_list_both(name, &include, &exclude),
    }
}

fn range_words(t: Text, measure: Measure, range: RangeFilter, currency: Currency) -> String {
    let name = measure_name(t, measure);
    let value = |value| measure_value(t, measure, value, currency);
    let words = match (range.min, range.max) {
        (Some(min), Some(max)) => t.explore.filter_between(&value(max), &value(min), name),
        (Some(min), None) => t.explore.filter_from(&value(min), name),
        (None, Some(max)) => t.explore.filter_to(&value(max), name),
        (None, None) => name.to_owned(),
    };
    if range.keep_unknown { t.explore.or_unknown(&words) } else { words }
}
