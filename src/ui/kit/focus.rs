//! Where the focus goes when what holds it goes away: never to nowhere, where the keyboard would begin anew at the
//! top of the page.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Moves the focus to the page's heading, so that it is heard.
pub fn heading() {
    // Every page has a heading; the search of the elements fails for no valid selector.
    if let Ok(Some(heading)) = document().query_selector("main h1")
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        // Where the page stands is the router's and the list's part: a step back returns to a place in the list.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        heading.focus_with_options(&options).ok();
    }
}

/// Focuses an element once it is there: for what opens at the press of a button that is gone with it.
pub fn on_arrival<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Into<HtmlElement> + Clone + 'static,
{
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            let element: HtmlElement = element.into();
            element.focus().ok();
        }
    });
}

/// Hands the focus on before the item of a list that holds it goes away: to the last button of its neighbor, else to
/// the page's heading.
pub fn hand_on() {
    let holder = document().active_element();
    // The selectors are valid ones.
    let Some(item) = holder.and_then(|holder| holder.closest("li").ok().flatten()) else { return };
    let neighbor = item.next_element_sibling().or_else(|| item.previous_element_sibling());
    let last_button = neighbor.and_then(|neighbor| {
        let buttons = neighbor.query_selector_all("button").ok()?;
        buttons.item(buttons.length().checked_sub(1)?)?.dyn_into::<HtmlElement>().ok()
    });
    match last_button {
        Some(button) => drop(button.focus()),
        None => heading(),
    }
}
