//! What people see, in three circles: `kit` knows no domain, `parts` no router, `pages` the routes.
//!
//! Views read signals and send edits; they own no state but what is open or half typed. Texts are plain
//! values of [`crate::i18n`], numbers go through it too. No style string anywhere: the page's policy forbids
//! it; sizes that are data go through `style:name=` or SVG attributes.

#[cfg(feature = "app")]
pub mod app;
pub mod kit;
#[cfg(feature = "app")]
pub mod pages;
pub mod parts;
#[cfg(feature = "app")]
pub mod shell;
#[cfg(feature = "ui")]
pub mod still;
#[cfg(feature = "app")]
pub mod url;
