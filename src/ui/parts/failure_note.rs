//! A failure on the page: what failed, where, what is safe, and one action.

use leptos::prelude::*;

use super::said::failure_words;
use crate::{
    i18n::use_text,
    state::Failure,
    ui::kit::icon::{Glyph, Icon},
};

/// The failure; an alert. Actions beyond trying again stand in it as children.
#[component]
pub fn FailureNote(
    /// What failed.
    failure: Failure,
    /// Leaves the advice out, where the reader can open nothing else.
    #[prop(optional)]
    brief: bool,
    /// What is not touched by it.
    #[prop(optional_no_strip)]
    safe: Option<&'static str>,
    /// Tries again; offered where that makes sense.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// Other actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = use_text();
    let retry = on_retry.filter(|_| failure.may_be_retried()).map(|on_retry| {
        view! {
            <button type="button" class="button" on:click=move |_| on_retry.run(())>
                {t.common.retry()}
            </button>
        }
    });
    let advice = t.errors.advice(failure.code.as_str()).filter(|_| !brief);
    view! {
        <div class="notice notice--alert" role="alert">
            <Icon glyph=Glyph::Alert />
            <div class="notice__body">
                <p class="notice__title">{failure_words(t, &failure)}</p>
                {advice.map(|advice| view! { <p>{advice}</p> })}
                {safe.map(|safe| view! { <p class="sub">{safe}</p> })}
                <div class="row">
                    {retry}
                    {children.map(|children| children())}
                </div>
            </div>
        </div>
    }
}
