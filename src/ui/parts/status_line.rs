//! What is being looked at: how much of it there is, where it comes from, of when it is.

use leptos::prelude::*;

use crate::{
    i18n::{Text, use_text},
    state::{CatalogueState, CatalogueStatus, Opened, Origin},
    ui::parts::loading::LoadingBar,
};

/// The line above the list.
#[component]
pub fn StatusLine(
    /// The catalogue.
    catalogue: CatalogueState,
    /// Address of the report on what was read.
    #[prop(into)]
    report_href: Signal<String>,
) -> impl IntoView {
    let t = use_text();
    let status = catalogue.status();
    let says = move || status.with(|status| status_words(t, status));
    let source = move || {
        status.with(|status| status.opened().map(|opened| source_words(t, opened))).unwrap_or_default()
    };
    let odd = move || {
        status.with(|status| {
            let report = &status.opened()?.report;
            let oddities: usize = report.issue_counts.values().sum();
            Some(match (report.merged, oddities) {
                (0, 0) => t.explore.report().to_owned(),
                (merged, 0) => t.explore.merged(merged as u64, &t.integer(merged as u64)),
                (_, oddities) => t.explore.oddities(oddities as u64, &t.integer(oddities as u64)),
            })
        })
    };
    view! {
        <div class="statusline">
            <p role="status">{says}</p>
            <LoadingBar catalogue />
            <p class="sub">
                {source} " "
                {move || odd().map(|odd| view! { <a href=report_href>{odd}</a> })}
            </p>
        </div>
    }
}

/// What there is. It is read out whenever it changes, so it names no number that runs.
pub fn status_words(t: Text, status: &CatalogueStatus) -> String {
    let count = |opened: &Opened| {
        let profiles = opened.report.profiles as u64;
        t.explore.count_profiles(profiles, &t.integer(profiles))
    };
    match (status, status.opened()) {
        (CatalogueStatus::Loading { first: Some(first), .. }, _) => t.explore.first_results(&count(first)),
        (CatalogueStatus::Loading { .. }, _) => t.explore.reading().to_owned(),
        (_, Some(opened)) => {
            let rows = opened.report.rows as u64;
            let counted = t.explore.counted(&count(opened), &t.explore.count_rows(rows, &t.integer(rows)));
            if opened.is_partial { t.explore.stopped(&counted) } else { counted }
        }
        (_, None) => t.explore.no_catalogue().to_owned(),
    }
}

fn source_words(t: Text, opened: &Opened) -> String {
    let mut words = match opened.origin {
        Origin::Demo => t.explore.source_demo(&opened.name),
        Origin::File => t.explore.source_file(&opened.name),
        Origin::Host | Origin::Link => t.explore.source(&opened.name),
    };
    if !opened.hosts.is_empty() {
        words.push_str(&t.explore.source_hosts(&opened.hosts.join(", ")));
    }
    if let Some(date) = &opened.report.generated_at {
        words = t.explore.source_dated(&t.date(date), &words);
    }
    t.explore.source_end(&words)
}
