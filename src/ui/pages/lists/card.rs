//! One bookmark: who it is, its match, what to look at, the reader's words, where it stands.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::Items;
use crate::{
    domain::{answer::Severity, query::Edit},
    draw::match_bar::Bounds,
    i18n::{Text, use_text},
    lists::{Card, Item, NOTE_LIMIT, Triage},
    route::Route,
    state::use_app,
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        pages::{answers::Answer, compare::price},
        parts::marks::{FlagMark, MatchLine},
        url::use_links,
    },
};

/// The card of one profile on the current list.
pub(super) fn card(
    id: String,
    items: Items,
    answers: Memo<Vec<Answer>>,
    editing: RwSignal<Option<String>>,
    removed: RwSignal<Option<(String, Card)>>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let item = Memo::new(move |_| {
        items.with(|items| id.with_value(|id| items.iter().find(|(card, _)| card.id == *id).cloned()))
    });
    let answer = Memo::new(move |_| {
        answers.with(|answers| id.with_value(|id| answers.iter().find(|answer| answer.id == *id).cloned()))
    });
    let is_edited =
        Memo::new(move |_| editing.with(|editing| id.with_value(|id| editing.as_ref() == Some(id))));
    let head = move || item.get().map(|(card, _)| head(&card, answer.get().as_ref()));
    let evidence = move || answer.get().map(|answer| evidence(&answer));
    let words = move || {
        item.get().map(|(card, item)| {
            if is_edited.get() {
                edit_form(card, item, editing).into_any()
            } else {
                own_words(&item).into_any()
            }
        })
    };
    let foot = move || item.get().map(|(card, item)| foot(card, &item, editing, removed));
    view! { <li class="card">{head} {evidence} {words} {foot}</li> }
}

fn head(card: &Card, answer: Option<&Answer>) -> impl IntoView + use<> {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let is_missing = answer.is_some_and(Answer::is_stranger);
    let profile = answer.and_then(|answer| answer.profile.as_ref());
    let mut about = Vec::new();
    about.extend(card.handle.as_deref().map(|handle| format!("@{handle}")));
    about.push(card.network.label().to_owned());
    if let Some(profile) = profile {
        about.push(match profile.followers {
            Some(followers) => t.integer(followers),
            None => t.lists.followers_unknown().to_owned(),
        });
    }
    let name = if is_missing {
        card.name.clone().into_any()
    } else {
        let id = card.id.clone();
        let href = move || {
            let query = app.explore.query().get().apply(Edit::Select(Some(id.clone())));
            links.href(Route::Profile, &app.explore.print(&query))
        };
        view! { <a href=href>{card.name.clone()}</a> }.into_any()
    };
    view! {
        <header>
            <h3 dir="auto">{name}</h3>
            <span class="sub">{about.join(" · ")}</span>
        </header>
    }
}

/// Match and price, what stands out; or that the profile is not here.
fn evidence(answer: &Answer) -> AnyView {
    let t = use_text();
    if answer.is_stranger() {
        return view! {
            <p class="card__missing">
                <span class="unknown">{t.lists.missing()}</span> " "
                <span class="sub">{t.lists.missing_why()}</span>
            </p>
        }
        .into_any();
    }
    let Some(known) = &answer.explanation else { return ().into_any() };
    let asked = known.criteria.iter().any(|criterion| criterion.weight > 0);
    let bounds = Bounds { low: known.low, estimate: known.estimate, high: known.high };
    let price = price(t, answer);
    let (class, price) = match price {
        Some(price) => ("sub", price),
        None => ("unknown", t.lists.price_unknown().to_owned()),
    };
    let flag = known
        .flags
        .iter()
        .filter(|flag| matches!(flag.severity, Severity::Check | Severity::Alert))
        .max_by_key(|flag| flag.severity)
        .cloned();
    view! {
        <p class="card__match">
            <MatchLine bounds asked width=116 />
            <span class=class>{price}</span>
        </p>
        {flag.map(|flag| view! { <p><FlagMark flag named=true /></p> })}
    }
    .into_any()
}

