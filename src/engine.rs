//! The engine: a catalogue in columns, and the page that answers a query.
//!
//! The engine is a value: profiles in, query in, page out. It knows no clock, no network, no browser and no
//! randomness; the same input gives the same answer, whatever the order of the rows.

mod archived;
mod bitmap;
mod checks;
mod coded;
mod codes;
mod column;
mod columns;
mod explain;
mod facets;
mod filter;
mod histogram;
mod holders;
mod kept;
mod measured;
mod opening;
mod page;
mod places;
mod rank;
mod ranked;
mod recount;
mod scores;
mod search;
mod shares;
mod signals;
mod simd;
mod sorted;
mod sums;
mod table;
mod tally;
mod texts;

use crate::{
    domain::{
        answer::{DroppedPart, Explanation, Page, Report},
        criteria::demand::Demand,
        memory::Memory,
        money::Rates,
        peers::Peers,
        profile::Profile,
        query::{Query, SortKey},
    },
    intake::Catalogue,
    store::Profiles,
};
use columns::{Anew, Columns};
use filter::Fails;
use kept::KeptRows;
pub use opening::Opening;
use page::{Rows, View};
use scores::{Basis, BriefScores, FixedScores, PolicyColumns};
use sums::Sums;
use table::Table;
use tally::Tallies;

/// An open catalogue.
#[derive(Debug)]
pub struct Engine {
    table: Table,
    profiles: Profiles,
    report: Report,
    rates: Rates,
    peers: Peers,
    fixed: FixedScores,
    /// What depends on the policy alone, for the policy last asked.
    policy: Option<PolicyColumns>,
    /// What depends on the brief and the policy, for those last asked.
    brief: Option<BriefScores>,
    /// The rows that fail each of the filters last asked.
    fails: Fails,
    /// Counts for the filters last asked.
    tallies: Tallies,
    /// Numerators for the weights last asked.
    sums: Sums,
    /// What rows of pages say under the brief and the policy last asked.
    kept: KeptRows,
}

impl Engine {
    /// Opens a catalogue: builds its columns and fits its peers. Prices without an exchange rate in `rates` are
    /// unknown for scoring.
    pub fn new(catalogue: Catalogue, rates: Rates) -> Self {
        Self::opened(catalogue, Opening::new(rates))
    }

    /// Opens a catalogue whose columns were begun while it came.
    pub fn opened(catalogue: Catalogue, opening: Opening) -> Self {
        Self::open(catalogue, opening, |table| {
            let of_network = |network| {
                let rows = (0u32..).zip(&table.network).filter(|(_, other)| **other == network);
                // Who knows how many there are asks for memory once.
                let rows: Vec<u32> = rows.map(|(row, _)| row).collect();
                rows.into_iter().map(|row| table.peer_signals(row as usize))
            };
            Peers::fit(of_network).with_topics(table.topic_norm())
        })
    }

    /// Opens a catalogue whose profiles are compared with peers that were fitted elsewhere, such as one changed
    /// profile with those of the catalogue it came from.
    pub fn with_peers(catalogue: Catalogue, rates: Rates, peers: Peers) -> Self {
        Self::open(catalogue, Opening::new(rates), |_| peers)
    }

    fn open(catalogue: Catalogue, opening: Opening, peers: impl FnOnce(&Table) -> Peers) -> Self {
        let (table, rates) = opening.finish(&catalogue.profiles);
        let peers = peers(&table);
        let fixed = FixedScores::new(&table, &peers);
        Self::with_columns(catalogue, rates, table, peers, fixed)
    }

    /// A catalogue whose columns are made and that nothing was asked of yet.
    fn with_columns(
        catalogue: Catalogue,
        rates: Rates,
        table: Table,
        peers: Peers,
        fixed: FixedScores,
    ) -> Self {
        let Catalogue { profiles, mut report } = catalogue;
        report.usual_topics.extend(peers.topics().topics().map(|(slug, usual)| (slug.to_owned(), usual)));
        let n_rows = table.len();
        Self {
            table,
            profiles,
            report,
            rates,
            peers,
            fixed,
            policy: None,
            brief: None,
            fails: Fails::new(n_rows),
            tallies: Tallies::new(n_rows),
            sums: Sums::default(),
            kept: KeptRows::default(),
        }
    }

    /// Answers a query with a page: the rows of its window, counts and histograms.
    pub fn run(&mut self, query: &Query) -> Page {
        self.prepare(query);
        self.view(query).map(|view| view.page(query)).unwrap_or_default()
    }

