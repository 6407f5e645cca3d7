//! Folding: what is left of a text when case, accents and punctuation do not matter.

pub(super) use crate::domain::fold::fold;

/// The folded words, one space between them.
pub(super) fn words(text: &str) -> String {
    join(text, ' ')
}

/// The folded words, joined by hyphens: `Bien-être & santé` is `bien-etre-sante`.
pub(super) fn slug(text: &str) -> String {
    // Most are slugs already, and there are many.
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if text.as_bytes().split(|byte| *byte == b'-').all(|part| !part.is_empty() && part.iter().all(is_part)) {
        return text.to_owned();
    }
    join(text, '-')
}

fn join(text: &str, by: char) -> String {
    let mut out = String::with_capacity(text.len());
    for word in fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(by);
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(words("  Nombre d’Abonnés\r\n(total)"), "nombre d abonnes total");
        assert_eq!(slug("Bien-être & Santé"), "bien-etre-sante");
        for (text, expected) in
            [("a-b2", "a-b2"), ("-a", "a"), ("a--b", "a-b"), ("a-", "a"), ("-", ""), ("", "")]
        {
            assert_eq!(slug(text), expected);
        }
    }
}
