//! How firmly an order stands: what change of one weight turns two profiles around, and the share of nearby
//! weightings in which each profile keeps its rank.

use leptos::{prelude::*, wasm_split::SplitLoaderError};

use super::deferred::Deferred;
use crate::{
    domain::{
        answer::Row,
        matching,
        stability::{DRAWS, Flip, NEARBY, Scores, TOP, numerator, rank_acceptability, smallest_flip},
    },
    i18n::{Text, use_text},
    ui::parts::marks::{RankTable, Sentence, plain},
};

/// The same weightings are drawn every time, so that a shown share can be seen again.
const SEED: u64 = 2026;

/// A profile of an order: its name, and the lower bounds of its criteria, where its match is their weighted mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Name to show.
    pub name: String,
    /// Lower bounds; `None` behind a veto or an exclusion that is not cleared.
    pub scores: Option<Scores>,
}

impl Ranked {
    /// A row of the list, with the weights in force.
    fn of_row(row: &Row) -> (Self, [u8; 6]) {
        let (mut scores, mut weights) = ([0; 6], [0; 6]);
        for (at, cell) in row.criteria.iter().take(6).enumerate() {
            (scores[at], weights[at]) = (cell.low, cell.weight);
        }
        let mean = u32::try_from(numerator(&weights, &scores)).unwrap_or_default();
        let is_mean = row.veto.is_none() && matching::displayed(mean, &weights) == row.low;
        (Self { name: row.name.clone(), scores: is_mean.then_some(scores) }, weights)
    }
}

/// What the smallest change of one weight would do to the first and the second.
pub fn flip(t: Text, weights: &[u8; 6], first: &Ranked, second: &Ranked) -> (String, Option<Flip>) {
    let (leader, challenger) = (plain(&first.name), plain(&second.name));
    let Some((ahead, behind)) = first.scores.zip(second.scores) else {
        return (t.compare.flip_unsure(&challenger, &leader), None);
    };
    let Some(flip) = smallest_flip(weights, &ahead, &behind) else {
        return (t.compare.flip_never(&challenger, &leader), None);
    };
    let criterion = t.names.criteria(flip.criterion.as_str()).unwrap_or(flip.criterion.as_str());
    let points = u64::from(flip.by.unsigned_abs());
    let n = t.integer(points);
    let text = if flip.by > 0 {
        t.compare.flip_more(points, &challenger, criterion, &leader, &n)
    } else {
        t.compare.flip_less(points, &challenger, criterion, &leader, &n)
    };
    (text, Some(flip))
}

/// How many weightings were drawn, and how near.
pub fn ranks_sub(t: Text) -> String {
    t.compare.stability_sub(&t.integer(u64::from(DRAWS)), &t.integer(u64::from(NEARBY)))
}

/// The shares of nearby weightings by rank, with the first two in words; nothing for fewer than two profiles.
pub fn ranks(t: Text, weights: &[u8; 6], ranked: &[Ranked]) -> Option<impl IntoView + use<>> {
    let known: Vec<(String, Scores)> =
        ranked.iter().filter_map(|profile| Some((profile.name.clone(), profile.scores?))).collect();
    if known.len() < 2 || weights.iter().all(|weight| *weight == 0) {
        return None;
    }
    let scores: Vec<Scores> = known.iter().map(|(_, scores)| *scores).collect();
    let counts = rank_acceptability(weights, &scores, SEED);
    let share = |count: u32| t.percent(f64::from(count) / f64::from(DRAWS), 0);
    let said = format!(
        "{} {}",
        t.compare.stability_first(&known[0].0, &share(counts[0][0])),
        t.compare.stability_second(&known[1].0, &share(counts[1][0])),
    );
    let rows = known.into_iter().map(|(name, _)| name).zip(counts).collect();
    Some(view! {
        <p class="verdict">{said}</p>
        <div class="scroll" tabindex="0" role="group" aria-label=t.compare.stability()>
            <RankTable label=t.compare.stability() head=t.compare.profile() rows />
        </div>
    })
}

/// How firmly the top of the list stands, on demand: nothing is computed until it is opened.
#[component]
pub fn TopOfTheList(
    /// The first rows of the list in its order by the lower bound; empty in any other order.
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
    let has_two = Memo::new(move |_| rows.with(|rows| rows.len() > 1));
    let body = move || {
        open.get().then(|| {
            view! { <Deferred fetch make=move || firmness(rows) lines=3 place=|note| note before=|| () /> }
        })
    };
    move || {
        has_two.get().then(|| {
            view! {
                <details class="firmness" on:toggle=move |event| open.set(is_open(&event))>
                    <summary>{t.explore.firmness()}</summary>
                    {body}
                </details>
            }
        })
    }
}

/// What is said of the rows.
#[allow(clippy::unnecessary_wraps, reason = "the function that the attribute makes of it can fail")]
#[leptos::wasm_split::wasm_split(deferred, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
fn firmness(rows: Signal<Vec<Row>>) -> Result<AnyView, SplitLoaderError> {
    let t = use_text();
    let says = move || {
        rows.with(|rows| {
            let (ranked, weights): (Vec<Ranked>, Vec<[u8; 6]>) =
                rows.iter().take(TOP).map(Ranked::of_row).unzip();
            let [first, second, ..] = ranked.as_slice() else { return None };
            let (text, _) = flip(t, &weights[0], first, second);
            Some(view! {
                <p class="verdict"><Sentence text /></p>
                {ranks(t, &weights[0], &ranked)}
                <p class="hint">{ranks_sub(t)}</p>
            })
        })
    };
    Ok(says.into_any())
}

fn is_open(event: &web_sys::Event) -> bool {
    event_target::<web_sys::Element>(event).has_attribute("open")
}
