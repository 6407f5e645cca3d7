//! The bounds against brute force, and the promises of the fit.

use proptest::prelude::*;

use super::*;
use crate::domain::signals::INFERRED;

const SLUGS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn code(slug: &str) -> u32 {
    SLUGS.iter().position(|known| *known == slug).map_or(u32::MAX, |at| at as u32)
}

fn target(wanted: &[(&str, f64)], norm: &TopicNorm) -> TopicTarget {
    TopicTarget::new(wanted, norm, code)
}

fn norm(usual: &[f64]) -> TopicNorm {
    let usual = SLUGS.iter().zip(usual).map(|(slug, usual)| ((*slug).to_owned(), *usual)).collect();
    TopicNorm { usual, profiles: 99 }
}

/// The score of what is shared, 0–1, where every wanted topic is named.
fn all_named(shared: f64) -> f64 {
    0.25 + 0.75 * shared
}

#[test]
fn without_a_norm_it_is_the_bhattacharyya_coefficient_and_what_is_named() {
    let brief = target(&[("a", 0.75), ("b", 0.25)], &TopicNorm::default());
    assert_eq!(brief.score(&[(0, 0.75), (1, 0.25)]), PartScore::exact(1.0));
    assert_eq!(brief.score(&[(2, 1.0)]), PartScore::exact(0.0));
    // Three quarters of the brief are named.
    assert_eq!(brief.score(&[(0, 1.0)]), PartScore::exact(0.25 * 0.75 + 0.75 * 0.75f64.sqrt()));
    // A share of nothing names nothing.
    assert_eq!(brief.score(&[(0, 1.0), (1, 0.0)]), brief.score(&[(0, 1.0)]));
    let unsure = brief.score(&[(0, 0.5)]);
    assert_eq!((unsure.low, unsure.high), (to_score(0.25 * 0.75 + 0.75 * 0.375f64.sqrt()), 1000));
    assert_eq!(brief.score(&[]), PartScore::UNKNOWN);
    assert_eq!(brief.score(&[(0, 0.9), (1, 0.9)]), PartScore::UNKNOWN);
}

#[test]
fn topics_without_shares_earn_what_naming_earns_and_leave_the_rest_open() {
    let unshared = f64::NAN;
    let brief = target(&[("a", 1.0)], &TopicNorm::default());
    let one = brief.score(&[(0, unshared)]);
    assert_eq!((one.low, one.estimate, one.high), (250, Some(1000), 1000));
    let two = brief.score(&[(0, unshared), (1, unshared)]);
    assert_eq!((two.low, two.estimate, two.high), (250, Some(to_score(all_named(0.5f64.sqrt()))), 1000));
    let other = brief.score(&[(1, unshared)]);
    assert_eq!((other.low, other.estimate, other.high), (0, Some(0), 1000));
    let mixed = brief.score(&[(0, 0.64), (1, unshared)]);
    assert_eq!((mixed.low, mixed.high), (to_score(all_named(0.8)), 1000));
}

#[test]
fn inferred_topics_feed_the_estimate_and_nothing_else() {
    let brief = target(&[("a", 1.0)], &TopicNorm::default());
    let guess = brief.score(&[(0, INFERRED), (1, INFERRED)]);
    let named = brief.score(&[(0, f64::NAN), (1, f64::NAN)]);
    assert_eq!(guess, PartScore { estimate: named.estimate, ..PartScore::UNKNOWN });
    assert_eq!(brief.score(&[(1, INFERRED)]).estimate, Some(0));
}

#[test]
fn what_everybody_is_about_counts_against_a_profile() {
    let usual = norm(&[0.0, 0.0, 0.8]);
    let brief = target(&[("a", 1.0)], &usual);
    let plain = brief.score(&[(0, 0.5), (1, 0.5)]);
    let common = brief.score(&[(0, 0.5), (2, 0.5)]);
    assert_eq!(plain, PartScore::exact(all_named(0.5f64.sqrt())));
    // √½ − ¼ · 0.8 · √½
    assert_eq!(common, PartScore::exact(all_named(0.8 * 0.5f64.sqrt())));
    assert_eq!(brief.score(&[(2, 1.0)]), PartScore::exact(0.0));
    // A wanted topic never counts against a profile, however common it is.
    let weak = target(&[("a", 0.99), ("c", 0.01)], &norm(&[0.0, 0.0, 1.0]));
    assert_eq!(weak.term(2).c, 0.0);
    // Nor does the norm take a whole brief away.
    let all = target(&[("a", 0.5), ("b", 0.5)], &norm(&[4.0, 4.0]));
    assert_eq!(all.score(&[(0, 0.5), (1, 0.5)]), PartScore::exact(1.0));
}

