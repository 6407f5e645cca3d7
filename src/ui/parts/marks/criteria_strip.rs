//! The six criteria of one profile at a glance: width by weight, height by score.

use leptos::prelude::*;

use super::{Figure, plain, words};
use crate::{
    domain::{answer::CriterionCell, criterion::Criterion},
    draw::criteria_strip::{criteria_head, criteria_strip},
    i18n::{Text, use_text},
    platform::tree::Branch,
    ui::still::still,
};

/// Width of the strip, in pixels.
const WIDTH: i32 = 108;

/// The strip.
#[component]
pub fn CriteriaStrip(
    /// The six criteria, in their order.
    cells: Vec<CriterionCell>,
) -> impl IntoView {
    let t = use_text();
    still(move || criteria_figure(t, &cells))
}

/// The strip as a plain tree.
pub fn criteria_figure(t: Text, cells: &[CriterionCell]) -> Branch {
    let label = words::criteria_words(t, cells);
    plain::figure(criteria_strip(cells, WIDTH, 28), "criteria-strip", Some(label), false)
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
