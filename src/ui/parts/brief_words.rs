//! A brief in words, for where its form is not: on paper, and beside the name that it is kept under.

use super::filter_words::value_name;
use crate::{
    domain::{brief::Brief, query::Facet},
    i18n::Text,
};

/// What a brief asks, in the order of its form: nothing of a brief that asks nothing.
pub fn asked(t: Text, brief: &Brief) -> Vec<String> {
    let e = t.explore;
    let named = |name: Option<&'static str>, key: &str| name.unwrap_or(key).to_owned();
    let topics = brief.topics.iter().map(|wanted| {
        let name = value_name(t, Facet::Topic, &wanted.topic);
        if wanted.weight == 1 { name } else { e.topic_times(&name, &t.integer(wanted.weight.into())) }
    });
    let countries = brief.countries.iter().map(|it| value_name(t, Facet::Country, it.as_str()));
    let format = brief.format.map(|format| named(t.names.formats(format), format));
    let budget = brief.budget.map(|budget| t.money(budget.amount, budget.currency.as_str()));
    let languages = brief.languages.iter().map(|tag| value_name(t, Facet::Language, tag));
    let ages = brief.ages.iter().map(|band| band.replace('-', "–"));
    let genders = brief.genders.iter().map(|gender| named(t.names.genders(gender), gender));
    let deals = brief.offer.iter().map(|deal| named(t.names.deals(deal.as_str()), deal.as_str()));
    let networks = brief.networks.iter().map(|it| value_name(t, Facet::Network, it.as_str()));
    let tiers = brief.tiers.iter().map(|it| value_name(t, Facet::Tier, it.as_str()));
    let labels = brief.labels.iter().map(|label| value_name(t, Facet::Label, label));
    let lists: [(&str, Vec<String>); 12] = [
        (e.topics(), topics.collect()),
        (e.target_countries(), countries.collect()),
        (e.format(), format.into_iter().collect()),
        (e.budget(), budget.into_iter().collect()),
        (e.target_languages(), languages.collect()),
        (e.target_ages(), ages.collect()),
        (e.target_genders(), genders.collect()),
        (e.offer(), deals.collect()),
        (e.wanted_networks(), networks.collect()),
        (e.wanted_tiers(), tiers.collect()),
        (e.wanted_labels(), labels.collect()),
        (e.exclusions(), brief.exclude.clone()),
    ];
    let asked = lists.into_iter().filter(|(_, values)| !values.is_empty());
    let mut lines: Vec<String> =
        asked.map(|(name, values)| e.filter_list(name, &values.join(", "))).collect();
    if brief.specialist {
        // Behind the topics.
        lines.insert(brief.topics.len().min(1), e.specialist().to_owned());
    }
    lines
}
