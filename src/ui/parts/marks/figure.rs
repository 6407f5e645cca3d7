//! A drawing on the page.

use leptos::prelude::*;

use crate::draw::{Drawing, Shape, drawing::coordinate};

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
    let Drawing { width, height, shapes } = drawing;
    let size = move |length: i32| (!fluid).then(|| length.to_string());
    view! {
        <svg
            class=class
            width=size(width)
            height=size(height)
            viewBox=format!("0 0 {width} {height}")
            role=label.is_some().then_some("img")
            aria-hidden=label.is_none().then_some("true")
            aria-label=label
        >
            {shapes.into_iter().map(shape).collect_view()}
        </svg>
    }
}

fn shape(shape: Shape) -> AnyView {
    match shape {
        Shape::Path { class, d } => view! { <path class=class d=d /> }.into_any(),
        Shape::Text { class, x, y, text } => {
            view! { <text class=class x=coordinate(x) y=coordinate(y)>{text}</text> }.into_any()
        }
    }
}