#[test]
fn a_norm_needs_thirty_profiles_with_shares_and_does_not_know_their_order() {
    let profile = |at: u32| vec![(at % 3, 0.64), (3 + at % 5, 0.36)];
    let lists: Vec<Vec<CodedShare>> = (0..40).map(profile).collect();
    let word = |code: u32| SLUGS.get(code as usize).copied();
    let fit = |lists: &[Vec<CodedShare>]| TopicNorm::fit(lists.iter().map(|list| (list.as_slice(), 1)), word);
    let fitted = fit(&lists);
    assert_eq!(fitted, TopicNorm::fit(lists.iter().rev().map(|list| (list.as_slice(), 1)), word));
    // Lists repeat after fifteen.
    let distinct =
        lists.iter().take(15).zip(0..).map(|(list, at)| (list.as_slice(), if at < 10 { 3 } else { 2 }));
    assert_eq!(fitted, TopicNorm::fit(distinct, word));
    assert_eq!(fitted.profiles(), 40);
    assert!((fitted.usual("a") - 0.8 * 14.0 / 40.0).abs() < 1e-9);
    let names: Vec<Vec<CodedShare>> = (0..40).map(|at| vec![(at % 3, f64::NAN)]).collect();
    assert_eq!(fit(&names), TopicNorm::default());
    assert_eq!(fit(&lists[..29]), TopicNorm::default());
}

fn shares(most: usize) -> impl Strategy<Value = Vec<CodedShare>> {
    proptest::collection::vec(0.0f64..1.0, 1..most).prop_map(|raw| {
        let total: f64 = raw.iter().sum::<f64>() + 0.3;
        raw.iter().zip(0u32..).map(|(share, key)| (key, share / total)).collect()
    })
}

fn any_target() -> impl Strategy<Value = TopicTarget> {
    (shares(5), proptest::collection::vec(0.0f64..0.9, 8)).prop_map(|(wanted, usual)| {
        let total: f64 = wanted.iter().map(|(_, q)| q).sum();
        // Every other topic, so that wanted and other topics mix.
        let wanted: Vec<(&str, f64)> =
            wanted.iter().map(|(key, q)| (SLUGS[*key as usize * 2 % 7], q / total)).collect();
        target(&wanted, &norm(&usual))
    })
}

/// The score of complete shares, unrounded, by its definition.
fn naive(target: &TopicTarget, shares: &[f64; 8]) -> f64 {
    let all = || shares.iter().zip(0u32..).map(|(p, code)| (*p, target.term(code)));
    let shared: f64 = all().map(|(p, term)| term.c * p.sqrt()).sum();
    let named: f64 = all().filter(|(p, _)| *p > 0.0).map(|(_, term)| term.q).sum();
    0.25 * named + 0.75 * (shared / target.gain.sqrt()).max(0.0)
}

