//! The language in force; storage owns the choice.

use leptos::prelude::*;

use crate::{
    i18n::Locale,
    platform::{document, preference},
};

const SAVED: &str = "language";

/// The language in force; storage owns the choice.
#[derive(Debug, Clone, Copy)]
pub struct LocaleState {
    locale: RwSignal<Locale>,
}

impl LocaleState {
    /// `asked` is `?lang=`, `configured` the host's choice.
    pub(super) fn new(asked: Option<&str>, configured: Option<&str>) -> Self {
        let saved = preference::get(SAVED);
        let browser = preference::languages();
        let tags = [asked, saved.as_deref(), configured].into_iter().flatten();
        let locale = Locale::negotiate(tags.chain(browser.iter().map(String::as_str)));
        document::set_language(locale.as_str());
        Self { locale: RwSignal::new(locale) }
    }

    /// The language in force.
    pub fn get(self) -> Locale {
        self.locale.get()
    }

    /// The language in force, without following it.
    pub fn get_untracked(self) -> Locale {
        self.locale.get_untracked()
    }

    /// The language as a signal.
    pub fn signal(self) -> Signal<Locale> {
        self.locale.into()
    }

    /// The reader's own choice; remembered.
    pub fn choose(self, locale: Locale) {
        preference::set(SAVED, locale.as_str());
        document::set_language(locale.as_str());
        self.locale.set(locale);
    }
}
