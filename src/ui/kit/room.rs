//! What there is room for: the style sheet's own conditions, for what is not even made where it would be hidden.

use leptos::{ev, prelude::*};

use crate::platform::media;

/// Whether a media query on the size of the view holds; it follows the view.
pub fn has_room(query: &'static str) -> Memo<bool> {
    let holds = RwSignal::new(media::matches(query));
    let listener = window_event_listener(ev::resize, move |_| holds.set(media::matches(query)));
    on_cleanup(move || listener.remove());
    Memo::new(move |_| holds.get())
}
