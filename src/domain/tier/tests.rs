//! Borders, sources, and what a user's own cut points may be.

use super::*;

#[test]
fn ranges_are_half_open() {
    let stim = Policy::standard();
    let cases = [
        (0, Tier::Nano),
        (9_999, Tier::Nano),
        (10_000, Tier::Micro),
        (49_999, Tier::Micro),
        (50_000, Tier::Mid),
        (499_999, Tier::Mid),
        (500_000, Tier::Macro),
        (999_999, Tier::Macro),
        (1_000_000, Tier::Mega),
        (u64::MAX, Tier::Mega),
    ];
    for (followers, tier) in cases {
        assert_eq!(stim.tier(Network::Youtube, followers), tier, "{followers}");
    }
    let seed = Policy::named("seed").unwrap();
    assert_eq!(seed.tier(Network::X, 49_999), Tier::Micro);
    assert_eq!(seed.tier(Network::X, 50_000), Tier::Macro);
    assert_eq!(seed.range(Tier::Mid), None);
}

#[test]
fn every_policy_starts_at_zero_and_rises() {
    for policy in POLICIES {
        assert_eq!(policy.rungs()[0].from, 0, "{}", policy.slug);
        assert!(
            policy.rungs().windows(2).all(|pair| pair[0].from < pair[1].from && pair[0].tier < pair[1].tier)
        );
        for rung in policy.on(Network::X) {
            let (from, to) = policy.closed_range(Network::X, rung.tier).unwrap();
            assert!(0 < from && from < to, "{} {}", policy.slug, rung.tier);
        }
        assert_eq!(Policy::named(&policy.to_string()), Some(*policy));
    }
}

#[test]
fn a_users_own_policy_is_four_rising_numbers() {
    let own = Policy::named("custom:5000,20000, 100000,1000000").unwrap();
    assert_eq!(own.to_string(), "custom:5000,20000,100000,1000000");
    assert_eq!(Policy::named(&own.to_string()), Some(own));
    assert!(own.is_custom() && !Policy::standard().is_custom());
    for (followers, tier) in
        [(4_999, Tier::Nano), (5_000, Tier::Micro), (20_000, Tier::Mid), (1_000_000, Tier::Mega)]
    {
        assert_eq!(own.tier(Network::Twitch, followers), tier);
    }
    for bad in [
        "custom",
        "custom:",
        "custom:1,2,3",
        "custom:0,1,2,3",
        "custom:4,3,2,1",
        "custom:1,2,3,4,5",
        "custom:a,b,c,d",
        "custom:-1,2,3,4",
        "custom:1,2,3,9999999999999",
        "stim:1,2,3,4",
        "custom:1,2,3,4;",
        "custom:1,2,3,4;orkut:1,2,3,4",
        "custom:1,2,3,4;tiktok:4,3,2,1",
        "custom:1,2,3,4;tiktok:1,2,3,4;tiktok:1,2,3,5",
    ] {
        assert_eq!(Policy::named(bad), None, "{bad}");
    }
}

#[test]
fn a_network_may_have_cut_points_of_its_own() {
    let text = "custom:5000,20000,100000,1000000;tiktok:10000,50000,500000,5000000;x:1,2,3,4";
    let own = Policy::named(text).unwrap();
    assert_eq!(own.to_string(), text);
    assert_eq!(own.tier(Network::Tiktok, 1_000_000), Tier::Macro);
    assert_eq!(own.tier(Network::Instagram, 1_000_000), Tier::Mega);
    assert_eq!(own.micro_limit(Network::Tiktok), 50_000);
    assert_eq!(own.range(Tier::Micro), Some((5_000, Some(20_000))));
    let same = own.with(Network::Tiktok, None).and_then(|own| own.with(Network::X, None)).unwrap();
    assert_eq!(Some(same), Policy::named("custom:5000,20000,100000,1000000"));
    assert!(own.varies() && !same.varies());
    assert_eq!(Policy::standard().with(Network::X, None), None);
    let published = Policy::named("stim-x").unwrap();
    assert_eq!(published.tier(Network::X, 5_000), Tier::Micro);
    assert_eq!(published.tier(Network::Youtube, 5_000), Tier::Nano);
}
