//! The size tier: five rising steps and its name.

use leptos::prelude::*;

use super::Figure;
use crate::{domain::tier::Tier, draw::tier_ladder::tier_ladder, i18n::use_text};

/// The tier. Its policy must be named near the first use.
#[component]
pub fn TierBadge(
    /// The tier; `None` where followers are unknown.
    tier: Option<Tier>,
) -> impl IntoView {
    let t = use_text();
    let name = tier.map_or_else(
        || view! { <span class="unknown">{t.marks.tier_unknown()}</span> }.into_any(),
        |tier| {
            let name = t.names.tiers(tier.as_str()).unwrap_or(tier.as_str());
            view! { <span>{name}</span> }.into_any()
        },
    );
    view! {
        <span class="tier">
            <Figure drawing=tier_ladder(tier) class="tier__ladder" />
            {name}
        </span>
    }
}
