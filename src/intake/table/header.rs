//! What a column's header says: its field, and beside it the network, the statistic, the window, the unit.

use super::fields::{FIELDS, FORMATS, Kind, NOISE, PRICES, STATISTICS};
use crate::{
    domain::{network::Network, profile::Basis},
    intake::{fold, place, sensitive},
};

/// A header, read.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::intake) struct Header {
    /// As written, on one line.
    pub(super) text: String,
    /// What the column is about.
    pub(in crate::intake) meaning: Meaning,
    /// Network named in the header.
    pub(super) network: Option<Network>,
    /// `mean` or `median`, where the header says so.
    pub(super) statistic: Option<&'static str>,
    /// Days that the numbers look back on.
    pub(super) window_days: Option<u64>,
    /// Whether the numbers are percentages.
    pub(super) percent: bool,
    /// What a rate is divided by.
    pub(super) basis: Option<Basis>,
    /// Currency of an amount.
    pub(super) currency: Option<&'static str>,
    /// Whether the header asks for a handle rather than a name; the values have the last word.
    pub(super) wants_handle: bool,
}

/// What a column is about.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::intake) enum Meaning {
    /// A field of the contract or what leads to one: its path and what the cells hold.
    Field(String, Kind),
    /// An attribute that is never read.
    Sensitive,
    /// Nothing that Accord knows.
    Unknown,
}

impl Header {
    pub(in crate::intake) fn read(text: &str) -> Self {
        let folded = fold::words(text);
        let mut header = Self {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            meaning: Meaning::Unknown,
            network: None,
            statistic: None,
            window_days: None,
            percent: text.contains('%'),
            basis: None,
            currency: currency(text),
            wants_handle: false,
        };
        if sensitive::is_field(text) {
            header.meaning = Meaning::Sensitive;
            return header;
        }
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if let Some(field) = contract_path(text.trim()) {
            header.meaning = field;
            return header;
        }
        let key = header.strip(&words);
        let price = words.iter().any(|word| PRICES.contains(word));
        header.meaning = if price {
            money(&words)
        } else if key.is_empty() && header.network.is_some() {
            // "Tiktoker", "YouTube": whoever it is, the values tell how.
            Meaning::Field("name".to_owned(), Kind::Account)
        } else {
            lookup(&key)
        };
        let is = |wanted: &str| matches!(&header.meaning, Meaning::Field(path, _) if path == wanted);
        header.wants_handle = is("handle");
        // "Engagement (%)" is a rate, however short its name.
        if is("engagement.reactions") && header.percent {
            header.meaning = Meaning::Field("engagement.rate".to_owned(), Kind::Rate);
        }
        if matches!(header.meaning, Meaning::Field(_, Kind::Rate)) {
            header.basis = basis(&words);
        }
        header
    }

    /// Whether the column says which account a row is about.
    pub(super) fn is_identity(&self) -> bool {
        match &self.meaning {
            Meaning::Field(path, kind) => path == "id" || matches!(kind, Kind::Account | Kind::Url),
            _ => false,
        }
    }

