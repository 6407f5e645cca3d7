//! The match explained: a table whose bars start where the last one ended, and whose columns add up.

use leptos::prelude::*;

use super::{Figure, words};
use crate::{
    domain::{
        answer::{ExplainedCap, ExplainedCriterion, ExplainedPart, Explanation},
        criteria::PARTS,
        criterion::Criterion,
        money::Currency,
    },
    draw::{
        match_bar::{Bounds, match_bar},
        waterfall::{Step, axis, steps, waterfall_bar},
    },
    i18n::{Text, use_text},
};

/// Which criteria show their parts; kept by the page, so that it outlives a new answer.
pub type OpenCriteria = RwSignal<[bool; 6]>;

/// Width of the bars, in pixels.
const WIDTH: i32 = 340;
const NARROW: i32 = 132;

/// Parameters of a formula that are named under a part.
const MOST_PARAMETERS: usize = 6;

/// How wide the bars are, and what amounts are in.
#[derive(Debug, Clone, Copy)]
struct Look {
    width: i32,
    currency: Currency,
}

/// The table. With `open` every criterion can show its parts.
#[component]
pub fn Waterfall(
    /// What is explained.
    explanation: Explanation,
    /// Which criteria show their parts.
    #[prop(optional)]
    open: Option<OpenCriteria>,
    /// Narrow bars and no column of estimates, for a drawer.
    #[prop(optional)]
    narrow: bool,
    /// Currency that amounts of parts are in: the base of the exchange rates.
    #[prop(default = Currency::EUR)]
    currency: Currency,
) -> impl IntoView {
    let t = use_text();
    let width = if narrow { NARROW } else { WIDTH };
    let bounds = Bounds { low: explanation.low, estimate: explanation.estimate, high: explanation.high };
    let total: u32 = explanation.criteria.iter().map(|criterion| u32::from(criterion.weight)).sum();
    let room = move |weight: u8| (u32::from(weight) * 1000).checked_div(total).unwrap_or(0) as u16;
    let steps = steps(
        explanation
            .criteria
            .iter()
            .map(|criterion| (criterion.contribution, criterion.contribution_high, room(criterion.weight))),
    );
    let bodies = explanation
        .criteria
        .into_iter()
        .zip(steps)
        .map(|(criterion, step)| body(t, criterion, step, open, Look { width, currency }))
        .collect_view();
    view! {
        <table class="waterfall" class:waterfall--narrow=narrow aria-label=t.marks.explained()>
            <thead>
                <tr>
                    <th scope="col">{t.marks.criterion()}</th>
                    <th scope="col" class="num">{t.marks.weight()}</th>
                    <th scope="col" class="bar-cell">
                        <span class="vh">{t.marks.cumulative()}</span>
                        // In a narrow column the figures of the scale would run into the heads beside it.
                        {(!narrow).then(|| view! { <Figure drawing=axis(width) class="axis" /> })}
                    </th>
                    <th scope="col" class="num">{t.marks.low()}</th>
                    <th scope="col" class="num est-cell">{t.marks.estimate()}</th>
                    <th scope="col" class="num">{t.marks.high()}</th>
                </tr>
            </thead>
            {bodies}
            <tfoot>
                <tr>
                    <th scope="row">{t.marks.total()}</th>
                    <td class="num sub-cell">{total}</td>
                    <td class="bar-cell">
                        <Figure drawing=match_bar(bounds, total > 0, width, 16) class="waterfall__bar" />
                    </td>
                    {numbers(t, [bounds.low, bounds.estimate, bounds.high])}
                </tr>
            </tfoot>
        </table>
    }
}

/// Low, estimate and high in tenths.
fn numbers(t: Text, [low, estimate, high]: [u16; 3]) -> impl IntoView {
    view! {
        <td class="num"><strong>{t.tenths(low)}</strong></td>
        <td class="num est-cell">{t.tenths(estimate)}</td>
        <td class="num sub-cell">{t.tenths(high)}</td>
    }
}

/// One criterion with its parts.
fn body(
    t: Text,
    criterion: ExplainedCriterion,
    step: Step,
    open: Option<OpenCriteria>,
    look: Look,
) -> impl IntoView {
    let key = criterion.key;
    let name = words::criterion_name(t, key);
    if criterion.weight == 0 {
        return view! {
            <tbody>
                <tr class="waterfall__off">
                    <th scope="row">{name}</th>
                    <td class="num sub-cell">{0}</td>
                    <td class="sub-cell" colspan="4">{t.common.not_asked()}</td>
                </tr>
            </tbody>
        }
        .into_any();
    }
    let contributions =
        [criterion.contribution, criterion.contribution_estimate, criterion.contribution_high];
    let asked: Vec<ExplainedPart> = criterion.parts.into_iter().filter(|part| part.weight > 0).collect();
    let head = match open {
        Some(open) if !asked.is_empty() => toggle(t, key, name, open).into_any(),
        _ => name.into_any(),
    };
    let parts = open.map(|open| {
        let start = step.start;
        let mut caps = criterion.caps;
        caps.retain(|cap| cap.certain || cap.contribution < 0);
        move || {
            let rows = open.get()[key.index()].then(|| part_rows(t, &asked, start, look))?;
            Some((rows, caps.iter().map(|cap| cap_row(t, cap)).collect_view()))
        }
    });
    view! {
        <tbody>
            <tr>
                <th scope="row">{head}</th>
                <td class="num sub-cell">{criterion.weight}</td>
                <td class="bar-cell">
                    <Figure drawing=waterfall_bar(step, look.width) class="waterfall__bar" />
                </td>
                {numbers(t, contributions)}
            </tr>
            {parts}
        </tbody>
    }
    .into_any()
}

