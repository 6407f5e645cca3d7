//! The engine's loops as WebAssembly has them, where they work on several rows at a time by other code than natively.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
#![cfg(target_arch = "wasm32")]

use accord::{
    domain::{answer::Row, money::Rates, query::Query},
    engine::Engine,
    intake::{Catalogue, Hints, read},
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// More than a few words of 64 rows, and not a whole number of them.
const N_ROWS: u64 = 64 * 40 + 37;

/// Shares of up to eleven countries, most of them in whole hundredths.
fn audience(at: u64) -> String {
    let countries = ["FR", "DE", "IT", "ES", "US", "GB", "CH", "BE", "CA", "PT", "NL"];
    let n_listed = at as usize % 12;
    let share = |place: usize| (at * 31 + place as u64 * 17) % 13 + u64::from(at.is_multiple_of(5)) * 3;
    let rest = if at.is_multiple_of(9) { "5" } else { "" };
    let listed = countries.iter().cycle().skip(at as usize % 5).take(n_listed).enumerate();
    let listed: Vec<String> =
        listed.map(|(place, country)| format!(r#""{country}":0.{:02}{rest}"#, share(place))).collect();
    listed.join(",")
}

/// Made-up accounts that differ in size, activity and what is known of them.
fn catalogue() -> Catalogue {
    let profile = |at: u64| {
        let followers = 1_000 + at * 7_919 % 300_007;
        let (likes, topic) = (followers * (at % 11) / 150, ["beauty", "food", "travel"][(at % 3) as usize]);
        let size = if at.is_multiple_of(13) { String::new() } else { format!(r#","followers":{followers}"#) };
        let audience = audience(at);
        format!(
            r#"{{"network":"instagram","handle":"a{at}"{size},"topics":["{topic}"],"engagement":{{"likes":{likes}}},"audience":{{"countries":{{{audience}}}}}}}"#
        )
    };
    let profiles: Vec<String> = (0..N_ROWS).map(profile).collect();
    read(format!("[{}]", profiles.join(",")).as_bytes(), &Hints::default()).unwrap()
}

fn whole(engine: &mut Engine, text: &str) -> Vec<Row> {
    let (query, issues) = Query::parse(text);
    assert!(issues.is_empty(), "{text}");
    (0..N_ROWS as usize)
        .step_by(1_000)
        .flat_map(|from| engine.run(&Query { from, n: 1_000, ..query.clone() }).rows)
        .collect()
}

#[wasm_bindgen_test]
fn weights_that_move_leave_every_match_exact_and_in_order() {
    let mut engine = Engine::new(catalogue(), Rates::default());
    for weights in ["20,20,15,20,15,10", "5,90,0,3,0,0", "0,1,100,100,0,7"] {
        let text = format!("b.topics=beauty&w={weights}");
        let rows = whole(&mut engine, &text);
        assert_eq!(rows.len(), N_ROWS as usize);
        assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(row.low)));
        let query = Query::parse(&text).0;
        for row in rows.iter().step_by(29) {
            let explained = engine.explain(&row.id, &query).unwrap();
            assert_eq!((row.low, row.estimate), (explained.low, explained.estimate), "{}", row.id);
        }
    }
}

#[wasm_bindgen_test]
fn an_audience_earns_what_its_shares_say() {
    let mut engine = Engine::new(catalogue(), Rates::default());
    for countries in ["FR", "DE,US,NL", "PT", "SE"] {
        let text = format!("b.country={countries}&w=0,100,0,0,0,0");
        let rows = whole(&mut engine, &text);
        assert_eq!(rows.len(), N_ROWS as usize);
        assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(row.low)), "{countries}");
        let query = Query::parse(&text).0;
        for row in rows.iter().step_by(7) {
            let explained = engine.explain(&row.id, &query).unwrap();
            assert_eq!((row.low, row.estimate), (explained.low, explained.estimate), "{}", row.id);
        }
        assert_eq!(rows.iter().any(|row| row.low > 0), countries != "SE");
    }
}

#[wasm_bindgen_test]
fn a_range_of_followers_keeps_those_inside_and_the_unknown_where_they_are_wanted() {
    let mut engine = Engine::new(catalogue(), Rates::default());
    let all = whole(&mut engine, "");
    for (text, from, to, with_unknown) in [
        ("followers=5000..90000", 5_000, 90_000, false),
        ("followers=..4000", 0, 4_000, false),
        ("followers=250000..~", 250_000, u64::MAX, true),
    ] {
        let passes = |row: &&Row| row.followers.map_or(with_unknown, |count| (from..=to).contains(&count));
        let mut wanted: Vec<&str> = all.iter().filter(passes).map(|row| &*row.id).collect();
        let found = whole(&mut engine, text);
        let mut found: Vec<&str> = found.iter().map(|row| &*row.id).collect();
        wanted.sort_unstable();
        found.sort_unstable();
        assert!(!found.is_empty());
        assert_eq!(found, wanted, "{text}");
    }
}
