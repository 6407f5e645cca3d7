//! Bytes to values.

use std::collections::BTreeMap;

use super::{
    number,
    pass::{Kind, Pass},
    words::{HOLE, Words},
};

/// Reads one record.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    words: &'a Words,
    bytes: &'a [u8],
    /// The byte that the next bit is in, and which bit of it.
    bits: (u8, u8),
}

impl<'a> Decoder<'a> {
    pub(super) fn new(words: &'a Words, bytes: &'a [u8]) -> Self {
        Self { words, bytes, bits: (0, 8) }
    }

    /// Bytes that are not read yet.
    pub(super) fn left(&self) -> usize {
        self.bytes.len()
    }

    fn byte(&mut self) -> u8 {
        let (first, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.bytes = rest;
        *first
    }

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

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(length.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    fn str(&mut self) -> &'a str {
        let length = self.varint() as usize;
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }

    fn coded(&mut self, kind: Kind) -> &'a str {
        match self.varint() {
            0 => self.str(),
            code => self.words.word(kind, code as u32 - 1),
        }
    }

    fn raw(&mut self) -> [u8; 8] {
        self.take(8).try_into().unwrap_or_default()
    }
}

impl Pass for Decoder<'_> {
    fn bit(&mut self, value: &mut bool) {
        if self.bits.1 == 8 {
            self.bits = (self.byte(), 0);
        }
        *value = self.bits.0 >> self.bits.1 & 1 == 1;
        self.bits.1 += 1;
    }

    fn count(&mut self, value: &mut u64) {
        *value = self.varint();
    }

    fn number(&mut self, value: &mut f64) {
        let first = self.byte();
        *value = number::join(first, self, Self::varint, Self::raw);
    }

    fn text(&mut self, value: &mut String) {
        self.str().clone_into(value);
    }

    fn word(&mut self, kind: Kind, value: &mut String) {
        self.coded(kind).clone_into(value);
    }

    fn shaped(&mut self, kind: Kind, filling: &str, value: &mut String) {
        let mut is_shaped = false;
        self.bit(&mut is_shaped);
        value.clear();
        if is_shaped {
            let (before, after) = self.coded(kind).split_once(HOLE).unwrap_or_default();
            value.reserve_exact(before.len() + filling.len() + after.len());
            for part in [before, filling, after] {
                value.push_str(part);
            }
        } else {
            value.push_str(self.str());
        }
    }

    fn map<T: Clone>(
        &mut self,
        kind: Kind,
        value: &mut BTreeMap<String, T>,
        blank: &T,
        each: fn(&mut Self, &mut T),
    ) {
        let mut is_filled = false;
        self.bit(&mut is_filled);
        value.clear();
        if is_filled {
            for _ in 0..self.varint() {
                let key = self.coded(kind).to_owned();
                let mut item = blank.clone();
                each(self, &mut item);
                value.insert(key, item);
            }
        }
    }
}
