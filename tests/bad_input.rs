//! Numbers that cannot be true: each stays visible as it came or is named in the report, gets a check, earns nothing
//! and never puts a profile in front of an honest one.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use accord::{
    domain::{
        answer::{Flag, Severity},
        money::Rates,
        profile::Profile,
        query::Query,
    },
    engine::Engine,
    intake::{Catalogue, Hints, read},
};
use serde_json::{Value, json};

const BRIEF: &str = "b.topics=beauty&b.age=18-24,25-34&b.tiers=micro&b.format=post&b.budget=600EUR";

/// An ordinary profile of which everything is known.
fn honest() -> Value {
    json!({
        "network": "instagram", "handle": "honest", "followers": 24_000, "following": 300, "last_post": "2026-10-01",
        "topics": [{ "topic": "beauty", "share": 1 }],
        "engagement": { "rate": 0.03, "basis": "followers", "posts": 20, "likes": 700, "comments": 20, "views": 9_000 },
        "audience": { "credibility": 0.9, "types": { "real": 1 }, "ages": { "18-24": 0.5, "25-34": 0.5 } },
        "price": { "post": { "low": 300, "high": 300, "currency": "EUR", "kind": "quote" } },
        "response": { "rate": 0.9 }, "sponsored_share": 0.1, "paid_performance": 1,
    })
}

/// The same with one thing that cannot be.
fn absurd(at: &[&str], value: Value) -> Value {
    let mut profile = honest();
    profile["handle"] = "absurd".into();
    let place = at.iter().fold(&mut profile, |value, key| &mut value[*key]);
    *place = value;
    profile
}

fn open(profiles: &[Value]) -> Catalogue {
    read(&serde_json::to_vec(profiles).unwrap(), &Hints::default()).unwrap()
}

/// What is kept of the absurd profile, what its checks ask, and what the report says of it.
struct Found {
    profile: Profile,
    checks: Vec<Flag>,
    reported: Vec<(String, String, String)>,
}

/// Opens the profile beside the honest one, and sees that it does not lead.
fn find(at: &[&str], value: Value) -> Found {
    let catalogue = open(&[absurd(at, value), honest()]);
    let issues = catalogue.report.issues.iter().filter(|issue| issue.row == 1);
    let reported =
        issues.map(|issue| (issue.field.clone(), issue.value.clone(), issue.reason.clone())).collect();
    let profile = catalogue.profiles.get(0).unwrap();
    let mut engine = Engine::new(catalogue, Rates::default());
    let (query, dropped) = Query::parse(BRIEF);
    assert!(dropped.is_empty());
    let (odd, fair) =
        (engine.explain(&profile.id, &query).unwrap(), engine.explain("instagram:honest", &query).unwrap());
    assert!(odd.low <= fair.low, "{at:?}: {} over {}", odd.low, fair.low);
    let sorts = ["low", "-low", "estimate", "-estimate", "-followers", "-er", "price"];
    for sort in sorts {
        // No order stops at it.
        assert_eq!(engine.ranked_ids(&Query::parse(&format!("{BRIEF}&sort={sort}")).0).len(), 2, "{sort}");
    }
    let checks = odd.flags.into_iter().filter(|flag| flag.severity == Severity::Check).collect();
    Found { profile, checks, reported }
}

impl Found {
    /// The check of that name about that field.
    fn asks(&self, check: &str, detail: &str) -> Option<f64> {
        let found =
            self.checks.iter().find(|flag| flag.check == check && flag.detail.as_deref() == Some(detail));
        found.unwrap_or_else(|| panic!("{check} {detail} among {:?}", self.checks)).value
    }

    #[track_caller]
    fn reports(&self, field: &str, value: &str, reason: &str) {
        let wanted = (field.to_owned(), value.to_owned(), reason.to_owned());
        assert!(self.reported.contains(&wanted), "{wanted:?} among {:?}", self.reported);
    }
}

#[test]
fn no_followers() {
    let found = find(&["followers"], json!(0));
    assert_eq!(found.profile.followers, Some(0));
    assert_eq!(found.asks("number", "followers"), Some(0.0));
    found.reports("followers", "0", "implausible");
}

