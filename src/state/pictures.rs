//! Pictures of profiles, from the hosts that the configuration names and from no other: loading one tells its
//! host who is looked at.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use crate::{
    config::Config,
    platform::{document, picture, task},
};

/// Pictures that are kept; more of them make room by starting over.
const MOST_KEPT: usize = 300;

/// A picture as an address that carries its bytes; `None` while it is loaded and where there is none.
type Picture = ArcRwSignal<Option<Arc<str>>>;

/// The pictures loaded so far. Memory owns them.
#[derive(Clone, Copy)]
pub struct Pictures {
    config: StoredValue<Arc<Config>>,
    kept: StoredValue<BTreeMap<String, Picture>>,
}

impl Pictures {
    pub(super) fn new(config: Arc<Config>) -> Self {
        Self { config: StoredValue::new(config), kept: StoredValue::new(BTreeMap::new()) }
    }

    /// The picture at a profile's `avatar` address, loaded once; `None` where its host is not configured.
    pub fn of(self, avatar: Option<&str>) -> Option<Signal<Option<Arc<str>>>> {
        let address = self.allowed(avatar?)?;
        if let Some(picture) = self.kept.with_value(|kept| kept.get(&address).cloned()) {
            return Some(picture.into());
        }
        let picture = Picture::new(None);
        self.kept.update_value(|kept| {
            if kept.len() >= MOST_KEPT {
                kept.clear();
            }
            kept.insert(address.clone(), picture.clone());
        });
        let loaded = picture.clone();
        task::spawn(async move {
            if let Some(data) = picture::load(&address).await {
                loaded.set(Some(data.into()));
            }
        });
        Some(picture.into())
    }

    fn allowed(self, avatar: &str) -> Option<String> {
        if self.config.with_value(|config| config.image_hosts.is_empty()) {
            return None;
        }
        // The page's policy lets it fetch from its own place and over https, from nowhere else.
        let resolved =
            document::resolve(avatar).filter(|url| url.is_own || url.href.starts_with("https:"))?;
        self.config.with_value(|config| config.allows_image_host(&resolved.host)).then_some(resolved.href)
    }
}
