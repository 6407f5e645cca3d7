//! What people say about themselves, out of a few patterns.

use crate::generate::{dice::Dice, person::Person, words};

/// A short text in French or English.
pub(super) fn bio(person: &Person, dice: &mut Dice) -> String {
    let french = person.writes_french();
    let own = person.words();
    let line = if french { *dice.pick(&own.in_french) } else { *dice.pick(&own.in_english) };
    let pattern = dice.below(8);
    match (pattern, person.city, person.topics.get(1)) {
        (0 | 1, Some(city), _) => format!("{line}. {city}."),
        (2, Some(city), _) => format!("📍 {city}. {line}."),
        (3 | 4, _, Some((topic, _))) => {
            let beside = words::of(topic.slug());
            if french {
                format!("{line}. Aussi\u{a0}: {}.", beside.french)
            } else {
                format!("{line}. Also: {}.", beside.english)
            }
        }
        (5, _, _) if french => format!("{line}. Collaborations par message."),
        (5, _, _) => format!("{line}. Collaborations by message."),
        _ => format!("{line}."),
    }
}
