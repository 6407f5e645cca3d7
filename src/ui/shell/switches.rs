//! The switches for language and colors.

use leptos::prelude::*;

use crate::{
    i18n::{Locale, use_text},
    platform::media,
    state::{Theme, use_app},
    ui::{
        kit::icon::{Glyph, Icon},
        url::use_links,
    },
};

/// Id prefix of the buttons, so that the focus survives the page's rebuilding in the other language.
const LANGUAGE: &str = "language";

/// One button a language.
#[component]
pub(super) fn LanguageSwitch() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let links = use_links();
    let choose = move |locale: Locale| {
        if locale == t.locale {
            return;
        }
        let scrolled = window().scroll_y().unwrap_or(0.0);
        links.say_language(locale);
        app.locale.choose(locale);
        request_animation_frame(move || {
            let button = document().get_element_by_id(&format!("{LANGUAGE}-{}", locale.as_str()));
            if let Some(button) = button.and_then(|button| {
                use wasm_bindgen::JsCast as _;
                button.dyn_into::<web_sys::HtmlElement>().ok()
            }) {
                button.focus().ok();
            }
            window().scroll_to_with_x_and_y(0.0, scrolled);
        });
    };
    let buttons = Locale::ALL
        .into_iter()
        .map(|locale| {
            view! {
                <button
                    type="button"
                    id=format!("{LANGUAGE}-{}", locale.as_str())
                    lang=locale.as_str()
                    aria-pressed=if locale == t.locale { "true" } else { "false" }
                    on:click=move |_| choose(locale)
                >
                    {locale.as_str()}
                    <span class="vh">{format!(", {}", locale.own_name())}</span>
                </button>
            }
        })
        .collect_view();
    view! { <div class="shell__lang" role="group" aria-label=t.common.language()>{buttons}</div> }
}

/// Dark or light; until it is pressed, the system decides.
#[component]
pub(super) fn ThemeSwitch() -> impl IntoView {
    let t = use_text();
    let theme = use_app().theme;
    let is_dark = move || match theme.get() {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => media::matches("(prefers-color-scheme: dark)"),
    };
    view! {
        <button
            type="button"
            class="icon-button theme-switch"
            aria-label=t.common.theme_dark()
            title=t.common.theme_dark()
            aria-pressed=move || if is_dark() { "true" } else { "false" }
            on:click=move |_| theme.choose(if is_dark() { Theme::Light } else { Theme::Dark })
        >
            <Icon glyph=Glyph::Theme />
        </button>
    }
}
