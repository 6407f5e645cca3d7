//! Who it is: name, account, place, rank, and the two buttons.

use std::sync::Arc;

use leptos::{ev::MouseEvent, html, prelude::*};

use crate::{
    domain::{answer::Explanation, profile::Profile, query::Edit},
    i18n::use_text,
    lists::Card,
    route::Route,
    state::use_app,
    ui::{
        kit::icon::{Glyph, Icon},
        parts::{
            compare_full::{COMPARE_FULL, compare_full},
            portrait::portrait,
        },
        url::use_links,
    },
};

/// The head of the page.
pub(super) fn head(
    profile: Arc<Profile>,
    explanation: Signal<Option<Explanation>>,
    held_focus: StoredValue<bool>,
) -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && held_focus.get_value()
        {
            held_focus.set_value(false);
            heading.focus().ok();
        }
    });
    let back = move || {
        let query = app.explore.query().get().apply(Edit::Select(None));
        links.href(Route::Explore, &app.explore.print(&query))
    };
    let rank = move || {
        explanation.with(|known| {
            known.as_ref().map(|known| match known.rank {
                Some(rank) => t.profile.ranked(&t.ordinal(rank as u64), &t.integer(known.total as u64)),
                None => t.profile.filtered().to_owned(),
            })
        })
    };
    let name = profile.display_name().to_owned();
    let mut about = Vec::new();
    about.extend(profile.handle.as_deref().map(|handle| format!("@{handle}")));
    about.push(profile.network.label().to_owned());
    let place: Vec<String> = profile
        .city
        .clone()
        .into_iter()
        .chain(profile.country.map(|code| t.country(code.as_str())))
        .collect();
    if !place.is_empty() {
        about.push(place.join(", "));
    }
    about.extend(profile.language.as_deref().map(|tag| t.language(tag)));
    if profile.verified == Some(true) {
        about.push(t.profile.verified().to_owned());
    }
    let account = profile.url.clone().filter(|url| is_web(url)).map(|url| {
        view! {
            " · "
            <a href=url rel="noopener noreferrer nofollow external" target="_blank">
                {t.profile.on_network(profile.network.label())}
            </a>
        }
    });
    let bio = profile.bio.clone().filter(|bio| !bio.trim().is_empty());
    let card = Card {
        id: profile.id.clone(),
        network: profile.network,
        handle: profile.handle.clone(),
        name: name.clone(),
    };
    let (compare, compare_why) = compare_button(profile.id.clone(), &name);
    view! {
        <p class="crumb">
            <a href=back>"← " {t.common.explore()}</a>
            <span class="sub">{rank}</span>
        </p>
        <header class="profile-head">
            {portrait(app.pictures.of(profile.avatar.as_deref()), &name)}
            <div class="profile-head__who">
                <h1 node_ref=heading tabindex="-1" dir="auto">{name.clone()}</h1>
                <p class="sub">{about.join(" · ")} {account}</p>
            </div>
            <div class="profile-head__acts">
                <button
                    type="button"
                    class="button"
                    aria-label=t.common.bookmark(&name)
                    aria-pressed={
                        let id = profile.id.clone();
                        move || if app.lists.contains(&id) { "true" } else { "false" }
                    }
                    on:click=move |_| app.lists.toggle(&card)
                >
                    <Icon glyph=Glyph::Bookmark />
                </button>
                {compare}
            </div>
            {compare_why}
        </header>
        {bio.map(|bio| view! { <p class="profile-bio">{bio}</p> })}
    }
}

/// The button, and why it cannot add the profile where it cannot.
fn compare_button(id: String, name: &str) -> (impl IntoView + use<>, impl IntoView + use<>) {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let query = app.explore.query();
    let id = StoredValue::new(id);
    let is_in = Memo::new(move |_| query.with(|query| id.with_value(|id| query.ids.contains(id))));
    let is_barred = Memo::new(move |_| query.with(|query| id.with_value(|id| !query.can_compare(id))));
    let press = move |_: MouseEvent| {
        if !is_barred.get_untracked() {
            app.explore.commit(Edit::Compare(id.get_value(), !is_in.get_untracked()));
        }
    };
    let button = view! {
        <button
            type="button"
            class="button"
            aria-label=t.common.compare_profile(name)
            aria-pressed=move || if is_in.get() { "true" } else { "false" }
            aria-disabled=move || is_barred.get().then_some("true")
            aria-describedby=move || is_barred.get().then_some(COMPARE_FULL)
            on:click=press
        >
            {move || if is_in.get() { t.profile.compare_in() } else { t.profile.compare_add() }}
        </button>
    };
    let comparison = move || links.href(Route::Compare, &app.explore.text());
    let why = move || {
        is_barred.get().then(|| {
            view! {
                <div class="profile-head__full">
                    {compare_full()}
                    <a class="link" href=comparison>{t.profile.compare_open()}</a>
                </div>
            }
        })
    };
    (button, why)
}

/// Links from data may only lead to the web.
fn is_web(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web("https://example.org/@a"));
        assert!(is_web("HTTP://example.org"));
        for url in ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://a"] {
            assert!(!is_web(url), "{url}");
        }
    }
}
