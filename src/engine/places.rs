//! A word a row as its place in a dictionary, in one byte where there are few words: what is counted again and again
//! has to come through the cache.

use super::columns::Cells;

/// The place of each row's word; as many as there are words where it is unknown.
#[derive(Debug)]
pub(super) enum Places {
    /// Of at most 255 words.
    Few(Vec<u8>),
    /// Of more.
    Many(Vec<u32>),
}

impl Places {
    /// Of places among so many words; greater ones are of the unknown.
    pub(super) fn new(mut places: Vec<u32>, n_words: usize) -> Self {
        if u8::try_from(n_words).is_ok() {
            return Self::Few(places.iter().map(|place| (*place).min(n_words as u32) as u8).collect());
        }
        for place in &mut places {
            *place = (*place).min(n_words as u32);
        }
        places.shrink_to_fit();
        Self::Many(places)
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
        for (n_words, is_few) in [(0, true), (2, true), (255, true), (256, false)] {
            let rows = vec![0, n_words as u32, u32::MAX];
            let places = match Places::new(rows, n_words).cells() {
                Cells::Small(places) => {
                    assert!(is_few);
                    places.iter().map(|place| usize::from(*place)).collect::<Vec<_>>()
                }
                Cells::Wide(places) => {
                    assert!(!is_few);
                    places.iter().map(|place| *place as usize).collect()
                }
            };
            assert_eq!(places, [0, n_words, n_words]);
        }
    }
}
