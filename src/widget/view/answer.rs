//! The list that answers the query, or what stands in its way.

use std::{rc::Rc, sync::Arc, time::Duration};

use leptos::prelude::*;

use super::{
    Section, failed,
    item::{Item, Marked},
    notes::{dropped_parts, wrong_attributes},
};
use crate::{
    domain::{
        answer::{Page, Row},
        query::{Facet, Measure},
    },
    i18n::{Text, use_text},
    route::Route,
    state::{CatalogueStatus, Remote, follow},
    ui::parts::{
        filter_words::{facet_name, measure_name},
        loading::progress_words,
        marks::words,
    },
    widget::{Layout, Options, Teller, app_links::AppLinks, engines::Engine, query_text},
};

/// An answer that takes longer than this is called slow.
const SLOW: Duration = Duration::from_millis(400);

/// Rows of the still picture that stands in for the first answer.
const SKELETON_ROWS: usize = 3;

/// The list.
#[component]
pub(super) fn Answered(options: Signal<Options>, teller: Teller, engine: Rc<Engine>) -> impl IntoView {
    let t = use_text();
    let catalogue = engine.catalogue;
    let version = catalogue.version();
    let status = catalogue.status();
    // Held as long as this view is there, and no longer.
    let engine = StoredValue::new_local(engine);
    let given = Memo::new(move |_| options.with(|options| options.query.clone()));
    let query = RwSignal::new(given.get_untracked());
    Effect::new(move |_| query.set(given.get()));
    let limit = Memo::new(move |_| options.with(|options| options.limit));
    let again = RwSignal::new(0_u32);
    let key = move || {
        let text = query.with(|query| query_text::first_rows(query, limit.get()));
        let (version, again) = (version.get(), again.get());
        (version > 0).then_some((text, version, again))
    };
    let answer = follow(key, SLOW, move |(text, ..)| {
        let client = engine.with_value(|engine| engine.client.clone());
        async move { client.run_beside(text).await }
    });
    let page = Memo::new(move |_| answer.with(|answer| answer.latest().cloned()));
    let profiles = move || status.with(|status| status.opened().map_or(0, |opened| opened.report.profiles));
    Effect::new(move |_| {
        answer.with(|answer| {
            if let Remote::Ready(page) = answer {
                teller.ready(page, untrack(profiles));
            }
        });
    });

    let lost = Memo::new(move |_| status.with(|status| status.failure().cloned()));
    let refused = Memo::new(move |_| answer.with(|answer| answer.failure().cloned()));
    let failures = move || {
        let load = lost.get().map(|failure| failed(t, teller, failure, move || catalogue.retry()).into_any());
        load.or_else(|| {
            let ask = move || again.update(|again| *again += 1);
            refused.get().map(|failure| failed(t, teller, failure, ask).into_any())
        })
    };
    let says = Signal::derive(move || {
        if let Some(page) = page.get() {
            return shown_words(t, &page);
        }
        status.with(|status| match status {
            CatalogueStatus::Loading { progress, left, .. } => progress_words(t, *progress, *left),
            _ => String::new(),
        })
    });
    let busy =
        Signal::derive(move || status.with(CatalogueStatus::is_loading) || answer.with(Remote::is_loading));
    let issues = Memo::new(move |_| {
        page.with(|page| page.as_ref().map(|page| page.issues.clone()).unwrap_or_default())
    });
    let is_answered = Memo::new(move |_| page.with(Option::is_some));
    let is_waiting = Memo::new(move |_| {
        page.with(Option::is_none) && lost.with(Option::is_none) && refused.with(Option::is_none)
    });
    let links = Memo::new(move |_| {
        options
            .with(|options| AppLinks::new(options.app.as_deref()?, options.source.as_deref(), options.locale))
    });
    let lift = move |key: &str| query.update(|query| *query = query_text::without(query, &[key]));
    let is_empty = Memo::new(move |_| page.with(|page| page.as_ref().is_some_and(|page| page.total == 0)));
    view! {
        <Section options status=says busy>
            {wrong_attributes(options, teller)}
            {dropped_parts(issues, teller)}
            {failures}
            {move || is_waiting.get().then(skeleton)}
            {move || is_empty.get().then(|| page.get().map(|page| nothing(t, &page, lift)))}
            <List options teller page query=query.into() links=links.into() />
            {move || is_answered.get().then(|| footer(t, query, links.get()))}
        </Section>
    }
}

