//! Whatever a profile says, it says the same when it comes out of the store.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
#[allow(dead_code, reason = "queries are for others")]
mod random;

use accord::{
    domain::{
        money::Rates,
        profile::{Profile, Source},
    },
    engine::Engine,
    intake::Catalogue,
    store::Profiles,
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

/// What the other tests' profiles leave out: everything that no formula reads.
type Rest = (
    (Option<String>, Option<String>, Option<String>),
    [Option<f64>; 4],
    [Option<u64>; 3],
    Option<bool>,
    Vec<(String, Option<String>)>,
);

fn any_rest() -> impl Strategy<Value = Rest> {
    let text = || of("\\PC{0,90}");
    let number = || of(any::<f64>().prop_filter("a number", |number| !number.is_nan()));
    (
        (of("[a-zA-ZéÉ0-9._]{1,12}"), text(), text()),
        [number(), number(), number(), number()],
        [of(any::<u64>()), of(any::<u64>()), of(any::<u64>())],
        of(any::<bool>()),
        vec(("\\PC{0,9}", text()), 0..3),
    )
}

fn fill(profile: &mut Profile, rest: &Rest, around: (&str, &str)) {
    let ((handle, text, other), numbers, counts, flag, sources) = rest.clone();
    let shaped = |handle: &String| [around.0, handle, around.1].concat();
    profile.url = handle.as_ref().map(shaped).or(text.clone());
    profile.avatar = other.clone().map(|text| text + "\0");
    if let Some(handle) = &handle {
        profile.id = format!("{}:{}", profile.network, handle.to_lowercase());
    }
    profile.handle = handle;
    profile.creator.clone_from(&text);
    profile.bio.clone_from(&other);
    profile.city.clone_from(&text);
    profile.account_type.clone_from(&other);
    profile.last_post.clone_from(&text);
    [profile.posts, profile.following, profile.followers] = counts;
    [profile.posts_per_month, profile.sponsored_share, ..] = numbers;
    (profile.verified, profile.has_contact) = (flag, flag.map(|flag| !flag));
    if let Some(engagement) = &mut profile.engagement {
        [_, _, engagement.saves, engagement.likes_spread] = numbers;
        (engagement.shares, engagement.window_days) = (numbers[0], counts[0]);
        (engagement.numerator, engagement.statistic) = (text.clone(), other.clone());
    }
    if let Some(audience) = &mut profile.audience {
        audience.reachable = numbers[2];
        let more = sources.iter().zip(numbers.into_iter().flatten());
        audience.cities = more.map(|((city, _), share)| (city.clone(), share)).collect();
        audience.interests = audience.cities.clone();
    }
    if let Some(response) = &mut profile.response {
        response.hours = numbers[3];
    }
    let source = |name: Option<String>| Source { date: name.clone().map(|name| name + "!"), name };
    profile.sources = sources.into_iter().map(|(field, name)| (field, source(name))).collect();
}

proptest! {
    #[test]
    fn profiles_come_out_as_they_went_in(
        mut profiles in random::any_profiles(30), rest in vec(any_rest(), 30),
        around in select(vec![("https://www.instagram.com/", "/"), ("", ""), ("é", "\0")]),
    ) {
        for (profile, rest) in profiles.iter_mut().zip(&rest) {
            fill(profile, rest, around);
        }
        let store: Profiles = profiles.iter().cloned().collect();
        prop_assert_eq!(store.len(), profiles.len());
        for (row, profile) in profiles.iter().enumerate() {
            prop_assert_eq!(&store.get(row).unwrap(), profile);
            prop_assert_eq!(store.account(row).map(|account| account.id), Some(profile.id.clone()));
        }
        prop_assert_eq!(store.iter().collect::<Vec<_>>(), profiles);
    }

    #[test]
    fn an_open_catalogue_finds_profiles_by_id_and_the_first_of_equal_ids(
        profiles in random::any_profiles(30), other in "[a-z:]{0,12}",
    ) {
        let catalogue = Catalogue { profiles: profiles.clone().into(), ..Catalogue::default() };
        let engine = Engine::new(catalogue, Rates::default());
        for id in profiles.iter().map(|profile| &profile.id).chain([&other]) {
            prop_assert_eq!(engine.profile(id), profiles.iter().find(|profile| profile.id == *id).cloned());
        }
    }
}
