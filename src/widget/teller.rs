//! What an element tells its host page: one function of JavaScript, which makes an event of it.

use js_sys::Function;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::domain::{
    answer::{Page, Row},
    network::Network,
    tier::Tier,
};

/// The way to the host page; copied freely.
#[derive(Debug, Clone, Copy)]
pub struct Teller(StoredValue<Function, LocalStorage>);

/// A profile in the detail of an event.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    id: &'a str,
    network: Network,
    handle: Option<&'a str>,
    name: &'a str,
    tier: Option<Tier>,
    followers: Option<u64>,
    low: u16,
    estimate: u16,
    high: u16,
    coverage: u16,
}

impl<'a> Told<'a> {
    pub(super) fn of(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            network: row.network,
            handle: row.handle.as_deref(),
            name: &row.name,
            tier: row.tier,
            followers: row.followers,
            low: row.low,
            estimate: row.estimate,
            high: row.high,
            coverage: row.coverage,
        }
    }
}

#[derive(Serialize)]
struct Ready<'a> {
    /// Profiles that pass the filters.
    total: usize,
    /// Profiles in the data.
    profiles: usize,
    rows: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Selected<'a> {
    profile: Told<'a>,
    /// Where the link leads, if there is one.
    href: Option<&'a str>,
}

#[derive(Serialize)]
struct Switched<'a> {
    profile: Told<'a>,
    /// The new state.
    on: bool,
}

#[derive(Serialize)]
struct Failed<'a> {
    code: &'a str,
    message: &'a str,
}

impl Teller {
    /// `function` gets the name of an event and its detail as JSON, and returns whether the host lets happen
    /// what it is told of. Call this inside the owner that should keep it.
    pub fn new(function: Function) -> Self {
        Self(StoredValue::new_local(function))
    }

    /// An answer is on the page.
    pub(super) fn ready(self, page: &Page, profiles: usize) {
        let rows = page.rows.iter().map(Told::of).collect();
        self.tell("ready", &Ready { total: page.total, profiles, rows });
    }

    /// A profile was chosen.
    pub(super) fn select(self, row: &Row, href: Option<&str>) -> bool {
        self.tell("select", &Selected { profile: Told::of(row), href })
    }

    /// A profile is to be bookmarked or not (`bookmark`), compared or not (`compare`).
    pub(super) fn switch(self, name: &str, row: &Row, on: bool) -> bool {
        self.tell(name, &Switched { profile: Told::of(row), on })
    }

    /// Something went wrong.
    pub(super) fn error(self, code: &str, message: &str) {
        self.tell("error", &Failed { code, message });
    }

    fn tell(self, name: &str, detail: &impl Serialize) -> bool {
        let detail = serde_json::to_string(detail).unwrap_or_default();
        let answer =
            self.0.try_with_value(|tell| tell.call2(&JsValue::UNDEFINED, &name.into(), &detail.into()));
        // The element's class catches what listeners throw; a page that is gone has no objections.
        !matches!(answer, Some(Ok(allowed)) if allowed.is_falsy())
    }
}
