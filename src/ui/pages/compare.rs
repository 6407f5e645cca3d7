//! Two to six profiles side by side: what sets them apart, and what change of weight would turn them around.

mod add;
mod cells;
mod columns;
mod facts;
mod sensitivity;
mod stability;
mod table;

use leptos::prelude::*;

use crate::{
    domain::query::Query,
    i18n::use_text,
    route::Route,
    state::use_app,
    ui::{
        kit::empty::Empty,
        pages::answers,
        parts::{
            catalogue_failure::CatalogueFailure, dropped_note::DroppedNote, marks::words,
            printed_query::PrintedQuery, weights::WeightPanel,
        },
        url::use_links,
    },
};
use columns::Columns;

/// The page of the profiles that the address names.
#[component]
pub fn ComparePage() -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let query = app.explore.query();
    let page = app.explore.page();
    let latest = Signal::derive(move || page.with(|page| page.latest().cloned()));
    let ids = Memo::new(move |_| query.with(|query| query.ids.clone()));
    let answers = answers::follow(app.explore, ids);
    let in_force = Memo::new(move |_| {
        let weights = query.with(|query| query.weights);
        latest.with(|page| page.as_ref().map(|page| columns::in_force(weights, &page.asked)))
    });
    let columns = Memo::new(move |_| Columns { profiles: answers.get(), in_force: in_force.get() });
    let sub = move || {
        let count = ids.with(Vec::len) as u64;
        t.compare.sub(
            count,
            &t.integer(Query::MAX_COMPARED as u64),
            &t.integer(count),
            &query.with(|query| words::policy_name(t, &query.policy)),
        )
    };
    let count = Memo::new(move |_| ids.with(Vec::len));
    let explore = move || links.href(Route::Explore, &app.explore.text());
    let evidence = move || {
        columns.with(|columns| {
            let shown = columns.profiles.len();
            (shown > 0).then(|| view! { {table::table(t, columns)} {stability::block(t, columns)} })
        })
    };
    view! {
        <div class="sheet compare">
            <header class="title">
                <h1 tabindex="-1">{t.compare.title()}</h1>
                <p class="sub">{sub}</p>
            </header>
            <CatalogueFailure without=t.compare.no_catalogue() />
            <DroppedNote issues=app.explore.issues() />
            {move || {
                if count.get() == 0 {
                    view! {
                        <Empty says=t.compare.empty()>
                            <a class="button button--primary" href=explore>{t.common.explore()}</a>
                        </Empty>
                    }
                    .into_any()
                } else {
                    view! {
                        <div class="weights-bar">
                            <h2 class="vh">{t.compare.weights()}</h2>
                            <WeightPanel explore=app.explore page=latest />
                        </div>
                        <PrintedQuery explore=app.explore currency=app.config().fx.base />
                        {sensitivity::tip(columns)}
                        {evidence}
                    }
                    .into_any()
                }
            }}
            {add::add(ids, latest)}
        </div>
    }
}

/// What the page shows, in the order of the address.
type ColumnsMemo = Memo<Columns>;
