//! A value and the time of its last change.

use serde::{Deserialize, Serialize};

/// A value and the time of its last change, in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped<T> {
    /// The value.
    pub value: T,
    /// When it was set.
    pub at: u64,
}

impl<T: Ord> Stamped<T> {
    /// A value set at a time.
    pub const fn new(value: T, at: u64) -> Self {
        Self { value, at }
    }

    /// Replaces the value. The stamp rises even where the clock went back, so that the later change wins.
    pub fn set(&mut self, value: T, now: u64) {
        if value != self.value {
            self.value = value;
            self.at = now.max(self.at.saturating_add(1));
        }
    }

    /// Takes the newer of two values; of two equally new ones the greater, so that either order of merging
    /// gives the same. Returns whether anything changed.
    pub fn merge(&mut self, other: Self) -> bool {
        let newer = (other.at, &other.value) > (self.at, &self.value);
        if newer {
            *self = other;
        }
        newer
    }
}
