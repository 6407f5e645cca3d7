//! One bookmark: who it is, its match, what to look at, the reader's words, where it stands.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};
use web_sys::HtmlElement;

use super::board::Board;
use crate::{
    domain::{answer::Severity, query::Edit},
    draw::match_bar::Bounds,
    i18n::use_text,
    lists::{Card, Item, NOTE_LIMIT, Triage},
    route::Route,
    state::use_app,
    ui::{
        kit::{focus, icon::Glyph, icon_button::IconButton},
        pages::answers::Answer,
        parts::marks::{FlagMark, MatchLine, words},
        url::use_links,
    },
};

/// The words of a bookmark that are being written, as they were before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Writing {
    list: String,
    id: String,
    note: String,
    tags: Vec<String>,
}

/// A control of a card that the focus goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// The choice of a lane.
    Lane,
    /// The button that opens the form.
    Words,
    /// The note in the form.
    Note,
}

/// The card of one profile on the current list.
pub(super) fn card(id: String, board: Board) -> impl IntoView {
    let lists = use_app().lists;
    let Board { items, answers, writing, awaited: _ } = board;
    let id = StoredValue::new(id);
    let item = Memo::new(move |_| {
        items.with(|items| id.with_value(|id| items.iter().find(|(card, _)| card.id == *id).cloned()))
    });
    let card = Memo::new(move |_| item.get().map(|(card, _)| card));
    let answer = Memo::new(move |_| {
        answers.with(|answers| id.with_value(|id| answers.iter().find(|answer| answer.id == *id).cloned()))
    });
    let is_written = Memo::new(move |_| {
        let list = lists.current().get();
        let is_this = |writing: &Writing| writing.list == list && id.with_value(|id| writing.id == *id);
        writing.with(|writing| writing.as_ref().is_some_and(is_this))
    });
    let head = move || card.get().map(|card| head(&card, answer.get().as_ref()));
    let evidence = move || answer.get().map(|answer| evidence(&answer));
    // The form does not follow the bookmark: what is typed goes there, and must not come back over the next letter.
    let words = move || {
        if is_written.get() {
            form(board).into_any()
        } else {
            item.get().map(|(_, item)| own_words(&item)).into_any()
        }
    };
    let foot = move || card.get().map(|card| foot(card, item, board));
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
    let (class, price) = match answer.price() {
        Some((format, price)) => ("sub", words::price(t, price, answer.format.is_none().then_some(format))),
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
    let note = item.note.value.trim().to_owned();
    let tags = item.tags.value.clone();
    view! {
        {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
        {(!tags.is_empty()).then(|| {
            let tags = tags.into_iter().map(|tag| view! { <li class="tag">{tag}</li> }).collect_view();
            view! { <ul class="card__tags">{tags}</ul> }
        })}
    }
}

/// Note and tags together: both are the reader's own words. They are kept while they are written, so that nothing that
/// happens to the page meanwhile costs a word.
fn form(board: Board) -> Option<impl IntoView> {
    let t = use_text();
    let lists = use_app().lists;
    let writing = board.writing;
    let Writing { list, id, note: note_before, tags: tags_before } = writing.get_untracked()?;
    let item = lists.document().with_untracked(|document| document.item(&list, &id).cloned())?;
    let name = item.card.value.name;
    let note = NodeRef::<html::Textarea>::new();
    let place = StoredValue::new((list, id));
    // Only where it opens: a card that is made anew in another lane has the focus elsewhere.
    Effect::new(move |_| {
        let is_awaited = |(id, control): &(String, Control)| {
            *control == Control::Note && place.with_value(|(_, own)| own == id)
        };
        if let Some(note) = note.get()
            && board.awaited.with(|awaited| awaited.as_ref().is_some_and(is_awaited))
        {
            note.focus().ok();
            board.awaited.set(None);
        }
    });
    let set_note = move |note: &str| place.with_value(|(list, id)| lists.set_note(list, id, note));
    let set_tags = move |tags: &[String]| place.with_value(|(list, id)| lists.set_tags(list, id, tags));
    let close = move || {
        let id = place.with_value(|(_, id)| id.clone());
        board.awaited.set(Some((id, Control::Words)));
        writing.set(None);
    };
    let done = move |event: SubmitEvent| {
        event.prevent_default();
        close();
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let undo = move |_| {
        set_note(&note_before);
        set_tags(&tags_before);
        close();
    };
    let write_tags = move |event| {
        let tags: Vec<String> = event_target_value(&event).split(',').map(str::to_owned).collect();
        set_tags(&tags);
    };
    Some(view! {
        <form class="card__form" on:submit=done on:keydown=on_key>
            <textarea
                node_ref=note
                class="note-field"
                rows="3"
                maxlength=NOTE_LIMIT
                aria-label=t.lists.note(&name)
                prop:value=item.note.value
                on:input=move |event| set_note(&event_target_value(&event))
            ></textarea>
            <label class="field">
                <span class="field__label" aria-hidden="true">{t.lists.tags_hint()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    aria-label=t.lists.tags(&name)
                    prop:value=item.tags.value.join(", ")
                    on:input=write_tags
                />
            </label>
            <div class="row">
                <button type="submit" class="button">{t.lists.note_done()}</button>
                <button type="button" class="button" on:click=undo>{t.common.cancel()}</button>
            </div>
        </form>
    })
}

fn foot(card: Card, item: Memo<Option<(Card, Item)>>, board: Board) -> impl IntoView + use<> {
    let t = use_text();
    let lists = use_app().lists;
    let Board { writing, awaited, .. } = board;
    let Card { id, name, .. } = card.clone();
    let id = StoredValue::new(id);
    let current = Memo::new(move |_| item.with(|item| item.as_ref().map(|(_, item)| item.triage.value)));
    let has_words = Memo::new(move |_| {
        item.with(|item| item.as_ref().is_some_and(|(_, item)| is_said(&item.note.value, &item.tags.value)))
    });
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        if let Some(triage) = Triage::ALL.into_iter().find(|triage| triage.as_str() == chosen) {
            let chosen = id.get_value();
            lists.set_triage(&lists.current().get_untracked(), &chosen, triage);
            // Once this card is gone and stands in the other lane.
            request_animation_frame(move || drop(awaited.try_set(Some((chosen, Control::Lane)))));
        }
    };
    let write = move |_| {
        let item = item.get_untracked().map(|(_, item)| item);
        awaited.set(Some((id.get_value(), Control::Note)));
        writing.set(item.map(|item| Writing {
            list: lists.current().get_untracked(),
            id: id.get_value(),
            note: item.note.value,
            tags: item.tags.value,
        }));
    };
    let remove = move |()| {
        focus::hand_on();
        lists.remove(&lists.current().get_untracked(), &card);
    };
    let (mover, words) = (NodeRef::<html::Select>::new(), NodeRef::<html::Button>::new());
    Effect::new(move |_| {
        let Some((_, control)) = awaited.get().filter(|(awaited, _)| id.with_value(|id| id == awaited))
        else {
            return;
        };
        let control = match control {
            Control::Lane => mover.get().map(HtmlElement::from),
            Control::Words => words.get().map(HtmlElement::from),
            // The form's own.
            Control::Note => return,
        };
        if let Some(control) = control {
            control.focus().ok();
            awaited.set(None);
        }
    });
    let options = Triage::ALL
        .into_iter()
        .map(|triage| {
            let name = t.lists.lanes(triage.as_str()).unwrap_or(triage.as_str());
            let is_current = move || current.get() == Some(triage);
            view! { <option value=triage.as_str() selected=is_current>{name}</option> }
        })
        .collect_view();
    let (to_write, to_edit) = (t.lists.note_write(&name), t.lists.note_edit(&name));
    let label = move || if has_words.get() { to_edit.clone() } else { to_write.clone() };
    let short = move || if has_words.get() { t.lists.note_edit_short() } else { t.lists.note_write_short() };
    view! {
        <footer>
            <select
                node_ref=mover
                class="mover"
                aria-label=t.lists.move_to(&name)
                prop:value=move || current.get().unwrap_or_default().as_str()
                on:change=choose
            >
                {options}
            </select>
            <button node_ref=words type="button" class="link" aria-label=label on:click=write>{short}</button>
            <IconButton glyph=Glyph::Close label=t.lists.remove(&name) on_press=remove />
        </footer>
    }
}

/// Whether there are words of the reader's own.
fn is_said(note: &str, tags: &[String]) -> bool {
    !note.trim().is_empty() || !tags.is_empty()
}
