//! The catalogue in the engine: where it comes from, how far its loading is, and what came of reading it.
//!
//! A catalogue that fails to open leaves the one before in place.

use std::sync::Arc;

use futures_channel::oneshot;
use leptos::prelude::*;
use web_sys::File;

use super::{Failure, Notices, notices::Notice};
use crate::{
    client::{Client, Event, Source},
    config::Config,
    domain::{answer::Report, network::Network, order::sort_by},
    failure::Code,
    platform::{clock, task},
    protocol::{self, Keep, Loaded, Progress, kind},
};

/// Where a catalogue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The fictional demonstration that ships with the build.
    Demo,
    /// The host's configuration.
    Host,
    /// The link that opened the page (`?data=`): its host is named.
    Link,
    /// A file of the reader.
    File,
}

/// An opened catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it comes from.
    pub origin: Origin,
    /// Name to show: the data's own, else file names or the last parts of addresses.
    pub name: String,
    /// Hosts that the data came from, where they are not the page's own.
    pub hosts: Vec<String>,
    /// What came of reading it.
    pub report: Report,
    /// Sources that could not be read, where others could.
    pub failures: Vec<Failure>,
    /// Whether loading was stopped before everything was here.
    pub is_partial: bool,
}

impl Opened {
    /// Whether it is the fictional demonstration, which must be marked as such.
    pub fn is_demo(&self) -> bool {
        self.origin == Origin::Demo
    }
}

/// How the catalogue is doing.
#[derive(Debug, Clone, PartialEq)]
pub enum CatalogueStatus {
    /// Being fetched and read.
    Loading {
        /// How far it is.
        progress: Progress,
        /// Seconds that are left, where that can be told.
        left: Option<u64>,
        /// What is here so far: it answers until the whole does.
        first: Option<Arc<Opened>>,
        /// The catalogue before, still in the engine.
        last: Option<Arc<Opened>>,
    },
    /// In the engine.
    Ready(Arc<Opened>),
    /// Could not be opened.
    Failed {
        /// Why.
        failure: Failure,
        /// The catalogue before, still in the engine.
        last: Option<Arc<Opened>>,
    },
}

impl CatalogueStatus {
    /// The catalogue that answers, if any.
    pub fn opened(&self) -> Option<&Arc<Opened>> {
        match self {
            Self::Loading { first, last, .. } => first.as_ref().or(last.as_ref()),
            Self::Failed { last, .. } => last.as_ref(),
            Self::Ready(opened) => Some(opened),
        }
    }

    /// The catalogue from before, once it answers again.
    fn before(&self) -> Option<&Arc<Opened>> {
        match self {
            Self::Loading { last, .. } => last.as_ref(),
            other => other.opened(),
        }
    }

    /// What the engine holds once loading is stopped: the catalogue before, or where there was none, what is
    /// here so far.
    fn kept(&self) -> Option<Arc<Opened>> {
        let partial = || {
            let Self::Loading { first: Some(first), .. } = self else { return None };
            Some(Arc::new(Opened { is_partial: true, ..(**first).clone() }))
        };
        self.before().cloned().or_else(partial)
    }

    /// Whether a part of the catalogue on its way answers.
    pub fn has_first(&self) -> bool {
        matches!(self, Self::Loading { first: Some(_), .. })
    }

    /// Whether a catalogue is on its way.
    pub fn is_loading(&self) -> bool {
        matches!(self, Self::Loading { .. })
    }

    /// Why the last attempt failed.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed { failure, .. } => Some(failure),
            _ => None,
        }
    }
}

/// The catalogue; the engine owns it, this is what the page knows of it.
#[derive(Clone, Copy)]
pub struct CatalogueState {
    status: RwSignal<CatalogueStatus>,
    version: RwSignal<u32>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    client: Client,
    /// The newest attempt, for trying again.
    wanted: Option<(Origin, Vec<Source>)>,
    /// What the engine holds, for loading it again after a crash.
    held: Option<(Origin, Vec<Source>)>,
    /// Whether copies of fetched data stay in the browser.
    keep: Keep,
    /// Counts attempts; a late result of an older one is dropped.
    attempt: u32,
    /// When the newest attempt began (milliseconds since 1970).
    began: u64,
    /// What waits until nothing is loading; dropping them is the word.
    waiting: Vec<oneshot::Sender<()>>,
}

impl CatalogueState {
    /// A catalogue that is not there yet. It takes over what the client tells without being asked.
    pub fn new(client: Client, notices: Notices) -> Self {
        let inner = Inner {
            client: client.clone(),
            wanted: None,
            held: None,
            keep: Keep::No,
            attempt: 0,
            began: 0,
            waiting: Vec::new(),
        };
        let this = Self {
            status: RwSignal::new(loading(None)),
            version: RwSignal::new(0),
            inner: StoredValue::new_local(inner),
        };
        client.listen(move |event| this.on_event(event, notices));
        Effect::new(move |_| {
            if !this.status.with(CatalogueStatus::is_loading) {
                this.inner.update_value(|inner| inner.waiting.clear());
            }
        });
        this
    }

