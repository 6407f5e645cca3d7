//! The working page: brief and filters, the ranked list, and the profile in view explained.

mod notes;

use leptos::prelude::*;

use self::notes::{CatalogueNotes, NothingPasses};
use crate::{
    config::Feature,
    domain::{
        answer::Row,
        query::{Edit, Query, Sort, SortKey},
        stability::TOP,
    },
    i18n::use_text,
    route::Route,
    state::{CatalogueStatus, Explore, use_app},
    ui::{
        kit::{
            icon::{Glyph, Icon},
            later::unseen,
            skeleton::Skeleton,
        },
        parts::{
            compare_tray::CompareTray,
            drawer::{Drawer, DrawerLinks},
            filter_chips::FilterChips,
            filter_panel::{FilterPanel, PANEL},
            firmness::TopOfTheList,
            gesture::Gesture,
            printed_query::PrintedQuery,
            profile_table::{ProfileTable, RowLinks},
            ranks::Ranks,
            status_line::StatusLine,
        },
        url::use_links,
    },
};

/// The page.
#[component]
pub fn ExplorePage() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let links = use_links();
    let explore = app.explore;
    let config = app.config();
    let rates = config.fx.clone();
    let currency = rates.base;
    let page = Signal::derive(move || explore.page().with(|page| page.latest().cloned()));
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.total)));
    let profile = Callback::new(move |id: String| {
        let query = explore.query().with_untracked(|query| Query { id: Some(id), ..query.clone() });
        links.href(Route::Profile, &explore.print(&query))
    });
    let to = move |route| {
        Signal::derive(move || {
            explore.query().track();
            links.href(route, &explore.text())
        })
    };
    let bookmark = config.shows(Feature::Lists);
    let compare = config.shows(Feature::Compare);
    let row_links = RowLinks { profile, compare, bookmark };
    let drawer_links = DrawerLinks { profile, bookmark };
    announce(explore, total);
    let (place, go_to) = signal(None);
    let is_first_load =
        move || page.with(Option::is_none) && app.catalogue.status().with(CatalogueStatus::is_loading);
    let is_partial = move || app.catalogue.status().with(CatalogueStatus::has_first);
    // Further down the list, its top is what it was.
    let top = Memo::new(move |before: Option<&Vec<Row>>| {
        let by_low = explore.query().with(|query| query.sort.key == SortKey::Low && query.sort.descending);
        page.with(|page| match page {
            Some(page) if page.from > 0 && by_low => before.cloned().unwrap_or_default(),
            Some(page) if by_low && !page.asked.is_empty() => page.rows.iter().take(TOP).cloned().collect(),
            _ => Vec::new(),
        })
    });
    // What stands there changes seldom; the table itself must outlive every new answer.
    let stands = Memo::new(move |_| match total.get() {
        _ if is_first_load() => Stands::Skeleton,
        None => Stands::Nothing,
        Some(0) => Stands::Empty,
        Some(_) => Stands::Table,
    });
    let list = move || match stands.get() {
        Stands::Skeleton => view! { <Skeleton lines=12 /> }.into_any(),
        Stands::Nothing => ().into_any(),
        Stands::Empty => view! { <NothingPasses explore page /> }.into_any(),
        Stands::Table => view! {
            <ProfileTable explore page lists=app.lists links=row_links place is_partial />
            <Legend />
        }
        .into_any(),
    };
    view! {
        <div class="discover">
            <FilterPanel explore page rates />
            <div class="center">
                <h1 class="vh" tabindex="-1">{t.common.explore()}</h1>
                <Toolbar explore />
                {unseen(move || view! { <PrintedQuery explore currency of_list=true /> })}
                <StatusLine catalogue=app.catalogue report_href=to(Route::Data) />
                {unseen(|| view! { <CatalogueNotes /> })}
                <div class="list-head">
                    {unseen(move || view! { <FilterChips explore total currency /> })}
                    {unseen(move || {
                        view! { <Ranks explore total lists=bookmark.then_some(app.lists) place=go_to /> }
                    })}
                </div>
                {unseen(move || view! { <TopOfTheList rows=Signal::derive(move || top.get()) /> })}
                {list}
                {compare.then(|| {
                    unseen(move || view! { <CompareTray explore page href=to(Route::Compare) /> })
                })}
            </div>
            {unseen(move || {
                view! { <Drawer explore page lists=app.lists pictures=app.pictures links=drawer_links /> }
            })}
        </div>
    }
}

/// What stands in the place of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Skeleton,
    Nothing,
    Empty,
    Table,
}

/// Search, the way to the panel, order.
#[component]
fn Toolbar(explore: Explore) -> impl IntoView {
    let t = use_text();
    let gesture = Gesture::new(explore);
    let text = Memo::new(move |_| explore.query().with(|query| query.filters.text.clone()));
    let sort = Memo::new(move |_| explore.query().with(|query| query.sort.key));
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some(key) = SortKey::ALL.into_iter().find(|key| key.as_str() == value) {
            explore.commit(Edit::Sort(Sort { key, descending: key.starts_descending() }));
        }
    };
    let options = SortKey::ALL
        .into_iter()
        .map(|key| {
            let name = t.names.sorts(key.as_str()).unwrap_or(key.as_str());
            view! { <option value=key.as_str() selected=move || sort.get() == key>{name}</option> }
        })
        .collect_view();
    view! {
        <div class="toolbar">
            <div class="search" role="search">
                <Icon glyph=Glyph::Search />
                <input
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=t.explore.search()
                    placeholder=t.explore.search_hint()
                    prop:value=text
                    on:input=move |event| gesture.input(Edit::Text(event_target_value(&event)))
                    on:change=move |_| gesture.rest()
                />
            </div>
            <button type="button" class="button panel__open" popovertarget=PANEL>
                <Icon glyph=Glyph::Filters />
                {t.explore.panel()}
            </button>
            <label class="sorter">
                <span>{t.explore.sort_by()}</span>
                <select prop:value=move || sort.get().as_str() on:change=choose>
                    {options}
                </select>
            </label>
        </div>
    }
}

/// What solid, tick and hatching mean, once for the page.
#[component]
fn Legend() -> impl IntoView {
    let t = use_text();
    view! { <p class="legend">{t.explore.legend()}</p> }
}

/// Says once, after the last change, how many profiles pass.
fn announce(explore: Explore, total: Memo<Option<usize>>) {
    let t = use_text();
    let notices = use_app().notices;
    Effect::new(move |before: Option<Option<usize>>| {
        explore.query().track();
        let total = total.get();
        if let (Some(Some(_)), Some(total)) = (before, total) {
            notices.announce(t.explore.pass(total as u64, &t.integer(total as u64)));
        }
        total
    });
}
