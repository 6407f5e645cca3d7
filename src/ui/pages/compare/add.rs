//! Taking another profile into the comparison: a bookmark, or one from the top of the search.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{
        answer::Page,
        order::sort_by,
        query::{Edit, Query},
    },
    i18n::use_text,
    lists::{Key, Record},
    state::use_app,
};

/// Profiles from the top of the search that are offered.
const MOST_ROWS: usize = 20;

/// The choice.
pub(super) fn add(ids: Memo<Vec<String>>, page: Signal<Option<Arc<Page>>>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let is_full = Memo::new(move |_| ids.with(Vec::len) >= Query::MAX_COMPARED);
    let bookmarks = Memo::new(move |_| {
        let here = ids.get();
        let mut cards: Vec<(String, String)> = app.lists.document().with(|document| {
            document
                .records()
                .filter_map(|(key, record)| match (key, record) {
                    (Key::Item { profile, .. }, Record::Item(item)) if item.present.value => {
                        Some((profile.clone(), item.card.value.name.clone()))
                    }
                    _ => None,
                })
                .collect()
        });
        sort_by(&mut cards, |a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        cards.dedup();
        cards.retain(|(id, _)| !here.contains(id));
        cards
    });
    let top = Memo::new(move |_| {
        let here = ids.get();
        page.with(|page| {
            let rows = page.iter().flat_map(|page| &page.rows);
            let is_bookmark = |id: &String| bookmarks.with(|cards| cards.iter().any(|(card, _)| card == id));
            rows.filter(|row| !here.contains(&row.id) && !is_bookmark(&row.id))
                .take(MOST_ROWS)
                .map(|row| (row.id.clone(), row.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            app.explore.commit(Edit::Compare(id, true));
        }
    };
    let group = move |label: &'static str, cards: Memo<Vec<(String, String)>>| {
        move || {
            let cards = cards.get();
            (!cards.is_empty()).then(|| {
                let options = cards
                    .into_iter()
                    .map(|(id, name)| view! { <option value=id>{name}</option> })
                    .collect_view();
                view! { <optgroup label=label>{options}</optgroup> }
            })
        }
    };
    move || {
        if is_full.get() {
            return view! { <p class="hint">{t.compare.full()}</p> }.into_any();
        }
        view! {
            <label class="field compare-add">
                <span class="field__label">{t.compare.add()}</span>
                // Back to "choose" after each choice, so that the next one is a change again.
                <select on:change=choose prop:value=move || ids.with(|_| String::new())>
                    <option value="">{t.compare.add_choose()}</option>
                    {group(t.compare.add_bookmarks(), bookmarks)}
                    {group(t.compare.add_top(), top)}
                </select>
            </label>
        }
        .into_any()
    }
}
