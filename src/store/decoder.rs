//! Bytes to values.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    str::{FromStr, Split},
};

use super::{
    letters, number,
    pass::{Kind, Pass},
    words::{HOLE, Words},
};

/// Reads one record, over whatever stands where its values go: who reads many of them into one place hardly asks
/// for memory.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    words: &'a Words,
    bytes: &'a [u8],
    /// Whether all is read, or only what is searched for and scored.
    reads_all: bool,
    /// The byte that the next bit is in, and which bit of it.
    bits: (u8, u8),
}

impl<'a> Decoder<'a> {
    pub(super) fn new(words: &'a Words, bytes: &'a [u8]) -> Self {
        Self { words, bytes, reads_all: true, bits: (0, 8) }
    }

    /// One that leaves out what is neither searched for nor scored.
    pub(super) fn of_essentials(words: &'a Words, bytes: &'a [u8]) -> Self {
        Self { reads_all: false, ..Self::new(words, bytes) }
    }

    /// Bytes that are not read yet.
    pub(super) fn left(&self) -> usize {
        self.bytes.len()
    }

    #[inline]
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.bytes = rest;
        *first
    }

    #[inline]
    fn varint(&mut self) -> u64 {
        let first = self.byte();
        if first < 0x80 {
            return first.into();
        }
        let (mut value, mut shift) = (u64::from(first & 0x7F), 7);
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 63 {
                return value;
            }
        }
    }

    /// How many items come, each of at least a bit: a broken record claims no more than it has.
    fn length(&mut self) -> usize {
        let most = (self.bytes.len() + 1) * u8::BITS as usize;
        usize::try_from(self.varint()).map_or(most, |length| length.min(most))
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(length.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    /// Appends a text.
    fn str(&mut self, text: &mut String) {
        let marked = self.varint() as usize;
        let length = marked >> 1;
        if marked & 1 == 0 {
            text.push_str(std::str::from_utf8(self.take(length)).unwrap_or_default());
        } else {
            let n_read = letters::unpack(self.bytes, length, text);
            self.take(n_read);
        }
    }

    fn coded(&mut self, kind: Kind) -> Cow<'a, str> {
        match self.varint() {
            0 => {
                let mut text = String::new();
                self.str(&mut text);
                text.into()
            }
            code => self.words.word(kind, code as u32 - 1).into(),
        }
    }

    /// Appends a word.
    fn append(&mut self, kind: Kind, text: &mut String) {
        match self.varint() {
            0 => self.str(text),
            code => text.push_str(self.words.word(kind, code as u32 - 1)),
        }
    }

    /// How many keys come, and which where they have a code together.
    fn keys(&mut self, kind: Kind) -> (usize, Option<Split<'a, char>>) {
        match self.varint() {
            0 => (self.length(), None),
            code => {
                let keys = self.words.set(kind, code as u32 - 1).split(char::from(HOLE));
                (keys.clone().count(), Some(keys))
            }
        }
    }

    fn key(&mut self, kind: Kind, kept: &mut Option<Split<'a, char>>) -> Cow<'a, str> {
        match kept {
            Some(keys) => keys.next().unwrap_or_default().into(),
            None => self.coded(kind),
        }
    }

    fn raw(&mut self) -> [u8; 8] {
        self.take(8).try_into().unwrap_or_default()
    }
}

impl Pass for Decoder<'_> {
    #[inline]
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
        value.clear();
        self.str(value);
    }

    fn word(&mut self, kind: Kind, value: &mut String) {
        value.clear();
        self.append(kind, value);
    }

    fn prose(&mut self, value: &mut String) {
        value.clear();
        for at in 0..self.length() {
            if at > 0 {
                value.push(' ');
            }
            self.append(Kind::Prose, value);
        }
    }

    fn shaped(&mut self, kind: Kind, filling: &str, value: &mut String) {
        let mut is_shaped = false;
        self.bit(&mut is_shaped);
        value.clear();
        if is_shaped {
            let shape = self.coded(kind);
            let (before, after) = shape.split_once(char::from(HOLE)).unwrap_or_default();
            value.reserve_exact(before.len() + filling.len() + after.len());
            for part in [before, filling, after] {
                value.push_str(part);
            }
        } else {
            self.str(value);
        }
    }

    fn parsed<T: FromStr + Copy>(&mut self, kind: Kind, value: &mut T, _: fn(&T) -> &str) {
        *value = self.coded(kind).parse().unwrap_or(*value);
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
        let (length, mut keys) = if is_filled { self.keys(kind) } else { (0, None) };
        if !self.reads_all && matches!(kind, Kind::City | Kind::Interest) {
            for _ in 0..length {
                self.key(kind, &mut keys);
                each(self, &mut blank.clone());
            }
            return;
        }
        // Keys that are there already stay, such as those of age bands from record to record.
        let mut old = value.iter_mut();
        let (mut n_same, mut next) = (0, None);
        while n_same < length {
            let key = self.key(kind, &mut keys);
            match old.next().filter(|(old, _)| **old == *key) {
                Some((_, item)) => each(self, item),
                None => {
                    next = Some(key);
                    break;
                }
            }
            n_same += 1;
        }
        while value.len() > n_same {
            value.pop_last();
        }
        let mut n_new = 0;
        while let Some(key) = next {
            let mut item = blank.clone();
            each(self, &mut item);
            value.insert(key.into_owned(), item);
            n_new += 1;
            // Counted by themselves: a broken record may have a key twice.
            next = (n_same + n_new < length).then(|| self.key(kind, &mut keys));
        }
    }

    fn keyed_list<T: Clone>(
        &mut self,
        kind: Kind,
        value: &mut Vec<T>,
        blank: T,
        key: fn(&mut T) -> &mut String,
        each: impl Fn(&mut Self, &mut T),
    ) {
        let mut is_filled = false;
        self.bit(&mut is_filled);
        let (length, mut keys) = if is_filled { self.keys(kind) } else { (0, None) };
        value.resize(length, blank);
        for item in value {
            let text = key(item);
            text.clear();
            text.push_str(&self.key(kind, &mut keys));
            each(self, item);
        }
    }

    fn option<T>(&mut self, value: &mut Option<T>, blank: T, each: impl FnOnce(&mut Self, &mut T)) {
        let mut is_known = false;
        self.bit(&mut is_known);
        if is_known {
            each(self, value.get_or_insert(blank));
        } else {
            *value = None;
        }
    }

    fn list<T: Clone>(&mut self, value: &mut Vec<T>, blank: T, each: impl Fn(&mut Self, &mut T)) {
        let mut is_filled = false;
        self.bit(&mut is_filled);
        let length = if is_filled { self.length() } else { 0 };
        value.resize(length, blank);
        for item in value {
            each(self, item);
        }
    }

    fn reads_all(&self) -> bool {
        self.reads_all
    }
}
