//! How a profile behaves: a line from micro to macro, and the verdict in words.

use leptos::prelude::*;

use super::{Figure, plain};
use crate::{
    domain::{character::Character, tier::Tier},
    draw::character::{Sign, pole},
    i18n::use_text,
    ui::still::still,
};

/// The line and the words. Bold where the behavior disagrees with the size.
#[component]
pub fn CharacterMark(
    /// The verdict; `None` where too little is known.
    character: Option<Character>,
    /// Where the profile stands, −1000 (micro) to 1000 (macro).
    at: Option<i16>,
    /// The size tier that the behavior may disagree with.
    tier: Option<Tier>,
) -> impl IntoView {
    let t = use_text();
    still(move || plain::character_line(t, character, at, tier))
}

/// What circle, diamond and square stand for.
#[component]
pub fn PoleLegend() -> impl IntoView {
    let t = use_text();
    let signs = [
        (Sign::Micro, t.marks.pole_micro()),
        (Sign::Profile, t.marks.pole_profile()),
        (Sign::Macro, t.marks.pole_macro()),
    ];
    signs
        .into_iter()
        .map(|(sign, name)| view! { <span class="pole"><Figure drawing=pole(sign) />{name}</span> })
        .collect_view()
}
