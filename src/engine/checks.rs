//! Checks of a profile: what was looked at, and what it found. Evidence, never an accusation.

use crate::domain::{
    answer::{Flag, Severity},
    criteria::{
        audience,
        demand::Gate,
        engagement::Z_CAP,
        growth,
        risk::{self, COMMENTS_QUESTION_Z, CREDIBILITY_QUESTION, DOUBTFUL_QUESTION},
    },
    fold::fold,
    peers::Peers,
    profile::{Profile, Shares},
    query::Query,
    signals::{Growth, Signals},
};

use super::signals::total;

/// Every check of a profile, in a fixed order.
pub(super) fn examine(
    profile: &Profile,
    signals: &Signals<'_>,
    peers: &Peers,
    gate: Gate,
    query: &Query,
) -> Vec<Flag> {
    let mut flags = vec![
        credibility(signals),
        doubtful_followers(signals),
        growth_flag(profile),
        following(signals),
        comments(signals, peers),
        engagement(signals, peers),
    ];
    flags.extend(impossible_shares(profile));
    if !query.brief.exclude.is_empty() {
        flags.push(exclusion(profile, gate, query));
    }
    flags
}

fn flag(check: &str, severity: Severity, value: Option<f64>, against: Option<f64>) -> Flag {
    Flag { check: check.to_owned(), severity, value, against, detail: None }
}

fn asked_when(is_odd: bool) -> Severity {
    if is_odd { Severity::Check } else { Severity::Clear }
}

/// Low credibility is a question; with many doubtful followers beside it, an alert. A low floor proves nothing,
/// but it clears nothing either.
fn credibility(signals: &Signals<'_>) -> Flag {
    let doubts = signals.doubtful.is_some_and(|(least, _)| least > DOUBTFUL_QUESTION);
    let severity = match signals.credibility {
        Some(share) if share >= CREDIBILITY_QUESTION => Severity::Clear,
        Some(_) if signals.credibility_is_floor => Severity::Unchecked,
        Some(_) if doubts => Severity::Alert,
        Some(_) => Severity::Check,
        None => Severity::Unchecked,
    };
    flag("credibility", severity, signals.credibility, Some(CREDIBILITY_QUESTION))
}

fn doubtful_followers(signals: &Signals<'_>) -> Flag {
    let severity = match signals.doubtful {
        Some((least, _)) if least > DOUBTFUL_QUESTION => Severity::Check,
        Some((_, greatest)) if greatest <= DOUBTFUL_QUESTION => Severity::Clear,
        _ => Severity::Unchecked,
    };
    flag("followers", severity, signals.doubtful.map(|(least, _)| least), Some(DOUBTFUL_QUESTION))
}

fn growth_flag(profile: &Profile) -> Flag {
    let finding = growth::examine(profile.network, profile.followers, &profile.history);
    let severity = match finding.growth {
        Growth::Unknown => Severity::Unchecked,
        Growth::Steady => Severity::Clear,
        Growth::Spike | Growth::SpikeAlone => Severity::Check,
        Growth::SpikeAndFall => Severity::Alert,
    };
    Flag { detail: finding.month, ..flag("growth", severity, finding.jump, finding.z) }
}

fn following(signals: &Signals<'_>) -> Flag {
    let limit = risk::FOLLOWING_QUESTION;
    let ratio = risk::ratio(signals.following, signals.followers);
    let severity = ratio.map_or(Severity::Unchecked, |ratio| asked_when(ratio > limit));
    flag("following", severity, ratio, Some(limit))
}

fn comments(signals: &Signals<'_>, peers: &Peers) -> Flag {
    let norm = peers.comments(signals.network);
    let ratio = signals.comment_ratio.filter(|ratio| *ratio > 0.0);
    let severity =
        ratio.map_or(Severity::Unchecked, |ratio| asked_when(norm.z(ratio).abs() > COMMENTS_QUESTION_Z));
    flag("comments", severity, ratio, Some(norm.center.exp()))
}

/// Far above expectation earns nothing more and raises a question.
fn engagement(signals: &Signals<'_>, peers: &Peers) -> Flag {
    let rate = signals.engagement.filter(|rate| rate.rate > 0.0);
    let compared = rate.and_then(|rate| {
        let fit = peers.engagement(signals.network, rate.basis)?;
        let followers = signals.followers.filter(|count| *count > 0.0)?;
        Some((fit.usual_z(followers, &rate), fit.expected_rate(followers)))
    });
    let severity = compared.map_or(Severity::Unchecked, |(z, _)| asked_when(z > Z_CAP));
    flag("engagement", severity, rate.map(|rate| rate.rate), compared.map(|(_, expected)| expected))
}

/// Shares of a distribution that add up to more than a whole.
fn impossible_shares(profile: &Profile) -> Option<Flag> {
    let audience = profile.audience.as_ref()?;
    let named: [(&str, &Shares); 5] = [
        ("types", &audience.types),
        ("genders", &audience.genders),
        ("ages", &audience.ages),
        ("countries", &audience.countries),
        ("languages", &audience.languages),
    ];
    named.into_iter().find(|(_, shares)| total(shares) > audience::MOST_LISTED).map(|(name, shares)| Flag {
        detail: Some(name.to_owned()),
        ..flag("shares", Severity::Check, Some(total(shares)), Some(1.0))
    })
}

/// Brands that the brief rules out. Mentions that are not known clear nothing.
fn exclusion(profile: &Profile, gate: Gate, query: &Query) -> Flag {
    let cited = excluded_brand(profile, query);
    let severity = match (&cited, gate) {
        (Some(_), _) => Severity::Alert,
        (None, _) if profile.brand_mentions.is_none() => Severity::Unchecked,
        (None, _) => Severity::Clear,
    };
    Flag { detail: cited, ..flag("exclusion", severity, None, None) }
}

/// The first brand cited that the brief rules out.
pub(super) fn excluded_brand(profile: &Profile, query: &Query) -> Option<String> {
    let excluded: Vec<String> = query.brief.exclude.iter().map(|brand| fold(brand)).collect();
    profile.brand_mentions.as_ref()?.iter().find(|brand| excluded.contains(&fold(brand))).cloned()
}
