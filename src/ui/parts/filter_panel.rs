//! Brief, weights and filters in one panel: a column where there is room, else a sheet over the page.
//!
//! The sheet is the browser's own popover: it opens without script, closes with Escape, returns the focus.

use std::sync::Arc;

use leptos::{ev, prelude::*};

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
    ui::kit::{
        later::{first_later, later},
        room::has_room,
    },
};

/// Where the panel stands beside the list, as the style sheet has it.
const BESIDE: &str = "(width >= 1180px)";

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
    let filters = move || {
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
    };
    let has_room = has_room(BESIDE);
    let is_opened = RwSignal::new(false);
    // At once where it stands beside the list, else when it is opened; from then on it stays.
    let is_wanted = Memo::new(move |before| before == Some(&true) || has_room.get() || is_opened.get());
    let rates = StoredValue::new(rates);
    // Each section in a task of its own, the first ones first.
    let sections = move || {
        is_wanted.get().then(|| {
            view! {
                {later(move || view! { <BriefPanel explore page=first_later(page) rates=rates.get_value() /> })}
                {later(move || view! { <WeightPanel explore page=first_later(page) /> })}
                {later(filters)}
            }
        })
    };
    view! {
        <aside
            id=PANEL
            class="panel"
            popover="auto"
            aria-label=t.explore.panel()
            on:beforetoggle=move |_: ev::Event| is_opened.set(true)
        >
            {sections}
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
