//! Scores in columns: what never changes, what changes with the policy, and one column a criterion that is
//! computed again only when its own demand changes.

mod asked;
mod brief;
pub(super) mod class;
mod criterion;
mod firm;
mod fixed;
mod mean;
mod packed;
mod quartiles;

pub(super) use brief::{Basis, Before, BriefScores};
pub(super) use class::PolicyColumns;
pub(super) use fixed::FixedScores;
