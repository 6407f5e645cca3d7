//! Accord finds the right creators for a brand, in the browser, and explains every number.
//!
//! The way of the data is one direction: bytes → [`intake`] → profiles → [`engine`] → page → views.
//! Layers point one way: [`archive`] ← [`domain`] ← [`store`] ← [`intake`], [`engine`] ← `worker`/`client` ← `state` ←
//! `ui` ← `app`.

pub mod archive;
pub mod domain;
pub mod failure;
pub mod draw;
pub mod engine;
pub mod store;
pub mod intake;
pub mod lists;
pub mod protocol;
pub mod config;
pub mod route;
pub mod wording;
pub mod export;
pub mod session;
pub mod rest;
#[cfg(any(feature = "ui", feature = "split"))]
pub mod split;
pub mod module;
pub mod worker;
#[cfg(feature = "view")]
pub mod platform;
pub mod client;
#[cfg(feature = "ui")]
pub mod state;
pub mod i18n;
#[cfg(feature = "view")]
pub mod ui;
pub mod widget;
