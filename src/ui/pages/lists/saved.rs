//! Saved briefs and searches, and saving the query in force.

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::{
    domain::{money::Currency, query::Query},
    i18n::{Text, use_text},
    lists::{NAME_LIMIT, SavedKind},
    route::Route,
    state::use_app,
    ui::{
        kit::{focus, icon::Glyph, icon_button::IconButton},
        parts::{brief_words::asked, filter_words::active},
        url::use_links,
    },
};

/// The block.
pub(super) fn saved() -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let briefs = Memo::new(move |_| names(lists.saved(SavedKind::Brief)));
    let searches = Memo::new(move |_| names(lists.saved(SavedKind::Search)));
    let is_empty = move || briefs.with(Vec::is_empty) && searches.with(Vec::is_empty);
    view! {
        <section class="block" aria-labelledby="saved-heading">
            <h2 id="saved-heading">{t.lists.saved()}</h2>
            {move || is_empty().then(|| view! { <p class="hint">{t.lists.saved_none()}</p> })}
            <div class="saved">
                {group(t, t.lists.saved_briefs(), briefs)}
                {group(t, t.lists.saved_searches(), searches)}
            </div>
            {save_form()}
        </section>
    }
}

/// Id, name and query of each.
fn names(saved: Vec<(String, crate::lists::Saved)>) -> Vec<(String, String, String)> {
    saved.into_iter().map(|(id, saved)| (id, saved.name.value, saved.query.value)).collect()
}

fn group(t: Text, title: &'static str, saved: Memo<Vec<(String, String, String)>>) -> impl IntoView {
    let links = use_links();
    let app = use_app();
    let (lists, currency) = (app.lists, app.config().fx.base);
    move || {
        let rows: Vec<_> = saved
            .get()
            .into_iter()
            .map(|(id, name, query)| {
                let says = says(t, &query, currency);
                let forget = {
                    let name = name.clone();
                    move |()| {
                        focus::hand_on();
                        lists.remove_saved(&id, &name);
                    }
                };
                view! {
                    <li>
                        <p class="saved__words">
                            <a href=links.href(Route::Explore, &query)>{name.clone()}</a>
                            <span class="sub">{says}</span>
                        </p>
                        <IconButton glyph=Glyph::Close label=t.lists.forget(&name) on_press=forget />
                    </li>
                }
            })
            .collect();
        (!rows.is_empty()).then(|| view! { <div><h3>{title}</h3><ul class="saved__list">{rows}</ul></div> })
    }
}

/// What is asked and filtered by.
fn says(t: Text, query: &str, currency: Currency) -> String {
    let query = Query::parse(query).0;
    let mut all = asked(t, &query.brief);
    all.extend(active(t, &query.filters, currency).into_iter().map(|filter| filter.says));
    all.join(" · ")
}

/// Why the query was not saved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusal {
    /// It has no name.
    NoName,
    /// Another one of its kind has the name, and would be replaced.
    Taken(String),
}

/// A name and a kind.
fn save_form() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let name = NodeRef::<html::Input>::new();
    let kind = NodeRef::<html::Select>::new();
    let refusal = RwSignal::new(None::<Refusal>);
    let save = move |may_replace: bool| {
        let (Some(name), Some(kind)) = (name.get_untracked(), kind.get_untracked()) else { return };
        let kind = if kind.value() == "search" { SavedKind::Search } else { SavedKind::Brief };
        let wanted = name.value();
        if wanted.trim().is_empty() {
            refusal.set(Some(Refusal::NoName));
        } else if !may_replace && app.lists.is_saved(kind, &wanted) {
            refusal.set(Some(Refusal::Taken(wanted.trim().to_owned())));
        } else {
            app.lists.save(kind, &wanted, app.explore);
            refusal.set(None);
            name.set_value("");
            name.focus().ok();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(false);
    };
    let problem = move || {
        refusal.get().map(|refusal| match refusal {
            Refusal::NoName => {
                view! { <p role="alert" class="field__problem">{t.lists.name_missing()}</p> }.into_any()
            }
            Refusal::Taken(name) => view! {
                <p role="alert" class="field__problem">
                    {t.lists.replace_sure(&name)} " "
                    <button type="button" class="link" on:click=move |_| save(true)>{t.lists.replace()}</button>
                </p>
            }
            .into_any(),
        })
    };
    view! {
        <form class="save-form" aria-label=t.lists.save_now() on:submit=submit>
            <label class="field">
                <span class="field__label">{t.lists.save_as()}</span>
                <input
                    node_ref=name
                    type="text"
                    maxlength=NAME_LIMIT
                    autocomplete="off"
                    aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                    on:input=move |_| refusal.set(None)
                />
            </label>
            <label class="field">
                <span class="field__label">{t.lists.save_kind()}</span>
                <select node_ref=kind on:change=move |_| refusal.set(None)>
                    <option value="brief">{t.lists.kind_brief()}</option>
                    <option value="search">{t.lists.kind_search()}</option>
                </select>
            </label>
            <button type="submit" class="button">{t.lists.save_now()}</button>
            {problem}
        </form>
    }
}