    /// Waits until nothing is loading: what is asked of the engine sooner has no data to be answered from.
    pub(super) async fn settled(self) {
        if self.status.with_untracked(CatalogueStatus::is_loading) {
            let (sender, receiver) = oneshot::channel();
            self.inner.update_value(|inner| inner.waiting.push(sender));
            // It only ever ends by the sender's end.
            receiver.await.ok();
        }
    }

    /// How the catalogue is doing.
    pub fn status(self) -> Signal<CatalogueStatus> {
        self.status.into()
    }

    /// Counts the catalogues that the engine had; 0 before the first.
    pub fn version(self) -> ReadSignal<u32> {
        self.version.read_only()
    }

    /// Opens what the configuration or the link names.
    pub(super) fn open_configured(self, config: &Config, linked: &[String]) {
        self.inner.update_value(|inner| inner.keep = Keep::Use);
        let (origin, addresses) = match linked {
            [] if config.demo => (Origin::Demo, &config.data[..]),
            [] => (Origin::Host, &config.data[..]),
            linked => (Origin::Link, linked),
        };
        let mut sources = Vec::with_capacity(addresses.len());
        for address in addresses {
            let Some(source) = Source::address(address) else {
                return self.refuse(Failure::new(Code::BadAddress).of(address.clone()));
            };
            let is_linked = origin == Origin::Link;
            if is_linked && source.foreign_origin().is_some_and(|origin| !config.allows_origin(origin)) {
                return self.refuse(Failure::new(Code::OriginNotAllowed).of(address.clone()));
            }
            sources.push(source);
        }
        self.load(origin, sources);
    }

    /// Opens a source that the host names.
    pub fn open(self, source: Source) {
        self.load(Origin::Host, vec![source]);
    }

    /// Opens files of the reader as one catalogue. Nothing leaves the browser.
    pub fn open_files(self, files: Vec<File>) {
        if !files.is_empty() {
            self.client().renew();
            self.load(Origin::File, files.into_iter().map(Source::file).collect());
        }
    }

    /// Opens the newest attempt again, with the network that the data does not say.
    pub fn open_as(self, network: Network) {
        self.repeat(self.wanted(), |source| source.network = Some(network));
    }

    /// Opens what is open again, with the network that this source of it does not say.
    pub fn reopen_as(self, network: Network, subject: &str) {
        let held = self.inner.with_value(|inner| inner.held.clone());
        self.repeat(held, |source| {
            if source.is_called(subject) {
                source.network = Some(network);
            }
        });
    }

    /// Whether a failure is that of a source of what is open: a file that a manifest names is none.
    pub fn holds(self, failure: &Failure) -> bool {
        self.inner.with_value(|inner| match (&inner.held, &failure.subject) {
            (Some((_, sources)), Some(subject)) => sources.iter().any(|source| source.is_called(subject)),
            _ => false,
        })
    }

    /// Tries the newest attempt again.
    pub fn retry(self) {
        self.repeat(self.wanted(), |_| {});
    }

    /// How many copies of fetched data the browser has; `None` where the engine does not say.
    pub async fn kept(self) -> Option<usize> {
        self.client().kept(false).await.ok()
    }

    /// Throws the copies of fetched data away.
    pub async fn forget_kept(self) {
        // How many are left is asked afterwards.
        self.client().kept(true).await.ok();
    }

    /// Has the engine fetch what other data than the first may need.
    pub fn prepare(self) {
        self.client().prepare();
    }

    /// Stops loading; the catalogue before stays.
    pub fn cancel(self) {
        self.inner.update_value(|inner| inner.attempt = inner.attempt.wrapping_add(1));
        self.inner.with_value(|inner| inner.client.cancel_load());
        let had_first = self.status.with_untracked(CatalogueStatus::has_first);
        self.status.update(|status| {
            if status.is_loading() {
                *status = match status.kept() {
                    Some(kept) => CatalogueStatus::Ready(kept),
                    None => CatalogueStatus::Failed { failure: Failure::new(Code::NoCatalogue), last: None },
                };
            }
        });
        if had_first {
            self.renew_answers();
        }
    }

    /// Another catalogue answers: what is on the page is asked again.
    fn renew_answers(self) {
        self.version.update(|version| *version = version.wrapping_add(1).max(1));
    }

    fn refuse(self, failure: Failure) {
        self.status.set(CatalogueStatus::Failed { failure, last: None });
    }

    fn client(self) -> Client {
        self.inner.with_value(|inner| inner.client.clone())
    }

    fn wanted(self) -> Option<(Origin, Vec<Source>)> {
        self.inner.with_value(|inner| inner.wanted.clone())
    }

    fn repeat(self, attempt: Option<(Origin, Vec<Source>)>, prepare: impl FnMut(&mut Source)) {
        if let Some((origin, mut sources)) = attempt {
            sources.iter_mut().for_each(prepare);
            // A copy may be what went wrong.
            self.inner.update_value(|inner| {
                if inner.keep == Keep::Use {
                    inner.keep = Keep::Renew;
                }
            });
            self.client().renew();
            self.load(origin, sources);
        }
    }

