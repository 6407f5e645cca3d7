//! What the smallest change of one weight would do to the first and the second.

use leptos::prelude::*;

use super::{
    ColumnsMemo,
    columns::{Columns, name as name_of, scores as scores_of},
};
use crate::{
    domain::{query::Edit, stability::Flip},
    i18n::{Text, use_text},
    state::use_app,
    ui::{
        pages::answers::Answer,
        parts::{
            firmness::{self, Ranked},
            marks::Sentence,
        },
    },
};

/// The sentence, and the button that tries it out.
pub(super) fn tip(columns: ColumnsMemo) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let said = Memo::new(move |_| columns.with(|columns| say(t, columns)));
    move || {
        said.get().map(|(text, flip)| {
            let try_it = flip.map(|flip| {
                view! {
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| app.explore.commit(Edit::Weight(flip.criterion, flip.weight))
                    >
                        {t.compare.try_it()}
                    </button>
                }
            });
            view! {
                <section class="tip" aria-label=t.compare.sensitivity()>
                    <p class="verdict"><Sentence text /></p>
                    {try_it}
                </section>
            }
        })
    }
}

/// `None` where there are no two to compare.
fn say(t: Text, columns: &Columns) -> Option<(String, Option<Flip>)> {
    if columns.profiles.len() < 2 {
        return Some((t.compare.one_more().to_owned(), None));
    }
    let (first, second) = columns.first_two()?;
    if !columns.is_asked() {
        return Some((t.compare.no_match().to_owned(), None));
    }
    let of = |answer: &Answer| Ranked { name: name_of(answer).to_owned(), scores: scores_of(answer) };
    Some(firmness::flip(t, &columns.weights(), &of(first), &of(second)))
}
