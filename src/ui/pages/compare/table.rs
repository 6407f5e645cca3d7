//! The table: one column a profile, one row a measure; rows that change the result are tinted and named.

use leptos::prelude::*;

use super::{
    cells::{self, Cell},
    columns::{Columns, name as name_of, scores as scores_of},
    facts,
};
use crate::{
    domain::{
        answer::{CriterionCell, Explanation},
        criterion::Criterion,
        query::Edit,
        stability::{Scores, decisive},
    },
    draw::match_bar::Bounds,
    i18n::Text,
    route::Route,
    state::use_app,
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        pages::answers::Answer,
        parts::{
            marks::{CharacterMark, CriteriaStrip, MatchLine, Sentence, TierBadge, Unknown, plain, words},
            portrait::small_portrait,
        },
        url::use_links,
    },
};

/// Least gap between the first and the second that is said to change the result: one point of the match.
const LEAST_GAP: i32 = 10;

/// The whole table.
pub(super) fn table(t: Text, columns: &Columns) -> impl IntoView + use<> {
    let heads = columns.profiles.iter().map(|column| head(t, column)).collect_view();
    // What the last column compares are the first and the second, so what decides between them is named.
    let pair = columns.first_two().and_then(|(first, second)| Some([scores_of(first)?, scores_of(second)?]));
    let decides = pair.map_or([false; 6], |pair: [Scores; 2]| decisive(&columns.weights(), &pair));
    let criteria = Criterion::ALL
        .into_iter()
        .map(|criterion| criterion_row(t, columns, criterion, decides[criterion.index()]))
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t.compare.table()>
            <table class=widths(columns.profiles.len()) aria-label=t.compare.table()>
                <thead>
                    <tr>
                        <th scope="col"><span class="vh">{t.compare.measure()}</span></th>
                        {heads}
                        <th scope="col" class="why">{t.compare.changes()}</th>
                    </tr>
                </thead>
                <tbody>
                    {character_row(t, columns)}
                    {strip_row(t, columns)}
                    {criteria}
                    {facts::rows(t, columns)}
                </tbody>
            </table>
        </div>
    }
}

/// Columns are equally wide, and no narrower than their figures; more of them make the table wider.
const fn widths(columns: usize) -> &'static str {
    match columns {
        0..=2 => "compare-table",
        3 => "compare-table compare-table--3",
        4 => "compare-table compare-table--4",
        5 => "compare-table compare-table--5",
        _ => "compare-table compare-table--6",
    }
}

/// Who it is, the match, and the way out of the comparison.
fn head(t: Text, column: &Answer) -> impl IntoView + use<> {
    let (app, links) = (use_app(), use_links());
    let name = name_of(column).to_owned();
    let href = {
        let id = column.id.clone();
        move || {
            links.href(
                Route::Profile,
                &app.explore.print(&app.explore.query().get().apply(Edit::Select(Some(id.clone())))),
            )
        }
    };
    let about = column.profile.as_ref().map(|profile| {
        let handle = profile.handle.as_deref().map(|handle| format!("@{handle} · ")).unwrap_or_default();
        format!("{handle}{}", profile.network.label())
    });
    let about = match about {
        Some(about) => about.into_any(),
        None if column.is_stranger() => {
            view! { <span class="unknown">{t.compare.stranger()}</span> }.into_any()
        }
        None => ().into_any(),
    };
    let matched = column.explanation.as_ref().map(|known| {
        let asked = known.criteria.iter().any(|criterion| criterion.weight > 0);
        let bounds = Bounds { low: known.low, estimate: known.estimate, high: known.high };
        view! { <MatchLine bounds asked /> }
    });
    let avatar = column.profile.as_ref().and_then(|profile| profile.avatar.as_deref());
    let picture = app.pictures.of(avatar);
    let id = column.id.clone();
    view! {
        <th scope="col">
            <span class="compare-head">
                {small_portrait(picture)}
                <a href=href dir="auto">{name.clone()}</a>
                <IconButton
                    glyph=Glyph::Close
                    label=t.compare.remove(&name)
                    on_press=move |()| app.explore.commit(Edit::Compare(id.clone(), false))
                />
            </span>
            <span class="sub">{about}</span>
            {matched}
        </th>
    }
}

fn character_row(t: Text, columns: &Columns) -> impl IntoView + use<> {
    let cells = columns
        .profiles
        .iter()
        .map(|column| match &column.explanation {
            Some(known) => {
                let (tier, character) = (known.tier, &known.character);
                let (verdict, at) = (character.verdict, character.at);
                view! {
                    <td>
                        <TierBadge tier />
                        <CharacterMark character=verdict at tier />
                    </td>
                }
                .into_any()
            }
            None => view! { <td><Unknown /></td> }.into_any(),
        })
        .collect_view();
    let verdicts: Vec<_> =
        columns.profiles.iter().filter_map(|column| column.explanation.as_ref()?.character.verdict).collect();
    let alike = verdicts.windows(2).all(|pair| pair[0] == pair[1]);
    let said = match verdicts.len() {
        0 | 1 => "",
        _ if alike => t.compare.same_character(),
        _ => t.compare.other_character(),
    };
    view! {
        <tr class="is-even">
            <th scope="row">{t.compare.tier_row()}</th>
            {cells}
            <td class="why"><span class="sub">{said}</span></td>
        </tr>
    }
}

