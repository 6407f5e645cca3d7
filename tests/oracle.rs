//! The engine against a naive second implementation: plain loops over profiles, no columns, no bits, no caches.
//!
//! The naive twin takes only the scores of single parts from the engine's explanations (their formulas have
//! tests of their own) and redoes everything else: criteria, estimates, matches, filters, text, facets,
//! histograms, order and window.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
mod random;

use std::{cmp::Ordering, collections::BTreeMap};

use accord::{
    domain::{
        answer::{Explanation, Row, Severity},
        brief::FORMATS,
        country::Country,
        criterion::Weights,
        fold::fold,
        money::Rates,
        network::Network,
        profile::{Month, PriceKind, Profile, Topic},
        query::{Facet, Measure, Query, SortKey},
        topic,
    },
    engine::Engine,
    intake::Catalogue,
};
use proptest::prelude::*;

fn open(profiles: &[Profile]) -> Engine {
    Engine::new(Catalogue { profiles: profiles.to_vec().into(), ..Catalogue::default() }, rates())
}

fn rates() -> Rates {
    let mut rates = Rates::default();
    rates.rates.insert("USD".parse().unwrap(), 1.1);
    rates
}

fn value(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap()
}

/// One profile as the twin sees it.
struct Seen<'a> {
    profile: &'a Profile,
    explained: Explanation,
    er: Option<f64>,
    price: Option<f64>,
}

fn see<'a>(engine: &mut Engine, profiles: &'a [Profile], query: &Query) -> Vec<Seen<'a>> {
    profiles
        .iter()
        .map(|profile| {
            let explained = engine.explain(&profile.id, query).unwrap();
            let part = explained.criteria[3].parts[0].clone();
            let er = part.known.then(|| f64::from(part.estimate) / 10.0);
            Seen { profile, explained, er, price: firm_price(profile, query) }
        })
        .collect()
}

fn firm_price(profile: &Profile, query: &Query) -> Option<f64> {
    let firm = |price: &&accord::domain::profile::Price| price.kind != PriceKind::Model;
    let base = |price: &accord::domain::profile::Price, amount: f64| rates().to_base(amount, price.currency);
    match query.brief.format {
        Some(format) => profile.price.get(format).filter(firm).and_then(|price| base(price, price.low)),
        None => profile
            .price
            .iter()
            .filter(|(format, _)| FORMATS.contains(&format.as_str()))
            .map(|(_, price)| price)
            .filter(firm)
            .filter_map(|price| Some((base(price, price.high)?, base(price, price.low)?)))
            .min_by(|a, b| a.partial_cmp(b).unwrap())
            .map(|(_, low)| low),
    }
}

fn measure(seen: &Seen<'_>, measure: Measure) -> Option<f64> {
    match measure {
        Measure::Followers => seen.profile.followers.map(|count| count as f64),
        Measure::Er => seen.er,
        Measure::Credibility => seen
            .profile
            .audience
            .as_ref()
            .and_then(|audience| audience.credibility)
            .map(|share| share * 100.0),
        Measure::Price => seen.price,
    }
}

fn values(seen: &Seen<'_>, facet: Facet) -> Vec<String> {
    let profile = seen.profile;
    let or_unknown = |value: Option<String>| vec![value.unwrap_or_else(|| "unknown".to_owned())];
    match facet {
        Facet::Network => vec![profile.network.to_string()],
        Facet::Tier => or_unknown(seen.explained.tier.map(|tier| tier.to_string())),
        Facet::Character => {
            or_unknown(seen.explained.character.verdict.map(|verdict| verdict.as_str().to_owned()))
        }
        Facet::Country => or_unknown(profile.country.map(|country: Country| country.to_string())),
        Facet::Language => or_unknown(profile.language.clone()),
        Facet::Topic if profile.topics.is_empty() => or_unknown(None),
        Facet::Topic => profile.topics.iter().map(|topic| topic.topic.clone()).collect(),
        Facet::Label => profile.labels.clone().unwrap_or_else(|| or_unknown(None)),
    }
}

