//! Size tiers: from stated followers alone, by a named policy that travels with the query.
//!
//! No standard exists (published cut points differ by a factor of four), so a tier name means nothing
//! without the policy that gave it. A policy may cut elsewhere on some networks.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::domain::network::Network;

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
    /// Ladders of networks that have one of their own, in the order of `Network::ALL`.
    own: [Option<Ladder>; Network::ALL.len()],
}

/// The same ladder on every network.
const SAME: [Option<Ladder>; Network::ALL.len()] = [None; Network::ALL.len()];

/// The first word of a user's own policy in addresses: `policy=custom:10000,50000,500000,1000000` gives the
/// followers from which on an account is micro, mid, macro and mega. Networks with cut points of their own follow:
/// `custom:10000,50000,500000,1000000;tiktok:20000,100000,1000000,5000000`.
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

    fn rungs(&self) -> &[Rung] {
        &self.rungs[..self.n]
    }
}

const fn rung(tier: Tier, from: u64) -> Rung {
    Rung { tier, from }
}

/// Where the size ladder begins and ends for the size criterion: nobody defines a center for the open ends.
/// Nano starts at 1,000 followers in STIM's and most other tables; mega spans one decade above its floor.
const LADDER_FLOOR: u64 = 1_000;
const LADDER_DECADE: u64 = 10;

/// STIM's cut points. Its page says that it has others for YouTube; they were not found.
const STIM: Ladder = Ladder::new(&[
    rung(Tier::Nano, 0),
    rung(Tier::Micro, 10_000),
    rung(Tier::Mid, 50_000),
    rung(Tier::Macro, 500_000),
    rung(Tier::Mega, 1_000_000),
]);

/// One network with a ladder of its own.
const fn on(network: Network, rungs: &[Rung]) -> [Option<Ladder>; Network::ALL.len()] {
    let mut own = SAME;
    own[network.index()] = Some(Ladder::new(rungs));
    own
}

/// The policies that ship; the first is the default.
pub const POLICIES: &[Policy] = &[
    Policy {
        slug: "stim",
        label: "STIM",
        source: "Mediakix, STIM influencer tiers",
        year: Some(2019),
        ladder: STIM,
        own: SAME,
    },
    Policy {
        slug: "seed",
        label: "Micro < 50 000 ≤ macro",
        source: "Kolsquare, « Le micro-influenceur »",
        year: None,
        ladder: Ladder::new(&[rung(Tier::Micro, 0), rung(Tier::Macro, 50_000)]),
        own: SAME,
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
        own: SAME,
    },
    Policy {
        slug: "stim-x",
        label: "STIM, X: van der Harst",
        source: "Mediakix, STIM influencer tiers (2019); on X van der Harst and Angelopoulos, Less is more",
        year: None,
        ladder: STIM,
        own: on(
            Network::X,
            &[
                rung(Tier::Nano, 0),
                rung(Tier::Micro, 5_000),
                rung(Tier::Mid, 50_000),
                rung(Tier::Macro, 100_000),
                rung(Tier::Mega, 1_000_000),
            ],
        ),
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
        own: SAME,
    },
];

impl Policy {
    /// The policy of an address: a published one by its slug, or a user's own, `custom:` and four rising numbers,
    /// then `;network:` and four for each network that has its own.
    pub fn named(text: &str) -> Option<Self> {
        let Some((CUSTOM, cuts)) = text.split_once(':') else {
            return POLICIES.iter().find(|policy| policy.slug == text).copied();
        };
        let mut parts = cuts.split(';');
        let mut policy = Self::custom(read_cuts(parts.next()?)?)?;
        for part in parts {
            let (network, cuts) = part.split_once(':')?;
            let network: Network = network.trim().parse().ok()?;
            if policy.own[network.index()].is_some() {
                return None;
            }
            policy = policy.with(network, Some(read_cuts(cuts)?))?;
        }
        Some(policy)
    }

    /// A user's own policy: the followers from which on an account is micro, mid, macro and mega. `None` unless
    /// they rise from above zero and stay below a million million.
    pub fn custom(cuts: [u64; N_CUTS]) -> Option<Self> {
        let ladder = ladder_of(cuts)?;
        Some(Self { slug: CUSTOM, label: "", source: "", year: None, ladder, own: SAME })
    }

    /// A user's own policy with other cut points on one network, or without. `None` for a published policy, and for
    /// cut points that [`Self::custom`] does not take.
    pub fn with(mut self, network: Network, cuts: Option<[u64; N_CUTS]>) -> Option<Self> {
        let ladder = match cuts {
            Some(cuts) => Some(ladder_of(cuts)?),
            None => None,
        };
        self.own[network.index()] = ladder;
        self.is_custom().then_some(self)
    }

