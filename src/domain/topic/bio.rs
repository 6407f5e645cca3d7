//! Topics that the words and hashtags of a bio point to.
//!
//! A guess, not a measurement: it feeds estimates only. Words are compared whole, folded (case and accents do not
//! matter), in the singular or the plural; a phrase goes before its words, so that the "mode" of "mode avion" is no
//! fashion. Mentions and addresses are about others and are not read, nor is a word that is denied. A hashtag is
//! read as a whole, by its capitals, or by a known word that it begins or ends with.

use smallvec::SmallVec;

use super::words::{LONGEST, Meaning, meaning};
use crate::domain::fold::fold;

/// A topic with the words that point to it, as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred<'a> {
    /// Slug of the topic.
    pub topic: &'static str,
    /// The words, in the order of the text.
    pub words: Vec<&'a str>,
}

/// Words that deny the one after them, or put it in the past.
const DENIALS: [&str; 15] = [
    "no", "not", "non", "sans", "without", "anti", "pas", "ni", "never", "jamais", "zero", "ex", "former",
    "ancien", "ancienne",
];

/// Letters that a known word needs for a hashtag to be read by its beginning or its end.
const AFFIX: usize = 5;

/// The topics of a bio in the order in which it first points to them.
pub fn inferred(bio: &str) -> Vec<Inferred<'_>> {
    let mut found: Vec<Inferred<'_>> = Vec::new();
    let mut note = |topic: &'static str, words| match found.iter_mut().find(|known| known.topic == topic) {
        Some(known) if known.words.contains(&words) => {}
        Some(known) => known.words.push(words),
        None => found.push(Inferred { topic, words: vec![words] }),
    };
    let mut words: SmallVec<[Word<'_>; 32]> = SmallVec::new();
    for token in bio.split_whitespace() {
        if is_elsewhere(token) {
            words.push(Word::GAP);
            continue;
        }
        let mut pieces = token.split('#');
        words.extend(pieces.next().into_iter().flat_map(plain).map(|word| Word::new(word, bio)));
        let ends = |letter: char| !(letter.is_alphanumeric() || letter == '_');
        for tag in pieces.filter_map(|piece| piece.split(ends).next()) {
            words.push(Word::GAP);
            for topic in of_hashtag(tag) {
                note(topic, tag);
            }
        }
    }
    let mut at = 0;
    while at < words.len() {
        let (length, topic) = at_word(&words, at);
        if let Some(topic) = topic.filter(|_| !is_denied(&words, at)) {
            let (first, last) = (words[at], words[at + length - 1]);
            note(topic, &bio[first.start..last.end]);
        }
        at += length;
    }
    found
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Word<'a> {
    /// Stands where something was not read: no phrase goes across it.
    const GAP: Self = Self { text: "", start: 0, end: 0 };

    fn new(text: &'a str, bio: &'a str) -> Self {
        let start = text.as_ptr() as usize - bio.as_ptr() as usize;
        Self { text, start, end: start + text.len() }
    }
}

/// A mention, an address of the web or an address of mail.
fn is_elsewhere(token: &str) -> bool {
    let has_domain = || {
        token.split('.').zip(token.split('.').skip(1)).any(|(before, after)| {
            before.ends_with(char::is_alphanumeric)
                && after.len() > 1
                && after.starts_with(|letter: char| letter.is_ascii_lowercase())
        })
    };
    token.contains('@') || token.contains("://") || has_domain()
}

fn plain(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The longest phrase that begins at a word: how many words it has, and its topic.
fn at_word(words: &[Word<'_>], at: usize) -> (usize, Option<&'static str>) {
    let mut phrase = String::new();
    let mut best = (1, None);
    for (n, word) in words[at..].iter().take(LONGEST).enumerate() {
        if word.text.is_empty() {
            break;
        }
        if n > 0 {
            phrase.push(' ');
        }
        phrase.push_str(&fold(word.text));
        let known = if n == 0 { of_word(&phrase) } else { meaning(&phrase) };
        if let Some(known) = known.filter(|known| known.is_sure) {
            best = (n + 1, known.topic);
        }
    }
    best
}

/// A single word, in the singular or the plural.
fn of_word(word: &str) -> Option<Meaning> {
    meaning(word).or_else(|| {
        let singular = word.strip_suffix(['s', 'x']).filter(|word| word.len() >= 4)?;
        meaning(singular)
    })
}

fn is_denied(words: &[Word<'_>], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map(|at| fold(words[at].text)).unwrap_or_default();
    let denies = |word: &str| DENIALS.contains(&word);
    denies(&before(1)) || matches!(before(1).as_str(), "de" | "d" | "a" | "the") && denies(&before(2))
}

/// The topics of a hashtag, written without its sign.
fn of_hashtag(tag: &str) -> SmallVec<[&'static str; 2]> {
    let sure = |words: &str| of_word(words).filter(|known| known.is_sure).and_then(|known| known.topic);
    let whole = fold(tag);
    if let Some(topic) = sure(&whole) {
        return SmallVec::from_slice(&[topic]);
    }
    let parts: SmallVec<[Word<'_>; 8]> = by_capitals(tag).map(|part| Word::new(part, tag)).collect();
    let mut topics: SmallVec<[&'static str; 2]> = SmallVec::new();
    let mut at = 0;
    while at < parts.len() {
        let (length, topic) = at_word(&parts, at);
        topics.extend(topic.filter(|_| !is_denied(&parts, at)));
        at += length;
    }
    if topics.is_empty() && parts.len() == 1 {
        let cuts = || (AFFIX..whole.len()).rev().filter(|at| whole.is_char_boundary(*at));
        let begins = cuts().find_map(|at| sure(&whole[..at]));
        let ends = || cuts().filter_map(|at| whole.get(whole.len() - at..)).find_map(sure);
        topics.extend(begins.or_else(ends));
    }
    topics
}

/// The words of `SkinCareRoutine` or `skin_care`.
fn by_capitals(tag: &str) -> impl Iterator<Item = &str> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches('_');
        let mut lower = false;
        let end = rest.char_indices().find_map(|(at, letter)| {
            let is_border = letter == '_' || (lower && letter.is_uppercase());
            lower = letter.is_lowercase();
            is_border.then_some(at)
        });
        let (word, more) = rest.split_at(end.unwrap_or(rest.len()));
        rest = more;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests;
