//! Scores in columns: what never changes, what changes with the policy, and one column a criterion that is
//! computed again only when its own demand changes.

mod brief;
pub(super) mod class;
mod criterion;
mod fixed;
mod packed;
mod part;
mod quartiles;

pub(super) use brief::BriefScores;
pub(super) use class::PolicyColumns;
pub(super) use criterion::CriterionColumn;
pub(super) use fixed::FixedScores;
