//! Size tiers: from stated followers alone, by a named policy that travels with the query.
//!
//! No standard exists (published cut points differ by a factor of four), so a tier name means nothing
//! without the policy that gave it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A size class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Smallest.
    Nano,
    /// The seed's subject: specialized, close to its audience.
    Micro,
    /// Between micro and macro.
    Mid,
    /// Widely known.
    Macro,
    /// Largest.
    Mega,
}

impl Tier {
    /// Every tier, smallest first.
    pub const ALL: [Self; 5] = [Self::Nano, Self::Micro, Self::Mid, Self::Macro, Self::Mega];

    /// The slug.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nano => "nano",
            Self::Micro => "micro",
            Self::Mid => "mid",
            Self::Macro => "macro",
            Self::Mega => "mega",
        }
    }

    /// Position in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the slug of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownTier;

impl FromStr for Tier {
    type Err = UnknownTier;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == text).ok_or(UnknownTier)
    }
}

/// One rung of a policy: the tier of accounts with at least `from` followers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// The tier's name under this policy.
    pub tier: Tier,
    /// Lowest number of followers, inclusive.
    pub from: u64,
}

/// A set of cut points with its source: a published one, or a user's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// The name in addresses, `policy=stim`; [`CUSTOM`] for a user's own.
    slug: &'static str,
    /// The name for people; the same in every language. Empty for a user's own, which has none.
    pub label: &'static str,
    /// Who published the cut points.
    pub source: &'static str,
    /// Year of the source.
    pub year: Option<u16>,
    ladder: Ladder,
}

/// The first word of a user's own policy in addresses: `policy=custom:10000,50000,500000,1000000` gives the
/// followers from which on an account is micro, mid, macro and mega.
pub const CUSTOM: &str = "custom";

/// No account has more followers than this; a cut point above it is a mistake.
const MOST_FOLLOWERS: u64 = 1_000_000_000_000;

/// Cut points of a user's own policy.
pub const N_CUTS: usize = Tier::ALL.len() - 1;

/// Rungs from the smallest, at most one a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ladder {
    rungs: [Rung; Tier::ALL.len()],
    n: usize,
}

impl Ladder {
    const fn new(given: &[Rung]) -> Self {
        let mut rungs = [rung(Tier::Nano, 0); Tier::ALL.len()];
        let mut at = 0;
        while at < given.len() {
            rungs[at] = given[at];
            at += 1;
        }
        Self { rungs, n: given.len() }
    }
}

const fn rung(tier: Tier, from: u64) -> Rung {
    Rung { tier, from }
}

/// Where the size ladder begins and ends for the size criterion: nobody defines a center for the open ends.
/// Nano starts at 1,000 followers in STIM's and most other tables; mega spans one decade above its floor.
const LADDER_FLOOR: u64 = 1_000;
const LADDER_DECADE: u64 = 10;

/// The policies that ship; the first is the default.
pub const POLICIES: &[Policy] = &[
    Policy {
        slug: "stim",
        label: "STIM",
        source: "Mediakix, STIM influencer tiers",
        year: Some(2019),
        ladder: Ladder::new(&[
            rung(Tier::Nano, 0),
            rung(Tier::Micro, 10_000),
            rung(Tier::Mid, 50_000),
            rung(Tier::Macro, 500_000),
            rung(Tier::Mega, 1_000_000),
        ]),
    },
    Policy {
        slug: "seed",
        label: "Micro < 50 000 ≤ macro",
        source: "Kolsquare, « Le micro-influenceur »",
        year: None,
        ladder: Ladder::new(&[rung(Tier::Micro, 0), rung(Tier::Macro, 50_000)]),
    },
    Policy {
        slug: "hypeauditor",
        label: "HypeAuditor",
        source: "HypeAuditor and Influence4You, France",
        year: Some(2019),
        ladder: Ladder::new(&[
            rung(Tier::Nano, 0),
            rung(Tier::Micro, 5_000),
            rung(Tier::Mid, 20_000),
            rung(Tier::Macro, 100_000),
            rung(Tier::Mega, 1_000_000),
        ]),
    },
    Policy {
        slug: "imh",
        label: "Influencer Marketing Hub",
        source: "Influencer Marketing Hub, as summarized by Spaceside",
        year: None,
        ladder: Ladder::new(&[
            rung(Tier::Nano, 0),
            rung(Tier::Micro, 1_000),
            rung(Tier::Macro, 40_000),
            rung(Tier::Mega, 1_000_000),
        ]),
    },
];

