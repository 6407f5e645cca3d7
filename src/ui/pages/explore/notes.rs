//! What is to be said about the catalogue, the address or an empty list, and what can be done.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    config::Feature,
    domain::{
        answer::Page,
        query::{Edit, Facet, ListFilter, Measure, RangeFilter},
    },
    i18n::{Text, use_text},
    state::{Explore, Opened, use_app},
    ui::{
        kit::empty::Empty,
        parts::{
            catalogue_failure::CatalogueFailure,
            dropped_note::DroppedNote,
            failure_note::FailureNote,
            file_opener::FileOpener,
            filter_words::{facet_name, measure_name},
            said::failure_words,
        },
    },
};

/// Failures of sources that are named above the list; the page on the data has all of them.
const MOST_FAILURES: usize = 3;

/// Notes above the list: the demonstration, failures, dropped parts of the address.
#[component]
pub(super) fn CatalogueNotes() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let status = app.catalogue.status();
    let opens_files = app.config().shows(Feature::OpenFile);
    let opener = move || opens_files.then(|| view! { <FileOpener catalogue=app.catalogue /> });
    let failure = Memo::new(move |_| status.with(|status| status.failure().cloned()));
    let has_last = Memo::new(move |_| status.with(|status| status.opened().is_some()));
    let is_demo =
        Memo::new(move |_| status.with(|status| status.opened().is_some_and(|opened| opened.is_demo())));
    let partial = Memo::new(move |_| {
        status.with(|status| {
            let opened: &Opened = status.opened()?;
            let mut words: Vec<String> =
                opened.failures.iter().take(MOST_FAILURES).map(|failure| failure_words(t, failure)).collect();
            let more = opened.failures.len().saturating_sub(MOST_FAILURES) as u64;
            if more > 0 {
                words.push(t.explore.more_failures(more, &t.integer(more)));
            }
            (!words.is_empty()).then(|| words.join(" "))
        })
    });
    let demo = move || {
        (is_demo.get() && failure.with(Option::is_none)).then(|| {
            view! {
                <div class="notice">
                    <p class="notice__body">
                        <strong>{t.explore.demo_title()}</strong> " " {t.explore.demo_body()}
                    </p>
                    {opener()}
                </div>
            }
        })
    };
    // A catalogue of the reader's own can be replaced by another one all the same.
    let own = move || {
        let is_own = has_last.get() && !is_demo.get() && failure.with(Option::is_none);
        is_own.then(|| view! { <div class="own">{opener()}</div> })
    };
    let stuck = move || {
        app.explore.page().with(|page| page.failure().cloned()).map(|failure| {
            view! { <FailureNote failure safe=Some(t.errors.lists_stay()) on_retry=move |()| app.explore.retry() /> }
        })
    };
    view! {
        <CatalogueFailure without=t.errors.lists_stay() />
        {move || partial.get().map(|words| view! { <p class="notice notice--quiet" role="alert">{words}</p> })}
        {stuck}
        {demo}
        {own}
        <DroppedNote issues=app.explore.issues() />
    }
}

/// Nothing passes: names the narrowest filter and what lifting it gives.
#[component]
pub(super) fn NothingPasses(explore: Explore, page: Signal<Option<Arc<Page>>>) -> impl IntoView {
    let t = use_text();
    let narrowest = move || {
        page.with(|page| {
            let lifted = &page.as_ref()?.lifted;
            let (key, count) =
                lifted.iter().max_by_key(|(_, count)| **count).filter(|(_, count)| **count > 0)?;
            Some((key.clone(), *count as u64))
        })
    };
    let says = move || match narrowest() {
        Some((key, count)) => t.explore.nothing_narrowest(count, &filter_name(t, &key), &t.integer(count)),
        None => t.explore.nothing_passes().to_owned(),
    };
    let lift = move || {
        narrowest().and_then(|(key, _)| lift_edit(&key)).map(|edit| {
            view! {
                <button type="button" class="button button--primary" on:click=move |_| explore.commit(edit.clone())>
                    {t.explore.lift_filter()}
                </button>
            }
        })
    };
    view! {
        <Empty says=Signal::derive(says)>
            {lift}
            <button type="button" class="button" on:click=move |_| explore.commit(Edit::ClearFilters)>
                {t.explore.clear_filters()}
            </button>
        </Empty>
    }
}

fn filter_name(t: Text, key: &str) -> String {
    let name = Facet::named(key)
        .map(|facet| facet_name(t, facet))
        .or_else(|| Measure::named(key).map(|measure| measure_name(t, measure)));
    name.unwrap_or_else(|| t.explore.searched_text()).to_owned()
}

/// The edit that lifts the filter with this key.
fn lift_edit(key: &str) -> Option<Edit> {
    Facet::named(key)
        .map(|facet| Edit::List(facet, ListFilter::default()))
        .or_else(|| Measure::named(key).map(|measure| Edit::Range(measure, RangeFilter::default())))
        .or_else(|| (key == "q").then(|| Edit::Text(String::new())))
}
