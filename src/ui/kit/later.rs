//! Parts of a page that may come a moment after the rest of it, each in a task of its own.

use std::sync::Arc;

use leptos::prelude::*;

use crate::platform::{
    document,
    turns::{self, Turn},
};

/// A view that is made when its turn comes.
pub fn later<V: IntoView + 'static>(make: impl Fn() -> V + Send + 'static) -> impl IntoView {
    at_turn(Some(Turn::Then), make)
}

/// A view that is made in a task of its own while nobody sees the page yet, and at once after that: what is seen
/// changes in one piece.
pub fn unseen<V: IntoView + 'static>(make: impl Fn() -> V + Send + 'static) -> impl IntoView {
    at_turn(document::still_page().map(|_| Turn::First), make)
}

fn at_turn<V: IntoView + 'static>(
    turn: Option<Turn>,
    make: impl Fn() -> V + Send + 'static,
) -> impl IntoView {
    let is_due = RwSignal::new(turn.is_none());
    if let Some(turn) = turn {
        turns::take(turn, move || {
            // Gone by then, it is not made.
            is_due.try_set(true);
        });
    }
    move || is_due.get().then(&make)
}

/// A value that follows another one. Where the first comes, all that shows it is made: that waits for its turn.
/// Later ones change what is there, and come at once, so that numbers that belong together change together.
pub fn first_later<T: Send + Sync + 'static>(source: Signal<Option<Arc<T>>>) -> Signal<Option<Arc<T>>> {
    let own = RwSignal::new(source.get_untracked());
    let is_waiting = StoredValue::new(false);
    let place = |value: &Option<Arc<T>>| value.as_ref().map(Arc::as_ptr);
    let catch_up = move || {
        if source.with_untracked(place) != own.with_untracked(place) {
            own.set(source.get_untracked());
        }
    };
    Effect::new(move |_| {
        source.track();
        if own.with_untracked(Option::is_some) {
            catch_up();
        } else if source.with_untracked(Option::is_some) && !is_waiting.get_value() {
            is_waiting.set_value(true);
            turns::take(Turn::Then, move || {
                // What shows it may be gone by then.
                if is_waiting.try_set_value(false).is_none() {
                    catch_up();
                }
            });
        }
    });
    own.into()
}