#[test]
fn a_rate_of_191_percent() {
    let found = find(&["engagement", "rate"], json!(1.91));
    assert_eq!(found.profile.engagement.as_ref().unwrap().rate, Some(1.91));
    assert_eq!(found.asks("number", "rate"), Some(1.91));
    found.reports("engagement.rate", "1.91", "implausible");
}

#[test]
fn more_likes_than_views() {
    let found = find(&["engagement", "likes"], json!(40_000));
    let engagement = found.profile.engagement.as_ref().unwrap();
    assert_eq!((engagement.likes, engagement.views), (Some(40_000.0), Some(9_000.0)));
    assert_eq!(found.asks("number", "likes"), Some(40_000.0));
    found.reports("engagement.likes", "40000", "implausible");
}

#[test]
fn ages_that_add_up_to_140_percent() {
    let found = find(&["audience", "ages"], json!({ "18-24": 0.8, "25-34": 0.6 }));
    assert_eq!(found.profile.audience.as_ref().unwrap().ages.len(), 2);
    let sum = found.asks("shares", "audience.ages").unwrap();
    assert!((sum - 1.4).abs() < 1e-12);
    found.reports("audience.ages", "1.4", "implausible");
}

/// Each of them is asked about, not the first alone.
#[test]
fn several_lists_of_more_than_a_whole() {
    let found =
        find(&["topics"], json!([{ "topic": "beauty", "share": 0.9 }, { "topic": "fashion", "share": 0.6 }]));
    assert!((found.asks("shares", "topics").unwrap() - 1.5).abs() < 1e-12);
    found.reports("topics", "1.5", "implausible");
    let audience = json!({ "ages": { "18-24": 0.8, "25-34": 0.6 }, "countries": { "FR": 1, "BE": 1 } });
    let found = find(&["audience"], audience);
    assert_eq!(found.asks("shares", "audience.countries"), Some(2.0));
    assert!(found.asks("shares", "audience.ages").is_some());
}

/// A price below nothing is no price: the report has it with its value, the profile has none. A price of nothing is
/// kept and asked about.
#[test]
fn prices_of_nothing_and_less() {
    let found =
        find(&["price", "post"], json!({ "low": -250, "high": -250, "currency": "EUR", "kind": "quote" }));
    assert!(found.profile.price.is_empty());
    found.reports("price.post.low", "-250", "out_of_range");
    let found = find(&["price", "post"], json!({ "low": 0, "high": 0, "currency": "EUR", "kind": "quote" }));
    assert_eq!(found.profile.price["post"].high, 0.0);
    assert_eq!(found.asks("number", "price"), Some(0.0));
}

/// The engine has no clock: whoever shows a profile says what day it is.
#[test]
fn a_day_to_come() {
    let found = find(&["last_post"], json!("2031-05-01"));
    assert_eq!(found.profile.last_post.as_deref(), Some("2031-05-01"));
    assert_eq!(found.profile.date_after("2026-11-25"), Some("2031-05-01"));
}

/// A thousand accounts with a rate of 191 % are no peers of anybody: an honest rate keeps its place among honest ones.
#[test]
fn absurd_rates_do_not_move_the_peers() {
    let many = |absurd: usize| {
        let mut profiles: Vec<Value> = (0..60)
            .map(|at| {
                let mut profile = honest();
                profile["handle"] = format!("peer{at}").into();
                profile["followers"] = json!(10_000 + 1_000 * at);
                profile["engagement"]["rate"] = json!(0.01 + f64::from(at) * 0.001);
                profile
            })
            .collect();
        profiles.push(honest());
        for at in 0..absurd {
            let mut profile = honest();
            profile["handle"] = format!("absurd{at}").into();
            profile["followers"] = json!(10_000 + 50 * at);
            profile["engagement"]["rate"] = json!(1.91);
            profiles.push(profile);
        }
        let mut engine = Engine::new(open(&profiles), Rates::default());
        let found = engine.explain("instagram:honest", &Query::parse(BRIEF).0).unwrap();
        let compared = found.engagement.unwrap();
        (found.criteria[3].low, compared.peers, compared.benchmark)
    };
    let alone = many(0);
    assert_eq!((alone.1, &alone.2), (61, &None));
    assert_eq!(alone, many(1_000));
}
