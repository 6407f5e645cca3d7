//! One query against one catalogue: filters run, rows ordered, the window made readable.

use std::{collections::BTreeMap, ops::Range, rc::Rc};

use crate::domain::{
    answer::{
        CriterionCell, DroppedPart, Facets, Histograms, Page, PriceCell, Row, Veto,
        text::{self, Shown},
    },
    brief::FORMATS,
    criteria::{N_PARTS, ceiling::Ceiling, cost, demand::Gate},
    criterion::Criterion,
    matching::{self, Bounds, CriteriaScores, PartScores},
    order::map_of,
    peers::Peers,
    profile::{CredibilityKind, Profile},
    query::Query,
    signals::Signals,
};

use crate::store::Profiles;

use super::{
    bitmap::Bitmap,
    checks::{self, Observation},
    columns::Columns,
    facets,
    filter::Fails,
    histogram,
    kept::{Kept, KeptRows, Matched, tell},
    rank::Order,
    sums::Sums,
    table::RowShares,
    tally::Tallies,
};

/// What the text of a page has of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Each whole.
    Whole,
    /// What [`tell`] tells of each; before them `null` where nothing counts any more that was told before.
    News,
}

/// A query's view of a catalogue.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) columns: Columns<'a>,
    pub(super) profiles: &'a Profiles,
    pub(super) peers: &'a Peers,
    pub(super) weights: [u8; 6],
    pub(super) fails: &'a Fails,
    pub(super) tallies: &'a Tallies,
    pub(super) sums: &'a Sums,
    pub(super) kept: &'a KeptRows,
}

