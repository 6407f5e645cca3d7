//! Values to bytes.

use std::collections::BTreeMap;

use super::{
    number,
    pass::{Kind, Pass},
    words::{HOLE, LONGEST, Words},
};

/// Writes one record.
#[derive(Debug)]
pub(super) struct Encoder<'a> {
    words: &'a mut Words,
    out: &'a mut Vec<u8>,
    /// Where the byte is that the next bit goes to, and which bit of it; a full byte has none left.
    bits: (usize, u8),
}

impl<'a> Encoder<'a> {
    pub(super) fn new(words: &'a mut Words, out: &'a mut Vec<u8>) -> Self {
        out.clear();
        Self { words, out, bits: (0, 8) }
    }

    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.out.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.out.push(value as u8);
    }

    fn bytes(&mut self, text: &str) {
        self.varint(text.len() as u64);
        self.out.extend_from_slice(text.as_bytes());
    }

    /// The code of a word, or none and the word itself.
    fn coded(&mut self, kind: Kind, word: &str) {
        match self.words.intern(kind, word) {
            Some(code) => self.varint(u64::from(code) + 1),
            None => {
                self.varint(0);
                self.bytes(word);
            }
        }
    }
}

impl Pass for Encoder<'_> {
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
        self.bytes(value);
    }

    fn word(&mut self, kind: Kind, value: &mut String) {
        self.coded(kind, value);
    }

    fn prose(&mut self, value: &mut String) {
        self.varint(value.split(' ').count() as u64);
        for word in value.split(' ') {
            self.coded(Kind::Prose, word);
        }
    }

    fn shaped(&mut self, kind: Kind, filling: &str, value: &mut String) {
        let is_short = value.len() - filling.len().min(value.len()) < LONGEST;
        let place =
            if filling.is_empty() || !is_short || value.contains(HOLE) { None } else { value.rfind(filling) };
        self.bit(&mut place.is_some());
        match place {
            Some(place) => {
                let shape = [&value[..place], HOLE, &value[place + filling.len()..]].concat();
                self.coded(kind, &shape);
            }
            None => self.bytes(value),
        }
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
            self.varint(value.len() as u64);
            for (key, item) in value {
                self.coded(kind, key);
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