/// The button that shows and hides the parts of a criterion.
fn toggle(t: Text, criterion: Criterion, name: &'static str, open: OpenCriteria) -> impl IntoView {
    let index = criterion.index();
    let expanded = move || if open.get()[index] { "true" } else { "false" };
    view! {
        <button
            type="button"
            class="disclose"
            aria-expanded=expanded
            aria-label=t.marks.parts_show(name)
            on:click=move |_| open.update(|open| open[index] = !open[index])
        >
            <svg class="icon disclose__sign" width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M6 3l5 5l-5 5" />
            </svg>
            {name}
        </button>
    }
}

fn part_rows(t: Text, parts: &[ExplainedPart], start: u16, look: Look) -> impl IntoView + use<> {
    let mut earned = start;
    parts
        .iter()
        .map(|part| {
            let step = Step { start: earned, low: part.contribution, high: part.contribution_high, room: 0 };
            earned = earned.saturating_add(part.contribution);
            let contributions = [part.contribution, part.contribution_estimate, part.contribution_high];
            view! {
                <tr class="waterfall__part">
                    <th scope="row">{words::part_name(t, &part.key)}</th>
                    <td class="num sub-cell">{part.weight}</td>
                    <td class="bar-cell">
                        <Figure drawing=waterfall_bar(step, look.width) class="waterfall__bar" />
                    </td>
                    {numbers(t, contributions)}
                </tr>
                <tr class="waterfall__detail">
                    <td colspan="6">
                        <PartDetail part=part.clone() currency=look.currency />
                    </td>
                </tr>
            }
        })
        .collect_view()
}

/// What an alert takes from the parts above it, so that the column still adds up.
fn cap_row(t: Text, cap: &ExplainedCap) -> impl IntoView + use<> {
    let tenths = |taken: i16| {
        let written = t.tenths(taken.unsigned_abs());
        if taken < 0 { format!("−{written}") } else { written }
    };
    let at = t.tenths(cap.at);
    let why = if cap.certain { t.marks.cap_certain(&at) } else { t.marks.cap_possible(&at) };
    view! {
        <tr class="waterfall__part">
            <th scope="row">{t.marks.caps(&cap.key).unwrap_or_default()}</th>
            <td class="num sub-cell"></td>
            <td class="bar-cell"></td>
            <td class="num"><strong>{tenths(cap.contribution)}</strong></td>
            <td class="num est-cell">{tenths(cap.contribution_estimate)}</td>
            <td class="num sub-cell">{tenths(cap.contribution_high)}</td>
        </tr>
        <tr class="waterfall__detail">
            <td colspan="6"><p class="hint">{why}</p></td>
        </tr>
    }
}

/// What a part was computed from: the raw value, its source, and the formula in words.
#[component]
pub fn PartDetail(
    /// The part.
    part: ExplainedPart,
    /// Currency of amounts.
    currency: Currency,
) -> impl IntoView {
    let t = use_text();
    let value = words::raw_value(t, &part, currency).map_or_else(
        || view! { <span class="unknown">{t.marks.raw_none()}</span> }.into_any(),
        |value| view! { <b>{value}</b> }.into_any(),
    );
    let mut about = Vec::new();
    if let Some(basis) = part.basis.as_deref() {
        about.push(words::basis_name(t, basis));
    }
    if part.raw.is_some() {
        about.push(words::source_words(t, part.source.as_deref(), part.date.as_deref()));
        if !part.known {
            about.push(t.marks.not_known().to_owned());
        }
    }
    let terms = words::terms(t, &part);
    let formula = t.method.formulas(&part.key);
    let spec = PARTS.iter().find(|spec| spec.key == part.key);
    // The scale of prices is long and the same for all; it is on the page about the method.
    let parameters = spec.filter(|spec| spec.parameters.len() <= MOST_PARAMETERS).map(|spec| {
        let all = spec.parameters.iter().map(|known| words::parameter(t, spec, known));
        all.collect::<Vec<_>>().join(", ")
    });
    let parameters = parameters.filter(|words| !words.is_empty()).map(|words| format!("({words})"));
    view! {
        <p class="waterfall__raw">
            {value}
            {about.into_iter().map(|about| format!(" · {about}")).collect_view()}
        </p>
        {terms.map(|terms| view! { <p class="waterfall__raw">{terms}</p> })}
        {formula.map(|formula| view! { <p class="hint">{formula} " " {parameters}</p> })}
    }
}
