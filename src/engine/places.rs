//! A word a row as its place in a dictionary, in one byte where there are few words: what is counted again and again
//! has to come through the cache.

use super::{codes::RowCodes, columns::Cells};
use crate::archive::Archive;

/// The place of each row's word; as many as there are words where it is unknown.
#[derive(Debug)]
pub(super) enum Places {
    /// Of at most 255 words.
    Few(Vec<u8>),
    /// Of more.
    Many(Vec<u32>),
}

impl Places {
    /// Of codes that are one more than a place among so many words, or 0 where it is unknown.
    pub(super) fn new(codes: &RowCodes, n_words: usize) -> Self {
        let places = codes.read().iter().map(|code| code.checked_sub(1).unwrap_or(n_words));
        if u8::try_from(n_words).is_ok() {
            Self::Few(places.map(|place| place as u8).collect())
        } else {
            Self::Many(places.map(|place| place as u32).collect())
        }
    }

    /// Writes the places, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let mut is_many = u64::from(matches!(self, Self::Many(_)));
        archive.number(&mut is_many);
        if archive.is_reading() {
            *self = if is_many == 1 { Self::Many(Vec::new()) } else { Self::Few(Vec::new()) };
        }
        match self {
            Self::Few(places) => archive.column(places),
            Self::Many(places) => archive.column(places),
        }
    }

    /// The same as cells that rows are counted by.
    pub(super) fn cells(&self) -> Cells<'_> {
        match self {
            Self::Few(places) => Cells::Small(places),
            Self::Many(places) => Cells::Wide(places),
        }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Few(places) => size_of_val(&places[..]),
            Self::Many(places) => size_of_val(&places[..]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unknown_come_after_every_word_however_many_there_are() {
        let none = Places::new(&RowCodes::of([0].into_iter(), 0), 0);
        assert!(matches!(none.cells(), Cells::Small([0])));
        for (n_words, is_few) in [(1, true), (2, true), (255, true), (256, false)] {
            let codes = RowCodes::of([1, n_words as u32, 0].into_iter(), n_words as u32);
            let places = match Places::new(&codes, n_words).cells() {
                Cells::Small(places) => {
                    assert!(is_few);
                    places.iter().map(|place| usize::from(*place)).collect::<Vec<_>>()
                }
                Cells::Wide(places) => {
                    assert!(!is_few);
                    places.iter().map(|place| *place as usize).collect()
                }
            };
            assert_eq!(places, [0, n_words - 1, n_words]);
        }
    }
}
