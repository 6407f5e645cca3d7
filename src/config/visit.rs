//! What a visit brings in the query string: `?data=URL` (repeatable) and `?lang=`; nothing else is read there.

use percent_encoding::percent_decode_str;

/// What the address of a visit asks for besides the query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visit {
    /// Addresses of data to open instead of the configured.
    pub data: Vec<String>,
    /// The language asked for.
    pub language: Option<String>,
}

/// Most addresses that are read; more is an accident or an attack.
const MOST_ADDRESSES: usize = 50;

impl Visit {
    /// Reads the query string, with or without `?`. Other keys are nobody's business here.
    pub fn parse(search: &str) -> Self {
        let mut visit = Self::default();
        for pair in search.trim_start_matches('?').split('&') {
            match pair.split_once('=') {
                Some(("data", value)) if !value.is_empty() && visit.data.len() < MOST_ADDRESSES => {
                    visit.data.push(decode(value));
                }
                Some(("lang", value)) if visit.language.is_none() => visit.language = Some(decode(value)),
                _ => {}
            }
        }
        visit
    }
}

/// Forms write a space as "+", and an address cannot hold a plain one.
fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_repeats_and_the_first_language_counts() {
        let visit =
            Visit::parse("?data=a.json&lang=en&utm=x&data=https%3A%2F%2Fx.example%2Fb.csv&lang=fr&data=");
        assert_eq!(visit.data, ["a.json", "https://x.example/b.csv"]);
        assert_eq!(visit.language.as_deref(), Some("en"));
        assert_eq!(Visit::parse(""), Visit::default());
    }
}
