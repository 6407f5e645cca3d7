//! What could not be read where other data could: said near the top, with the network that a file may need.

use leptos::prelude::*;

use crate::{
    failure::{Code, Failure},
    i18n::Text,
    state::{CatalogueState, Opened},
    ui::{
        kit::icon::{Glyph, Icon},
        parts::{network_choice::NetworkChoice, said::failure_words},
    },
};

/// Failures that are named; the block further down has all of them.
const MOST_FAILURES: usize = 3;

/// The alert; nothing where everything could be read.
pub(super) fn note(t: Text, catalogue: CatalogueState, opened: &Opened) -> AnyView {
    if opened.failures.is_empty() {
        return ().into_any();
    }
    let asks = |failure: &&Failure| failure.code == Code::NeedsNetwork && catalogue.holds(failure);
    // What the reader can mend here comes first.
    let (asking, others): (Vec<&Failure>, Vec<&Failure>) = opened.failures.iter().partition(asks);
    let rows = asking
        .iter()
        .chain(&others)
        .take(MOST_FAILURES)
        .map(|failure| view! { <li>{failure_words(t, failure)}</li> })
        .collect_view();
    let more = opened.failures.len().saturating_sub(MOST_FAILURES) as u64;
    let more =
        (more > 0).then(|| view! { <p class="sub">{t.data.more_failures(more, &t.integer(more))}</p> });
    let choices = asking
        .iter()
        .take(MOST_FAILURES)
        .filter_map(|failure| failure.subject.clone())
        .map(|subject| view! { <NetworkChoice catalogue subject /> })
        .collect_view();
    let choices = (!asking.is_empty()).then(|| view! { <div class="row">{choices}</div> });
    view! {
        <div class="notice notice--alert" role="alert">
            <Icon glyph=Glyph::Alert />
            <div class="notice__body">
                <p class="notice__title">{t.data.partial()}</p>
                <ul class="plain">{rows}</ul>
                {more}
                {choices}
            </div>
        </div>
    }
    .into_any()
}
