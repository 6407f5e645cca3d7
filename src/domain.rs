//! The vocabulary of Accord and its rules, without a browser, a clock, a network or randomness.
//!
//! Glossary: the *seed* is Kolsquare's article « Le micro-influenceur », from which the six criteria and the
//! dividing line of 50,000 followers come; a *part* is a named share of a criterion; *peers* are accounts on the
//! same network whose numbers are counted the same way.
//!
//! Invariants of this layer:
//! - Fractions are 0–1, scores are integers 0–1000, money carries its currency, dates are ISO 8601.
//! - An unknown value is `None`, never zero and never an average.
//! - Thresholds, benchmarks and presets are data with a source and a year.

pub mod network;
pub mod country;
pub mod topic;
pub mod label;
pub mod profile;
pub mod tier;
pub mod money;
pub mod brief;
pub mod character;
pub mod criterion;
pub mod criteria;
pub mod signals;
pub mod peers;
pub mod robust;
pub mod apportion;
pub mod decimal;
pub mod order;
pub mod fold;
pub mod matching;
pub mod method;
pub mod query;
pub mod answer;
pub mod memory;
pub mod stability;
