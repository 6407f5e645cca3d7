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
    let amount = if (1..count).contains(&shown) {
        t.data.issues_first(shown, &written, &t.integer(shown))
    } else {
        t.data.issues_count(count, &written)
    };
    let listed = if cases.is_empty() {
        let most = t.integer(Report::MAX_ISSUES as u64);
        view! { <p class="hint">{t.data.issues_later(&most)}</p> }.into_any()
    } else {
        table(t, &name, cases)
    };
    view! {
        <details class="issues__group">
            <summary>{name} " " <span class="sub">{amount}</span></summary>
            {listed}
        </details>
    }
}

fn table(t: Text, name: &str, cases: &[&RowIssue]) -> AnyView {
    let rows = cases
        .iter()
        .map(|case| {
            let row = if case.row == 0 { t.data.row_file().to_owned() } else { t.integer(case.row as u64) };
            view! {
                <tr>
                    <td class="num">{row}</td>
                    <td>{field_name(t, case)}</td>
                    <td class="breakable">{found(t, &case.value)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="mini" aria-label=t.data.issues_table(name)>
            <thead>
                <tr>
                    <th scope="col" class="num">{t.data.row()}</th>
                    <th scope="col">{t.data.field()}</th>
                    <th scope="col">{t.data.found()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A field as the reader knows it and as the file has it, where these differ; without one, it is about all of the row.
fn field_name(t: Text, case: &RowIssue) -> AnyView {
    let field = case.field.as_str();
    if field.is_empty() {
        let whole = if case.row == 0 { t.data.whole_file() } else { t.data.whole_row() };
        return view! { <span class="sub">{whole}</span> }.into_any();
    }
    let name = name(t, field);
    let name = (name != field).then(|| format!("{name} "));
    view! { {name} <code>{field.to_owned()}</code> }.into_any()
}

/// What was found; of an empty cell, or of what is not looked at, there is nothing to show.
fn found(t: Text, value: &str) -> AnyView {
    if value.is_empty() {
        return view! { <span class="sub">{t.data.found_nothing()}</span> }.into_any();
    }
    value.to_owned().into_any()
}
