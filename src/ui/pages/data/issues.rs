//! What was not taken as it is, grouped by reason: how often, and where.

use leptos::prelude::*;

use super::fields::name;
use crate::{
    domain::{
        answer::{Report, RowIssue},
        order::sort_by,
    },
    i18n::Text,
};

/// Cases of one reason that are listed; all are counted.
const MOST_CASES: usize = 100;

/// One group a reason, the most frequent first.
pub(super) fn groups(t: Text, report: &Report) -> AnyView {
    if report.issue_counts.is_empty() {
        return view! { <p class="hint">{t.data.issues_none()}</p> }.into_any();
    }
    let mut counts: Vec<(&String, usize)> =
        report.issue_counts.iter().map(|(reason, n)| (reason, *n)).collect();
    sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let groups = counts
        .into_iter()
        .map(|(reason, count)| {
            let cases: Vec<&RowIssue> =
                report.issues.iter().filter(|issue| issue.reason == *reason).take(MOST_CASES).collect();
            group(t, reason, count as u64, &cases)
        })
        .collect_view();
    view! {
        <p class="hint">{t.data.issues_note()}</p>
        <div class="issues">{groups}</div>
    }
    .into_any()
}

fn group(t: Text, reason: &str, count: u64, cases: &[&RowIssue]) -> impl IntoView + use<> {
    let name = t.data.reasons(reason).map_or_else(|| t.data.reason_other(reason), str::to_owned);
    let shown = cases.len() as u64;
    let written = t.integer(count);
    let amount = if shown < count {
        t.data.issues_first(count, &written, &t.integer(shown))
    } else {
        t.data.issues_count(count, &written)
    };
    let rows = cases
        .iter()
        .map(|case| {
            let row = if case.row == 0 { t.data.row_file().to_owned() } else { t.integer(case.row as u64) };
            view! {
                <tr>
                    <td class="num">{row}</td>
                    <td>{field_name(t, &case.field)}</td>
                    <td class="breakable">{case.value.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="issues__group">
            <summary>{name.clone()} " " <span class="sub">{amount}</span></summary>
            <table class="mini" aria-label=t.data.issues_table(&name)>
                <thead>
                    <tr>
                        <th scope="col" class="num">{t.data.row()}</th>
                        <th scope="col">{t.data.field()}</th>
                        <th scope="col">{t.data.found()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

/// A field as the reader knows it and as the file has it, where these differ; nothing for a whole row.
fn field_name(t: Text, field: &str) -> impl IntoView + use<> {
    let name = name(t, field);
    let code = (!field.is_empty()).then(|| view! { <code>{field.to_owned()}</code> });
    let name = (name != field).then(|| format!("{name} "));
    view! { {name} {code} }
}
