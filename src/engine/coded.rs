//! Lists in columns: equal lists are kept once, and each row has the code of its list.
//!
//! Whatever depends on a list alone is so computed once a distinct list instead of once a row. Lists of
//! different networks have different codes, because a missing score takes its estimate from the network.

use std::{cell::OnceCell, hash::Hasher as _, ops::Range};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::{
    archive::Archive,
    domain::{network::Network, profile::PriceKind, signals::PriceSignal},
    store::index::insert_new,
};

use super::codes::{Codes, RowCodes};

/// What lists are made of; items with the same bits are the same.
pub(super) trait Item: Copy {
    /// Takes a list into a hash.
    fn hash(list: &[Self], hasher: &mut FxHasher);
    /// Whether two lists are the same.
    fn same(one: &[Self], other: &[Self]) -> bool;
    /// Writes items, or fills them in.
    fn archive(items: &mut Vec<Self>, archive: &mut Archive<'_>);
}

impl Item for u8 {
    fn hash(list: &[Self], hasher: &mut FxHasher) {
        hasher.write(list);
    }

    fn same(one: &[Self], other: &[Self]) -> bool {
        one == other
    }

    fn archive(items: &mut Vec<Self>, archive: &mut Archive<'_>) {
        archive.column(items);
    }
}

impl Item for u32 {
    fn hash(list: &[Self], hasher: &mut FxHasher) {
        for item in list {
            hasher.write_u32(*item);
        }
    }

    fn same(one: &[Self], other: &[Self]) -> bool {
        one == other
    }

    fn archive(items: &mut Vec<Self>, archive: &mut Archive<'_>) {
        archive.column(items);
    }
}

impl Item for PriceSignal {
    fn hash(list: &[Self], hasher: &mut FxHasher) {
        list.iter().flat_map(price_bits).for_each(|word| hasher.write_u64(word));
    }

    fn same(one: &[Self], other: &[Self]) -> bool {
        one.iter().flat_map(price_bits).eq(other.iter().flat_map(price_bits))
    }

    fn archive(items: &mut Vec<Self>, archive: &mut Archive<'_>) {
        let mut n_items = items.len();
        archive.length::<[u64; 3]>(&mut n_items);
        if archive.is_reading() {
            *items = vec![Self::new(0, None, PriceKind::Quote); n_items];
        }
        // All at once would take as much memory again.
        for items in items.chunks_mut(1 << 10) {
            let mut bits: Vec<[u64; 3]> = items.iter().map(price_bits).collect();
            archive.bytes(bytemuck::cast_slice_mut(&mut bits));
            items.iter_mut().zip(bits).for_each(|(item, bits)| *item = price_of(bits));
        }
    }
}

/// Everything in a price.
fn price_bits(price: &PriceSignal) -> [u64; 3] {
    let (low, high) = price.ends().unwrap_or((f64::NAN, f64::NAN));
    [u64::from(price.format) << 8 | price.kind as u64, low.to_bits(), high.to_bits()]
}

/// The price of these bits.
fn price_of([what, low, high]: [u64; 3]) -> PriceSignal {
    let kinds = [PriceKind::Quote, PriceKind::Vendor, PriceKind::Model];
    let kind = kinds.into_iter().find(|kind| *kind as u64 == what & 0xFF).unwrap_or(PriceKind::Model);
    PriceSignal::new((what >> 8) as u8, Some((f64::from_bits(low), f64::from_bits(high))), kind)
}

/// A list a row; `None` is unknown, which an empty list need not be.
#[derive(Debug)]
pub(super) struct CodedLists<T> {
    codes: RowCodes,
    lists: Lists<T>,
    /// Of each distinct list how many rows have it, in as many digits as most need.
    n_rows: Vec<u8>,
    /// The same of those lists that [`MANY`] stands for, with their codes, ascending.
    n_many_rows: Vec<(u32, u32)>,
    /// The first row of each distinct list.
    first_rows: OnceCell<Vec<u32>>,
}

/// Stands for this many rows and more.
const MANY: u8 = u8::MAX;

/// Distinct lists.
#[derive(Debug)]
struct Lists<T> {
    /// Of each its network and whether it is known.
    kinds: Vec<u8>,
    /// Where the items of each start; they end where those of the next start.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// Where the items of a list are.
    #[inline]
    fn range(&self, code: usize) -> Range<usize> {
        let end = self.starts.get(code + 1).map_or(self.items.len(), |end| *end as usize);
        self.starts[code] as usize..end
    }

