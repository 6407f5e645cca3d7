//! The six criteria of the seed, in their fixed order, and the weights a user gives them.

use serde::{Deserialize, Serialize};

/// A criterion of the match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Criterion {
    /// Does the size of the community suit the brief?
    Size,
    /// Does the audience suit the brief, by topic and by who it is?
    Audience,
    /// Is there evidence against taking the numbers at their word?
    Risk,
    /// Does the audience react more than that of similar accounts?
    Engagement,
    /// What does a result cost?
    Cost,
    /// Does the creator suit the brand, and answer?
    Values,
}

impl Criterion {
    /// Every criterion, in the order of weights, columns and explanations.
    pub const ALL: [Self; 6] =
        [Self::Size, Self::Audience, Self::Risk, Self::Engagement, Self::Cost, Self::Values];

    /// The slug.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Audience => "audience",
            Self::Risk => "risk",
            Self::Engagement => "engagement",
            Self::Cost => "cost",
            Self::Values => "values",
        }
    }

    /// Position in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Importance of each criterion, 0–100, in the order of [`Criterion::ALL`]. A criterion at 0 is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights(pub [u8; 6]);

impl Weights {
    /// Highest weight.
    pub const MAX: u8 = 100;

    /// The weight of a criterion.
    pub const fn of(&self, criterion: Criterion) -> u8 {
        self.0[criterion.index()]
    }
}

impl Default for Weights {
    /// The standing proposal: 20, 20, 15, 20, 15, 10.
    fn default() -> Self {
        Self([20, 20, 15, 20, 15, 10])
    }
}
