//! Two rows about one account: the later one fills in what the first does not know.
//!
//! What both know and state differently stays as the first has it and is noted once a row.

use std::collections::BTreeMap;

use super::issue::{Log, Reason};
use crate::domain::profile::{Audience, Profile, Shares};

/// Fills `into` from `from`; what is filled in keeps the source that it had.
pub(super) fn fill(into: &mut Profile, from: Profile, log: &mut Log) {
    let general = from.sources.get("*").filter(|source| into.sources.get("*") != Some(source)).cloned();
    let Profile {
        id,
        creator,
        network: _,
        handle,
        name,
        url,
        avatar,
        bio,
        country,
        city,
        language,
        verified,
        account_type,
        topics,
        followers,
        following,
        posts,
        posts_per_month,
        last_post,
        engagement,
        history,
        audience,
        price,
        accepts,
        sponsored_share,
        paid_performance,
        response,
        labels,
        brand_mentions,
        has_contact,
        sources,
    } = from;
    let outcomes = [
        ("name", option(&mut into.name, name)),
        ("creator", option(&mut into.creator, creator)),
        ("url", option(&mut into.url, url)),
        ("avatar", option(&mut into.avatar, avatar)),
        ("bio", option(&mut into.bio, bio)),
        ("country", option(&mut into.country, country)),
        ("city", option(&mut into.city, city)),
        ("language", option(&mut into.language, language)),
        ("verified", option(&mut into.verified, verified)),
        ("account_type", option(&mut into.account_type, account_type)),
        ("topics", list(&mut into.topics, topics)),
        ("followers", option(&mut into.followers, followers)),
        ("following", option(&mut into.following, following)),
        ("posts", option(&mut into.posts, posts)),
        ("posts_per_month", option(&mut into.posts_per_month, posts_per_month)),
        ("last_post", option(&mut into.last_post, last_post)),
        // A rate belongs to its basis and its counts: the group stays together.
        ("engagement", option(&mut into.engagement, engagement)),
        ("history", list(&mut into.history, history)),
        ("audience", audiences(&mut into.audience, audience)),
        ("price", map(&mut into.price, price)),
        ("accepts", option(&mut into.accepts, accepts)),
        ("sponsored_share", option(&mut into.sponsored_share, sponsored_share)),
        ("paid_performance", option(&mut into.paid_performance, paid_performance)),
        ("response", option(&mut into.response, response)),
        ("labels", option(&mut into.labels, labels)),
        ("brand_mentions", option(&mut into.brand_mentions, brand_mentions)),
        ("has_contact", option(&mut into.has_contact, has_contact)),
    ];
    if into.handle.is_none() {
        into.handle = handle;
    }
    let mut differing: Vec<&str> = Vec::new();
    for (field, outcome) in outcomes {
        match outcome {
            Outcome::Kept => {}
            Outcome::Differs => differing.push(field),
            Outcome::Filled => {
                if let Some(source) = sources.get(field).or(general.as_ref()) {
                    into.sources.entry(field.to_owned()).or_insert_with(|| source.clone());
                }
            }
        }
    }
    map(&mut into.sources, sources);
    if !differing.is_empty() {
        log.drop(&[&differing.join(" ")], &id, Reason::Conflict);
    }
}

/// What became of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The later row adds nothing.
    Kept,
    /// The first row did not know it.
    Filled,
    /// Both know it, and not the same.
    Differs,
}

impl Outcome {
    /// That of a group, from those of its parts.
    fn of(parts: &[Self]) -> Self {
        let any = |wanted| parts.contains(&wanted);
        if any(Self::Differs) {
            Self::Differs
        } else if any(Self::Filled) {
            Self::Filled
        } else {
            Self::Kept
        }
    }
}

/// Fills what is empty with what is not.
fn value<T: PartialEq>(into: &mut T, from: T, is_empty: fn(&T) -> bool) -> Outcome {
    if is_empty(&from) || *into == from {
        Outcome::Kept
    } else if is_empty(into) {
        *into = from;
        Outcome::Filled
    } else {
        Outcome::Differs
    }
}

fn option<T: PartialEq>(into: &mut Option<T>, from: Option<T>) -> Outcome {
    value(into, from, Option::is_none)
}

fn list<T: PartialEq>(into: &mut Vec<T>, from: Vec<T>) -> Outcome {
    value(into, from, Vec::is_empty)
}

/// Fills an empty distribution as a whole: two halves of two distributions are none.
fn shares(into: &mut Shares, from: Shares) -> Outcome {
    value(into, from, Shares::is_empty)
}

/// Fills entry by entry: a price for another format is another price.
fn map<T: PartialEq>(into: &mut BTreeMap<String, T>, from: BTreeMap<String, T>) -> Outcome {
    let mut outcome = Outcome::Kept;
    for (key, value) in from {
        match into.get(&key) {
            Some(known) if *known == value => {}
            Some(_) => outcome = Outcome::Differs,
            None => {
                into.insert(key, value);
                outcome = Outcome::of(&[outcome, Outcome::Filled]);
            }
        }
    }
    outcome
}

fn audiences(into: &mut Option<Audience>, from: Option<Audience>) -> Outcome {
    let Some(known) = into else { return option(into, from) };
    let Some(from) = from else { return Outcome::Kept };
    // What a credibility promises belongs to its number.
    let credibility = match (known.credibility, from.credibility) {
        (_, None) => Outcome::Kept,
        (None, Some(_)) => {
            (known.credibility, known.credibility_kind) = (from.credibility, from.credibility_kind);
            Outcome::Filled
        }
        _ if known.credibility_kind == from.credibility_kind && known.credibility == from.credibility => {
            Outcome::Kept
        }
        _ => Outcome::Differs,
    };
    Outcome::of(&[
        credibility,
        option(&mut known.reachable, from.reachable),
        shares(&mut known.types, from.types),
        shares(&mut known.genders, from.genders),
        shares(&mut known.ages, from.ages),
        shares(&mut known.countries, from.countries),
        shares(&mut known.cities, from.cities),
        shares(&mut known.languages, from.languages),
        shares(&mut known.interests, from.interests),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{answer::Report, network::Network, profile::Source};

    #[test]
    fn the_later_row_fills_in_and_a_difference_is_noted() {
        let mut first = Profile::new("x:lea", Network::X);
        first.followers = Some(10);
        let mut later = Profile::new("x:lea", Network::X);
        later.followers = Some(12);
        later.name = Some("Léa".into());
        let mut log = Log::default();
        fill(&mut first, later, &mut log);
        assert_eq!((first.followers, first.name.as_deref()), (Some(10), Some("Léa")));
        let mut report = Report::default();
        log.write(&mut report);
        assert_eq!((report.issues[0].field.as_str(), report.issues.len()), ("followers", 1));
    }

    #[test]
    fn what_is_filled_in_keeps_its_source() {
        let of = |name: &str, followers, posts| {
            let mut profile = Profile::new("x:lea", Network::X);
            (profile.followers, profile.posts) = (followers, posts);
            profile.sources.insert("*".into(), Source { name: Some(name.into()), date: None });
            profile
        };
        let mut first = of("A", Some(10), None);
        fill(&mut first, of("B", Some(10), Some(3)), &mut Log::default());
        let name = |field| first.source_of(field).and_then(|source| source.name.as_deref());
        assert_eq!((name("followers"), name("posts")), (Some("A"), Some("B")));
    }
}
