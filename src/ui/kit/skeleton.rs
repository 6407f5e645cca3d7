//! Lines to be, where something is on its way.

use leptos::prelude::*;

/// The lines; nothing for those who only listen.
#[component]
pub fn Skeleton(
    /// How many.
    lines: usize,
    /// Whether they only come where it takes a while: what is quick must not flicker.
    #[prop(optional)]
    late: bool,
) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <span class="skeleton__row"></span> }).collect_view();
    view! {
        <div class="skeleton" class:skeleton--late=late aria-hidden="true">
            {lines}
        </div>
    }
}
