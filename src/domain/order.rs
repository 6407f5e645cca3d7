//! Sorting and ordered maps through one copy of machine code: a sort compiled for every kind of item costs some
//! kilobytes each, which short lists never earn back.

use std::{cmp::Ordering, collections::BTreeMap};

/// Sorts; equal items keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted_positions(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|position| slots[position].take()));
}

/// Sorts by the first number, then by the second, then by the third.
#[inline(never)]
pub fn sort_triples(items: &mut [[f64; 3]]) {
    items.sort_unstable_by(|a, b| {
        a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])).then(a[2].total_cmp(&b[2]))
    });
}

/// The positions `0..length` in the order of what stands there; equal ones in their own order.
pub fn sorted_positions(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// A map of pairs; of equal keys the last pair counts. `collect` gives the same, and sorts the pairs for it.
pub fn map_of<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let mut items = vec![(2, "a"), (1, "b"), (2, "c"), (1, "d")];
        sort_by(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(1, "b"), (1, "d"), (2, "a"), (2, "c")]);
    }

    #[test]
    fn a_map_is_what_collecting_gives() {
        let pairs = [("b", 1), ("a", 2), ("b", 3)];
        assert_eq!(map_of(pairs), pairs.into_iter().collect());
    }
}