fn text_passes(profile: &Profile, text: &str) -> bool {
    let mut all =
        vec![profile.name.clone(), profile.handle.clone(), profile.bio.clone(), profile.city.clone()];
    all.extend(profile.topics.iter().map(|topic| Some(topic.topic.clone())));
    let split = |text: &str| -> Vec<String> {
        fold(text)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let words: Vec<String> = all.into_iter().flatten().flat_map(|text| split(&text)).collect();
    let has = |slug: &str| profile.topics.iter().any(|topic| topic.topic == slug);
    split(text).iter().all(|wanted| {
        words.iter().any(|word| word.starts_with(wanted.as_str())) || topic::called(wanted).any(has)
    })
}

/// The filters that a profile fails, by key.
fn fails(seen: &Seen<'_>, query: &Query) -> Vec<&'static str> {
    let mut fails = Vec::new();
    if !text_passes(seen.profile, &query.filters.text) {
        fails.push("q");
    }
    for facet in Facet::ALL {
        let (list, values) = (query.filters.list(facet), values(seen, facet));
        let asked = list.include.is_empty() || values.iter().any(|value| list.include.contains(value));
        let ruled_out = values.iter().any(|value| list.exclude.contains(value));
        if !asked || ruled_out {
            fails.push(facet.as_str());
        }
    }
    for key in Measure::ALL {
        let range = query.filters.range(key);
        let passes = match measure(seen, key) {
            _ if range.min.is_none() && range.max.is_none() => true,
            None => range.keep_unknown,
            Some(value) => {
                range.min.is_none_or(|min| min <= value) && range.max.is_none_or(|max| value <= max)
            }
        };
        if !passes {
            fails.push(key.as_str());
        }
    }
    fails
}

/// Low, estimate, high and coverage as exact fractions over Σ w, from the parts alone.
fn match_of(explained: &Explanation) -> [u64; 4] {
    let mut sums = [0u64; 4];
    for criterion in &explained.criteria {
        let total: u64 = criterion.parts.iter().map(|part| u64::from(part.weight)).sum();
        let mean = |pick: &dyn Fn(&accord::domain::answer::ExplainedPart) -> u64| -> u64 {
            let sum: u64 = criterion.parts.iter().map(|part| u64::from(part.weight) * pick(part)).sum();
            if total == 0 { 0 } else { (2 * sum + total) / (2 * total) }
        };
        let cap = |counts: &dyn Fn(bool) -> bool| {
            let at = criterion.caps.iter().filter(|cap| counts(cap.certain)).map(|cap| u64::from(cap.at));
            at.min().unwrap_or(1000)
        };
        let scores = [
            mean(&|part| u64::from(part.low)).min(cap(&|_| true)),
            mean(&|part| u64::from(part.estimate)).min(cap(&|certain| certain)),
            mean(&|part| u64::from(part.high)).min(cap(&|certain| certain)),
            mean(&|part| if part.known { 1000 } else { 0 }),
        ];
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum += u64::from(criterion.weight) * score;
        }
    }
    sums
}

fn gated(seen: &Seen<'_>, query: &Query) -> [u64; 4] {
    let [low, estimate, high, coverage] = match_of(&seen.explained);
    let brief = &query.brief;
    let off_network = !brief.networks.is_empty() && !brief.networks.contains(&seen.profile.network);
    let cites = |mentions: &Vec<String>| {
        mentions.iter().any(|brand| brief.exclude.iter().any(|out| fold(out) == fold(brand)))
    };
    let cited = seen.profile.brand_mentions.as_ref().map(cites);
    match cited {
        _ if off_network => [0, 0, 0, coverage],
        Some(true) => [0, 0, 0, coverage],
        None if !brief.exclude.is_empty() => [0, estimate, high, coverage],
        _ => [low, estimate, high, coverage],
    }
}

fn order(query: &Query, a: &Seen<'_>, b: &Seen<'_>) -> Ordering {
    let number = |seen: &Seen<'_>| -> Option<f64> {
        match query.sort.key {
            SortKey::Low => Some(gated(seen, query)[0] as f64),
            SortKey::Estimate => Some(gated(seen, query)[1] as f64),
            SortKey::Followers => measure(seen, Measure::Followers),
            SortKey::Er => measure(seen, Measure::Er),
            SortKey::Credibility => measure(seen, Measure::Credibility),
            SortKey::Price => measure(seen, Measure::Price),
            SortKey::Name => None,
        }
    };
    let turned = |ordering: Ordering| if query.sort.descending { ordering.reverse() } else { ordering };
    let first = match query.sort.key {
        SortKey::Name => {
            let key = |seen: &Seen<'_>| (fold(seen.profile.display_name()), seen.profile.id.clone());
            turned(key(a).cmp(&key(b)))
        }
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        },
    };
    let (ga, gb) = (gated(a, query), gated(b, query));
    first.then(gb[0].cmp(&ga[0])).then(gb[3].cmp(&ga[3])).then(a.profile.id.cmp(&b.profile.id))
}

