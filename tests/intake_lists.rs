//! Real lists, where they are at hand: `ACCORD_TEST_DATA` names the folder. Counts, totals and medians only;
//! they were worked out by hand from the files, independently of the code.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{env, fs, path::PathBuf};

use accord::{
    domain::{
        network::Network,
        profile::{Basis, Engagement, Profile},
    },
    intake::{Catalogue, Hints, read},
};

fn lists() -> Option<PathBuf> {
    let folder = env::var_os("ACCORD_TEST_DATA").map(|folder| PathBuf::from(folder).join("lists"));
    if folder.is_none() {
        println!("skipped: ACCORD_TEST_DATA names no folder with real lists");
    }
    folder
}

fn open(name: &str) -> Option<Catalogue> {
    let bytes = fs::read(lists()?.join(name)).unwrap();
    Some(read(&bytes, &Hints { name: Some(name.to_owned()), ..Hints::default() }).unwrap())
}

/// How many profiles know a number, and what it adds up to.
fn total(catalogue: &Catalogue, number: impl Fn(&Profile) -> Option<f64>) -> (usize, f64) {
    let known: Vec<f64> = catalogue.profiles.iter().filter_map(|profile| number(&profile)).collect();
    (known.len(), known.iter().sum::<f64>().trunc())
}

struct Expected {
    rows: usize,
    profiles: usize,
    followers: f64,
    views: (usize, f64),
    likes: (usize, f64),
    comments: (usize, f64),
    rates: usize,
    median: f64,
    basis: Basis,
}

#[track_caller]
fn check(name: &str, network: Network, expected: Expected) {
    let Some(catalogue) = open(name) else { return };
    let report = &catalogue.report;
    assert_eq!((report.rows, report.profiles), (expected.rows, expected.profiles), "{name}");
    assert_eq!(report.merged, expected.rows - expected.profiles, "{name}: every row is a profile or merged");
    assert_eq!(report.generated_at.as_deref(), name.get(name.len() - 11..name.len() - 4));
    assert!(catalogue.profiles.iter().all(|profile| profile.network == network), "{name}");
    let of = |number: fn(&Engagement) -> Option<f64>| total(&catalogue, |p| number(p.engagement.as_ref()?));
    let followers = total(&catalogue, |profile| profile.followers.map(|count| count as f64));
    assert_eq!(followers, (expected.profiles, expected.followers), "{name}: followers");
    assert_eq!(of(|group| group.views), expected.views, "{name}: views");
    assert_eq!(of(|group| group.likes), expected.likes, "{name}: likes");
    assert_eq!(of(|group| group.comments), expected.comments, "{name}: comments");
    let mut rates: Vec<f64> = catalogue.profiles.iter().filter_map(|p| p.engagement.as_ref()?.rate).collect();
    rates.sort_by(f64::total_cmp);
    assert_eq!(rates.len(), expected.rates, "{name}: rates");
    assert!(
        (rates[rates.len() / 2] - expected.median).abs() < 1e-6,
        "{name}: median {}",
        rates[rates.len() / 2]
    );
    let bases = catalogue.profiles.iter().filter_map(|p| p.engagement.as_ref()?.basis);
    assert!(bases.into_iter().all(|basis| basis == expected.basis), "{name}: basis");
    // A name and a handle each where both columns are filled, and the handle is not the name.
    let spaced =
        catalogue.profiles.iter().filter(|p| p.handle.as_deref().is_some_and(|h| h.contains(' '))).count();
    assert_eq!(spaced, 0, "{name}: handles have no spaces");
}

const NONE: (usize, f64) = (0, 0.0);

#[test]
fn instagram_month_by_month() {
    let month = |rows, profiles, followers, median| Expected {
        rows,
        profiles,
        followers,
        views: NONE,
        likes: NONE,
        comments: NONE,
        rates: profiles,
        median,
        basis: Basis::Followers,
    };
    check("instagram-2022-03.csv", Network::Instagram, month(1_000, 997, 25_463_000_000.0, 0.037_094));
    check("instagram-2022-06.csv", Network::Instagram, month(1_022, 979, 25_452_300_000.0, 0.032_179));
    check("instagram-2022-09.csv", Network::Instagram, month(1_050, 983, 26_599_100_000.0, 0.030_274));
}