fn strip_row(t: Text, columns: &Columns) -> impl IntoView + use<> {
    let cells = columns
        .profiles
        .iter()
        .map(|column| match &column.explanation {
            Some(known) => view! { <td><CriteriaStrip cells=strip(known) /></td> }.into_any(),
            None => view! { <td><Unknown /></td> }.into_any(),
        })
        .collect_view();
    view! {
        <tr class="is-even">
            <th scope="row">{t.compare.strip_row()} <span class="sub">{t.compare.strip_sub()}</span></th>
            {cells}
            <td class="why"></td>
        </tr>
    }
}

fn strip(known: &Explanation) -> Vec<CriterionCell> {
    known
        .criteria
        .iter()
        .map(|criterion| CriterionCell {
            weight: criterion.weight,
            low: criterion.low,
            estimate: criterion.estimate,
            high: criterion.high,
        })
        .collect()
}

/// One criterion: the figure behind it, what it earns, and what the gap between the first two makes.
fn criterion_row(t: Text, columns: &Columns, criterion: Criterion, decides: bool) -> impl IntoView + use<> {
    let name = words::criterion_name(t, criterion);
    if columns.leaves_out(criterion) {
        let span = columns.profiles.len() + 1;
        return view! {
            <tr class="is-even">
                <th scope="row">{name}</th>
                <td colspan=span.to_string()><span class="sub">{t.common.not_asked()}</span></td>
            </tr>
        }
        .into_any();
    }
    let made: Vec<Cell> =
        columns.profiles.iter().map(|column| cells::criterion(t, column, criterion)).collect();
    let earned: Vec<Option<u16>> = made.iter().map(|cell| cell.earned).collect();
    let best = cells::best(&earned);
    let gap = gap(columns, criterion);
    let is_key = gap.is_some_and(|(_, gap)| gap >= LEAST_GAP);
    let cells = made
        .into_iter()
        .enumerate()
        .map(|(index, cell)| {
            let is_best = best == Some(index);
            let mark = is_best.then(|| view! { " " <span class="best">"↑ " {t.compare.ahead()}</span> });
            view! {
                <td class:is-best=is_best>
                    {cell.figure}
                    {mark}
                    <span class="sub">{cell.points}</span>
                </td>
            }
        })
        .collect_view();
    view! {
        <tr class=if is_key { "is-key" } else { "is-even" }>
            <th scope="row">{name}</th>
            {cells}
            <td class="why">{why(t, columns, criterion, gap, decides)}</td>
        </tr>
    }
    .into_any()
}

/// Which of the first two profiles earns more on a criterion, and by how many tenths: `true` is the first.
fn gap(columns: &Columns, criterion: Criterion) -> Option<(bool, i32)> {
    let (first, second) = columns.first_two()?;
    let earned = |column: &Answer| {
        Some(i32::from(column.explanation.as_ref()?.criteria.get(criterion.index())?.contribution))
    };
    let gap = earned(first)? - earned(second)?;
    Some((gap >= 0, gap.abs()))
}

/// What the gap changes, and what a missing value could still change.
fn why(
    t: Text,
    columns: &Columns,
    criterion: Criterion,
    gap: Option<(bool, i32)>,
    decides: bool,
) -> impl IntoView + use<> {
    let said = gap.zip(columns.first_two()).map(|((is_first, gap), (first, second))| {
        let (winner, loser) = if is_first { (first, second) } else { (second, first) };
        let points = t.tenths(gap.unsigned_abs() as u16);
        let (winner, loser) = (plain(name_of(winner)), plain(name_of(loser)));
        match gap {
            0 => view! { <span class="sub">{t.compare.gap_none()}</span> }.into_any(),
            LEAST_GAP.. => {
                view! { <span><Sentence text=t.compare.gap(&loser, &winner, &points) /></span> }.into_any()
            }
            _ => {
                view! { <span class="sub">{t.compare.gap_small(&loser, &winner, &points)}</span> }.into_any()
            }
        }
    });
    let decides = decides.then(|| view! { <span class="decides">{t.compare.decides()}</span> });
    let open = columns
        .profiles
        .iter()
        .filter_map(|column| {
            let part = column.explanation.as_ref()?.criteria.get(criterion.index())?;
            Some((name_of(column), part.contribution_high.saturating_sub(part.contribution)))
        })
        .max_by_key(|(_, tenths)| *tenths)
        .filter(|(_, tenths)| i32::from(*tenths) >= LEAST_GAP)
        .map(|(name, tenths)| {
            view! { <span class="sub">{t.compare.up_to(name, &t.tenths(tenths))}</span> }
        });
    view! { {said} {decides} {open} }
}
