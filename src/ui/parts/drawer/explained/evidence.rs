//! What stands behind a match: the sentence, the sums, what would raise it, what was checked.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{Explanation, Flag},
        character::Confidence,
        order::sort_by,
    },
    i18n::{Text, use_text},
    ui::parts::marks::{FlagMark, Waterfall, words},
};

/// Unknown inputs that are named; the profile's page has them all.
const MOST_GAINS: usize = 4;

/// The evidence.
#[component]
pub(super) fn Evidence(explanation: Explanation) -> impl IntoView {
    let t = use_text();
    let (size, behavior) = character_words(t, &explanation);
    // Near a border between micro and macro the verdict says so.
    let is_close = explanation.character.confidence == Some(Confidence::Close);
    let border = is_close.then(|| format!("{} ", t.profile.v_close()));
    let asked = explanation.criteria.iter().any(|criterion| criterion.weight > 0);
    let score = score_words(t, &explanation, asked);
    let gains = gains(&explanation);
    let mut flags: Vec<Flag> = explanation.flags.clone();
    sort_by(&mut flags, |a, b| b.severity.cmp(&a.severity));
    let coverage = t.explore.coverage(&t.percent(f64::from(explanation.coverage) / 1000.0, 0));
    let gains = (!gains.is_empty()).then(|| {
        let items = gains
            .into_iter()
            .map(|(part, tenths)| {
                view! { <li>{t.explore.gain(&words::part_name(t, part), &t.tenths(tenths))}</li> }
            })
            .collect_view();
        view! {
            <h3>{t.explore.gains()}</h3>
            <ul class="plain">{items}</ul>
        }
    });
    let flags = (!flags.is_empty()).then(|| {
        let items =
            flags.into_iter().map(|flag| view! { <li><FlagMark flag named=true /></li> }).collect_view();
        view! {
            <h3>{t.explore.checks()}</h3>
            <ul class="plain flags">{items}</ul>
        }
    });
    let sums = asked.then(|| {
        view! {
            <Waterfall explanation=explanation.clone() narrow=true />
            <p class="hint">{t.explore.waterfall_hint()} " " {coverage}</p>
        }
    });
    view! {
        <p class="verdict">{size} " " <em>{behavior}</em> " " {border} {score}</p>
        {sums}
        {gains}
        {flags}
    }
}

/// What the size says, and what the behavior says; both are whole phrases.
fn character_words(t: Text, explanation: &Explanation) -> (String, &'static str) {
    let size = match explanation.tier {
        Some(tier) => t.explore.verdict_size(t.names.tiers(tier.as_str()).unwrap_or(tier.as_str())),
        None => t.explore.verdict_size_unknown().to_owned(),
    };
    let behavior = explanation.character.verdict.map_or_else(
        || t.explore.verdict_behavior_unknown(),
        |verdict| t.explore.verdict_behaviors(verdict.as_str()).unwrap_or_default(),
    );
    (size, behavior)
}

fn score_words(t: Text, explanation: &Explanation, asked: bool) -> String {
    if !asked {
        return t.explore.verdict_not_asked().to_owned();
    }
    let low = words::low_points(t, explanation.low);
    if explanation.low == explanation.high {
        return t.explore.verdict_exact(&low);
    }
    t.explore.verdict_bounds(
        &words::estimate_points(t, explanation.estimate),
        &words::high_points(t, explanation.high),
        &low,
    )
}

/// Parts that are not known, and by how many tenths each could raise the lower bound.
fn gains(explanation: &Explanation) -> Vec<(&str, u16)> {
    let mut gains: Vec<(&str, u16)> = explanation
        .criteria
        .iter()
        .flat_map(|criterion| &criterion.parts)
        .filter(|part| part.low < part.high)
        .map(|part| (part.key.as_str(), part.raise))
        .filter(|(_, tenths)| *tenths > 0)
        .collect();
    sort_by(&mut gains, |a, b| b.1.cmp(&a.1));
    gains.truncate(MOST_GAINS);
    gains
}
