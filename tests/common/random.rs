//! Random profiles and queries for property tests: small enough to collide, wide enough to break things.

use accord::domain::{
    brief::{AGE_BANDS, Budget, FORMATS, GENDERS, WantedTopic},
    criterion::Weights,
    network::Network,
    profile::{
        Audience, Basis, CredibilityKind, Deal, Engagement, Month, Price, PriceKind, Profile, Response,
        Shares, Topic,
    },
    query::{Facet, ListFilter, Measure, Query, RangeFilter, Sort, SortKey},
    tier::{POLICIES, Tier},
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

const TOPICS: [&str; 4] = ["beauty", "fashion", "food", "sport"];
const COUNTRIES: [&str; 4] = ["FR", "BE", "US", "ES"];
const LANGUAGES: [&str; 3] = ["fr", "en", "es"];
const LABELS: [&str; 3] = ["vegan", "local", "eco"];
const BRANDS: [&str; 3] = ["Miralune", "Ôbrume", "Velys"];
const NAMES: [&str; 6] = ["Léa Morvan", "Lea Noir", "Éloïse", "ZZ top", "", "李"];

/// Of some, topics can be inferred.
const BIOS: [&str; 4] = ["Foodie, #BeautyTips", "Mode et sport", "En mode avion", "Léa, cuisine"];

fn shares(keys: &'static [&'static str]) -> impl Strategy<Value = Shares> {
    proptest::collection::btree_map(select(keys.to_vec()).prop_map(str::to_owned), 0.0f64..0.6, 0..4)
}

prop_compose! {
    fn any_engagement()(
        rate in of(prop_oneof![Just(0.0), 0.0001f64..0.3, Just(1.91)]), basis in of(select(Basis::ALL.to_vec())),
        posts in of(0u64..40), likes in of(0.0f64..5_000.0), comments in of(0.0f64..900.0), views in of(0.0f64..90_000.0),
        (shares, saves, likes_spread) in (of(0.0f64..90.0), of(0.0f64..90.0), of(0.0f64..2.0)),
    ) -> Engagement {
        Engagement { rate, basis, posts, likes, comments, views, shares, saves, likes_spread, ..Engagement::default() }
    }
}

prop_compose! {
    fn any_audience()(
        credibility in of(0.0f64..=1.0), floor in any::<bool>(), types in shares(&["real", "suspicious", "mass"]),
        genders in shares(&GENDERS), ages in shares(&AGE_BANDS), countries in shares(&COUNTRIES), languages in shares(&LANGUAGES),
    ) -> Audience {
        let credibility_kind = Some(if floor { CredibilityKind::Floor } else { CredibilityKind::Estimate });
        Audience { credibility, credibility_kind, types, genders, ages, countries, languages, ..Audience::default() }
    }
}

prop_compose! {
    /// Growth is even with a jump now and then, or wild; engagement is known of most months.
    fn any_history()(start in 1u64..100_000, growth in prop_oneof![
        vec((prop_oneof![8 => 1.0f64..1.02, 1 => 1.2f64..1.6], prop_oneof![1 => Just(None), 6 => (0.01f64..0.03).prop_map(Some)]), 0..12),
        vec((0.9f64..1.4, of(0.0f64..0.1)), 0..12),
    ]) -> Vec<Month> {
        let mut followers = start as f64;
        (1..).zip(growth).map(|(month, (factor, engagement))| {
            followers *= factor;
            Month { month: format!("2025-{month:02}"), followers: Some(followers as u64), engagement }
        }).collect()
    }
}

prop_compose! {
    fn any_price()(format in select(FORMATS.to_vec()), low in 1.0f64..3_000.0, more in 0.0f64..900.0,
        kind in select(vec![PriceKind::Quote, PriceKind::Vendor, PriceKind::Model]), usd in any::<bool>()) -> (String, Price) {
        let currency = if usd { "USD" } else { "EUR" }.parse().unwrap();
        (format.to_owned(), Price { low, high: low + more, currency, kind })
    }
}

