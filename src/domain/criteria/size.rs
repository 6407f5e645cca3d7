//! Size: a single-peaked desirability around the sizes that the brief wants.
//!
//! Sponsored engagement rises and falls with size (Wies, Bleier and Edeling, Journal of Marketing 2022), so
//! bigger is not better. Stated followers count: multiplying them by credibility would pull an inflated large
//! account into a small target.

use crate::domain::{
    criteria::PartScore,
    network::Network,
    tier::{Policy, Tier},
};

/// A run of neighboring tiers as a bell over ln followers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SizeTarget {
    /// ln of the geometric center.
    pub center: f64,
    /// Half the run's width in ln followers: at its borders the score is exp(−½) ≈ 0.61.
    pub sigma: f64,
}

/// The bells of the tiers wanted on a network; neighbors share one. Tiers that the policy does not have are left out.
pub fn targets(policy: &Policy, network: Network, wanted: &[Tier]) -> Vec<SizeTarget> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for tier in Tier::ALL.into_iter().filter(|tier| wanted.contains(tier)) {
        let Some((from, to)) = policy.closed_range(network, tier) else { continue };
        match runs.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => runs.push((from, to)),
        }
    }
    runs.into_iter()
        .map(|(from, to)| {
            let (from, to) = ((from as f64).ln(), (to as f64).ln());
            SizeTarget { center: f64::midpoint(from, to), sigma: (to - from) / 2.0 }
        })
        .collect()
}

/// Scores followers against the bells: exp(−(ln F − center)² ⁄ 2σ²), the best bell counting.
pub fn score(targets: &[SizeTarget], followers: Option<f64>) -> PartScore {
    let Some(followers) = followers else { return PartScore::UNKNOWN };
    let size = followers.max(1.0).ln();
    let fits = targets.iter().map(|target| {
        let distance = (size - target.center) / target.sigma;
        (-0.5 * distance * distance).exp()
    });
    PartScore::exact(fits.fold(0.0, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_center_of_a_tier_scores_full_and_its_border_61_percent() {
        let micro = targets(&Policy::standard(), Network::X, &[Tier::Micro]);
        assert_eq!(score(&micro, Some((10_000.0f64 * 50_000.0).sqrt())).low, 1000);
        assert_eq!(score(&micro, Some(10_000.0)).low, 607);
        assert_eq!(score(&micro, Some(50_000.0)).low, 607);
        assert_eq!(score(&micro, Some(0.0)).low, 0);
        assert_eq!(score(&micro, None), PartScore::UNKNOWN);
    }

    #[test]
    fn neighboring_tiers_share_one_bell() {
        let stim = Policy::standard();
        assert_eq!(targets(&stim, Network::X, &[Tier::Mid, Tier::Micro]).len(), 1);
        assert_eq!(targets(&stim, Network::X, &[Tier::Nano, Tier::Mega]).len(), 2);
        assert_eq!(targets(&Policy::named("seed").unwrap(), Network::X, &[Tier::Mid]), []);
        let wide = targets(&stim, Network::X, &[Tier::Micro, Tier::Mid]);
        assert!(score(&wide, Some(50_000.0)).low > 950);
    }
}
