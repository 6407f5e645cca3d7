//! The doors to the browser, each small and named for what the page wants of it.
//!
//! Nothing here knows profiles, queries or signals. A browser that closes a door (private mode, a full disk, a
//! policy) makes a value that says so, never a panic.

pub mod address_bar;
pub mod clipboard;
pub mod clock;
pub mod document;
pub mod file;
pub mod json;
pub mod media;
#[cfg(feature = "ui")]
pub mod picture;
pub mod preference;
#[cfg(feature = "ui")]
pub mod records;
pub mod tabs;
pub mod task;
#[cfg(feature = "ui")]
pub mod text;
pub mod tree;
#[cfg(feature = "ui")]
pub mod turns;
