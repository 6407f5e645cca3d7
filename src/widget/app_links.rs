//! Links from an element into the whole app, where the host names its address.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    i18n::Locale,
    platform::document::{Resolved, resolve},
    route::{Base, Route},
    widget::Options,
};

/// The app, and the data and language that its pages should open with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AppLinks {
    origin: String,
    base: Base,
}

impl AppLinks {
    /// The way into the app, where the host names it.
    pub(super) fn of(options: &Options) -> Option<Self> {
        Self::new(options.app.as_deref()?, options.data.source.as_deref(), options.locale)
    }

    /// `None` where `app` is no http(s) address. `source` is the element's data, if it has any.
    fn new(app: &str, source: Option<&str>, locale: Locale) -> Option<Self> {
        let Resolved { href, origin, .. } = resolve(app)?;
        let path = href.strip_prefix(&*origin)?.split(['?', '#']).next()?;
        // A folder is meant, with or without its slash.
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let slash = if path.ends_with('/') { "" } else { "/" };
        let data = source.and_then(resolve).map_or_else(String::new, |source| {
            format!("data={}&", utf8_percent_encode(&source.href, NON_ALPHANUMERIC))
        });
        let search = format!("?{data}lang={}", locale.as_str());
        Some(Self { origin, base: Base::new(&format!("{path}{slash}"), &search) })
    }

    /// The address of a page with a query's text.
    pub(super) fn href(&self, route: Route, query: &str) -> String {
        format!("{}{}", self.origin, route.href(&self.base, query))
    }
}
