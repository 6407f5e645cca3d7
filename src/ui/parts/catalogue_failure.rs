//! That the data could not be had, on a page that goes without it meanwhile.

use leptos::prelude::*;

use super::{failure_note::FailureNote, file_opener::FileOpener, network_choice::NetworkChoice};
use crate::{config::Feature, failure::Code, i18n::use_text, state::use_app};

/// An alert while the newest attempt to open data stands failed; nothing otherwise.
#[component]
pub fn CatalogueFailure(
    /// What is not touched by it, where no other data is open.
    #[prop(optional)]
    without: Option<&'static str>,
    /// Whether the page has its own way to other data.
    #[prop(optional)]
    has_opener: bool,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let catalogue = app.catalogue;
    let opens_files = !has_opener && app.config().shows(Feature::OpenFile);
    let status = catalogue.status();
    let failure = Memo::new(move |_| status.with(|status| status.failure().cloned()));
    let has_last = Memo::new(move |_| status.with(|status| status.opened().is_some()));
    move || {
        failure.get().map(|failure| {
            let needs_network = failure.code == Code::NeedsNetwork;
            let safe = if has_last.get() { Some(t.errors.last_stays()) } else { without };
            view! {
                <FailureNote failure safe on_retry=move |()| catalogue.retry()>
                    {needs_network.then(|| view! { <NetworkChoice catalogue /> })}
                    {opens_files.then(|| view! { <FileOpener catalogue /> })}
                </FailureNote>
            }
        })
    }
}
