//! Answers calls with a catalogue at hand; pure, so that whole conversations run natively.

use crate::{
    archive::Archive,
    domain::{money::Rates, tier::Policy},
    engine::{Engine, Opening},
    failure::{Code, Failure},
    intake::Catalogue,
    protocol::{self, Answer, Call, Export, Loaded},
    rest,
    session::Session,
};

/// Holds the catalogue and answers what is asked of it.
#[derive(Debug, Default)]
pub struct Desk {
    session: Option<Session>,
    /// What is here so far of a catalogue on its way; it answers as long as it is there.
    first: Option<Session>,
}

impl Desk {
    /// Opens what was read as a catalogue, whose columns may be begun already, in place of the one before. A source
    /// that cannot be read costs the others nothing; where none can, the catalogue before stays.
    pub fn open(
        &mut self,
        (catalogue, failures): (Option<Catalogue>, Vec<Failure>),
        opening: Opening,
        policy: &str,
    ) -> Result<Loaded, Failure> {
        let Some(catalogue) = catalogue else {
            self.first = None;
            let none = Failure::new(Code::NoCatalogue);
            return Err(failures.into_iter().next().unwrap_or(none));
        };
        let report = catalogue.report.clone();
        let policy = Policy::named(policy).unwrap_or(Policy::standard());
        // The old catalogue goes first, so that there are never two beside the new one.
        self.session = None;
        self.first = None;
        self.session = Some(Session::opened(catalogue, opening, policy));
        Ok(Loaded { report, failures })
    }

    /// Puts a catalogue that was kept as it was open in place of the one before.
    pub fn reopen(&mut self, engine: Engine, policy: &str) -> Loaded {
        let report = engine.report().clone();
        let policy = Policy::named(policy).unwrap_or(Policy::standard());
        self.first = None;
        self.session = Some(Session::of(engine, policy));
        Loaded { report, failures: Vec::new() }
    }

    /// Writes the catalogue that is open; `false` where none is.
    pub fn archive(&mut self, archive: &mut Archive<'_>) -> bool {
        self.session.as_mut().map(|session| session.archive(archive)).is_some()
    }

    /// Lets what is here so far of a catalogue on its way answer.
    pub fn show_first(&mut self, catalogue: Catalogue, fx: Rates, policy: &str) -> Loaded {
        let report = catalogue.report.clone();
        let policy = Policy::named(policy).unwrap_or(Policy::standard());
        self.first = Some(Session::new(catalogue, fx, policy));
        Loaded { report, failures: Vec::new() }
    }

    /// Loading stopped: the catalogue before answers again. Where there was none, what is here stays.
    pub fn stop(&mut self) {
        let first = self.first.take();
        self.session = self.session.take().or(first);
    }

    /// Answers a call about the catalogue at hand.
    pub fn answer(&mut self, call: Call) -> Result<Answer, Failure> {
        if let (Call::Export(wanted @ Export { only: Some(_), .. }), None) =
            (&call, self.first.as_ref().or(self.session.as_ref()))
        {
            // A list is the reader's own: without any data it still leaves with what it remembers.
            let mut nothing = Session::new(Catalogue::default(), Rates::default(), Policy::standard());
            return rest::call(export(&mut nothing, wanted));
        }
        let session = self.first.as_mut().or(self.session.as_mut()).ok_or(Failure::new(Code::NoCatalogue))?;
        Ok(match call {
            Call::Run { query } => Answer::Page(session.run(&query)),
            Call::Explain { ids, query } => rest::call(explain(session, &ids, &query))?,
            Call::Profiles { ids } => rest::call(profiles(session, &ids))?,
            Call::Report => Answer::Report(Box::new(session.report().clone())),
            Call::Export(wanted) => rest::call(export(session, &wanted))?,
            Call::Load { .. } | Call::Prepare | Call::Cancel | Call::Kept | Call::ForgetKept => {
                return Err(Failure::new(Code::BadMessage).with_detail("loading is the host's part"));
            }
        })
    }
}

#[allow(clippy::unnecessary_wraps, reason = "what is made of it for a worker's program can fail")]
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(rest, fallible, preload(fetch_explain)))]
pub(super) fn explain(session: &mut Session, ids: &[String], query: &str) -> Result<Answer, Failure> {
    let explanations: Vec<_> = ids.iter().map(|id| session.explain(id, query)).collect();
    Ok(Answer::Explanations(protocol::encode(&explanations)))
}

#[allow(clippy::unnecessary_wraps, reason = "what is made of it for a worker's program can fail")]
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(rest, fallible, preload(fetch_profiles)))]
pub(super) fn profiles(session: &Session, ids: &[String]) -> Result<Answer, Failure> {
    let profiles: Vec<_> = ids.iter().map(|id| session.profile(id)).collect();
    Ok(Answer::Profiles(protocol::encode(&profiles)))
}

#[allow(clippy::unnecessary_wraps, reason = "what is made of it for a worker's program can fail")]
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(rest, fallible, preload(fetch_export)))]
pub(super) fn export(session: &mut Session, wanted: &Export) -> Result<Answer, Failure> {
    Ok(Answer::Text(session.export(wanted)))
}

#[cfg(test)]
mod tests;
