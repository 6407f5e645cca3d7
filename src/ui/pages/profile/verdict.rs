//! The verdict in plain words: size and behavior, how well it serves the brief, what to look at.

use leptos::prelude::*;

use super::findings;
use crate::{
    domain::{
        answer::{Explanation, Severity},
        character::{Character, Confidence},
        criterion::Criterion,
        money::Currency,
        network::Network,
        profile::Profile,
        tier::{Policy, Tier},
    },
    draw::match_bar::{Bounds, State},
    i18n::Text,
    ui::parts::marks::{Sentence, plain, words},
};

/// Reasons that are named; the table has them all.
const MOST_REASONS: usize = 2;

/// The sentences.
pub(super) fn lede(
    t: Text,
    profile: &Profile,
    explanation: &Explanation,
    policy: &Policy,
    currency: Currency,
) -> impl IntoView + use<> {
    let said = [
        behavior(t, profile.network, explanation, policy),
        because(t, profile, explanation, currency),
        confidence(t, explanation).to_owned(),
        service(t, explanation),
        warning(t, explanation),
    ];
    let text = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    view! { <p class="verdict verdict--l"><Sentence text /></p> }
}

/// Size and behavior, and whether they agree.
fn behavior(t: Text, network: Network, explanation: &Explanation, policy: &Policy) -> String {
    let character = &explanation.character;
    let known = character.positions.iter().flatten().count() as u64;
    let tier = explanation.tier.map(|tier| (tier, t.names.tiers(tier.as_str()).unwrap_or(tier.as_str())));
    let Some(verdict) = character.verdict else {
        return tier.map_or_else(|| t.profile.v_none().to_owned(), |(_, tier)| t.profile.v_tier(tier));
    };
    let same =
        character.positions.iter().flatten().filter(|at| Character::of(**at) == verdict).count() as u64;
    let (count, known) = (t.integer(same), t.integer(known));
    let acts = t.names.characters(verdict.as_str()).unwrap_or(verdict.as_str());
    match tier {
        None => t.profile.v_character(acts, &count, &known),
        Some((_, tier)) if verdict == Character::Between => t.profile.v_between(tier),
        Some((tier, name)) if agrees(network, tier, verdict, policy) => {
            t.profile.v_even(acts, &count, &known, name)
        }
        Some((_, name)) => t.profile.v_odd(acts, &count, &known, name),
    }
}

/// What speaks most for the behavior, with what was found.
fn because(t: Text, profile: &Profile, explanation: &Explanation, currency: Currency) -> String {
    let findings = findings::findings(t, profile, explanation, currency);
    let name = |criterion: Criterion| t.names.criteria_inline(criterion.as_str()).unwrap_or_default();
    let reasons: Vec<String> = explanation
        .character
        .reasons
        .iter()
        .take(MOST_REASONS)
        .map(|criterion| t.profile.v_reason(name(*criterion), &plain(&findings[criterion.index()])))
        .collect();
    if reasons.is_empty() { String::new() } else { t.profile.v_because(&reasons.join(", ")) }
}

/// How far the behavior can be trusted, where there is a doubt.
fn confidence(t: Text, explanation: &Explanation) -> &'static str {
    match explanation.character.confidence {
        Some(Confidence::Close) => t.profile.v_close(),
        Some(Confidence::Likely) => t.profile.v_likely(),
        Some(Confidence::Firm) | None => "",
    }
}

/// Whether an account of this tier is expected to behave so: up to micro like a micro, from macro like a
/// macro. The tiers between are neither, so either behavior says something new; so it is worth a "but".
fn agrees(network: Network, tier: Tier, verdict: Character, policy: &Policy) -> bool {
    match verdict {
        Character::Micro => {
            policy.range_on(network, tier).is_some_and(|(from, _)| from < policy.micro_limit(network))
        }
        Character::Macro => tier >= Tier::Macro,
        Character::Between => true,
    }
}

/// How well it serves the brief.
fn service(t: Text, explanation: &Explanation) -> String {
    if let Some(veto) = &explanation.veto {
        return match veto.kind.as_str() {
            "network" => {
                let named = veto.detail.parse::<Network>().map(Network::label);
                t.profile.m_network(&named.map_or_else(|_| plain(&veto.detail), str::to_owned))
            }
            _ => t.profile.m_brand(&plain(&veto.detail)),
        };
    }
    let asked = explanation.criteria.iter().any(|criterion| criterion.weight > 0);
    let bounds = Bounds { low: explanation.low, estimate: explanation.estimate, high: explanation.high };
    let low = words::low_points(t, bounds.low);
    match bounds.state(asked) {
        State::NotAsked => t.profile.m_none().to_owned(),
        State::Unknown => t.profile.m_unknown().to_owned(),
        State::Certain => t.profile.m_exact(&low),
        State::Uncertain => {
            let range = t.profile.m_range(&words::estimate_points(t, bounds.estimate), &low);
            if is_unchecked(explanation) { format!("{range} {}", t.profile.m_unchecked()) } else { range }
        }
    }
}

/// Whether an exclusion of the brief is not cleared for want of data.
fn is_unchecked(explanation: &Explanation) -> bool {
    explanation.flags.iter().any(|flag| flag.check == "exclusion" && flag.severity == Severity::Unchecked)
}

/// The most serious finding.
fn warning(t: Text, explanation: &Explanation) -> String {
    let worst = explanation
        .flags
        .iter()
        .filter(|flag| matches!(flag.severity, Severity::Check | Severity::Alert))
        .max_by_key(|flag| flag.severity);
    match worst {
        Some(flag) if flag.severity == Severity::Alert => t.profile.f_alert(&words::check_name(t, flag)),
        Some(flag) => t.profile.f_check(&words::check_name(t, flag)),
        None => String::new(),
    }
}
