//! What topics are called in a search.

/// Words of the topics' French and English names, folded, beyond the slug itself; those that say nothing are left out.
const NAMES: [(&str, &str); 22] = [
    ("animals", "animaux"),
    ("beauty", "beaute"),
    ("books", "livres"),
    ("business", "entreprise"),
    ("cars", "automobile"),
    ("dance", "danse"),
    ("diy", "bricolage creation crafts"),
    ("family", "famille"),
    ("fashion", "mode"),
    ("film", "cinema series"),
    ("food", "cuisine"),
    ("gaming", "jeux video"),
    ("home", "maison decoration"),
    ("humor", "humour"),
    ("lifestyle", "vivre"),
    ("music", "musique"),
    ("news", "actualite"),
    ("photography", "photographie"),
    ("science", "sciences"),
    ("tech", "technologie technology"),
    ("travel", "voyage"),
    ("wellness", "bien etre"),
];

/// The words of a topic's names beyond its slug, with spaces between; empty where there are none.
pub fn names(slug: &str) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == slug).map_or("", |(_, names)| names)
}

/// The topics that have a name with a word which begins like this; the beginning is folded. The slug itself is none:
/// it is searched for as any word is.
pub fn called(beginning: &str) -> impl Iterator<Item = &'static str> {
    let is_meant = move |names: &str| names.split(' ').any(|name| name.starts_with(beginning));
    NAMES.iter().filter(move |(_, names)| is_meant(names)).map(|(slug, _)| *slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{fold::fold, topic::is_topic};

    #[test]
    fn names_are_of_topics_and_folded() {
        for (slug, names) in NAMES {
            assert!(
                is_topic(slug) && names.split(' ').all(|name| fold(name) == name && name != slug),
                "{slug}"
            );
        }
    }

    #[test]
    fn a_topic_is_found_by_the_beginning_of_any_word_of_its_names() {
        assert!(called("beau").eq(["beauty"]));
        assert!(called("vid").eq(["gaming"]));
        assert!(called("m").eq(["fashion", "home", "music"]));
        assert!(called("beauty").eq([""; 0]));
    }
}