#[test]
fn tiktok_month_by_month() {
    let month = |rows, profiles, followers, views, likes, comments, median| Expected {
        rows,
        profiles,
        followers,
        views: (profiles, views),
        likes: (profiles, likes),
        comments: (profiles, comments),
        rates: profiles,
        median,
        basis: Basis::Views,
    };
    let march = month(1_000, 987, 6_793_709_200.0, 3_130_208_900.0, 391_043_700.0, 3_518_492.0, 0.133_679);
    check("tiktok-2022-03.csv", Network::Tiktok, march);
    let june = month(1_007, 990, 6_735_306_500.0, 3_075_422_900.0, 395_526_300.0, 3_078_831.0, 0.131_952);
    check("tiktok-2022-06.csv", Network::Tiktok, june);
    let september =
        month(1_000, 996, 7_018_511_300.0, 2_833_131_400.0, 349_401_500.0, 2_530_529.0, 0.130_344);
    check("tiktok-2022-09.csv", Network::Tiktok, september);
}

#[test]
fn youtube_month_by_month() {
    let march = Expected {
        rows: 1_000,
        profiles: 998,
        followers: 17_379_300_000.0,
        views: (998, 1_100_363_473.0),
        likes: (960, 50_078_125.0),
        comments: (789, 2_644_934.0),
        rates: 960,
        median: 0.032_039,
        basis: Basis::Views,
    };
    check("youtube-2022-03.csv", Network::Youtube, march);
    let june = Expected {
        rows: 1_021,
        profiles: 999,
        followers: 17_730_900_000.0,
        views: (999, 1_157_613_112.0),
        likes: (971, 54_335_373.0),
        comments: (800, 2_370_769.0),
        rates: 970,
        median: 0.033_106,
        basis: Basis::Views,
    };
    check("youtube-2022-06.csv", Network::Youtube, june);
    // Without views the rate is by followers, and says so.
    let september = Expected {
        rows: 1_047,
        profiles: 999,
        followers: 18_745_800_000.0,
        views: NONE,
        likes: (999, 55_974_157.0),
        comments: (999, 2_362_765.0),
        rates: 999,
        median: 0.000_280,
        basis: Basis::Followers,
    };
    check("youtube-2022-09.csv", Network::Youtube, september);
}

#[test]
fn what_is_odd_in_a_month_is_in_its_report() {
    let columns = |catalogue: &Catalogue, reason: &str| -> Vec<String> {
        let issues = catalogue.report.issues.iter().filter(|issue| issue.row == 0 && issue.reason == reason);
        issues.map(|issue| issue.field.clone()).collect()
    };
    let Some(june) = open("instagram-2022-06.csv") else { return };
    assert_eq!(
        columns(&june, "mislabelled_column"),
        ["Views avg.", "Likes avg", "Likes avg", "Comments avg.", "Comments avg."]
    );
    let Some(march) = open("instagram-2022-03.csv") else { return };
    assert_eq!(columns(&march, "not_kept"), ["Audience country(mostly)", "Authentic engagement"]);
    // A main audience country is nobody's home.
    assert_eq!((march.report.fields["country"], june.report.fields["country"]), (0, 0));
    let Some(youtube) = open("youtube-2022-06.csv") else { return };
    assert_eq!(youtube.report.fields["country"], 817);
    assert_eq!(youtube.report.issue_counts.get("not_a_number"), None);
}

#[test]
fn other_lists_are_read_as_far_as_they_can_be() {
    for (name, network, rows, profiles, followers) in [
        ("instagram-top200.csv", Network::Instagram, 200, 200, 200),
        ("youtube-top1000.csv", Network::Youtube, 1_000, 1_000, 1_000),
        ("youtube-global-latin1.csv", Network::Youtube, 995, 992, 992),
        ("tiktok-saudi-cp1252.csv", Network::Tiktok, 100, 100, 100),
    ] {
        let Some(Catalogue { profiles: found, report }) = open(name) else { return };
        assert_eq!(
            (report.rows, found.len(), report.fields["followers"]),
            (rows, profiles, followers),
            "{name}"
        );
        assert!(found.iter().all(|profile| profile.network == network), "{name}");
    }
    let Some(catalogue) = open("multi-network-ragged.csv") else { return };
    assert_eq!(catalogue.report.rows, 473);
    assert_eq!(catalogue.report.issue_counts["ragged_row"], 233);
    for network in [Network::Instagram, Network::Youtube, Network::Facebook, Network::Tiktok] {
        assert!(
            catalogue.profiles.iter().filter(|profile| profile.network == network).count() > 10,
            "{network}"
        );
    }
    assert!(catalogue.profiles.iter().filter(|profile| profile.creator.is_some()).count() > 800);
}
