//! What a catalogue says about its own profiles: the peers that engagement, comments and missing numbers are
//! compared with. Fitted once when a catalogue is opened, and held fixed while the query changes.

use crate::{
    archive::Archive,
    domain::{
        criteria::{
            Part, PartScore,
            audience::TopicNorm,
            engagement::{self, MIN_PEERS, Peer, PeerFit, Rates},
            growth,
            risk::{self, CommentNorm},
            values,
        },
        network::Network,
        profile::Basis,
        robust,
        signals::Signals,
    },
};

const N_NETWORKS: usize = Network::ALL.len();
const N_BASES: usize = Basis::ALL.len();

/// Credibility that the estimate assumes where no peer has one: the industry's usual alarm.
const DEFAULT_CREDIBILITY: f64 = risk::CREDIBILITY_QUESTION;

/// Score that the estimate takes where too few peers are known to have a lower quartile: that of a uniform spread.
pub const DEFAULT_QUARTILE: u16 = 250;

/// The fitted peers.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    fits: [[Option<PeerFit>; N_BASES]; N_NETWORKS],
    comments: [Option<CommentNorm>; N_NETWORKS],
    credibility: [f64; N_NETWORKS],
    topics: TopicNorm,
}

impl Peers {
    /// Fits the peers of a catalogue, which is read a network at a time and twice: a million profiles have as many
    /// points, and so only those of one network and one kind are in memory. The order of the profiles changes
    /// nothing. Of their signals, followers, credibility, rates and comments count.
    pub fn fit<'a, I: Iterator<Item = Signals<'a>>>(catalogue: impl Fn(Network) -> I) -> Self {
        let mut fits: [[Option<PeerFit>; N_BASES]; N_NETWORKS] = Default::default();
        let mut comments: [Option<CommentNorm>; N_NETWORKS] = Default::default();
        let mut credibility = [DEFAULT_CREDIBILITY; N_NETWORKS];
        for network in Network::ALL {
            let profiles = catalogue(network);
            let mut group = Group::with_capacity(profiles.size_hint().0);
            profiles.for_each(|signals| group.push(&signals));
            let Group { comment_ratios, credibility: mut known, n_rates } = group;
            let at = network.index();
            comments[at] = comment_norm(network, comment_ratios);
            if known.len() >= MIN_PEERS
                && let Some(quartile) = robust::quantile(&mut known, 0.25)
            {
                credibility[at] = quartile;
            }
            drop(known);
            let mut rates = n_rates.map(Rates::with_capacity);
            for signals in catalogue(network) {
                if let Some((basis, peer)) = peer(&signals) {
                    rates[basis as usize].push(peer);
                }
            }
            for (basis, rates) in Basis::ALL.into_iter().zip(rates) {
                fits[at][basis as usize] = PeerFit::fit(network, basis, rates);
            }
        }
        Self { fits, comments, credibility, topics: TopicNorm::default() }
    }

    /// The fits as [`Self::archive`] wrote them.
    pub(crate) fn archived(archive: &mut Archive<'_>) -> Self {
        let mut peers = Self {
            fits: Default::default(),
            comments: Default::default(),
            credibility: [DEFAULT_CREDIBILITY; N_NETWORKS],
            topics: TopicNorm::default(),
        };
        peers.archive(archive);
        peers
    }

