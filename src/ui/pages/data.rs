//! What was read: the source, what is known of it, what was odd, and the way to other data.

mod fields;
mod issues;
mod kept;
mod open;
mod partial;

use leptos::prelude::*;

use crate::{
    domain::answer::Report,
    i18n::{Text, use_text},
    state::{CatalogueStatus, Opened, Origin, use_app},
    ui::parts::{
        catalogue_failure::CatalogueFailure, loading::LoadingBar, said::failure_words,
        status_line::status_words,
    },
};

/// The page on the data.
#[component]
pub fn DataPage() -> impl IntoView {
    let t = use_text();
    let catalogue = use_app().catalogue;
    let status = catalogue.status();
    let opened = Memo::new(move |_| status.with(|status| status.opened().cloned()));
    let has_failed = Memo::new(move |_| status.with(|status| status.failure().is_some()));
    let is_loading = Memo::new(move |_| status.with(CatalogueStatus::is_loading));
    // What the figures show once it is read has to be heard as well, so the line stays.
    let says = move || {
        status.with(|status| match status {
            status if status.has_first() => t.data.not_all().to_owned(),
            status if status.is_loading() => t.data.loading().to_owned(),
            status if status.failure().is_some() => String::new(),
            status => status_words(t, status),
        })
    };
    let state = move || {
        if has_failed.get() {
            view! { <CatalogueFailure has_opener=true /> }.into_any()
        } else if is_loading.get() {
            view! { <LoadingBar catalogue /> }.into_any()
        } else if let Some(opened) = opened.get() {
            partial::note(t, catalogue, &opened)
        } else {
            ().into_any()
        }
    };
    let report = move || match opened.get() {
        Some(opened) => view! {
            <p class="sub">{origin_words(t, &opened)}</p>
            {figures(t, &opened.report)}
            <div class="cols">
                <div class="col">
                    <section class="block" aria-labelledby="data-issues">
                        <h2 id="data-issues">{t.data.issues()}</h2>
                        {issues::groups(t, &opened.report)}
                    </section>
                    <section class="block" aria-labelledby="data-fields">
                        <h2 id="data-fields">{t.data.fields()}</h2>
                        {fields::table(t, &opened.report)}
                    </section>
                </div>
                <div class="col">
                    <section class="block" aria-labelledby="data-source">
                        <h2 id="data-source">{t.data.source()}</h2>
                        {source(t, &opened)}
                    </section>
                    {failures(t, &opened)}
                    {kept::kept()}
                </div>
            </div>
        }
        .into_any(),
        None => view! { <p class="sub">{t.data.none()}</p> }.into_any(),
    };
    view! {
        <div class="sheet data">
            <header class="title"><h1 tabindex="-1">{t.data.title()}</h1></header>
            <p role="status" class="sub" class:vh=move || !is_loading.get()>{says}</p>
            {state}
            {open::open()}
            {report}
        </div>
    }
}

fn origin_key(origin: Origin) -> &'static str {
    match origin {
        Origin::Demo => "demo",
        Origin::Host => "host",
        Origin::Link => "link",
        Origin::File => "file",
    }
}

/// Whose data it is; a demonstration says so first.
fn origin_words(t: Text, opened: &Opened) -> String {
    if opened.is_demo() {
        return t.data.demo().to_owned();
    }
    let kind = t.data.origins(origin_key(opened.origin)).unwrap_or_default();
    t.marks.named(kind, &opened.name)
}

fn figures(t: Text, report: &Report) -> impl IntoView + use<> {
    let issues: usize = report.issue_counts.values().sum();
    let figure = |name: &'static str, count: usize, about: Option<&'static str>| {
        let about = about.map(|about| view! { <dd class="sub">{about}</dd> });
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{t.integer(count as u64)}</dd>
                {about}
            </div>
        }
    };
    view! {
        <dl class="figures" aria-label=t.data.figures()>
            {figure(t.data.fig_profiles(), report.profiles, None)}
            {figure(t.data.fig_rows(), report.rows, None)}
            {figure(t.data.fig_merged(), report.merged, Some(t.data.fig_merged_why()))}
            {figure(t.data.fig_issues(), issues, (issues > 0).then(|| t.data.fig_issues_why()))}
        </dl>
    }
}

/// Name, address, license and date of the source, as far as they are known.
fn source(t: Text, opened: &Opened) -> impl IntoView + use<> {
    let report = &opened.report;
    let kind = t.data.origins(origin_key(opened.origin)).unwrap_or_default();
    // What is missing is named by a word that agrees with it.
    let or = |known: Option<String>, unknown: &str| Some(known.unwrap_or_else(|| unknown.to_owned()));
    let date = report.generated_at.as_deref().map(|date| t.date(date));
    let hosts = (!opened.hosts.is_empty()).then(|| opened.hosts.join(", "));
    let rows = [
        (t.data.source_name(), Some(opened.name.clone())),
        (t.data.source_origin(), Some(kind.to_owned())),
        (t.data.source_hosts(), hosts),
        (t.data.source_address(), report.source_url.clone()),
        (t.data.source_date(), or(date, t.data.date_unknown())),
        (t.data.source_license(), or(report.license.clone(), t.data.license_unknown())),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd class="breakable">{value}</dd></div> })
        .collect_view();
    view! { <dl class="sources">{rows}</dl> }
}

/// Sources that could not be read, where others could.
fn failures(t: Text, opened: &Opened) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> =
        opened.failures.iter().map(|failure| view! { <li>{failure_words(t, failure)}</li> }).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="data-failures">
                <h2 id="data-failures">{t.data.failures()}</h2>
                <ul class="plain">{rows}</ul>
            </section>
        }
    })
}
