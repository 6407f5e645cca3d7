//! Text search: every word of the search must begin a word of the name, handle, bio, city or topics, or of a name that
//! a topic has in French or English.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use smallvec::SmallVec;

use crate::{
    archive::Archive,
    domain::{
        fold::{fold, fold_onto, words},
        profile::Profile,
    },
    store::index::insert_new,
};

use super::{
    bitmap::Bitmap,
    sorted::{BLOCK, SortedTexts, read_length, write_length},
    texts::{Texts, places_of},
};

/// Every distinct word with the rows that have it, words sorted.
#[derive(Debug, Default)]
pub(super) struct TextIndex {
    words: SortedTexts,
    /// Of each block of words, word by word, the distance of each row from the one before, in as many bytes as it
    /// needs.
    rows: Texts,
    /// How many bytes of `rows` each word has, in as many bytes as that needs.
    lengths: Vec<u8>,
    /// Where each block of words starts in `lengths`.
    starts: Vec<u32>,
    n_rows: usize,
}

/// The rows of a text's words: of a text that is being typed, all but the last stay what they are.
#[derive(Debug, Default)]
pub(super) struct Found(Vec<(String, Bitmap)>);

impl Found {
    /// Words whose rows are remembered: at a million rows each takes 125 kB.
    const MOST: usize = 4;
}

/// An index in the making.
#[derive(Debug, Default)]
pub(super) struct Indexer {
    words: Texts,
    /// Places in `words`, by word; the words come from outside, so that nobody can aim at the hash.
    places: HashTable<u32>,
    hasher: RandomState,
    /// Of each word the row that has it, where that is one row: most words are in no other, and take no more. Of
    /// others [`MANY`] and the place of their rows in `postings`.
    rows: Vec<u32>,
    postings: Vec<Posting>,
    folded: String,
    n_rows: u32,
}

/// Marks words of several rows; there are fewer rows than that.
const MANY: u32 = 1 << 31;

/// The rows of a word so far.
#[derive(Debug, Default)]
struct Posting {
    /// What the next distance is counted from: one after the newest row.
    next: u32,
    /// Most of these words are rare too, and need no memory of their own.
    rows: SmallVec<[u8; 12]>,
}

impl Posting {
    /// Appends a row, unless it is the newest.
    fn add(&mut self, row: u32) {
        if self.next <= row {
            write_length((row - self.next) as usize, |byte| self.rows.push(byte));
            self.next = row + 1;
        }
    }
}

impl Indexer {
    /// Appends a row.
    pub(super) fn push(&mut self, profile: &Profile) {
        let texts = [&profile.name, &profile.handle, &profile.bio, &profile.city];
        let topics = profile.topics.iter().map(|topic| topic.topic.as_str());
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        for text in texts.into_iter().flatten().map(String::as_str).chain(topics) {
            fold_onto(&mut folded, text);
            // No word spans two texts.
            folded.push(' ');
        }
        words(&folded).for_each(|word| self.add(word));
        self.folded = folded;
        self.n_rows += 1;
    }

    fn add(&mut self, word: &str) {
        let Self { words, places, hasher, rows, postings, n_rows, .. } = self;
        let hash = hasher.hash_one(word.as_bytes());
        let known = places.find(hash, |place| words.get(*place) == word.as_bytes());
        let Some(place) = known.copied() else {
            let place = rows.len() as u32;
            words.push(word.as_bytes());
            rows.push(*n_rows);
            insert_new(places, hash, place, &|place| hasher.hash_one(words.get(*place)));
            return;
        };
        let found = &mut rows[place as usize];
        if *found & MANY != 0 {
            postings[(*found & !MANY) as usize].add(*n_rows);
        } else if *found != *n_rows {
            let mut posting = Posting::default();
            posting.add(*found);
            posting.add(*n_rows);
            *found = MANY | postings.len() as u32;
            postings.push(posting);
        }
    }

    /// The finished index.
    pub(super) fn finish(self) -> TextIndex {
        let Self { words, places, rows, mut postings, n_rows, .. } = self;
        drop(places);
        let mut order = vec![0; rows.len()];
        let mut read = |word, text: &mut Vec<u8>| text.extend_from_slice(words.get(word as u32));
        for (word, place) in (0u32..).zip(places_of(words.len(), &mut read, &|word| word)) {
            order[place as usize] = word;
        }
        let n_blocks = order.len().div_ceil(BLOCK);
        let mut index = TextIndex {
            words: SortedTexts::new(order.iter().map(|word| words.get(*word))),
            rows: Texts::new(n_blocks),
            // Nearly all words have few rows, the lengths of which take a byte.
            lengths: Vec::with_capacity(order.len() + order.len() / 64),
            starts: Vec::with_capacity(n_blocks),
            n_rows: n_rows as usize,
        };
        // What is done with makes room for what comes.
        drop(words);
        let mut bytes = Vec::new();
        for block in order.chunks(BLOCK) {
            index.starts.push(index.lengths.len() as u32);
            bytes.clear();
            for word in block {
                let start = bytes.len();
                let row = rows[*word as usize];
                if row & MANY == 0 {
                    write_length(row as usize, |byte| bytes.push(byte));
                } else {
                    let Posting { rows, .. } = std::mem::take(&mut postings[(row & !MANY) as usize]);
                    bytes.extend_from_slice(&rows);
                }
                write_length(bytes.len() - start, |byte| index.lengths.push(byte));
            }
            index.rows.push(&bytes);
        }
        index.lengths.shrink_to_fit();
        index
    }
}

