//! Folding: the form in which words are compared, so that "beaute" finds "Beauté".
//!
//! The letters follow Unicode's compatibility decomposition without its marks, for the scripts that have case:
//! Latin, Greek and Cyrillic, with full-width and mathematical letters, which names are decorated with. The
//! tables for the whole of Unicode would weigh more than the rest of the engine; the tests compare with them.

/// Latin with accents, folded, from U+00C0.
const LATIN: [u16; 400] = letters(
    "\
        aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþyaaaaaaccccccccddđđeeeeeeeeeegggg\
        gggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzs\
        ƀɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaa\
        aaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææøøaaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿ\
        ɀɂɂƀʉʌɇɇɉɉɋɋɍɍɏɏ",
);

/// Greek, folded, from U+0370.
const GREEK: [u16; 144] = letters(
    "\
        ͱͱͳͳʹ͵ͷͷ\u{378}\u{379} ͻͼͽ;ϳ\u{380}\u{381}\u{382}\u{383}  α·εηι\u{38b}ο\u{38d}υωιαβγδεζηθικλμνξοπρ\u{3a2}στυφχψωιυαεηιυαβγδεζηθικλμνξοπρςστυφχψωιυουωϗ\
        βθυυυφπϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯκρςϳθε϶ϸϸσϻϻϼͻͼͽ",
);

/// Cyrillic, folded, from U+0400.
const CYRILLIC: [u16; 96] = letters(
    "\
        ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕііјљњћкиуџ",
);

/// Latin with more accents, folded, from U+1E00.
const MORE_LATIN: [u16; 256] = letters(
    "\
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
        ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ",
);

/// The code points of a text, in the compiler.
const fn letters<const N: usize>(text: &str) -> [u16; N] {
    let bytes = text.as_bytes();
    let mut out = [0; N];
    let (mut at, mut n) = (0, 0);
    while n < N {
        let first = bytes[at] as u16;
        (out[n], at) = match first {
            0..=0x7F => (first, at + 1),
            0xC0..=0xDF => ((first & 0x1F) << 6 | (bytes[at + 1] & 0x3F) as u16, at + 2),
            _ => {
                let (second, third) = ((bytes[at + 1] & 0x3F) as u16, (bytes[at + 2] & 0x3F) as u16);
                (first << 12 | second << 6 | third, at + 3)
            }
        };
        n += 1;
    }
    assert!(at == bytes.len(), "a run has as many letters as its code points");
    out
}

/// Without accents and decoration, lower case.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Appends the folded form of a text.
pub fn fold_onto(folded: &mut String, text: &str) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for letter in text.chars() {
        match letter {
            letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            // Combining marks, and what selects the look of an emoji, carry no word.
            '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' => {}
            '\u{132}' | '\u{133}' => folded.push_str("ij"),
            '\u{FB00}'..='\u{FB06}' => folded.push_str(LIGATURES[letter as usize - 0xFB00]),
            letter => folded.extend(plain(letter).to_lowercase()),
        }
    }
}

/// The letters of U+FB00 to U+FB06.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// A letter without accent or decoration.
fn plain(letter: char) -> char {
    let code = letter as u32;
    let run = |run: &[u16], first: u32| run.get((code - first) as usize).map(|found| u32::from(*found));
    let found = match code {
        0xC0..=0x24F => run(&LATIN, 0xC0),
        0x370..=0x3FF => run(&GREEK, 0x370),
        0x400..=0x45F => run(&CYRILLIC, 0x400),
        0x1E00..=0x1EFF => run(&MORE_LATIN, 0x1E00),
        // Full-width forms of ASCII.
        0xFF01..=0xFF5E => Some(code - 0xFEE0),
        // Thirteen alphabets of mathematical letters, capitals first; then five rows of digits.
        0x1D400..=0x1D6A3 => Some(u32::from(b'a') + (code - 0x1D400) % 26),
        0x1D7CE..=0x1D7FF => Some(u32::from(b'0') + (code - 0x1D7CE) % 10),
        _ => None,
    };
    found.and_then(char::from_u32).unwrap_or(letter)
}

/// The words of a folded text: runs of letters and digits.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

    use super::*;

    #[test]
    fn accents_case_and_decoration_are_folded() {
        assert_eq!(fold("Beauté À L’ÎLE"), "beaute a l’ile");
        assert_eq!(fold("Beaute\u{301}"), "beaute");
        assert_eq!(fold("ＡＢＣ ﬁn \u{1D4D0}\u{1D4EB}\u{1D7DB}"), "abc fin ab3");
        assert_eq!(words("l’ile, d_or-42").collect::<Vec<_>>(), ["l", "ile", "d", "or", "42"]);
    }

    /// A letter that decomposes into one letter and marks folds to it; the few that make two letters or a
    /// letter and a sign are left alone.
    #[test]
    fn single_letters_fold_as_unicode_decomposes_them() {
        let runs = [
            0xC0..=0x24Fu32,
            0x370..=0x3FF,
            0x400..=0x45F,
            0x1E00..=0x1EFF,
            0xFF01..=0xFF5E,
            0x1D400..=0x1D6A3,
        ];
        for letter in runs.into_iter().flatten().filter_map(char::from_u32) {
            let lower = |text: String| text.to_lowercase();
            let full =
                lower(std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)).collect());
            // The mathematical alphabets have holes, whose letters stand elsewhere.
            let is_hole = (letter as u32) >= 0x1D400 && !full.is_ascii();
            if full.chars().count() == 1 && full != " " && !is_hole {
                assert_eq!(fold(&letter.to_string()), full, "{letter} U+{:04X}", letter as u32);
            }
        }
    }
}
