//! The lists: which one is shown, a new one, another name, an end.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};

use super::{export, list_name};
use crate::{
    i18n::{Text, use_text},
    lists::{DEFAULT_LIST, NAME_LIMIT},
    state::{Lists, use_app},
    ui::kit::{combobox::fold, focus},
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
    let problem = RwSignal::new(None::<&'static str>);
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            problem.set(name_problem(t, lists, &input.value(), None));
            if problem.with_untracked(Option::is_none) {
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
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    on:input=move |_| problem.set(None)
                />
            </label>
            {problem_words(problem)}
            <button type="submit" class="button">{t.lists.create()}</button>
        </form>
    }
}

/// What is wrong with a name: that there is none, or that a list other than `own` has it, whatever its case and
/// accents, because nobody could tell the two apart. Without a name the default list has its usual one.
fn name_problem(t: Text, lists: Lists, name: &str, own: Option<&str>) -> Option<&'static str> {
    let name = match name.trim() {
        "" if own == Some(DEFAULT_LIST) => t.lists.default_name(),
        "" => return Some(t.lists.name_missing()),
        name => name,
    };
    let wanted = fold(name);
    let has_it = |id: &str| Some(id) != own && fold(&list_name(t, lists, id)) == wanted;
    untrack(|| lists.lists().iter().any(|(id, _)| has_it(id))).then(|| t.lists.taken())
}

fn problem_words(problem: RwSignal<Option<&'static str>>) -> impl IntoView {
    move || problem.get().map(|says| view! { <p role="alert" class="field__problem">{says}</p> })
}

/// Renaming and deleting the list that is shown.
fn current_list(current: Signal<String>) -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let doing = RwSignal::new(Doing::Nothing);
    // What was being done when it was closed: the focus returns to its button.
    let closed = StoredValue::new(Doing::Nothing);
    let input = NodeRef::<html::Input>::new();
    focus::on_arrival(input);
    // Another list is another matter.
    Effect::new(move |before: Option<String>| {
        let now = current.get();
        if before.is_some_and(|before| before != now) {
            doing.set(Doing::Nothing);
        }
        now
    });
    let problem = RwSignal::new(None::<&'static str>);
    let close = move || {
        closed.set_value(doing.get_untracked());
        doing.set(Doing::Nothing);
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let rename = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            let list = current.get_untracked();
            problem.set(name_problem(t, lists, &input.value(), Some(&list)));
            if problem.with_untracked(Option::is_some) {
                return;
            }
            lists.rename(&list, &input.value());
        }
        close();
    };
    let delete = move |_| {
        lists.delete(&current.get_untracked());
        doing.set(Doing::Nothing);
        focus::heading();
    };
    let is_default = move || current.with(|current| current == DEFAULT_LIST);
    let cancel = move |node: NodeRef<html::Button>| {
        view! {
            <button node_ref=node type="button" class="button" on:click=move |_| close()>
                {t.common.cancel()}
            </button>
        }
    };
    let opener = move |opens: Doing, label: Signal<&'static str>| {
        let button = NodeRef::<html::Button>::new();
        if closed.get_value() == opens {
            closed.set_value(Doing::Nothing);
            focus::on_arrival(button);
        }
        let open = move |_| {
            problem.set(None);
            doing.set(opens);
        };
        view! { <button node_ref=button type="button" class="link" on:click=open>{label}</button> }
    };
    move || match doing.get() {
        Doing::Nothing => {
            let delete = move || if is_default() { t.lists.empty_list() } else { t.lists.delete() };
            view! {
                <div class="row">
                    {opener(Doing::Renaming, Signal::stored(t.lists.rename()))}
                    {opener(Doing::Deleting, Signal::derive(delete))}
                </div>
            }
            .into_any()
        }
        Doing::Renaming => view! {
            <form class="name-form" on:submit=rename on:keydown=on_key>
                <label class="field">
                    <span class="field__label">{t.lists.rename_label()}</span>
                    <input
                        node_ref=input
                        type="text"
                        maxlength=NAME_LIMIT
                        autocomplete="off"
                        prop:value=list_name(t, lists, &current.get_untracked())
                        aria-invalid=move || problem.with(Option::is_some).then_some("true")
                        on:input=move |_| problem.set(None)
                    />
                </label>
                {problem_words(problem)}
                <div class="row">
                    <button type="submit" class="button">{t.lists.save_name()}</button>
                    {cancel(NodeRef::new())}
                </div>
            </form>
        }
        .into_any(),
        Doing::Deleting => {
            let name = list_name(t, lists, &current.get());
            let sure = if is_default() { t.lists.empty_sure(&name) } else { t.lists.delete_sure(&name) };
            // Nothing is lost by a second press of the key that opened it.
            let safe = NodeRef::new();
            focus::on_arrival(safe);
            view! {
                <div class="name-form" role="group" aria-label=sure on:keydown=on_key>
                    <p>{sure.clone()}</p>
                    <div class="row">
                        <button type="button" class="button button--alert" on:click=delete>
                            {if is_default() { t.lists.confirm_empty() } else { t.lists.confirm() }}
                        </button>
                        {cancel(safe)}
                    </div>
                </div>
            }
            .into_any()
        }
    }
}
