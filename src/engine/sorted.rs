//! Sorted texts, each of which says only where it leaves the one before.

use crate::archive::Archive;

/// Texts of a block: the first of each is whole, so that a search reads one block and no more.
pub(super) const BLOCK: usize = 16;

/// Texts in ascending order.
#[derive(Debug, Default)]
pub(super) struct SortedTexts {
    /// Of each text how many bytes it has in common with the one before, how many follow, and these.
    bytes: Vec<u8>,
    /// Where each block starts.
    starts: Vec<u32>,
    n_texts: usize,
}

impl SortedTexts {
    /// Of texts in ascending order.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a [u8]> + Clone) -> Self {
        let mut n_bytes = 0;
        write_all(texts.clone(), |_, entry| n_bytes += entry.len());
        let n_texts = texts.clone().count();
        let mut bytes = Vec::with_capacity(n_bytes);
        let mut starts = Vec::with_capacity(n_texts.div_ceil(BLOCK));
        write_all(texts, |is_first, entry| {
            if is_first {
                starts.push(bytes.len() as u32);
            }
            bytes.extend_from_slice(entry);
        });
        Self { bytes, starts, n_texts }
    }

    /// Writes the texts, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        archive.column(&mut self.bytes);
        archive.column(&mut self.starts);
        archive.count(&mut self.n_texts);
    }

    /// How many texts come first that a rule holds for; it must hold for all of these and for no other.
    pub(super) fn partition_point(&self, rule: impl Fn(&[u8]) -> bool) -> usize {
        let mut text = Vec::new();
        let n_blocks = self.starts.partition_point(|start| {
            text.clear();
            self.read(*start as usize, &mut text);
            rule(&text)
        });
        // The last of the blocks whose first text the rule holds for may have texts that it does not hold for.
        let Some(block) = n_blocks.checked_sub(1) else { return 0 };
        let first = block * BLOCK;
        let mut at = self.starts[block] as usize;
        text.clear();
        (first..(first + BLOCK).min(self.n_texts))
            .find(|_| {
                at = self.read(at, &mut text);
                !rule(&text)
            })
            .unwrap_or_else(|| (first + BLOCK).min(self.n_texts))
    }

    /// Makes the text before into the one that is told at a place, and says where the next is.
    fn read(&self, mut at: usize, text: &mut Vec<u8>) -> usize {
        let common = read_length(&self.bytes, &mut at);
        let length = read_length(&self.bytes, &mut at);
        text.truncate(common);
        text.extend_from_slice(&self.bytes[at..at + length]);
        at + length
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.bytes.capacity() + self.starts.capacity() * size_of::<u32>()
    }
}

/// Shows what is written of each text, and whether a block begins with it.
fn write_all<'a>(texts: impl Iterator<Item = &'a [u8]>, mut see: impl FnMut(bool, &[u8])) {
    let mut entry = Vec::new();
    let mut before: &[u8] = &[];
    for (number, text) in texts.enumerate() {
        let is_first = number.is_multiple_of(BLOCK);
        let common = if is_first { 0 } else { before.iter().zip(text).take_while(|(a, b)| a == b).count() };
        entry.clear();
        write_length(common, |byte| entry.push(byte));
        write_length(text.len() - common, |byte| entry.push(byte));
        entry.extend_from_slice(&text[common..]);
        see(is_first, &entry);
        before = text;
    }
}

/// Writes a length in as many bytes as it needs.
pub(super) fn write_length(mut length: usize, mut push: impl FnMut(u8)) {
    while length >= 0x80 {
        push(length as u8 | 0x80);
        length >>= 7;
    }
    push(length as u8);
}

/// Reads a length and goes on behind it.
#[inline]
pub(super) fn read_length(bytes: &[u8], at: &mut usize) -> usize {
    let mut byte = bytes[*at];
    *at += 1;
    let mut length = usize::from(byte & 0x7F);
    let mut shift = 0;
    // Most lengths are a byte.
    while byte >= 0x80 {
        shift += 7;
        byte = bytes[*at];
        *at += 1;
        length |= usize::from(byte & 0x7F) << shift;
    }
    length
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn a_search_finds_what_it_finds_among_whole_texts(
            mut texts in vec("[ab]{0,6}|a{0,300}", 0..70), wanted in "[ab]{0,4}",
        ) {
            texts.sort();
            let sorted = SortedTexts::new(texts.iter().map(String::as_bytes));
            let wanted = wanted.as_bytes();
            prop_assert_eq!(
                sorted.partition_point(|text| text < wanted),
                texts.partition_point(|text| text.as_bytes() < wanted),
            );
            prop_assert_eq!(
                sorted.partition_point(|text| text < wanted || text.starts_with(wanted)),
                texts.partition_point(|text| text.as_bytes() < wanted || text.as_bytes().starts_with(wanted)),
            );
        }
    }
}