    #[inline]
    fn items(&self, code: usize) -> &[T] {
        &self.items[self.range(code)]
    }
}

/// Network and whether a list is known, in one byte.
fn kind(network: Network, is_known: bool) -> u8 {
    (network.index() as u8) << 1 | u8::from(is_known)
}

fn hash<T: Item>(kind: u8, list: &[T]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind);
    T::hash(list, &mut hasher);
    hasher.finish()
}

impl<T: Item> CodedLists<T> {
    /// Writes the lists, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { codes, lists, n_rows, n_many_rows, first_rows: _ } = self;
        codes.archive(archive);
        archive.column(&mut lists.kinds);
        archive.column(&mut lists.starts);
        T::archive(&mut lists.items, archive);
        archive.column(n_rows);
        let (mut many, mut counts): (Vec<u32>, Vec<u32>) = n_many_rows.iter().copied().unzip();
        archive.column(&mut many);
        archive.column(&mut counts);
        *n_many_rows = many.into_iter().zip(counts).collect();
    }
}

impl<T> CodedLists<T> {
    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        let Lists { kinds, starts, items } = &self.lists;
        let counts = size_of_val(&self.n_rows[..]) + size_of_val(&self.n_many_rows[..]);
        let first_rows = self.first_rows.get().map_or(0, |rows| size_of_val(&rows[..]));
        self.codes.memory()
            + size_of_val(&kinds[..])
            + size_of_val(&starts[..])
            + size_of_val(&items[..])
            + counts
            + first_rows
    }

    /// The code of each row's list.
    #[inline]
    pub(super) fn codes(&self) -> Codes<'_> {
        self.codes.read()
    }

    /// Distinct lists.
    pub(super) fn n_lists(&self) -> usize {
        self.lists.kinds.len()
    }

    /// A distinct list, where it is known.
    #[inline]
    pub(super) fn list(&self, code: usize) -> Option<&[T]> {
        (self.lists.kinds[code] & 1 == 1).then(|| self.lists.items(code))
    }

    /// The items from the first of a distinct list to the last of all lists, and how many of them are its own, where it
    /// is known: who reads many lists reads the same number of items of each.
    #[inline]
    pub(super) fn list_and_more(&self, code: usize) -> Option<(&[T], usize)> {
        let range = self.lists.range(code);
        (self.lists.kinds[code] & 1 == 1).then(|| (&self.lists.items[range.start..], range.len()))
    }

    /// Every distinct list in the order of codes, where it is known.
    pub(super) fn lists(&self) -> impl Iterator<Item = Option<&[T]>> {
        (0..self.n_lists()).map(|code| self.list(code))
    }

    /// The list of a row, where it is known.
    pub(super) fn get(&self, row: usize) -> Option<&[T]> {
        self.list(self.codes().at(row))
    }

    /// Of each distinct list in the order of codes: its network, and how many rows have it.
    pub(super) fn owners(&self) -> impl Iterator<Item = (Network, u32)> + '_ {
        let mut many = self.n_many_rows.iter().map(|(_, n_rows)| *n_rows);
        self.lists.kinds.iter().zip(&self.n_rows).map(move |(kind, n_rows)| {
            let n_rows = if *n_rows == MANY { many.next().unwrap_or_default() } else { u32::from(*n_rows) };
            (Network::ALL[usize::from(kind >> 1)], n_rows)
        })
    }

    /// A row that has it, of each distinct list in the order of codes.
    pub(super) fn first_rows(&self) -> &[u32] {
        self.first_rows.get_or_init(|| {
            let mut rows = (0u32..).zip(self.codes().iter());
            // Codes are given in the order of first rows.
            (0..self.n_lists())
                .filter_map(|code| rows.find(|(_, other)| *other == code))
                .map(|(row, _)| row)
                .collect()
        })
    }
}

