//! What the panel holds: the brief, the weights, the filters.
//!
//! Its code is a part of the program by itself: the list comes without it, and a small screen shows it when it is
//! opened.

use std::sync::Arc;

use leptos::{prelude::*, wasm_split::SplitLoaderError};

use crate::{
    domain::{
        answer::Page,
        money::{Currency, Rates},
        query::{Edit, Facet, Filters, Measure},
    },
    i18n::use_text,
    state::Explore,
    ui::{
        kit::later::{first_later, later},
        parts::{
            brief_panel::BriefPanel, facet_list::FacetList, policy_select::PolicySelect,
            range_filter::RangeFilterField, weights::WeightPanel,
        },
    },
};

/// What the panel is about.
#[derive(Clone)]
pub(super) struct Asked {
    /// Where edits go.
    pub(super) explore: Explore,
    /// The latest answer.
    pub(super) page: Signal<Option<Arc<Page>>>,
    /// Exchange rates; prices are in their base.
    pub(super) rates: Rates,
}

/// The sections.
#[allow(clippy::unnecessary_wraps, reason = "the function that the attribute makes of it can fail")]
#[leptos::wasm_split::wasm_split(panel, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
pub fn sections(asked: Asked) -> Result<AnyView, SplitLoaderError> {
    let Asked { explore, page, rates } = asked;
    let currency = rates.base;
    let rates = StoredValue::new(rates);
    // Each in a task of its own, the first ones first.
    let sections = view! {
        {later(move || view! { <BriefPanel explore page=first_later(page) rates=rates.get_value() /> })}
        {later(move || view! { <WeightPanel explore page=first_later(page) /> })}
        {later(move || view! { <FilterSection explore page currency /> })}
    };
    Ok(sections.into_any())
}

#[component]
fn FilterSection(explore: Explore, page: Signal<Option<Arc<Page>>>, currency: Currency) -> impl IntoView {
    let t = use_text();
    let is_filtered = Memo::new(move |_| explore.query().with(|query| query.filters != Filters::default()));
    let clear = move || {
        is_filtered.get().then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| explore.commit(Edit::ClearFilters)>
                    {t.explore.clear_filters()}
                </button>
            }
        })
    };
    let facet = move |facet| later(move || view! { <FacetList explore page=first_later(page) facet /> });
    let range = move |measure| {
        later(move || view! { <RangeFilterField explore page=first_later(page) measure currency /> })
    };
    let tiers = move || {
        later(move || {
            view! {
                <FacetList explore page=first_later(page) facet=Facet::Tier>
                    <PolicySelect explore />
                </FacetList>
            }
        })
    };
    view! {
        <section class="filters" aria-labelledby="filters-heading">
            <header class="panel__head">
                <h2 id="filters-heading">{t.explore.filters()}</h2>
                {clear}
            </header>
            {range(Measure::Followers)}
            {facet(Facet::Network)}
            {tiers()}
            {facet(Facet::Character)}
            {range(Measure::Er)}
            {range(Measure::Credibility)}
            {range(Measure::Price)}
            {facet(Facet::Topic)}
            {facet(Facet::Country)}
            {facet(Facet::Language)}
            {facet(Facet::Label)}
        </section>
    }
}
