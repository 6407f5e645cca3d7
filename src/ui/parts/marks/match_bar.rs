//! The match as a bar, alone or behind its lower bound in words.

use leptos::prelude::*;

use super::{Figure, words};
use crate::{
    draw::match_bar::{Bounds, State, match_bar},
    i18n::use_text,
};

/// Solid to the lower bound, hatched to the upper, a tick at the estimate.
#[component]
pub fn MatchBar(
    /// The numbers, 0–1000.
    bounds: Bounds,
    /// Whether anything is asked at all.
    #[prop(default = true)]
    asked: bool,
    /// Width in pixels.
    #[prop(default = 108)]
    width: i32,
    /// Decoration where the numbers stand beside it in words.
    #[prop(optional)]
    decorative: bool,
) -> impl IntoView {
    let t = use_text();
    let drawing = match_bar(bounds, asked, width, 14);
    if decorative {
        view! { <Figure drawing class="match-bar" /> }
    } else {
        view! { <Figure drawing class="match-bar" label=words::match_name(t, bounds, asked) /> }
    }
}

/// "≥ 72" and the bar.
#[component]
pub fn MatchLine(
    /// The numbers, 0–1000.
    bounds: Bounds,
    /// Whether anything is asked at all.
    #[prop(default = true)]
    asked: bool,
    /// Width of the bar in pixels.
    #[prop(default = 108)]
    width: i32,
) -> impl IntoView {
    let t = use_text();
    let low = (bounds.state(asked) != State::NotAsked)
        .then(|| t.marks.at_least(&words::low_points(t, bounds.low)))
        .map_or_else(
            || view! { <span class="sub">{t.common.not_asked()}</span> }.into_any(),
            // The bar's name says the same and more.
            |low| view! { <strong class="match__low" aria-hidden="true">{low}</strong> }.into_any(),
        );
    view! {
        <span class="match">
            {low}
            <MatchBar bounds asked width />
        </span>
    }
}
