//! The promise of the lower bound: with policy, brief, weights and fitted peers held fixed, taking an input away
//! never raises it. Hiding a number never helps a profile.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
mod random;

use accord::{
    domain::{
        brief::Budget,
        money::{Currency, Rates},
        profile::{Basis, Month, Profile},
        query::Query,
    },
    engine::Engine,
    intake::Catalogue,
};
use proptest::prelude::*;
use serde_json::Value;

fn rates() -> Rates {
    let mut rates = Rates::default();
    rates.rates.insert("USD".parse().unwrap(), 1.1);
    rates
}

fn catalogue(profiles: Vec<Profile>) -> Catalogue {
    Catalogue { profiles: profiles.into(), ..Catalogue::default() }
}

/// Every input that can be taken away: fields, the numbers inside them, prices of a format, topics, shares of topics,
/// labels and deals, the numbers of a month, months between others, and shares of a distribution that could be a whole.
///
/// Parts without which the rest has no meaning stay. So do the first and the last month and single brands cited: a
/// history, or a list of brands, is one input, and a shorter one is another statement, not a statement less.
fn inputs(profile: &Value) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (key, value) in profile.as_object().unwrap() {
        if key == "id" || key == "network" {
            continue;
        }
        paths.push(vec![key.clone()]);
        if let Value::Array(entries) = value {
            let last = entries.len().saturating_sub(1);
            for (at, entry) in entries.iter().enumerate() {
                let may_go = match key.as_str() {
                    "topics" | "labels" | "accepts" => true,
                    "history" => at > 0 && at < last,
                    _ => false,
                };
                if may_go {
                    paths.push(vec![key.clone(), at.to_string()]);
                }
                let inner = entry.as_object().into_iter().flat_map(serde_json::Map::keys);
                let inner = inner.filter(|name| *name != "topic" && *name != "month");
                paths.extend(inner.map(|name| vec![key.clone(), at.to_string(), name.clone()]));
            }
        }
        let Value::Object(fields) = value else { continue };
        for (inner, value) in fields {
            paths.push(vec![key.clone(), inner.clone()]);
            let shares: Option<Vec<f64>> =
                value.as_object().map(|shares| shares.values().filter_map(Value::as_f64).collect());
            if key == "audience" && shares.is_some_and(|shares| shares.iter().sum::<f64>() <= 1.0) {
                let names = value.as_object().into_iter().flat_map(serde_json::Map::keys);
                paths.extend(names.map(|name| vec![key.clone(), inner.clone(), name.clone()]));
            }
        }
    }
    paths
}

fn without(profile: &Value, path: &[String]) -> Value {
    let mut copy = profile.clone();
    let (last, parents) = path.split_last().unwrap();
    let parent = parents.iter().fold(&mut copy, |value, key| match value {
        Value::Array(list) => &mut list[key.parse::<usize>().unwrap()],
        other => other.get_mut(key).unwrap(),
    });
    match parent {
        Value::Array(list) => drop(list.remove(last.parse().unwrap())),
        other => drop(other.as_object_mut().unwrap().remove(last)),
    }
    copy
}

/// The same with what it lacks: nearly everything is known, some of it bad. Alerts hold a match down where the rest is
/// good, and what is not known must not lift it.
fn completed(mut profile: Profile) -> Profile {
    let audience = profile.audience.get_or_insert_default();
    audience.credibility.get_or_insert(0.7);
    if audience.types.is_empty() {
        audience.types =
            [("real", 0.65), ("suspicious", 0.35)].map(|(key, share)| (key.to_owned(), share)).into();
    }
    profile.followers.get_or_insert(30_000);
    profile.following.get_or_insert(20);
    let engagement = profile.engagement.get_or_insert_default();
    engagement.rate.get_or_insert(0.02);
    engagement.basis.get_or_insert(Basis::Followers);
    engagement.posts.get_or_insert(20);
    engagement.likes.get_or_insert(900.0);
    engagement.comments = Some(engagement.likes.unwrap_or_default() * 0.024);
    engagement.views.get_or_insert(9_000.0);
    if profile.history.len() < 10 {
        // A jump in the sixth month, and less engagement from then on.
        let month = |at: u64| Month {
            month: format!("2025-{:02}", at + 1),
            followers: Some(30_000 + 150 * at + if at < 5 { 0 } else { 6_000 }),
            engagement: Some(if at < 5 { 0.03 } else { 0.02 }),
        };
        profile.history = (0..12).map(month).collect();
    }
    profile
}

fn low(engine: &mut Engine, id: &str, query: &Query) -> u16 {
    engine.explain(id, query).unwrap().low
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn taking_an_input_away_never_raises_the_lower_bound(
        profiles in random::any_profiles(60), query in random::any_query(), chosen in any::<prop::sample::Index>(),
        is_complete in any::<bool>(),
    ) {
        let (mut profiles, mut query) = (profiles, query);
        let chosen = chosen.index(profiles.len());
        if is_complete {
            profiles[chosen] = completed(profiles[chosen].clone());
            // Where brands are ruled out and unknown, or nothing is paid, there is nothing to lose.
            query.brief.exclude.clear();
            query.brief.networks.clear();
            query.brief.offer.clear();
            query.brief.budget.get_or_insert(Budget { amount: 400.0, currency: Currency::EUR });
        }
        let mut whole = Engine::new(catalogue(profiles.clone()), rates());
        let profile = &profiles[chosen];
        let before = low(&mut whole, &profile.id, &query);
        let json = serde_json::to_value(profile).unwrap();
        for path in inputs(&json) {
            let fewer: Profile = serde_json::from_value(without(&json, &path)).unwrap();
            let mut alone = Engine::with_peers(catalogue(vec![fewer]), rates(), whole.peers().clone());
            let after = low(&mut alone, &profile.id, &query);
            prop_assert!(after <= before, "{path:?} raises {before} to {after}");
        }
    }
}
