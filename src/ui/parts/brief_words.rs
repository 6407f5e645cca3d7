//! A brief in words, for where its form is not: on paper, and beside the name that it is kept under.

use super::filter_words::{label_name, topic_name};
use crate::{domain::brief::Brief, i18n::Text};

/// What a brief asks, in the order of its form: nothing of a brief that asks nothing.
pub fn asked(t: Text, brief: &Brief) -> Vec<String> {
    let e = t.explore;
    let named = |name: Option<&'static str>, key: &str| name.unwrap_or(key).to_owned();
    let topics = brief.topics.iter().map(|wanted| {
        let name = topic_name(t, &wanted.topic);
        if wanted.weight == 1 { name } else { e.topic_times(&name, &t.integer(wanted.weight.into())) }
    });
    let lists: [(&str, Vec<String>); 6] = [
        (e.target_languages(), brief.languages.iter().map(|tag| t.language(tag)).collect()),
        (e.target_ages(), brief.ages.iter().map(|band| band.replace('-', "–")).collect()),
        (
            e.target_genders(),
            brief.genders.iter().map(|gender| named(t.names.genders(gender), gender)).collect(),
        ),
        (
            e.offer(),
            brief.offer.iter().map(|deal| named(t.names.deals(deal.as_str()), deal.as_str())).collect(),
        ),
        (e.wanted_networks(), brief.networks.iter().map(|network| network.label().to_owned()).collect()),
        (
            e.wanted_tiers(),
            brief.tiers.iter().map(|tier| named(t.names.tiers(tier.as_str()), tier.as_str())).collect(),
        ),
    ];
    let line = |(name, values): (&str, Vec<String>)| {
        (!values.is_empty()).then(|| e.filter_list(name, &values.join(", ")))
    };
    let countries = brief.countries.iter().map(|country| t.country(country.as_str())).collect();
    let format = brief.format.map(|format| named(t.names.formats(format), format));
    let budget = brief.budget.map(|budget| t.money(budget.amount, budget.currency.as_str()));
    let labels = brief.labels.iter().map(|label| label_name(t, label)).collect();
    let first = [
        line((e.topics(), topics.collect())),
        brief.specialist.then(|| e.specialist().to_owned()),
        line((e.target_countries(), countries)),
        line((e.format(), format.into_iter().collect())),
        line((e.budget(), budget.into_iter().collect())),
    ];
    let last = [line((e.wanted_labels(), labels)), line((e.exclusions(), brief.exclude.clone()))];
    first.into_iter().chain(lists.into_iter().map(line)).chain(last).flatten().collect()
}
