//! Ranks of the list: going to one, and bookmarking all from one to another.

use leptos::{ev::SubmitEvent, html, prelude::*, wasm_split::SplitLoaderError};

use super::deferred::Deferred;
use crate::{
    domain::query::Query,
    i18n::use_text,
    state::{Explore, Lists},
};

/// Ranks that are offered to be bookmarked first.
const USUAL: usize = 20;

/// What can be done with ranks, folded away until it is wanted.
#[component]
pub fn Ranks(
    /// The list.
    explore: Explore,
    /// Profiles in it.
    total: Memo<Option<usize>>,
    /// Where bookmarks go; `None` where the host shows none.
    lists: Option<Lists>,
    /// The place that the list is to come to, counted from 0.
    place: WriteSignal<Option<usize>>,
) -> impl IntoView {
    let t = use_text();
    let fold = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(fold) = fold.get_untracked() {
            fold.set_open(false);
        }
    };
    let total = move || total.get().unwrap_or_default();
    let go = move |rank: usize| {
        close();
        // Browsers scroll back to a field in which Enter was pressed; in the next frame they have done so.
        request_animation_frame(move || place.set(Some(rank - 1)));
    };
    let is_long = Memo::new(move |_| total() > 1);
    // Made when it is wanted.
    let is_made = RwSignal::new(false);
    let on_go = Callback::new(go);
    let body = move || {
        is_made.get().then(|| {
            let make = move || forms(explore, lists, Signal::derive(total), on_go);
            view! { <Deferred fetch make lines=3 place=|note| note before=|| () /> }
        })
    };
    let make = move |_| {
        if !is_made.get_untracked() {
            is_made.set(true);
        }
    };
    view! {
        <details node_ref=fold class="menu ranks" hidden=move || !is_long.get() on:toggle=make>
            <summary>{t.explore.ranks()}</summary>
            <div class="menu__body">{body}</div>
        </details>
    }
}

/// The forms.
#[allow(clippy::unnecessary_wraps, reason = "the function that the attribute makes of it can fail")]
#[leptos::wasm_split::wasm_split(deferred, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
fn forms(
    explore: Explore,
    lists: Option<Lists>,
    total: Signal<usize>,
    on_go: Callback<usize>,
) -> Result<AnyView, SplitLoaderError> {
    let forms = view! {
        <GoToRank total on_go />
        {lists.map(|lists| view! { <BookmarkRanks explore lists total /> })}
    };
    Ok(forms.into_any())
}

/// One field and a button.
#[component]
fn GoToRank(total: Signal<usize>, on_go: Callback<usize>) -> impl IntoView {
    let t = use_text();
    let rank = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(rank) = read(&rank.get_untracked(), total.get_untracked()) {
            on_go.run(rank);
        }
    };
    view! {
        <form class="ranks__form" on:submit=submit>
            <RankField label=t.explore.go_to_rank() value=rank total />
            <button type="submit" class="button">{t.explore.go()}</button>
        </form>
    }
}

/// Two fields and a button; no more at once than the engine answers in one window.
#[component]
fn BookmarkRanks(explore: Explore, lists: Lists, total: Signal<usize>) -> impl IntoView {
    let t = use_text();
    let from = RwSignal::new(String::from("1"));
    let to = RwSignal::new(USUAL.to_string());
    let ranks = move || {
        let (from, to) = (read(&from.get(), total.get())?, read(&to.get(), total.get())?);
        Some(from.min(to) - 1..from.max(to))
    };
    let is_too_many = Memo::new(move |_| ranks().is_some_and(|ranks| ranks.len() > Query::MAX_ROWS));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(ranks) = untrack(ranks).filter(|_| !is_too_many.get_untracked()) {
            lists.add_ranks(explore, ranks);
        }
    };
    let limit = t.integer(Query::MAX_ROWS as u64);
    view! {
        <form class="ranks__form" on:submit=submit>
            <RankField label=t.explore.bookmark_from_rank() value=from total />
            <RankField label=t.explore.bookmark_to_rank() value=to total />
            <button type="submit" class="button">{t.explore.bookmark_ranks()}</button>
            {move || {
                is_too_many.get().then(|| view! { <p role="alert">{t.explore.ranks_too_many(&limit)}</p> })
            }}
            <p class="sub">{t.explore.ranks_hint()}</p>
        </form>
    }
}

/// A field for a rank.
#[component]
fn RankField(label: &'static str, value: RwSignal<String>, total: Signal<usize>) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input
                type="number"
                inputmode="numeric"
                required
                min="1"
                step="1"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
                max=move || total.get()
            />
        </label>
    }
}

/// A rank from 1 to `total`; a greater number is the last one.
fn read(text: &str, total: usize) -> Option<usize> {
    let rank: usize = text.trim().parse().ok()?;
    (rank > 0 && total > 0).then_some(rank.min(total))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_rank_is_a_place_that_the_list_has() {
        assert_eq!((read(" 7 ", 10), read("10", 10), read("4000", 10)), (Some(7), Some(10), Some(10)));
        assert_eq!(
            (read("0", 10), read("-1", 10), read("1.5", 10), read("", 10), read("1", 0)),
            (None, None, None, None, None)
        );
    }
}
