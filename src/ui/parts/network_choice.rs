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
    /// The file or address that it is asked of, where other data is open; else it is asked of all that did not open.
    #[prop(optional, into)]
    subject: Option<String>,
) -> impl IntoView {
    let t = use_text();
    let label = match &subject {
        Some(name) => t.explore.network_of(name),
        None => t.explore.network_of_file().to_owned(),
    };
    let mut choices = vec![Choice::new("", t.explore.choose_network())];
    choices.extend(Network::ALL.map(|network| Choice::new(network.as_str(), network.label())));
    let choose = move |slug: String| {
        if let Ok(network) = slug.parse::<Network>() {
            match &subject {
                Some(subject) => catalogue.reopen_as(network, subject),
                None => catalogue.open_as(network),
            }
        }
    };
    view! { <Select label choices value=String::new() on_choose=choose /> }
}
