//! What is not known, of all that the brief asks.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{ExplainedPart, Explanation},
        profile::{Profile, Shares},
    },
    i18n::Text,
    ui::{
        kit::icon::{Glyph, Icon},
        parts::marks::words,
    },
};

/// Least unlisted share worth a word.
const LEAST_REST: f64 = 0.02;

/// The list, or the sentence that nothing is missing.
pub(super) fn list(t: Text, profile: &Profile, explanation: &Explanation) -> AnyView {
    let asked =
        explanation.criteria.iter().flat_map(|criterion| &criterion.parts).filter(|part| part.weight > 0);
    let rows: Vec<_> = asked
        .filter_map(|part| Some((words::part_name(t, &part.key), why(t, profile, part)?)))
        .map(|(name, why)| {
            view! {
                <li>
                    <Icon glyph=Glyph::Unchecked />
                    <span>{t.marks.named(&name, &why)}</span>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="hint">{t.profile.missing_none()}</p> }.into_any();
    }
    view! { <ul class="plain missing">{rows}</ul> }.into_any()
}

/// Why a part is not certain; `None` where it is.
fn why(t: Text, profile: &Profile, part: &ExplainedPart) -> Option<String> {
    if !part.known {
        let is_model = part.basis.as_deref() == Some("model");
        return Some(
            if is_model { t.profile.missing_model() } else { t.profile.missing_source() }.to_owned(),
        );
    }
    let rest = part.key.strip_prefix("audience.").and_then(|key| unlisted(profile, key));
    match rest.filter(|rest| *rest >= LEAST_REST) {
        Some(rest) => Some(t.profile.missing_rest(&t.percent(rest, 0))),
        None => (part.low < part.high).then(|| t.profile.missing_bounds().to_owned()),
    }
}

/// Share of a distribution that its list leaves out.
fn unlisted(profile: &Profile, key: &str) -> Option<f64> {
    let audience = profile.audience.as_ref()?;
    let shares: &Shares = match key {
        "countries" => &audience.countries,
        "languages" => &audience.languages,
        "ages" => &audience.ages,
        "genders" => &audience.genders,
        _ => return None,
    };
    Some(1.0 - shares.values().sum::<f64>())
}
