//! How a profile behaves: a line from micro to macro, and the verdict in words.

use leptos::prelude::*;

use super::Figure;
use crate::{
    domain::{character::Character, tier::Tier},
    draw::character::{Sign, character, pole},
    i18n::use_text,
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
    let words = match character {
        Some(verdict) => {
            let name = t.names.characters(verdict.as_str()).unwrap_or(verdict.as_str());
            view! { <span>{name}</span> }.into_any()
        }
        None => view! { <span class="unknown">{t.marks.character_unknown()}</span> }.into_any(),
    };
    let at = at.filter(|_| character.is_some());
    view! {
        <span class="character-line" class:character-line--odd=disagree(character, tier)>
            <Figure drawing=self::character(at, 36, 12) class="character" />
            {words}
        </span>
    }
}

/// Whether a profile acts like the other size.
fn disagree(character: Option<Character>, tier: Option<Tier>) -> bool {
    match (character, tier) {
        (Some(Character::Micro), Some(tier)) => tier > Tier::Micro,
        (Some(Character::Macro), Some(tier)) => tier < Tier::Mid,
        _ => false,
    }
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
