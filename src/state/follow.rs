//! A remote value that follows a question: each new question starts a new answer, a late answer to an older
//! one is dropped.

use std::{future::Future, sync::Arc, time::Duration};

use leptos::prelude::*;

use super::{Failure, Remote};
use crate::{failure::Code, platform::task};

/// Answers the question that `key` makes, whenever it changes; keeps the last answer meanwhile.
pub fn follow<K, T, F>(
    key: impl Fn() -> Option<K> + 'static,
    slow: Duration,
    fetch: impl Fn(K) -> F + 'static,
) -> Signal<Remote<Arc<T>>>
where
    K: Clone + PartialEq + 'static,
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
{
    let answer = RwSignal::new(Remote::<Arc<T>>::Idle);
    let newest = StoredValue::new(0_u32);
    // Like a resource, this effect starts work outside the reactive graph; its answer is the one signal that
    // it writes, later. A resource of Leptos would forget the last answer after a failure.
    Effect::new(move |asked: Option<Option<K>>| {
        let question = key();
        if asked.is_some_and(|asked| asked == question) {
            return question;
        }
        let number = newest.try_update_value(|number| {
            *number = number.wrapping_add(1);
            *number
        });
        let Some(asked) = question.clone() else {
            if answer.with_untracked(|answer| !matches!(answer, Remote::Idle)) {
                answer.set(Remote::Idle);
            }
            return question;
        };
        let is_newest = move || newest.try_get_value() == number;
        answer.update(Remote::start);
        set_timeout(
            move || {
                if is_newest() && answer.with_untracked(Remote::is_loading) {
                    answer.update(Remote::mark_slow);
                }
            },
            slow,
        );
        let pending = fetch(asked);
        task::spawn(async move {
            let result = pending.await;
            let stale = matches!(&result, Err(failure) if failure.code == Code::Superseded);
            if is_newest() && !stale {
                answer.update(|answer| answer.finish(result.map(Arc::new)));
            }
        });
        question
    });
    answer.into()
}
