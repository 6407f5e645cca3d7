//! Changes to a query's text that need no query: the text's grammar is pairs of key and value.
//!
//! The engine reads the text and names what is wrong with it; reading it here as well would put the whole
//! reader into every host's page.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::tier::Policy;

/// Keys of where the reader looks and points, which in an element is not the query's matter.
const POINTERS: [&str; 4] = ["from", "n", "id", "ids"];

/// The text that asks for the first `limit` rows.
pub(super) fn first_rows(query: &str, limit: usize) -> String {
    with(&without(query, &POINTERS), "n", &limit.to_string())
}

/// The text that points at a profile.
pub(super) fn pointed(query: &str, id: &str) -> String {
    with(&without(query, &POINTERS), "id", &utf8_percent_encode(id, NON_ALPHANUMERIC).to_string())
}

/// The text without the pairs of these keys.
pub(super) fn without(query: &str, keys: &[&str]) -> String {
    let is_kept = |pair: &&str| !pair.is_empty() && !keys.contains(&key(pair));
    query.split('&').filter(is_kept).collect::<Vec<_>>().join("&")
}

/// The size policy that a text's tiers are of.
pub(super) fn policy(query: &str) -> Policy {
    let named = query.split('&').find_map(|pair| pair.strip_prefix("policy="));
    named.and_then(Policy::named).unwrap_or(Policy::standard())
}

fn with(query: &str, key: &str, value: &str) -> String {
    let joint = if query.is_empty() { "" } else { "&" };
    format!("{query}{joint}{key}={value}")
}

fn key(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::Query;

    #[test]
    fn the_limit_is_the_elements_and_the_rest_the_hosts() {
        assert_eq!(first_rows("", 5), "n=5");
        assert_eq!(first_rows("n=900&tier=micro&from=40&id=x&q=l%26a", 5), "tier=micro&q=l%26a&n=5");
        let (query, issues) = Query::parse(&first_rows("&&tier=micro&", 7));
        assert_eq!((query.n, query.from, issues.len()), (7, 0, 0));
    }

    #[test]
    fn an_id_reads_back_whatever_is_in_it() {
        let id = "instagram:é&id=b #1";
        assert_eq!(Query::parse(&pointed("q=a&ids=c", id)).0.id.as_deref(), Some(id));
    }

    #[test]
    fn a_filter_is_lifted_by_its_key() {
        assert_eq!(without("tier=micro&er=40..&b.topics=er", &["er"]), "tier=micro&b.topics=er");
    }

    #[test]
    fn the_policy_is_the_texts_or_the_usual() {
        assert_eq!(policy("q=a&policy=seed").slug(), "seed");
        assert_eq!(policy("policy=giga"), Policy::standard());
        assert_eq!(policy("b.policy=seed"), Policy::standard());
    }
}
