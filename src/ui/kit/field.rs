//! A native choice with its label above it, and what fields have in common.

use leptos::{ev::Event, prelude::*, web_sys::HtmlInputElement};

/// Shows in a field what is in force: at rest, what was typed and could not be taken, or only within bounds, does not
/// stay there as if it were.
pub fn show(event: &Event, in_force: &str) {
    let field = event_target::<HtmlInputElement>(event);
    if field.value() != in_force {
        field.set_value(in_force);
    }
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value, as code and address have it.
    pub value: String,
    /// The words for it.
    pub label: String,
}

impl Choice {
    /// A choice of a value by its words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A list to choose one thing from.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// The value in force.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|Choice { value: own, label }| {
            let key = own.clone();
            view! { <option value=own selected=move || value.with(|value| *value == key)>{label}</option> }
        })
        .collect_view();
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select prop:value=value on:change=move |event| on_choose.run(event_target_value(&event))>
                {options}
            </select>
        </label>
    }
}
