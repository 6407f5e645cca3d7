//! Properties of reading: what is written reads back equal, and nothing that is thrown at it makes it panic.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use accord::{
    domain::{
        label::LABELS,
        network::Network,
        profile::{
            Audience, Basis, CredibilityKind, Deal, Engagement, Month, Price, PriceKind, Profile, Response,
            Shares, Source, Topic,
        },
    },
    intake::{Hints, read},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn text() -> impl Strategy<Value = String> {
    "[A-Za-zéü][A-Za-z0-9 éü<>&\"'\\\\/=;🙂]{0,30}".prop_map(|text| text.trim().to_owned())
}

fn slug() -> impl Strategy<Value = String> {
    "[a-z]{1,12}(-[a-z]{1,8})?"
}

/// Numbers of up to fifteen digits: those the parser reads exactly; longer ones it reads to the last bit but one.
fn decimal(max: f64) -> impl Strategy<Value = f64> {
    (0..=1_000_000_u32).prop_map(move |millionths| (f64::from(millionths) * max).round() / 1e6)
}

fn fraction() -> impl Strategy<Value = f64> {
    decimal(1.0)
}

fn amount() -> impl Strategy<Value = f64> {
    decimal(1e9)
}

fn date() -> impl Strategy<Value = String> {
    (2000_u16..2030, 1_u8..=12, option::of(1_u8..=28)).prop_map(|(year, month, day)| match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    })
}

fn url() -> impl Strategy<Value = String> {
    "https?://[a-z]{1,8}\\.example(/[a-z0-9?=&%-]{0,20})?"
}

fn shares(keys: &'static [&'static str]) -> impl Strategy<Value = Shares> {
    vec((select(keys), fraction()), 0..4)
        .prop_map(|pairs| pairs.into_iter().map(|(key, share)| (key.to_owned(), share)).collect())
}

fn engagement() -> impl Strategy<Value = Engagement> {
    let rate = (
        option::of(decimal(10.0)),
        option::of(select(&Basis::ALL[..])),
        option::of(slug()),
        option::of(select(vec!["mean".to_owned(), "median".to_owned()])),
        option::of(0_u64..1_000),
        option::of(0_u64..1_000),
    );
    let counts = (
        option::of(amount()),
        option::of(amount()),
        option::of(amount()),
        option::of(amount()),
        option::of(amount()),
        option::of(fraction()),
    );
    (rate, counts).prop_map(|((rate, basis, numerator, statistic, window_days, posts), counts)| {
        let (likes, comments, shares, saves, views, likes_spread) = counts;
        Engagement {
            rate,
            basis,
            numerator,
            statistic,
            window_days,
            posts,
            likes,
            comments,
            shares,
            saves,
            views,
            likes_spread,
        }
    })
}

fn audience() -> impl Strategy<Value = Audience> {
    let first = (
        option::of(fraction()),
        option::of(select(vec![CredibilityKind::Floor, CredibilityKind::Estimate])),
        shares(&["real", "suspicious", "mass", "influencers"]),
        option::of(fraction()),
        shares(&["female", "male"]),
    );
    let second = (
        shares(&["13-17", "18-24", "25-34", "35-44", "45-64", "65+"]),
        shares(&["FR", "BE", "CH", "CI", "GB"]),
        shares(&["Paris", "Saint-Étienne"]),
        shares(&["fr", "en", "gsw"]),
        shares(&["beauty", "food", "bien-etre"]),
    );
    (first, second).prop_map(|(first, second)| {
        let (credibility, credibility_kind, types, reachable, genders) = first;
        let (ages, countries, cities, languages, interests) = second;
        Audience {
            credibility,
            credibility_kind,
            types,
            reachable,
            genders,
            ages,
            countries,
            cities,
            languages,
            interests,
        }
    })
}

fn price() -> impl Strategy<Value = Price> {
    let kinds = vec![PriceKind::Quote, PriceKind::Vendor, PriceKind::Model];
    (amount(), amount(), select(vec!["EUR", "USD"]), select(kinds)).prop_map(|(low, more, currency, kind)| {
        Price { low, high: low.max(more), currency: currency.parse().unwrap(), kind }
    })
}

fn history() -> impl Strategy<Value = Vec<Month>> {
    let month = (1_u8..=12, option::of(0_u64..1_000_000), decimal(10.0));
    vec(month, 0..4).prop_map(|months| {
        let by_month: BTreeMap<_, _> = months.into_iter().map(|(month, a, b)| (month, (a, b))).collect();
        let entry = |(month, (followers, engagement))| Month {
            month: format!("2025-{month:02}"),
            followers,
            engagement: Some(engagement),
        };
        by_month.into_iter().map(entry).collect()
    })
}

