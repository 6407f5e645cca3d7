//! A drawing on the page.

use leptos::prelude::*;

use super::plain;
use crate::{draw::Drawing, ui::still::still};

/// Shows a drawing. With a label it is an image of that name; without one it is decoration, and what it shows
/// must stand beside it in words.
#[component]
pub fn Figure(
    /// What is drawn.
    drawing: Drawing,
    /// What it says, in words.
    #[prop(optional, into)]
    label: Option<String>,
    /// Class of the element.
    #[prop(optional)]
    class: &'static str,
    /// Whether the drawing grows and shrinks with its container.
    #[prop(optional)]
    fluid: bool,
) -> impl IntoView {
    still(move || plain::figure(drawing, class, label, fluid))
}
