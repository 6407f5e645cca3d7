//! Declared labels and causes: a closed list, so that nothing sensitive can enter as a label.
//!
//! Religion, politics, origin, health and sexuality have no slug here; whatever is not listed is dropped and
//! counted by the intake.

/// Slugs of the labels, in alphabetical order.
pub const LABELS: [&str; 12] = [
    "charity",
    "cruelty-free",
    "eco",
    "fair-trade",
    "inclusive",
    "local",
    "made-in-france",
    "organic",
    "responsible-influence",
    "second-hand",
    "vegan",
    "zero-waste",
];

/// Whether the slug belongs to the list.
pub fn is_label(slug: &str) -> bool {
    LABELS.binary_search(&slug).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(LABELS.is_sorted());
        assert!(LABELS.iter().all(|slug| is_label(slug)));
    }
}