fn sources() -> impl Strategy<Value = BTreeMap<String, Source>> {
    let source = (text(), option::of(date())).prop_map(|(name, date)| Source { name: Some(name), date });
    proptest::collection::btree_map(select(vec!["*".to_owned(), "followers".to_owned()]), source, 0..3)
}

fn labels() -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(&LABELS[..], 0..4)
        .prop_map(|labels| labels.into_iter().map(str::to_owned).collect())
}

fn topics() -> impl Strategy<Value = Vec<Topic>> {
    proptest::collection::btree_map("[a-m]{1,8}", option::of(fraction()), 0..4)
        .prop_map(|topics| topics.into_iter().map(|(topic, share)| Topic { topic, share }).collect())
}

prop_compose! {
    fn words()(
        creator in option::of(slug()), handle in option::of("[a-z0-9._]{1,20}"), name in option::of(text()),
        url in option::of(url()), avatar in option::of(url()), bio in option::of(text()), city in option::of(text()),
        country in option::of(select(vec!["FR", "BE", "CI"])), language in option::of(select(vec!["fr", "pt-BR"])),
        account_type in option::of(slug()), verified in option::of(any::<bool>()), last_post in option::of(date()),
    ) -> Profile {
        let mut profile = Profile::new("", Network::X);
        profile.creator = creator;
        profile.handle = handle;
        profile.name = name;
        profile.url = url;
        profile.avatar = avatar;
        profile.bio = bio;
        profile.city = city;
        profile.country = country.map(|code| code.parse().unwrap());
        profile.language = language.map(str::to_owned);
        profile.account_type = account_type;
        profile.verified = verified;
        profile.last_post = last_post;
        profile
    }
}

prop_compose! {
    fn profile()(
        words in words(), id in "[a-zA-Z0-9:_é-]{1,20}", network in select(&Network::ALL[..]),
        counts in (option::of(0_u64..1_000_000_000), option::of(0_u64..10_000), option::of(0_u64..10_000)),
        posts_per_month in option::of(amount()), engagement in option::of(engagement()), history in history(),
        audience in option::of(audience()), price in proptest::collection::btree_map(slug(), price(), 0..3),
        lists in (option::of(proptest::sample::subsequence(&Deal::ALL[..], 0..4)), option::of(labels()), topics()),
        mentions in option::of(proptest::collection::btree_set("[A-Z][a-z]{2,8}", 0..4)),
        shares in (option::of(fraction()), option::of(decimal(10.0)), option::of(any::<bool>())),
        response in (option::of(fraction()), option::of(amount())), sources in sources(),
    ) -> Profile {
        let (followers, following, posts) = counts;
        let (accepts, labels, topics) = lists;
        let (sponsored_share, paid_performance, has_contact) = shares;
        let response = Response { rate: response.0, hours: response.1 };
        Profile {
            id, network, followers, following, posts, posts_per_month, history, price, accepts, labels, topics,
            engagement: engagement.filter(|group| *group != Engagement::default()),
            audience: audience.filter(|group| *group != Audience::default()),
            response: Some(response).filter(|group| *group != Response::default()),
            brand_mentions: mentions.map(|brands| brands.into_iter().collect()),
            sponsored_share, paid_performance, has_contact, sources,
            ..words
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(profile in profile()) {
        let written = serde_json::to_string(&profile).unwrap();
        for text in [format!("[{written}]"), written.clone(), format!("{{\"profiles\":[{written}]}}")] {
            let catalogue = read(text.as_bytes(), &Hints::default()).unwrap();
            let dropped: Vec<_> =
                catalogue.report.issues.iter().filter(|issue| issue.reason != "implausible").collect();
            prop_assert!(dropped.is_empty(), "{dropped:?}");
            prop_assert_eq!(&catalogue.profiles.get(0).unwrap(), &profile);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200)) {
        read(&bytes, &Hints::default()).ok();
    }

    #[test]
    fn no_damage_to_a_document_makes_it_panic(damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = include_bytes!("data/contract.json").to_vec();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        read(&bytes, &Hints::default()).ok();
    }

    #[test]
    fn no_table_makes_it_panic(
        header in "(name|handle|lien|Instagram|sep=)[;,\n\t](followers|abonnés|ER|prix reel|Pays|catégorie|é|\")[;,](likes|vues avg|\n)",
        rows in vec("[a-zé@\"'#%€.,;0-9 \n\t|/KM-]{0,60}", 0..12),
    ) {
        let text = format!("{header}\n{}", rows.join("\n"));
        let hints = Hints { network: Some(Network::Instagram), ..Hints::default() };
        read(text.as_bytes(), &hints).ok();
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}\",:;\\\\a-zé0-9.%\\n ]{0,200}") {
        let hints = Hints { network: Some(Network::X), ..Hints::default() };
        if let Ok(catalogue) = read(text.as_bytes(), &hints) {
            prop_assert!(catalogue.report.rows >= catalogue.profiles.len());
        }
    }
}
