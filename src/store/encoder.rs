//! Values to bytes.

use std::{collections::BTreeMap, str::FromStr};

use super::{
    letters, number,
    pass::{Kind, Pass},
    words::{HOLE, LONGEST, Words},
};

/// Room that is used again for each record.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    /// The record.
    pub(super) out: Vec<u8>,
    shape: String,
}

/// Writes one record.
#[derive(Debug)]
pub(super) struct Encoder<'a> {
    words: &'a mut Words,
    out: &'a mut Vec<u8>,
    /// Where shapes are made.
    shape: &'a mut String,
    /// Where the byte is that the next bit goes to, and which bit of it; a full byte has none left.
    bits: (usize, u8),
}

impl<'a> Encoder<'a> {
    pub(super) fn new(words: &'a mut Words, Scratch { out, shape }: &'a mut Scratch) -> Self {
        out.clear();
        Self { words, out, shape, bits: (0, 8) }
    }

    #[inline]
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.out.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.out.push(value as u8);
    }

    /// A text with its length, whose lowest bit tells whether it is packed.
    fn str(&mut self, text: &str) {
        let packed = letters::pack(text);
        self.varint((text.len() as u64) << 1 | u64::from(packed.is_some()));
        self.out.extend_from_slice(packed.as_deref().unwrap_or(text.as_bytes()));
    }

    /// The code of a word, or none and the word itself.
    fn coded(&mut self, kind: Kind, word: &str) {
        match self.words.intern(kind, word) {
            Some(code) => self.varint(u64::from(code) + 1),
            None => {
                self.varint(0);
                self.str(word);
            }
        }
    }

    /// Several keys as one code, which says how many they are and which. Without a code, how many: they stand each
    /// before its value then.
    fn keys<'k>(&mut self, kind: Kind, length: usize, keys: impl Iterator<Item = &'k str>) -> bool {
        self.shape.clear();
        let mut are_plain = true;
        for (at, key) in keys.enumerate() {
            if at > 0 {
                self.shape.push(char::from(HOLE));
            }
            are_plain &= !key.as_bytes().contains(&HOLE);
            self.shape.push_str(key);
        }
        let code = if are_plain { self.words.intern_set(kind, self.shape) } else { None };
        match code {
            Some(code) => self.varint(u64::from(code) + 1),
            None => {
                self.varint(0);
                self.varint(length as u64);
            }
        }
        code.is_some()
    }
}

/// Where a text is found last in another: near the end, mostly.
fn last_place(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    (0..=text.len().checked_sub(wanted.len())?).rev().find(|at| text[*at..].starts_with(wanted))
}

impl Pass for Encoder<'_> {
    #[inline]
    fn bit(&mut self, value: &mut bool) {
        if self.bits.1 == 8 {
            self.bits = (self.out.len(), 0);
            self.out.push(0);
        }
        self.out[self.bits.0] |= u8::from(*value) << self.bits.1;
        self.bits.1 += 1;
    }

    fn count(&mut self, value: &mut u64) {
        self.varint(*value);
    }

    fn number(&mut self, value: &mut f64) {
        let (first, rest) = number::split(*value);
        self.out.push(first);
        match rest {
            number::Rest::None => {}
            number::Rest::Digits(digits) => self.varint(digits),
            number::Rest::Raw(bytes) => self.out.extend(bytes),
        }
    }

    fn text(&mut self, value: &mut String) {
        self.str(value);
    }

    fn word(&mut self, kind: Kind, value: &mut String) {
        self.coded(kind, value);
    }

    fn prose(&mut self, value: &mut String) {
        // By hand: a search for so near a byte costs more than the way to it.
        let is_gap = |byte: &u8| *byte == b' ';
        self.varint(value.bytes().filter(is_gap).count() as u64 + 1);
        let mut rest: &str = value;
        while let Some(gap) = rest.as_bytes().iter().position(is_gap) {
            self.coded(Kind::Prose, &rest[..gap]);
            rest = &rest[gap + 1..];
        }
        self.coded(Kind::Prose, rest);
    }

    fn shaped(&mut self, kind: Kind, filling: &str, value: &mut String) {
        let is_short = value.len() - filling.len().min(value.len()) < LONGEST;
        let has_hole = || value.as_bytes().contains(&HOLE);
        let place =
            if filling.is_empty() || !is_short || has_hole() { None } else { last_place(value, filling) };
        self.bit(&mut place.is_some());
        let Some(place) = place else { return self.str(value) };
        self.shape.clear();
        self.shape.push_str(&value[..place]);
        self.shape.push(char::from(HOLE));
        self.shape.push_str(&value[place + filling.len()..]);
        let shape = std::mem::take(self.shape);
        self.coded(kind, &shape);
        *self.shape = shape;
    }

    fn parsed<T: FromStr + Copy>(&mut self, kind: Kind, value: &mut T, as_str: fn(&T) -> &str) {
        self.coded(kind, as_str(value));
    }

    fn map<T: Clone>(
        &mut self,
        kind: Kind,
        value: &mut BTreeMap<String, T>,
        _: &T,
        each: fn(&mut Self, &mut T),
    ) {
        self.bit(&mut !value.is_empty());
        if !value.is_empty() {
            let are_kept = self.keys(kind, value.len(), value.keys().map(String::as_str));
            for (key, item) in value {
                if !are_kept {
                    self.coded(kind, key);
                }
                each(self, item);
            }
        }
    }

    fn keyed_list<T: Clone>(
        &mut self,
        kind: Kind,
        value: &mut Vec<T>,
        _: T,
        key: fn(&mut T) -> &mut String,
        each: impl Fn(&mut Self, &mut T),
    ) {
        self.bit(&mut !value.is_empty());
        if !value.is_empty() {
            let length = value.len();
            let are_kept = self.keys(kind, length, value.iter_mut().map(|item| key(item).as_str()));
            for item in value {
                if !are_kept {
                    self.coded(kind, key(item));
                }
                each(self, item);
            }
        }
    }

    fn option<T>(&mut self, value: &mut Option<T>, _: T, each: impl FnOnce(&mut Self, &mut T)) {
        self.bit(&mut value.is_some());
        if let Some(value) = value {
            each(self, value);
        }
    }

    fn list<T: Clone>(&mut self, value: &mut Vec<T>, _: T, each: impl Fn(&mut Self, &mut T)) {
        self.bit(&mut !value.is_empty());
        if !value.is_empty() {
            self.varint(value.len() as u64);
            for item in value {
                each(self, item);
            }
        }
    }

    fn reads_all(&self) -> bool {
        true
    }
}
