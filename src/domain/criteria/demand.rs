//! A brief with its words looked up: what the formulas compare every profile with.

use crate::domain::{
    brief::{Brief, FORMATS},
    criteria::{
        N_PARTS, PARTS, Part, PartScore,
        audience::{self, TopicNorm, TopicTarget, TopicTerm},
        cost, size,
        size::SizeTarget,
        values,
    },
    criterion::{Criterion, Weights},
    money::{Currency, Rates},
    network::Network,
    profile::Deal,
    query::Query,
    signals::{CodedShare, PriceSignal, Signals},
};

/// Looks words up in whatever dictionary the profiles were coded with. A word that no profile has gets a code
/// that no profile has.
pub trait Lexicon {
    /// Code of a topic slug.
    fn topic(&self, slug: &str) -> u32;
    /// Code of a country code.
    fn country(&self, code: &str) -> u32;
    /// Code of a language tag.
    fn language(&self, tag: &str) -> u32;
    /// Code of an age band.
    fn age(&self, band: &str) -> u32;
    /// Code of a gender.
    fn gender(&self, gender: &str) -> u32;
    /// Code of a label slug.
    fn label(&self, slug: &str) -> u32;
    /// Code of a brand.
    fn brand(&self, brand: &str) -> u32;
}

/// Whether a list of a part says anything, whatever is asked: one that holds nothing wanted then earns nothing.
pub fn says_something(part: Part, list: &[CodedShare]) -> bool {
    match part {
        Part::AudienceTopics => TopicTarget::default().least_score(list).is_some(),
        _ => audience::least_coverage(&[], list).is_some(),
    }
}

/// What a brief asks, in codes and numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The sizes wanted, on every network alike or in the order of `Network::ALL`.
    sizes: Vec<Vec<SizeTarget>>,
    topics: TopicTarget,
    countries: Vec<u32>,
    languages: Vec<u32>,
    ages: Vec<u32>,
    genders: Vec<u32>,
    /// Index of the format asked.
    pub format: Option<u8>,
    budget: Option<f64>,
    /// A US dollar in the base currency, for the published scales and the price model.
    dollar: Option<f64>,
    /// Deals offered.
    pub offer: Vec<Deal>,
    labels: Vec<u32>,
    /// Networks of the campaign; empty for all.
    networks: Vec<Network>,
    /// Brands ruled out.
    excluded: Vec<u32>,
    asked: [bool; N_PARTS],
}

/// Whether a profile can serve the brief at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Nothing stands against it.
    Open,
    /// Brands are ruled out and it is unknown whether the profile cites them: the lower bound is 0.
    Unchecked,
    /// The network is not asked, or an excluded brand is cited: every bound is 0.
    Vetoed,
}

impl Demand {
    /// Looks up what a query asks. `usual` is what is usual for topics where the profiles come from.
    pub fn new(query: &Query, lexicon: &impl Lexicon, rates: &Rates, usual: &TopicNorm) -> Self {
        let brief = &query.brief;
        let total: f64 = brief.topics.iter().map(|wanted| f64::from(wanted.weight)).sum();
        let wanted: Vec<(&str, f64)> = brief
            .topics
            .iter()
            .map(|wanted| (wanted.topic.as_str(), f64::from(wanted.weight) / total))
            .collect();
        let mut demand = Self {
            sizes: Network::ALL
                .into_iter()
                .take(if query.policy.varies() { Network::ALL.len() } else { 1 })
                .map(|network| size::targets(&query.policy, network, &brief.tiers))
                .collect(),
            topics: TopicTarget::new(&wanted, usual, |slug| lexicon.topic(slug)),
            countries: brief.countries.iter().map(|code| lexicon.country(code.as_str())).collect(),
            languages: brief.languages.iter().map(|tag| lexicon.language(tag)).collect(),
            ages: brief.ages.iter().map(|band| lexicon.age(band)).collect(),
            genders: brief.genders.iter().map(|gender| lexicon.gender(gender)).collect(),
            format: brief
                .format
                .and_then(|format| FORMATS.iter().position(|other| *other == format))
                .map(|at| at as u8),
            budget: brief.budget.and_then(|budget| rates.to_base(budget.amount, budget.currency)),
            dollar: rates.to_base(1.0, Currency::USD),
            offer: brief.offer.clone(),
            labels: brief.labels.iter().map(|label| lexicon.label(label)).collect(),
            networks: brief.networks.clone(),
            excluded: brief.exclude.iter().map(|brand| lexicon.brand(brand)).collect(),
            asked: [false; N_PARTS],
        };
        demand.asked = PARTS.map(|spec| demand.asks(spec.part, brief));
        demand
    }

