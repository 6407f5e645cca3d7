//! Bookmarks: several lists, a triage, notes and tags, and what leaves the browser as a file.

mod board;
mod card;
mod export;
mod nav;
mod rollup;
mod saved;

use leptos::prelude::*;

use self::board::Board;
use crate::{
    i18n::{Text, use_text},
    lists::{Card, DEFAULT_LIST, Item},
    platform::records::Closed,
    route::Route,
    state::{Keeping, Lists, use_app},
    ui::{
        kit::{
            empty::Empty,
            icon::{Glyph, Icon},
        },
        pages::answers,
        parts::catalogue_failure::CatalogueFailure,
        url::use_links,
    },
};

/// The page of the current list.
#[component]
pub fn ListsPage() -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let lists = app.lists;
    let current = lists.current();
    let items = Memo::new(move |_| lists.items(&current.get()));
    let ids = Memo::new(move |_| {
        items.with(|items| items.iter().map(|(card, _)| card.id.clone()).collect::<Vec<_>>())
    });
    let answers = answers::follow(app.explore, ids);
    let name = Memo::new(move |_| list_name(t, lists, &current.get()));
    let board = Board::new(items, answers);
    let missing =
        move || answers.with(|answers| answers.iter().filter(|answer| answer.is_stranger()).count());
    let count = move || {
        let count = items.with(Vec::len) as u64;
        let mut words = t.lists.count(count, &t.integer(count));
        let missing = missing() as u64;
        if missing > 0 {
            words = format!("{words}, {}", t.lists.count_missing(missing, &t.integer(missing)));
        }
        words
    };
    let explore = move || links.href(Route::Explore, &app.explore.text());
    let is_empty = Memo::new(move |_| items.with(Vec::is_empty));
    let is_opening = move || lists.keeping().get() == Keeping::Opening;
    view! {
        <div class="lists">
            {nav::nav(current)}
            <div class="sheet sheet--lists">
                {keeping_notice(lists)}
                <CatalogueFailure without=t.lists.no_catalogue() />
                <header class="title title--acts">
                    <div>
                        <h1 tabindex="-1">{name}</h1>
                        <p class="sub">{count}</p>
                    </div>
                    {export::acts(items, name)}
                </header>
                {move || {
                    if !is_empty.get() {
                        view! {
                            {rollup::rollup(items, answers)}
                            {board::board(board)}
                        }
                        .into_any()
                    } else if is_opening() {
                        view! { <p class="sub" role="status">{t.lists.opening()}</p> }.into_any()
                    } else {
                        view! {
                            <Empty says=t.lists.empty()>
                                <a class="button button--primary" href=explore>{t.lists.go_explore()}</a>
                                {export::import_button()}
                            </Empty>
                        }
                        .into_any()
                    }
                }}
                {saved::saved()}
            </div>
            {nav::manage(current)}
        </div>
    }
}

/// The name of a list; the default one has its usual name until it gets another.
fn list_name(t: Text, lists: Lists, id: &str) -> String {
    let named = lists.lists().into_iter().find(|(known, _)| known == id).map(|(_, list)| list.name.value);
    match named {
        Some(name) if !name.is_empty() => name,
        _ if id == DEFAULT_LIST => t.lists.default_name().to_owned(),
        _ => id.to_owned(),
    }
}

/// A bookmark with its place.
type Items = Memo<Vec<(Card, Item)>>;

/// That lists end with the page, why, and the way to save them.
fn keeping_notice(lists: Lists) -> impl IntoView {
    let t = use_text();
    let keeping = lists.keeping();
    move || {
        let says = match keeping.get() {
            Keeping::Memory(Closed::Unavailable) => t.lists.keeping_unavailable(),
            Keeping::Memory(Closed::Full) => t.lists.keeping_full(),
            Keeping::Memory(Closed::Newer) => t.lists.keeping_newer(),
            Keeping::Opening | Keeping::Stored => return None,
        };
        Some(view! {
            <div class="notice notice--caution" role="status">
                <Icon glyph=Glyph::Check />
                <div class="notice__body">
                    <p>{says}</p>
                    <button type="button" class="button" on:click=move |_| lists.download()>
                        {t.lists.keeping_act()}
                    </button>
                </div>
            </div>
        })
    }
}
