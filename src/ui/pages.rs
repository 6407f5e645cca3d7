//! One page a file, as the addresses have them.

mod answers;
pub mod deferred;
pub mod explore;
pub mod profile;
pub mod compare;
pub mod lists;
pub mod data;
pub mod method;
pub mod not_found;
