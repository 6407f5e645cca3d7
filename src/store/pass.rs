//! One description of a record serves both ways: a pass over it either writes the values that it is shown or
//! fills them in.

use std::{collections::BTreeMap, str::FromStr};

/// What a word is a word of. Each kind has a dictionary of its own, so that most codes fit into a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    IdShape,
    UrlShape,
    AvatarShape,
    Country,
    City,
    Language,
    AccountType,
    Topic,
    Day,
    Month,
    Numerator,
    Statistic,
    FollowerType,
    Gender,
    Age,
    Interest,
    Format,
    Currency,
    Label,
    Brand,
    Field,
    Source,
    /// Of names and self-descriptions.
    Prose,
}

impl Kind {
    pub(super) const COUNT: usize = Self::Prose as usize + 1;
}

/// A way over a record.
pub(super) trait Pass: Sized {
    /// Yes or no.
    fn bit(&mut self, value: &mut bool);
    /// A whole number; small ones take less room.
    fn count(&mut self, value: &mut u64);
    /// Any number; those with few decimals take less room.
    fn number(&mut self, value: &mut f64);
    /// A text that is hardly ever met twice.
    fn text(&mut self, value: &mut String);
    /// A text that many records have.
    fn word(&mut self, kind: Kind, value: &mut String);
    /// A text that is hardly ever met twice, of words that are.
    fn prose(&mut self, value: &mut String);
    /// A text that is often made of another one and a shape that many records have.
    fn shaped(&mut self, kind: Kind, filling: &str, value: &mut String);
    /// A value that is one of many words.
    fn parsed<T: FromStr + Copy>(&mut self, kind: Kind, value: &mut T, as_str: fn(&T) -> &str);
    /// Words with what belongs to them.
    fn map<T: Clone>(
        &mut self,
        kind: Kind,
        value: &mut BTreeMap<String, T>,
        blank: &T,
        each: fn(&mut Self, &mut T),
    );

    /// A list whose items have keys that often come together.
    fn keyed_list<T: Clone>(
        &mut self,
        kind: Kind,
        value: &mut Vec<T>,
        blank: T,
        key: fn(&mut T) -> &mut String,
        each: impl Fn(&mut Self, &mut T),
    );

    /// A value that may be unknown.
    fn option<T>(&mut self, value: &mut Option<T>, blank: T, each: impl FnOnce(&mut Self, &mut T));
    /// A list.
    fn list<T: Clone>(&mut self, value: &mut Vec<T>, blank: T, each: impl Fn(&mut Self, &mut T));
    /// Whether it goes on behind what is searched for and scored.
    fn reads_all(&self) -> bool;

    /// One of a few; what is not among them is written as the first.
    fn choice<T: Copy + PartialEq>(&mut self, all: &[T], value: &mut T) {
        let place = all.iter().position(|other| other == value).unwrap_or_default();
        let (mut weight, mut read) = (1, 0);
        while weight < all.len() {
            let mut bit = place & weight != 0;
            self.bit(&mut bit);
            read |= if bit { weight } else { 0 };
            weight <<= 1;
        }
        *value = all.get(read).copied().unwrap_or(*value);
    }
}
