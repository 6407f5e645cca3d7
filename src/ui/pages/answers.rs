//! Answers of the engine to several ids at once, never mixed up with those to other ids.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{
        answer::Explanation,
        profile::{Price, PriceKind, Profile},
    },
    state::{Explore, Remote, use_app},
};

/// A profile that a page shows, with its match.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// Its id.
    pub id: String,
    /// Whether a catalogue is open and was asked: without its answer nobody knows whether it has the profile.
    pub asked: bool,
    /// The profile; `None` where the catalogue does not have it.
    pub profile: Option<Profile>,
    /// Its match; `None` while it is computed, or where the catalogue does not have it.
    pub explanation: Option<Explanation>,
    /// The format that the brief asks.
    pub format: Option<&'static str>,
}

impl Answer {
    /// Whether the catalogue was asked and does not have the profile.
    pub(super) fn is_stranger(&self) -> bool {
        self.asked && self.profile.is_none()
    }

    /// The price of the format asked, or of any where none is, with its format; a model is none.
    pub(super) fn price(&self) -> Option<(&str, &Price)> {
        let priced = self.profile.as_ref()?.price_of(self.format)?;
        Some(priced).filter(|(_, price)| price.kind != PriceKind::Model)
    }
}

/// Follows the ids, the query and the catalogue.
pub(super) fn follow(explore: Explore, ids: Memo<Vec<String>>) -> Memo<Vec<Answer>> {
    let profiles = keep(ids, explore.profiles(ids.into()));
    let explanations = keep(ids, explore.explanations(ids.into()));
    let status = use_app().catalogue.status();
    let is_open = Memo::new(move |_| status.with(|status| status.opened().is_some()));
    Memo::new(move |_| {
        let (profiles, explanations) = (profiles.get(), explanations.get());
        let format = explore.query().with(|query| query.brief.format);
        ids.get()
            .into_iter()
            .enumerate()
            .map(|(index, id)| Answer {
                asked: is_open.get() && profiles.is_some(),
                profile: one(profiles.as_ref(), index).filter(|profile| profile.id == id),
                explanation: one(explanations.as_ref(), index),
                format,
                id,
            })
            .collect()
    })
}

fn one<T: Clone>(kept: Option<&Kept<T>>, index: usize) -> Option<T> {
    kept.and_then(|kept| kept.answers.get(index).cloned().flatten())
}

/// Answers together with the ids that they answer.
#[derive(Debug, Clone, PartialEq)]
struct Kept<T> {
    ids: Vec<String>,
    answers: Arc<Vec<Option<T>>>,
}

/// The newest answers that belong to the ids at hand: an answer to other ids must not stand with these, also
/// not while the next one is computed.
fn keep<T>(ids: Memo<Vec<String>>, remote: Signal<Remote<Arc<Vec<Option<T>>>>>) -> Memo<Option<Kept<T>>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&Option<Kept<T>>>| {
        let wanted = ids.get();
        remote.with(|remote| match remote {
            Remote::Ready(answers) if answers.len() == wanted.len() => {
                Some(Kept { ids: wanted, answers: answers.clone() })
            }
            _ => before.cloned().flatten().filter(|before| before.ids == wanted),
        })
    })
}
