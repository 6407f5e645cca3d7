//! Text search: every word of the search must begin a word of the name, handle, bio, city or topics.

use std::collections::HashMap;

use crate::domain::{
    fold::{fold, words},
    profile::Profile,
};

use super::bitmap::Bitmap;

/// Every distinct word with the rows that have it, words sorted.
#[derive(Debug, Default)]
pub(super) struct TextIndex {
    words: Vec<Box<str>>,
    /// End of each word's rows in `rows`.
    ends: Vec<u32>,
    rows: Vec<u32>,
    n_rows: usize,
}

/// An index in the making.
#[derive(Debug, Default)]
pub(super) struct Indexer {
    postings: HashMap<Box<str>, Vec<u32>>,
    n_rows: u32,
}

impl Indexer {
    /// Appends a row.
    pub(super) fn push(&mut self, profile: &Profile) {
        let row = self.n_rows;
        self.n_rows += 1;
        let texts = [&profile.name, &profile.handle, &profile.bio, &profile.city];
        let topics = profile.topics.iter().map(|topic| topic.topic.as_str());
        for text in texts.into_iter().flatten().map(String::as_str).chain(topics) {
            for word in words(&fold(text)) {
                match self.postings.get_mut(word) {
                    Some(rows) if rows.last() == Some(&row) => {}
                    Some(rows) => rows.push(row),
                    None => {
                        self.postings.insert(word.into(), vec![row]);
                    }
                }
            }
        }
    }

    /// The finished index.
    pub(super) fn finish(self) -> TextIndex {
        let mut postings: Vec<(Box<str>, Vec<u32>)> = self.postings.into_iter().collect();
        postings.sort_unstable();
        let mut index = TextIndex { n_rows: self.n_rows as usize, ..TextIndex::default() };
        for (word, rows) in postings {
            index.words.push(word);
            index.rows.extend(rows);
            index.ends.push(index.rows.len() as u32);
        }
        index
    }
}

impl TextIndex {
    /// The rows that have all words of a text. `None` where the text has no word, so that everything passes.
    pub(super) fn find(&self, text: &str) -> Option<Bitmap> {
        let folded = fold(text);
        let mut found: Option<Bitmap> = None;
        for prefix in words(&folded) {
            let rows = self.rows_with(prefix);
            match &mut found {
                Some(found) => found.intersect(&rows),
                None => found = Some(rows),
            }
        }
        found
    }

    fn rows_with(&self, prefix: &str) -> Bitmap {
        let mut rows = Bitmap::empty(self.n_rows);
        let first = self.words.partition_point(|word| &**word < prefix);
        let n_words = self.words[first..].iter().take_while(|word| word.starts_with(prefix)).count();
        if n_words > 0 {
            let start = if first == 0 { 0 } else { self.ends[first - 1] };
            let end = self.ends[first + n_words - 1];
            for row in &self.rows[start as usize..end as usize] {
                rows.insert(*row as usize);
            }
        }
        rows
    }
}
