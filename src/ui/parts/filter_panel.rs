//! Brief, weights and filters in one panel: a column where there is room, else a sheet over the page.
//!
//! The sheet is the browser's own popover: it opens without script, closes with Escape, returns the focus.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    brief_panel::BriefPanel, facet_list::FacetList, policy_select::PolicySelect,
    range_filter::RangeFilterField, weights::WeightPanel,
};
use crate::{
    domain::{
        answer::Page,
        money::Rates,
        query::{Edit, Facet, Filters, Measure},
    },
    i18n::use_text,
    state::Explore,
};

/// Id of the panel, for the button that opens it.
pub const PANEL: &str = "panel";

/// The panel.
#[component]
pub fn FilterPanel(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
    /// Exchange rates; prices are in their base.
    rates: Rates,
) -> impl IntoView {
    let t = use_text();
    let currency = rates.base;
    let total = move || page.with(|page| page.as_ref().map_or(0, |page| page.total));
    let see = move || {
        let total = total();
        t.explore.see_profiles(total as u64, &t.integer(total as u64))
    };
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
    let facet = move |facet| view! { <FacetList explore page facet /> };
    let range = move |measure| view! { <RangeFilterField explore page measure currency /> };
    view! {
        <aside id=PANEL class="panel" popover="auto" aria-label=t.explore.panel()>
            <BriefPanel explore page rates />
            <WeightPanel explore page />
            <section class="filters" aria-labelledby="filters-heading">
                <header class="panel__head">
                    <h2 id="filters-heading">{t.explore.filters()}</h2>
                    {clear}
                </header>
                {range(Measure::Followers)}
                {facet(Facet::Network)}
                <FacetList explore page facet=Facet::Tier>
                    <PolicySelect explore />
                </FacetList>
                {facet(Facet::Character)}
                {range(Measure::Er)}
                {range(Measure::Credibility)}
                {range(Measure::Price)}
                {facet(Facet::Topic)}
                {facet(Facet::Country)}
                {facet(Facet::Language)}
                {facet(Facet::Label)}
            </section>
            <button
                type="button"
                class="button button--primary panel__close"
                popovertarget=PANEL
                popovertargetaction="hide"
            >
                {see}
            </button>
        </aside>
    }
}
