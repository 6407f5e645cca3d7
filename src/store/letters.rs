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

/// How a byte is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Frequent(u8),
    Other(u8),
    Raw,
}

/// The form of every byte; capitals are taken apart before.
static FORMS: [Form; 256] = {
    let mut forms = [Form::Raw; 256];
    let mut at = 0;
    while at < FREQUENT.len() {
        forms[FREQUENT[at] as usize] = Form::Frequent(at as u8);
        at += 1;
    }
    at = 0;
    while at < SHIFT as usize {
        forms[OTHERS[at] as usize] = Form::Other(at as u8);
        at += 1;
    }
    forms
};

/// Bytes of most texts.
type Bytes = SmallVec<[u8; 64]>;

/// Half bytes, the lower one first.
#[derive(Debug, Default)]
struct Halves {
    bytes: Bytes,
    is_half: bool,
}

impl Halves {
    fn push(&mut self, half: u8) {
        match self.bytes.last_mut().filter(|_| self.is_half) {
            Some(last) => *last |= half << 4,
            None => self.bytes.push(half),
        }
        self.is_half = !self.is_half;
    }

    fn push_other(&mut self, place: u8) {
        self.push(OTHER + (place >> 4));
        self.push(place & 15);
    }

    fn push_letter(&mut self, letter: u8) {
        match FORMS[usize::from(letter)] {
            Form::Frequent(half) => self.push(half),
            Form::Other(place) => self.push_other(place),
            Form::Raw => [RAW, letter & 15, letter >> 4].into_iter().for_each(|half| self.push(half)),
        }
    }
}

/// A text in half bytes; `None` where that would be no shorter.
pub(super) fn pack(text: &str) -> Option<Bytes> {
    let mut halves = Halves::default();
    for letter in text.bytes() {
        if letter.is_ascii_uppercase() {
            halves.push_other(SHIFT);
        }
        halves.push_letter(letter.to_ascii_lowercase());
        if halves.bytes.len() >= text.len() {
            return None;
        }
    }
    (!text.is_empty()).then_some(halves.bytes)
}

/// Appends the text of `length` bytes that `packed` begins with, and says how many bytes it took there.
pub(super) fn unpack(packed: &[u8], length: usize, text: &mut String) -> usize {
    let mut n_read = 0;
    // Behind the end there are zeros, should a record be broken.
    let mut half = || {
        let byte = packed.get(n_read / 2).copied().unwrap_or_default();
        n_read += 1;
        if n_read % 2 == 1 { byte & 15 } else { byte >> 4 }
    };
    let mut letters = Bytes::new();
    let mut is_capital = false;
    for _ in 0..2 * length {
        let letter = match half() {
            frequent @ ..OTHER => FREQUENT[usize::from(frequent)],
            RAW => half() | half() << 4,
            other => {
                let place = (other - OTHER) << 4 | half();
                if place == SHIFT {
                    is_capital = true;
                    continue;
                }
                OTHERS[usize::from(place)]
            }
        };
        letters.push(if std::mem::take(&mut is_capital) { letter.to_ascii_uppercase() } else { letter });
        if letters.len() == length {
            break;
        }
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
