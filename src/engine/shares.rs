//! Lists of shares in columns, in few bytes: most keys take one byte, and so do most shares.
//!
//! A million profiles have hundreds of thousands of distinct lists of countries and ages. As numbers in memory they
//! would be the largest part of all columns; as they are kept here they are a seventh of that, and come out bit
//! for bit as they went in.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::{
    coded::{CodedLists, ListCoder},
    codes::Codes,
    simd::{Keys, hundredths},
};
use crate::{
    archive::Archive,
    domain::{
        network::Network,
        signals::{CodedShare, INFERRED},
    },
    store::number::{self, Rest},
};

/// A list that is read.
pub(super) type ShareList = SmallVec<[CodedShare; 8]>;

/// A list of shares a row; empty where they are unknown.
#[derive(Debug)]
pub(super) struct ShareLists {
    lists: CodedLists<u8>,
    /// What each distinct list holds; see [`Self::holdings`].
    holdings: OnceCell<Vec<u64>>,
}

impl ShareLists {
    /// Writes the lists, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.lists.archive(archive);
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.lists.memory() + self.holdings.get().map_or(0, |holdings| size_of_val(&holdings[..]))
    }

    /// The code of each row's list.
    pub(super) fn codes(&self) -> Codes<'_> {
        self.lists.codes()
    }

    /// Distinct lists.
    pub(super) fn n_lists(&self) -> usize {
        self.lists.n_lists()
    }

    /// A distinct list.
    pub(super) fn list(&self, code: usize) -> Items<'_> {
        Items { bytes: self.lists.list(code).unwrap_or_default() }
    }

    /// What a distinct list holds of some keys and in all, in hundredths, where each of its shares is in whole ones and
    /// each of its keys takes one byte; `None` of other lists, of empty ones, and of the last few.
    #[inline]
    pub(super) fn hundredths(&self, code: usize, keys: &Keys) -> Option<(u32, u32)> {
        let (mut bytes, mut n_left) =
            self.lists.list_and_more(code).filter(|(_, n_bytes)| n_bytes % 2 == 0)?;
        let mut sums = None;
        while n_left > 0 {
            let (pairs, rest) = bytes.split_first_chunk()?;
            let n_bytes = n_left.min(pairs.len());
            let (inside, listed) = hundredths(pairs, n_bytes / 2, keys)?;
            let (sum_inside, sum_listed) = sums.unwrap_or_default();
            sums = Some((sum_inside + inside, sum_listed + listed));
            (bytes, n_left) = (rest, n_left - n_bytes);
        }
        sums
    }

    /// Every distinct list in the order of codes.
    pub(super) fn lists(&self) -> impl Iterator<Item = Items<'_>> {
        (0..self.n_lists()).map(|code| self.list(code))
    }

    /// Reads the list of a row over another.
    pub(super) fn read(&self, row: usize, into: &mut ShareList) {
        into.clear();
        self.list(self.codes().at(row)).read(|share| into.push(share));
    }

    /// Of each distinct list in the order of codes: its network, and how many rows have it.
    pub(super) fn owners(&self) -> impl Iterator<Item = (Network, u32)> + '_ {
        self.lists.owners()
    }

    /// What each distinct list holds, in the order of codes, so that most need not be read to see that nothing
    /// wanted is among them. A list of which `is_plain` says that this would not settle it holds [`ANYTHING`].
    pub(super) fn holdings(&self, is_plain: impl Fn(&[CodedShare]) -> bool) -> &[u64] {
        self.holdings.get_or_init(|| {
            let mut list = ShareList::new();
            let of_list = |items: Items<'_>| {
                list.clear();
                items.read(|share| list.push(share));
                if is_plain(&list) { holding(list.iter().map(|(key, _)| *key)) } else { ANYTHING }
            };
            self.lists().map(of_list).collect()
        })
    }
}

/// Stands for a list that has to be read whatever is wanted, even where that is nothing.
pub(super) const ANYTHING: u64 = u64::MAX;

/// Bits of the keys that a list holds or that are wanted: where they have none in common, nor have the lists.
pub(super) fn holding(keys: impl Iterator<Item = u32>) -> u64 {
    keys.fold(0, |bits, key| bits | 1 << (key % u64::BITS))
}

/// The shares of a list, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Items<'a> {
    bytes: &'a [u8],
}

impl Items<'_> {
    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether topics are only inferred.
    #[inline]
    pub(super) fn is_inferred(&self) -> bool {
        // Nearly all lists begin with a share in hundredths, which is none that is inferred.
        !matches!(self.bytes, [0..0x80, 0..=number::HUNDREDTHS, ..])
            && !self.bytes.is_empty()
            && self.clone().uncommon().1 == INFERRED
    }

    /// Shows each share: quicker than to ask for one after the other.
    #[inline]
    pub(super) fn read(mut self, mut see: impl FnMut(CodedShare)) {
        loop {
            // Nearly all are of this kind.
            while let [key @ 0..0x80, first, rest @ ..] = self.bytes
                && let Some(share) = number::SHARES.get(usize::from(*first))
            {
                see(((*key).into(), *share));
                self.bytes = rest;
            }
            if self.bytes.is_empty() {
                return;
            }
            see(self.uncommon());
        }
    }

    /// Shows each key, which is quicker yet.
    #[inline]
    pub(super) fn read_keys(mut self, mut see: impl FnMut(u32)) {
        loop {
            while let [key @ 0..0x80, 0..=number::HUNDREDTHS, rest @ ..] = self.bytes {
                see((*key).into());
                self.bytes = rest;
            }
            if self.bytes.is_empty() {
                return;
            }
            see(self.uncommon().0);
        }
    }

    /// The next share; out of the way, so that what is read mostly is read in line.
    #[cold]
    #[inline(never)]
    fn uncommon(&mut self) -> CodedShare {
        let key = self.varint() as u32;
        let first = self.byte();
        (key, number::join(first, self, Self::varint, Self::raw))
    }

    #[inline]
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.bytes = rest;
        *first
    }

    #[inline]
    fn varint(&mut self) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 63 {
                return value;
            }
        }
    }

    fn raw(&mut self) -> [u8; 8] {
        let (taken, rest) = self.bytes.split_at(self.bytes.len().min(8));
        self.bytes = rest;
        taken.try_into().unwrap_or_default()
    }
}

