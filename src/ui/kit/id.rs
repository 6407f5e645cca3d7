//! Ids for elements that refer to each other: unique on the page, whatever else stands on it.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// A new id that begins with `prefix`.
pub fn unique(prefix: &str) -> String {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    format!("{prefix}-{number}")
}
