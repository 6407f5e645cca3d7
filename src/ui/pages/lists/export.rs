//! What leaves the browser as a file, and what comes back.

use leptos::{html, prelude::*};

use super::Items;
use crate::{
    config::Feature,
    domain::query::{Edit, Query},
    i18n::use_text,
    lists::Triage,
    protocol::Format,
    route::Route,
    state::use_app,
    ui::url::use_links,
};

/// The buttons beside the title.
pub(super) fn acts(items: Items, name: Memo<String>) -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let config = app.config();
    let save = move |format: Format| {
        app.download_list(&app.lists.current().get_untracked(), &name.get_untracked(), format);
    };
    let button = move |label: &'static str, format: Format| {
        view! {
            <button type="button" class="button" on:click=move |_| save(format)>{label}</button>
        }
    };
    let shortlist = Memo::new(move |_| {
        items.with(|items| {
            let kept = items.iter().filter(|(_, item)| item.triage.value == Triage::Shortlisted);
            kept.map(|(card, _)| card.id.clone()).collect::<Vec<_>>()
        })
    });
    let compare = move || {
        let mut query = app.explore.query().get();
        query.ids = shortlist.get();
        query.ids.truncate(Query::MAX_COMPARED);
        links.href(Route::Compare, &app.explore.print(&query.apply(Edit::Select(None))))
    };
    let shows_compare = config.shows(Feature::Compare);
    let shows_export = config.shows(Feature::Export);
    move || {
        let is_empty = items.with(Vec::is_empty);
        let chosen = shortlist.with(Vec::len);
        let can_compare = shows_compare && chosen > 1;
        let compare_words = if chosen > Query::MAX_COMPARED {
            t.lists.compare_first(&t.integer(Query::MAX_COMPARED as u64))
        } else {
            t.lists.compare_these().to_owned()
        };
        view! {
            <div class="acts">
                {can_compare.then(|| view! { <a class="button" href=compare>{compare_words}</a> })}
                {(shows_export && !is_empty).then(|| {
                    view! {
                        {button(t.lists.export_csv(), Format::Csv)}
                        {button(t.lists.export_json(), Format::Json)}
                    }
                })}
            </div>
        }
    }
}

/// Reads a file of lists and merges it with those here.
pub(super) fn import_button() -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            if let Some(file) = input.files().and_then(|files| files.item(0)) {
                lists.import(file);
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    view! {
        <label class="button file-opener">
            <input node_ref=input class="vh" type="file" accept=".json,application/json" on:change=choose />
            {t.lists.import_lists()}
        </label>
    }
}
