//! An address that leads nowhere.

use leptos::prelude::*;

use crate::{i18n::use_text, route::Route, state::use_app, ui::url::use_links};

/// Says that there is no such page, and leads back.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let back = move || links.href(Route::Explore, &app.explore.text());
    view! {
        <div class="sheet">
            <h1 tabindex="-1">{t.common.not_found_title()}</h1>
            <p class="verdict">{t.common.not_found_body()}</p>
            <p>
                <a class="button" href=back>
                    {t.common.back_to_explore()}
                </a>
            </p>
        </div>
    }
}
