//! How every number is made: formulas, parameters and sources, and where the sources disagree.
//!
//! The outline of the domain says what stands here and in which order; the documents walk the same one.

mod cells;
mod live;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::{
    domain::method::{Block, Cell, Live, Section, Table, outline},
    i18n::{Text, use_text},
    state::use_app,
    ui::parts::marks::Sentence,
};

/// The page on the method.
#[component]
pub fn MethodPage() -> impl IntoView {
    let t = use_text();
    let sections = outline();
    let contents = sections
        .iter()
        .map(|section| {
            let target = heading_of(section);
            view! {
                <li>
                    <button type="button" class="link" on:click=move |_| show(&target)>{title(t, section)}</button>
                </li>
            }
        })
        .collect_view();
    let blocks = sections
        .into_iter()
        .map(|section| {
            let id = heading_of(&section);
            let title = title(t, &section);
            let body = section.blocks.into_iter().map(|part| block(t, part)).collect_view();
            view! {
                <section class="block" aria-labelledby=id>
                    <h2 id=id.clone() tabindex="-1">{title}</h2>
                    {body}
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="sheet method">
            <h1 tabindex="-1">{t.method.title()}</h1>
            <p class="verdict">{t.method.lede()}</p>
            <nav class="method__contents" aria-label=t.method.contents()>
                <ul>{contents}</ul>
            </nav>
            {blocks}
        </div>
    }
}

fn heading_of(section: &Section) -> String {
    format!("method-{}", section.id)
}

fn title(t: Text, section: &Section) -> &'static str {
    t.method.titles(section.id).unwrap_or(section.id)
}

/// Moves to a heading. The fragment of the address is the query's, so no anchor can do it.
fn show(id: &str) {
    let Some(heading) = document().get_element_by_id(id) else { return };
    heading.scroll_into_view();
    if let Ok(heading) = heading.dyn_into::<HtmlElement>() {
        heading.focus().ok();
    }
}

fn block(t: Text, block: Block) -> AnyView {
    let said = move |key: &'static str| t.method.said(key).unwrap_or(key);
    match block {
        Block::Prose(key) => view! { <p class="prose">{said(key)}</p> }.into_any(),
        Block::Filled(key, values) => {
            view! { <p class="prose">{cells::filled(t, key, &values)}</p> }.into_any()
        }
        Block::List(keys) => {
            let rows = keys.iter().map(|key| view! { <li><Sentence text=said(key) /></li> }).collect_view();
            view! { <ul class="prose prose--list">{rows}</ul> }.into_any()
        }
        Block::Criterion(key) => {
            let name = t.names.criteria(key).unwrap_or(key);
            let question = t.method.questions(key).unwrap_or_default();
            view! { <h3>{name} " " <span class="sub">{question}</span></h3> }.into_any()
        }
        Block::Table(table) => whole(t, table),
        Block::Live(Live::Rates) => live::rates(t, &use_app().config().fx),
        Block::Live(Live::UsualTopics) => live::usual_topics(t),
    }
}

fn whole(t: Text, table: Table) -> AnyView {
    let name = cells::plain(t, &table.name);
    let numbers: Vec<bool> =
        (0..table.head.len()).map(|at| table.rows.iter().any(|row| row[at].is_number())).collect();
    let head = table
        .head
        .iter()
        .zip(&numbers)
        .map(|(cell, is_number)| view! { <th role="columnheader" scope="col" class:num=*is_number>{cells::plain(t, cell)}</th> })
        .collect_view();
    let has_parameters = table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Parameters(_)));
    // On a phone each row of a wide table stands as a card, and each cell says whose it is.
    let heads: Vec<String> = table.head.iter().map(|cell| cells::plain(t, cell)).collect();
    let rows = table.rows.into_iter().map(|row| {
        let mut cells =
            row.into_iter().zip(&numbers).map(|(cell, is_number)| cells::cell(t, cell, *is_number));
        let first = cells.next();
        let cells = cells.zip(&heads[1..]).map(|((view, class), head)| {
            view! { <td role="cell" class=class data-label=head.clone()>{view}</td> }
        });
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{first.map(|(view, _)| view)}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let is_wide = heads.len() > 5 || has_parameters;
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=name>
            <table class="method-table" class:method-table--wide=is_wide role="table" aria-label=name.clone()>
                <thead role="rowgroup">
                    <tr role="row">{head}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
