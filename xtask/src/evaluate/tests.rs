//! The yardstick itself, on cases worked out by hand; and the claims of the report, on the data.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use accord::domain::network::Network;
use accord::domain::profile::{Profile, Topic};
use accord::domain::tier::Policy;

use super::metrics::{Auc, median, mid_ranks, spearman, wilson};
use super::ranking::{Wanted, judge};
use super::{DATA, SECTIONS, data, is_absent, tiers, topics, words};

fn wanted(industry: &str, own: &[(usize, f64)]) -> Wanted {
    Wanted { industry: industry.to_owned(), own: own.iter().copied().collect::<BTreeMap<_, _>>() }
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
}

#[test]
fn equal_values_share_their_ranks() {
    assert_eq!(mid_ranks(&[5.0, 9.0, 5.0, 1.0]), [2.5, 1.0, 2.5, 4.0]);
    assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
    close(spearman(&[1.0, 2.0, 3.0, 4.0], &[10.0, 20.0, 40.0, 30.0]), 0.8);
    assert!(spearman(&[1.0], &[1.0]).is_nan());
}

#[test]
fn an_area_counts_pairs_and_its_interval_widens_with_few() {
    // Of six pairs, four and a half are in the right order.
    let auc = Auc::of(&[0.9, 0.5, 0.3], &[0.5, 0.1]);
    close(auc.area, 4.5 / 6.0);
    // By positive 1, ¾, ½ (variance 1/16); by negative ½, 1 (variance 1/8).
    close(auc.error, (1.0 / 16.0 / 3.0 + 1.0 / 8.0 / 2.0_f64).sqrt());
    let (low, high) = wilson(5, 10);
    assert!((low - 0.2366).abs() < 1e-4 && (high - 0.7634).abs() < 1e-4, "{low} {high}");
}

#[test]
fn a_ranking_is_judged_as_by_hand() {
    let brands = [wanted("a", &[(0, 2.0), (1, 1.0)]), wanted("a", &[(2, 1.0)]), wanted("b", &[(3, 1.0)])];
    let scores = vec![vec![4.0, 2.0, 3.0, 1.0], vec![4.0, 3.0, 2.0, 1.0], vec![1.0, 1.0, 1.0, 1.0]];
    let figures = judge(&brands, &scores);
    // First brand: 0 beats both others, 1 beats one of two: 3 of 4. Second: 1 of 3. Third: ties, 1.5 of 3.
    close(figures.auc, 5.5 / 10.0);
    // Within industry a: 0 beats 2, 1 does not; 2 beats neither 0 nor 1.
    close(figures.cauc, 1.0 / 4.0);
    close(figures.recall_10, 1.0);
    // Best ranks 1, 3 and 2.5.
    close(figures.med_r, 2.5);
    close(figures.mrr, (1.0 + 1.0 / 3.0 + 1.0 / 2.5) / 3.0);
    let second = 1.0 / 3f64.log2();
    let first_brand = (2.0 + 0.5) / (2.0 + second);
    let level = (1.0 + second + 0.5 + 1.0 / 5f64.log2()) / 4.0;
    close(figures.ndcg_10, (first_brand + 0.5 + level) / 3.0);
}

