//! For every field of the contract, in how many profiles it is known.

use std::collections::BTreeMap;

use crate::domain::{
    order::map_of,
    profile::{Audience, Engagement, Profile, Response},
};

/// A field and whether a profile knows it.
type Field<T> = (&'static str, fn(&T) -> bool);

const PROFILE: [Field<Profile>; 25] = [
    ("creator", |profile| profile.creator.is_some()),
    ("handle", |profile| profile.handle.is_some()),
    ("name", |profile| profile.name.is_some()),
    ("url", |profile| profile.url.is_some()),
    ("avatar", |profile| profile.avatar.is_some()),
    ("bio", |profile| profile.bio.is_some()),
    ("country", |profile| profile.country.is_some()),
    ("city", |profile| profile.city.is_some()),
    ("language", |profile| profile.language.is_some()),
    ("verified", |profile| profile.verified.is_some()),
    ("account_type", |profile| profile.account_type.is_some()),
    ("topics", |profile| !profile.topics.is_empty()),
    ("followers", |profile| profile.followers.is_some()),
    ("following", |profile| profile.following.is_some()),
    ("posts", |profile| profile.posts.is_some()),
    ("posts_per_month", |profile| profile.posts_per_month.is_some()),
    ("last_post", |profile| profile.last_post.is_some()),
    ("history", |profile| !profile.history.is_empty()),
    ("price", |profile| !profile.price.is_empty()),
    ("accepts", |profile| profile.accepts.is_some()),
    ("sponsored_share", |profile| profile.sponsored_share.is_some()),
    ("paid_performance", |profile| profile.paid_performance.is_some()),
    ("labels", |profile| profile.labels.is_some()),
    ("brand_mentions", |profile| profile.brand_mentions.is_some()),
    ("has_contact", |profile| profile.has_contact.is_some()),
];

const ENGAGEMENT: [Field<Engagement>; 12] = [
    ("engagement.rate", |group| group.rate.is_some()),
    ("engagement.basis", |group| group.basis.is_some()),
    ("engagement.numerator", |group| group.numerator.is_some()),
    ("engagement.statistic", |group| group.statistic.is_some()),
    ("engagement.window_days", |group| group.window_days.is_some()),
    ("engagement.posts", |group| group.posts.is_some()),
    ("engagement.likes", |group| group.likes.is_some()),
    ("engagement.comments", |group| group.comments.is_some()),
    ("engagement.shares", |group| group.shares.is_some()),
    ("engagement.saves", |group| group.saves.is_some()),
    ("engagement.views", |group| group.views.is_some()),
    ("engagement.likes_spread", |group| group.likes_spread.is_some()),
];

const AUDIENCE: [Field<Audience>; 10] = [
    ("audience.credibility", |group| group.credibility.is_some()),
    ("audience.credibility_kind", |group| group.credibility_kind.is_some()),
    ("audience.types", |group| !group.types.is_empty()),
    ("audience.reachable", |group| group.reachable.is_some()),
    ("audience.genders", |group| !group.genders.is_empty()),
    ("audience.ages", |group| !group.ages.is_empty()),
    ("audience.countries", |group| !group.countries.is_empty()),
    ("audience.cities", |group| !group.cities.is_empty()),
    ("audience.languages", |group| !group.languages.is_empty()),
    ("audience.interests", |group| !group.interests.is_empty()),
];

const RESPONSE: [Field<Response>; 2] =
    [("response.rate", |group| group.rate.is_some()), ("response.hours", |group| group.hours.is_some())];

/// Counts of the profiles so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    profile: [usize; PROFILE.len()],
    engagement: [usize; ENGAGEMENT.len()],
    audience: [usize; AUDIENCE.len()],
    response: [usize; RESPONSE.len()],
}

impl Tally {
    /// Counts a profile.
    pub(super) fn add(&mut self, profile: &Profile) {
        self.count(profile, |count| *count += 1);
    }

    /// Takes a profile back that was counted.
    pub(super) fn take(&mut self, profile: &Profile) {
        self.count(profile, |count| *count -= 1);
    }

    fn count(&mut self, profile: &Profile, step: impl Fn(&mut usize) + Copy) {
        let Self { profile: of_profile, engagement, audience, response } = self;
        count(of_profile, &PROFILE, Some(profile), step);
        count(engagement, &ENGAGEMENT, profile.engagement.as_ref(), step);
        count(audience, &AUDIENCE, profile.audience.as_ref(), step);
        count(response, &RESPONSE, profile.response.as_ref(), step);
    }

    /// The counts by field; fields that no profile knows are in it with 0.
    pub(super) fn fields(&self) -> BTreeMap<String, usize> {
        let profile = names(&PROFILE).zip(self.profile);
        let engagement = names(&ENGAGEMENT).zip(self.engagement);
        let audience = names(&AUDIENCE).zip(self.audience);
        let response = names(&RESPONSE).zip(self.response);
        map_of(profile.chain(engagement).chain(audience).chain(response))
    }
}

fn names<T>(fields: &[Field<T>]) -> impl Iterator<Item = String> {
    fields.iter().map(|(name, _)| (*name).to_owned())
}

fn count<T>(counts: &mut [usize], fields: &[Field<T>], group: Option<&T>, step: impl Fn(&mut usize)) {
    let Some(group) = group else { return };
    counts
        .iter_mut()
        .zip(fields)
        .filter(|(_, (_, is_known))| is_known(group))
        .for_each(|(count, _)| step(count));
}