    /// Writes the fits, or fills them in.
    pub(crate) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { fits, comments, credibility, topics } = self;
        for (network, fits) in Network::ALL.into_iter().zip(fits) {
            for (basis, fit) in Basis::ALL.into_iter().zip(fits) {
                PeerFit::archive(fit, (network, basis), archive);
            }
        }
        for norm in comments {
            archive.option(norm, || CommentNorm::PUBLISHED, |archive, norm| norm.archive(archive));
        }
        for credibility in credibility {
            archive.float(credibility);
        }
        topics.archive(archive);
    }

    /// The same with what is usual for topics, which is fitted over words and not over codes.
    #[must_use]
    pub fn with_topics(self, topics: TopicNorm) -> Self {
        Self { topics, ..self }
    }

    /// What is usual for topics.
    pub fn topics(&self) -> &TopicNorm {
        &self.topics
    }

    /// The fit that a rate on this network and basis is compared with.
    pub fn engagement(&self, network: Network, basis: Basis) -> Option<&PeerFit> {
        self.fits[network.index()][basis as usize].as_ref()
    }

    /// What is usual for comments per like; `None` where there are neither peers nor a published range.
    pub fn comments(&self, network: Network) -> Option<&CommentNorm> {
        self.comments[network.index()].as_ref()
    }

    /// Credibility that the estimate assumes where it is unknown: the peers' lower quartile.
    pub fn usual_credibility(&self, network: Network) -> f64 {
        self.credibility[network.index()]
    }

    /// Scores one of the parts that do not depend on the brief.
    pub fn score(&self, part: Part, signals: &Signals<'_>) -> PartScore {
        match part {
            Part::RiskCredibility => risk::credibility(signals.credibility, signals.credibility_is_floor),
            Part::RiskFollowers => risk::followers(signals.doubtful),
            Part::RiskGrowth => growth::score(signals.growth),
            Part::RiskFollowing => risk::following(signals.network, signals.following, signals.followers),
            Part::RiskComments => {
                let norm = self.comments(signals.network);
                let followers = signals.followers.filter(|count| *count > 0.0);
                risk::comments(norm, followers, signals.comment_ratio, signals.posts)
            }
            Part::EngagementPeers => {
                let rate = signals.engagement.as_ref();
                let fit = rate.and_then(|rate| self.engagement(signals.network, rate.basis));
                engagement::score(fit, signals.followers, rate)
            }
            Part::ValuesAuthenticity => values::authenticity(signals.sponsored_share),
            Part::ValuesPaid => values::paid(signals.paid_performance),
            Part::ValuesResponse => values::response(signals.response_rate),
            _ => PartScore::UNKNOWN,
        }
    }
}

/// What the fits read of one network, but for the rates.
#[derive(Debug)]
struct Group {
    /// ln followers and ln comments per like, as points.
    comment_ratios: Vec<[f64; 3]>,
    credibility: Vec<f64>,
    /// Rates of each basis.
    n_rates: [usize; N_BASES],
}

impl Group {
    /// For so many profiles.
    fn with_capacity(n_profiles: usize) -> Self {
        Self {
            comment_ratios: Vec::with_capacity(n_profiles),
            credibility: Vec::with_capacity(n_profiles),
            n_rates: [0; N_BASES],
        }
    }

    fn push(&mut self, signals: &Signals<'_>) {
        let size = signals.followers.filter(|count| *count > 0.0);
        let ratio = signals.comment_ratio.filter(|ratio| *ratio > 0.0);
        self.comment_ratios.extend(size.zip(ratio).map(|(size, ratio)| [size.ln(), ratio.ln(), 0.0]));
        self.credibility.extend(signals.credibility);
        if let Some((basis, _)) = peer(signals) {
            self.n_rates[basis as usize] += 1;
        }
    }
}

/// The rate that others are compared with, and its basis.
fn peer(signals: &Signals<'_>) -> Option<(Basis, Peer)> {
    let rate = signals.engagement?;
    let followers = signals.followers.filter(|count| *count > 0.0)?;
    Some((rate.basis, Peer { followers, rate: rate.rate, posts: rate.posts }))
}

fn comment_norm(network: Network, ratios: Vec<[f64; 3]>) -> Option<CommentNorm> {
    let fitted = if ratios.len() < MIN_PEERS { None } else { CommentNorm::fit(ratios) };
    fitted.or((network == Network::Instagram).then_some(CommentNorm::PUBLISHED))
}