/// The profiles. An item stays in the document while its numbers change.
#[component]
fn List(
    options: Signal<Options>,
    teller: Teller,
    page: Memo<Option<Arc<Page>>>,
    query: Signal<String>,
    links: Signal<Option<AppLinks>>,
) -> impl IntoView {
    let t = use_text();
    let ids = Memo::new(move |_| {
        page.with(|page| {
            let rows = page.as_ref().map(|page| &page.rows[..]).unwrap_or_default();
            rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()
        })
    });
    let layout = Memo::new(move |_| options.with(|options| options.layout));
    let marked = Marked::of(options);
    let class = move || match layout.get() {
        Layout::List => "w-list",
        Layout::Cards => "w-cards",
    };
    let row_of = move |id: &str| -> Option<(usize, Row, bool)> {
        page.with(|page| {
            let page = page.as_ref()?;
            let at = page.rows.iter().position(|row| row.id == id)?;
            Some((page.from + at, page.rows[at].clone(), !page.asked.is_empty()))
        })
    };
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <ol class=class part="list" aria-label=t.explore.profiles()>
                <For each=move || ids.get() key=String::clone let:id>
                    <Item
                        options
                        teller
                        marked
                        layout=layout.into()
                        href=Signal::derive({
                            let id = id.clone();
                            move || {
                                let text = query.with(|query| query_text::pointed(query, &id));
                                links.with(|links| links.as_ref().map(|links| links.href(Route::Profile, &text)))
                            }
                        })
                        found=Signal::from(Memo::new(move |_| row_of(&id)))
                    />
                </For>
            </ol>
        </Show>
    }
}

/// "10 of 991 profiles", or how many there are where all are shown.
fn shown_words(t: Text, page: &Page) -> String {
    let total = t.explore.count_profiles(page.total as u64, &t.integer(page.total as u64));
    if page.rows.len() < page.total {
        return t.widget.shown(&t.integer(page.rows.len() as u64), &total);
    }
    total
}

fn skeleton() -> impl IntoView {
    let rows = (0..SKELETON_ROWS).map(|_| view! { <div class="skeleton__row"></div> }).collect_view();
    view! { <div class="skeleton" aria-hidden="true">{rows}</div> }
}

/// Nothing passes: names the narrowest filter, and lifts it.
fn nothing<F>(t: Text, page: &Page, lift: F) -> impl IntoView + use<F>
where
    F: Fn(&str) + Send + Sync + 'static,
{
    let narrowest = page.lifted.iter().max_by_key(|(_, count)| **count).filter(|(_, count)| **count > 0);
    let says = match narrowest {
        Some((key, count)) => {
            let count = *count as u64;
            t.explore.nothing_narrowest(count, filter_name(t, key), &t.integer(count))
        }
        None => t.explore.nothing_passes().to_owned(),
    };
    let lift = narrowest.map(|(key, _)| {
        let key = key.clone();
        view! {
            <button type="button" class="button" part="button" on:click=move |_| lift(&key)>
                {t.explore.lift_filter()}
            </button>
        }
    });
    view! {
        <div class="w-state" part="message">
            <p>{says}</p>
            {lift}
        </div>
    }
}

fn filter_name(t: Text, key: &str) -> &'static str {
    Facet::named(key)
        .map(|facet| facet_name(t, facet))
        .or_else(|| Measure::named(key).map(|measure| measure_name(t, measure)))
        .unwrap_or_else(|| t.explore.searched_text())
}

/// What the numbers are, and the way to more.
fn footer(t: Text, query: RwSignal<String>, links: Option<AppLinks>) -> impl IntoView {
    let policy =
        move || query.with(|query| t.widget.tiers(&words::policy_name(t, &query_text::policy(query))));
    let ways = links.map(|links| {
        let method = links.href(Route::Method, "");
        let all = move || links.href(Route::Explore, &query.get());
        view! {
            <span class="w-foot__ways">
                <a part="link" href=all target="_blank" rel="noopener">{t.widget.open_app()}</a>
                <a part="link" href=method target="_blank" rel="noopener">{t.widget.method()}</a>
            </span>
        }
    });
    view! {
        <footer class="w-foot" part="footer">
            <span class="sub">{t.widget.computed_here()} " " {policy}</span>
            {ways}
        </footer>
    }
}
