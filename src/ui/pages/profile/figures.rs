//! Five figures: match, tier, engagement, credibility, cost; each with what it stands on.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{ExplainedEngagement, Explanation},
        profile::{CredibilityKind, Engagement, Profile},
        query::Query,
        tier::{POLICIES, Tier},
    },
    draw::match_bar::Bounds,
    i18n::Text,
    ui::parts::marks::{MatchBar, TierBadge, Unknown, words},
};

/// The five figures.
pub(super) fn figures(
    t: Text,
    profile: &Profile,
    explanation: &Explanation,
    query: &Query,
) -> impl IntoView + use<> {
    view! {
        <dl class="figures" aria-label=t.profile.figures()>
            {match_figure(t, explanation)}
            {tier_figure(t, profile, explanation, query)}
            {engagement_figure(t, profile, explanation)}
            {credibility_figure(t, profile)}
            {cost_figure(t, profile, query)}
        </dl>
    }
}

fn figure(name: String, value: AnyView, about: AnyView) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd class="sub">{about}</dd>
        </div>
    }
}

fn match_figure(t: Text, explanation: &Explanation) -> impl IntoView + use<> {
    let bounds = Bounds { low: explanation.low, estimate: explanation.estimate, high: explanation.high };
    let asked = explanation.criteria.iter().any(|criterion| criterion.weight > 0);
    let coverage = t.profile.fig_coverage(&t.percent(f64::from(explanation.coverage) / 1000.0, 0));
    let value = if asked {
        let (low, high) = words::bounds_points(t, bounds.low, bounds.high);
        let high = high.map(|high| view! { <small>{t.profile.fig_to(&high)}</small> });
        view! { {low} {high} }.into_any()
    } else {
        view! { <span class="unknown">{t.common.not_asked()}</span> }.into_any()
    };
    let about = view! {
        <MatchBar bounds asked width=132 />
        {asked.then(|| view! { <span class="figures__note">{coverage}</span> })}
    };
    figure(t.profile.fig_match().to_owned(), value, about.into_any())
}

/// The tier under the policy in force, and what the other policies call the same account.
fn tier_figure(
    t: Text,
    profile: &Profile,
    explanation: &Explanation,
    query: &Query,
) -> impl IntoView + use<> {
    let name = |tier: Tier| t.names.tiers(tier.as_str()).unwrap_or(tier.as_str());
    let mut about: Vec<String> = Vec::new();
    if let Some(followers) = profile.followers {
        about.push(t.profile.fig_followers(followers, &t.integer(followers)));
        about.extend(
            POLICIES.iter().filter(|policy| **policy != query.policy).take(2).map(|policy| {
                t.profile.fig_other(policy.label, name(policy.tier(profile.network, followers)))
            }),
        );
    }
    let tier = explanation.tier;
    let value = view! { <TierBadge tier /> }.into_any();
    figure(t.profile.fig_tier(&words::policy_name(t, &query.policy)), value, about.join(" · ").into_any())
}

fn engagement_figure(t: Text, profile: &Profile, explanation: &Explanation) -> impl IntoView + use<> {
    let compared = explanation.engagement.as_ref();
    let given = profile.engagement.as_ref();
    let rate = given.and_then(|given| given.rate);
    let basis = given.and_then(|given| given.basis).and_then(|basis| t.names.bases(basis.as_str()));
    let name = basis
        .map_or_else(|| t.profile.fig_engagement().to_owned(), |basis| t.profile.fig_engagement_by(basis));
    let percentile = compared.and_then(|compared| compared.percentile).map(|share| share * 100.0);
    let mut about = Vec::new();
    let value = match (percentile, rate) {
        (Some(percentile), Some(rate)) => {
            about.push(t.percent(rate, 1));
            let rank = t.ordinal(percentile.round().clamp(0.0, 100.0) as u64);
            view! { {rank} <small>{t.profile.fig_percentile()}</small> }.into_any()
        }
        (None, Some(rate)) => {
            about.push(t.profile.fig_not_compared().to_owned());
            t.percent(rate, 1).into_any()
        }
        (_, None) => view! { <Unknown /> }.into_any(),
    };
    if rate.is_some() {
        about.extend(given.into_iter().flat_map(|given| how(t, given)));
        // What could not be compared stands beside nobody.
        about.extend(compared.filter(|_| percentile.is_some()).map(|compared| peers(t, compared)));
    }
    figure(name, value, about.join(" · ").into_any())
}

/// How the rate was taken.
fn how(t: Text, given: &Engagement) -> Vec<String> {
    let mut how = Vec::new();
    let named = |text: &Option<String>, name: fn(Text, &str) -> Option<&'static str>| {
        text.as_deref().map(|word| name(t, word).map_or_else(|| word.to_owned(), str::to_owned))
    };
    how.extend(named(&given.numerator, |t, word| t.profile.numerators(word)));
    how.extend(named(&given.statistic, |t, word| t.profile.statistics(word)));
    how.extend(given.window_days.map(|days| t.profile.fig_days(days, &t.integer(days))));
    how.extend(given.posts.map(|posts| t.profile.fig_posts(posts, &t.integer(posts))));
    how
}

fn peers(t: Text, compared: &ExplainedEngagement) -> String {
    match &compared.benchmark {
        Some(source) => t.profile.fig_benchmark(source),
        None => t.profile.fig_peers(compared.peers as u64, &t.integer(compared.peers as u64)),
    }
}

fn credibility_figure(t: Text, profile: &Profile) -> impl IntoView + use<> {
    let audience = profile.audience.as_ref();
    let share = audience.and_then(|audience| audience.credibility);
    let is_floor = audience.and_then(|audience| audience.credibility_kind) == Some(CredibilityKind::Floor);
    let (name, about) = match (share, is_floor) {
        (None, _) => (t.profile.fig_credibility(), ""),
        (Some(_), true) => (t.profile.fig_credibility_floor(), t.profile.fig_floor()),
        (Some(_), false) => (t.profile.fig_credibility(), t.profile.fig_estimate()),
    };
    let value = match share.map(|share| t.percent(share, 0)) {
        Some(share) if is_floor => t.marks.at_least(&share).into_any(),
        Some(share) => share.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    figure(name.to_owned(), value, about.into_any())
}

/// The price of the format that the brief asks, else every price that is known.
fn cost_figure(t: Text, profile: &Profile, query: &Query) -> impl IntoView + use<> {
    let chosen = profile.price_of(query.brief.format);
    let format = query.brief.format.or(chosen.map(|(format, _)| format));
    let name = match format {
        Some(format) => t.profile.fig_cost_of(t.profile.formats_inline(format).unwrap_or(format)),
        None => t.profile.fig_cost().to_owned(),
    };
    let value = match chosen {
        Some((_, price)) => t.money_range(price.low, price.high, price.currency.as_str()).into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    let mut about = Vec::new();
    if let Some((_, price)) = chosen {
        about.push(t.names.price_kinds(price.kind.as_str()).unwrap_or(price.kind.as_str()).to_owned());
        let source = profile.source_of("price");
        about.extend(source.and_then(|source| source.date.as_deref()).map(|date| t.date(date)));
    }
    figure(name, value, about.join(" · ").into_any())
}
