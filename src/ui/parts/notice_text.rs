//! Notices in words.

use super::said::failure_words;
use crate::{
    config::Problem,
    i18n::Text,
    state::{Notice, Removed},
};

/// What a notice says.
pub fn notice_words(t: Text, notice: &Notice) -> String {
    match notice {
        Notice::Bookmarked { name, list: None } => t.errors.bookmarked(name),
        Notice::Bookmarked { name, list: Some(list) } => t.errors.bookmarked_on(list, name),
        Notice::Bookmarks { count, list } => {
            let count = *count as u64;
            let written = t.integer(count);
            match list {
                None => t.errors.bookmarked_many(count, &written),
                Some(list) => t.errors.bookmarked_many_on(count, list, &written),
            }
        }
        Notice::Removed { what, name, keys: _ } => {
            let name = if name.is_empty() { t.lists.default_name() } else { name };
            match what {
                Removed::Bookmark => t.errors.unbookmarked(name),
                Removed::List => t.errors.list_deleted(name),
                Removed::Bookmarks => t.errors.list_emptied(name),
                Removed::Saved => t.errors.forgotten(name),
            }
        }
        Notice::Copied => t.errors.copied().to_owned(),
        Notice::Saved { name } => t.errors.saved(name),
        Notice::Remembered { name } => t.errors.remembered(name),
        Notice::Imported { items, dropped } => {
            let items = *items as u64;
            let mut words = t.errors.imported(items, &t.integer(items));
            if *dropped > 0 {
                let dropped = *dropped as u64;
                words.push(' ');
                words.push_str(&t.errors.import_dropped(dropped, &t.integer(dropped)));
            }
            words
        }
        Notice::Configuration(problem) => configuration_words(t, problem),
        Notice::Failed(failure) | Notice::Unanswered(failure) => {
            let mut words = failure_words(t, failure);
            if let Some(advice) = t.errors.advice(failure.code.as_str()) {
                words.push(' ');
                words.push_str(advice);
            }
            words
        }
    }
}

fn configuration_words(t: Text, problem: &Problem) -> String {
    match problem {
        Problem::Missing(_) => t.errors.config_missing().to_owned(),
        Problem::NotJson { .. } => t.errors.config_not_json().to_owned(),
        Problem::Fields(fields) => t.errors.config_fields(&fields.join(", ")),
    }
}
