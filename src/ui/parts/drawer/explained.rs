//! What the drawer says of a profile: who it is, the evidence, and what can be done with it.
//!
//! On a small screen nobody sees it before asking for it, and on a large one it comes right after the list: its
//! code is fetched after the first results.

mod evidence;

use leptos::{html, prelude::*, wasm_split::SplitLoaderError};

use self::evidence::Evidence;
use super::DrawerLinks;
use crate::{
    domain::{answer::Explanation, network::Network, profile::Profile},
    i18n::{Text, use_text},
    lists::Card,
    state::{Explore, Lists, Pictures},
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        parts::{marks::words, portrait::small_portrait, profile_table::explain_id},
    },
};

/// Which profile is explained, and with what.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub(super) explore: Explore,
    /// The profile in the drawer.
    pub(super) shown: Memo<Option<String>>,
    /// The one that the reader pointed at.
    pub(super) pointed: Memo<Option<String>>,
    /// The drawer.
    pub(super) panel: NodeRef<html::Aside>,
    pub(super) lists: Lists,
    pub(super) pictures: Pictures,
    pub(super) links: DrawerLinks,
    pub(super) close: Callback<()>,
}

/// The view.
#[allow(clippy::unnecessary_wraps, reason = "the function that the attribute makes of it can fail")]
#[leptos::wasm_split::wasm_split(deferred, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
pub(super) fn explained(subject: Subject) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <Explained subject /> }.into_any())
}

#[component]
fn Explained(subject: Subject) -> impl IntoView {
    let Subject { explore, shown, pointed, panel, close, .. } = subject;
    let t = use_text();
    let ids = Signal::derive(move || shown.get().into_iter().collect::<Vec<_>>());
    let explanations = explore.explanations(ids);
    let profiles = explore.profiles(ids);
    let explanation = Memo::new(move |_| {
        explanations.with(|answer| answer.latest().and_then(|all| all.first().cloned().flatten()))
    });
    let profile = Memo::new(move |_| {
        profiles.with(|answer| answer.latest().and_then(|all| all.first().cloned().flatten()))
    });
    let policy = Memo::new(move |_| explore.query().with(|query| words::policy_name(t, &query.policy)));
    let is_stranger = Memo::new(move |_| {
        profiles.with(|answer| answer.latest().is_some_and(|all| all.first().is_some_and(Option::is_none)))
    });
    // Whoever opened it with the keyboard goes on in it: on the way there by tab would be the whole list.
    Effect::new(move |before: Option<Option<String>>| {
        let there = profile.with(|profile| profile.as_ref().map(|profile| profile.id.clone()));
        let opened = there.filter(|id| pointed.with(|pointed| pointed.as_ref() == Some(id)));
        if let Some(id) = &opened
            && before.flatten().as_ref() != Some(id)
            && let Some(opener) = document().get_element_by_id(&explain_id(id))
            && opener.matches(":focus:focus-visible").unwrap_or(false)
            && let Some(panel) = panel.get_untracked()
        {
            panel.focus().ok();
        }
        opened
    });
    move || match profile.get() {
        Some(profile) => Some(view! { <Known subject profile explanation policy /> }.into_any()),
        None => is_stranger.get().then(|| view! { <Stranger close /> }.into_any()),
    }
}

/// In the place of a profile that the data does not have: an old link, or one from other data.
#[component]
fn Stranger(close: Callback<()>) -> impl IntoView {
    let t = use_text();
    view! {
        <header class="drawer__head">
            <h2>{t.profile.stranger_title()}</h2>
            <IconButton glyph=Glyph::Close label=t.explore.close_drawer() on_press=close />
        </header>
    }
}

#[component]
fn Known(
    subject: Subject,
    profile: Profile,
    explanation: Memo<Option<Explanation>>,
    policy: Memo<String>,
) -> impl IntoView {
    let Subject { lists, pictures, links, close, .. } = subject;
    let t = use_text();
    let name = profile.display_name().to_owned();
    let who = who(t, profile.network, profile.handle.as_deref(), profile.followers);
    let card = Card {
        id: profile.id.clone(),
        network: profile.network,
        handle: profile.handle.clone(),
        name: name.clone(),
    };
    let picture = pictures.of(profile.avatar.as_deref());
    let href = move || links.profile.run(profile.id.clone());
    let rank = move || {
        explanation.with(|explanation| {
            explanation.as_ref().map(|explanation| match explanation.rank {
                Some(rank) => {
                    t.explore.rank_of(&t.ordinal(rank as u64), &t.integer(explanation.total as u64))
                }
                None => t.explore.rank_none().to_owned(),
            })
        })
    };
    let tier = move || {
        let tier = explanation.with(|explanation| explanation.as_ref().and_then(|known| known.tier))?;
        let name = t.names.tiers(tier.as_str()).unwrap_or(tier.as_str());
        Some(t.marks.named(&t.profile.fig_tier(&policy.get()), name))
    };
    let evidence = move || explanation.get().map(|explanation| view! { <Evidence explanation /> });
    view! {
        <header class="drawer__head">
            {small_portrait(picture)}
            <div>
                <p class="sub">{rank}</p>
                <h2 dir="auto">{name}</h2>
                <p class="sub">{who}</p>
                <p class="sub">{tier}</p>
            </div>
            <IconButton glyph=Glyph::Close label=t.explore.close_drawer() on_press=close />
        </header>
        {evidence}
        <p class="drawer__foot">
            <a class="button button--primary" href=href>{t.common.open_profile()}</a>
            {links.bookmark.then(|| view! { <KeepButton lists card /> })}
        </p>
    }
}

/// Bookmarks the profile, in words.
#[component]
fn KeepButton(lists: Lists, card: Card) -> impl IntoView {
    let t = use_text();
    let id = card.id.clone();
    let is_kept = Memo::new(move |_| lists.contains(&id));
    view! {
        <button
            type="button"
            class="button"
            aria-pressed=move || if is_kept.get() { "true" } else { "false" }
            on:click=move |_| lists.toggle(&card)
        >
            {move || if is_kept.get() { t.explore.kept() } else { t.explore.keep() }}
        </button>
    }
}

fn who(t: Text, network: Network, handle: Option<&str>, followers: Option<u64>) -> String {
    let mut words = Vec::new();
    words.extend(handle.map(|handle| format!("@{handle}")));
    words.push(network.label().to_owned());
    words.push(match followers {
        Some(followers) => t.explore.followers(followers, &t.integer(followers)),
        None => t.explore.followers_unknown().to_owned(),
    });
    words.join(" · ")
}