impl Iterator for Items<'_> {
    type Item = CodedShare;

    #[inline]
    fn next(&mut self) -> Option<CodedShare> {
        (!self.bytes.is_empty()).then(|| self.uncommon())
    }
}

/// Builds the column row by row.
#[derive(Debug)]
pub(super) struct ShareCoder {
    lists: ListCoder<u8>,
    /// Where lists are written.
    bytes: Vec<u8>,
}

impl ShareCoder {
    /// For so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self { lists: ListCoder::new(n_rows), bytes: Vec::new() }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, network: Network, list: &[CodedShare]) {
        self.bytes.clear();
        for (key, share) in list {
            self.varint((*key).into());
            let (first, rest) = number::split(*share);
            self.bytes.push(first);
            match rest {
                Rest::None => {}
                Rest::Digits(digits) => self.varint(digits),
                Rest::Raw(raw) => self.bytes.extend(raw),
            }
        }
        self.lists.push(network, Some(&self.bytes));
    }

    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// The finished column.
    pub(super) fn finish(self) -> ShareLists {
        ShareLists { lists: self.lists.finish(), holdings: OnceCell::new() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    /// A column of lists, and the list of each row.
    fn column(rows: &[(Network, Vec<CodedShare>)]) -> ShareLists {
        let mut coder = ShareCoder::new(0);
        for (network, list) in rows {
            coder.push(*network, list);
        }
        coder.finish()
    }

    fn bits(list: &[CodedShare]) -> Vec<(u32, u64)> {
        list.iter().map(|(key, share)| (*key, share.to_bits())).collect()
    }

    proptest! {
        #[test]
        fn lists_come_out_bit_for_bit_and_are_the_same_where_their_bits_are(
            rows in vec((0usize..2, vec((key(), share()), 0..5)), 0..60),
        ) {
            let rows: Vec<_> = rows.into_iter().map(|(at, list)| (Network::ALL[at], list)).collect();
            let column = column(&rows);
            let same = |a: &(Network, Vec<CodedShare>), b: &(Network, Vec<CodedShare>)| {
                a.0 == b.0 && bits(&a.1) == bits(&b.1)
            };
            let owners: Vec<_> = column.owners().collect();
            let mut list = ShareList::new();
            for (row, expected) in rows.iter().enumerate() {
                column.read(row, &mut list);
                prop_assert_eq!(bits(&list), bits(&expected.1));
                prop_assert_eq!(bits(&column.list(column.codes().at(row)).collect::<ShareList>()), bits(&expected.1));
                let code = column.codes().at(row);
                let items = column.list(code);
                prop_assert_eq!(items.is_empty(), expected.1.is_empty());
                prop_assert_eq!(items.is_inferred(), crate::domain::signals::is_inferred(&expected.1));
                let mut keys = Vec::new();
                items.clone().read_keys(|key| keys.push(key));
                prop_assert!(keys.into_iter().eq(expected.1.iter().map(|(key, _)| *key)));
                let n_rows = rows.iter().filter(|other| same(other, expected)).count();
                prop_assert_eq!(owners[code], (expected.0, n_rows as u32));
                for (other_row, other) in rows.iter().enumerate() {
                    prop_assert_eq!(code == column.codes().at(other_row), same(other, expected));
                }
            }
        }
    }

    fn key() -> impl Strategy<Value = u32> {
        prop_oneof![0u32..3, select(vec![127, 128, 65_535, 65_536, u32::MAX])]
    }

    fn share() -> impl Strategy<Value = f64> {
        let odd =
            vec![0.0, -0.0, 0.07, 1.0, 1.7, f64::NAN, -f64::NAN, INFERRED, f64::MAX, 1.0 / 3.0, 0.123_456];
        prop_oneof![
            select(odd),
            (0u32..=100).prop_map(|hundredths| f64::from(hundredths) / 100.0),
            any::<f64>()
        ]
    }

    #[test]
    fn more_lists_and_keys_than_half_a_word_counts_stay_apart() {
        let rows: Vec<_> =
            (0..70_000u32).map(|number| (Network::X, vec![(number, f64::from(number) / 3.0)])).collect();
        let column = column(&rows);
        assert_eq!(column.n_lists(), rows.len());
        for (row, (_, expected)) in rows.iter().enumerate() {
            assert!(column.list(column.codes().at(row)).eq(expected.iter().copied()));
        }
    }
}
