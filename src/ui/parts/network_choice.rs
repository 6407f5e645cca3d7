//! Which network the profiles of a file are on.

use leptos::prelude::*;

use crate::{
    domain::network::Network,
    i18n::use_text,
    state::CatalogueState,
    ui::kit::field::{Choice, Select},
};

/// Which network the profiles of a file are on, where the file does not say.
#[component]
pub fn NetworkChoice(
    /// What opens the file again.
    catalogue: CatalogueState,
) -> impl IntoView {
    let t = use_text();
    let mut choices = vec![Choice::new("", t.explore.choose_network())];
    choices.extend(Network::ALL.map(|network| Choice::new(network.as_str(), network.label())));
    let choose = move |slug: String| {
        if let Ok(network) = slug.parse::<Network>() {
            catalogue.open_as(network);
        }
    };
    view! { <Select label=t.explore.network_of_file() choices value=String::new() on_choose=choose /> }
}
