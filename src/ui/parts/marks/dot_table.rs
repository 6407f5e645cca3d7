//! Character on each of the six criteria: where the profile stands between micro and macro, and why.

use leptos::prelude::*;

use super::{Figure, PoleLegend, Unknown, words};
use crate::{
    domain::{answer::ExplainedCharacter, character::Character, criterion::Criterion},
    draw::character::character,
    i18n::{Text, use_text},
};

/// The table.
#[component]
pub fn DotTable(
    /// Positions and the numbers behind them.
    character: ExplainedCharacter,
    /// What was found on each criterion, in words; empty where nothing is known.
    findings: [String; 6],
) -> impl IntoView {
    let t = use_text();
    let rows = Criterion::ALL
        .into_iter()
        .zip(character.positions)
        .zip(findings)
        .map(|((criterion, at), finding)| row(t, criterion, at, finding))
        .collect_view();
    view! {
        <table class="dot-table" aria-label=t.marks.character_table()>
            <thead>
                <tr>
                    <th scope="col">{t.marks.criterion()}</th>
                    <th scope="col" class="bar-cell">
                        <span class="vh">{t.marks.position()}</span>
                        <PoleLegend />
                    </th>
                    <th scope="col">{t.marks.finding()}</th>
                    <th scope="col">{t.marks.leans()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(t: Text, criterion: Criterion, at: Option<i16>, finding: String) -> impl IntoView {
    let name = words::criterion_name(t, criterion);
    let position = at.map(|at| t.marks.position_name(&t.number(f64::from(at) / 10.0, 0)));
    let leans = at.map(|at| match Character::of(at) {
        Character::Micro => t.marks.leans_micro(),
        Character::Macro => t.marks.leans_macro(),
        Character::Between => t.marks.leans_between(),
    });
    let finding = if finding.is_empty() { view! { <Unknown /> }.into_any() } else { finding.into_any() };
    let leans = match leans {
        Some(word) => view! { <strong>{word}</strong> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    let figure = match position {
        Some(label) => view! { <Figure drawing=character(at, 300, 20) class="dots" label /> }.into_any(),
        None => view! { <Figure drawing=character(None, 300, 20) class="dots" /> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="bar-cell">{figure}</td>
            <td>{finding}</td>
            <td>{leans}</td>
        </tr>
    }
}
