//! Rows of plain facts below the criteria: they explain, and change nothing by themselves.

use leptos::prelude::*;

use super::columns::Columns;
use crate::{
    domain::{
        answer::Severity,
        profile::{CredibilityKind, Profile},
    },
    i18n::Text,
    ui::{
        pages::answers::Answer,
        parts::{
            filter_words::topic_name,
            marks::{FlagMark, Unknown, words},
        },
    },
};

/// Topics of a profile that are named; the rest is on its page.
const MOST_TOPICS: usize = 4;

/// Makes the text of a cell; `None` is unknown.
type Fact = fn(Text, &Profile) -> Option<String>;

/// All rows of facts.
pub(super) fn rows(t: Text, columns: &Columns) -> impl IntoView + use<> {
    let facts: [(&str, &str, Fact); 5] = [
        (t.compare.engagement(), t.compare.engagement_sub(), rate),
        (t.compare.credibility(), t.compare.credibility_sub(), credibility),
        (t.compare.response(), "", |t, profile| Some(t.percent(profile.response.as_ref()?.rate?, 0))),
        (t.compare.country(), "", |t, profile| Some(t.country(profile.country?.as_str()))),
        (t.compare.topics(), "", topics),
    ];
    let facts = facts
        .into_iter()
        .map(|(name, sub, fact)| {
            let cells = columns
                .profiles
                .iter()
                .map(|column| match column.profile.as_ref().and_then(|profile| fact(t, profile)) {
                    Some(text) => view! { <td>{text}</td> }.into_any(),
                    None => view! { <td><Unknown /></td> }.into_any(),
                })
                .collect_view();
            view! {
                <tr class="is-even">
                    <th scope="row">{name} <span class="sub">{sub}</span></th>
                    {cells}
                    <td class="why"></td>
                </tr>
            }
        })
        .collect_view();
    let flags = columns.profiles.iter().map(|column| view! { <td>{flags(t, column)}</td> }).collect_view();
    view! {
        {facts}
        <tr class="is-even">
            <th scope="row">{t.compare.flags()}</th>
            {flags}
            <td class="why"></td>
        </tr>
    }
}

/// A rate with what it is divided by: without it two rates cannot be compared.
fn rate(t: Text, profile: &Profile) -> Option<String> {
    let engagement = profile.engagement.as_ref()?;
    let rate = t.percent(engagement.rate?, 1);
    let basis = engagement.basis.and_then(|basis| t.names.bases(basis.as_str()));
    Some(basis.map_or_else(|| rate.clone(), |basis| format!("{rate} {basis}")))
}

fn credibility(t: Text, profile: &Profile) -> Option<String> {
    let audience = profile.audience.as_ref()?;
    let share = t.percent(audience.credibility?, 0);
    let is_floor = audience.credibility_kind == Some(CredibilityKind::Floor);
    Some(if is_floor { t.marks.at_least(&share) } else { share })
}

fn topics(t: Text, profile: &Profile) -> Option<String> {
    let names: Vec<String> =
        profile.topics.iter().take(MOST_TOPICS).map(|topic| topic_name(t, &topic.topic)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What stands out, by name; "nothing" only where something was looked at.
fn flags(t: Text, column: &Answer) -> AnyView {
    let Some(known) = &column.explanation else { return view! { <Unknown /> }.into_any() };
    let raised: Vec<_> = known
        .flags
        .iter()
        .filter(|flag| matches!(flag.severity, Severity::Check | Severity::Alert))
        .cloned()
        .map(|flag| {
            let why = words::check_name(t, &flag);
            view! { <span class="fact-flag"><FlagMark flag brief=true /> " " <span class="sub">{why}</span></span> }
        })
        .collect();
    if !raised.is_empty() {
        return raised.into_any();
    }
    let looked = known.flags.iter().any(|flag| flag.severity == Severity::Clear);
    if looked { t.compare.flags_none().into_any() } else { view! { <Unknown /> }.into_any() }
}
