//! Checks of a profile: what was looked at, and what it found. Evidence, never an accusation.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::domain::{
    answer::{Flag, Severity},
    criteria::{
        audience,
        engagement::{MOST_RATE, Z_CAP},
        growth,
        risk::{
            self, COMMENTS_QUESTION_Z, CREDIBILITY_QUESTION, DOUBTFUL_QUESTION, SPONSORED_QUESTION,
            USUAL_SPREAD,
        },
        scrutiny::scrutiny,
    },
    fold::fold,
    order::sort_numbers,
    peers::Peers,
    profile::{Profile, Shares},
    query::Query,
    signals::{Growth, Signals},
};

use super::signals::total;

/// What a check found, before it is put into words that are kept: most are only looked through.
#[derive(Debug)]
pub(super) struct Observation<'a> {
    check: &'static str,
    severity: Severity,
    value: Option<f64>,
    against: Option<f64>,
    detail: Option<Cow<'a, str>>,
}

impl Observation<'_> {
    /// Whether it belongs in the list: a question, an alert, or a brand that could not be looked for.
    pub(super) fn stands_out(&self) -> bool {
        match self.severity {
            Severity::Check | Severity::Alert => true,
            Severity::Unchecked => self.check == "exclusion",
            Severity::Clear => false,
        }
    }

    /// The same as part of an answer.
    pub(super) fn into_flag(self) -> Flag {
        Flag {
            check: self.check.to_owned(),
            severity: self.severity,
            value: self.value,
            against: self.against,
            detail: self.detail.map(Cow::into_owned),
        }
    }
}

/// Every check of a profile, in a fixed order.
pub(super) fn examine<'a>(
    profile: &'a Profile,
    signals: &Signals<'_>,
    peers: &Peers,
    query: &Query,
) -> impl Iterator<Item = Observation<'a>> {
    let usual: [Observation<'a>; 8] = [
        credibility(signals),
        doubtful_followers(signals),
        growth_flag(profile, signals),
        following(signals),
        comments(profile, signals, peers),
        engagement(signals, peers),
        spread(profile),
        sponsored(signals),
    ];
    let exclusion = (!query.brief.exclude.is_empty()).then(|| exclusion(profile, query));
    usual.into_iter().chain(impossible_shares(profile)).chain(odd_numbers(profile)).chain(exclusion)
}

fn flag(
    check: &'static str,
    severity: Severity,
    value: Option<f64>,
    against: Option<f64>,
) -> Observation<'static> {
    Observation { check, severity, value, against, detail: None }
}

fn asked_when(is_odd: bool) -> Severity {
    if is_odd { Severity::Check } else { Severity::Clear }
}