/// Builds the column row by row.
#[derive(Debug)]
pub(super) struct ListCoder<T> {
    codes: RowCodes,
    lists: Lists<T>,
    /// The codes of the lists so far, by what is in the lists.
    seen: HashTable<u32>,
}

impl<T: Item> ListCoder<T> {
    /// For so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self {
            codes: RowCodes::new(n_rows),
            lists: Lists { kinds: Vec::new(), starts: Vec::new(), items: Vec::new() },
            seen: HashTable::new(),
        }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, network: Network, list: Option<&[T]>) {
        let kind = kind(network, list.is_some());
        let list = list.unwrap_or_default();
        let Self { lists, seen, .. } = self;
        let hash = hash(kind, list);
        let is_same = |code: &u32| {
            let code = *code as usize;
            lists.kinds[code] == kind && T::same(lists.items(code), list)
        };
        let known = seen.find(hash, is_same).copied();
        let code = known.unwrap_or_else(|| {
            let code = lists.kinds.len() as u32;
            lists.kinds.push(kind);
            lists.starts.push(lists.items.len() as u32);
            lists.items.extend(list);
            insert_new(seen, hash, code, &|code| {
                let code = *code as usize;
                self::hash(lists.kinds[code], lists.items(code))
            });
            code
        });
        self.codes.push(code);
    }

    /// The finished column.
    pub(super) fn finish(self) -> CodedLists<T> {
        let Self { mut codes, mut lists, seen } = self;
        drop(seen);
        lists.kinds.shrink_to_fit();
        lists.starts.shrink_to_fit();
        lists.items.shrink_to_fit();
        codes.shrink_to_fit();
        let n_lists = lists.kinds.len();
        let mut column = CodedLists {
            codes,
            lists,
            n_rows: Vec::new(),
            n_many_rows: Vec::new(),
            first_rows: OnceCell::new(),
        };
        let mut counts = vec![0u32; n_lists];
        column.codes().iter().for_each(|code| counts[code] += 1);
        let is_many = |n_rows: &u32| *n_rows >= u32::from(MANY);
        column.n_rows =
            counts.iter().map(|n_rows| if is_many(n_rows) { MANY } else { *n_rows as u8 }).collect();
        column.n_many_rows = (0u32..).zip(counts).filter(|(_, n_rows)| is_many(n_rows)).collect();
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lists_are_kept_once_and_unknown_empty_and_filled_ones_stay_apart() {
        let mut coder = ListCoder::new(0);
        let rows: [(Network, Option<&[u32]>); 6] = [
            (Network::X, Some(&[1, 2])),
            (Network::X, None),
            (Network::X, Some(&[])),
            (Network::Tiktok, Some(&[1, 2])),
            (Network::X, Some(&[2, 1])),
            (Network::X, Some(&[1, 2])),
        ];
        for (network, list) in rows {
            coder.push(network, list);
        }
        let column = coder.finish();
        assert!(column.codes().iter().eq([0, 1, 2, 3, 4, 0]));
        for (row, (_, list)) in rows.into_iter().enumerate() {
            assert_eq!(column.get(row), list);
        }
        assert_eq!(column.owners().next(), Some((Network::X, 2)));
        assert_eq!(column.first_rows(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn more_lists_than_half_a_word_counts_and_more_rows_than_a_byte_keep_their_own() {
        for n_lists in [65_536, 65_537] {
            let mut coder = ListCoder::new(0);
            let list = |row: u32| if row < 300 || row.is_multiple_of(2) { 0 } else { row };
            let n_rows = 2 * n_lists - 2 + 300;
            (0..n_rows).for_each(|row| coder.push(Network::X, Some(&[list(row)])));
            let column = coder.finish();
            assert_eq!(column.n_lists(), n_lists as usize);
            assert_eq!(matches!(column.codes(), Codes::Half(_)), n_lists == 65_536);
            for row in 0..n_rows {
                assert_eq!(column.get(row as usize), Some(&[list(row)][..]));
            }
            let owners: Vec<_> = column.owners().collect();
            assert_eq!((owners[0].1, owners[1].1), (n_rows - n_lists + 1, 1));
            assert_eq!(column.first_rows()[..3], [0, 301, 303]);
        }
    }
}
