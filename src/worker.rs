//! The worker's side of the conversation: a desk that answers calls, and the browser's part around it.

mod desk;
#[cfg(any(test, feature = "module"))]
#[cfg_attr(
    not(feature = "module"),
    allow(dead_code, reason = "conversations without a browser need a part of it")
)]
mod source;
#[cfg(feature = "module")]
mod bytes;
#[cfg(feature = "module")]
mod host;
#[cfg(feature = "module")]
mod files;
#[cfg(feature = "module")]
mod keep;
#[cfg(feature = "module")]
pub mod load;
#[cfg(feature = "module")]
mod opened;
#[cfg(feature = "module")]
mod pause;
#[cfg(feature = "module")]
mod relay;
#[cfg(feature = "module")]
mod rest;

pub use desk::Desk;
#[cfg(feature = "module")]
pub use host::serve;