impl TextIndex {
    /// Writes the words with their rows, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        self.words.archive(archive);
        self.rows.archive(archive);
        archive.column(&mut self.lengths);
        archive.column(&mut self.starts);
        archive.count(&mut self.n_rows);
    }

    /// The rows that have all words of a text; `add` adds to the rows with a word those that have it otherwise. `None`
    /// where the text has no word, so that everything passes. Words that `last` has the rows of are not looked up
    /// again, and those of this text take their place.
    pub(super) fn find(
        &self,
        text: &str,
        last: &mut Found,
        add: &dyn Fn(&str, &mut Bitmap),
    ) -> Option<Bitmap> {
        let folded = fold(text);
        let mut before = std::mem::take(&mut last.0);
        let mut found: Option<Bitmap> = None;
        for prefix in words(&folded) {
            let known = before.iter().position(|(word, _)| word == prefix);
            let rows = known.map(|at| before.swap_remove(at).1);
            let rows = rows.unwrap_or_else(|| {
                let mut rows = self.rows_with(prefix);
                add(prefix, &mut rows);
                rows
            });
            match &mut found {
                Some(found) => found.intersect(&rows),
                None => found = Some(rows.clone()),
            }
            if last.0.len() < Found::MOST {
                last.0.push((prefix.to_owned(), rows));
            }
        }
        found
    }

    fn rows_with(&self, prefix: &str) -> Bitmap {
        let mut rows = Bitmap::empty(self.n_rows);
        let prefix = prefix.as_bytes();
        let first = self.words.partition_point(|word| word < prefix);
        let end = self.words.partition_point(|word| word < prefix || word.starts_with(prefix));
        for block in first / BLOCK..end.div_ceil(BLOCK) {
            let bytes = self.rows.get(block as u32);
            let (mut start, mut lengths) = (0, self.starts[block] as usize);
            for word in block * BLOCK..end.min((block + 1) * BLOCK) {
                let end = start + read_length(&self.lengths, &mut lengths);
                let mut at = if word < first { end } else { start };
                let mut row = 0;
                while at < end {
                    row += read_length(bytes, &mut at);
                    rows.insert(row);
                    row += 1;
                }
                start = end;
            }
        }
        rows
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        let starts = self.starts.capacity() * size_of::<u32>();
        self.words.memory() + self.rows.memory() + self.lengths.capacity() + starts
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::domain::network::Network;

    #[test]
    fn prefixes_find_their_rows_far_apart_and_close_together() {
        let mut indexer = Indexer::default();
        let name = |row: usize| match row {
            0 | 1 | 130 | 20_000 | 20_001 => "Beauté beau",
            7 => "beaucoup de BEAU",
            _ if row.is_multiple_of(2) => "autre",
            _ => "",
        };
        for row in 0..20_002 {
            let mut profile = Profile::new(String::new(), Network::X);
            profile.name = Some(name(row).to_owned());
            indexer.push(&profile);
        }
        let index = indexer.finish();
        let found = |text: &str| -> Vec<usize> {
            let found = index.find(text, &mut Found::default(), &|_, _| {}).unwrap();
            (0..20_002).filter(|row| found.contains(*row)).collect()
        };
        assert_eq!(found("beaute"), [0, 1, 130, 20_000, 20_001]);
        assert_eq!(found("beau"), [0, 1, 7, 130, 20_000, 20_001]);
        assert_eq!(found("beauc d"), [7]);
        assert_eq!(found("autre").len(), 9_998);
        assert_eq!(found("b zz"), [0; 0]);
        assert_eq!(found("zz"), [0; 0]);
        assert!(index.find(" .", &mut Found::default(), &|_, _| {}).is_none());
    }

    #[test]
    fn of_a_text_that_is_being_typed_only_the_last_word_is_looked_up() {
        let mut indexer = Indexer::default();
        for name in ["Léa Blanc", "Lou Blanchard", "Léo Brun", "Blanche Léautaud"] {
            let mut profile = Profile::new(String::new(), Network::X);
            profile.name = Some(name.to_owned());
            indexer.push(&profile);
        }
        let index = indexer.finish();
        let mut last = Found::default();
        let looked_up = RefCell::new(Vec::new());
        let mut find = |text: &str| {
            looked_up.borrow_mut().clear();
            let add = |word: &str, _: &mut Bitmap| looked_up.borrow_mut().push(word.to_owned());
            let found = index.find(text, &mut last, &add);
            let anew = index.find(text, &mut Found::default(), &|_, _| {});
            assert_eq!(found, anew, "{text}");
            looked_up.borrow().join(" ")
        };
        let typed = [
            ("le", "le"),
            ("le bl", "bl"),
            ("le blan", "blan"),
            ("bl LÉ", "bl"),
            ("", ""),
            ("le", "le"),
            ("le le", "le"),
            ("a b c d le", "a b c d"),
            ("le", "le"),
        ];
        for (text, words) in typed {
            assert_eq!(find(text), words, "{text}");
        }
    }
}