impl Policy {
    /// The policy of an address: a published one by its slug, or a user's own, `custom:` and four rising numbers.
    pub fn named(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some((CUSTOM, cuts)) => {
                let cuts =
                    cuts.split(',').map(|cut| cut.trim().parse().ok()).collect::<Option<Vec<u64>>>()?;
                Self::custom(cuts.try_into().ok()?)
            }
            _ => POLICIES.iter().find(|policy| policy.slug == text).copied(),
        }
    }

    /// A user's own policy: the followers from which on an account is micro, mid, macro and mega. `None` unless
    /// they rise from above zero and stay below a million million.
    pub fn custom(cuts: [u64; N_CUTS]) -> Option<Self> {
        let rises = cuts[0] > 0 && cuts.is_sorted_by(|a, b| a < b) && cuts[N_CUTS - 1] <= MOST_FOLLOWERS;
        let mut rungs = [rung(Tier::Nano, 0); Tier::ALL.len()];
        for (rung, (tier, from)) in rungs[1..].iter_mut().zip(Tier::ALL[1..].iter().zip(cuts)) {
            *rung = Rung { tier: *tier, from };
        }
        let ladder = Ladder { rungs, n: rungs.len() };
        rises.then_some(Self { slug: CUSTOM, label: "", source: "", year: None, ladder })
    }

    /// The default policy.
    pub const fn standard() -> Self {
        POLICIES[0]
    }

    /// Whether it is a user's own.
    pub fn is_custom(&self) -> bool {
        self.slug == CUSTOM
    }

    /// The first word of its text in addresses.
    pub const fn slug(&self) -> &'static str {
        self.slug
    }

    /// Rungs from the smallest; half-open ranges `[from, next.from)`. The first is 0.
    pub fn rungs(&self) -> &[Rung] {
        &self.ladder.rungs[..self.ladder.n]
    }

    /// The tier of an account with this many followers.
    pub fn tier(&self, followers: u64) -> Tier {
        self.rungs().iter().rev().find(|rung| followers >= rung.from).map_or(Tier::Nano, |rung| rung.tier)
    }

    /// Followers from which an account of `tier` starts and, if any, the first count above it.
    /// `None` where the policy does not have the tier.
    pub fn range(&self, tier: Tier) -> Option<(u64, Option<u64>)> {
        let position = self.rungs().iter().position(|rung| rung.tier == tier)?;
        Some((self.rungs()[position].from, self.rungs().get(position + 1).map(|next| next.from)))
    }

    /// Like [`Self::range`], with the open ends closed so that a center exists.
    pub fn closed_range(&self, tier: Tier) -> Option<(u64, u64)> {
        let (from, to) = self.range(tier)?;
        let from = from.max(LADDER_FLOOR.min(to.map_or(LADDER_FLOOR, |to| to / LADDER_DECADE))).max(1);
        Some((from, to.unwrap_or(from * LADDER_DECADE).max(from + 1)))
    }

    /// Upper limit of what the policy calls micro: the seed's dividing line between micro and macro.
    pub fn micro_limit(&self) -> u64 {
        self.range(Tier::Micro).and_then(|(_, to)| to).unwrap_or(50_000)
    }
}

/// The text in addresses, which [`Policy::named`] reads.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug)?;
        if self.is_custom() {
            for (position, rung) in self.rungs()[1..].iter().enumerate() {
                write!(f, "{}{}", if position == 0 { ':' } else { ',' }, rung.from)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_half_open() {
        let stim = Policy::standard();
        let cases = [
            (0, Tier::Nano),
            (9_999, Tier::Nano),
            (10_000, Tier::Micro),
            (49_999, Tier::Micro),
            (50_000, Tier::Mid),
            (499_999, Tier::Mid),
            (500_000, Tier::Macro),
            (999_999, Tier::Macro),
            (1_000_000, Tier::Mega),
            (u64::MAX, Tier::Mega),
        ];
        for (followers, tier) in cases {
            assert_eq!(stim.tier(followers), tier, "{followers}");
        }
        let seed = Policy::named("seed").unwrap();
        assert_eq!(seed.tier(49_999), Tier::Micro);
        assert_eq!(seed.tier(50_000), Tier::Macro);
        assert_eq!(seed.range(Tier::Mid), None);
    }

    #[test]
    fn every_policy_starts_at_zero_and_rises() {
        for policy in POLICIES {
            assert_eq!(policy.rungs()[0].from, 0, "{}", policy.slug);
            assert!(
                policy
                    .rungs()
                    .windows(2)
                    .all(|pair| pair[0].from < pair[1].from && pair[0].tier < pair[1].tier)
            );
            for rung in policy.rungs() {
                let (from, to) = policy.closed_range(rung.tier).unwrap();
                assert!(0 < from && from < to, "{} {}", policy.slug, rung.tier);
            }
            assert_eq!(Policy::named(&policy.to_string()), Some(*policy));
        }
    }

    #[test]
    fn a_users_own_policy_is_four_rising_numbers() {
        let own = Policy::named("custom:5000,20000, 100000,1000000").unwrap();
        assert_eq!(own.to_string(), "custom:5000,20000,100000,1000000");
        assert_eq!(Policy::named(&own.to_string()), Some(own));
        assert!(own.is_custom() && !Policy::standard().is_custom());
        for (followers, tier) in
            [(4_999, Tier::Nano), (5_000, Tier::Micro), (20_000, Tier::Mid), (1_000_000, Tier::Mega)]
        {
            assert_eq!(own.tier(followers), tier);
        }
        for bad in [
            "custom",
            "custom:",
            "custom:1,2,3",
            "custom:0,1,2,3",
            "custom:4,3,2,1",
            "custom:1,2,3,4,5",
            "custom:a,b,c,d",
            "custom:-1,2,3,4",
            "custom:1,2,3,9999999999999",
            "stim:1,2,3,4",
        ] {
            assert_eq!(Policy::named(bad), None, "{bad}");
        }
    }
}
