//! That the data could not be had, on a page that goes without it meanwhile.

use leptos::prelude::*;

use super::{failure_note::FailureNote, network_choice::NetworkChoice};
use crate::{failure::Code, i18n::use_text, state::use_app};

/// An alert while the newest attempt to open data stands failed; nothing otherwise.
#[component]
pub fn CatalogueFailure(
    /// What is not touched by it, where no other data is open.
    without: &'static str,
    /// Other ways to data.
    #[prop(optional, into)]
    ways: ViewFn,
) -> impl IntoView {
    let t = use_text();
    let catalogue = use_app().catalogue;
    let status = catalogue.status();
    let failure = Memo::new(move |_| status.with(|status| status.failure().cloned()));
    let has_last = Memo::new(move |_| status.with(|status| status.opened().is_some()));
    move || {
        failure.get().map(|failure| {
            let needs_network = failure.code == Code::NeedsNetwork;
            let safe = if has_last.get() { t.errors.last_stays() } else { without };
            let ways = ways.clone();
            view! {
                <FailureNote failure safe on_retry=move |()| catalogue.retry()>
                    {needs_network.then(|| view! { <NetworkChoice catalogue /> })}
                    {ways.run()}
                </FailureNote>
            }
        })
    }
}
