//! Every number behind one match, down to the raw value, its unit, its source and its date.

use crate::domain::{
    answer::{
        ExplainedCap, ExplainedCharacter, ExplainedCost, ExplainedCriterion, ExplainedEngagement,
        ExplainedPart, ExplainedTerm, Explanation,
    },
    brief::FORMATS,
    character::Standing,
    criteria::{
        N_PARTS, PARTS, Part, PartSpec, audience,
        ceiling::{self, CAPS, Ceiling, Finding},
        cost, growth, risk,
        scrutiny::scrutiny,
    },
    criterion::Criterion,
    matching::{self, Bounds, PartScores},
    profile::{Profile, Source},
    query::Query,
    signals::{PriceSignal, Signals, is_inferred},
    topic,
};

use super::{
    checks::{self, Observation},
    page::View,
    signals::total,
    table::RowShares,
};

/// A raw value with what it relates to.
type Raw = (Option<f64>, Option<String>);

impl View<'_> {
    /// Explains one row. The contributions add up to the displayed match, bound by bound.
    pub(super) fn explain(&self, row: usize, query: &Query) -> Option<Explanation> {
        let profile = &self.profiles.get(row)?;
        let brief = self.columns.brief;
        let mut shares = RowShares::default();
        let signals = self.columns.table.signals(row, &mut shares);
        let order = self.order(query);
        let (parts, quartiles) = self.parts(row);
        let criteria = matching::criteria(&brief.demand, &parts, &quartiles, Ceiling::of(&signals));
        let shown = self.shown(row, &criteria);
        let passes = self.passing().contains(row);
        let standing = Standing::of(&signals, &query.policy, self.peers);
        Some(Explanation {
            low: shown.low,
            estimate: shown.estimate,
            high: shown.high,
            coverage: self.coverage(&criteria),
            criteria: self.explain_criteria(row, profile, &signals, &criteria.scores, &(parts, quartiles)),
            veto: self.veto(row, profile, query),
            flags: checks::examine(profile, &signals, self.peers, query)
                .map(Observation::into_flag)
                .collect(),
            scrutiny: scrutiny(signals.followers).key.to_owned(),
            rank: passes.then(|| order.ahead_of(self.passing(), row) + 1),
            total: self.passing().count(),
            tier: self.columns.policy.tier(row),
            character: ExplainedCharacter {
                verdict: standing.verdict(),
                at: standing.at(),
                confidence: standing.confidence(),
                range: standing.range(),
                reasons: standing.reasons(),
                positions: standing.positions,
                raw: standing.raw,
            },
            engagement: self.explain_engagement(&signals),
            cost: self.explain_cost(profile, &signals),
            in_kind: cost::is_in_kind(&brief.demand.offer, signals.accepts, has_firm_price(&signals)),
        })
    }

    fn explain_criteria(
        &self,
        row: usize,
        profile: &Profile,
        signals: &Signals<'_>,
        scores: &[Bounds<u16>; 6],
        (parts, quartiles): &(PartScores, [u16; N_PARTS]),
    ) -> Vec<ExplainedCriterion> {
        let brief = self.columns.brief;
        let ceiling = Ceiling::of(signals);
        let split =
            matching::contributions(&brief.demand, parts, quartiles, ceiling, &self.weights, brief.gate(row));
        let findings = ceiling::findings(signals);
        let raises = matching::raises(&brief.demand, parts, quartiles, findings, &self.weights);
        Criterion::ALL
            .into_iter()
            .map(|criterion| {
                let index = criterion.index();
                let explained = PARTS.iter().filter(|spec| spec.criterion == criterion).map(|spec| {
                    let at = spec.part.index();
                    let is_asked = brief.demand.is_asked(spec.part);
                    let score = Bounds {
                        low: parts[at].low,
                        estimate: parts[at].estimate_with(quartiles[at]),
                        high: parts[at].high,
                    };
                    let known = parts[at].known;
                    let part =
                        self.explain_part(spec, profile, signals, is_asked, known, score, split.parts[at]);
                    ExplainedPart { raise: if is_asked { raises[at] } else { 0 }, ..part }
                });
                ExplainedCriterion {
                    key: criterion,
                    weight: self.weights[index],
                    low: scores[index].low,
                    estimate: scores[index].estimate,
                    high: scores[index].high,
                    contribution: split.criteria[index].low,
                    contribution_estimate: split.criteria[index].estimate,
                    contribution_high: split.criteria[index].high,
                    parts: explained.collect(),
                    caps: if criterion == Criterion::Risk { caps(signals, &split) } else { Vec::new() },
                }
            })
            .collect()
    }

    #[expect(clippy::too_many_arguments, reason = "one argument a column of the explanation")]
    fn explain_part(
        &self,
        spec: &PartSpec,
        profile: &Profile,
        signals: &Signals<'_>,
        is_asked: bool,
        known: bool,
        score: Bounds<u16>,
        contribution: Bounds<u16>,
    ) -> ExplainedPart {
        let (raw, basis) = self.raw(spec.part, profile, signals, is_asked.then_some(score));
        let source = source_of(profile, spec.field);
        // A part that is not asked was not scored: nothing is claimed of it.
        let score = if is_asked { score } else { Bounds::default() };
        ExplainedPart {
            key: spec.key.to_owned(),
            weight: if is_asked { spec.weight } else { 0 },
            raw,
            unit: spec.unit.to_owned(),
            source: match basis.as_deref() {
                // What is guessed from the bio is nobody's statement of topics.
                Some("bio") => source_of(profile, "bio").and_then(|source| source.name.clone()),
                Some("model") if profile.price.is_empty() => Some("SponsorRate".to_owned()),
                _ => source.and_then(|source| source.name.clone()).filter(|_| raw.is_some()),
            },
            date: source.and_then(|source| source.date.clone()).filter(|_| raw.is_some()),
            basis,
            known: known && is_asked,
            low: score.low,
            estimate: score.estimate,
            high: score.high,
            contribution: contribution.low,
            contribution_estimate: contribution.estimate,
            contribution_high: contribution.high,
            raise: 0,
            terms: match spec.part {
                Part::AudienceTopics if is_asked => self.topic_terms(profile, signals),
                _ => Vec::new(),
            },
        }
    }

    /// The topics behind the topical fit, with what each does.
    fn topic_terms(&self, profile: &Profile, signals: &Signals<'_>) -> Vec<ExplainedTerm> {
        let bio = profile.bio.as_deref().filter(|_| is_inferred(signals.topics));
        let inferred = bio.map(topic::inferred).unwrap_or_default();
        let words = self.columns.table.words.topics.words();
        let terms = self.columns.brief.demand.topic_terms(signals).into_iter();
        terms
            .filter_map(|term| {
                let topic = words.get(term.topic as usize)?.to_string();
                let share =
                    profile.topics.iter().find(|known| known.topic == topic).and_then(|known| known.share);
                let found = inferred.iter().find(|found| found.topic == topic);
                let words = found.map(|found| found.words.iter().map(|word| (*word).to_owned()).collect());
                Some(ExplainedTerm { topic, share, score: term.score, words: words.unwrap_or_default() })
            })
            .collect()
    }

    /// The value that a part was computed from, in the part's unit.
    fn raw(&self, part: Part, profile: &Profile, signals: &Signals<'_>, score: Option<Bounds<u16>>) -> Raw {
        let plain = |raw: Option<f64>| (raw, None);
        let least = |has: bool| plain(score.filter(|_| has).map(|score| f64::from(score.low) / 1000.0));
        let price = self.columns.brief.demand.price(signals);
        let price = price.as_ref();
        match part {
            Part::SizeFit => plain(signals.followers),
            Part::AudienceTopics if is_inferred(signals.topics) => {
                (score.map(|score| f64::from(score.estimate) / 1000.0), Some("bio".to_owned()))
            }
            Part::AudienceTopics => least(!signals.topics.is_empty()),
            Part::AudienceSpecialization => least(signals.topics.iter().any(|(_, share)| share.is_finite())),
            Part::AudienceCountries => least(listed(profile, |audience| &audience.countries)),
            Part::AudienceLanguages => least(listed(profile, |audience| &audience.languages)),
            Part::AudienceAges => least(listed(profile, |audience| &audience.ages)),
            Part::AudienceGenders => least(listed(profile, |audience| &audience.genders)),
            Part::RiskCredibility => {
                let kind = if signals.credibility_is_floor { "floor" } else { "estimate" };
                (signals.credibility, signals.credibility.map(|_| kind.to_owned()))
            }
            Part::RiskFollowers => plain(signals.doubtful.map(|(least, _)| least)),
            Part::RiskGrowth => {
                let finding = growth::examine(profile.network, profile.followers, &profile.history);
                (finding.z, finding.month)
            }
            Part::RiskFollowing => plain(risk::ratio(signals.following, signals.followers)),
            Part::RiskComments => plain(checks::comment_ratio(profile)),
            Part::EngagementPeers => (
                signals.engagement.map(|rate| rate.rate),
                signals.engagement.map(|rate| rate.basis.as_str().to_owned()),
            ),
            Part::CostBudget => (
                price.and_then(PriceSignal::ends).map(|(_, high)| high),
                price.map(|price| price.kind.as_str().to_owned()),
            ),
            Part::CostCpm => {
                let views = signals.views.filter(|views| *views > 0.0);
                let firm = cost::firm(price).map(|(_, high)| high);
                let cpm = firm.zip(views).map(|(price, views)| 1000.0 * price / views);
                (cpm, cpm.map(|_| "views".to_owned()))
            }
            Part::CostOffer => plain(signals.accepts.map(f64::from)),
            Part::ValuesLabels => least(profile.labels.is_some()),
            Part::ValuesAuthenticity => plain(signals.sponsored_share),
            Part::ValuesPaid => plain(signals.paid_performance),
            Part::ValuesResponse => plain(signals.response_rate),
        }
    }

    /// What a result costs. The upper end is left out where it has none.
    fn explain_cost(&self, profile: &Profile, signals: &Signals<'_>) -> Option<ExplainedCost> {
        let demand = &self.columns.brief.demand;
        let price = demand.price(signals)?;
        let (low, high) = price.ends()?;
        let credible = signals.credibility.map(|_| signals.credible());
        let target = demand.target_share(signals);
        let results = cost::results((low, high), signals.views, reactions(profile), credible, target);
        let open = |range: Option<(f64, f64)>| {
            range.map(|(low, high)| (low, Some(high).filter(|high| high.is_finite())))
        };
        Some(ExplainedCost {
            format: FORMATS[usize::from(price.format)].to_owned(),
            low,
            high,
            kind: price.kind,
            cpm: open(results.cpm),
            credible_cpm: open(results.credible),
            target_cpm: open(results.target),
            cpe: open(results.cpe),
        })
    }

    fn explain_engagement(&self, signals: &Signals<'_>) -> Option<ExplainedEngagement> {
        let rate = signals.engagement?;
        let followers = signals.followers.filter(|count| *count > 0.0)?;
        let fit = self.peers.engagement(signals.network, rate.basis)?;
        Some(ExplainedEngagement {
            rate: rate.rate,
            basis: rate.basis.as_str().to_owned(),
            expected: fit.expected_rate(followers),
            z: (rate.rate > 0.0).then(|| fit.usual_z(followers, &rate)),
            percentile: fit.usual_percentile(followers, &rate),
            peers: fit.peers,
            benchmark: fit.benchmark().map(ToOwned::to_owned),
        })
    }
}

