//! Every word on the surface, typed: French and English from `locales/{fr,en}/*.json`.
//!
//! A file is a namespace: `locales/fr/explore.json` beside `locales/en/explore.json`; its keys become methods.
//! A key that one language lacks, or whose arguments differ, does not compile. Three forms:
//!
//! ```json
//! { "title": "Découvrir",
//!   "remove": "Retirer : {name}",
//!   "profiles": { "one": "{n} profil", "other": "{n} profils" },
//!   "tiers": { "nano": "Nano", "micro": "Micro" } }
//! ```
//!
//! ```ignore
//! let t = use_text();                                // once, at the top of a component
//! t.explore.title()                                  // &'static str
//! t.explore.remove(&name)                            // String; arguments are &str, in alphabetical order
//! t.explore.profiles(total, &t.integer(total))       // the count chooses the form, then the arguments
//! t.names.tiers("nano")                              // Option<&'static str>, for closed lists
//! t.integer(1_234_567)                               // numbers, money, dates, places: see `number`
//! ```
//!
//! A text is a plain value, not a signal: the page is built anew when the language changes, which happens
//! once in a while, so that the thousand other updates carry no closure for it.
//!
//! No i18n crate: those that check at compile time render through their own view types and bring a locale
//! machine (`icu`, cookies, storage, head tags) that the state already has; here a text costs its bytes, and a
//! sentence with arguments one call. The files stay the translator's.

#[cfg(feature = "view")]
pub mod number;
#[cfg(feature = "view")]
mod sentence;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Locale {
    /// French, the first language.
    #[default]
    Fr,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The BCP 47 tag, as in `?lang=` and `<html lang>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// The tag that numbers and dates are written by.
    pub const fn number_tag(self) -> &'static str {
        match self {
            Self::Fr => "fr-FR",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag, whatever its region: `fr-CA` is French.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|locale| locale.as_str().eq_ignore_ascii_case(primary))
    }

    /// The first tag that names a language of the page; French where none does. Tags come in the order of
    /// their say: the address, the saved choice, the host's configuration, the browser.
    pub fn negotiate<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::of_tag).unwrap_or_default()
    }

    /// The form of a counted noun: French says "0 profil", English "0 profiles".
    pub const fn plural(self, count: u64) -> Plural {
        match (self, count) {
            (Self::Fr, 0 | 1) | (Self::En, 1) => Plural::One,
            _ => Plural::Other,
        }
    }
}

/// The forms of a counted noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// The singular.
    One,
    /// Everything else.
    Other,
}

#[cfg(feature = "view")]
#[expect(clippy::match_same_arms, reason = "one arm a language, also where both say the same")]
#[allow(clippy::doc_markdown, reason = "the documentation of a text is the text")]
#[allow(clippy::unreadable_literal, reason = "which parts are arguments, a bit each")]
mod texts {
    use super::{Locale, Plural, sentence::sentence};

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

#[cfg(feature = "view")]
pub use texts::*;

/// The texts in the reader's language, as the nearest provider gave them.
#[cfg(feature = "ui")]
pub fn use_text() -> Text {
    leptos::prelude::use_context().unwrap_or_else(|| Text::of(Locale::default()))
}

#[cfg(test)]
mod tests;
