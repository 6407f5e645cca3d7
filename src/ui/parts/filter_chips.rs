//! The filters in force as a row that can be taken back one by one.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

use super::filter_words::active;
use crate::{
    domain::{money::Currency, query::Edit},
    i18n::use_text,
    state::{Explore, Remote},
    ui::kit::chip::Chip,
};

/// How many pass, and what they had to pass.
#[component]
pub fn FilterChips(
    /// Where edits go.
    explore: Explore,
    /// Profiles that pass.
    total: Memo<Option<usize>>,
    /// Currency of prices.
    currency: Currency,
) -> impl IntoView {
    let t = use_text();
    let list = NodeRef::<html::Ul>::new();
    let filters = Memo::new(move |_| explore.query().with(|query| active(t, &query.filters, currency)));
    let lift = move |edit: Edit, at: usize| {
        explore.commit(edit);
        // The button is gone; the one in its place, or the list, takes the focus, so that it is not lost.
        request_animation_frame(move || {
            if let Some(list) = list.get_untracked() {
                let buttons = list.query_selector_all("button").ok();
                let next = buttons
                    .and_then(|buttons| buttons.item((at as u32).min(buttons.length().saturating_sub(1))));
                let target = next.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
                // Focus fails only on elements that are not in the document.
                match target {
                    Some(button) => button.focus().ok(),
                    None => list.focus().ok(),
                };
            }
        });
    };
    let count = move || {
        total.get().map(|total| {
            let number = t.integer(total as u64);
            t.explore.pass(total as u64, &number)
        })
    };
    // An answer that takes long is said to come; the last one stays until then.
    let slow = move || {
        explore
            .page()
            .with(Remote::is_slow)
            .then(|| view! { <em class="sub">" " {t.explore.computing()}</em> })
    };
    let chips = move || {
        filters
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, filter)| {
                let edit = filter.lift.clone();
                view! {
                    <li>
                        <Chip
                            label=filter.says.clone()
                            remove_label=t.explore.remove_filter(&filter.says)
                            on_remove=move |()| lift(edit.clone(), at)
                        />
                    </li>
                }
            })
            .collect_view()
    };
    let clear = move || {
        filters.with(|filters| filters.len() > 1).then(|| {
            view! {
                <li>
                    <button type="button" class="link" on:click=move |_| lift(Edit::ClearFilters, 0)>
                        {t.explore.clear_filters()}
                    </button>
                </li>
            }
        })
    };
    view! {
        <ul node_ref=list class="chips" aria-label=t.explore.active_filters() tabindex="-1">
            <li class="chips__total">{count} {slow}</li>
            {chips}
            {clear}
        </ul>
    }
}
