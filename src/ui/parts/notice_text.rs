//! Notices in words.

use super::said::failure_words;
use crate::{config::Problem, i18n::Text, state::Notice};

/// What a notice says.
pub fn notice_words(t: Text, notice: &Notice) -> String {
    match notice {
        Notice::Bookmarked { name } => t.errors.bookmarked(name),
        Notice::Bookmarks { count } => {
            let count = *count as u64;
            t.errors.bookmarked_many(count, &t.integer(count))
        }
        Notice::Unbookmarked { name } => t.errors.unbookmarked(name),
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