fn has_firm_price(signals: &Signals<'_>) -> bool {
    signals.prices.iter().any(|price| cost::firm(Some(price)).is_some())
}

/// Reactions per post, of all kinds that are counted.
fn reactions(profile: &Profile) -> Option<f64> {
    let engagement = profile.engagement.as_ref()?;
    let counted = [engagement.likes, engagement.comments, engagement.shares, engagement.saves];
    engagement.likes.map(|_| counted.into_iter().flatten().sum())
}

/// The alerts that are not ruled out, and what they take.
fn caps(signals: &Signals<'_>, split: &matching::Contributions) -> Vec<ExplainedCap> {
    let all = CAPS.iter().zip(ceiling::findings(signals)).zip(split.withheld);
    all.filter(|((_, finding), _)| *finding != Finding::RuledOut)
        .map(|((cap, finding), taken)| ExplainedCap {
            key: cap.key.to_owned(),
            at: cap.at,
            certain: finding == Finding::Certain,
            contribution: -(taken.low as i16),
            contribution_estimate: -(taken.estimate as i16),
            contribution_high: -(taken.high as i16),
        })
        .collect()
}

fn listed(
    profile: &Profile,
    pick: fn(&crate::domain::profile::Audience) -> &crate::domain::profile::Shares,
) -> bool {
    profile
        .audience
        .as_ref()
        .map(pick)
        .is_some_and(|shares| !shares.is_empty() && total(shares) <= audience::MOST_LISTED)
}

/// The source of a field: its own, that of the group it belongs to, or that of the whole profile.
fn source_of<'a>(profile: &'a Profile, field: &str) -> Option<&'a Source> {
    let group = field.split('.').next().unwrap_or(field);
    profile.sources.get(field).or_else(|| profile.source_of(group))
}
