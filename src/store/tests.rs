//! The store as its users see it; tests/store.rs has random profiles.

use super::*;
use crate::domain::{
    money::Currency,
    profile::{Deal, Month, Price, PriceKind},
};

fn lea() -> Profile {
    let mut profile = Profile::new("instagram:lea.b", Network::Instagram);
    profile.handle = Some("Lea.B".to_owned());
    profile.url = Some("https://www.instagram.com/Lea.B/".to_owned());
    profile.bio = Some("Une vie à la mer.".to_owned());
    profile
}

#[test]
fn ids_and_addresses_with_the_handle_in_them_cost_next_to_nothing() {
    let mut bare = lea();
    bare.url = None;
    let length = |profile: Profile| Profiles::from(vec![profile]).record_length(0);
    assert!(length(lea()) <= length(bare) + 2);
    assert!(length(lea()) < 40);
}

#[test]
fn rows_come_in_their_order_and_there_is_none_behind_the_last() {
    let profiles: Profiles = (0..1_000).map(|n| Profile::new(format!("x:{n}"), Network::X)).collect();
    assert_eq!(profiles.account(999).map(|account| account.id), Some("x:999".to_owned()));
    assert_eq!((profiles.get(1_000), profiles.account(1_000)), (None, None));
}

fn deals<P: pass::Pass>(pass: &mut P, deals: &mut Vec<Deal>) {
    pass.list(deals, Deal::Paid, |pass, deal| pass.choice(&Deal::ALL, deal));
}

#[test]
fn items_of_less_than_a_byte_come_out_at_the_end_of_all_bytes_too() {
    let (mut words, mut scratch) = (Words::default(), Scratch::default());
    let (mut written, mut read) = (Deal::ALL.to_vec(), Vec::new());
    deals(&mut Encoder::new(&mut words, &mut scratch), &mut written);
    deals(&mut Decoder::new(&words, &scratch.out), &mut read);
    assert_eq!(read, written);
}

#[test]
fn a_replaced_row_stays_in_its_place_whether_it_grows_or_shrinks() {
    let mut profiles = Profiles::from(vec![lea(), Profile::new("x:a", Network::X)]);
    let mut more = lea();
    more.name = Some("Léa".repeat(100));
    // The last is the one that is there already.
    for new in [more.clone(), lea(), more.clone(), more] {
        profiles.replace(0, new.clone());
        assert_eq!(profiles.get(0), Some(new));
        assert_eq!(profiles.get(1), Some(Profile::new("x:a", Network::X)));
    }
    assert_eq!(profiles.replaced(), [0, 0, 0]);
}

#[test]
fn followers_of_months_are_kept_whatever_they_are_and_small_changes_cost_little() {
    let with = |followers: &[u64]| {
        let mut profile = lea();
        profile.followers = Some(24_000);
        let month = |followers: &u64| Month {
            month: "2026-01".to_owned(),
            followers: Some(*followers),
            engagement: None,
        };
        profile.history = followers.iter().map(month).collect();
        profile
    };
    let odd = with(&[u64::MAX, 0, 1 << 63, 5, u64::MAX / 2, 24_000]);
    assert_eq!(Profiles::from(vec![odd.clone()]).get(0), Some(odd));
    let length = |profile: Profile| Profiles::from(vec![profile]).record_length(0);
    assert!(length(with(&[24_010, 23_990])) < length(with(&[924_010, 23_990])));
}

#[test]
fn keys_that_come_together_and_prices_that_are_no_range_cost_little() {
    let with = |fill: &dyn Fn(&mut Profile)| {
        let mut profile = lea();
        fill(&mut profile);
        let store = Profiles::from(vec![profile.clone()]);
        assert_eq!(store.get(0), Some(profile));
        store.record_length(0) - Profiles::from(vec![lea()]).record_length(0)
    };
    let months = |tens: u64| {
        with(&|profile: &mut Profile| {
            profile.followers = Some(2_000_000);
            profile.history = (1..=12)
                .map(|number| Month {
                    month: format!("2026-{number:02}"),
                    followers: Some(2_000_000 - 4 * tens * number),
                    engagement: None,
                })
                .collect();
        })
    };
    // A byte for each change, and one for all twelve months.
    assert!(months(10_000) <= 22, "{}", months(10_000));
    assert_eq!(months(10_000), months(1));
    let price = |high: f64| {
        with(&|profile: &mut Profile| {
            let price = Price { low: 1_250.0, high, currency: Currency::EUR, kind: PriceKind::Quote };
            profile.price.insert("post".to_owned(), price);
        })
    };
    assert!(price(1_250.0) < price(1_260.0));
}

#[test]
fn the_common_source_stands_for_what_has_none_of_its_own() {
    let source = |name: &str| Source { name: Some(name.to_owned()), date: None };
    let mut own = Profile::new("x:b", Network::X);
    own.sources.insert("*".to_owned(), source("own"));
    let mut profiles = Profiles::from(vec![lea(), own]);
    profiles.set_source(Some(source("file")));
    let names: Vec<_> = profiles.iter().map(|profile| profile.source_of("name").cloned()).collect();
    assert_eq!(names, [Some(source("file")), Some(source("own"))]);
}

#[test]
fn more_words_than_a_dictionary_takes_and_records_beyond_a_chunk_come_out_as_they_went_in() {
    let profile = |number: usize| {
        let mut profile = Profile::new(format!("x:{number}"), Network::X);
        profile.city = Some(format!("Ville-sur-{number}"));
        profile.bio = Some("é".repeat(if number.is_multiple_of(5_000) { 300_000 } else { 20 }));
        profile.name =
            Some([" ", "  ", ""].map(|gap| format!("{gap}{number}{gap}m{number} n{number}")).join(" "));
        profile
    };
    let profiles: Profiles = (0..20_000).map(profile).collect();
    for (number, found) in profiles.iter().enumerate() {
        assert_eq!(found, profile(number));
    }
}
