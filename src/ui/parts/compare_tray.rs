//! The profiles picked for a comparison, at the foot of the list.

use std::sync::Arc;

use leptos::{prelude::*, wasm_split::SplitLoaderError};

use super::{compare_full::compare_full, deferred::Deferred};
use crate::{
    domain::{
        answer::Page,
        query::{Edit, Query},
    },
    i18n::use_text,
    state::Explore,
    ui::kit::{icon::Glyph, icon_button::IconButton},
};

/// The tray; nothing where nothing is picked.
#[component]
pub fn CompareTray(
    /// Where edits go.
    explore: Explore,
    /// The latest answer, which knows the names of most.
    page: Signal<Option<Arc<Page>>>,
    /// Address of the comparison.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    let is_used = Memo::new(move |_| explore.query().with(|query| !query.ids.is_empty()));
    move || {
        is_used.get().then(|| {
            view! { <Deferred fetch make=move || tray(explore, page, href) lines=0 place=|note| note before=|| () /> }
        })
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the function that the attribute makes of it can fail")]
#[leptos::wasm_split::wasm_split(deferred, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
fn tray(
    explore: Explore,
    page: Signal<Option<Arc<Page>>>,
    href: Signal<String>,
) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <Tray explore page href /> }.into_any())
}

#[component]
fn Tray(explore: Explore, page: Signal<Option<Arc<Page>>>, href: Signal<String>) -> impl IntoView {
    let t = use_text();
    let ids = Memo::new(move |_| explore.query().with(|query| query.ids.clone()));
    let profiles = explore.profiles(ids.into());
    let name = move |id: &str| {
        let in_list = page.with(|page| {
            page.as_ref()
                .and_then(|page| page.rows.iter().find(|row| row.id == id).map(|row| row.name.clone()))
        });
        in_list
            .or_else(|| {
                profiles.with(|profiles| {
                    let known = profiles.latest()?.iter().flatten().find(|profile| profile.id == id)?;
                    Some(known.display_name().to_owned())
                })
            })
            .unwrap_or_else(|| id.to_owned())
    };
    let items = move || {
        ids.get()
            .into_iter()
            .map(|id| {
                let name = name(&id);
                view! {
                    <li>
                        {name.clone()}
                        <IconButton
                            glyph=Glyph::Close
                            label=t.explore.uncompare(&name)
                            on_press=move |()| explore.commit(Edit::Compare(id.clone(), false))
                        />
                    </li>
                }
            })
            .collect_view()
    };
    let is_full = Memo::new(move |_| ids.with(Vec::len) >= Query::MAX_COMPARED);
    let count = move || t.integer(ids.with(Vec::len) as u64);
    let go = move || {
        if ids.with(Vec::len) < 2 {
            view! { <span class="sub">{t.explore.one_more()}</span> }.into_any()
        } else {
            view! {
                <a class="button button--primary" href=href>
                    {move || t.explore.compare_count(&count())}
                </a>
            }
            .into_any()
        }
    };
    view! {
        <section class="tray" aria-label=t.explore.tray()>
            <ul>{items}</ul>
            {move || is_full.get().then(compare_full)}
            {go}
        </section>
    }
}
