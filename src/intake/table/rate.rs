//! Engagement rates that a table does not state but holds the numbers for, with their basis said.
//!
//! TikTok and YouTube by views, as the trade compares them there; elsewhere, and where views are not given, by
//! followers. A rate by one basis never stands for one by the other.

use super::{fields::Kind, header::Header};
use crate::{
    domain::{
        decimal,
        network::Network,
        profile::{Basis, Engagement, Profile},
    },
    intake::{
        contract::value::MAX_RATIO,
        issue::{Log, Reason},
    },
};

/// What the headers and a row say about its engagement beside the contract's fields.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Reactions per post of every kind together.
    pub(super) reactions: Option<f64>,
    statistic: Option<&'static str>,
    window_days: Option<u64>,
    basis: Option<Basis>,
}

impl Facts {
    /// Takes in what the header of a known cell says.
    pub(super) fn note(&mut self, kind: Kind, path: &str, header: &Header) {
        if matches!(kind, Kind::Amount | Kind::Rate | Kind::Reactions) && path.starts_with("engagement.") {
            self.statistic = self.statistic.or(header.statistic);
            self.window_days = self.window_days.or(header.window_days);
            self.basis = self.basis.or(header.basis);
        }
    }

    /// Completes the profile's engagement.
    pub(super) fn complete(&mut self, profile: &mut Profile, log: &mut Log) {
        let followers = profile.followers;
        let network = profile.network;
        let mut group = profile.engagement.take().unwrap_or_default();
        if group.rate.is_some() {
            // On Instagram a rate of which nothing is said is by followers; elsewhere both are usual.
            let usual = (network == Network::Instagram).then_some(Basis::Followers);
            group.basis = group.basis.or(self.basis).or(usual);
        } else if let Some((rate, basis, numerator)) = self.derive(&group, network, followers) {
            if rate <= MAX_RATIO {
                group.rate = Some((rate * 1e9).round() / 1e9);
                group.basis = Some(basis);
                group.numerator = Some(numerator.to_owned());
            } else {
                log.drop(&["engagement", "rate"], &decimal::text(rate), Reason::OutOfRange);
            }
        }
        if group != Engagement::default() {
            group.statistic = group.statistic.or(self.statistic.map(str::to_owned));
            group.window_days = group.window_days.or(self.window_days);
            profile.engagement = Some(group);
        }
    }

    fn derive(
        &self,
        group: &Engagement,
        network: Network,
        followers: Option<u64>,
    ) -> Option<(f64, Basis, &'static str)> {
        let by_followers = |reactions: f64| {
            followers
                .filter(|followers| *followers > 0)
                .map(|followers| (reactions / followers as f64, Basis::Followers))
        };
        if let Some(reactions) = self.reactions {
            return by_followers(reactions).map(|(rate, basis)| (rate, basis, "all"));
        }
        let likes = group.likes?;
        let reactions = likes + group.comments.unwrap_or(0.0);
        // Comments that nobody counted are no comments that nobody wrote: then it is a rate of likes.
        let numerator = if group.comments.is_some() { "likes+comments" } else { "likes" };
        let by_views = matches!(network, Network::Tiktok | Network::Youtube);
        let (rate, basis) = match group.views {
            Some(views) if by_views => (views > 0.0).then(|| (reactions / views, Basis::Views))?,
            _ => by_followers(reactions)?,
        };
        Some((rate, basis, numerator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(network: Network, engagement: Engagement, expected: Option<(f64, Basis, &str)>) {
        let mut profile = Profile::new("a", network);
        profile.followers = Some(1_000);
        profile.engagement = Some(engagement);
        Facts::default().complete(&mut profile, &mut Log::default());
        let group = profile.engagement.unwrap_or_default();
        let found = group
            .rate
            .zip(group.basis)
            .map(|(rate, basis)| (rate, basis, group.numerator.unwrap_or_default()));
        assert_eq!(found, expected.map(|(rate, basis, numerator)| (rate, basis, numerator.to_owned())));
    }

    #[test]
    fn the_basis_is_the_networks() {
        let counts = |likes, comments, views| Engagement { likes, comments, views, ..Engagement::default() };
        let all = || counts(Some(90.0), Some(10.0), Some(500.0));
        check(Network::Tiktok, all(), Some((0.2, Basis::Views, "likes+comments")));
        check(Network::Instagram, all(), Some((0.1, Basis::Followers, "likes+comments")));
        check(Network::Youtube, counts(Some(90.0), None, Some(500.0)), Some((0.18, Basis::Views, "likes")));
        check(
            Network::Youtube,
            counts(Some(90.0), Some(10.0), None),
            Some((0.1, Basis::Followers, "likes+comments")),
        );
        check(Network::Youtube, counts(Some(0.0), Some(0.0), Some(0.0)), None);
        check(Network::Youtube, counts(None, Some(3.0), Some(100.0)), None);
    }
}
