//! That a comparison is full: said once on a page, and by every control that it holds back.

use leptos::prelude::*;

use crate::i18n::use_text;

/// Id of the sentence, by which a control that cannot add a profile is described. Such a control can still be
/// reached, so that whoever tries it hears why.
pub const COMPARE_FULL: &str = "compare-full";

/// The sentence.
pub fn compare_full() -> impl IntoView {
    let t = use_text();
    view! { <p id=COMPARE_FULL class="hint">{t.compare.full()}</p> }
}
