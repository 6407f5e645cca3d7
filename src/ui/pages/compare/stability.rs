//! How firmly the profiles rank: the share of nearby weightings that give each of them each rank.

use leptos::prelude::*;

use super::columns::Columns;
use crate::{
    i18n::Text,
    ui::parts::firmness::{self, Ranked},
};

/// The block; nothing where fewer than two profiles have a match that hangs on the weights.
pub(super) fn block(t: Text, columns: &Columns) -> Option<impl IntoView + use<>> {
    let order = columns.ranked();
    let ranked: Vec<Ranked> = order.into_iter().map(|at| columns.ranked_at(at)).collect();
    let ranks = firmness::ranks(t, &columns.weights(), &ranked)?;
    Some(view! {
        <section class="block" aria-labelledby="stability-heading">
            <h2 id="stability-heading">
                {t.compare.stability()} " " <span class="sub">{firmness::ranks_sub(t)}</span>
            </h2>
            {ranks}
        </section>
    })
}
