//! What people talk about: topics that go together, and what follows from a topic.
//!
//! All numbers here are assumptions, made to be plausible together; none is published.

use accord::domain::{network::Network, topic::TOPICS};

use crate::generate::dice::Dice;

/// What a topic brings with it.
struct Subject {
    topic: &'static str,
    /// How many people have it as their main topic.
    weight: f64,
    /// Share of women in its audience.
    women: f64,
    /// Age of its audience: negative is younger, positive is older.
    age: f64,
    /// What prices are multiplied by: SponsorRate's niche factors (tech, business, cars 1.3, finance 1.5,
    /// fashion, beauty, gaming 1.1, food 0.9, pets 0.8).
    price: f64,
    /// Topics that often stand beside it.
    beside: [&'static str; 3],
}

const fn subject(
    topic: &'static str,
    weight: f64,
    women: f64,
    age: f64,
    price: f64,
    beside: [&'static str; 3],
) -> Subject {
    Subject { topic, weight, women, age, price, beside }
}

/// One for every topic of the vocabulary, in its order.
const SUBJECTS: [Subject; 28] = [
    subject("animals", 3.0, 0.62, 0.0, 0.8, ["nature", "family", "humor"]),
    subject("art", 3.0, 0.60, 0.0, 1.0, ["diy", "photography", "books"]),
    subject("beauty", 10.0, 0.88, -0.1, 1.1, ["fashion", "lifestyle", "wellness"]),
    subject("books", 2.5, 0.72, 0.1, 1.0, ["education", "film", "lifestyle"]),
    subject("business", 3.0, 0.42, 0.3, 1.3, ["finance", "tech", "education"]),
    subject("cars", 2.5, 0.12, 0.2, 1.3, ["tech", "travel", "sport"]),
    subject("dance", 2.0, 0.68, -0.4, 1.0, ["music", "fitness", "humor"]),
    subject("diy", 3.0, 0.66, 0.3, 1.0, ["home", "art", "family"]),
    subject("education", 2.5, 0.52, 0.0, 1.0, ["science", "books", "business"]),
    subject("family", 6.0, 0.82, 0.3, 1.0, ["lifestyle", "home", "food"]),
    subject("fashion", 10.0, 0.80, -0.1, 1.1, ["beauty", "lifestyle", "photography"]),
    subject("film", 2.0, 0.45, -0.1, 1.0, ["humor", "books", "gaming"]),
    subject("finance", 2.0, 0.28, 0.2, 1.5, ["business", "education", "tech"]),
    subject("fitness", 6.0, 0.52, -0.1, 1.2, ["wellness", "sport", "food"]),
    subject("food", 9.0, 0.66, 0.2, 0.9, ["travel", "family", "lifestyle"]),
    subject("gaming", 5.0, 0.18, -0.4, 1.1, ["tech", "humor", "film"]),
    subject("home", 4.0, 0.75, 0.3, 1.0, ["diy", "family", "lifestyle"]),
    subject("humor", 5.0, 0.47, -0.3, 1.0, ["lifestyle", "film", "music"]),
    subject("lifestyle", 9.0, 0.70, 0.0, 1.0, ["fashion", "travel", "home"]),
    subject("music", 4.0, 0.50, -0.2, 1.0, ["dance", "art", "humor"]),
    subject("nature", 2.5, 0.50, 0.3, 1.0, ["travel", "photography", "animals"]),
    subject("news", 2.0, 0.40, 0.2, 1.0, ["education", "business", "humor"]),
    subject("photography", 3.0, 0.50, 0.1, 1.0, ["travel", "nature", "art"]),
    subject("science", 2.0, 0.36, 0.0, 1.0, ["education", "tech", "nature"]),
    subject("sport", 4.0, 0.28, 0.0, 1.1, ["fitness", "nature", "travel"]),
    subject("tech", 4.0, 0.20, 0.0, 1.3, ["gaming", "science", "business"]),
    subject("travel", 8.0, 0.58, 0.1, 1.0, ["photography", "food", "nature"]),
    subject("wellness", 4.0, 0.76, 0.1, 1.2, ["fitness", "food", "lifestyle"]),
];

/// What a network multiplies the weights of topics by; a topic that is not listed stays as it is.
fn leans(network: Network) -> &'static [(&'static [&'static str], f64)] {
    match network {
        Network::Instagram => &[(&["gaming", "news", "science", "business"], 0.4)],
        Network::Tiktok => &[(&["humor", "dance"], 3.0), (&["photography", "home", "business"], 0.5)],
        Network::Youtube => &[
            (&["gaming", "tech", "science", "education", "cars", "film"], 3.0),
            (&["fashion", "photography"], 0.5),
        ],
        Network::X => &[
            (&["news"], 10.0),
            (&["sport", "tech", "business", "finance", "gaming", "film"], 3.0),
            (&["beauty", "fashion", "home", "food", "family", "fitness"], 0.15),
        ],
        Network::Facebook => &[(&["family", "food", "animals", "humor", "diy"], 2.5)],
        Network::Snapchat => &[(&["lifestyle", "humor", "beauty"], 3.0)],
        Network::Twitch => &[
            (&["gaming"], 30.0),
            (&["humor", "music", "tech"], 2.0),
            (&["beauty", "fashion", "family", "home", "photography", "wellness"], 0.1),
        ],
        Network::Pinterest => &[
            (&["home", "diy", "food", "fashion"], 4.0),
            (&["gaming", "news", "sport", "humor", "tech"], 0.1),
        ],
        Network::Linkedin => {
            &[(&["business"], 25.0), (&["finance", "education", "tech"], 10.0), (&TOPICS, 0.05)]
        }
    }
}

fn lean(network: Network, topic: &str) -> f64 {
    let listed = leans(network).iter().find(|(topics, _)| topics.contains(&topic));
    listed.map_or(1.0, |(_, factor)| *factor)
}

/// A topic by its position in the vocabulary.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Topic(usize);

impl Topic {
    /// The main topic of a person on this network.
    pub(super) fn main(network: Network, dice: &mut Dice) -> Self {
        Self(dice.weighted(SUBJECTS.iter().map(|subject| subject.weight * lean(network, subject.topic))))
    }

    /// A topic that goes with this one.
    pub(super) fn beside(self, dice: &mut Dice) -> Self {
        let slug = dice.pick(&SUBJECTS[self.0].beside);
        Self(TOPICS.binary_search(slug).unwrap_or(self.0))
    }

    /// The network on which somebody with this topic also has an account.
    pub(super) fn draws(self, network: Network) -> f64 {
        lean(network, TOPICS[self.0])
    }

    pub(super) fn slug(self) -> &'static str {
        TOPICS[self.0]
    }

    /// Share of women in the audience.
    pub(super) fn women(self) -> f64 {
        SUBJECTS[self.0].women
    }

    /// Age of the audience: negative is younger.
    pub(super) fn age(self) -> f64 {
        SUBJECTS[self.0].age
    }

    /// What prices are multiplied by.
    pub(super) fn price(self) -> f64 {
        SUBJECTS[self.0].price
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_a_subject_and_every_neighbor_a_topic() {
        assert!(SUBJECTS.iter().map(|subject| subject.topic).eq(TOPICS));
        for subject in &SUBJECTS {
            assert!(subject.beside.iter().all(|topic| TOPICS.contains(topic) && *topic != subject.topic));
        }
        for network in Network::ALL {
            assert!(
                leans(network).iter().flat_map(|(topics, _)| *topics).all(|topic| TOPICS.contains(topic))
            );
        }
    }
}
