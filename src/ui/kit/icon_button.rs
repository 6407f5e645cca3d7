//! A button that shows a drawing and says what it does to those who do not see it.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A button with a drawing.
#[component]
pub fn IconButton(
    /// What is drawn.
    glyph: Glyph,
    /// What it is called: "Remove: beauty".
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it is on, for a button that switches.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label
            title=label
            aria-pressed=move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" })
            on:click=move |_| on_press.run(())
        >
            <Icon glyph />
        </button>
    }
}