prop_compose! {
    fn any_profile()(
        (network, name, followers, following) in (select(Network::ALL[..4].to_vec()), of(select(NAMES.to_vec())), of(prop_oneof![1 => Just(0u64), 3 => 1u64..60_000, 3 => 1u64..3_000_000]), of(0u64..5_000)),
        (country, language, topics) in (of(select(COUNTRIES.to_vec())), of(select(LANGUAGES.to_vec())), vec((select(TOPICS.to_vec()), of(0.0f64..0.5)), 0..3)),
        (engagement, audience, history, price) in (of(any_engagement()), of(any_audience()), any_history(), vec(any_price(), 0..3)),
        (accepts, sponsored_share, paid_performance, response) in (of(proptest::sample::subsequence(Deal::ALL.to_vec(), 0..=4)), of(0.0f64..=1.0), of(0.0f64..3.0), of(0.0f64..=1.0)),
        (bio, posts, posts_per_month, last_post) in (of(select(BIOS.to_vec())), of(0u64..5_000), of(0.0f64..60.0), of(Just("2026-10-01".to_owned()))),
        (hours, reachable, verified, has_contact) in (of(0.0f64..90.0), of(0.0f64..=1.0), of(any::<bool>()), of(any::<bool>())),
        (labels, mentions) in (of(proptest::sample::subsequence(LABELS.to_vec(), 0..=3)), of(proptest::sample::subsequence(BRANDS.to_vec(), 0..=3))),
    ) -> Profile {
        let mut profile = Profile::new("", network);
        let strings = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
        profile.name = name.filter(|name| !name.is_empty()).map(str::to_owned);
        profile.followers = followers;
        profile.following = following;
        profile.country = country.map(|code| code.parse().unwrap());
        profile.language = language.map(str::to_owned);
        for (topic, share) in topics {
            if profile.topics.iter().all(|other| other.topic != topic) {
                profile.topics.push(Topic { topic: topic.to_owned(), share });
            }
        }
        profile.bio = bio.map(str::to_owned);
        (profile.posts, profile.posts_per_month, profile.last_post) = (posts, posts_per_month, last_post);
        (profile.verified, profile.has_contact) = (verified, has_contact);
        profile.engagement = engagement;
        profile.audience = audience.map(|audience| Audience { reachable, ..audience });
        profile.history = history;
        profile.price = price.into_iter().collect();
        profile.accepts = accepts;
        profile.sponsored_share = sponsored_share;
        profile.paid_performance = paid_performance;
        profile.response = response.map(|rate| Response { rate: Some(rate), hours });
        profile.labels = labels.map(strings);
        profile.brand_mentions = mentions.map(strings);
        profile
    }
}

/// A catalogue of up to `most` profiles with distinct ids that do not sort by row.
pub(crate) fn any_profiles(most: usize) -> impl Strategy<Value = Vec<Profile>> {
    vec(any_profile(), 1..most).prop_map(|mut profiles| {
        for (row, profile) in profiles.iter_mut().enumerate() {
            profile.id = format!("{}:p{}", profile.network, (row * 37) % 101);
        }
        profiles
    })
}

fn any_list(values: &'static [&'static str]) -> impl Strategy<Value = ListFilter> {
    let mut values = values.to_vec();
    values.push("unknown");
    (proptest::sample::subsequence(values.clone(), 0..=2), proptest::sample::subsequence(values, 0..=1))
        .prop_map(|(include, exclude)| ListFilter {
            include: include
                .into_iter()
                .filter(|value| !exclude.contains(value))
                .map(str::to_owned)
                .collect(),
            exclude: exclude.into_iter().map(str::to_owned).collect(),
        })
}