proptest! {
    /// No random way of spending what is not listed leaves the bounds, and some come close.
    #[test]
    fn no_completion_leaves_the_bounds(
        brief in any_target(), listed in shares(6), spend in proptest::collection::vec(0.0f64..1.0, 8),
        only in 0usize..8,
    ) {
        let bounds = brief.score(&listed);
        let rest = 1.0 - listed.iter().map(|(_, p)| p).sum::<f64>();
        let total: f64 = spend.iter().sum::<f64>().max(1e-9);
        for whole in [false, true] {
            let mut full = [0.0; 8];
            for (key, p) in &listed { full[*key as usize] = *p; }
            for (key, p) in full.iter_mut().enumerate() {
                *p += if whole { if key == only { rest } else { 0.0 } } else { rest * spend[key] / total };
            }
            let exact = naive(&brief, &full) * 1000.0;
            prop_assert!(f64::from(bounds.low) <= exact + 0.51, "{bounds:?} {exact}");
            prop_assert!(exact <= f64::from(bounds.high) + 0.51, "{bounds:?} {exact}");
        }
    }

    /// The bounds are reached: a fine search by small steps comes within a few thousandths of them.
    #[test]
    fn the_bounds_are_reached(brief in any_target(), listed in shares(4)) {
        let bounds = brief.score(&listed);
        let rest = 1.0 - listed.iter().map(|(_, p)| p).sum::<f64>();
        for (sign, bound) in [(1.0, bounds.high), (-1.0, bounds.low)] {
            let mut full = [0.0; 8];
            for (key, p) in &listed { full[*key as usize] = *p; }
            // Step by step to where the next crumb does most.
            for _ in 0..400 {
                let crumb = rest / 400.0;
                let gain = |p: f64, key: usize| sign * brief.term(key as u32).c * ((p + crumb).sqrt() - p.sqrt());
                let best = (0..8).max_by(|a, b| gain(full[*a], *a).total_cmp(&gain(full[*b], *b))).unwrap();
                full[best] += crumb;
            }
            // A breath of every wanted topic names it.
            if sign > 0.0 {
                for (key, p) in full.iter_mut().enumerate() {
                    if brief.term(key as u32).q > 0.0 && *p == 0.0 { *p = 1e-12; }
                }
            }
            let reached = naive(&brief, &full) * 1000.0;
            // A topic outside all lists takes the rest where every other one would move the wrong way.
            let none = naive(&brief, &{ let mut p = [0.0; 8]; for (key, share) in &listed { p[*key as usize] = *share; } p }) * 1000.0;
            let best = if sign > 0.0 { reached.max(none) } else { reached.min(none) };
            // A small rest that goes where it hurts names the topic it goes to; where that one is wanted, the
            // search has named more than the worst case need.
            let names = if sign < 0.0 { 250.0 } else { 0.0 };
            prop_assert!(best >= f64::from(bound) - 9.0 && best <= f64::from(bound) + 9.0 + names, "{best} {bound} {sign}");
        }
    }

    #[test]
    fn leaving_a_share_out_never_raises_the_lower_bound(brief in any_target(), listed in shares(6), gone in 0usize..6) {
        let mut fewer = listed.clone();
        if gone < fewer.len() {
            fewer.remove(gone);
        }
        if !fewer.is_empty() {
            prop_assert!(brief.score(&fewer).low <= brief.score(&listed).low);
        }
    }

    /// Neither does a name without a share, nor a share that is kept back.
    #[test]
    fn leaving_a_name_or_a_share_out_never_raises_the_lower_bound(
        brief in any_target(), listed in shares(6), open in proptest::collection::vec(any::<bool>(), 6), gone in 0usize..6,
    ) {
        let listed: Vec<CodedShare> = listed.into_iter().zip(open)
            .map(|((key, share), open)| (key, if open { f64::NAN } else { share })).collect();
        let whole = brief.score(&listed);
        let (mut fewer, mut vague) = (listed.clone(), listed.clone());
        if gone < listed.len() {
            fewer.remove(gone);
            vague[gone].1 = f64::NAN;
        }
        prop_assert!(brief.score(&vague).low <= whole.low, "a share");
        prop_assert!(fewer.is_empty() || brief.score(&fewer).low <= whole.low, "a name");
    }

    /// More of a wanted topic, taken from one that is not wanted, never lowers the score.
    #[test]
    fn more_of_a_wanted_topic_never_lowers_the_score(usual in proptest::collection::vec(0.0f64..0.9, 8), start in 0.0f64..1.0, more in 0.0f64..1.0) {
        let brief = target(&[("a", 1.0)], &norm(&usual));
        let at = |share: f64| brief.score(&[(0, share), (1, 1.0 - share)]).low;
        prop_assert!(at(start) <= at(start + (1.0 - start) * more) + 1);
    }

    #[test]
    fn the_terms_add_up_to_the_score(brief in any_target(), raw in proptest::collection::vec(0.0f64..1.0, 8)) {
        let total: f64 = raw.iter().sum::<f64>().max(1e-9);
        let listed: Vec<CodedShare> = raw.iter().zip(0u32..).map(|(share, key)| (key, share / total)).collect();
        let score = brief.score(&listed);
        let added: i16 = brief.terms(&listed).iter().map(|term| term.score).sum();
        prop_assert_eq!(i32::from(added), i32::from(score.low));
        prop_assert_eq!(score.low, score.high);
        let names: Vec<CodedShare> = listed.iter().map(|(key, _)| (*key, f64::NAN)).collect();
        let added: i16 = brief.terms(&names).iter().map(|term| term.score).sum();
        prop_assert_eq!(Some(i32::from(added)), brief.score(&names).estimate.map(i32::from));
    }
}
