//! Sorting and ordered maps through one copy of machine code: a sort compiled for every kind of item costs some
//! kilobytes each, which short lists never earn back.

use std::{cmp::Ordering, collections::BTreeMap};

/// Sorts; equal items keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted_positions(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|position| slots[position].take()));
}

/// Sorts by the first number, then by the second, then by the third, each in the order of [`f64::total_cmp`].
pub fn sort_triples(items: &mut [[f64; 3]]) {
    as_keys(items.as_flattened_mut(), |keys| sort_key_triples(keys.as_chunks_mut().0));
}

/// Sorts by the first number, then by the second, then by the third.
#[inline(never)]
pub fn sort_key_triples(items: &mut [[u64; 3]]) {
    items.sort_unstable_by(compare_triples);
}

/// Puts the item that belongs at a position there, the lesser ones before it and the greater ones behind it.
#[inline(never)]
pub fn select_key_triple(items: &mut [[u64; 3]], position: usize) -> [u64; 3] {
    *items.select_nth_unstable_by(position, compare_triples).1
}

fn compare_triples([a, b, c]: &[u64; 3], [d, e, f]: &[u64; 3]) -> Ordering {
    (a, b, c).cmp(&(d, e, f))
}

/// Sorts whole numbers: what is compared by several values may have them in one, the first value above the others.
#[inline(never)]
pub fn sort_keys(keys: &mut [u128]) {
    keys.sort_unstable();
}

/// Sorts shorter whole numbers.
#[inline(never)]
pub fn sort_short_keys(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// Puts the key that belongs at a position there, the lesser ones before it and the greater ones behind it.
#[inline(never)]
pub fn select_short_key(keys: &mut [u64], position: usize) -> u64 {
    *keys.select_nth_unstable(position).1
}

/// Sorts numbers in the order of [`f64::total_cmp`].
#[inline(never)]
pub fn sort_numbers(numbers: &mut [f64]) {
    as_keys(numbers, sort_short_keys);
}

/// Puts the number that belongs at a position of [`sort_numbers`] there, the lesser ones before it and the greater
/// ones behind it.
pub fn select_number(numbers: &mut [f64], position: usize) -> f64 {
    as_keys(numbers, |keys| unordered(select_short_key(keys, position)))
}

/// Numbers in the form of whole ones, which are compared more quickly and by code that is there already.
fn as_keys<T>(numbers: &mut [f64], work: impl FnOnce(&mut [u64]) -> T) -> T {
    let keys: &mut [u64] = bytemuck::cast_slice_mut(numbers);
    for key in keys.iter_mut() {
        *key = ordered(f64::from_bits(*key));
    }
    let answer = work(keys);
    for key in keys.iter_mut() {
        *key = unordered(*key).to_bits();
    }
    answer
}

/// A whole number for each number, in the order of [`f64::total_cmp`].
pub const fn ordered(number: f64) -> u64 {
    const SIGN: u64 = 1 << 63;
    let bits = number.to_bits();
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

/// The number of an [`ordered`] one.
pub const fn unordered(ordered: u64) -> f64 {
    const SIGN: u64 = 1 << 63;
    f64::from_bits(if ordered & SIGN == 0 { !ordered } else { ordered & !SIGN })
}

/// The positions `0..length` in the order of what stands there; equal ones in their own order.
pub fn sorted_positions(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    // Half the code of a sort that keeps the order of equal ones by itself.
    order.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
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
    fn whole_numbers_are_in_the_order_of_their_numbers() {
        let numbers =
            [f64::NEG_INFINITY, -1.5, -0.0, 0.0, f64::MIN_POSITIVE, 1.5, f64::INFINITY, f64::NAN, -f64::NAN];
        for a in numbers {
            assert_eq!(unordered(ordered(a)).to_bits(), a.to_bits());
            for b in numbers {
                assert_eq!(ordered(a).cmp(&ordered(b)), a.total_cmp(&b), "{a} {b}");
            }
        }
    }

    #[test]
    fn numbers_are_sorted_and_selected_as_they_compare() {
        let numbers = [3.5, f64::NAN, -0.0, 0.0, f64::NEG_INFINITY, 3.5, -2.0, -f64::NAN, 1e-300];
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        let mut expected = numbers;
        expected.sort_by(f64::total_cmp);
        let mut sorted = numbers;
        sort_numbers(&mut sorted);
        assert_eq!(bits(&sorted), bits(&expected));
        for (position, number) in expected.iter().enumerate() {
            let mut some = numbers;
            let found = select_number(&mut some, position);
            assert_eq!(found.to_bits(), number.to_bits());
            some[..position].sort_by(f64::total_cmp);
            assert_eq!(bits(&some[..=position]), bits(&expected[..=position]));
        }
    }

    #[test]
    fn a_map_is_what_collecting_gives() {
        let pairs = [("b", 1), ("a", 2), ("b", 3)];
        assert_eq!(map_of(pairs), pairs.into_iter().collect());
    }
}
