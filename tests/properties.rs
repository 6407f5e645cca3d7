//! What holds of every match whatever the data: better news never hurts, promised gains come true, units and
//! absurd numbers change nothing, and ties always break the same way.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
mod random;

use accord::{
    domain::{
        answer::Explanation,
        brief::FORMATS,
        criterion::Criterion,
        matching,
        money::{Currency, Rates},
        profile::{Audience, CredibilityKind, Deal, Price, PriceKind, Profile, Response},
        query::{Filters, Query, Sort, SortKey},
        stability::{numerator, smallest_flip},
    },
    engine::Engine,
    intake::Catalogue,
};
use proptest::prelude::*;

/// A rate that divides without a remainder, so that a converted amount is the amount.
const DOLLARS: f64 = 2.0;

fn usd() -> Currency {
    "USD".parse().unwrap()
}

fn rates() -> Rates {
    let mut rates = Rates::default();
    rates.rates.insert(usd(), DOLLARS);
    rates
}

fn open(profiles: &[Profile]) -> Engine {
    Engine::new(Catalogue { profiles: profiles.to_vec().into(), ..Catalogue::default() }, rates())
}

/// One profile, compared with the peers of a catalogue.
fn alone(profile: &Profile, peers: &Engine) -> Engine {
    let catalogue = Catalogue { profiles: vec![profile.clone()].into(), ..Catalogue::default() };
    Engine::with_peers(catalogue, rates(), peers.peers().clone())
}

fn explain(profile: &Profile, peers: &Engine, query: &Query) -> Explanation {
    alone(profile, peers).explain(&profile.id, query).unwrap()
}

fn audience(profile: &mut Profile) -> &mut Audience {
    profile.audience.get_or_insert_with(Audience::default)
}

/// An edit of a profile.
type Change = fn(&mut Profile);

/// Better news of each kind: the second state is never worse than the first.
const BETTER: &[(&str, Change, Change)] = &[
    (
        "credibility",
        |profile| audience(profile).credibility = Some(0.6),
        |profile| audience(profile).credibility = Some(0.85),
    ),
    (
        "suspicious followers",
        |profile| audience(profile).types = shares(&[("real", 0.6), ("suspicious", 0.4)]),
        |profile| audience(profile).types = shares(&[("real", 0.8), ("suspicious", 0.2)]),
    ),
    (
        "accounts followed",
        |profile| profile.following = Some(900_000),
        |profile| profile.following = Some(10),
    ),
    ("price", |profile| quote(profile, 900.0), |profile| quote(profile, 450.0)),
    ("response", |profile| respond(profile, 0.2), |profile| respond(profile, 0.7)),
    (
        "sponsored share",
        |profile| profile.sponsored_share = Some(0.8),
        |profile| profile.sponsored_share = Some(0.4),
    ),
    (
        "paid performance",
        |profile| profile.paid_performance = Some(0.6),
        |profile| profile.paid_performance = Some(1.2),
    ),
    (
        "deals accepted",
        |profile| profile.accepts = Some(vec![]),
        |profile| profile.accepts = Some(Deal::ALL.to_vec()),
    ),
    (
        "labels",
        |profile| profile.labels = Some(vec![]),
        |profile| profile.labels = Some(["vegan", "local", "eco"].map(str::to_owned).to_vec()),
    ),
    (
        "audience in the countries",
        |profile| {
            audience(profile).countries =
                shares(&[("FR", 0.1), ("BE", 0.1), ("US", 0.1), ("ES", 0.1), ("DE", 0.6)]);
        },
        |profile| {
            audience(profile).countries =
                shares(&[("FR", 0.2), ("BE", 0.2), ("US", 0.2), ("ES", 0.2), ("DE", 0.2)]);
        },
    ),
    ("views", |profile| views(profile, 900.0), |profile| views(profile, 40_000.0)),
    ("engagement rate", |profile| rate(profile, 0.01), |profile| rate(profile, 0.04)),
    ("engagement above zero", |profile| rate(profile, 0.0), |profile| rate(profile, 0.001)),
];

fn shares(list: &[(&str, f64)]) -> accord::domain::profile::Shares {
    list.iter().map(|(key, share)| ((*key).to_owned(), *share)).collect()
}

