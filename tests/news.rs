//! Pages that tell of their rows what is new, put together by who keeps what was told: the same as whole pages,
//! whatever was asked before.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
mod random;

use std::collections::BTreeMap;

use accord::{
    domain::{money::Rates, network::Network, profile::Profile, query::Query},
    engine::Engine,
    intake::Catalogue,
};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// What was told of rows, by their numbers.
type Known = BTreeMap<u64, Map<String, Value>>;

fn open(profiles: &[Profile]) -> Engine {
    Engine::new(Catalogue { profiles: profiles.to_vec().into(), ..Catalogue::default() }, Rates::default())
}

/// The page with whole rows; also how many of them were told in no more than a number.
fn whole(news: &str, known: &mut Known) -> (Value, usize) {
    let mut page: Value = serde_json::from_str(news).unwrap();
    let (mut rows, mut n_known) = (Vec::new(), 0);
    for told in page["rows"].as_array().unwrap() {
        let number = match told {
            Value::Null => {
                known.clear();
                continue;
            }
            Value::Array(news) => {
                let number = news[0].as_u64().unwrap();
                match &news[1..] {
                    [Value::Object(row)] => drop(known.insert(number, row.clone())),
                    matched => put(known.get_mut(&number).unwrap(), matched),
                }
                number
            }
            number => {
                n_known += 1;
                number.as_u64().unwrap()
            }
        };
        rows.push(Value::Object(known[&number].clone()));
    }
    page["rows"] = Value::Array(rows);
    (page, n_known)
}

/// Puts a match into a row.
fn put(row: &mut Map<String, Value>, matched: &[Value]) {
    let (of_row, criteria) = matched.split_at(5);
    for (key, value) in ["low", "estimate", "high", "coverage", "reason"].into_iter().zip(of_row) {
        row[key] = value.clone();
    }
    let cells = row["criteria"].as_array_mut().unwrap();
    for (cell, values) in cells.iter_mut().zip(criteria.chunks(4)) {
        for (key, value) in ["weight", "low", "estimate", "high"].into_iter().zip(values) {
            cell[key] = value.clone();
        }
    }
}

fn asked(engine: &mut Engine, query: &Query) -> Value {
    serde_json::from_str(&engine.run_text(query, Vec::new())).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn news_make_the_page_whatever_was_asked_before(
        profiles in random::any_profiles(40),
        queries in prop::collection::vec(random::any_query(), 1..4),
        order in prop::collection::vec((0usize..4, any::<bool>()), 1..12),
    ) {
        let (mut engine, mut known) = (open(&profiles), Known::new());
        for (at, is_plain) in order {
            let query = &queries[at % queries.len()];
            if is_plain {
                asked(&mut engine, query);
            } else {
                let (page, _) = whole(&engine.run_news(query, Vec::new()), &mut known);
                prop_assert_eq!(page, asked(&mut open(&profiles), query));
            }
        }
    }
}

#[test]
fn rows_that_stay_are_told_once_and_little_is_kept_of_many_pages() {
    let profile = |number: u64| {
        let mut profile = Profile::new(format!("x:{number:05}"), Network::X);
        profile.followers = Some(1_000 + number);
        profile
    };
    let profiles: Vec<Profile> = (0..6_000).map(profile).collect();
    let (mut engine, mut known, mut most) = (open(&profiles), Known::new(), 0);
    let mut ask = |text: &str| {
        let query = Query::parse(text).0;
        let (page, n_known) = whole(&engine.run_news(&query, Vec::new()), &mut known);
        assert_eq!(page, asked(&mut engine, &query), "{text}");
        most = most.max(known.len());
        n_known
    };
    assert_eq!(ask("n=100"), 0);
    assert_eq!(ask("n=100&followers=1000..9000"), 100);
    assert_eq!(ask("from=50&n=100"), 50);
    // What weights change is told again, and the rest is not.
    assert_eq!((ask("n=100&w=1,2,3,4,5,6"), ask("n=100&w=1,2,3,4,5,6")), (0, 100));
    for from in (0..6_000).step_by(300) {
        ask(&format!("from={from}&n=300"));
    }
    assert!(most <= 1_000, "{most}");
}