    fn asks(&self, part: Part, brief: &Brief) -> bool {
        match part {
            Part::SizeFit => !brief.tiers.is_empty(),
            Part::AudienceTopics => !brief.topics.is_empty(),
            Part::AudienceSpecialization => brief.specialist,
            Part::AudienceCountries => !brief.countries.is_empty(),
            Part::AudienceLanguages => !brief.languages.is_empty(),
            Part::AudienceAges => !brief.ages.is_empty(),
            Part::AudienceGenders => !brief.genders.is_empty(),
            // Where no money is offered, no price is asked.
            Part::CostBudget => brief.budget.is_some() && self.pays(),
            Part::CostCpm => brief.asks_cost() && self.pays(),
            Part::CostOffer => !self.offer.is_empty(),
            Part::ValuesLabels => !brief.labels.is_empty(),
            // Every campaign asks that the numbers hold, that people react, and that the creator answers.
            _ => true,
        }
    }

    /// Whether money changes hands: it is offered, or nothing is said.
    fn pays(&self) -> bool {
        self.offer.is_empty() || self.offer.contains(&Deal::Paid)
    }

    /// The price that counts for a profile: that of the format asked, else what the published model says.
    pub fn price(&self, signals: &Signals<'_>) -> Option<PriceSignal> {
        let known = cost::price_of(signals.prices, self.format).copied();
        known.or_else(|| cost::modeled(signals.network, self.format, signals.followers, self.dollar))
    }

    /// Least and greatest share of a profile's audience that is in the target; `None` where the brief asks
    /// nothing of it.
    pub fn target_share(&self, signals: &Signals<'_>) -> Option<(f64, f64)> {
        let asked = [
            (Part::AudienceCountries, &self.countries, signals.countries),
            (Part::AudienceLanguages, &self.languages, signals.languages),
            (Part::AudienceAges, &self.ages, signals.ages),
            (Part::AudienceGenders, &self.genders, signals.genders),
        ];
        let shares: Vec<(f64, f64)> = asked
            .into_iter()
            .filter(|(part, ..)| self.is_asked(*part))
            .map(|(_, target, shares)| {
                let fit = audience::coverage(target, shares);
                (f64::from(fit.low) / 1000.0, f64::from(fit.high) / 1000.0)
            })
            .collect();
        cost::joint_share(&shares)
    }

    /// What each topic of a profile adds to its topical fit or takes off it.
    pub fn topic_terms(&self, signals: &Signals<'_>) -> Vec<TopicTerm> {
        self.topics.terms(signals.topics)
    }

    /// Whether the sizes wanted differ between networks.
    pub fn sizes_vary(&self) -> bool {
        self.sizes.len() > 1
    }

    /// Whether a part is asked.
    pub fn is_asked(&self, part: Part) -> bool {
        self.asked[part.index()]
    }

    /// Whether another demand asks the same of a part, so that its scores can be kept.
    pub fn asks_the_same(&self, other: &Self, part: Part) -> bool {
        self.is_asked(part) == other.is_asked(part)
            && match part {
                Part::SizeFit => self.sizes == other.sizes,
                Part::AudienceTopics => self.topics == other.topics,
                Part::AudienceCountries => self.countries == other.countries,
                Part::AudienceLanguages => self.languages == other.languages,
                Part::AudienceAges => self.ages == other.ages,
                Part::AudienceGenders => self.genders == other.genders,
                Part::CostBudget => self.format == other.format && self.budget == other.budget,
                Part::CostCpm => self.format == other.format,
                Part::CostOffer => self.offer == other.offer,
                Part::ValuesLabels => self.labels == other.labels,
                _ => true,
            }
    }

    /// Whether another demand rules the same profiles out.
    pub fn gates_the_same(&self, other: &Self) -> bool {
        self.networks == other.networks && self.excluded == other.excluded
    }

    /// Weight of each criterion in force: 0 where none of its parts is asked.
    pub fn weights(&self, weights: &Weights) -> [u8; 6] {
        Criterion::ALL.map(|criterion| {
            let is_asked = PARTS.iter().any(|spec| spec.criterion == criterion && self.is_asked(spec.part));
            if is_asked { weights.of(criterion) } else { 0 }
        })
    }

