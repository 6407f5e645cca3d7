//! Names of people who do not exist: common first names, and surnames built of invented syllables.
//!
//! The surname holds the person's number, written in syllables, so that no two people share one and no
//! table of used names is needed. Handles hold the surname; nobody is likely to have one.

use crate::generate::{dice::Dice, places::Style, words::Words};

/// Syllables of three letters each, so that a surname can be taken apart in one way only.
const SYLLABLES: [&str; 48] = [
    "bel", "ber", "bor", "cal", "cor", "dal", "dor", "dur", "fal", "far", "fel", "fer", "gal", "gar", "jal",
    "jor", "kal", "kel", "lan", "lin", "lor", "mar", "mel", "mir", "mon", "mor", "nal", "nel", "nor", "pel",
    "per", "pol", "ral", "ren", "ros", "sal", "sel", "sol", "tal", "tel", "tor", "val", "var", "vel", "ver",
    "vin", "zel", "zor",
];

/// Steps from one person to the next among all surnames of a length; it shares no factor with 48, so that
/// every surname comes up once, and consecutive people sound unlike.
const STRIDE: u64 = 7_919;

fn first_names(style: Style) -> &'static [&'static str] {
    match style {
        Style::French => &[
            "Camille", "Léa", "Inès", "Chloé", "Manon", "Jade", "Zoé", "Élise", "Noémie", "Clara", "Agathe",
            "Salomé", "Maëlle", "Anaïs", "Juliette", "Lucas", "Hugo", "Théo", "Maxence", "Antoine", "Jules",
            "Mathis", "Gaël", "Noé", "Bastien", "Loïc", "Émile", "Sacha", "Romane", "Valentin",
        ],
        Style::Spanish => {
            &["Lucía", "Marta", "Alba", "Nerea", "Carmen", "Iván", "Álvaro", "Pablo", "Sergio", "Íñigo"]
        }
        Style::Italian => &[
            "Giulia", "Chiara", "Elena", "Ginevra", "Sofia", "Luca", "Matteo", "Davide", "Nicolò", "Tommaso",
        ],
        Style::German => {
            &["Lena", "Hannah", "Jule", "Frieda", "Mia", "Jonas", "Felix", "Lukas", "Jörg", "Anton"]
        }
        Style::English => {
            &["Emma", "Olivia", "Grace", "Ruby", "Hazel", "Jack", "Oliver", "Miles", "Theo", "Wesley"]
        }
        Style::Maghrebi => {
            &["Yasmine", "Salma", "Nour", "Lina", "Aya", "Mehdi", "Yanis", "Rayan", "Ilyas", "Anis"]
        }
        Style::Senegalese => &[
            "Awa", "Fatou", "Mariama", "Ndeye", "Coumba", "Moussa", "Cheikh", "Ousmane", "Ibrahima",
            "Mamadou",
        ],
    }
}

fn endings(style: Style) -> &'static [&'static str] {
    match style {
        Style::French => &["et", "eau", "ier", "ond", "ine", "oire", "eval", "ance"],
        Style::Spanish => &["ez", "ero", "illa", "ena"],
        Style::Italian => &["etti", "oni", "ello", "ini"],
        Style::German => &["bach", "feld", "heim", "stein"],
        Style::English => &["wood", "ford", "ley", "well"],
        Style::Maghrebi => &["i", "ani", "aoui"],
        Style::Senegalese => &["a", "ou", "aye"],
    }
}

/// A person's name.
pub(super) struct Name {
    style: Style,
    first: &'static str,
    /// With a capital letter.
    last: String,
}

/// The surname's syllables: `person` in base 48, stirred.
fn syllables(person: u64, seed: u64) -> String {
    let base = SYLLABLES.len() as u64;
    let (mut length, mut rest) = (2, person);
    while rest >= base.pow(length) {
        rest -= base.pow(length);
        length += 1;
    }
    let all = base.pow(length);
    let mut code =
        ((u128::from(rest) * u128::from(STRIDE) + u128::from(seed % all)) % u128::from(all)) as u64;
    let mut text = String::new();
    for _ in 0..length {
        text.push_str(SYLLABLES[(code % base) as usize]);
        code /= base;
    }
    text
}

impl Name {
    pub(super) fn of(person: u64, seed: u64, style: Style, dice: &mut Dice) -> Self {
        let mut last = syllables(person, seed);
        last.push_str(dice.pick::<&str>(endings(style)));
        last[..1].make_ascii_uppercase();
        Self { style, first: *dice.pick::<&str>(first_names(style)), last }
    }

    /// The name that an account shows.
    pub(super) fn shown(&self, words: &Words, in_french: bool, dice: &mut Dice) -> String {
        let Self { first, last, .. } = self;
        let noun = if in_french { words.french } else { words.english };
        match dice.below(20) {
            0..=1 => format!("{first} | {}", capitalized(noun)),
            2..=3 => match self.style {
                Style::French | Style::Maghrebi | Style::Senegalese => format!("Maison {last}"),
                Style::Spanish | Style::Italian => format!("Casa {last}"),
                Style::German | Style::English => format!("Studio {last}"),
            },
            4 => last.clone(),
            5 => format!("{first} {last} {}", words.emoji),
            _ => format!("{first} {last}"),
        }
    }

    /// An account name: lower-case ASCII letters and one sign that every network takes.
    pub(super) fn handle(&self, words: &Words, in_french: bool, dice: &mut Dice) -> String {
        let first: String = self.first.chars().filter_map(plain).collect();
        let last = self.last.to_ascii_lowercase();
        let noun: String =
            (if in_french { words.french } else { words.english }).chars().filter_map(plain).collect();
        match dice.below(6) {
            0 => format!("{last}.{first}"),
            1 => format!("{last}_{noun}"),
            2 => format!("{noun}.{last}"),
            3 => format!("{first}_{last}"),
            _ => format!("{first}.{last}"),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A letter without its accent, in lower case; nothing for what a handle cannot hold.
fn plain(letter: char) -> Option<char> {
    let letter = letter.to_lowercase().next()?;
    Some(match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'a'..='z' | '0'..='9' => letter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_people_share_a_surname() {
        // Around the step from three syllables to four, too.
        let people = || (0..10_000).chain(100_000..130_000);
        for seed in [0, 1, u64::MAX] {
            let all: BTreeSet<_> = people().map(|person| syllables(person, seed)).collect();
            assert_eq!(all.len(), people().count());
        }
        assert_eq!(SYLLABLES.iter().collect::<BTreeSet<_>>().len(), SYLLABLES.len());
        assert!(SYLLABLES.iter().all(|syllable| syllable.len() == 3));
    }

    #[test]
    fn every_letter_of_a_first_name_has_a_place_in_a_handle() {
        for style in [
            Style::French,
            Style::Spanish,
            Style::Italian,
            Style::German,
            Style::English,
            Style::Maghrebi,
            Style::Senegalese,
        ] {
            for name in first_names(style) {
                assert!(name.chars().all(|letter| plain(letter).is_some()), "{name}");
            }
        }
    }
}