fn weight_sum(explained: &Explanation) -> u64 {
    explained.criteria.iter().map(|criterion| u64::from(criterion.weight)).sum()
}

fn tenths(numerator: u64, total: u64) -> u64 {
    if total == 0 { 0 } else { (2 * numerator + total) / (2 * total) }
}

fn check_row(row: &Row, seen: &Seen<'_>, query: &Query) {
    let total = weight_sum(&seen.explained);
    let [low, estimate, high, coverage] = gated(seen, query).map(|numerator| tenths(numerator, total));
    assert_eq!(row.id, seen.profile.id);
    assert_eq!(
        [row.low, row.estimate, row.high, row.coverage].map(u64::from),
        [low, estimate, high, coverage],
        "{}",
        row.id
    );
    assert!(row.low <= row.estimate && row.estimate <= row.high && row.high <= 1000);
    assert_eq!(row.tier, seen.profile.followers.map(|count| query.policy.tier(seen.profile.network, count)));
    let character = &seen.explained.character;
    assert_eq!((row.character, row.character_at), (character.verdict, character.at), "{}", row.id);
    let parts = seen.explained.criteria.iter().flat_map(|criterion| &criterion.parts);
    let leading = parts.rev().max_by_key(|part| part.contribution).filter(|part| part.contribution > 0);
    assert_eq!(row.reason, leading.map(|part| part.key.clone()), "{}", row.id);
    let standing_out = seen.explained.flags.iter().filter(|flag| {
        flag.severity >= Severity::Check
            || (flag.check == "exclusion" && flag.severity == Severity::Unchecked)
    });
    assert!(row.flags.iter().eq(standing_out), "{}", row.id);
    let cells = row.criteria.iter().map(|cell| (cell.weight, [cell.low, cell.estimate, cell.high]));
    let criteria = seen.explained.criteria.iter();
    assert!(cells.eq(criteria.map(|of| (of.weight, [of.low, of.estimate, of.high]))), "{}", row.id);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn the_page_is_what_plain_loops_give(profiles in random::any_profiles(40), query in random::any_query()) {
        let mut engine = open(&profiles);
        let page = engine.run(&query);
        // As text it says the same, when rows are written first, and when they are kept under other weights.
        for weights in [query.weights, Weights::default(), query.weights] {
            let query = Query { weights, ..query.clone() };
            let text = engine.run_text(&query, Vec::new());
            let plain = serde_json::to_string(&engine.run(&query)).unwrap();
            prop_assert_eq!(value(&text), value(&plain));
        }
        let seen = see(&mut engine, &profiles, &query);
        let failed: Vec<Vec<&str>> = seen.iter().map(|seen| fails(seen, &query)).collect();

        let mut passing: Vec<&Seen<'_>> = seen.iter().zip(&failed).filter(|(_, fails)| fails.is_empty()).map(|(seen, _)| seen).collect();
        passing.sort_by(|a, b| order(&query, a, b));
        prop_assert_eq!(page.total, passing.len());
        prop_assert_eq!(page.rows.len(), passing.iter().skip(query.from).take(query.n).count());
        for (row, seen) in page.rows.iter().zip(passing.iter().skip(query.from)) {
            check_row(row, seen, &query);
        }
        for (rank, seen) in passing.iter().enumerate() {
            prop_assert_eq!(seen.explained.rank, Some(rank + 1));
        }

        for facet in Facet::ALL {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for (seen, fails) in seen.iter().zip(&failed) {
                let passes = fails.iter().all(|key| *key == facet.as_str());
                for value in values(seen, facet) {
                    *counts.entry(value).or_default() += usize::from(passes);
                }
            }
            // A word that only another column uses has no rows here and is not listed.
            prop_assert_eq!(&page.facets[facet.as_str()], &counts, "{:?}", facet);
        }

        for key in Measure::ALL {
            let histogram = &page.histograms[key.as_str()];
            let mut counts = vec![0usize; histogram.counts.len()];
            let mut unknown = 0;
            for (seen, fails) in seen.iter().zip(&failed) {
                if fails.iter().any(|fail| *fail != key.as_str()) { continue; }
                match measure(seen, key) {
                    None => unknown += 1,
                    Some(value) => {
                        let last = counts.len() - 1;
                        let bin = (0..counts.len()).find(|bin| histogram.edges[*bin] <= value && (value < histogram.edges[bin + 1] || *bin == last));
                        counts[bin.unwrap()] += 1;
                    }
                }
            }
            prop_assert_eq!(&histogram.counts, &counts, "{:?}", key);
            prop_assert_eq!(histogram.unknown, unknown);
        }

        if passing.is_empty() {
            for (key, count) in &page.lifted {
                prop_assert_eq!(*count, failed.iter().filter(|fails| fails.iter().all(|fail| fail == key)).count(), "{}", key);
            }
            prop_assert!(failed.iter().flatten().all(|key| page.lifted.contains_key(*key)));
        } else {
            prop_assert!(page.lifted.is_empty());
        }
    }

    #[test]
    fn contributions_add_up_as_displayed(profiles in random::any_profiles(12), query in random::any_query()) {
        let mut engine = open(&profiles);
        for seen in see(&mut engine, &profiles, &query) {
            let explained = &seen.explained;
            let criteria = &explained.criteria;
            prop_assert_eq!(criteria.iter().map(|criterion| criterion.contribution).sum::<u16>(), explained.low);
            prop_assert_eq!(criteria.iter().map(|criterion| criterion.contribution_estimate).sum::<u16>(), explained.estimate);
            prop_assert_eq!(criteria.iter().map(|criterion| criterion.contribution_high).sum::<u16>(), explained.high);
            for criterion in criteria {
                prop_assert!(criterion.contribution <= criterion.contribution_estimate);
                prop_assert!(criterion.contribution_estimate <= criterion.contribution_high);
                let (parts, caps) = (&criterion.parts, &criterion.caps);
                let sum = |part: &dyn Fn(&accord::domain::answer::ExplainedPart) -> u16, cap: &dyn Fn(&accord::domain::answer::ExplainedCap) -> i16| {
                    parts.iter().map(|line| part(line) as i16).sum::<i16>() + caps.iter().map(cap).sum::<i16>()
                };
                prop_assert_eq!(sum(&|part| part.contribution, &|cap| cap.contribution), criterion.contribution as i16);
                prop_assert_eq!(sum(&|part| part.contribution_estimate, &|cap| cap.contribution_estimate), criterion.contribution_estimate as i16);
                prop_assert_eq!(sum(&|part| part.contribution_high, &|cap| cap.contribution_high), criterion.contribution_high as i16);
                for part in parts {
                    prop_assert!(part.contribution <= part.contribution_estimate && part.contribution_estimate <= part.contribution_high);
                }
                prop_assert!(caps.iter().all(|cap| cap.contribution <= 0 && cap.contribution_estimate <= 0 && cap.contribution_high <= 0));
            }
        }
    }

    #[test]
    fn the_order_of_the_data_changes_nothing(profiles in random::any_profiles(40), query in random::any_query(), turn in 0usize..40) {
        let mut profiles = profiles;
        // Twins under other ids: where all else is equal, nothing but the id may decide.
        for at in 0..profiles.len().min(8) {
            let one = profiles[at].clone();
            profiles.push(Profile { id: format!("{}:twin{at}", one.network), ..one });
        }
        let mut turned = profiles.clone();
        turned.rotate_left(turn % profiles.len());
        turned.reverse();
        prop_assert_eq!(open(&profiles).run(&query), open(&turned).run(&query));
    }

    #[test]
    fn edits_one_after_the_other_give_what_each_gives_alone(profiles in random::any_profiles(40), start in random::any_query(), end in random::any_query(), turn in 0usize..6) {
        let mut used = open(&profiles);
        let mut query = start;
        for edit in 0..12 {
            match (edit + turn) % 6 {
                0 => query.brief.topics.clone_from(&end.brief.topics),
                1 => query.weights = end.weights,
                2 => query.brief = end.brief.clone(),
                3 => query.filters = end.filters.clone(),
                4 => query.sort = end.sort,
                _ => (query.from, query.n, query.policy) = (end.from, end.n, end.policy),
            }
            prop_assert_eq!(used.run(&query), open(&profiles).run(&query), "edit {}", edit);
        }
    }

    #[test]
    fn what_was_asked_before_changes_nothing(profiles in random::any_profiles(20), first in random::any_query(), second in random::any_query()) {
        let mut used = open(&profiles);
        used.run(&first);
        prop_assert_eq!(used.run(&second), open(&profiles).run(&second));
    }
}

