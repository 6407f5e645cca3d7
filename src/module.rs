//! The engine for JavaScript: values in and out as plain objects, errors as `{ code, message }`.
//!
//! The binding itself is in the module's binary; here is what can be tested without a browser.

mod query_text;

pub use query_text::query_text;