    fn load(self, origin: Origin, sources: Vec<Source>) {
        let Some(attempt) = self.inner.try_update_value(|inner| {
            inner.wanted = Some((origin, sources.clone()));
            inner.attempt = inner.attempt.wrapping_add(1);
            inner.began = clock::now();
            inner.attempt
        }) else {
            return;
        };
        let had_first = self.status.with_untracked(CatalogueStatus::has_first);
        self.status.update(|status| {
            *status = loading(status.kept());
        });
        if had_first {
            self.renew_answers();
        }
        let client = self.client();
        let keep = self.inner.with_value(|inner| inner.keep);
        task::spawn(async move {
            let result = client.load(&sources, keep).await;
            let is_newest = self.inner.try_with_value(|inner| inner.attempt == attempt).unwrap_or(false);
            if is_newest {
                self.finish(origin, sources, result);
            }
        });
    }

    fn finish(self, origin: Origin, sources: Vec<Source>, result: Result<Loaded, Failure>) {
        match result {
            Ok(loaded) => {
                let opened = opened(origin, &sources, loaded);
                self.inner.update_value(|inner| inner.held = Some((origin, sources)));
                self.status.set(CatalogueStatus::Ready(Arc::new(opened)));
                self.renew_answers();
            }
            Err(failure) => {
                let had_first = self.status.with_untracked(CatalogueStatus::has_first);
                self.status.update(|status| {
                    let last = status.before().cloned();
                    *status = CatalogueStatus::Failed { failure, last };
                });
                if had_first {
                    self.renew_answers();
                }
            }
        }
    }

    fn on_event(self, event: Event, notices: Notices) {
        match event {
            Event::Progress(progress) => {
                let began = self.inner.with_value(|inner| inner.began);
                self.status.update(|status| {
                    if let CatalogueStatus::Loading { progress: known, left, .. } = status {
                        *known = progress;
                        *left = progress.seconds_left(clock::now().saturating_sub(began));
                    }
                });
            }
            // Once: what is fetched now is what the server has.
            Event::Outdated => {
                let held = self.inner.try_update_value(|inner| {
                    let keep = std::mem::replace(&mut inner.keep, Keep::Renew);
                    inner.held.clone().filter(|_| keep == Keep::Use)
                });
                if let Some((origin, sources)) = held.flatten() {
                    self.load(origin, sources);
                }
            }
            Event::First(text) => {
                // An engine of this build says what this build reads.
                let Ok(kind::Loaded::Loaded(loaded)) = protocol::decode(&text) else { return };
                let Some((origin, sources)) =
                    self.wanted().filter(|_| self.status.with_untracked(CatalogueStatus::is_loading))
                else {
                    return;
                };
                let opened = Arc::new(opened(origin, &sources, *loaded));
                self.status.update(|status| {
                    if let CatalogueStatus::Loading { first, .. } = status {
                        *first = Some(opened);
                    }
                });
                self.renew_answers();
            }
            // The new engine is empty: it gets what the old one held, or what it was about to open.
            Event::Restarted => {
                self.status.update(|status| {
                    if let CatalogueStatus::Loading { first, .. } = status {
                        *first = None;
                    }
                });
                if self.status.with_untracked(CatalogueStatus::is_loading) {
                    notices.tell(Notice::Failed(Failure::new(Code::Crashed)));
                }
                let again = self.inner.with_value(|inner| inner.held.clone().or(inner.wanted.clone()));
                if let Some((origin, sources)) = again {
                    self.load(origin, sources);
                }
            }
            Event::Stopped(failure) => self.refuse(failure),
        }
    }
}

/// A load that begins.
fn loading(last: Option<Arc<Opened>>) -> CatalogueStatus {
    CatalogueStatus::Loading { progress: Progress::default(), left: None, first: None, last }
}

/// What the page says of a catalogue. A source that is not in it lends it neither name nor host.
fn opened(origin: Origin, sources: &[Source], loaded: Loaded) -> Opened {
    let mut here: Vec<&Source> =
        sources.iter().filter(|source| !is_missing(source, &loaded.failures)).collect();
    if here.is_empty() {
        // Files of one name cannot be told apart by it.
        here = sources.iter().collect();
    }
    let name = loaded.report.source.clone().unwrap_or_else(|| {
        let names: Vec<String> = here.iter().map(|source| source.name()).collect();
        names.join(", ")
    });
    let hosts = here.iter().filter_map(|source| source.foreign_host());
    let mut hosts: Vec<String> = hosts.map(str::to_owned).collect();
    sort_by(&mut hosts, Ord::cmp);
    hosts.dedup();
    Opened { origin, name, hosts, report: loaded.report, failures: loaded.failures, is_partial: false }
}

/// Whether nothing of a source is in the catalogue.
fn is_missing(source: &Source, failures: &[Failure]) -> bool {
    failures.iter().any(|failure| {
        // Something is there of what broke off, or is not what its manifest says.
        !matches!(failure.code, Code::Interrupted | Code::Differs)
            && failure.subject.as_ref().is_some_and(|subject| source.is_called(subject))
    })
}
