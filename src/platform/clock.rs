//! The time of day, as the reader's machine has it.

use js_sys::Date;

/// Milliseconds since 1970.
pub fn now() -> u64 {
    Date::now().max(0.0) as u64
}

/// Today where the reader is (ISO 8601).
pub fn today() -> String {
    let date = Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