    /// Whether a profile can serve the brief at all.
    pub fn gate(&self, signals: &Signals<'_>) -> Gate {
        if !self.networks.is_empty() && !self.networks.contains(&signals.network) {
            return Gate::Vetoed;
        }
        if self.excluded.is_empty() {
            return Gate::Open;
        }
        match signals.mentions {
            None => Gate::Unchecked,
            Some(mentions) if mentions.iter().any(|brand| self.excluded.contains(brand)) => Gate::Vetoed,
            Some(_) => Gate::Open,
        }
    }

    /// Scores one of the parts that depend on the brief. `credibility` is what the estimate assumes where it
    /// is unknown.
    pub fn score(&self, part: Part, signals: &Signals<'_>, usual_credibility: f64) -> PartScore {
        let price = || self.price(signals);
        match part {
            Part::SizeFit => {
                let at = if self.sizes_vary() { signals.network.index() } else { 0 };
                size::score(&self.sizes[at], signals.followers)
            }
            Part::AudienceTopics => self.topics.score(signals.topics),
            Part::AudienceSpecialization => audience::specialization(signals.topics, signals.posts),
            Part::AudienceCountries => audience::coverage(&self.countries, signals.countries),
            Part::AudienceLanguages => audience::coverage(&self.languages, signals.languages),
            Part::AudienceAges => audience::coverage(&self.ages, signals.ages),
            Part::AudienceGenders => audience::coverage(&self.genders, signals.genders),
            Part::CostBudget => cost::budget(price().as_ref(), self.budget),
            Part::CostCpm => {
                cost::cpm(price().as_ref(), signals.network, &self.impressions(signals, usual_credibility))
            }
            Part::CostOffer => {
                let has_price = signals.prices.iter().any(|price| cost::firm(Some(price)).is_some());
                cost::offer(&self.offer, signals.accepts, has_price)
            }
            Part::ValuesLabels => values::labels(&self.labels, signals.labels),
            _ => PartScore::UNKNOWN,
        }
    }

    /// The lower bound of [`Self::score`]; `None` where the input is unknown, which earns nothing. It is all that
    /// the order of a list needs of most profiles, and a fraction of the work.
    pub fn least(&self, part: Part, signals: &Signals<'_>) -> Option<u16> {
        let price = || cost::price_of(signals.prices, self.format);
        match part {
            Part::AudienceTopics => self.least_of_shares(part, signals.topics),
            Part::AudienceCountries => self.least_of_shares(part, signals.countries),
            Part::AudienceLanguages => self.least_of_shares(part, signals.languages),
            Part::AudienceAges => self.least_of_shares(part, signals.ages),
            Part::AudienceGenders => self.least_of_shares(part, signals.genders),
            Part::CostBudget => cost::least_budget(price(), self.budget),
            Part::CostCpm => cost::least_cpm(price(), signals.network, &self.impressions(signals, 0.0)),
            _ => {
                let score = self.score(part, signals, 0.0);
                score.known.then_some(score.low)
            }
        }
    }

    /// The same of a part that reads nothing but a list of shares; `None` of any other.
    pub fn least_of_shares(&self, part: Part, shares: &[CodedShare]) -> Option<u16> {
        match part {
            Part::AudienceTopics => self.topics.least_score(shares),
            _ => audience::least_coverage(self.target(part)?, shares),
        }
    }

    /// The keys of which a list must hold one to earn anything for sure in a part; `None` for parts of which that
    /// cannot be said.
    pub fn wanted(&self, part: Part) -> Option<Vec<u32>> {
        match part {
            Part::AudienceTopics => Some(self.topics.wanted().collect()),
            _ => self.target(part).map(<[u32]>::to_vec),
        }
    }

    /// The target of a part that earns the share of the audience in it; `None` of any other.
    pub fn target(&self, part: Part) -> Option<&[u32]> {
        match part {
            Part::AudienceCountries => Some(&self.countries),
            Part::AudienceLanguages => Some(&self.languages),
            Part::AudienceAges => Some(&self.ages),
            Part::AudienceGenders => Some(&self.genders),
            _ => None,
        }
    }

