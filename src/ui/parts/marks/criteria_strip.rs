//! The six criteria of one profile at a glance: width by weight, height by score.

use leptos::prelude::*;

use super::{Figure, words};
use crate::{
    domain::{answer::CriterionCell, criterion::Criterion},
    draw::criteria_strip::{criteria_head, criteria_strip},
    i18n::use_text,
};

/// Width of the strip, in pixels.
const WIDTH: i32 = 108;

/// The strip.
#[component]
pub fn CriteriaStrip(
    /// The six criteria, in their order.
    cells: Vec<CriterionCell>,
) -> impl IntoView {
    let label = words::criteria_words(use_text(), &cells);
    view! { <Figure drawing=criteria_strip(&cells, WIDTH, 28) class="criteria-strip" label /> }
}

/// The letters over a column of strips.
#[component]
pub fn CriteriaHead(
    /// Weights in force, 0 where not asked.
    weights: [u8; 6],
) -> impl IntoView {
    let t = use_text();
    let letters =
        Criterion::ALL.map(|criterion| t.names.criteria_letters(criterion.as_str()).unwrap_or_default());
    view! { <Figure drawing=criteria_head(weights, letters, WIDTH) class="criteria-strip__head" /> }
}
