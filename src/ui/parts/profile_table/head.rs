//! The heads of the columns; those that order the list are buttons.

use leptos::prelude::*;

use crate::{
    domain::query::{Edit, Sort, SortKey},
    i18n::use_text,
    state::Explore,
    ui::{
        kit::icon::{Glyph, Icon},
        parts::marks::{CriteriaHead, words},
    },
};

/// The row of heads.
#[component]
pub(super) fn Head(explore: Explore, weights: Signal<[u8; 6]>) -> impl IntoView {
    let t = use_text();
    // A tier means nothing without its policy.
    let policy = move || explore.query().with(|query| words::policy_name(t, &query.policy));
    let by_estimate = move || explore.query().with(|query| query.sort.key == SortKey::Estimate);
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                <th role="columnheader" scope="col" class="c-pick">
                    <span class="vh">{t.common.compare()}</span>
                </th>
                <th role="columnheader" scope="col" class="c-rank">
                    <abbr title=t.explore.rank()>{t.explore.rank_short()}</abbr>
                </th>
                <th role="columnheader" scope="col" class="c-mark">
                    <span class="vh">{t.explore.bookmark_column()}</span>
                </th>
                <SortHead explore class="c-name" label=t.explore.column_profile() keys=vec![SortKey::Name] />
                <th role="columnheader" scope="col" class="c-tier">
                    {t.explore.column_tier()}
                    " "
                    <span class="sub">{policy}</span>
                </th>
                <SortHead
                    explore
                    class="c-match"
                    label=Signal::derive(move || {
                        if by_estimate() { t.explore.column_match_estimate() } else { t.explore.column_match() }
                    })
                    keys=vec![SortKey::Low, SortKey::Estimate]
                />
                <th role="columnheader" scope="col" class="c-flag">
                    <span class="vh">{t.explore.column_flag()}</span>
                </th>
                <th role="columnheader" scope="col" class="c-strip">
                    <span class="vh">{t.explore.column_criteria()}</span>
                    {move || view! { <CriteriaHead weights=weights.get() /> }}
                </th>
                <SortHead explore class="c-fol num" label=t.explore.column_followers() keys=vec![SortKey::Followers] />
                <SortHead explore class="c-er num" label=t.explore.column_er() keys=vec![SortKey::Er] />
                <SortHead explore class="c-cred num" label=t.explore.column_credibility() keys=vec![SortKey::Credibility] />
                <SortHead explore class="c-cost num" label=t.explore.column_cost() keys=vec![SortKey::Price] />
            </tr>
        </thead>
    }
}

/// A head that orders the list: by its first key, or the other way round where it already does.
#[component]
fn SortHead(
    explore: Explore,
    class: &'static str,
    #[prop(into)] label: Signal<&'static str>,
    keys: Vec<SortKey>,
) -> impl IntoView {
    let first = keys[0];
    let in_force = Memo::new(move |_| {
        explore.query().with(|query| keys.contains(&query.sort.key).then_some(query.sort))
    });
    let press = move |_| {
        let sort = match in_force.get_untracked() {
            Some(sort) => Sort { descending: !sort.descending, ..sort },
            None => Sort { key: first, descending: first.starts_descending() },
        };
        explore.commit(Edit::Sort(sort));
    };
    let direction =
        move || in_force.get().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let arrow = move || {
        in_force.get().map(|sort| {
            let glyph = if sort.descending { Glyph::Down } else { Glyph::Up };
            view! { <Icon glyph /> }
        })
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=direction>
            <button type="button" class="sort" on:click=press>
                {label}
                {arrow}
            </button>
        </th>
    }
}