    fn impressions(&self, signals: &Signals<'_>, usual_credibility: f64) -> cost::Impressions {
        let known = signals.credibility;
        let (least, most) = signals.credible();
        cost::Impressions {
            views: signals.views,
            credible_low: least,
            credible_high: most,
            credible_usual: known.unwrap_or(usual_credibility),
            usual_views: cost::usual_views(signals.network, self.format, signals.followers),
            dollar: self.dollar.unwrap_or(1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;
    use crate::domain::{profile::PriceKind, signals::INFERRED};

    fn shares() -> impl Strategy<Value = Vec<CodedShare>> {
        let share = prop_oneof![0.0f64..0.6, select(vec![0.0, 0.25, 0.5, 1.0, 1.7, f64::NAN])];
        // Lists name a key once.
        let listed = proptest::collection::btree_map(0u32..6, share, 0..6);
        let listed = listed.prop_map(|listed| listed.into_iter().collect::<Vec<_>>());
        prop_oneof![9 => listed, 1 => Just(vec![(1, INFERRED), (4, INFERRED)])]
    }

    fn prices() -> impl Strategy<Value = Vec<PriceSignal>> {
        let ends = (0.0f64..3000.0, 1.0f64..3.0, any::<bool>());
        let ends = ends.prop_map(|(low, times, is_known)| is_known.then_some((low, low * times)));
        let kind = select(vec![PriceKind::Quote, PriceKind::Vendor, PriceKind::Model]);
        let price =
            |(format, ends, kind): (u8, Option<(f64, f64)>, PriceKind)| PriceSignal::new(format, ends, kind);
        proptest::collection::vec((0u8..3, ends, kind).prop_map(price), 0..4)
    }

    prop_compose! {
        fn demands()(
            topics in proptest::collection::vec(1u8..4, 1..4),
            codes in proptest::collection::vec(0u32..6, 0..4),
            format in proptest::option::of(0u8..3),
            budget in proptest::option::of(prop_oneof![Just(0.0), 1.0f64..2000.0]),
            dollar in proptest::option::of(0.5f64..2.0),
        ) -> Demand {
            let total: f64 = topics.iter().map(|weight| f64::from(*weight)).sum();
            let names = ["a", "b", "c"];
            let wanted: Vec<(&str, f64)> =
                names.into_iter().zip(topics.iter().map(|weight| f64::from(*weight) / total)).collect();
            let lists: Vec<Vec<CodedShare>> =
                (0..40).map(|at| vec![(at % 5, 0.4), ((at + 1) % 5, 0.4)]).collect();
            let words = ["a", "b", "c", "d", "e"];
            let usual = TopicNorm::fit(lists.iter().map(|list| (list.as_slice(), 1)), |code| {
                words.get(code as usize).copied()
            });
            let code = |slug: &str| words.iter().position(|word| *word == slug).map_or(u32::MAX, |at| at as u32);
            Demand {
                sizes: vec![Vec::new()],
                topics: TopicTarget::new(&wanted, &usual, code),
                countries: codes.clone(),
                languages: codes.clone(),
                ages: codes.clone(),
                genders: codes.clone(),
                format,
                budget,
                dollar,
                offer: vec![Deal::Paid],
                labels: codes,
                networks: Vec::new(),
                excluded: Vec::new(),
                asked: [true; N_PARTS],
            }
        }
    }

    proptest! {
        #[test]
        fn the_quick_lower_bound_is_the_whole_scores(
            demand in demands(),
            [topics, countries, ages] in [shares(), shares(), shares()],
            prices in prices(),
            views in proptest::option::of(0.0f64..50_000.0),
            credibility in proptest::option::of(0.0f64..1.0),
            labels in proptest::option::of(proptest::collection::vec(0u32..6, 0..4)),
        ) {
            let signals = Signals {
                topics: &topics,
                countries: &countries,
                languages: &countries,
                ages: &ages,
                genders: &ages,
                prices: &prices,
                views,
                credibility,
                labels: labels.as_deref(),
                posts: Some(12.0),
                ..Signals::unknown(Network::Instagram)
            };
            for spec in PARTS.iter().filter(|spec| spec.part.depends_on_brief()) {
                let whole = demand.score(spec.part, &signals, 0.7);
                // What is unknown earns nothing.
                prop_assert!(whole.known || whole.low == 0, "{}", spec.key);
                let quick = demand.least(spec.part, &signals);
                prop_assert_eq!(quick, whole.known.then_some(whole.low), "{}", spec.key);
                let list = match spec.part {
                    Part::AudienceTopics => &topics,
                    Part::AudienceCountries | Part::AudienceLanguages => &countries,
                    _ => &ages,
                };
                let wanted = demand.wanted(spec.part);
                if wanted.is_some_and(|wanted| list.iter().all(|(key, _)| !wanted.contains(key))) {
                    prop_assert_eq!(quick, says_something(spec.part, list).then_some(0), "{}", spec.key);
                }
            }
        }
    }
}
