//! Specialization: how much of a profile is about few topics, whichever they are.
//!
//! S = 1 − H ⁄ ln K, with the entropy H = −Σ p·ln p over the topic shares (Weng and Menczer, PLOS ONE 2015, measure
//! topical diversity so) and K the size of the vocabulary; 1 is a single topic, 0 everything in equal parts. Few
//! posts look more specialized than they are, so the Miller–Madow correction (topics − 1) ⁄ (2 · posts) is added
//! to H. It is a part of its own and never multiplies the fit: a specialist of the wrong topic does not fit, and
//! multiplying lowers nearly every measure of the fit on the brand and micro-influencer set.

use smallvec::SmallVec;

use super::{MOST_LISTED, sum};
use crate::domain::{
    criteria::{Parameter, PartScore},
    order::sort_numbers,
    signals::CodedShare,
    topic::TOPICS,
};

/// Topics that a profile could be about.
const VOCABULARY: usize = TOPICS.len();

/// The number of the formula.
pub const SPECIALIZATION: &[Parameter] = &[Parameter {
    key: "vocabulary",
    value: VOCABULARY as f64,
    source: "Accord: the topics of its vocabulary",
}];

/// Scores the topic shares. Topics without a share say which, not how much, and leave their part of the whole
/// unknown. `posts` is how many posts the shares are of; where it is unknown, the lower bound is the least over
/// all numbers that can hold so many topics, one post each.
pub fn specialization(topics: &[CodedShare], posts: Option<f64>) -> PartScore {
    let mut shares: SmallVec<[f64; 16]> =
        topics.iter().map(|(_, share)| *share).filter(|share| *share > 0.0).collect();
    let listed = sum(shares.iter().copied());
    if shares.is_empty() || listed > MOST_LISTED {
        return PartScore::UNKNOWN;
    }
    sort_numbers(&mut shares);
    for share in &mut shares {
        *share /= listed.max(1.0);
    }
    let all = VOCABULARY.max(shares.len());
    let rest = (1.0 - listed).max(0.0);
    let at = |entropy: f64| 1.0 - entropy / (all as f64).ln();
    // Of all completions, the one that adds the rest to the largest share is the most concentrated, …
    let mut narrow = shares.clone();
    if let Some(largest) = narrow.last_mut() {
        *largest += rest;
    }
    let seen = shares.len() as f64;
    let most = match posts {
        Some(posts) => at(entropy(&narrow) + correction(seen, posts)),
        None => at(entropy(&narrow)),
    };
    // … and the one that fills the smallest shares to a level the most even.
    let least = if rest > 0.0 {
        at(leveled_entropy(&shares, rest, all) + correction(all as f64, posts.unwrap_or(0.0)))
    } else {
        at(entropy(&shares) + correction(seen, posts.unwrap_or(0.0)))
    };
    PartScore::between(least, most)
}

/// Miller and Madow's correction of an entropy over so many topics; there are at least as many posts.
fn correction(topics: f64, posts: f64) -> f64 {
    (topics - 1.0) / (2.0 * posts.max(topics))
}

fn entropy(shares: &[f64]) -> f64 {
    sum(shares.iter().filter(|p| **p > 0.0).map(|p| -p * p.ln()))
}

/// Entropy when `rest` is poured over `all` topics, the smallest shares (sorted here, the unlisted 0) first.
fn leveled_entropy(shares: &[f64], rest: f64, all: usize) -> f64 {
    let (mut filled, mut volume) = ((all - shares.len()) as f64, rest);
    let mut above = shares;
    while let Some((smallest, others)) = above.split_first() {
        if filled > 0.0 && volume / filled <= *smallest {
            break;
        }
        filled += 1.0;
        volume += smallest;
        above = others;
    }
    let level = volume / filled;
    entropy(above) - filled * level * level.ln()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn equal(n: u32) -> Vec<CodedShare> {
        (0..n).map(|code| (code, 1.0 / f64::from(n))).collect()
    }

    #[test]
    fn one_topic_is_full_and_everything_in_equal_parts_nothing() {
        assert_eq!(specialization(&[(3, 1.0)], None), PartScore::exact(1.0));
        let everything = specialization(&equal(VOCABULARY as u32), Some(1e9));
        assert!(everything.low <= 1 && everything.high <= 1, "{everything:?}");
        assert_eq!(specialization(&[], None), PartScore::UNKNOWN);
        assert_eq!(specialization(&[(1, f64::NAN)], None), PartScore::UNKNOWN);
        assert_eq!(specialization(&[(1, 0.9), (2, 0.9)], None), PartScore::UNKNOWN);
    }

    #[test]
    fn few_posts_are_corrected_and_their_unknown_number_is_a_range() {
        let two = 2f64.ln() / (VOCABULARY as f64).ln();
        let many = specialization(&equal(2), Some(1e9));
        assert_eq!(many, PartScore::exact(1.0 - two));
        let few = specialization(&equal(2), Some(5.0));
        assert_eq!(few, PartScore::exact(1.0 - two - 0.1 / (VOCABULARY as f64).ln()));
        let unknown = specialization(&equal(2), None);
        assert_eq!(unknown.high, many.high);
        assert_eq!(unknown.low, specialization(&equal(2), Some(1.0)).low);
        assert!(unknown.low < few.low && few.low < unknown.high);
    }

    fn shares() -> impl Strategy<Value = Vec<CodedShare>> {
        proptest::collection::vec(0.0f64..1.0, 1..6).prop_map(|raw| {
            let total: f64 = raw.iter().sum::<f64>() + 0.3;
            raw.iter().zip(0u32..).map(|(share, key)| (key, share / total)).collect()
        })
    }

    proptest! {
        #[test]
        fn no_completion_leaves_the_bounds(
            listed in shares(), spend in proptest::collection::vec(0.0f64..1.0, VOCABULARY), only in 0usize..VOCABULARY,
            posts in 30.0f64..500.0, is_known in any::<bool>(),
        ) {
            let bounds = specialization(&listed, is_known.then_some(posts));
            let rest = 1.0 - listed.iter().map(|(_, p)| p).sum::<f64>();
            let total: f64 = spend.iter().sum::<f64>().max(1e-9);
            for whole in [false, true] {
                let mut full = [0.0; VOCABULARY];
                for (key, p) in &listed { full[*key as usize] = *p; }
                for (key, p) in full.iter_mut().enumerate() {
                    *p += if whole { if key == only { rest } else { 0.0 } } else { rest * spend[key] / total };
                }
                let topics = full.iter().filter(|p| **p > 0.0).count() as f64;
                let exact = 1000.0 * (1.0 - (entropy(&full) + correction(topics, posts)) / (VOCABULARY as f64).ln()).max(0.0);
                prop_assert!(f64::from(bounds.low) <= exact + 0.51, "{bounds:?} {exact}");
                prop_assert!(exact <= f64::from(bounds.high) + 0.51, "{bounds:?} {exact}");
            }
        }

        #[test]
        fn leaving_a_share_or_the_posts_out_never_raises_the_lower_bound(listed in shares(), gone in 0usize..6, posts in 1.0f64..90.0) {
            let known = specialization(&listed, Some(posts)).low;
            prop_assert!(specialization(&listed, None).low <= known);
            let mut fewer = listed.clone();
            if gone < fewer.len() { fewer.remove(gone); }
            prop_assert!(specialization(&fewer, Some(posts)).low <= known);
        }
    }
}
