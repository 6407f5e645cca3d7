//! What can hardly be true, although it is possible: kept as it is, and in the report.

use super::issue::{Log, Reason};
use crate::domain::{
    decimal,
    profile::{Profile, Shares},
};

/// Shares that add up to more than this are no parts of one whole; the margin is for rounding.
const WHOLE: f64 = 1.02;

/// Engagement rates above this are rare enough to be looked at: more than every second follower reacts.
const HIGH_RATE: f64 = 0.5;

/// Posts a month above this are about a hundred a day.
const MANY_POSTS: f64 = 3_000.0;

/// Notes every number that wants a look.
pub(super) fn check(profile: &Profile, log: &mut Log) {
    let mut note = |path: &[&str], value: f64| log.drop(path, &decimal::text(value), Reason::Implausible);
    if let Some(followers @ 0) = profile.followers {
        note(&["followers"], followers as f64);
    }
    if let Some(posts) = profile.posts_per_month.filter(|posts| *posts > MANY_POSTS) {
        note(&["posts_per_month"], posts);
    }
    if let Some(engagement) = &profile.engagement {
        if let Some(rate) = engagement.rate.filter(|rate| *rate > HIGH_RATE) {
            note(&["engagement", "rate"], rate);
        }
        // Nobody likes what nobody has seen.
        if let (Some(likes), Some(views)) = (engagement.likes, engagement.views)
            && likes > views
        {
            note(&["engagement", "likes"], likes);
        }
    }
    let topics: f64 = profile.topics.iter().filter_map(|topic| topic.share).sum();
    if topics > WHOLE {
        note(&["topics"], topics);
    }
    let Some(audience) = &profile.audience else { return };
    // Interests overlap and may add up to anything.
    let distributions: [(&str, &Shares); 6] = [
        ("types", &audience.types),
        ("genders", &audience.genders),
        ("ages", &audience.ages),
        ("countries", &audience.countries),
        ("cities", &audience.cities),
        ("languages", &audience.languages),
    ];
    for (name, shares) in distributions {
        let sum: f64 = shares.values().sum();
        if sum > WHOLE {
            note(&["audience", name], sum);
        }
    }
}
