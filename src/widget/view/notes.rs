//! What could not be read of a host's wishes: a quiet sentence, and an event for the host's developers.

use leptos::prelude::*;

use crate::{
    domain::answer::DroppedPart,
    i18n::use_text,
    widget::{Options, Teller},
};

/// The attributes that have no such value.
pub(super) fn wrong_attributes(options: Signal<Options>, teller: Teller) -> impl IntoView {
    let t = use_text();
    let wrong = Memo::new(move |_| options.with(|options| options.wrong.clone()));
    move || {
        let parts: Vec<String> =
            wrong.get().iter().map(|wrong| format!("{}=\"{}\"", wrong.name, wrong.value)).collect();
        (!parts.is_empty()).then(|| {
            let says = t.widget.wrong_attributes(&parts.join(" · "));
            teller.error("bad_attribute", &says);
            view! { <p class="notice notice--quiet" part="notice">{says}</p> }
        })
    }
}

/// The parts of the query that were dropped.
pub(super) fn dropped_parts(issues: Memo<Vec<DroppedPart>>, teller: Teller) -> impl IntoView {
    let t = use_text();
    move || {
        let parts: Vec<String> =
            issues.get().iter().map(|issue| format!("{}={}", issue.key, issue.value)).collect();
        (!parts.is_empty()).then(|| {
            let says = t.widget.dropped_parts(&parts.join(" · "));
            teller.error("bad_query", &says);
            view! { <p class="notice notice--quiet" part="notice">{says}</p> }
        })
    }
}
