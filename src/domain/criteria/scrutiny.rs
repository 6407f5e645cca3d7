//! Scrutiny: how much evidence a check needs before it counts as cleared.
//!
//! The seed asks that the performance of micro-influencers be looked at most closely. Published counts do not
//! find more fakes among them (Heepsy: fewer), so small is not held to be risky: nothing is scored lower for
//! being small. The same finding is only cleared later, with more months, more posts and a higher share behind it.

/// What a check needs at one level of scrutiny.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scrutiny {
    /// Name in answers: `usual` or `closer`.
    pub key: &'static str,
    /// Months of growth before a history without a jump counts as steady.
    pub months: usize,
    /// Share of real followers from which credibility counts as cleared.
    pub credibility: f64,
    /// Posts behind the counts before comments per like count as usual.
    pub posts: f64,
}

/// Followers below which the closer look applies: the seed's figure, whatever tier policy is shown.
pub const SMALL: f64 = 50_000.0;

/// For accounts of 50,000 followers and more: six months (Accord), Modash's alarm of 75 %, no number of posts.
pub const USUAL: Scrutiny = Scrutiny { key: "usual", months: 6, credibility: 0.75, posts: 0.0 };

/// For smaller ones, after the seed: nine months (Accord), GRIN's "genuine" from 80 %, the twelve posts that
/// HypeAuditor asks before it computes anything.
pub const CLOSER: Scrutiny = Scrutiny { key: "closer", months: 9, credibility: 0.80, posts: 12.0 };

/// The level for an account. Unknown followers get the closer look.
pub fn scrutiny(followers: Option<f64>) -> &'static Scrutiny {
    if followers.is_some_and(|count| count >= SMALL) { &USUAL } else { &CLOSER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_unknown_accounts_are_looked_at_more_closely() {
        assert_eq!(scrutiny(Some(50_000.0)), &USUAL);
        assert_eq!(scrutiny(Some(49_999.0)), &CLOSER);
        assert_eq!(scrutiny(None), &CLOSER);
        let (closer, usual) = (scrutiny(None), scrutiny(Some(SMALL)));
        assert!(closer.months > usual.months && closer.posts > usual.posts);
        assert!(closer.credibility > usual.credibility);
    }
}
