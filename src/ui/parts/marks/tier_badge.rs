//! The size tier: five rising steps and its name.

use leptos::prelude::*;

use super::plain;
use crate::{domain::tier::Tier, i18n::use_text, ui::still::still};

/// The tier. Its policy must be named near the first use.
#[component]
pub fn TierBadge(
    /// The tier; `None` where followers are unknown.
    tier: Option<Tier>,
) -> impl IntoView {
    let t = use_text();
    still(move || plain::tier_badge(t, tier))
}
