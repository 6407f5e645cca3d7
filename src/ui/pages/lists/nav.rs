//! The lists: which one is shown, a new one, another name, an end.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{export, list_name};
use crate::{
    i18n::{Text, use_text},
    lists::{DEFAULT_LIST, NAME_LIMIT},
    state::{Lists, use_app},
    ui::kit::combobox::fold,
};

/// What is done to the current list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    Renaming,
    Deleting,
}

/// The lists to choose from.
pub(super) fn nav(current: Signal<String>) -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let rows = move || {
        let chosen = current.get();
        lists
            .lists()
            .into_iter()
            .map(|(id, _)| {
                let name = list_name(t, lists, &id);
                let count = t.integer(lists.items(&id).len() as u64);
                let is_current = (id == chosen).then_some("true");
                view! {
                    <li>
                        <button
                            type="button"
                            class="lists__choice"
                            aria-current=is_current
                            on:click=move |_| lists.choose(&id)
                        >
                            {name} " " <span class="count">{count}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="lists__nav" aria-label=t.lists.nav()>
            <h2>{t.lists.nav()}</h2>
            <ul>{rows}</ul>
        </nav>
    }
}

/// Making, renaming and ending lists, and carrying all of them as a file.
pub(super) fn manage(current: Signal<String>) -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    view! {
        <section class="lists__manage" aria-label=t.lists.manage()>
            {new_list()}
            {current_list(current)}
            <p class="hint">{t.lists.kept()}</p>
            <div class="lists__files">
                <button type="button" class="link" on:click=move |_| lists.download()>
                    {t.lists.export_lists()}
                </button>
                {export::import_button()}
            </div>
        </section>
    }
}

/// A name and a button.
fn new_list() -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let input = NodeRef::<html::Input>::new();
    let taken = RwSignal::new(false);
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked()
            && !input.value().trim().is_empty()
        {
            taken.set(is_taken(t, lists, &input.value(), None));
            if !taken.get_untracked() {
                lists.create(&input.value());
                input.set_value("");
            }
        }
    };
    view! {
        <form class="name-form" on:submit=create>
            <label class="field">
                <span class="field__label">{t.lists.new_name()}</span>
                <input
                    node_ref=input
                    type="text"
                    maxlength=NAME_LIMIT
                    autocomplete="off"
                    aria-invalid=move || taken.get().then_some("true")
                    on:input=move |_| taken.set(false)
                />
            </label>
            {taken_words(t, taken)}
            <button type="submit" class="button">{t.lists.create()}</button>
        </form>
    }
}

/// Whether a list other than `own` has the name, whatever its case and accents: nobody could tell the two apart.
fn is_taken(t: Text, lists: Lists, name: &str, own: Option<&str>) -> bool {
    let wanted = fold(name.trim());
    let has_it = |id: &str| Some(id) != own && fold(&list_name(t, lists, id)) == wanted;
    untrack(|| lists.lists().iter().any(|(id, _)| has_it(id)))
}

fn taken_words(t: Text, taken: RwSignal<bool>) -> impl IntoView {
    move || taken.get().then(|| view! { <p role="alert" class="field__problem">{t.lists.taken()}</p> })
}

/// Renaming and deleting the list that is shown.
fn current_list(current: Signal<String>) -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let doing = RwSignal::new(Doing::Nothing);
    let input = NodeRef::<html::Input>::new();
    // Another list is another matter.
    Effect::new(move |before: Option<String>| {
        let now = current.get();
        if before.is_some_and(|before| before != now) {
            doing.set(Doing::Nothing);
        }
        now
    });
    let taken = RwSignal::new(false);
    let rename = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            let list = current.get_untracked();
            taken.set(is_taken(t, lists, &input.value(), Some(&list)));
            if taken.get_untracked() {
                return;
            }
            lists.rename(&list, &input.value());
        }
        doing.set(Doing::Nothing);
    };
    let delete = move |_| {
        lists.delete(&current.get_untracked());
        doing.set(Doing::Nothing);
    };
    let is_default = move || current.with(|current| current == DEFAULT_LIST);
    let cancel = move || {
        view! {
            <button type="button" class="button" on:click=move |_| doing.set(Doing::Nothing)>
                {t.common.cancel()}
            </button>
        }
    };
    move || match doing.get() {
        Doing::Nothing => view! {
            <div class="row">
                <button
                    type="button"
                    class="link"
                    on:click=move |_| {
                        taken.set(false);
                        doing.set(Doing::Renaming);
                    }
                >
                    {t.lists.rename()}
                </button>
                <button type="button" class="link" on:click=move |_| doing.set(Doing::Deleting)>
                    {move || if is_default() { t.lists.empty_list() } else { t.lists.delete() }}
                </button>
            </div>
        }
        .into_any(),
        Doing::Renaming => view! {
            <form class="name-form" on:submit=rename>
                <label class="field">
                    <span class="field__label">{t.lists.rename_label()}</span>
                    <input
                        node_ref=input
                        type="text"
                        maxlength=NAME_LIMIT
                        autocomplete="off"
                        prop:value=list_name(t, lists, &current.get_untracked())
                        aria-invalid=move || taken.get().then_some("true")
                        on:input=move |_| taken.set(false)
                    />
                </label>
                {taken_words(t, taken)}
                <div class="row">
                    <button type="submit" class="button">{t.lists.save_name()}</button>
                    {cancel()}
                </div>
            </form>
        }
        .into_any(),
        Doing::Deleting => {
            let name = list_name(t, lists, &current.get());
            let sure = if is_default() { t.lists.empty_sure(&name) } else { t.lists.delete_sure(&name) };
            view! {
                <div class="name-form" role="group" aria-label=sure>
                    <p>{sure.clone()}</p>
                    <div class="row">
                        <button type="button" class="button button--alert" on:click=delete>
                            {if is_default() { t.lists.confirm_empty() } else { t.lists.confirm() }}
                        </button>
                        {cancel()}
                    </div>
                </div>
            }
            .into_any()
        }
    }
}
