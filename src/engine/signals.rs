//! From a profile's fields to the numbers that the formulas read.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::domain::{
    brief::FORMATS,
    criteria::audience::MOST_LISTED,
    money::Rates,
    order::sort_numbers,
    profile::{Audience, CredibilityKind, Deal, Engagement, Price, Profile, Shares, Topic},
    signals::{CodedShare, INFERRED, PriceSignal, RateSignal},
    topic,
};

/// A rate that can be compared: not negative, with its basis.
pub(super) fn rate(engagement: Option<&Engagement>) -> Option<RateSignal> {
    let engagement = engagement?;
    let rate = engagement.rate.filter(|rate| *rate >= 0.0)?;
    Some(RateSignal { rate, basis: engagement.basis?, posts: posts(Some(engagement)) })
}

/// Posts behind the numbers; they also say how many the topics are of, whatever the rate.
pub(super) fn posts(engagement: Option<&Engagement>) -> Option<f64> {
    engagement?.posts.filter(|posts| *posts > 0).map(|posts| posts as f64)
}

/// Comments per like, where both are counted. Half a comment and one like are added, so that no comments at all
/// among many likes is a low ratio and among a few says nothing.
pub(super) fn comment_ratio(likes: Option<f64>, comments: Option<f64>) -> Option<f64> {
    let (likes, comments) = (likes?, comments?);
    (likes > 0.0 && comments >= 0.0).then(|| (comments + 0.5) / (likes + 1.0))
}

/// Credibility, and whether it is a floor.
pub(super) fn credibility(audience: Option<&Audience>) -> (Option<f64>, bool) {
    let share = audience.and_then(|audience| audience.credibility);
    let is_floor = audience.is_some_and(|audience| audience.credibility_kind == Some(CredibilityKind::Floor));
    (share, share.is_some() && is_floor)
}

/// Least and greatest share of suspicious and mass followers; what the types leave to 1 may be either. Types that
/// add up to more than a whole say nothing.
pub(super) fn doubtful(audience: Option<&Audience>) -> Option<(f64, f64)> {
    let types = &audience?.types;
    if types.is_empty() || total(types) > MOST_LISTED {
        return None;
    }
    let of = |key: &str| types.get(key).copied().unwrap_or(0.0);
    let bad = of("suspicious") + of("mass");
    Some((bad, bad + (1.0 - total(types)).max(0.0)))
}

/// The sum of shares, smallest first.
pub(super) fn total(shares: &Shares) -> f64 {
    let mut values: SmallVec<[f64; 16]> = shares.values().copied().collect();
    sort_numbers(&mut values);
    values.iter().sum()
}

/// Topics with shares as the formulas read them: not-a-number where only the topic is listed. Where none is listed,
/// those that the bio points to.
pub(super) fn topics(profile: &Profile, mut code: impl FnMut(&str) -> u32) -> SmallVec<[CodedShare; 8]> {
    if profile.topics.is_empty() {
        let found = profile.bio.as_deref().map(topic::inferred).unwrap_or_default();
        return found.iter().map(|found| (code(found.topic), INFERRED)).collect();
    }
    let share = |topic: &Topic| topic.share.unwrap_or(f64::NAN);
    profile.topics.iter().map(|topic| (code(&topic.topic), share(topic))).collect()
}

/// A price in the base currency. A price of nothing is none: nobody knows what it stands for.
pub(super) fn price(format: &str, price: &Price, rates: &Rates) -> Option<PriceSignal> {
    let format = FORMATS.iter().position(|other| *other == format)? as u8;
    if price.high <= 0.0 {
        return None;
    }
    let base = |amount: f64| rates.to_base(amount, price.currency);
    Some(PriceSignal::new(format, base(price.low).zip(base(price.high)), price.kind))
}

/// Deals as bits, in the order of `Deal::ALL`.
pub(super) fn accepts(profile: &Profile) -> Option<u8> {
    let deals = profile.accepts.as_ref()?;
    Some(deals.iter().fold(0, |bits, deal: &Deal| bits | 1 << (*deal as u8)))
}

/// The primary tag of a language, lower case: the one that languages are compared by.
pub(super) fn primary_tag(language: &str) -> Cow<'_, str> {
    let tag = language.split(['-', '_']).next().unwrap_or(language);
    if tag.bytes().any(|letter| letter.is_ascii_uppercase()) {
        tag.to_ascii_lowercase().into()
    } else {
        tag.into()
    }
}
