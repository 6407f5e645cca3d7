//! Short notices at the foot of the page: what was done is said politely, what failed at once.

use std::time::Duration;

use leptos::{html, prelude::*};

use crate::{
    i18n::use_text,
    state::{Notice, Notices, Toast, use_app},
    ui::{
        kit::{focus, icon::Glyph, icon_button::IconButton},
        parts::notice_text::notice_words,
    },
};

/// How long a notice that does not stay is shown: time to read two lines.
const SHOWN: Duration = Duration::from_secs(6);

/// The same for one with a way back: time to get there by keyboard.
const SHOWN_WITH_UNDO: Duration = Duration::from_secs(20);

/// The notices.
#[component]
pub(super) fn Toasts() -> impl IntoView {
    let app = use_app();
    let toasts = app.notices.toasts();
    view! {
        <div class="toasts" aria-live="polite">
            <For each=move || toasts.get() key=|toast| toast.id children=toast />
        </div>
    }
}

fn toast(Toast { id, notice }: Toast) -> impl IntoView {
    let t = use_text();
    let notices = use_app().notices;
    let node = NodeRef::<html::Div>::new();
    if !notice.stays() {
        let is_undoable = matches!(notice, Notice::Removed { .. });
        fade(notices, id, node, if is_undoable { SHOWN_WITH_UNDO } else { SHOWN });
    }
    let is_failure = matches!(notice, Notice::Failed(_) | Notice::Unanswered(_));
    view! {
        <div node_ref=node class="toast" role=is_failure.then_some("alert")>
            <p>{notice_words(t, &notice)}</p>
            {way_on(id, &notice)}
            <IconButton glyph=Glyph::Close label=t.common.close() on_press=move |()| notices.dismiss(id) />
        </div>
    }
}

/// Takes a notice away after a while; not under the pointer, nor while the focus is in it.
fn fade(notices: Notices, id: u64, node: NodeRef<html::Div>, after: Duration) {
    set_timeout(
        move || {
            let toast = node.try_get_untracked().flatten();
            // The selector is a valid one.
            let is_held = toast.is_some_and(|toast| toast.matches(":hover, :focus-within").unwrap_or(false));
            if is_held { fade(notices, id, node, after) } else { notices.dismiss(id) }
        },
        after,
    );
}

/// What can be done about it, if anything.
fn way_on(id: u64, notice: &Notice) -> Option<impl IntoView + use<>> {
    let t = use_text();
    let app = use_app();
    let (label, act) = match notice {
        Notice::Unanswered(_) => (t.common.retry(), Callback::new(move |()| app.explore.ask_again())),
        Notice::Removed { keys, .. } => {
            let keys = keys.clone();
            (t.common.undo(), Callback::new(move |()| app.lists.bring_back(&keys)))
        }
        _ => return None,
    };
    let press = move |_| {
        app.notices.dismiss(id);
        act.run(());
        // Where the button was is nothing any more.
        focus::heading();
    };
    Some(view! { <button type="button" class="button" on:click=press>{label}</button> })
}
