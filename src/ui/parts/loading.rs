//! How far loading is: a bar, and numbers beside it that no screen reader reads out as they run.

use leptos::prelude::*;

use super::said::progress_words;
use crate::{
    i18n::use_text,
    protocol::Progress,
    state::{CatalogueState, CatalogueStatus},
};

/// The bar while a catalogue is on its way, and the way to stop it; nothing otherwise.
#[component]
pub fn LoadingBar(
    /// The catalogue.
    catalogue: CatalogueState,
) -> impl IntoView {
    let t = use_text();
    let status = catalogue.status();
    let is_loading = Memo::new(move |_| status.with(CatalogueStatus::is_loading));
    let words = move || {
        status.with(|status| match status {
            CatalogueStatus::Loading { progress, left, .. } => progress_words(t, *progress, *left),
            _ => String::new(),
        })
    };
    let progress = move || {
        status.with(|status| match status {
            CatalogueStatus::Loading { progress, .. } => *progress,
            _ => Progress::default(),
        })
    };
    // Without a total the bar has no value: it says that something happens, not how far it is.
    let value = move || progress().total.map(|total| progress().bytes.min(total).to_string());
    let max = move || progress().total.map(|total| total.max(1).to_string());
    let bar = move || {
        is_loading.get().then(|| {
            view! {
                <div class="loading">
                    <progress aria-label=t.explore.loading() aria-valuetext=words value=value max=max></progress>
                    <span class="sub">{words}</span>
                    <button type="button" class="link" on:click=move |_| catalogue.cancel()>
                        {t.common.cancel()}
                    </button>
                </div>
            }
        })
    };
    view! { {bar} }
}