fn own_words(item: &Item) -> impl IntoView + use<> {
    let note = item.note.value.clone();
    let tags = item.tags.value.clone();
    view! {
        {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
        {(!tags.is_empty()).then(|| {
            let tags = tags.into_iter().map(|tag| view! { <li class="tag">{tag}</li> }).collect_view();
            view! { <ul class="card__tags">{tags}</ul> }
        })}
    }
}

/// Note and tags together: both are the reader's own words.
fn edit_form(card: Card, item: Item, editing: RwSignal<Option<String>>) -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let note = NodeRef::<html::Textarea>::new();
    let tags = NodeRef::<html::Input>::new();
    let id = card.id.clone();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let list = lists.current().get_untracked();
        if let (Some(note), Some(tags)) = (note.get_untracked(), tags.get_untracked()) {
            let tags: Vec<String> = tags.value().split(',').map(str::to_owned).collect();
            lists.set_note(&list, &id, note.value().trim());
            lists.set_tags(&list, &id, &tags);
        }
        editing.set(None);
    };
    // The form opens in answer to a press of a button that is gone with it.
    Effect::new(move |_| {
        if let Some(note) = note.get() {
            note.focus().ok();
        }
    });
    view! {
        <form class="card__form" on:submit=save>
            <textarea
                node_ref=note
                class="note-field"
                rows="3"
                maxlength=NOTE_LIMIT
                aria-label=t.lists.note(&card.name)
                prop:value=item.note.value
            ></textarea>
            <label class="field">
                <span class="field__label" aria-hidden="true">{t.lists.tags_hint()}</span>
                <input
                    node_ref=tags
                    type="text"
                    autocomplete="off"
                    aria-label=t.lists.tags(&card.name)
                    prop:value=item.tags.value.join(", ")
                />
            </label>
            <div class="row">
                <button type="submit" class="button">{t.lists.note_save()}</button>
                <button type="button" class="button" on:click=move |_| editing.set(None)>
                    {t.common.cancel()}
                </button>
            </div>
        </form>
    }
}

fn foot(
    card: Card,
    item: &Item,
    editing: RwSignal<Option<String>>,
    removed: RwSignal<Option<(String, Card)>>,
) -> impl IntoView + use<> {
    let t = use_text();
    let lists = use_app().lists;
    let current = item.triage.value;
    let moved = card.clone();
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        if let Some(triage) = Triage::ALL.into_iter().find(|triage| triage.as_str() == chosen) {
            lists.set_triage(&lists.current().get_untracked(), &moved.id, triage);
        }
    };
    let has_words = !item.note.value.is_empty() || !item.tags.value.is_empty();
    let (label, short) = note_button(t, has_words, &card.name);
    let edited = card.id.clone();
    let remove = {
        let card = card.clone();
        move |()| {
            let list = lists.current().get_untracked();
            lists.set_on(&list, &card, false);
            removed.set(Some((list, card.clone())));
        }
    };
    let options = Triage::ALL
        .into_iter()
        .map(|triage| {
            let name = t.lists.lanes(triage.as_str()).unwrap_or(triage.as_str());
            view! { <option value=triage.as_str() selected=triage == current>{name}</option> }
        })
        .collect_view();
    view! {
        <footer>
            <select
                class="mover"
                aria-label=t.lists.move_to(&card.name)
                prop:value=current.as_str()
                on:change=choose
            >
                {options}
            </select>
            <button
                type="button"
                class="link"
                aria-label=label
                on:click=move |_| editing.set(Some(edited.clone()))
            >
                {short}
            </button>
            <IconButton glyph=Glyph::Close label=t.lists.remove(&card.name) on_press=remove />
        </footer>
    }
}

fn note_button(t: Text, has_words: bool, name: &str) -> (String, &'static str) {
    if has_words {
        (t.lists.note_edit(name), t.lists.note_edit_short())
    } else {
        (t.lists.note_write(name), t.lists.note_write_short())
    }
}
