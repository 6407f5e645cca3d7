//! Countries as data: which ISO 3166-1 codes are assigned, and what English and French call them.

use super::fold;
use crate::domain::country::Country;

/// A line a country: its code, a space, its folded names separated by `|`, the English one first.
const TABLE: &str = include_str!("countries.txt");

/// For every first letter of a code, the set of its second letters.
const ASSIGNED: [u32; 26] = letter_pairs(TABLE.as_bytes(), b'\n');

/// The sets of second letters by first letter, of entries that begin with two letters and end with `end`.
pub(super) const fn letter_pairs(table: &[u8], end: u8) -> [u32; 26] {
    let mut sets = [0; 26];
    let mut at = 0;
    while at + 1 < table.len() {
        sets[letter(table[at])] |= 1 << letter(table[at + 1]);
        while table[at] != end {
            at += 1;
        }
        at += 1;
    }
    sets
}

const fn letter(byte: u8) -> usize {
    (byte.to_ascii_lowercase() - b'a') as usize
}

/// Whether two ASCII letters are a pair of the sets.
pub(super) fn has_pair(sets: &[u32; 26], letters: &[u8]) -> bool {
    match letters {
        [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
            sets[letter(*first)] & (1 << letter(*second)) != 0
        }
        _ => false,
    }
}

/// Whether ISO 3166-1 assigns the code.
pub(super) fn is_assigned(country: Country) -> bool {
    has_pair(&ASSIGNED, country.as_str().as_bytes())
}

/// The country of a name in English or French, or of a code.
pub(super) fn named(text: &str) -> Option<Country> {
    let name = fold::words(text);
    if name.len() == 2 {
        return name.parse().ok().filter(|country| is_assigned(*country));
    }
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let mut lines = TABLE.lines();
    let line = lines.find(|line| line[3..].split('|').any(|known| known == name))?;
    line[..2].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages_and_codes_are_found() {
        for (name, code) in [
            ("South Korea", "KR"),
            ("Corée du Sud", "KR"),
            ("Russia", "RU"),
            ("Côte d’Ivoire", "CI"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("États-Unis", "US"),
            ("Czech Republic", "CZ"),
            ("uk", "GB"),
            ("fr", "FR"),
            ("Hong Kong", "HK"),
        ] {
            assert_eq!(named(name).map(|country| country.to_string()).as_deref(), Some(code), "{name}");
        }
        assert_eq!(named("Atlantis"), None);
        assert_eq!(named("XX"), None);
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TABLE.lines().count(), 249);
        assert_eq!(ASSIGNED.iter().map(|set| set.count_ones()).sum::<u32>(), 249);
        assert!(TABLE.lines().all(|line| line[3..].split('|').all(|name| name == fold::words(name))));
    }
}
