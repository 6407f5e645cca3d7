//! Vendors' categories, hashtags and words turned into topics, English and French.
//!
//! A category is looked up as a whole, then piece by piece (`Beauty/Fashion`, `Music & Dance`), then word by
//! word; several topics are possible. What no word of is known stays as it is, as a slug.

use crate::{
    domain::topic::meaning,
    intake::{fold, sensitive},
};

/// Words for "none": they make no topic.
const NONE: [&str; 6] = ["other", "unknown", "autre", "autres", "inconnu", "none"];

/// The topics of a cell, in the order in which it names them; a list names one category after the other.
pub(super) fn topics(cell: &str) -> Vec<String> {
    let mut topics = Vec::new();
    for category in cell.split([',', ';', '|', '#']) {
        for topic in topics_of(category) {
            add(&mut topics, &topic);
        }
    }
    topics
}

fn topics_of(category: &str) -> Vec<String> {
    let mut topics = Vec::new();
    for piece in category.split(['/', '&', '+']) {
        let folded = fold::words(piece);
        if let Some(topic) = topic(&folded) {
            add(&mut topics, topic);
            continue;
        }
        let words: Vec<&str> = folded.split(' ').collect();
        let mut at = 0;
        while at < words.len() {
            // Two words may mean something else than each alone: "video games", "self help".
            let pair = words.get(at..at + 2).map(|pair| pair.join(" "));
            if let Some(topic) = pair.as_deref().and_then(topic) {
                add(&mut topics, topic);
                at += 2;
            } else {
                if let Some(topic) = topic(words[at]) {
                    add(&mut topics, topic);
                }
                at += 1;
            }
        }
    }
    if topics.is_empty() {
        let slug = fold::slug(category);
        let says_nothing = slug.split('-').all(|word| NONE.contains(&word) || word.is_empty());
        if !says_nothing && !sensitive::is_word(&slug) {
            topics.push(slug);
        }
    }
    topics
}

fn topic(words: &str) -> Option<&'static str> {
    meaning(words)?.topic
}

fn add(topics: &mut Vec<String>, topic: &str) {
    if !topics.iter().any(|known| known == topic) {
        topics.push(topic.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_become_topics() {
        for (category, expected) in [
            ("Cinema & Actors/actresses", "film"),
            ("Sports with a ball", "sport"),
            ("Music & Dance", "music dance"),
            ("Entertainment & Cinema", "entertainment film"),
            ("Beauty/Fashion/FoodLifestyle", "beauty fashion"),
            ("Video games", "gaming"),
            ("Video_game_culture", "gaming"),
            ("Howto & Style", "diy fashion"),
            ("Beauté & Mode", "beauty fashion"),
            ("Jeux vidéo", "gaming"),
            ("Bien-être", "wellness"),
            ("News & Politics", "news"),
            ("Society", "society"),
            ("beauty; street-art; society", "beauty art society"),
            ("Other / Unknown", ""),
            ("Religion", ""),
            ("", ""),
        ] {
            assert_eq!(topics(category).join(" "), expected, "{category}");
        }
    }
}
