//! The reader's own words about a profile, kept with its bookmark.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{domain::profile::Profile, i18n::use_text, lists::NOTE_LIMIT, state::use_app};

/// The note, once the profile is on the current list.
pub(super) fn note(profile: Arc<Profile>) -> impl IntoView {
    let t = use_text();
    let lists = use_app().lists;
    let id = StoredValue::new(profile.id.clone());
    let is_listed = Memo::new(move |_| id.with_value(|id| lists.contains(id)));
    let text = Memo::new(move |_| {
        let (list, document) = (lists.current().get(), lists.document());
        document
            .with(|document| id.with_value(|id| document.item(&list, id).map(|item| item.note.value.clone())))
    });
    // Saved while it is written: whoever goes back leaves no field first, and a field that is taken away in the middle
    // tells of its change when nothing of it is there any more.
    let save = move |event| {
        let note = event_target_value(&event);
        id.with_value(|id| lists.set_note(&lists.current().get_untracked(), id, &note));
    };
    move || {
        if is_listed.get() {
            view! {
                <textarea
                    class="note-field"
                    rows="3"
                    maxlength=NOTE_LIMIT
                    aria-label=t.profile.note_label()
                    prop:value=move || text.get().unwrap_or_default()
                    on:input=save
                ></textarea>
                <p class="hint">{t.profile.note_kept()}</p>
            }
            .into_any()
        } else {
            view! { <p class="hint">{t.profile.note_first()}</p> }.into_any()
        }
    }
}
