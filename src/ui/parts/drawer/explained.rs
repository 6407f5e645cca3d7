//! A profile explained: who it is, the evidence, and what can be done with it.
//!
//! On a small screen nobody sees it before asking for it, and on a large one it comes right after the list: its
//! code is fetched after the first results.

mod evidence;

use leptos::{prelude::*, wasm_split::SplitLoaderError};

use self::evidence::Evidence;
use super::DrawerLinks;
use crate::{
    domain::{answer::Explanation, network::Network, profile::Profile},
    i18n::{Text, use_text},
    lists::Card,
    state::{Lists, Pictures},
    ui::{
        kit::{icon::Glyph, icon_button::IconButton},
        parts::portrait::small_portrait,
    },
};

/// What is explained, and with what.
#[derive(Clone)]
pub(super) struct Subject {
    pub(super) profile: Profile,
    pub(super) explanation: Memo<Option<Explanation>>,
    /// The name of the tier policy in force.
    pub(super) policy: Memo<String>,
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
    let Subject { profile, explanation, policy, lists, pictures, links, close } = subject;
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
