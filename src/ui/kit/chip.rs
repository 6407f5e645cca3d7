//! A value that was chosen and can be taken back.

use leptos::prelude::*;

use super::{icon::Glyph, icon_button::IconButton};

/// A removable value.
#[component]
pub fn Chip(
    /// Visible text.
    #[prop(into)]
    label: Signal<String>,
    /// What the remove button is called: "Remove: beauty".
    #[prop(into)]
    remove_label: Signal<String>,
    /// Called when it is taken back.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    view! {
        <span class="chip">
            <span class="chip__text">{label}</span>
            <IconButton glyph=Glyph::Close label=remove_label on_press=on_remove />
        </span>
    }
}
