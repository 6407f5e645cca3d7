//! One profile, as a row or as a card, made of the page's marks.

use std::collections::BTreeSet;

use leptos::{ev::MouseEvent, prelude::*};

use crate::{
    domain::answer::Row,
    draw::match_bar::Bounds,
    i18n::{Text, use_text},
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        parts::{
            marks::{CharacterMark, MatchLine, TierBadge},
            portrait::initials,
            profile_table::reason,
        },
    },
    widget::{Layout, Options, Teller},
};

/// Which profiles carry a mark of the visitor. The host page owns both sets; nothing is stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked {
    bookmarks: RwSignal<BTreeSet<String>>,
    compared: RwSignal<BTreeSet<String>>,
}

impl Marked {
    /// The sets as the host page gives them, and gives them anew.
    pub(super) fn of(options: Signal<Options>) -> Self {
        let this = Self { bookmarks: RwSignal::default(), compared: RwSignal::default() };
        Effect::new(move |_| {
            options.with(|options| {
                this.bookmarks.set(options.bookmarks.iter().cloned().collect());
                this.compared.set(options.compared.iter().cloned().collect());
            });
        });
        this
    }
}

/// Adds or takes away, where the host page lets it happen.
fn switch(set: RwSignal<BTreeSet<String>>, name: &str, teller: Teller, row: &Row) {
    let on = !set.with_untracked(|set| set.contains(&row.id));
    if teller.switch(name, row, on) {
        set.update(|set| {
            if on {
                set.insert(row.id.clone());
            } else {
                set.remove(&row.id);
            }
        });
    }
}

/// A profile.
#[component]
pub(super) fn Item(
    options: Signal<Options>,
    teller: Teller,
    marked: Marked,
    layout: Signal<Layout>,
    /// Where its page is, if the host names the app.
    href: Signal<Option<String>>,
    /// Its rank from 0, its numbers, and whether anything is asked of it.
    found: Signal<Option<(usize, Row, bool)>>,
) -> impl IntoView {
    let t = use_text();
    let shows = Memo::new(move |_| options.with(|options| (options.bookmark, options.compare)));
    let content = move || {
        let layout = layout.get();
        found.get().map(|(rank, row, asked)| {
            let bounds = Bounds { low: row.low, estimate: row.estimate, high: row.high };
            let (bookmark, compare) = shows.get();
            let lead = match layout {
                Layout::List => {
                    view! { <span class="w-row__rank">{t.integer(rank as u64 + 1)}</span> }.into_any()
                }
                Layout::Cards => {
                    view! { <span class="avatar avatar--s" aria-hidden="true">{initials(&row.name)}</span> }
                        .into_any()
                }
            };
            let why = (layout == Layout::Cards).then(|| reason(t, &row)).filter(|why| !why.is_empty());
            view! {
                {lead}
                <span class="w-name">
                    {name(teller, row.clone(), href.get())}
                    <span class="sub">{account(t, &row, layout)}</span>
                </span>
                <span class="w-match" part="match">
                    <MatchLine bounds asked width=96 />
                </span>
                <span class="w-tier" part="tier">
                    <TierBadge tier=row.tier />
                    <CharacterMark character=row.character at=row.character_at tier=row.tier />
                </span>
                {why.map(|why| view! { <span class="sub w-why">{why}</span> })}
                <span class="w-acts">
                    {bookmark.then(|| bookmark_button(t, teller, marked, row.clone()))}
                    {compare.then(|| compare_box(t, teller, marked, row.clone()))}
                </span>
            }
        })
    };
    let class = move || match layout.get() {
        Layout::List => "w-row",
        Layout::Cards => "w-card",
    };
    view! { <li class=class part="item">{content}</li> }
}

/// The name: a link where there is a page behind it, else a button. Both tell the host page first, which may
/// keep the link from being followed.
fn name(teller: Teller, row: Row, href: Option<String>) -> AnyView {
    let name = row.name.clone();
    match href {
        Some(href) => {
            let to = href.clone();
            let choose = move |event: MouseEvent| {
                if !teller.select(&row, Some(&href)) {
                    event.prevent_default();
                }
            };
            view! { <a part="name" href=to target="_blank" rel="noopener" on:click=choose>{name}</a> }
                .into_any()
        }
        None => {
            let choose = move |_| {
                teller.select(&row, None);
            };
            view! { <button type="button" part="name" class="w-choose" on:click=choose>{name}</button> }
                .into_any()
        }
    }
}

/// The network and the followers in a row, the network and the account on a card.
fn account(t: Text, row: &Row, layout: Layout) -> String {
    let network = row.network.label();
    match (layout, &row.handle) {
        (Layout::Cards, Some(handle)) => format!("{network} · @{handle}"),
        (Layout::Cards, None) => network.to_owned(),
        (Layout::List, _) => {
            let followers = row.followers.map_or_else(
                || t.explore.followers_unknown().to_owned(),
                |followers| t.explore.followers(followers, &t.integer(followers)),
            );
            format!("{network} · {followers}")
        }
    }
}

fn bookmark_button(t: Text, teller: Teller, marked: Marked, row: Row) -> impl IntoView {
    let set = marked.bookmarks;
    let id = row.id.clone();
    view! {
        <span part="bookmark">
            <IconButton
                glyph=Glyph::Bookmark
                label=t.common.bookmark(&row.name)
                pressed=Signal::derive(move || set.with(|set| set.contains(&id)))
                on_press=move |()| switch(set, "bookmark", teller, &row)
            />
        </span>
    }
}

fn compare_box(t: Text, teller: Teller, marked: Marked, row: Row) -> impl IntoView {
    let set = marked.compared;
    let id = row.id.clone();
    let is_picked = move || set.with(|set| set.contains(&id));
    let label = t.common.compare_profile(&row.name);
    let pick = move |event| {
        switch(set, "compare", teller, &row);
        // A host page that does not let it happen gets the box back as it was.
        let is_in = set.with_untracked(|set| set.contains(&row.id));
        event_target::<web_sys::HtmlInputElement>(&event).set_checked(is_in);
    };
    view! {
        <label class="target" part="compare">
            <input type="checkbox" aria-label=label prop:checked=is_picked on:change=pick />
        </label>
    }
}