impl View<'_> {
    /// The order of the query over this view.
    pub(super) fn order(&self, query: &Query) -> Order<'_> {
        Order::new(self.columns, &self.weights, query.sort, self.sums)
    }

    /// The rows that pass.
    pub(super) fn passing(&self) -> &Bitmap {
        self.fails.passing()
    }

    /// A window of the list.
    pub(super) fn window(&self, query: &Query, window: Range<usize>) -> Vec<usize> {
        self.order(query).window(self.passing(), window)
    }

    /// The parts of a row, and the quartiles that stand for what is missing.
    pub(super) fn parts(&self, row: usize) -> (PartScores, [u16; N_PARTS]) {
        self.columns.brief.parts(self.columns.basis(), row)
    }

    /// The page that answers the query.
    pub(super) fn page(&self, query: &Query) -> Page {
        let rows =
            self.kept_rows(query).iter().map(|(row, kept, matched)| self.row(*row, kept, matched)).collect();
        Page { rows, facets: self.facets(), histograms: self.histograms(), ..self.frame(query) }
    }

    /// The same as text, with the parts of the query that were dropped; of its rows all, or the news alone.
    pub(super) fn page_text(&self, query: &Query, issues: Vec<DroppedPart>, rows_are: Rows) -> String {
        let rows = self.kept_rows(query);
        let begins_anew = rows_are == Rows::News && self.kept.begins_anew();
        let write_rows = |text: &mut String| {
            let mut gap = if begins_anew { "null," } else { "" };
            for (row, kept, matched) in &rows {
                text.push_str(gap);
                let shown = || self.shown_of(*row, matched);
                match rows_are {
                    Rows::Whole => text.extend([kept.said(), &matched.text(self.weights, shown)]),
                    Rows::News => tell((*row, kept, matched), self.weights, shown, text),
                }
                gap = ",";
            }
            // No row follows.
            text.push_str(if gap == "null," { "null" } else { "" });
        };
        let counts =
            self.tallies.text(|| text::counts(&facets::text(self.fails, self.tallies), &self.histograms()));
        let frame = Page { issues, ..self.frame(query) };
        text::page(&frame, counts, rows.len(), write_rows)
    }

    /// The rows of the window, with what is kept of them.
    fn kept_rows(&self, query: &Query) -> Vec<(usize, Rc<Kept>, Rc<Matched>)> {
        let kept = |row: usize| {
            let kept = self.kept.get(row, || self.describe(row, query))?;
            let matched = kept.matched(|| {
                let mut shares = RowShares::default();
                self.matched(&self.columns.table.signals(row, &mut shares))
            });
            Some((row, kept, matched))
        };
        let rows = self.window(query, query.from..query.from.saturating_add(query.n));
        self.kept.make_room(rows.len());
        rows.into_iter().filter_map(kept).collect()
    }

    fn matched(&self, signals: &Signals<'_>) -> Matched {
        let brief = self.columns.brief;
        let (parts, quartiles) = brief.kept_parts(self.columns.basis(), signals);
        let criteria = matching::criteria(&brief.demand, &parts, &quartiles, Ceiling::of(signals));
        Matched::new(criteria, (parts, quartiles))
    }

    fn facets(&self) -> Facets {
        facets::count(self.columns, self.fails, self.tallies)
    }

    fn histograms(&self) -> Histograms {
        histogram::count(self.columns, self.fails, self.tallies)
    }

    /// Everything of a page but its rows and counts.
    fn frame(&self, query: &Query) -> Page {
        let total = self.passing().count();
        let lifted = match total {
            0 => map_of(self.fails.lifted().map(|(key, count)| (key.to_owned(), count))),
            _ => BTreeMap::new(),
        };
        let asked = Criterion::ALL.into_iter().filter(|criterion| self.weights[criterion.index()] > 0);
        Page { total, from: query.from, asked: asked.collect(), lifted, ..Page::default() }
    }

    fn row(&self, row: usize, kept: &Kept, matched: &Matched) -> Row {
        let Shown { bounds, coverage, criteria, reason } = self.shown_of(row, matched);
        Row {
            low: bounds.low,
            estimate: bounds.estimate,
            high: bounds.high,
            coverage,
            criteria: criteria.to_vec(),
            reason: reason.map(str::to_owned),
            ..kept.row.clone()
        }
    }

    /// What a row says that weights change.
    fn shown_of(&self, row: usize, matched: &Matched) -> Shown {
        Shown {
            bounds: self.shown(row, &matched.criteria),
            coverage: self.coverage(&matched.criteria),
            criteria: self.cells(&matched.criteria),
            reason: self.reason(row, &matched.parts),
        }
    }

    /// What a row says whatever the weights are.
    fn describe(&self, row: usize, query: &Query) -> Option<Kept> {
        let profile = self.profiles.get(row)?;
        let mut shares = RowShares::default();
        let signals = self.columns.table.signals(row, &mut shares);
        let policy = self.columns.policy;
        let flags = checks::examine(&profile, &signals, self.peers, query)
            .filter(Observation::stands_out)
            .map(Observation::into_flag)
            .collect();
        let shown = Row {
            name: profile.display_name().to_owned(),
            price: self.price(&profile, &signals),
            veto: self.veto(row, &profile, query),
            id: profile.id,
            network: profile.network,
            handle: profile.handle,
            tier: policy.tier(row),
            followers: profile.followers,
            low: 0,
            estimate: 0,
            high: 0,
            coverage: 0,
            character: policy.character(row),
            character_at: policy.at(self.columns.table, self.peers, row),
            criteria: Vec::new(),
            er: self.columns.fixed.er.get(row).map(|percentile| (percentile * 10.0).round() as u16),
            credibility: signals.credibility,
            credibility_kind: signals.credibility.map(|_| {
                if signals.credibility_is_floor { CredibilityKind::Floor } else { CredibilityKind::Estimate }
            }),
            country: profile.country.map(String::from),
            flags,
            reason: None,
        };
        Some(Kept::new(shown, self.matched(&signals)))
    }

    /// The displayed match of a row.
    pub(super) fn shown(&self, row: usize, criteria: &CriteriaScores) -> Bounds<u16> {
        let gate = self.columns.brief.gate(row);
        let numerators = matching::numerators(&criteria.scores, &self.weights, gate);
        numerators.map(|numerator| matching::displayed(numerator, &self.weights))
    }

    /// The displayed coverage of a row.
    pub(super) fn coverage(&self, criteria: &CriteriaScores) -> u16 {
        matching::displayed(matching::coverage(&criteria.known, &self.weights), &self.weights)
    }

    /// The six criteria of a row.
    fn cells(&self, criteria: &CriteriaScores) -> [CriterionCell; 6] {
        std::array::from_fn(|at| {
            let Bounds { low, estimate, high } = criteria.scores[at];
            CriterionCell { weight: self.weights[at], low, estimate, high }
        })
    }

    /// Why a row cannot serve the brief at all.
    pub(super) fn veto(&self, row: usize, profile: &Profile, query: &Query) -> Option<Veto> {
        if self.columns.brief.gate(row) != Gate::Vetoed {
            return None;
        }
        let networks = &query.brief.networks;
        if !networks.is_empty() && !networks.contains(&profile.network) {
            return Some(Veto { kind: "network".to_owned(), detail: profile.network.to_string() });
        }
        let brand = checks::excluded_brand(profile, query)?;
        Some(Veto { kind: "exclusion".to_owned(), detail: brand.to_owned() })
    }

    /// The price that counts, as it was given.
    fn price(&self, profile: &Profile, signals: &Signals<'_>) -> Option<PriceCell> {
        let chosen = cost::price_of(signals.prices, self.columns.brief.demand.format)?;
        let format = FORMATS[usize::from(chosen.format)];
        let price = profile.price.get(format)?;
        Some(PriceCell {
            format: format.to_owned(),
            low: price.low,
            high: price.high,
            currency: price.currency,
            kind: price.kind,
        })
    }

    /// The part that earns most of the lower bound.
    fn reason(&self, row: usize, (parts, quartiles): &(PartScores, [u16; N_PARTS])) -> Option<&'static str> {
        let brief = self.columns.brief;
        let leading = matching::leading_part(
            &brief.demand,
            parts,
            quartiles,
            Ceiling::of(&self.columns.table.figures(row)),
            &self.weights,
            brief.gate(row),
        );
        leading.map(|part| part.spec().key)
    }
}
