//! What the page knows, in one place: stores of signals with verbs. No store has words, views or a router.
//!
//! Owners: the address owns the query ([`Explore`]), the engine the catalogue ([`CatalogueState`]), the
//! browser's storage the bookmarks, the language and the colors ([`Lists`], [`LocaleState`], [`ThemeState`]),
//! memory the notices ([`Notices`]). Nothing is copied into a second signal.

mod address;
mod carry;
mod catalogue;
mod explore;
mod follow;
mod lists;
mod locale;
mod notices;
mod pictures;
mod remote;
mod theme;

pub use crate::{
    failure::{Code, Failure},
    protocol::Format,
};
pub use address::{Address, Memory};
pub use catalogue::{CatalogueState, CatalogueStatus, Opened, Origin};
pub use explore::Explore;
pub use follow::follow;
pub use lists::{Keeping, Lists};
pub use locale::LocaleState;
pub use notices::{Notice, Notices, Removed, Toast};
pub use pictures::Pictures;
pub use remote::Remote;
pub use theme::{Theme, ThemeState};

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    client::{Client, Door},
    config::{Config, Problem, Visit},
    platform::{document, text},
    wording::Wording,
};

/// Every store; copied freely.
#[derive(Clone, Copy)]
pub struct AppState {
    /// The query and the page of results.
    pub explore: Explore,
    /// The catalogue in the engine.
    pub catalogue: CatalogueState,
    /// Bookmarks and saved queries.
    pub lists: Lists,
    /// The language in force.
    pub locale: LocaleState,
    /// The colors in force.
    pub theme: ThemeState,
    /// Notices and announcements.
    pub notices: Notices,
    /// Pictures of profiles.
    pub pictures: Pictures,
    config: StoredValue<Arc<Config>>,
    client: StoredValue<Client, LocalStorage>,
}

/// What a start needs and takes a moment to get. The engine starts while the configuration is fetched.
pub struct Boot {
    client: Client,
    config: Config,
    problem: Option<Problem>,
    visit: Visit,
}

impl Boot {
    /// Starts the engine's worker and fetches `accord.json`; never fails.
    pub async fn load() -> Self {
        let client = Client::start(vec![Door::beside()]);
        let visit = Visit::parse(&document::search());
        let (config, problem) = match text::fetch("accord.json").await {
            Ok(text) => Config::parse(&text),
            Err(failure) => (Config::default(), Some(Problem::Missing(failure))),
        };
        Self { client, config, problem, visit }
    }
}

impl AppState {
    /// Makes the stores; call it once, inside the reactive owner that should keep them.
    pub fn start(boot: Boot, address: impl Address + 'static) -> Self {
        let Boot { client, config, problem, visit } = boot;
        let origins = (!config.data_origins.is_empty()).then(|| config.data_origins.clone());
        client.configure(config.fx.clone(), &config.policy.to_string(), origins);
        let notices = Notices::new();
        let catalogue = CatalogueState::new(client.clone(), notices);
        let wording = Wording::new(config.policy, config.brief.clone());
        let explore = Explore::new(client.clone(), Box::new(address), wording, catalogue.version(), notices);
        let config = Arc::new(config);
        let this = Self {
            explore,
            catalogue,
            lists: Lists::new(notices),
            locale: LocaleState::new(visit.language.as_deref(), config.language.as_deref()),
            theme: ThemeState::new(),
            notices,
            pictures: Pictures::new(config.clone()),
            config: StoredValue::new(config),
            client: StoredValue::new_local(client),
        };
        catalogue.open_configured(&this.config(), &visit.data);
        if let Some(problem) = problem {
            notices.tell(Notice::Configuration(problem));
        }
        // A new catalogue is asked the query in force.
        Effect::new(move |_| {
            if catalogue.version().get() > 0 {
                explore.ask(false);
            }
        });
        this
    }

    /// The host's configuration.
    pub fn config(self) -> Arc<Config> {
        self.config.get_value()
    }
}

/// Makes the stores available below the owner at hand.
pub fn provide_app(state: AppState) {
    provide_context(state);
}

/// The stores. Call it in the body of a component.
///
/// # Panics
/// Where no [`provide_app`] is above, which is a mistake in the page's making.
pub fn use_app() -> AppState {
    use_context().expect("the app provides its state above every component")
}
