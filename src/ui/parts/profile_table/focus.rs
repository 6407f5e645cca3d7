//! Keeps the focus where it is while rows come and go.
//!
//! A row that moves past its neighbors is taken out of the document and put back; the browser then forgets that it
//! had the focus, and the next Tab would begin at the top of the page.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{FocusEvent, FocusOptions, HtmlElement, Node};

/// The control in the list that has the focus.
#[derive(Clone, Copy)]
pub(super) struct KeptFocus {
    held: StoredValue<Option<HtmlElement>, LocalStorage>,
    rows: NodeRef<html::Tbody>,
}

impl KeptFocus {
    pub(super) fn in_rows(rows: NodeRef<html::Tbody>) -> Self {
        let this = Self { held: StoredValue::new_local(None), rows };
        // Who presses elsewhere wants the focus to go.
        let press = window_event_listener(ev::pointerdown, move |_| this.held.set_value(None));
        on_cleanup(move || press.remove());
        this
    }

    /// A control of a row has the focus now.
    pub(super) fn came(self, event: &FocusEvent) {
        self.held.set_value(event.target().and_then(|target| target.dyn_into().ok()));
    }

    /// The focus leaves a control: for another one, or with its row for the moment that it is out of the document.
    pub(super) fn left(self, event: &FocusEvent) {
        let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let is_outside =
            |node: &Node| self.rows.get_untracked().is_some_and(|rows| !rows.contains(Some(node)));
        if next.as_ref().is_some_and(is_outside) {
            self.held.set_value(None);
        }
    }

    /// Gives the focus back to the control that lost it, once the rows are drawn.
    pub(super) fn restore(self) {
        // A frame may come after the list is gone.
        let Some(Some(held)) = self.held.try_get_value() else { return };
        let document = document();
        let is_lost = document
            .active_element()
            .is_none_or(|active| Some(&*active) == document.body().as_deref().map(|body| &**body));
        if is_lost && held.is_connected() {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus fails only on elements that are not in the document.
            held.focus_with_options(&options).ok();
        }
    }
}
