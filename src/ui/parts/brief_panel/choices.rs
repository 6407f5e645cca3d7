//! A few values to tick, side by side.

use leptos::prelude::*;

use crate::ui::kit::field::Choice;

/// Check boxes under a heading.
#[component]
pub fn CheckGroup(
    /// The heading.
    label: &'static str,
    /// What can be ticked.
    choices: Vec<Choice>,
    /// What is.
    values: Signal<Vec<String>>,
    /// Called with a value, and whether it was ticked.
    #[prop(into)]
    on_set: Callback<(String, bool)>,
) -> impl IntoView {
    let boxes = choices
        .into_iter()
        .map(|Choice { value, label }| {
            let key = value.clone();
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || values.with(|values| values.contains(&key))
                        on:change=move |event| on_set.run((value.clone(), event_target_checked(&event)))
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="checks">
            <legend class="field__label">{label}</legend>
            {boxes}
        </fieldset>
    }
}
