//! The elements of a list, or values one after the other, as they come.

use serde_json::error::Category;

use super::{
    node::{Node, Row},
    row, span, take,
};
use crate::intake::assemble::Assembly;

/// Looking for the next readable element after a broken one may read as many bytes as the text has so far times
/// this, and [`SEARCH_ALLOWANCE`] on top: hostile text could make the work quadratic otherwise.
const SEARCH_FACTOR: usize = 4;
const SEARCH_ALLOWANCE: usize = 1 << 26;

/// A broken element is looked into so far, where its brackets do not close sooner.
const LOOKAHEAD: usize = 1 << 20;

/// Where reading a list stands.
#[derive(Debug)]
pub(super) struct Elements {
    /// Whether a closing bracket is to come.
    bracket: bool,
    /// Bytes that searches have read.
    searched: usize,
    /// Unread bytes below which trying again is pointless: each attempt wants twice as many as the one before,
    /// so that an element in many pieces is not read over and over.
    wanted: usize,
}

/// The text of a list as far as it is here.
pub(super) struct Text<'a> {
    pub(super) here: &'a str,
    /// Bytes that came before it.
    pub(super) base: usize,
    /// Whether nothing follows.
    pub(super) is_last: bool,
}

/// What came of trying to read an element.
enum Step {
    /// Reading goes on there.
    At(usize),
    /// More text has to come first.
    Wait,
    /// The rest is cut off.
    CutOff,
}

impl Elements {
    pub(super) const fn new(bracket: bool) -> Self {
        Self { bracket, searched: 0, wanted: 0 }
    }

    /// Reads the elements from `at` on and answers where it stopped, and whether the list ended there.
    pub(super) fn read(&mut self, text: &Text<'_>, mut at: usize, assembly: &mut Assembly) -> (usize, bool) {
        let bytes = text.here.as_bytes();
        loop {
            at = span::skip(bytes, at, |byte| byte == b',');
            match bytes.get(at) {
                Some(b']') => return (at + 1, true),
                None => {
                    if self.bracket && text.is_last {
                        assembly.cut_off(text.base + at);
                    }
                    return (at, text.is_last);
                }
                Some(_) => {}
            }
            let unread = bytes.len() - at;
            if unread < self.wanted && !text.is_last {
                return (at, false);
            }
            match self.element(text, at, assembly) {
                Step::At(next) => {
                    at = next;
                    self.wanted = 0;
                }
                Step::Wait => {
                    self.wanted = unread.saturating_mul(2);
                    return (at, false);
                }
                Step::CutOff => {
                    assembly.cut_off(text.base + at);
                    return (bytes.len(), true);
                }
            }
        }
    }

    /// Reads one element. Where the text ends inside it, nothing of it is read before the rest is here.
    fn element(&mut self, whole: &Text<'_>, at: usize, assembly: &mut Assembly) -> Step {
        let text = whole.here;
        let bytes = text.as_bytes();
        // A number may go on in the next piece of text.
        let is_open =
            |end: usize| !whole.is_last && end == bytes.len() && !matches!(bytes[at], b'{' | b'[' | b'"');
        match first_value(&text[at..]) {
            Ok((_, end)) if is_open(at + end) => return Step::Wait,
            Ok((node, end)) => {
                assembly.next_row();
                take(&node, &text[at..at + end], assembly);
                return Step::At(at + end);
            }
            Err(Category::Eof) if !whole.is_last => return Step::Wait,
            Err(_) => {}
        }
        let end = span::end(bytes, at);
        if end.is_some_and(is_open) {
            return Step::Wait;
        }
        // Brackets that close far away may be those of other elements.
        let near = end.filter(|end| end - at <= LOOKAHEAD);
        let seen = near.unwrap_or(at + LOOKAHEAD) + span::WINDOW;
        if bytes.len() < seen && !whole.is_last {
            return Step::Wait;
        }
        if near.is_some_and(|end| row(&text[at..end], assembly)) {
            return Step::At(near.unwrap_or(at + 1));
        }
        // Broken. A missing quote makes the rest of the text look like one element: look inside it.
        let far = if whole.is_last { bytes.len() } else { text.floor_char_boundary(at + LOOKAHEAD) };
        let limit = near.unwrap_or(far);
        let cost = limit - at + span::WINDOW;
        let bound = (whole.base + at).saturating_mul(SEARCH_FACTOR).saturating_add(SEARCH_ALLOWANCE);
        let may_search = self.searched.saturating_add(cost) <= bound;
        let next = may_search.then(|| span::next_element(text, at + 1, limit)).flatten();
        let step = match (next, end) {
            (Some(next), _) => {
                if near.is_none() {
                    assembly.bad_row(&text[at..]);
                }
                Step::At(next)
            }
            (None, Some(end)) => {
                if near.is_none() {
                    row(&text[at..end], assembly);
                }
                Step::At(end.max(at + 1))
            }
            (None, None) if whole.is_last => Step::CutOff,
            (None, None) => return Step::Wait,
        };
        self.searched = self.searched.saturating_add(cost);
        step
    }
}

/// The value at the beginning of a text, and where it ends.
fn first_value(text: &str) -> Result<(Node<'_>, usize), Category> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let Row(value) = values.next().ok_or(Category::Eof)?.map_err(|error| error.classify())?;
    Ok((value, values.byte_offset()))
}
