//! How firmly the profiles rank: the share of nearby weightings that give each of them each rank.

use leptos::prelude::*;

use super::columns::{Columns, name as name_of, scores as scores_of};
use crate::{
    domain::stability::{DRAWS, NEARBY, Scores, rank_acceptability},
    i18n::Text,
    ui::parts::marks::RankTable,
};

/// The same weightings are drawn every time, so that a shown share can be seen again.
const SEED: u64 = 2026;

/// The block; nothing where fewer than two profiles have a match that hangs on the weights.
pub(super) fn block(t: Text, columns: &Columns) -> Option<impl IntoView + use<>> {
    let ranked: Vec<(String, Scores)> = columns
        .ranked()
        .into_iter()
        .filter_map(|index| {
            let column = &columns.profiles[index];
            Some((name_of(column).to_owned(), scores_of(column)?))
        })
        .collect();
    if ranked.len() < 2 || !columns.is_asked() {
        return None;
    }
    let scores: Vec<Scores> = ranked.iter().map(|(_, scores)| *scores).collect();
    let counts = rank_acceptability(&columns.weights(), &scores, SEED);
    let share = |count: u32| t.percent(f64::from(count) / f64::from(DRAWS), 0);
    let said = format!(
        "{} {}",
        t.compare.stability_first(&ranked[0].0, &share(counts[0][0])),
        t.compare.stability_second(&ranked[1].0, &share(counts[1][0])),
    );
    let rows = ranked.into_iter().map(|(name, _)| name).zip(counts).collect();
    let sub = t.compare.stability_sub(&t.integer(u64::from(DRAWS)), &t.integer(u64::from(NEARBY)));
    Some(view! {
        <section class="block" aria-labelledby="stability-heading">
            <h2 id="stability-heading">
                {t.compare.stability()} " " <span class="sub">{sub}</span>
            </h2>
            <p class="verdict">{said}</p>
            <div class="scroll" tabindex="0" role="group" aria-label=t.compare.stability()>
                <RankTable label=t.compare.stability() head=t.compare.profile() rows />
            </div>
        </section>
    })
}
