//! Several values of a long list, or several free texts: an input that adds, chips that take away.

use leptos::prelude::*;

use crate::{
    i18n::use_text,
    ui::kit::{chip::Chip, combobox::Combobox, field::Choice},
};

/// Several values out of a list.
#[component]
pub fn ManyOf(
    /// What is listed.
    label: &'static str,
    /// The hint in the empty input.
    placeholder: &'static str,
    /// What can be added.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What was.
    values: Signal<Vec<String>>,
    /// The name of a value.
    #[prop(into)]
    name: Callback<String, String>,
    /// Called with a value, and whether it is wanted.
    #[prop(into)]
    on_set: Callback<(String, bool)>,
) -> impl IntoView {
    let left = Memo::new(move |_| {
        values.with(|values| {
            choices.with(|choices| {
                choices.iter().filter(|choice| !values.contains(&choice.value)).cloned().collect::<Vec<_>>()
            })
        })
    });
    view! {
        <div class="many">
            <Combobox label placeholder choices=Signal::from(left) on_choose=move |value| on_set.run((value, true)) />
            <Values label values name on_set />
        </div>
    }
}

/// Several texts of the reader's own.
#[component]
pub fn ManyTexts(
    /// What is listed.
    label: &'static str,
    /// The hint in the empty input.
    placeholder: &'static str,
    /// What was added.
    values: Signal<Vec<String>>,
    /// Called with a text, and whether it is wanted.
    #[prop(into)]
    on_set: Callback<(String, bool)>,
) -> impl IntoView {
    let t = use_text();
    let typed = RwSignal::new(String::new());
    let add = move || {
        let text = typed.get_untracked().trim().to_owned();
        if !text.is_empty() {
            typed.set(String::new());
            on_set.run((text, true));
        }
    };
    view! {
        <div class="many">
            <label class="field">
                <span class="field__label">{label}</span>
                <input
                    type="text"
                    autocomplete="off"
                    placeholder=placeholder
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:change=move |_| add()
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            add();
                        }
                    }
                />
            </label>
            <p class="vh">{t.explore.enter_adds()}</p>
            <Values label values name=|value: String| value on_set />
        </div>
    }
}

#[component]
fn Values(
    label: &'static str,
    values: Signal<Vec<String>>,
    #[prop(into)] name: Callback<String, String>,
    #[prop(into)] on_set: Callback<(String, bool)>,
) -> impl IntoView {
    let t = use_text();
    let chip = move |value: String| {
        let name = name.run(value.clone());
        view! {
            <li>
                <Chip
                    label=name.clone()
                    remove_label=t.common.remove(&name)
                    on_remove=move |()| on_set.run((value.clone(), false))
                />
            </li>
        }
    };
    move || {
        values.with(|values| !values.is_empty()).then(|| {
            view! {
                <ul class="chips" aria-label=label>
                    {values.get().into_iter().map(chip).collect_view()}
                </ul>
            }
        })
    }
}
