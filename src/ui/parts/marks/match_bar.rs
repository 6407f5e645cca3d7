//! The match as a bar, alone or behind its lower bound in words.

use leptos::prelude::*;

use super::{Figure, plain};
use crate::{
    draw::match_bar::{Bounds, match_bar},
    i18n::use_text,
    ui::still::still,
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
    if decorative {
        return view! { <Figure drawing=match_bar(bounds, asked, width, 14) class="match-bar" /> }.into_any();
    }
    still(move || plain::match_figure(t, bounds, asked, width)).into_any()
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
    still(move || plain::match_line(t, bounds, asked, width))
}
