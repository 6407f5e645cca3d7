//! How queries are read and printed where a host has defaults of its own.
//!
//! A printed query is complete: it says its size policy wherever a reader without it would take another one,
//! so that a copied address opens the same view under another host's configuration.

use crate::domain::{
    query::{Issue, Query},
    tier::Policy,
};

/// The host's defaults for queries.
#[derive(Debug, Clone)]
pub struct Wording {
    policy: Policy,
    first: String,
}

impl Default for Wording {
    fn default() -> Self {
        Self::new(Policy::standard(), String::new())
    }
}

impl Wording {
    /// `policy` is for queries that name none, `first` the query of a visit that brings none.
    pub fn new(policy: Policy, first: impl Into<String>) -> Self {
        Self { policy, first: first.into() }
    }

    /// The query of a text.
    pub fn read(&self, text: &str) -> (Query, Vec<Issue>) {
        let (mut query, issues) = Query::parse(text);
        let names_policy = text.trim_start_matches('#').split('&').any(|pair| pair.starts_with("policy="));
        if !names_policy || issues.iter().any(|issue| issue.key == "policy") {
            query.policy = self.policy;
        }
        (query, issues)
    }

    /// The query of the text that a visit begins with.
    pub fn read_first(&self, text: &str) -> (Query, Vec<Issue>) {
        let text = text.trim_start_matches('#');
        self.read(if text.is_empty() { &self.first } else { text })
    }

    /// The text of a query.
    pub fn print(&self, query: &Query) -> String {
        let text = query.to_string();
        if query.policy != Policy::standard() || self.policy == Policy::standard() {
            return text;
        }
        let policy = format!("policy={}", query.policy);
        if text.is_empty() { policy } else { format!("{text}&{policy}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::Edit;

    #[test]
    fn a_query_without_a_policy_has_the_hosts_and_prints_back_to_itself() {
        let seed = Policy::named("seed").unwrap();
        let wording = Wording::new(seed, "b.topics=beauty");
        assert_eq!(wording.read("q=lea").0.policy, seed);
        assert_eq!(wording.read("policy=giga").0.policy, seed);
        for slug in ["seed", "stim", "hypeauditor", "custom:1000,5000,60000,700000"] {
            let query = Query::default().apply(Edit::Policy(Box::new(Policy::named(slug).unwrap())));
            let printed = wording.print(&query);
            assert_eq!(wording.read(&printed).0, query, "{printed}");
            assert_eq!(Wording::default().read(&printed).0, query, "{printed}");
        }
    }

    #[test]
    fn only_an_empty_first_text_takes_the_hosts_brief() {
        let wording = Wording::new(Policy::standard(), "b.topics=beauty");
        assert_eq!(wording.read_first("#").0.brief.topics.len(), 1);
        assert!(wording.read_first("#q=lea").0.brief.is_empty());
        assert!(wording.read("").0.brief.is_empty());
    }
}
