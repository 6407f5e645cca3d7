//! Light or dark; storage owns the choice, the document's root carries it as `data-theme`.

use leptos::prelude::*;

use crate::platform::{document, preference};

/// The reader's choice of colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in storage and in `data-theme`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

const SAVED: &str = "theme";

/// The colors in force.
#[derive(Debug, Clone, Copy)]
pub struct ThemeState {
    theme: RwSignal<Theme>,
}

impl ThemeState {
    pub(super) fn new() -> Self {
        let saved = preference::get(SAVED);
        let theme = Theme::ALL.into_iter().find(|theme| Some(theme.as_str()) == saved.as_deref());
        let state = Self { theme: RwSignal::new(theme.unwrap_or_default()) };
        state.apply();
        state
    }

    /// The choice in force.
    pub fn get(self) -> Theme {
        self.theme.get()
    }

    /// The choice as a signal.
    pub fn signal(self) -> Signal<Theme> {
        self.theme.into()
    }

    /// The reader's own choice; remembered.
    pub fn choose(self, theme: Theme) {
        preference::set(SAVED, theme.as_str());
        self.theme.set(theme);
        self.apply();
    }

    fn apply(self) {
        match self.theme.get_untracked() {
            Theme::System => document::set_root_attribute("data-theme", None),
            chosen => document::set_root_attribute("data-theme", Some(chosen.as_str())),
        }
    }
}