#[test]
fn an_empty_catalogue_has_an_empty_page() {
    let mut engine = open(&[]);
    let page = engine.run(&Query::default());
    assert_eq!((page.total, page.rows.len()), (0, 0));
    assert_eq!(engine.explain("instagram:nobody", &Query::default()), None);
}

#[test]
fn a_network_that_the_brief_does_not_ask_is_a_veto_by_name() {
    let profile = Profile::new("tiktok:a", Network::Tiktok);
    let mut query = Query::default();
    query.brief.networks = vec![Network::Instagram];
    let row = open(&[profile]).run(&query).rows.remove(0);
    assert_eq!((row.low, row.estimate, row.high), (0, 0, 0));
    assert_eq!(row.veto.map(|veto| (veto.kind, veto.detail)), Some(("network".into(), "tiktok".into())));
}

/// Once whoever said nothing of topics counted as known where no profile at all has the wanted topic.
#[test]
fn a_topic_that_no_profile_has_makes_nothing_known() {
    let mut named = Profile::new("x:z-named", Network::X);
    named.topics = vec![Topic { topic: "food".into(), share: None }];
    let mut silent = Profile::new("x:a-silent", Network::X);
    // A jump in its history is known too, and earns nothing.
    silent.history = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07"]
        .map(|month| Month {
            month: month.into(),
            followers: Some(if month == "2025-01" { 2 } else { 3 }),
            engagement: None,
        })
        .into();
    let (query, _) = Query::parse("b.topics=fashion&w=0,6,1,0,0,0&sort=credibility");
    let rows = open(&[silent, named]).run(&query).rows;
    // Neither earns anything for sure; of the one with topics more is known.
    assert_eq!(
        rows.iter().map(|row| (&*row.id, row.low)).collect::<Vec<_>>(),
        [("x:z-named", 0), ("x:a-silent", 0)]
    );
    assert!(rows[0].coverage > rows[1].coverage);
}