    /// The same page as JSON, with the parts of the query that were dropped. Letters beyond ASCII are escapes.
    pub fn run_text(&mut self, query: &Query, issues: Vec<DroppedPart>) -> String {
        self.prepare(query);
        self.view(query).map(|view| view.page_text(query, issues, Rows::Whole)).unwrap_or_default()
    }

    /// The same for who keeps what was told of rows by their numbers: of a row there is its number where all of it was
    /// told before, else a list of its number and what is new: the whole row, or low, estimate, high, coverage, reason
    /// and of each criterion weight, low, estimate and high. A `null` before the rows says that nothing told before
    /// counts any more.
    pub fn run_news(&mut self, query: &Query, issues: Vec<DroppedPart>) -> String {
        self.prepare(query);
        self.view(query).map(|view| view.page_text(query, issues, Rows::News)).unwrap_or_default()
    }

    /// Every number behind one profile's match. `None` where the catalogue does not have the id.
    pub fn explain(&mut self, id: &str, query: &Query) -> Option<Explanation> {
        let row = self.table.row_of(&self.profiles, id)?;
        self.prepare(query);
        self.view(query)?.explain(row, query)
    }

    /// The profile with this id.
    pub fn profile(&self, id: &str) -> Option<Profile> {
        self.table.row_of(&self.profiles, id).and_then(|row| self.profiles.get(row))
    }

    /// Every profile, in the order of the data.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// How much memory the catalogue holds now, and for what.
    pub fn memory(&self) -> Memory {
        let policy = self.policy.as_ref().map_or(0, PolicyColumns::memory);
        let brief = self.brief.as_ref().map_or(0, BriefScores::memory);
        Memory {
            profiles: self.profiles.memory(),
            columns: self.table.memory(),
            text: self.table.text.memory(),
            scores: self.fixed.memory(),
            query: policy + brief + self.sums.memory(),
        }
    }

    /// What the catalogue's profiles are compared with.
    pub fn peers(&self) -> &Peers {
        &self.peers
    }

    /// What came of reading the data.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The ids of the whole list that answers a query, best first; the window is ignored.
    pub fn ranked_ids(&mut self, query: &Query) -> Vec<String> {
        self.prepare(query);
        let Some(view) = self.view(query) else { return Vec::new() };
        let rows = view.window(query, 0..self.table.len());
        rows.into_iter().filter_map(|row| Some(self.profiles.account(row)?.id)).collect()
    }

    /// Computes what the query's policy, brief, filters and weights need, unless it is there from the query before.
    fn prepare(&mut self, query: &Query) {
        if query.sort.key == SortKey::Name {
            self.table.order_names(&self.profiles);
        }
        let mut anew = Anew::default();
        if self.policy.as_ref().is_none_or(|policy| !policy.serves(query)) {
            anew.policy = true;
            let before = self.policy.take();
            self.policy = Some(PolicyColumns::new(&self.table, &self.peers, query, before));
        }
        let demand = Demand::new(query, &self.table.words, &self.rates, self.peers.topics());
        if self.brief.as_ref().is_none_or(|brief| !brief.serves(&demand)) {
            anew.brief = true;
            let before = self.brief.take();
            let basis = Basis { table: &self.table, peers: &self.peers, fixed: &self.fixed };
            let scores = BriefScores::new(basis, demand, before, &mut anew);
            self.brief = Some(scores);
        }
        if anew.policy || anew.price || anew.gates {
            self.kept.clear();
        } else if anew.brief {
            self.kept.forget_matches();
        }
        let (Some(policy), Some(brief)) = (&self.policy, &self.brief) else { return };
        let columns = Columns { table: &self.table, peers: &self.peers, fixed: &self.fixed, policy, brief };
        let has_changed = self.fails.update(columns, query, anew);
        self.tallies.update(columns, &self.fails, anew, has_changed);
        if matches!(query.sort.key, SortKey::Low | SortKey::Estimate) {
            let weights = brief.demand.weights(&query.weights);
            self.sums.update(columns, query.sort.key, weights, anew.brief);
        } else if anew.brief {
            self.sums = Sums::default();
        }
    }

    fn view(&self, query: &Query) -> Option<View<'_>> {
        let (policy, brief) = (self.policy.as_ref()?, self.brief.as_ref()?);
        let columns = Columns { table: &self.table, peers: &self.peers, fixed: &self.fixed, policy, brief };
        Some(View {
            columns,
            profiles: &self.profiles,
            peers: &self.peers,
            weights: brief.demand.weights(&query.weights),
            fails: &self.fails,
            tallies: &self.tallies,
            sums: &self.sums,
            kept: &self.kept,
        })
    }
}
