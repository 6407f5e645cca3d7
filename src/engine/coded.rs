//! Lists in columns: equal lists are kept once, and each row has the code of its list.
//!
//! Whatever depends on a list alone is so computed once a distinct list instead of once a row. Lists of
//! different networks have different codes, because a missing score takes its estimate from the network.

use std::{cell::OnceCell, hash::Hasher as _, ops::Range};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::domain::{
    network::Network,
    signals::{CodedShare, PriceSignal},
};

/// What lists are made of; items with the same bits are the same.
pub(super) trait Item: Copy {
    /// Everything in the item.
    fn bits(self) -> [u64; 3];
}

impl Item for u32 {
    fn bits(self) -> [u64; 3] {
        [self.into(), 0, 0]
    }
}

impl Item for CodedShare {
    fn bits(self) -> [u64; 3] {
        [self.0.into(), self.1.to_bits(), 0]
    }
}

impl Item for PriceSignal {
    fn bits(self) -> [u64; 3] {
        let bits = |end: Option<f64>| end.unwrap_or(f64::NAN).to_bits();
        [u64::from(self.format) << 8 | self.kind as u64, bits(self.low), bits(self.high)]
    }
}

/// A list a row; `None` is unknown, which an empty list need not be.
#[derive(Debug)]
pub(super) struct CodedLists<T> {
    codes: Vec<u32>,
    lists: Vec<List>,
    items: Vec<T>,
    /// What each distinct list holds; see [`Self::holdings`].
    holdings: OnceCell<Vec<u64>>,
}

/// One distinct list.
#[derive(Debug, Clone, Copy)]
struct List {
    network: Network,
    is_known: bool,
    start: u32,
    len: u32,
    first_row: u32,
    n_rows: u32,
}

impl List {
    /// Where its items are.
    fn range(self) -> Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

fn hash<T: Item>(network: Network, is_known: bool, list: &[T]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(network as u8);
    hasher.write_u8(u8::from(is_known));
    for word in list.iter().flat_map(|item| item.bits()) {
        hasher.write_u64(word);
    }
    hasher.finish()
}

impl<T> CodedLists<T> {
    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        let holdings = self.holdings.get().map_or(0, |holdings| size_of_val(&holdings[..]));
        size_of_val(&self.codes[..]) + size_of_val(&self.lists[..]) + size_of_val(&self.items[..]) + holdings
    }

    /// The code of each row's list.
    pub(super) fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// Distinct lists.
    pub(super) fn n_lists(&self) -> usize {
        self.lists.len()
    }

    /// A distinct list, where it is known.
    pub(super) fn list(&self, code: usize) -> Option<&[T]> {
        let list = &self.lists[code];
        list.is_known.then(|| &self.items[list.range()])
    }

    /// Every distinct list in the order of codes, where it is known.
    pub(super) fn lists(&self) -> impl Iterator<Item = Option<&[T]>> {
        self.lists.iter().map(|list| list.is_known.then(|| &self.items[list.range()]))
    }

    /// The list of a row, where it is known.
    pub(super) fn get(&self, row: usize) -> Option<&[T]> {
        self.list(self.codes[row] as usize)
    }

    /// Of each distinct list in the order of codes: its network, a row that has it, and how many rows have it.
    pub(super) fn owners(&self) -> impl Iterator<Item = (Network, usize, u32)> + '_ {
        self.lists.iter().map(|list| (list.network, list.first_row as usize, list.n_rows))
    }
}

/// Bits of the keys that a list holds or that are wanted: where they have none in common, nor have the lists.
pub(super) fn holding(keys: impl Iterator<Item = u32>) -> u64 {
    keys.fold(0, |bits, key| bits | 1 << (key % u64::BITS))
}

impl CodedLists<CodedShare> {
    /// What each distinct list holds, in the order of codes, so that most need not be read to see that nothing
    /// wanted is among them. A list of which `is_plain` says that this would not settle it holds everything.
    pub(super) fn holdings(&self, is_plain: impl Fn(&[CodedShare]) -> bool) -> &[u64] {
        self.holdings.get_or_init(|| {
            let of_list = |list: Option<&[CodedShare]>| {
                let list = list.unwrap_or_default();
                if is_plain(list) { holding(list.iter().map(|(key, _)| *key)) } else { u64::MAX }
            };
            self.lists().map(of_list).collect()
        })
    }
}

/// Builds the column row by row.
#[derive(Debug)]
pub(super) struct ListCoder<T> {
    column: CodedLists<T>,
    /// The codes of the lists so far, by what is in the lists.
    seen: HashTable<u32>,
}

impl<T: Item> ListCoder<T> {
    /// For so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        let column = CodedLists {
            codes: Vec::with_capacity(n_rows),
            lists: Vec::new(),
            items: Vec::new(),
            holdings: OnceCell::new(),
        };
        Self { column, seen: HashTable::new() }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, network: Network, list: Option<&[T]>) {
        let is_known = list.is_some();
        let list = list.unwrap_or_default();
        let Self { column: CodedLists { codes, lists, items, .. }, seen } = self;
        let hash = hash(network, is_known, list);
        let is_same = |code: &u32| {
            let old = &lists[*code as usize];
            let items = &items[old.range()];
            old.network == network
                && old.is_known == is_known
                && items.len() == list.len()
                && items.iter().zip(list).all(|(a, b)| a.bits() == b.bits())
        };
        let code = seen.find(hash, is_same).copied().unwrap_or_else(|| {
            let code = lists.len() as u32;
            lists.push(List {
                network,
                is_known,
                start: items.len() as u32,
                len: list.len() as u32,
                first_row: codes.len() as u32,
                n_rows: 0,
            });
            items.extend(list);
            seen.insert_unique(hash, code, |code| {
                let List { network, is_known, .. } = lists[*code as usize];
                self::hash(network, is_known, &items[lists[*code as usize].range()])
            });
            code
        });
        lists[code as usize].n_rows += 1;
        codes.push(code);
    }

    /// The finished column.
    pub(super) fn finish(mut self) -> CodedLists<T> {
        self.column.lists.shrink_to_fit();
        self.column.items.shrink_to_fit();
        self.column.codes.shrink_to_fit();
        self.column
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
        assert_eq!(column.codes(), [0, 1, 2, 3, 4, 0]);
        for (row, (_, list)) in rows.into_iter().enumerate() {
            assert_eq!(column.get(row), list);
        }
        assert_eq!(column.owners().next(), Some((Network::X, 0, 2)));
    }

    #[test]
    fn shares_that_are_not_numbers_equal_themselves() {
        let mut coder = ListCoder::new(0);
        for _ in 0..2 {
            coder.push(Network::X, Some(&[(1, f64::NAN)]));
        }
        assert_eq!(coder.finish().n_lists(), 1);
    }
}
