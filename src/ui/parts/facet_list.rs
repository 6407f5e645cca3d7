//! One facet as check boxes with counts; a value can also be ruled out.
//!
//! Counts come from the answer, where each facet ignores its own filter: ticking a value never changes the
//! numbers beside it.

use std::sync::Arc;

use leptos::prelude::*;

use super::filter_words::{facet_name, value_name};
use crate::{
    domain::{
        answer::Page,
        character::Character,
        network::Network,
        order::sort_by,
        query::{Edit, Facet, UNKNOWN},
        tier::Tier,
    },
    i18n::use_text,
    state::Explore,
    ui::kit::{combobox::fold, icon::Glyph, icon_button::IconButton},
};

/// Values that are shown before the reader asks for more.
const FIRST: usize = 8;

/// Values from which on a list can be searched.
const MANY: usize = 16;

/// The check boxes of a facet.
#[component]
pub fn FacetList(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
    /// Which facet.
    facet: Facet,
    /// What stands under the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = use_text();
    let name = facet_name(t, facet);
    let values = Memo::new(move |_| {
        let chosen = explore.query().with(|query| query.filters.list(facet).clone());
        let counted =
            page.with(|page| page.as_ref().and_then(|page| page.facets.get(facet.as_str()).cloned()));
        let mut counted = counted.unwrap_or_default();
        for value in chosen.include.iter().chain(&chosen.exclude) {
            counted.entry(value.clone()).or_insert(0);
        }
        let mut values: Vec<(String, usize)> = counted.into_iter().collect();
        let place = |(value, count): &(String, usize)| order(facet, value, *count);
        sort_by(&mut values, |a, b| place(a).cmp(&place(b)));
        values.into_iter().map(|(value, _)| value).collect::<Vec<_>>()
    });
    let all = RwSignal::new(false);
    let wanted = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let wanted = fold(&wanted.get());
        let chosen = explore.query().with(|query| query.filters.list(facet).clone());
        values.with(|values| {
            values
                .iter()
                .enumerate()
                .filter(|(at, value)| {
                    let in_force = chosen.include.contains(value) || chosen.exclude.contains(value);
                    let in_view = all.get() || *at < FIRST || values.len() <= FIRST + 1;
                    let is_wanted =
                        || wanted.is_empty() || fold(&value_name(t, facet, value)).contains(&wanted);
                    in_force || (in_view && is_wanted())
                })
                .map(|(_, value)| value.clone())
                .collect::<Vec<_>>()
        })
    });
    let is_long = move || values.with(|values| values.len() > FIRST + 1);
    let search = move || {
        (all.get() && values.with(|values| values.len() >= MANY)).then(|| {
            view! {
                <input
                    type="text"
                    class="facet__search"
                    autocomplete="off"
                    aria-label=t.explore.search_values(name)
                    placeholder=t.explore.search_values_hint()
                    prop:value=wanted
                    on:input=move |event| wanted.set(event_target_value(&event))
                />
            }
        })
    };
    let more = move || {
        is_long().then(|| {
            let toggle = move |_| {
                wanted.set(String::new());
                all.update(|all| *all = !*all);
            };
            let count = values.with(|values| t.integer(values.len() as u64));
            view! {
                <button
                    type="button"
                    class="link"
                    aria-expanded=move || if all.get() { "true" } else { "false" }
                    on:click=toggle
                >
                    {move || if all.get() { t.explore.fewer().to_owned() } else { t.explore.all_values(&count) }}
                    <span class="vh">{format!(" : {name}")}</span>
                </button>
            }
        })
    };
    view! {
        <fieldset class="facet">
            <legend>{name}</legend>
            {children.map(|children| children())}
            {search}
            <For each=move || shown.get() key=String::clone let:value>
                <FacetValue explore page facet value />
            </For>
            {more}
        </fieldset>
    }
}

/// One value.
#[component]
fn FacetValue(
    explore: Explore,
    page: Signal<Option<Arc<Page>>>,
    facet: Facet,
    value: String,
) -> impl IntoView {
    let t = use_text();
    let name = value_name(t, facet, &value);
    let is_unknown = value == UNKNOWN;
    let value = StoredValue::new(value);
    let query = explore.query();
    let is_in = Memo::new(move |_| {
        query.with(|query| value.with_value(|value| query.filters.list(facet).include.contains(value)))
    });
    let is_out = Memo::new(move |_| {
        query.with(|query| value.with_value(|value| query.filters.list(facet).exclude.contains(value)))
    });
    let count = move || {
        page.with(|page| {
            let counts = page.as_ref().and_then(|page| page.facets.get(facet.as_str()));
            let count = value.with_value(|value| counts.and_then(|counts| counts.get(value)).copied());
            t.integer(count.unwrap_or(0) as u64)
        })
    };
    let rule_out = move |()| explore.commit(Edit::Exclude(facet, value.get_value(), !is_out.get_untracked()));
    view! {
        <div class="facet__row" class:facet__row--out=is_out>
            <label class="check" class:check--unknown=is_unknown>
                <input
                    type="checkbox"
                    prop:checked=is_in
                    on:change=move |event| {
                        explore.commit(Edit::Include(facet, value.get_value(), event_target_checked(&event)));
                    }
                />
                <span class="check__name">{name.clone()}</span>
                " "
                <span class="count">{count}</span>
            </label>
            <IconButton
                glyph=Glyph::Exclude
                label=t.explore.exclude(&name)
                pressed=Signal::from(is_out)
                on_press=rule_out
            />
        </div>
    }
}

/// Where a value stands: closed sets in their own order, others by count, the unknown last.
fn order(facet: Facet, value: &str, count: usize) -> (bool, usize, usize) {
    let position = match facet {
        Facet::Network => value.parse::<Network>().ok().map(Network::index),
        Facet::Tier => value.parse::<Tier>().ok().map(Tier::index),
        Facet::Character => Character::ALL.iter().position(|character| character.as_str() == value),
        Facet::Country | Facet::Language | Facet::Topic | Facet::Label => None,
    };
    (value == UNKNOWN, position.unwrap_or(usize::MAX), usize::MAX - count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_rise_countries_go_by_count_and_the_unknown_is_last() {
        let sorted = |facet: Facet, counts: &[(&'static str, usize)]| {
            let mut values = counts.to_vec();
            values.sort_by_key(|(value, count)| order(facet, value, *count));
            values.into_iter().map(|(value, _)| value).collect::<Vec<_>>()
        };
        assert_eq!(
            sorted(Facet::Tier, &[("unknown", 900), ("mega", 5), ("micro", 1), ("nano", 3)]),
            ["nano", "micro", "mega", "unknown"]
        );
        assert_eq!(
            sorted(Facet::Country, &[("unknown", 900), ("BE", 5), ("CA", 1), ("FR", 80)]),
            ["FR", "BE", "CA", "unknown"]
        );
    }
}
