//! The elements of a list that is often drawn anew: those that stay are left where they are.
//!
//! The renderer's own list takes all that follows new elements out of the document and puts it back. The browser then
//! lays all of it out again, and forgets which of it had the focus. Here an element is moved only where its
//! neighbors change their order.

use leptos::{html, prelude::*, tachys::view::any_view::AnyViewState};
use web_sys::{Element, Node};

/// An element and what keeps it alive.
struct Item {
    key: String,
    element: Element,
    state: AnyViewState,
    _owner: Owner,
}

/// Fills a body of a table with what `make` makes of each key, one element each, and keeps to the order of the keys.
/// No key comes twice.
pub fn keyed<V: IntoView + 'static>(
    parent: NodeRef<html::Tbody>,
    keys: Signal<Vec<String>>,
    make: impl Fn(String) -> V + 'static,
) {
    let owner = Owner::current().unwrap_or_default();
    let effect = RenderEffect::new(move |before: Option<Vec<Item>>| {
        let keys = keys.get();
        let mut before = before.unwrap_or_default();
        let Some(parent) = parent.get() else { return before };
        before.retain_mut(|item| {
            let stays = keys.contains(&item.key);
            if !stays {
                item.state.unmount();
            }
            stays
        });
        let items = keys.into_iter().filter_map(|key| match before.iter().position(|item| item.key == key) {
            Some(at) => Some(before.swap_remove(at)),
            None => Item::new(&owner, key, &make),
        });
        let mut items: Vec<Item> = items.collect();
        place(&parent, &mut items);
        items
    });
    // It runs for as long as it is kept.
    StoredValue::new_local(effect);
}

impl Item {
    /// `None` where `make` makes no element.
    fn new<V: IntoView + 'static>(parent: &Owner, key: String, make: &impl Fn(String) -> V) -> Option<Self> {
        let owner = parent.with(Owner::new);
        let state = owner.with(|| untrack(|| make(key.clone()).into_any().build()));
        let element = state.elements().into_iter().next()?;
        Some(Self { key, element, state, _owner: owner })
    }
}

/// Puts elements in their order, from the last to the first; those that are in their place are not touched.
fn place(parent: &Element, items: &mut [Item]) {
    let mut next: Option<Node> = None;
    for item in items.iter_mut().rev() {
        let is_there = item.element.parent_node().is_some() && item.element.next_sibling() == next;
        if !is_there {
            item.state.mount(parent, next.as_ref());
        }
        next = Some(item.element.clone().into());
    }
}
