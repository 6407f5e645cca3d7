//! What the page tells in passing: short notices that can be seen, and announcements that can be heard.
//!
//! State has no words: a notice says what happened, the page says it in the reader's language.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::Failure;
use crate::{config::Problem, lists::Key};

/// Rest after the last change before an announcement is made, so that a moving slider is heard once.
const REST: Duration = Duration::from_millis(500);

/// Notices that are kept at most; older ones give way.
const MOST: usize = 4;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// A profile was bookmarked.
    Bookmarked {
        /// Its name.
        name: String,
        /// The list that it is on now; `None` for the default one under its usual name.
        list: Option<String>,
    },
    /// Profiles were bookmarked together.
    Bookmarks {
        /// Those that were not bookmarked before.
        count: usize,
        /// The list that they are on now; `None` for the default one under its usual name.
        list: Option<String>,
    },
    /// Something of the reader's own was taken away; it can be brought back.
    Removed {
        /// What it was.
        what: Removed,
        /// Its name; of a list, empty for the default one under its usual name.
        name: String,
        /// The records that went with it.
        keys: Vec<Key>,
    },
    /// A text is in the clipboard.
    Copied,
    /// A file was handed to the browser's downloads.
    Saved {
        /// Its name.
        name: String,
    },
    /// A brief or a search was remembered.
    Remembered {
        /// Its name.
        name: String,
    },
    /// Lists came from a file and were merged with those here.
    Imported {
        /// Bookmarks in the file.
        items: usize,
        /// Records that could not be read.
        dropped: usize,
    },
    /// The host's configuration has a fault; defaults stand in.
    Configuration(Problem),
    /// Something failed.
    Failed(Failure),
    /// What the page shows waits for an answer that can't be had; it can be asked for again.
    Unanswered(Failure),
}

impl Notice {
    /// Whether it stays until the reader closes it.
    pub fn stays(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Unanswered(_) | Self::Configuration(_))
    }

    /// Whether it gives way to another that comes: what was done before to what was done last, and what failed
    /// to the same failure of the next attempt. What stays besides is read first.
    fn gives_way_to(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Failed(before), Self::Failed(now)) | (Self::Unanswered(before), Self::Unanswered(now)) => {
                before.code == now.code
            }
            _ => self == next || !(self.stays() || next.stays()),
        }
    }
}

/// What was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// A profile from a list.
    Bookmark,
    /// A list with its bookmarks.
    List,
    /// The bookmarks of the default list, which stays.
    Bookmarks,
    /// A saved brief or search.
    Saved,
}

/// A notice on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// Tells toasts apart; rises.
    pub id: u64,
    /// What it says.
    pub notice: Notice,
}

/// Notices and announcements; memory owns them.
#[derive(Clone, Copy)]
pub struct Notices {
    toasts: RwSignal<Vec<Toast>>,
    announcement: RwSignal<String>,
    next: StoredValue<u64>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Notices {
    /// No notices yet.
    #[expect(clippy::new_without_default, reason = "it takes a place in the reactive owner at hand")]
    pub fn new() -> Self {
        Self {
            toasts: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            next: StoredValue::new(0),
            waiting: StoredValue::new(None),
        }
    }

    /// The notices on the page, oldest first.
    pub fn toasts(self) -> Signal<Vec<Toast>> {
        self.toasts.into()
    }

    /// The text for the polite live region.
    pub fn announcement(self) -> Signal<String> {
        self.announcement.into()
    }

    /// Shows a notice.
    pub fn tell(self, notice: Notice) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.toasts.update(|toasts| {
            toasts.retain(|toast| !toast.notice.gives_way_to(&notice));
            toasts.push(Toast { id, notice });
            let excess = toasts.len().saturating_sub(MOST);
            toasts.drain(..excess);
        });
    }

    /// Takes a notice away.
    pub fn dismiss(self, id: u64) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Lets assistive technology say a text, once nothing changed for half a second.
    pub fn announce(self, text: impl Into<String>) {
        let text = text.into();
        let handle = set_timeout_with_handle(
            move || {
                self.announcement.try_set(text);
            },
            REST,
        );
        self.waiting.update_value(|waiting| {
            if let Some(earlier) = std::mem::replace(waiting, handle.ok()) {
                earlier.clear();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Code;

    #[test]
    fn what_stays_is_left_alone_by_all_but_its_like() {
        let failed = |code, of: &str| Notice::Failed(Failure::new(code).of(of));
        let (lists, disk) = (failed(Code::NotLists, "a.json"), failed(Code::Unreadable, "a.json"));
        assert!(Notice::Copied.gives_way_to(&Notice::Saved { name: "b".into() }));
        assert!(lists.gives_way_to(&failed(Code::NotLists, "b.json")));
        assert!(!lists.gives_way_to(&disk) && !lists.gives_way_to(&Notice::Copied));
        assert!(!Notice::Copied.gives_way_to(&lists), "it goes by itself");
    }
}