fn quote(profile: &mut Profile, amount: f64) {
    profile.price = FORMATS
        .iter()
        .map(|format| {
            let price = Price { low: amount, high: amount, currency: Currency::EUR, kind: PriceKind::Quote };
            ((*format).to_owned(), price)
        })
        .collect();
}

fn respond(profile: &mut Profile, rate: f64) {
    profile.response = Some(Response { rate: Some(rate), hours: None });
}

fn views(profile: &mut Profile, views: f64) {
    profile.engagement.get_or_insert_default().views = Some(views);
}

fn rate(profile: &mut Profile, rate: f64) {
    if let Some(engagement) = &mut profile.engagement {
        engagement.rate = Some(rate);
    }
}

/// The best that a missing input can turn out to be, with the part that it completes.
const FILLED: &[(&str, Change)] = &[
    ("risk.credibility", |profile| {
        let audience = audience(profile);
        (audience.credibility, audience.credibility_kind) = (Some(1.0), Some(CredibilityKind::Estimate));
    }),
    ("risk.followers", |profile| audience(profile).types = shares(&[("real", 1.0)])),
    ("risk.following", |profile| profile.following = Some(0)),
    ("cost.offer", |profile| profile.accepts = Some(Deal::ALL.to_vec())),
    ("values.authenticity", |profile| profile.sponsored_share = Some(0.0)),
    ("values.paid", |profile| profile.paid_performance = Some(2.0)),
    ("values.response", |profile| respond(profile, 1.0)),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn better_news_never_lowers_a_bound(
        profiles in random::any_profiles(40), query in random::any_query(), chosen in any::<prop::sample::Index>(),
    ) {
        let peers = open(&profiles);
        for (what, worse, better) in BETTER {
            let mut profile = chosen.get(&profiles).clone();
            worse(&mut profile);
            let before = explain(&profile, &peers, &query);
            better(&mut profile);
            let after = explain(&profile, &peers, &query);
            prop_assert!(before.low <= after.low, "{}: low {} to {}", what, before.low, after.low);
            prop_assert!(before.high <= after.high, "{}: high {} to {}", what, before.high, after.high);
        }
    }

    #[test]
    fn a_missing_input_at_its_best_raises_the_match_as_promised(
        profiles in random::any_profiles(40), query in random::any_query(), chosen in any::<prop::sample::Index>(),
    ) {
        let mut query = query;
        query.brief.exclude.clear();
        query.brief.networks.clear();
        let peers = open(&profiles);
        for (key, fill) in FILLED {
            let profile = chosen.get(&profiles).clone();
            let before = explain(&profile, &peers, &query);
            let part = before.criteria.iter().flat_map(|criterion| &criterion.parts).find(|part| part.key == *key).unwrap();
            if part.weight == 0 || part.known { continue; }
            let mut filled = profile;
            fill(&mut filled);
            let after = explain(&filled, &peers, &query);
            // The part does what was promised; credibility also makes impressions credible, which is more.
            let gained = after.low - before.low;
            let known = after.criteria.iter().flat_map(|criterion| &criterion.parts).find(|part| part.key == *key).unwrap();
            if known.low < part.high { continue; }
            prop_assert!(gained >= part.raise, "{}: {} of {}", key, gained, part.raise);
            if *key != "risk.credibility" {
                prop_assert_eq!(gained, part.raise, "{}", key);
            }
        }
    }

    #[test]
    fn the_smallest_flip_turns_two_profiles_around_in_the_list(
        profiles in random::any_profiles(8), query in random::any_query(),
    ) {
        let mut query = Query { sort: Sort { key: SortKey::Low, descending: true }, from: 0, n: 8, ..query };
        query.filters = Filters::default();
        query.brief.exclude.clear();
        query.brief.networks.clear();
        let mut engine = open(&profiles);
        let rows = engine.run(&query).rows;
        prop_assume!(rows.len() >= 2);
        let scores = |row: &accord::domain::answer::Row| -> [u16; 6] { std::array::from_fn(|k| row.criteria[k].low) };
        let weights: [u8; 6] = std::array::from_fn(|k| rows[0].criteria[k].weight);
        let (leader, challenger) = (&rows[0], &rows[1]);
        if let Some(flip) = smallest_flip(&weights, &scores(leader), &scores(challenger)) {
            query.weights.0[flip.criterion.index()] = flip.weight;
            let after = engine.ranked_ids(&query);
            let place = |id: &str| after.iter().position(|other| *other == id);
            prop_assert!(place(&challenger.id) < place(&leader.id), "{:?}", flip);
            let tried: [u8; 6] = std::array::from_fn(|k| if k == flip.criterion.index() { flip.weight } else { weights[k] });
            prop_assert!(numerator(&tried, &scores(challenger)) > numerator(&tried, &scores(leader)));
        }
    }

    #[test]
    fn an_amount_in_another_currency_with_a_rate_is_the_same_amount(
        profiles in random::any_profiles(20), query in random::any_query(),
    ) {
        let turned: Vec<Profile> = profiles.iter().cloned().map(|mut profile| {
            for price in profile.price.values_mut() {
                let (factor, currency) = if price.currency == usd() { (1.0 / DOLLARS, Currency::EUR) } else { (DOLLARS, usd()) };
                *price = Price { low: price.low * factor, high: price.high * factor, currency, ..price.clone() };
            }
            profile
        }).collect();
        let (mut one, mut other) = (open(&profiles), open(&turned));
        for profile in &profiles {
            prop_assert_eq!(one.explain(&profile.id, &query), other.explain(&profile.id, &query));
        }
        prop_assert_eq!(one.ranked_ids(&query), other.ranked_ids(&query));
    }

    #[test]
    fn the_base_currency_changes_no_score(profiles in random::any_profiles(20), query in random::any_query()) {
        let mut dollars = Rates { base: usd(), ..Rates::default() };
        dollars.rates.insert(Currency::EUR, 1.0 / DOLLARS);
        // A price filter and a sorted price are in the base currency; nothing else is.
        let query = Query { filters: Filters::default(), ..query };
        let in_dollars = Catalogue { profiles: profiles.clone().into(), ..Catalogue::default() };
        let (mut one, mut other) = (open(&profiles), Engine::new(in_dollars, dollars));
        for profile in &profiles {
            let (a, b) = (one.explain(&profile.id, &query).unwrap(), other.explain(&profile.id, &query).unwrap());
            prop_assert_eq!((a.low, a.estimate, a.high), (b.low, b.estimate, b.high));
        }
    }

    #[test]
    fn absurd_numbers_earn_nothing(
        profiles in random::any_profiles(30), query in random::any_query(), chosen in any::<prop::sample::Index>(),
    ) {
        let peers = open(&profiles);
        let absurd: &[Change] = &[
            |profile| rate(profile, 1.91),
            |profile| rate(profile, 9.0),
            |profile| quote(profile, 0.0),
            |profile| audience(profile).ages = shares(&[("18-24", 0.8), ("25-34", 0.6)]),
            |profile| audience(profile).types = shares(&[("real", 1.4)]),
        ];
        let missing: &[Change] = &[
            |profile| if let Some(engagement) = &mut profile.engagement { engagement.rate = None },
            |profile| if let Some(engagement) = &mut profile.engagement { engagement.rate = None },
            |profile| profile.price.clear(),
            |profile| audience(profile).ages.clear(),
            |profile| audience(profile).types.clear(),
        ];
        for (absurd, missing) in absurd.iter().zip(missing) {
            let (mut odd, mut without) = (chosen.get(&profiles).clone(), chosen.get(&profiles).clone());
            absurd(&mut odd);
            missing(&mut without);
            let (odd, without) = (explain(&odd, &peers, &query), explain(&without, &peers, &query));
            prop_assert!(odd.low <= without.low, "{} over {}", odd.low, without.low);
            prop_assert!(odd.coverage <= without.coverage);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Copies of one profile under other ids tie in everything, so that ids alone order them, whatever is asked and
    /// however the rows stand.
    #[test]
    fn copies_of_a_profile_stand_in_the_order_of_their_ids(
        profiles in random::any_profiles(6), query in random::any_query(), turn in 0usize..12, chosen in any::<prop::sample::Index>(),
    ) {
        // Names are ordered with their ids as one key, so that descending turns both around.
        prop_assume!(query.sort.key != SortKey::Name);
        let query = Query { filters: Filters::default(), ..query };
        let one = chosen.get(&profiles);
        let mut copies: Vec<Profile> = (0..12).map(|at| Profile { id: format!("x:{:02}", (at * 5) % 12), name: Some("Same".to_owned()), ..one.clone() }).collect();
        copies.rotate_left(turn);
        let ids = open(&copies).ranked_ids(&query);
        prop_assert!(ids.is_sorted(), "{ids:?}");
        prop_assert_eq!(ids.len(), 12);
    }

    /// What is inferred from a bio moves the estimate of one part and nothing else: not the bounds, not the coverage,
    /// not what a filter finds.
    #[test]
    fn what_a_bio_lets_guess_moves_the_estimate_alone(
        profiles in random::any_profiles(20), query in random::any_query(), chosen in any::<prop::sample::Index>(),
    ) {
        let peers = open(&profiles);
        let query = Query { filters: Filters::default(), ..query };
        let mut says = chosen.get(&profiles).clone();
        says.topics.clear();
        let silent = Profile { bio: None, ..says.clone() };
        says.bio = Some("Beauté, #FoodLover et sport".to_owned());
        let (with, without) = (explain(&says, &peers, &query), explain(&silent, &peers, &query));
        prop_assert_eq!((with.low, with.high, with.coverage), (without.low, without.high, without.coverage));
        for (a, b) in with.criteria.iter().zip(&without.criteria).flat_map(|(a, b)| a.parts.iter().zip(&b.parts)) {
            prop_assert_eq!((a.low, a.high, a.known), (b.low, b.high, b.known), "{}", a.key);
            if a.key != "audience.topics" { prop_assert_eq!(a.estimate, b.estimate, "{}", a.key); }
        }
        let mut engine = alone(&says, &peers);
        let facets = engine.run(&query).facets;
        prop_assert_eq!(facets["topic"].keys().map(String::as_str).collect::<Vec<_>>(), ["unknown"]);
    }
}

#[test]
fn equal_matches_stand_in_the_order_of_their_ids_whatever_the_order_of_the_rows() {
    let named = |name: &str| Profile::new(name, accord::domain::network::Network::Instagram);
    let mut profiles: Vec<Profile> = ["d", "a", "c", "b"].map(named).into_iter().collect();
    for _ in 0..4 {
        profiles.rotate_left(1);
        assert_eq!(open(&profiles).ranked_ids(&Query::default()), ["a", "b", "c", "d"]);
    }
}

#[test]
fn a_ceiling_shows_as_a_line_of_its_own_and_the_lines_add_up() {
    let mut profile = Profile::new("instagram:a", accord::domain::network::Network::Instagram);
    profile.followers = Some(80_000);
    profile.following = Some(100);
    let audience = audience(&mut profile);
    audience.credibility = Some(0.74);
    audience.types = shares(&[("real", 0.7), ("suspicious", 0.3)]);
    let found = open(&[profile]).explain("instagram:a", &Query::default()).unwrap();
    let risk = &found.criteria[Criterion::Risk.index()];
    let cap = risk.caps.iter().find(|cap| cap.certain).unwrap();
    assert_eq!((cap.key.as_str(), cap.at), ("risk.cap.credibility", 400));
    assert!(cap.contribution_high < 0, "{cap:?}");
    assert_eq!((risk.high, risk.estimate <= 400), (400, true));
    let sum: i16 = risk.parts.iter().map(|part| part.contribution_high as i16).sum();
    let caps: i16 = risk.caps.iter().map(|cap| cap.contribution_high).sum();
    assert_eq!(sum + caps, risk.contribution_high as i16);
    let weights: [u8; 6] = std::array::from_fn(|k| found.criteria[k].weight);
    let shown = matching::displayed(u32::from(risk.weight) * u32::from(risk.high), &weights);
    assert!(risk.contribution_high.abs_diff(shown) <= 1);
}
