//! How every number is made: formulas, parameters and sources, and where the sources disagree.
//!
//! Tables are made from the tables that the engine computes with, so that what stands here is what is done.

mod benchmarks;
mod criteria;
mod rates;
mod tiers;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::{
    domain::stability::{DRAWS, NEARBY},
    i18n::{Text, use_text},
    state::use_app,
    ui::parts::marks::Sentence,
};

/// The page on the method.
#[component]
pub fn MethodPage() -> impl IntoView {
    let t = use_text();
    let fx = use_app().config().fx.clone();
    let sections: [(&str, &str, AnyView); 9] = [
        ("match", t.method.match_title(), the_match(t)),
        ("criteria", t.method.criteria_title(), criteria::tables(t).into_any()),
        ("tiers", t.method.tiers_title(), tiers::table(t).into_any()),
        ("character", t.method.character_title(), sentences(&[t.method.character_note()])),
        ("stability", t.method.stability_title(), stability(t)),
        ("benchmarks", t.method.bench_title(), benchmarks::table(t).into_any()),
        ("rates", t.method.fx_title(), rates::table(t, &fx).into_any()),
        ("sources", t.method.disagree_title(), disagreements(t)),
        ("limits", t.method.not_title(), limits(t)),
    ];
    let contents = sections
        .iter()
        .map(|(id, title, _)| {
            let target = format!("method-{id}");
            view! {
                <li>
                    <button type="button" class="link" on:click=move |_| show(&target)>{*title}</button>
                </li>
            }
        })
        .collect_view();
    let blocks = sections
        .into_iter()
        .map(|(id, title, body)| {
            let id = format!("method-{id}");
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

/// Moves to a heading. The fragment of the address is the query's, so no anchor can do it.
fn show(id: &str) {
    let Some(heading) = document().get_element_by_id(id) else { return };
    heading.scroll_into_view();
    if let Ok(heading) = heading.dyn_into::<HtmlElement>() {
        heading.focus().ok();
    }
}

fn sentences(said: &[&'static str]) -> AnyView {
    said.iter().map(|said| view! { <p class="prose">{*said}</p> }).collect_view().into_any()
}

fn the_match(t: Text) -> AnyView {
    let m = t.method;
    sentences(&[m.match_sum(), m.match_unknown(), m.match_asked(), m.match_tenths(), m.match_order()])
}

fn stability(t: Text) -> AnyView {
    let (draws, nearby) = (t.integer(u64::from(DRAWS)), t.integer(u64::from(NEARBY)));
    view! { <p class="prose">{t.method.stability_note(&draws, &nearby)}</p> }.into_any()
}

fn listed(said: &[&'static str]) -> AnyView {
    let rows = said.iter().map(|said| view! { <li><Sentence text=*said /></li> }).collect_view();
    view! { <ul class="prose prose--list">{rows}</ul> }.into_any()
}

fn disagreements(t: Text) -> AnyView {
    let m = t.method;
    listed(&[
        m.disagree_tiers(),
        m.disagree_er(),
        m.disagree_bench(),
        m.disagree_reach(),
        m.disagree_price(),
        m.disagree_credibility(),
    ])
}

fn limits(t: Text) -> AnyView {
    let m = t.method;
    listed(&[m.not_sensitive(), m.not_contact(), m.not_detect(), m.not_emv(), m.not_overlap(), m.not_send()])
}
