//! Units change nothing: the same numbers in percent or as fractions, in one currency or in another with its rate,
//! make the same profiles and the same matches, from the bytes of a table or a document to the order of the list.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
#[allow(dead_code, reason = "profiles are for others")]
mod random;

use std::fmt::Write as _;

use accord::{
    domain::{
        answer::Explanation,
        money::Rates,
        query::{Filters, Query},
    },
    engine::Engine,
    intake::{Hints, read},
};
use proptest::{collection::vec, option::of, prelude::*};
use serde_json::{Value, json};

/// A rate that divides without a remainder, so that a converted amount is the amount.
const DOLLARS: u64 = 2;

/// What a table's price without a word about its kind is read as.
const KIND: &str = "vendor";

/// One row, in thousandths of a whole and in whole euros.
#[derive(Debug, Clone)]
struct Row {
    followers: u64,
    rate: Option<u64>,
    credibility: Option<u64>,
    women: Option<u64>,
    young: Option<u64>,
    sponsored: Option<u64>,
    response: Option<u64>,
    post: Option<u64>,
}

prop_compose! {
    fn any_row()(
        followers in 100u64..3_000_000, rate in of(1u64..300), credibility in of(0u64..=1000), women in of(0u64..=1000),
        young in of(0u64..=1000), sponsored in of(0u64..=1000), response in of(0u64..=1000), post in of(1u64..5_000),
    ) -> Row {
        Row { followers, rate, credibility, women, young, sponsored, response, post }
    }
}

/// How a table writes its numbers.
#[derive(Debug, Clone, Copy)]
struct Style {
    heads: [&'static str; 7],
    share: fn(u64) -> String,
    price: fn(u64) -> String,
}

const FRACTIONS: Style = Style {
    heads: [
        "engagement.rate",
        "audience.credibility",
        "audience.genders.female",
        "audience.ages.18-24",
        "sponsored_share",
        "response.rate",
        "Prix post (€)",
    ],
    share: |thousandths| format!("0.{thousandths:03}").replace("0.1000", "1"),
    price: |euros| euros.to_string(),
};

/// As French sheets have them, the unit in the head.
const PERCENT: Style = Style {
    heads: [
        "Taux d'engagement (%)",
        "Crédibilité (%)",
        "Femmes (%)",
        "18-24 ans (%)",
        "Part sponsorisée (%)",
        "Taux de réponse (%)",
        "Prix post (USD)",
    ],
    share: |thousandths| format!("\"{},{}\"", thousandths / 10, thousandths % 10),
    price: |euros| (euros * DOLLARS).to_string(),
};

/// The unit in the cells.
const SIGNS: Style = Style {
    heads: [
        "Engagement rate",
        "Credibility",
        "Women",
        "18-24",
        "Sponsored share",
        "Response rate",
        "Price post",
    ],
    share: |thousandths| format!("{}.{} %", thousandths / 10, thousandths % 10),
    price: |euros| format!("$ {}", euros * DOLLARS),
};

fn table(rows: &[Row], style: Style) -> String {
    let mut text = String::from("network,handle,followers,engagement.basis");
    for head in style.heads {
        let _ = write!(text, ",{head}");
    }
    for (at, row) in rows.iter().enumerate() {
        let _ = write!(text, "\ninstagram,maker{at},{},followers", row.followers);
        for share in [row.rate, row.credibility, row.women, row.young, row.sponsored, row.response] {
            let _ = write!(text, ",{}", share.map(style.share).unwrap_or_default());
        }
        let _ = write!(text, ",{}", row.post.map(style.price).unwrap_or_default());
    }
    text
}

/// The same rows as a document of the contract, its prices in euros or in dollars.
fn document(rows: &[Row], currency: &str, factor: u64) -> String {
    let share = |thousandths: Option<u64>| thousandths.map(|thousandths| thousandths as f64 / 1000.0);
    let profiles: Vec<Value> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let price = row.post.map(|euros| {
                let amount = euros * factor;
                json!({ "post": { "low": amount, "high": amount, "currency": currency, "kind": KIND } })
            });
            json!({
                "network": "instagram", "handle": format!("maker{at}"), "followers": row.followers,
                "engagement": { "rate": share(row.rate), "basis": "followers" },
                "audience": {
                    "credibility": share(row.credibility), "genders": { "female": share(row.women) },
                    "ages": { "18-24": share(row.young) },
                },
                "sponsored_share": share(row.sponsored), "response": { "rate": share(row.response) }, "price": price,
            })
        })
        .collect();
    json!({ "schema": "accord/profiles@1", "profiles": profiles }).to_string()
}

fn open(text: &str) -> Engine {
    let hints = Hints { name: Some("makers".to_owned()), ..Hints::default() };
    let mut rates = Rates::default();
    rates.rates.insert("USD".parse().unwrap(), DOLLARS as f64);
    Engine::new(read(text.as_bytes(), &hints).unwrap(), rates)
}

fn explained(engine: &mut Engine, rows: &[Row], query: &Query) -> Vec<Explanation> {
    (0..rows.len()).map(|at| engine.explain(&format!("instagram:maker{at}"), query).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn percent_or_fraction_and_one_currency_or_another_are_the_same(
        rows in vec(any_row(), 3..40), query in random::any_query(),
    ) {
        // Where the network is ruled out there is nothing to compare.
        let mut query = Query { filters: Filters::default(), ..query };
        query.brief.networks.clear();
        let mut plain = open(&table(&rows, FRACTIONS));
        let expected = explained(&mut plain, &rows, &query);
        for style in [PERCENT, SIGNS] {
            let mut other = open(&table(&rows, style));
            for (found, expected) in explained(&mut other, &rows, &query).iter().zip(&expected) {
                prop_assert_eq!(found, expected, "{:?}", style.heads[0]);
            }
            prop_assert_eq!(other.ranked_ids(&query), plain.ranked_ids(&query));
        }
        for (currency, factor) in [("EUR", 1), ("USD", DOLLARS)] {
            let mut other = open(&document(&rows, currency, factor));
            for (found, expected) in explained(&mut other, &rows, &query).iter().zip(&expected) {
                prop_assert_eq!(found, expected, "JSON, {}", currency);
            }
            prop_assert_eq!(other.ranked_ids(&query), plain.ranked_ids(&query));
        }
    }
}