/// Another split, of three topics and fictional rows, is found by its name and judged as one test, by hand: the brand of
/// the first topic worked with the two creators who are about it, the other with one of two who are about the second.
#[test]
fn another_split_stands_in_the_place_of_the_train_half() {
    let folder = std::env::temp_dir().join(format!("accord-evaluate-{}", std::process::id()));
    let academic = folder.join("academic");
    fs::create_dir_all(&academic).unwrap();
    let write = |kind: &str, text: &str| {
        fs::write(academic.join(format!("brand-match-other-{kind}.csv")), text).unwrap();
    };
    write("brands", "brand,category,topic_00,topic_01,topic_02\nun,a,1,0,0\ndeux,b,0,1,0\n");
    write(
        "influencers",
        "influencer,topic_00,topic_01,topic_02\nw,0.9,0.1,0\nx,0.8,0.1,0.1\ny,0,0.9,0.1\nz,0.1,0.7,0.2\n",
    );
    write("pairs", "brand,influencer,endorsement_score\nun,w,2\nun,x,1\ndeux,z,1\n");
    let splits = data::splits(&folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!((splits.len(), splits[0].name.as_str(), splits[0].topics.len()), (1, "other", 3));
    let measured = topics::measure(&splits[0]);
    assert_eq!(measured.tests, 1);
    for (scorer, figures) in measured.scorers {
        // First brand: w and x beat y and z, 4 of 4. Second: z beats w and x and loses to y, 2 of 3.
        close(figures.auc, 6.0 / 7.0);
        // Best ranks 1 and 2.
        close(figures.mrr, 0.75);
        close(figures.med_r, 1.5);
        close(figures.recall_10, 1.0);
        assert!(figures.cauc.is_nan(), "{scorer}: no two brands of one industry");
        close(figures.ndcg_10, f64::midpoint(1.0, 1.0 / 3f64.log2()));
    }
}

#[test]
fn words_are_counted_as_by_hand() {
    let named = |name: &str, topics: &[&str]| {
        let mut profile = Profile::new(name, Network::Youtube);
        profile.name = Some(name.to_owned());
        profile.topics =
            topics.iter().map(|topic| Topic { topic: (*topic).to_owned(), share: None }).collect();
        profile
    };
    let tally = words::Tally::of([
        named("Cooking with Ana", &["food"]),
        named("Ana Travels", &["food", "society"]),
        named("Ana", &["music"]),
        named("Music Box", &["entertainment"]),
        named("Gaming Bo", &[]),
    ]);
    assert_eq!((tally.labelled, tally.mapped, tally.read, tally.right), (4, 2, 2, 1));
}

fn data_folder() -> Option<PathBuf> {
    let folder = std::env::var_os(DATA).map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: {DATA} names no folder");
    }
    folder
}

#[test]
fn the_tiers_are_the_researchers_but_for_the_edges() {
    let Some(folder) = data_folder() else { return };
    let labels = tiers::read(&folder).unwrap();
    let agree = tiers::agreeing(&labels, &Policy::standard()) as f64 / labels.len() as f64;
    assert!(agree > 0.995, "{agree}");
}

#[test]
fn topical_fit_is_well_above_plain_cosine() {
    let Some(folder) = data_folder() else { return };
    for split in data::splits(&folder).unwrap() {
        let measured = topics::measure(&split);
        let of = |name: &str| {
            measured
                .scorers
                .iter()
                .find(|(scorer, _)| scorer.contains(name))
                .map(|(_, figures)| *figures)
                .unwrap()
        };
        let (accord, cosine) = (of("Accord"), of("cosine"));
        assert!(accord.auc > cosine.auc + 0.005, "{} {}", accord.auc, cosine.auc);
        assert!(
            accord.recall_10 > cosine.recall_10 && accord.mrr > cosine.mrr && accord.ndcg_10 > cosine.ndcg_10
        );
    }
}

/// A folder may have the files of some sections only; the others say so instead of stopping the report.
#[test]
fn a_section_without_its_files_is_told_from_one_that_cannot_be_read() {
    let folder = std::env::temp_dir().join(format!("accord-evaluate-absent-{}", std::process::id()));
    let academic = folder.join("academic");
    fs::create_dir_all(&folder).unwrap();
    for (title, section) in SECTIONS {
        let error = section(&folder).unwrap_err();
        assert!(is_absent(&error), "{title}: {error:#}");
    }
    fs::create_dir_all(&academic).unwrap();
    fs::create_dir_all(folder.join("lists")).unwrap();
    fs::write(academic.join("tiktok-tier-labels.csv"), "tier\nmicro\n").unwrap();
    for (title, section) in SECTIONS {
        let found = section(&folder);
        match title {
            "Size tiers" => assert!(!is_absent(&found.unwrap_err())),
            _ => assert!(is_absent(&found.unwrap_err()), "{title}"),
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
