//! Taking things away: results and lists as files, texts through the clipboard.

use leptos::prelude::*;

use super::{AppState, Failure, Notice};
use crate::{
    lists::{Card, Item},
    platform::{clipboard, clock, file, task},
    protocol::{Chosen, Export, Format, Mark},
};

impl AppState {
    /// Hands the whole list that answers the query to the browser's downloads.
    pub fn download_results(self, format: Format) {
        self.download("results", Export { query: self.explore.text_untracked(), only: None, format });
    }

    /// Hands a list with its notes to the browser's downloads; `name` is what the page calls it.
    pub fn download_list(self, list: &str, name: &str, format: Format) {
        let items = self.lists.items_untracked(list);
        let chosen = items.into_iter().map(|(card, item)| chosen(card, &item, name)).collect();
        let query = self.explore.text_untracked();
        self.download("list", Export { query, only: Some(chosen), format });
    }

    /// Puts a text into the clipboard and says so.
    pub fn copy(self, text: String) {
        task::spawn(async move {
            self.notices.tell(match clipboard::write(&text).await {
                Ok(()) => Notice::Copied,
                Err(failure) => Notice::Failed(failure),
            });
        });
    }

    fn download(self, what: &str, export: Export) {
        let format = export.format;
        let name = format!("accord-{what}-{}.{}", clock::today(), format.extension());
        let client = self.client.get_value();
        task::spawn(async move {
            // A reader can ask for a file sooner than the data is there.
            self.catalogue.settled().await;
            let saved: Result<(), Failure> = match client.export(export).await {
                Ok(text) => file::save(&name, format.mime(), &text),
                Err(failure) => Err(failure),
            };
            self.notices.tell(match saved {
                Ok(()) => Notice::Saved { name },
                Err(failure) => Notice::Failed(failure),
            });
        });
    }
}

fn chosen(card: Card, item: &Item, list: &str) -> Chosen {
    let Card { id, network, handle, name } = card;
    let mark = Mark {
        list: list.to_owned(),
        triage: item.triage.value,
        tags: item.tags.value.clone(),
        note: item.note.value.clone(),
    };
    Chosen { id, network, handle, name, mark: Some(mark) }
}
