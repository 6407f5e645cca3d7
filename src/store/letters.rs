//! Texts that are met once, such as handles, in about five bits a letter: the frequent letters take half a byte.
//!
//! A text is its length and its letters as they are, or as half bytes where these are fewer. Thirteen half bytes are
//! letters, two begin one of thirty-two others, and the last one stands before a byte as it is.

use smallvec::SmallVec;

/// Letters of half a byte, the most frequent of names in French, English and Spanish.
const FREQUENT: &[u8; 13] = b"eaniorlstumcd";
/// Letters of a whole byte. The last is none, and makes the letter after it a capital.
const OTHERS: &[u8; 32] = b"bfghjkpqvwxyz0123456789._- '/,?\0";
/// The first of the half bytes that begin one of these.
const OTHER: u8 = FREQUENT.len() as u8;
/// Makes the next letter a capital.
const SHIFT: u8 = OTHERS.len() as u8 - 1;
/// Stands before a byte as it is.
const RAW: u8 = 15;

/// How each byte is written: its half bytes from the lowest on, and above [`COUNT`] how many they are.
static CODES: [u32; 256] = {
    let mut codes = [0; 256];
    let mut byte = 0;
    while byte < codes.len() {
        codes[byte] = RAW as u32 | (byte as u32) << 4 | 3 << COUNT;
        byte += 1;
    }
    let mut at = 0;
    while at < FREQUENT.len() {
        codes[FREQUENT[at] as usize] = at as u32 | 1 << COUNT;
        at += 1;
    }
    at = 0;
    while at < SHIFT as usize {
        codes[OTHERS[at] as usize] = other(at as u8) | 2 << COUNT;
        at += 1;
    }
    // Behind the mark of a capital stands its letter.
    byte = b'A' as usize;
    while byte <= b'Z' as usize {
        let letter = codes[byte + 32];
        let halves = letter & ((1 << COUNT) - 1);
        codes[byte] = other(SHIFT) | halves << 8 | ((letter >> COUNT) + 2) << COUNT;
        byte += 1;
    }
    codes
};
/// Bits of the most half bytes that a byte takes.
const COUNT: u32 = 16;

/// The half bytes of one of the others.
const fn other(place: u8) -> u32 {
    (OTHER + (place >> 4)) as u32 | ((place & 15) as u32) << 4
}

/// Bytes of most texts.
type Bytes = SmallVec<[u8; 64]>;

/// A text in half bytes, the lower one first; `None` where that would be no shorter.
pub(super) fn pack(text: &str) -> Option<Bytes> {
    let mut packed = Bytes::new();
    let (mut waiting, mut n_waiting) = (0, 0);
    for letter in text.bytes() {
        let code = CODES[usize::from(letter)];
        waiting |= (code & ((1 << COUNT) - 1)) << n_waiting;
        n_waiting += (code >> COUNT) * 4;
        while n_waiting >= 8 {
            packed.push(waiting as u8);
            waiting >>= 8;
            n_waiting -= 8;
        }
    }
    if n_waiting > 0 {
        packed.push(waiting as u8);
    }
    (packed.len() < text.len()).then_some(packed)
}

/// Appends the text of `length` bytes that `packed` begins with, and says how many bytes it took there.
pub(super) fn unpack(packed: &[u8], length: usize, text: &mut String) -> usize {
    let mut n_read = 0;
    let mut letters = Bytes::new();
    let mut is_capital = false;
    // Each letter takes a half byte or more, so that a record which is broken ends soon.
    while letters.len() < length && n_read <= 2 * packed.len() {
        // Behind the end there are zeros.
        let byte = |at: usize| packed.get(at).map_or(0, |byte| u32::from(*byte));
        let halves = (byte(n_read / 2) | byte(n_read / 2 + 1) << 8) >> (n_read % 2 * 4);
        let first = halves as u8 & 15;
        let letter = if first < OTHER {
            n_read += 1;
            FREQUENT[usize::from(first)]
        } else if first == RAW {
            n_read += 3;
            (halves >> 4) as u8
        } else {
            n_read += 2;
            let place = (first - OTHER) << 4 | (halves >> 4) as u8 & 15;
            if place == SHIFT {
                is_capital = true;
                continue;
            }
            OTHERS[usize::from(place)]
        };
        letters.push(if is_capital { letter.to_ascii_uppercase() } else { letter });
        is_capital = false;
    }
    text.push_str(std::str::from_utf8(&letters).unwrap_or_default());
    n_read.div_ceil(2).min(packed.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn handles_take_less_than_three_quarters_of_their_letters() {
        for (text, most) in [
            ("quotidien.berbeleval", 13),
            ("lea.martin", 6),
            ("p26412", 6),
            ("Berbeleval", 8),
            ("", 0),
            ("日本", 6),
        ] {
            let length = pack(text).map_or(text.len(), |packed| packed.len());
            assert!(length <= most, "{text}: {length}");
        }
        assert_eq!((pack("日本"), pack("")), (None, None));
    }

    #[test]
    fn a_record_that_is_cut_off_ends_its_text_and_nothing_else() {
        let packed = pack("lea.martin").unwrap_or_default();
        for length in 0..packed.len() {
            assert!(unpack(&packed[..length], 10, &mut String::new()) <= length);
        }
        assert_eq!(unpack(&[], usize::MAX >> 40, &mut String::new()), 0);
    }

    proptest! {
        #[test]
        fn every_text_comes_out_as_it_went_in(text in "[a-zA-Z0-9._ é\\PC]{0,80}", more in any::<[u8; 3]>()) {
            if let Some(packed) = pack(&text) {
                prop_assert!(packed.len() < text.len());
                let mut read = String::from("é");
                let length = unpack(&[&packed[..], &more].concat(), text.len(), &mut read);
                prop_assert_eq!((length, &read["é".len()..]), (packed.len(), &text[..]));
            }
        }
    }
}