/// Low credibility is a question; with many doubtful followers beside it, an alert. A low floor proves nothing,
/// but it clears nothing either; nor does a middling share where the closer look applies.
fn credibility(signals: &Signals<'_>) -> Observation<'static> {
    let doubts = signals.doubtful.is_some_and(|(least, _)| least > DOUBTFUL_QUESTION);
    let needed = scrutiny(signals.followers).credibility;
    let (severity, detail) = match signals.credibility {
        Some(share) if share >= needed => (Severity::Clear, None),
        Some(share) if share >= CREDIBILITY_QUESTION => (Severity::Unchecked, Some("closer")),
        Some(_) if signals.credibility_is_floor => (Severity::Unchecked, Some("floor")),
        Some(_) if doubts => (Severity::Alert, None),
        Some(_) => (Severity::Check, None),
        None => (Severity::Unchecked, None),
    };
    let against = if detail == Some("closer") { needed } else { CREDIBILITY_QUESTION };
    Observation {
        detail: detail.map(Cow::Borrowed),
        ..flag("credibility", severity, signals.credibility, Some(against))
    }
}

fn doubtful_followers(signals: &Signals<'_>) -> Observation<'static> {
    let severity = match signals.doubtful {
        Some((least, _)) if least > DOUBTFUL_QUESTION => Severity::Check,
        Some((_, greatest)) if greatest <= DOUBTFUL_QUESTION => Severity::Clear,
        _ => Severity::Unchecked,
    };
    flag("followers", severity, signals.doubtful.map(|(least, _)| least), Some(DOUBTFUL_QUESTION))
}

fn growth_flag(profile: &Profile, signals: &Signals<'_>) -> Observation<'static> {
    let severity = match signals.growth {
        Growth::Unknown => return flag("growth", Severity::Unchecked, None, None),
        Growth::Steady => return flag("growth", Severity::Clear, None, None),
        Growth::Spike | Growth::SpikeAlone => Severity::Check,
        Growth::SpikeAndFall => Severity::Alert,
    };
    // Which month, and by how much, is in the history alone.
    let finding = growth::examine(profile.network, profile.followers, &profile.history);
    Observation { detail: finding.month.map(Cow::Owned), ..flag("growth", severity, finding.jump, finding.z) }
}

fn following(signals: &Signals<'_>) -> Observation<'static> {
    let limit = risk::following_question(signals.network);
    let ratio = risk::ratio(signals.following, signals.followers);
    let severity = ratio.map_or(Severity::Unchecked, |ratio| asked_when(ratio > limit));
    flag("following", severity, ratio, Some(limit))
}

/// Comments per like as counted, for people to read.
pub(super) fn comment_ratio(profile: &Profile) -> Option<f64> {
    let engagement = profile.engagement.as_ref()?;
    risk::ratio(engagement.comments, engagement.likes)
}

fn comments(profile: &Profile, signals: &Signals<'_>, peers: &Peers) -> Observation<'static> {
    let compared = peers
        .comments(signals.network)
        .zip(signals.followers.filter(|count| *count > 0.0))
        .zip(signals.comment_ratio);
    let Some(((norm, followers), ratio)) = compared else {
        return flag("comments", Severity::Unchecked, comment_ratio(profile), None);
    };
    let is_thin = signals.posts.unwrap_or(0.0) < scrutiny(signals.followers).posts;
    let severity = match norm.z(followers, ratio).abs() > COMMENTS_QUESTION_Z {
        true => Severity::Check,
        false if is_thin => Severity::Unchecked,
        false => Severity::Clear,
    };
    let detail = (severity == Severity::Unchecked).then_some(Cow::Borrowed("closer"));
    Observation { detail, ..flag("comments", severity, comment_ratio(profile), Some(norm.usual(followers))) }
}

/// Likes that hardly vary, or vary wildly, from post to post.
fn spread(profile: &Profile) -> Observation<'static> {
    let (least, most) = USUAL_SPREAD;
    let spread = profile.engagement.as_ref().and_then(|engagement| engagement.likes_spread);
    let severity = spread.map_or(Severity::Unchecked, |spread| asked_when(!(least..=most).contains(&spread)));
    let against = spread.map(|spread| if spread < least { least } else { most });
    flag("spread", severity, spread, against)
}

/// Many sponsored posts are a question; they are scored once, under values.
fn sponsored(signals: &Signals<'_>) -> Observation<'static> {
    let share = signals.sponsored_share;
    let severity = share.map_or(Severity::Unchecked, |share| asked_when(share > SPONSORED_QUESTION));
    flag("sponsored", severity, share, Some(SPONSORED_QUESTION))
}

/// Far above expectation earns nothing more and raises a question.
fn engagement(signals: &Signals<'_>, peers: &Peers) -> Observation<'static> {
    let rate = signals.engagement.filter(|rate| rate.rate > 0.0 && rate.rate <= MOST_RATE);
    let compared = rate.and_then(|rate| {
        let fit = peers.engagement(signals.network, rate.basis)?;
        let followers = signals.followers.filter(|count| *count > 0.0)?;
        Some((fit.usual_z(followers, &rate), fit.expected_rate(followers)))
    });
    let severity = compared.map_or(Severity::Unchecked, |(z, _)| asked_when(z > Z_CAP));
    flag("engagement", severity, rate.map(|rate| rate.rate), compared.map(|(_, expected)| expected))
}

/// Shares that add up to more than a whole, by what they are of.
fn impossible_shares(profile: &Profile) -> impl Iterator<Item = Observation<'_>> {
    let of_audience = profile.audience.iter().flat_map(|audience| -> [(&str, &Shares); 5] {
        [
            ("audience.types", &audience.types),
            ("audience.genders", &audience.genders),
            ("audience.ages", &audience.ages),
            ("audience.countries", &audience.countries),
            ("audience.languages", &audience.languages),
        ]
    });
    // Summed as they come, shares miss their total by far less than this: nearly all are cleared so.
    let may_be_over = |shares: &Shares| shares.values().sum::<f64>() > audience::MOST_LISTED - 1e-6;
    let sums = of_audience.filter(move |(_, shares)| may_be_over(shares));
    let sums = sums.map(|(name, shares)| (name, total(shares)));
    let over =
        sums.chain([("topics", topics_total(profile))]).filter(|(_, sum)| *sum > audience::MOST_LISTED);
    over.map(|(name, sum)| Observation {
        detail: Some(Cow::Borrowed(name)),
        ..flag("shares", Severity::Check, Some(sum), Some(1.0))
    })
}

/// The sum of the shares of the topics, smallest first.
fn topics_total(profile: &Profile) -> f64 {
    let mut shares: SmallVec<[f64; 8]> = profile.topics.iter().filter_map(|topic| topic.share).collect();
    sort_numbers(&mut shares);
    shares.iter().sum()
}

/// Numbers that can hardly be true. They are shown as they came; none of them earns a profile anything.
fn odd_numbers(profile: &Profile) -> impl Iterator<Item = Observation<'_>> {
    let engagement = profile.engagement.as_ref();
    let rate = engagement.and_then(|engagement| engagement.rate).filter(|rate| *rate > MOST_RATE);
    // Nobody likes what nobody has seen.
    let unseen = engagement
        .and_then(|engagement| engagement.likes.zip(engagement.views))
        .filter(|(likes, views)| likes > views);
    let nobody = profile.followers.filter(|count| *count == 0).map(|_| (0.0, None));
    let free = profile.price.values().find(|price| price.high <= 0.0).map(|price| (price.high, None));
    let odd = |field: &'static str, (value, against): (f64, Option<f64>)| Observation {
        detail: Some(Cow::Borrowed(field)),
        ..flag("number", Severity::Check, Some(value), against)
    };
    [
        nobody.map(|found| odd("followers", found)),
        rate.map(|rate| odd("rate", (rate, Some(MOST_RATE)))),
        unseen.map(|(likes, views)| odd("likes", (likes, Some(views)))),
        free.map(|found| odd("price", found)),
    ]
    .into_iter()
    .flatten()
}

/// Brands that the brief rules out. Mentions that are not known clear nothing.
fn exclusion<'a>(profile: &'a Profile, query: &Query) -> Observation<'a> {
    let cited = excluded_brand(profile, query);
    let severity = match cited {
        Some(_) => Severity::Alert,
        None if profile.brand_mentions.is_none() => Severity::Unchecked,
        None => Severity::Clear,
    };
    Observation { detail: cited.map(Cow::Borrowed), ..flag("exclusion", severity, None, None) }
}

/// The first brand cited that the brief rules out.
pub(super) fn excluded_brand<'a>(profile: &'a Profile, query: &Query) -> Option<&'a str> {
    let excluded: Vec<String> = query.brief.exclude.iter().map(|brand| fold(brand)).collect();
    let mut cited = profile.brand_mentions.as_ref()?.iter();
    cited.find(|brand| excluded.contains(&fold(brand))).map(String::as_str)
}