fn any_range(scale: f64) -> impl Strategy<Value = RangeFilter> {
    (of(0.0f64..0.5), of(0.5f64..1.0), any::<bool>()).prop_map(move |(min, max, keep_unknown)| RangeFilter {
        min: min.map(|min| min * scale),
        max: max.map(|max| max * scale),
        keep_unknown,
    })
}

prop_compose! {
    /// A query over the words that the random profiles use.
    pub(crate) fn any_query()(
        text in select(vec!["", "", "", "lea", "le mor", "zz", "beau", "lea mode", "nothing"]),
        lists in (any_list(&["instagram", "tiktok"]), any_list(&["nano", "micro", "mega"]), any_list(&["micro", "between", "macro"]),
            any_list(&COUNTRIES), any_list(&LANGUAGES), any_list(&TOPICS), any_list(&LABELS)),
        use_lists in proptest::array::uniform7(prop_oneof![4 => Just(false), 1 => Just(true)]),
        ranges in (any_range(1_000_000.0), any_range(100.0), any_range(100.0), any_range(3_000.0)),
        use_ranges in proptest::array::uniform4(prop_oneof![4 => Just(false), 1 => Just(true)]),
        (specialist, topics, countries, ages, genders) in (prop_oneof![3 => Just(false), 1 => Just(true)], proptest::sample::subsequence(TOPICS.to_vec(), 0..=2), proptest::sample::subsequence(COUNTRIES.to_vec(), 0..=2),
            proptest::sample::subsequence(AGE_BANDS.to_vec(), 0..=2), proptest::sample::subsequence(GENDERS.to_vec(), 0..=1)),
        (networks, tiers, format, budget) in (prop_oneof![3 => Just(vec![]), 1 => Just(vec![Network::Instagram, Network::X])], proptest::sample::subsequence(Tier::ALL.to_vec(), 0..=3),
            of(select(FORMATS.to_vec())), of(10.0f64..3_000.0)),
        (offer, labels, exclude) in (proptest::sample::subsequence(Deal::ALL.to_vec(), 0..=2), proptest::sample::subsequence(LABELS.to_vec(), 0..=2),
            prop_oneof![3 => Just(vec![]), 1 => Just(vec!["obrume".to_owned()])]),
        weights in proptest::array::uniform6(prop_oneof![1 => Just(0u8), 5 => 0u8..=100]),
        (policy, sort, descending, from, n) in (0..POLICIES.len(), select(SortKey::ALL.to_vec()), any::<bool>(), 0usize..20, 0usize..30),
    ) -> Query {
        let mut query = Query::default();
        text.clone_into(&mut query.filters.text);
        let (network, tier, character, country, language, topic, label) = lists;
        for ((facet, list), on) in Facet::ALL.into_iter().zip([network, tier, character, country, language, topic, label]).zip(use_lists) {
            if on { query.filters.lists[facet.index()] = list; }
        }
        let (followers, er, credibility, price) = ranges;
        for ((measure, range), on) in Measure::ALL.into_iter().zip([followers, er, credibility, price]).zip(use_ranges) {
            if on { query.filters.ranges[measure.index()] = range; }
        }
        let brief = &mut query.brief;
        brief.topics = topics.into_iter().zip(1u8..).map(|(topic, weight)| WantedTopic { topic: topic.to_owned(), weight }).collect();
        brief.countries = countries.into_iter().map(|code| code.parse().unwrap()).collect();
        brief.specialist = specialist;
        brief.ages = ages;
        brief.genders = genders;
        brief.networks = networks;
        brief.tiers = tiers;
        brief.format = format;
        brief.budget = budget.map(|amount| Budget { amount, currency: "EUR".parse().unwrap() });
        brief.offer = offer;
        brief.labels = labels.into_iter().map(str::to_owned).collect();
        brief.exclude = exclude;
        query.weights = Weights(weights);
        query.policy = POLICIES[policy];
        query.sort = Sort { key: sort, descending };
        query.from = from;
        query.n = n;
        query
    }
}
