//! Sentences with what stands in them.

/// Begins text whose direction is that of its own first letter, apart from what is around it.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// Ends it.
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// Puts the parts of a sentence together; bit *n* of `arguments` is set where part *n* comes from outside.
///
/// Arabic and Hebrew run from right to left, and would take along the punctuation and the numbers that follow them:
/// such an argument is set apart, as Unicode's annex 9 asks.
pub(super) fn sentence(parts: &[&str], arguments: u64) -> String {
    let mut sentence = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for (at, part) in parts.iter().enumerate() {
        if arguments >> at & 1 == 1 && part.chars().any(is_right_to_left) {
            sentence.push(FIRST_STRONG_ISOLATE);
            sentence.push_str(part);
            sentence.push(POP_DIRECTIONAL_ISOLATE);
        } else {
            sentence.push_str(part);
        }
    }
    sentence
}

/// Whether a letter is of a block that Unicode keeps for scripts from right to left.
const fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_from_right_to_left_is_set_apart_and_nothing_else() {
        assert_eq!(sentence(&["Retirer : ", "Léa", "."], 0b10), "Retirer : Léa.");
        assert_eq!(sentence(&["Retirer : ", "ليلى 2", " !"], 0b10), "Retirer : \u{2068}ليلى 2\u{2069} !");
        assert_eq!(sentence(&["נועה", " : ", "3"], 0b101), "\u{2068}נועה\u{2069} : 3");
        // The translator's own words are.
        assert_eq!(sentence(&["נועה ", "3"], 0b10), "נועה 3");
    }
}
