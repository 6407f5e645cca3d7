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
    let app = use_app();
    let notices = app.notices;
    let toasts = notices.toasts();
    let toast = move |Toast { id, notice }: Toast| {
        if !notice.stays() {
            set_timeout(move || notices.dismiss(id), SHOWN);
        }
        let is_failure = matches!(notice, Notice::Failed(_) | Notice::Unanswered(_));
        let ask_again = move |_| {
            notices.dismiss(id);
            app.explore.ask_again();
            // Where the button was is nothing any more.
            super::focus_heading();
        };
        let retry = matches!(notice, Notice::Unanswered(_)).then(|| {
            view! { <button type="button" class="button" on:click=ask_again>{t.common.retry()}</button> }
        });
        view! {
            <div class="toast" role=is_failure.then_some("alert")>
                <p>{notice_words(t, &notice)}</p>
                {retry}
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
