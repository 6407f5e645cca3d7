//! A value that is computed elsewhere: it keeps the last good answer and knows when the next one is late.

use super::Failure;

/// What is known of a value while it is computed elsewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Remote<T> {
    /// Nothing was asked for yet.
    #[default]
    Idle,
    /// The next answer is being computed.
    Loading {
        /// It takes long enough to say so.
        slow: bool,
        /// The answer before, still worth showing.
        last: Option<T>,
    },
    /// The answer to the newest question.
    Ready(T),
    /// No answer.
    Failed {
        /// Why.
        failure: Failure,
        /// The answer before.
        last: Option<T>,
    },
}

impl<T> Remote<T> {
    /// The newest answer there is, also while the next one is computed and after a failure.
    pub fn latest(&self) -> Option<&T> {
        match self {
            Self::Idle => None,
            Self::Loading { last, .. } | Self::Failed { last, .. } => last.as_ref(),
            Self::Ready(value) => Some(value),
        }
    }

    /// Whether an answer is being computed.
    pub fn is_loading(&self) -> bool {
        matches!(self, Self::Loading { .. })
    }

    /// Whether the answer takes long enough to say so.
    pub fn is_slow(&self) -> bool {
        matches!(self, Self::Loading { slow: true, .. })
    }

    /// Why there is no answer.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed { failure, .. } => Some(failure),
            _ => None,
        }
    }

    fn into_latest(self) -> Option<T> {
        match self {
            Self::Idle => None,
            Self::Loading { last, .. } | Self::Failed { last, .. } => last,
            Self::Ready(value) => Some(value),
        }
    }

    /// A question is on its way; the last answer stays.
    pub(crate) fn start(&mut self) {
        let last = std::mem::take(self).into_latest();
        *self = Self::Loading { slow: false, last };
    }

    /// The answer is late. Nothing happens where none is awaited.
    pub(crate) fn mark_slow(&mut self) {
        if let Self::Loading { slow, .. } = self {
            *slow = true;
        }
    }

    /// An answer, or the reason why there is none.
    pub(crate) fn finish(&mut self, result: Result<T, Failure>) {
        *self = match result {
            Ok(value) => Self::Ready(value),
            Err(failure) => Self::Failed { failure, last: std::mem::take(self).into_latest() },
        };
    }
}
