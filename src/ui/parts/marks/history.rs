//! Months of followers and engagement as lines, with the same numbers in a table.

use leptos::prelude::*;

use super::{Figure, Unknown};
use crate::{
    draw::history::{Line, history, month_names},
    i18n::use_text,
    ui::kit::room::has_room,
};

/// Widths of the drawings, in pixels; they shrink with the page. On a phone the words in the wide one would be
/// too small to read.
const WIDE: i32 = 640;
const NARROW: i32 = 330;

/// Where there is room for the wide drawings, as the style sheet has it.
const ROOM: &str = "(width >= 640px)";

/// One measure over the months.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// What is measured.
    pub name: String,
    /// One value a month, oldest first.
    pub values: Vec<Option<f64>>,
    /// The same values in words; empty where unknown.
    pub words: Vec<String>,
    /// A month that stands out, and what to say of it.
    pub flag: Option<(usize, String)>,
    /// Whether the scale begins at zero.
    pub from_zero: bool,
    /// Height in pixels.
    pub height: i32,
}

/// The lines over a common row of months, and the table behind them.
#[component]
pub fn HistoryChart(
    /// The months in words, oldest first.
    months: Vec<String>,
    /// The months in short, for the axis.
    short: Vec<String>,
    /// The measures; each has as many values as there are months.
    lines: Vec<HistoryLine>,
) -> impl IntoView {
    let t = use_text();
    let has_room = has_room(ROOM);
    let heads = lines
        .iter()
        .map(|line| view! { <th scope="col" class="num">{line.name.clone()}</th> })
        .collect_view();
    let rows = months
        .iter()
        .enumerate()
        .map(|(index, month)| {
            let cells = lines
                .iter()
                .map(|line| match line.words.get(index).filter(|words| !words.is_empty()) {
                    Some(words) => view! { <td class="num">{words.clone()}</td> }.into_any(),
                    None => view! { <td class="num"><Unknown /></td> }.into_any(),
                })
                .collect_view();
            view! { <tr><th scope="row">{month.clone()}</th>{cells}</tr> }
        })
        .collect_view();
    let charts = move || {
        let width = if has_room.get() { WIDE } else { NARROW };
        view! {
            {lines.iter().map(|line| chart(&months, line, width)).collect_view()}
            <Figure drawing=month_names(&short, width) fluid=true class="history__chart" />
        }
    };
    view! {
        <div class="history">{charts}</div>
        <details class="history__table">
            <summary>{t.marks.history_table()}</summary>
            <table class="mini">
                <thead>
                    <tr>
                        <th scope="col">{t.marks.month()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn chart(months: &[String], line: &HistoryLine, width: i32) -> impl IntoView + use<> {
    let t = use_text();
    let known: Vec<usize> = (0..line.values.len()).filter(|&month| line.values[month].is_some()).collect();
    let words = |index: Option<&usize>, all: &[String]| {
        index.and_then(|&index| all.get(index)).cloned().unwrap_or_default()
    };
    let (first, last) = (words(known.first(), &line.words), words(known.last(), &line.words));
    let mut label = t.marks.history_name(
        &first,
        &words(known.first(), months),
        &last,
        &line.name,
        &words(known.last(), months),
    );
    if let Some((_, flag)) = &line.flag {
        label = format!("{label}, {flag}");
    }
    let gaps = (line.values.len() - known.len()) as u64;
    if gaps > 0 {
        label = format!("{label}, {}", t.marks.history_gaps(gaps, &t.integer(gaps)));
    }
    let drawn = Line { values: line.values.clone(), first, last, flag: line.flag.clone() };
    view! {
        <p class="history__name">{line.name.clone()}</p>
        <Figure
            drawing=history(&drawn, line.from_zero, width, line.height)
            fluid=true
            class="history__chart"
            label
        />
    }
}
