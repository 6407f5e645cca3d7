//! Opens the reader's own files: by an input, or dropped anywhere on the page. Nothing of them leaves it.

use leptos::{ev, html, prelude::*};
use web_sys::{File, FileList};

use crate::{i18n::use_text, state::CatalogueState};

/// What the file dialog offers first.
const ACCEPTED: &str =
    ".json,.ndjson,.jsonl,.csv,.tsv,.txt,.arrow,.arrows,.feather,.ipc,application/json,text/csv";

/// A button that opens files.
#[component]
pub fn FileOpener(
    /// Where they are opened.
    catalogue: CatalogueState,
) -> impl IntoView {
    let t = use_text();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            catalogue.open_files(files(input.files()));
            // The same file can be chosen again after it was mended.
            input.set_value("");
        }
    };
    view! {
        <label class="button file-opener">
            <input node_ref=input class="vh" type="file" multiple accept=ACCEPTED on:change=choose />
            {t.common.open_file()}
        </label>
    }
}

/// Takes files that are dropped anywhere on the page, and says so while they hover.
#[component]
pub fn DropZone(
    /// Where they are opened.
    catalogue: CatalogueState,
) -> impl IntoView {
    let t = use_text();
    let hovers = RwSignal::new(false);
    let listeners = [
        window_event_listener(ev::dragover, move |event| {
            if carries_files(&event) {
                event.prevent_default();
                hovers.set(true);
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            // Only leaving the window has nothing to enter.
            if event.related_target().is_none() {
                hovers.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            hovers.set(false);
            if carries_files(&event) {
                event.prevent_default();
                catalogue.open_files(files(event.data_transfer().and_then(|data| data.files())));
            }
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    move || {
        hovers.get().then(|| {
            view! {
                <div class="drop-zone" aria-hidden="true">
                    <p class="verdict">{t.explore.drop_here()}</p>
                </div>
            }
        })
    }
}

fn carries_files(event: &ev::DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}
