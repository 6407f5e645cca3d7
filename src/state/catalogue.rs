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
    platform::task,
    protocol::{Loaded, Progress},
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
    /// The catalogue in the engine, if any.
    pub fn opened(&self) -> Option<&Arc<Opened>> {
        match self {
            Self::Loading { last, .. } | Self::Failed { last, .. } => last.as_ref(),
            Self::Ready(opened) => Some(opened),
        }
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
    /// Counts attempts; a late result of an older one is dropped.
    attempt: u32,
    /// What waits until nothing is loading; dropping them is the word.
    waiting: Vec<oneshot::Sender<()>>,
}

impl CatalogueState {
    /// A catalogue that is not there yet. It takes over what the client tells without being asked.
    pub fn new(client: Client, notices: Notices) -> Self {
        let inner =
            Inner { client: client.clone(), wanted: None, held: None, attempt: 0, waiting: Vec::new() };
        let this = Self {
            status: RwSignal::new(CatalogueStatus::Loading { progress: Progress::default(), last: None }),
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
        self.repeat(|sources| sources.iter_mut().for_each(|source| source.network = Some(network)));
    }

    /// Tries the newest attempt again.
    pub fn retry(self) {
        self.repeat(|_| {});
    }

    /// Stops loading; the catalogue before stays.
    pub fn cancel(self) {
        self.inner.update_value(|inner| inner.attempt = inner.attempt.wrapping_add(1));
        self.inner.with_value(|inner| inner.client.cancel_load());
        self.status.update(|status| {
            if let CatalogueStatus::Loading { last, .. } = status {
                *status = match last.take() {
                    Some(last) => CatalogueStatus::Ready(last),
                    None => CatalogueStatus::Failed { failure: Failure::new(Code::NoCatalogue), last: None },
                };
            }
        });
    }

    fn refuse(self, failure: Failure) {
        self.status.set(CatalogueStatus::Failed { failure, last: None });
    }

    fn client(self) -> Client {
        self.inner.with_value(|inner| inner.client.clone())
    }

    fn repeat(self, prepare: impl FnOnce(&mut [Source])) {
        if let Some((origin, mut sources)) = self.inner.with_value(|inner| inner.wanted.clone()) {
            prepare(&mut sources);
            self.client().renew();
            self.load(origin, sources);
        }
    }

    fn load(self, origin: Origin, sources: Vec<Source>) {
        let Some(attempt) = self.inner.try_update_value(|inner| {
            inner.wanted = Some((origin, sources.clone()));
            inner.attempt = inner.attempt.wrapping_add(1);
            inner.attempt
        }) else {
            return;
        };
        self.status.update(|status| {
            let last = status.opened().cloned();
            *status = CatalogueStatus::Loading { progress: Progress::default(), last };
        });
        let client = self.client();
        task::spawn(async move {
            let result = client.load(&sources).await;
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
                self.version.update(|version| *version = version.wrapping_add(1).max(1));
            }
            Err(failure) => self.status.update(|status| {
                let last = status.opened().cloned();
                *status = CatalogueStatus::Failed { failure, last };
            }),
        }
    }

    fn on_event(self, event: Event, notices: Notices) {
        match event {
            Event::Progress(progress) => {
                if self.status.with_untracked(CatalogueStatus::is_loading) {
                    self.status.update(|status| {
                        if let CatalogueStatus::Loading { progress: known, .. } = status {
                            *known = progress;
                        }
                    });
                }
            }
            // The new engine is empty: it gets what the old one held, or what it was about to open.
            Event::Restarted => {
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

/// What the page says of a catalogue.
fn opened(origin: Origin, sources: &[Source], loaded: Loaded) -> Opened {
    let name = loaded.report.source.clone().unwrap_or_else(|| {
        let names: Vec<String> = sources.iter().map(Source::name).collect();
        names.join(", ")
    });
    let mut hosts: Vec<String> = sources.iter().filter_map(Source::foreign_host).map(str::to_owned).collect();
    sort_by(&mut hosts, Ord::cmp);
    hosts.dedup();
    Opened { origin, name, hosts, report: loaded.report, failures: loaded.failures }
}
