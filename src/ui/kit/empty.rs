//! A place with nothing in it: what belongs here, and the next action.

use leptos::prelude::*;

/// A sentence, and what can be done, as children.
#[component]
pub fn Empty(
    /// What belongs here.
    #[prop(into)]
    says: Signal<String>,
    /// The next actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="verdict">{says}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}
