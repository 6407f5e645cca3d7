//! An open catalogue with the host's defaults: the text of a query in, plain values out.
//!
//! The app's worker and the engine module both answer through this.

use crate::{
    archive::Archive,
    domain::{
        answer::{DroppedPart, Explanation, Report},
        money::Rates,
        profile::Profile,
        query::{Issue, Query},
        tier::Policy,
    },
    engine::{Engine, Opening},
    export,
    intake::Catalogue,
    protocol::Export,
    wording::Wording,
};

/// An open catalogue with the host's defaults.
#[derive(Debug)]
pub struct Session {
    engine: Engine,
    wording: Wording,
}

impl Session {
    /// Opens a catalogue; `policy` is for queries that name none.
    pub fn new(catalogue: Catalogue, fx: Rates, policy: Policy) -> Self {
        Self::opened(catalogue, Opening::new(fx), policy)
    }

    /// Opens a catalogue whose columns were begun while it came.
    pub fn opened(catalogue: Catalogue, opening: Opening, policy: Policy) -> Self {
        Self::of(Engine::opened(catalogue, opening), policy)
    }

    /// The same of a catalogue that is open.
    pub fn of(engine: Engine, policy: Policy) -> Self {
        Self { engine, wording: Wording::new(policy, "") }
    }

    /// Writes the catalogue as it is open; see [`Engine::archive`].
    pub fn archive(&mut self, archive: &mut Archive<'_>) {
        self.engine.archive(archive);
    }

    /// The page of a query's text as JSON, with the parts of it that were dropped.
    pub fn run(&mut self, text: &str) -> String {
        let (query, dropped) = self.read(text);
        self.engine.run_text(&query, dropped)
    }

    /// The same with the news of its rows alone; see [`Engine::run_news`].
    pub fn run_news(&mut self, text: &str) -> String {
        let (query, dropped) = self.read(text);
        self.engine.run_news(&query, dropped)
    }

    fn read(&self, text: &str) -> (Query, Vec<DroppedPart>) {
        let (query, issues) = self.wording.read(text);
        let dropped = |Issue { key, value, reason }| DroppedPart { key, value, reason };
        (query, issues.into_iter().map(dropped).collect())
    }

    /// Every number behind one profile's match under a query's text; `None` for a stranger.
    pub fn explain(&mut self, id: &str, text: &str) -> Option<Explanation> {
        let (query, _) = self.wording.read(text);
        self.engine.explain(id, &query)
    }

    /// The profile with this id.
    pub fn profile(&self, id: &str) -> Option<Profile> {
        self.engine.profile(id)
    }

    /// What came of reading the data.
    pub fn report(&self) -> &Report {
        self.engine.report()
    }

    /// Profiles as the text of a file.
    pub fn export(&mut self, wanted: &Export) -> String {
        let (query, _) = self.wording.read(&wanted.query);
        let lines = export::lines(&mut self.engine, &query, wanted.only.as_deref());
        export::write(lines, self.engine.report(), wanted.format, &query.policy)
    }
}