/// Once windows near the end of a long list came out short.
#[test]
fn windows_one_after_the_other_are_the_whole_list() {
    let profile = |at: u64| {
        let mut profile = Profile::new(format!("x:{at}"), Network::X);
        profile.followers = (!at.is_multiple_of(9)).then_some(1_000 + at * 7_919 % 900_001);
        profile.following = (!at.is_multiple_of(4)).then_some(at * 31 % 50_000);
        profile.topics = vec![Topic { topic: ["food", "beauty"][at as usize % 2].into(), share: Some(1.0) }];
        profile
    };
    let profiles: Vec<Profile> = (0..7_001).map(profile).collect();
    let mut engine = open(&profiles);
    for text in [
        "",
        "b.topics=food&b.tiers=micro",
        "sort=followers",
        "sort=-followers",
        "sort=estimate&w=3,90,7,1,0,0",
    ] {
        let (query, issues) = Query::parse(text);
        assert!(issues.is_empty(), "{text}");
        let mut ids = Vec::new();
        while ids.len() < profiles.len() {
            let page = engine.run(&Query { from: ids.len(), n: 700, ..query.clone() });
            assert_eq!(page.rows.len(), 700.min(profiles.len() - ids.len()), "{text} from {}", ids.len());
            for at in [0, page.rows.len() - 1] {
                let rank = engine.explain(&page.rows[at].id, &query).unwrap().rank;
                assert_eq!(rank, Some(ids.len() + at + 1), "{text}");
            }
            ids.extend(page.rows.into_iter().map(|row| row.id));
        }
        assert_eq!(ids, engine.ranked_ids(&query), "{text}");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), profiles.len(), "{text}");
    }
}

/// Once it panicked where additions are checked, and showed rows of the list's start where they are not.
#[test]
fn a_window_behind_the_end_of_the_list_is_empty() {
    let profile = |at: u64| {
        let mut profile = Profile::new(format!("x:{at}"), Network::X);
        profile.followers = (!at.is_multiple_of(9)).then_some(1_000 + at * 7_919 % 900_001);
        profile
    };
    let profiles: Vec<Profile> = (0..3_000).map(profile).collect();
    let mut engine = open(&profiles);
    for text in ["followers=5000..90000", "sort=-followers", "sort=followers", "sort=name", ""] {
        let (query, issues) = Query::parse(text);
        assert!(issues.is_empty(), "{text}");
        let total = engine.run(&query).total;
        assert!(total > 0, "{text}");
        for from in [total, total + 1, 3_000, 1_000_000, usize::MAX] {
            let page = engine.run(&Query { from, n: 1_000, ..query.clone() });
            assert_eq!((page.rows.len(), page.total), (0, total), "{text} from {from}");
        }
    }
}
