//! Short notices at the foot of the page: what was done is said politely, what failed at once.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    i18n::use_text,
    state::{Notice, Toast, use_app},
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        parts::notice_text::notice_words,
    },
};

/// How long a notice that does not stay is shown: time to read two lines.
const SHOWN: Duration = Duration::from_secs(6);

/// The notices.
#[component]
pub(super) fn Toasts() -> impl IntoView {
    let t = use_text();
    let notices = use_app().notices;
    let toasts = notices.toasts();
    let toast = move |Toast { id, notice }: Toast| {
        if !notice.stays() {
            set_timeout(move || notices.dismiss(id), SHOWN);
        }
        let is_failure = matches!(notice, Notice::Failed(_));
        view! {
            <div class="toast" role=is_failure.then_some("alert")>
                <p>{notice_words(t, &notice)}</p>
                <IconButton glyph=Glyph::Close label=t.common.close() on_press=move |()| notices.dismiss(id) />
            </div>
        }
    };
    view! {
        <div class="toasts" aria-live="polite">
            <For each=move || toasts.get() key=|toast| toast.id children=toast />
        </div>
    }
}
