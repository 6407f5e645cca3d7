//! What would raise the match: data that is missing, and a price that could be lower.

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{ExplainedCriterion, Explanation, Flag, Severity},
        order::sort_by,
    },
    i18n::{Text, use_text},
    ui::parts::marks::words,
};

/// Rows that are shown; the smaller gains are in the explanation.
const MOST: usize = 6;

/// Least gain worth a row, in tenths of a point.
const LEAST: u16 = 5;

/// A way to raise the lower bound.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gain {
    what: String,
    tenths: u16,
}

/// The table, greatest gain first.
pub(super) fn table(explanation: &Explanation) -> AnyView {
    let t = use_text();
    let mut gains: Vec<Gain> =
        explanation.criteria.iter().flat_map(|criterion| gains(t, criterion)).collect();
    gains.extend(by_exclusion(t, explanation));
    gains.retain(|gain| gain.tenths >= LEAST);
    sort_by(&mut gains, |a, b| b.tenths.cmp(&a.tenths).then_with(|| a.what.cmp(&b.what)));
    gains.truncate(MOST);
    if explanation.veto.is_some() || gains.is_empty() {
        return view! { <p class="hint">{t.profile.raise_none()}</p> }.into_any();
    }
    let rows = gains
        .into_iter()
        .map(|gain| {
            let points = t.tenths(gain.tenths);
            view! {
                <tr>
                    <th scope="row">{gain.what}</th>
                    <td class="num">{t.profile.raise_up_to(&points)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="mini" aria-labelledby="p-up">
            <tbody>{rows}</tbody>
        </table>
        <p class="hint">{t.profile.raise_note()}</p>
    }
    .into_any()
}

/// What each asked part could still earn: by being known, or, for a price that is known, by being lower.
fn gains(t: Text, criterion: &ExplainedCriterion) -> Vec<Gain> {
    let asked = criterion.parts.iter().filter(|part| part.weight > 0);
    asked
        .map(|part| {
            let name = words::part_name(t, &part.key);
            let what = if part.key == "cost.budget" && part.known && part.low == part.high {
                t.profile.raise_price().to_owned()
            } else if part.known {
                t.profile.raise_measured(&name)
            } else {
                t.profile.raise_known(&name)
            };
            Gain { what, tenths: part.raise }
        })
        .collect()
}

/// Where cited brands are not known, no exclusion is cleared and nothing is earned for sure.
fn by_exclusion(t: Text, explanation: &Explanation) -> Option<Gain> {
    let is_unchecked = |flag: &Flag| flag.check == "exclusion" && flag.severity == Severity::Unchecked;
    explanation.flags.iter().any(is_unchecked).then_some(())?;
    let total: u32 = explanation.criteria.iter().map(|criterion| u32::from(criterion.weight)).sum();
    let cleared: u32 = explanation
        .criteria
        .iter()
        .map(|criterion| u32::from(criterion.weight) * u32::from(criterion.low))
        .sum();
    let tenths = cleared.checked_div(total)? as u16;
    Some(Gain {
        what: t.profile.raise_exclusion().to_owned(),
        tenths: tenths.saturating_sub(explanation.low),
    })
}
