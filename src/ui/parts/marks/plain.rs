//! The marks that the page and the element share, as plain trees.

use super::words;
use crate::{
    domain::{character::Character, tier::Tier},
    draw::{
        Drawing, Shape,
        character::character,
        drawing::coordinate,
        match_bar::{Bounds, State, match_bar},
        tier_ladder::tier_ladder,
    },
    i18n::Text,
    platform::tree::{Branch, element},
};

/// A drawing. With a label it is an image of that name; without one it is decoration, and what it shows must
/// stand beside it in words. A fluid one grows and shrinks with its container.
pub fn figure(drawing: Drawing, class: &'static str, label: Option<String>, is_fluid: bool) -> Branch {
    let Drawing { width, height, shapes } = drawing;
    let mut svg = element("svg").class(class).set("viewBox", format!("0 0 {width} {height}"));
    if !is_fluid {
        svg = svg.set("width", width.to_string()).set("height", height.to_string());
    }
    let svg = match label {
        Some(label) => svg.set("role", "img").set("aria-label", label),
        None => svg.set("aria-hidden", "true"),
    };
    svg.children(shapes.into_iter().map(|shape| match shape {
        Shape::Path { class, d } => element("path").class(class).set("d", d),
        Shape::Text { class, x, y, text } => {
            element("text").class(class).set("x", coordinate(x)).set("y", coordinate(y)).child(text)
        }
    }))
}

/// The match as a bar: solid to the lower bound, hatched to the upper, a tick at the estimate.
pub fn match_figure(t: Text, bounds: Bounds, asked: bool, width: i32) -> Branch {
    figure(match_bar(bounds, asked, width, 14), "match-bar", Some(words::match_name(t, bounds, asked)), false)
}

/// "≥ 72" and the bar.
pub fn match_line(t: Text, bounds: Bounds, asked: bool, width: i32) -> Branch {
    let low = match bounds.state(asked) {
        State::NotAsked => element("span").class("sub").child(t.common.not_asked()),
        // The bar's name says the same and more.
        _ => {
            let low = t.marks.at_least(&words::low_points(t, bounds.low));
            element("strong").class("match__low").set("aria-hidden", "true").child(low)
        }
    };
    element("span").class("match").child(low).child(match_figure(t, bounds, asked, width))
}

/// "≈ 81" and the bar, in a list that is ordered by the estimate.
pub fn estimate_line(t: Text, bounds: Bounds, asked: bool, width: i32) -> Branch {
    match bounds.state(asked) {
        State::NotAsked => match_line(t, bounds, asked, width),
        _ => {
            let estimate = t.marks.about(&words::estimate_points(t, bounds.estimate));
            let estimate = element("strong").class("match__low").set("aria-hidden", "true").child(estimate);
            element("span").class("match").child(estimate).child(match_figure(t, bounds, asked, width))
        }
    }
}

/// The size tier: five rising steps and its name; `None` where followers are unknown.
pub fn tier_badge(t: Text, tier: Option<Tier>) -> Branch {
    let name = match tier {
        Some(tier) => element("span").child(t.names.tiers(tier.as_str()).unwrap_or(tier.as_str())),
        None => element("span").class("unknown").child(t.marks.tier_unknown()),
    };
    let ladder = figure(tier_ladder(tier), "tier__ladder", None, false);
    element("span").class("tier").child(ladder).child(name)
}

/// How a profile behaves: a line from micro to macro (`at`, −1000 to 1000) and the verdict in words. Bold where
/// the behavior disagrees with the size.
pub fn character_line(t: Text, verdict: Option<Character>, at: Option<i16>, tier: Option<Tier>) -> Branch {
    let name = match verdict {
        Some(verdict) => {
            element("span").child(t.names.characters(verdict.as_str()).unwrap_or(verdict.as_str()))
        }
        None => element("span").class("unknown").child(t.marks.character_unknown()),
    };
    let is_odd = disagree(verdict, tier);
    let class = if is_odd { "character-line character-line--odd" } else { "character-line" };
    let line = figure(character(at.filter(|_| verdict.is_some()), 36, 12), "character", None, false);
    element("span").class(class).child(line).child(name)
}

/// Whether a profile acts like the other size.
fn disagree(character: Option<Character>, tier: Option<Tier>) -> bool {
    match (character, tier) {
        (Some(Character::Micro), Some(tier)) => tier > Tier::Micro,
        (Some(Character::Macro), Some(tier)) => tier < Tier::Mid,
        _ => false,
    }
}