    /// Takes the words that say something of their own out of the header; what is left names the field.
    fn strip(&mut self, words: &[&str]) -> String {
        let mut key: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let word = words[at];
            let next = words.get(at + 1).copied().unwrap_or_default();
            at += 1;
            if let Some((_, statistic)) = STATISTICS.iter().find(|(known, _)| *known == word) {
                self.statistic = Some(statistic);
            } else if matches!(next, "day" | "days" | "jour" | "jours" | "d" | "j") && is_number(word) {
                self.window_days = word.parse().ok();
                at += 1;
            } else if matches!(word, "pct" | "percent" | "percentage" | "pourcent" | "pourcentage") {
                self.percent = true;
            } else if matches!(word, "per" | "par") && matches!(next, "post" | "publication" | "video") {
                at += 1;
            } else if let Some(network) = place::network_word(word).or((words == ["x"]).then_some(Network::X))
            {
                self.network = Some(network);
            } else if NOISE.contains(&word) || matches!(word, "eur" | "usd" | "gbp") {
            } else if is_number(word) && key.last().is_some_and(|last| last.starts_with("categor")) {
                // category_1, category_2: parts of one field.
            } else {
                key.push(word);
            }
        }
        key.join(" ")
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn lookup(key: &str) -> Meaning {
    let found = FIELDS
        .iter()
        .find(|(_, _, headers)| headers.split('|').any(|header| header == key && !key.is_empty()));
    found.map_or(Meaning::Unknown, |(path, kind, _)| Meaning::Field((*path).to_owned(), *kind))
}

/// A header that is a path of the contract: `followers`, `audience.ages.18-24`, `price.reel.low`.
fn contract_path(text: &str) -> Option<Meaning> {
    let field = |path: &str, kind| Some(Meaning::Field(path.to_owned(), kind));
    if !text.is_ascii() || text.len() > 100 {
        return None;
    }
    let parts: Vec<&str> = text.split('.').collect();
    match parts[..] {
        [
            "audience",
            "types" | "genders" | "ages" | "countries" | "cities" | "languages" | "interests",
            _,
        ] => field(text, Kind::Share),
        ["price", _, "low" | "high"] => field(text, Kind::Amount),
        ["price", _, "currency" | "kind"] => field(text, Kind::Text),
        // Bare words are looked up with all the others, which know more about them.
        [_] => None,
        _ => {
            let known = FIELDS.iter().find(|(path, kind, _)| *path == text && *kind != Kind::NotKept)?;
            field(text, known.1)
        }
    }
}

/// A price, its format and which end of a range it is.
fn money(words: &[&str]) -> Meaning {
    let format = words.iter().find_map(|word| FORMATS.iter().find(|(known, _)| known == word));
    let end = words.iter().find_map(|word| match *word {
        "min" | "low" | "from" | "minimum" => Some("low"),
        "max" | "high" | "to" | "maximum" => Some("high"),
        _ => None,
    });
    let format = format.map_or("", |(_, format)| format);
    Meaning::Field(["price", format, end.unwrap_or("both")].join("."), Kind::Money)
}

fn basis(words: &[&str]) -> Option<Basis> {
    words.iter().find_map(|word| match *word {
        "views" | "view" | "vues" | "vue" => Some(Basis::Views),
        "followers" | "subscribers" | "abonnes" => Some(Basis::Followers),
        "reach" | "portee" => Some(Basis::Reach),
        _ => None,
    })
}

/// The currency that a header or a cell names.
pub(super) fn currency(text: &str) -> Option<&'static str> {
    let upper = text.to_ascii_uppercase();
    let word = |word: &str| upper.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part == word);
    [('€', "EUR"), ('$', "USD"), ('£', "GBP")]
        .into_iter()
        .find(|(sign, _)| text.contains(*sign))
        .or_else(|| {
            [('e', "EUR"), ('u', "USD"), ('g', "GBP"), ('c', "CHF")].into_iter().find(|(_, code)| word(code))
        })
        .map(|(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) -> Header {
        let header = Header::read(text);
        let path = match &header.meaning {
            Meaning::Field(path, _) => path.as_str(),
            Meaning::Sensitive => "sensitive",
            Meaning::Unknown => "",
        };
        assert_eq!(path, expected, "{text}");
        header
    }

    #[test]
    fn headers_of_vendors_and_of_people_are_understood() {
        check("Influencer insta name", "name");
        check("Subscribers count", "followers");
        check(" Subscribers", "followers");
        check("Suscribers", "followers");
        check("Nombre d’abonnés", "followers");
        check("Audience country(mostly)", "audience.countries");
        check("Authentic engagement\r\n", "engagement.authentic");
        check("Engagement average Values \n", "engagement.reactions");
        check("Category_2", "topics");
        check("TOPIC OF INFLUENCE", "topics");
        check("Hashtags", "bio");
        check("channel_info", "name");
        check("Taux d'engagement (%)", "engagement.rate");
        check("audience.ages.18-24", "audience.ages.18-24");
        check("18-24 ans", "audience.ages.18-24");
        check("Ethnicity", "sensitive");
        check("E-mail", "has_contact");
        for unknown in
            ["S.no", "#", "rank", "subscribers_for_last_30_days", "total_likes", "POTENTIAL REACH", "Notes"]
        {
            check(unknown, "");
        }
    }

    #[test]
    fn what_stands_beside_the_field_is_kept() {
        assert_eq!(check("Avg. likes", "engagement.likes").statistic, Some("mean"));
        assert_eq!(check("60_day_eng_rate", "engagement.rate").window_days, Some(60));
        assert_eq!(check("Tiktoker", "name").network, Some(Network::Tiktok));
        assert_eq!(check("YouTube_Views", "engagement.views").network, Some(Network::Youtube));
        assert_eq!(check("Taux d'engagement (vues)", "engagement.rate").basis, Some(Basis::Views));
        assert!(check("Engagement %", "engagement.rate").percent);
        assert_eq!(check("Prix reel (€)", "price.reel.both").currency, Some("EUR"));
        check("Story price max USD", "price.story.high");
    }
}