    /// Whether a network has cut points of its own.
    pub const fn has_own(&self, network: Network) -> bool {
        self.own[network.index()].is_some()
    }

    /// A user's own policy with other cut points, those of single networks kept.
    pub fn with_cuts(self, cuts: [u64; N_CUTS]) -> Option<Self> {
        Some(Self { own: self.own, ..Self::custom(cuts)? })
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

    /// Rungs from the smallest, where a network has none of its own; half-open ranges `[from, next.from)`. The first
    /// is 0.
    pub fn rungs(&self) -> &[Rung] {
        self.ladder.rungs()
    }

    /// Networks with rungs of their own, and these.
    pub fn own_rungs(&self) -> impl Iterator<Item = (Network, &[Rung])> {
        let all = Network::ALL.into_iter().zip(&self.own);
        all.filter_map(|(network, ladder)| Some((network, ladder.as_ref()?.rungs())))
    }

    /// Whether networks differ.
    pub fn varies(&self) -> bool {
        self.own.iter().any(Option::is_some)
    }

    fn on(&self, network: Network) -> &[Rung] {
        self.own[network.index()].as_ref().unwrap_or(&self.ladder).rungs()
    }

    /// The tier of an account with this many followers.
    pub fn tier(&self, network: Network, followers: u64) -> Tier {
        self.on(network).iter().rev().find(|rung| followers >= rung.from).map_or(Tier::Nano, |rung| rung.tier)
    }

    /// Followers from which an account of `tier` starts on a network without rungs of its own and, if any, the first
    /// count above it. `None` where the policy does not have the tier.
    pub fn range(&self, tier: Tier) -> Option<(u64, Option<u64>)> {
        range(self.rungs(), tier)
    }

    /// The same on a network.
    pub fn range_on(&self, network: Network, tier: Tier) -> Option<(u64, Option<u64>)> {
        range(self.on(network), tier)
    }

    /// Like [`Self::range_on`], with the open ends closed so that a center exists.
    pub fn closed_range(&self, network: Network, tier: Tier) -> Option<(u64, u64)> {
        let (from, to) = self.range_on(network, tier)?;
        let from = from.max(LADDER_FLOOR.min(to.map_or(LADDER_FLOOR, |to| to / LADDER_DECADE))).max(1);
        Some((from, to.unwrap_or(from * LADDER_DECADE).max(from + 1)))
    }

    /// Upper limit of what the policy calls micro on a network: the seed's dividing line between micro and macro.
    pub fn micro_limit(&self, network: Network) -> u64 {
        self.range_on(network, Tier::Micro).and_then(|(_, to)| to).unwrap_or(50_000)
    }
}

fn range(rungs: &[Rung], tier: Tier) -> Option<(u64, Option<u64>)> {
    let position = rungs.iter().position(|rung| rung.tier == tier)?;
    Some((rungs[position].from, rungs.get(position + 1).map(|next| next.from)))
}

fn read_cuts(text: &str) -> Option<[u64; N_CUTS]> {
    let cuts = text.split(',').map(|cut| cut.trim().parse().ok()).collect::<Option<Vec<u64>>>()?;
    cuts.try_into().ok()
}

/// The ladder of a user's own cut points.
fn ladder_of(cuts: [u64; N_CUTS]) -> Option<Ladder> {
    let rises = cuts[0] > 0 && cuts.is_sorted_by(|a, b| a < b) && cuts[N_CUTS - 1] <= MOST_FOLLOWERS;
    let mut rungs = [rung(Tier::Nano, 0); Tier::ALL.len()];
    for (rung, (tier, from)) in rungs[1..].iter_mut().zip(Tier::ALL[1..].iter().zip(cuts)) {
        *rung = Rung { tier: *tier, from };
    }
    rises.then_some(Ladder { rungs, n: rungs.len() })
}

fn write_cuts(f: &mut fmt::Formatter<'_>, rungs: &[Rung]) -> fmt::Result {
    for (position, rung) in rungs[1..].iter().enumerate() {
        write!(f, "{}{}", if position == 0 { ':' } else { ',' }, rung.from)?;
    }
    Ok(())
}

/// The text in addresses, which [`Policy::named`] reads.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug)?;
        if !self.is_custom() {
            return Ok(());
        }
        write_cuts(f, self.rungs())?;
        for (network, rungs) in self.own_rungs() {
            write!(f, ";{network}")?;
            write_cuts(f, rungs)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
