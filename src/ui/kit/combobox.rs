//! A text input that proposes: the proposals narrow while one types, arrows move, Enter takes.
//!
//! The focus stays in the input; the active proposal is pointed at (ARIA combobox with list autocomplete).

use leptos::{ev, prelude::*};

use super::{field::Choice, id};

/// Proposals that are shown at once; typing narrows the rest.
const SHOWN: usize = 40;

/// An input with proposals.
#[component]
pub fn Combobox(
    /// What is asked for.
    label: &'static str,
    /// A hint in the empty input.
    #[prop(optional)]
    placeholder: &'static str,
    /// What is proposed.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Called with the value of what was taken.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Called with a typed text that is no proposal. Without it only proposals can be taken.
    #[prop(optional, into)]
    on_text: Option<Callback<String>>,
) -> impl IntoView {
    let (input_id, list_id) = (id::unique("combobox"), id::unique("listbox"));
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let shown = Memo::new(move |_| {
        let wanted = fold(&typed.get());
        choices.with(|choices| {
            choices
                .iter()
                .filter(|choice| fold(&choice.label).contains(&wanted))
                .take(SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let is_open = move || open.get() && shown.with(|shown| !shown.is_empty());
    let take = move |value: String| {
        typed.set(String::new());
        active.set(None);
        open.set(false);
        on_choose.run(value);
    };
    let enter = move || {
        let pointed = active.get().and_then(|at| shown.with(|shown| shown.get(at).cloned()));
        let named = || {
            let text = fold(&typed.get());
            shown.with(|shown| match shown.as_slice() {
                _ if text.is_empty() => None,
                // The only proposal left is what was meant.
                [only] => Some(only.clone()),
                several => several.iter().find(|choice| fold(&choice.label) == text).cloned(),
            })
        };
        match (pointed.or_else(named), on_text) {
            (Some(choice), _) => take(choice.value),
            (None, Some(on_text)) if !typed.with(|text| text.trim().is_empty()) => {
                let text = typed.get().trim().to_owned();
                typed.set(String::new());
                open.set(false);
                on_text.run(text);
            }
            (None, _) => {}
        }
    };
    let step = move |by: isize| {
        let count = shown.with(Vec::len);
        if count == 0 {
            return;
        }
        open.set(true);
        active.update(|active| {
            *active = Some(match *active {
                None if by < 0 => count - 1,
                None => 0,
                Some(at) => at.saturating_add_signed(by).min(count - 1),
            });
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" => enter(),
            "Escape" if is_open() => {
                open.set(false);
                active.set(None);
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };
    let option_ids = StoredValue::new(option_id);
    // What is closed proposes nothing: the whole list is made and ordered when it is first wanted.
    let options = move || {
        let at_active = active.get();
        is_open().then(|| {
            shown.with(|shown| {
                shown
                    .iter()
                    .enumerate()
                    .map(|(at, choice)| {
                        let value = choice.value.clone();
                        view! {
                            <li
                                role="option"
                                id=option_ids.with_value(|id| id(at))
                                aria-selected=if at_active == Some(at) { "true" } else { "false" }
                                // The focus must stay in the input, else the list closes before the click.
                                on:mousedown=|event| event.prevent_default()
                                on:click=move |_| take(value.clone())
                            >
                                {choice.label.clone()}
                            </li>
                        }
                    })
                    .collect_view()
            })
        })
    };
    view! {
        <div class="combobox">
            <label class="field__label" for=input_id.clone()>{label}</label>
            <input
                id=input_id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                aria-autocomplete="list"
                aria-controls=list_id.clone()
                aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-activedescendant=move || {
                    active.get().filter(|_| is_open()).map(|at| option_ids.with_value(|id| id(at)))
                }
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(None);
                    open.set(true);
                }
                on:click=move |_| open.set(true)
                on:blur=move |_| {
                    open.set(false);
                    active.set(None);
                }
                on:keydown=on_key
            />
            <ul id=list_id role="listbox" aria-label=label class="combobox__list" hidden=move || !is_open()>
                {options}
            </ul>
        </div>
    }
}

/// Lower case without accents, so that "beaute" finds "beauté". The browser's decomposition costs no bytes.
pub(crate) fn fold(text: &str) -> String {
    let decomposed = String::from(js_sys::JsString::from(text).normalize("NFD"));
    decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase).collect()
}
