//! Who it is at a glance: the picture where the host's configuration allows one, else initials.
//!
//! Decoration: the name always stands beside it in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::said::initials;

/// A picture that is being loaded or there, as [`crate::state::Pictures::of`] gives it.
pub type Picture = Option<Signal<Option<Arc<str>>>>;

/// The portrait of a profile's own page.
pub fn portrait(picture: Picture, name: &str) -> impl IntoView + use<> {
    let initials = initials(name);
    view! {
        <span class="avatar" aria-hidden="true">
            {move || image(picture).unwrap_or_else(|| initials.clone().into_any())}
        </span>
    }
}

/// A small portrait beside a name, where there is a picture; initials would only repeat the name.
pub fn small_portrait(picture: Picture) -> impl IntoView + use<> {
    move || {
        image(picture).map(|image| view! { <span class="avatar avatar--s" aria-hidden="true">{image}</span> })
    }
}

fn image(picture: Picture) -> Option<AnyView> {
    let data = picture?.get()?;
    Some(view! { <img src=data.to_string() alt="" /> }.into_any())
}
