//! Loads sources: bytes are read as they come, a manifest's files several at a time.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::Pin,
    rc::Rc,
};

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{AbortSignal, Blob, ReadableStream, Response};

use super::{
    bytes::{Flow, Wish},
    files,
    keep::{self, Copy, Kept},
    opened, rest,
    source::{Outcome, Source, subject},
};
use crate::{
    domain::{answer::Report, money::Rates, profile::Profile},
    engine::{Engine, Opening},
    failure::{Code, Failure},
    intake::{Catalogue, Joining, manifest::Manifest},
    protocol::{Keep, Place, Progress},
    store::{Profiles, copy::Copying},
};

/// Rows of a source after which its columns are begun, and a first look is given at what is here, if more is to
/// come.
const FIRST: usize = 5_000;

/// Files of a manifest that are on their way at the same time.
const AT_ONCE: usize = 4;

/// Bytes between two words on progress.
const STEP: u64 = 1 << 15;

/// Memory that reading may fill, columns included, of the four gigabytes that an engine can have: a third comes on
/// top when it is opened.
const MOST_MEMORY: u64 = 5 << 29;

/// Where the bytes of a source are.
pub enum From {
    /// At an address.
    Address(String),
    /// In a file.
    Blob(Blob),
    /// In a server's answer.
    Response(Response),
    /// In a stream.
    Stream(ReadableStream),
    /// Here.
    Bytes(Vec<u8>),
}

/// Work on its way. Boxed, so that its code is there once and not in each that waits for it.
type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What a load tells on its way.
pub enum Told {
    /// How far it is.
    Progress(Progress),
    /// What is here so far, once, where there is much more to come.
    First(Box<Catalogue>),
}

/// What came of a source: a catalogue, failures, or both.
pub(super) type Sourced = Vec<Result<Catalogue, Failure>>;

/// What came of a load.
pub struct Loaded {
    /// One catalogue of all sources that could be read; `None` where none could.
    pub catalogue: Option<Catalogue>,
    /// Its columns, begun.
    pub opening: Opening,
    /// What could not be read, in the order of the sources.
    pub failures: Vec<Failure>,
    /// The copies that were read.
    pub copies: Vec<Copy>,
    /// Where the catalogue should be kept for the next visit.
    pub keeping: Option<opened::Keeping>,
}

/// The catalogue of these places as it was open before, and what it was read of; `None` where the browser does not have
/// it.
pub async fn reopen(
    places: impl Iterator<Item = &Place>,
    rates: &Rates,
    origins: Option<&[String]>,
) -> Option<(Engine, Vec<Copy>)> {
    opened::File::of(places, rates, origins)?.open().await
}

/// Number of copies in the browser.
pub async fn kept() -> usize {
    keep::count().await
}

/// Throws the copies in the browser away.
pub async fn forget_kept() {
    keep::forget().await;
    opened::forget().await;
}

/// A load on its way.
pub struct Load {
    /// Bytes that a source may have.
    bound: u64,
    /// Origins that a manifest may name beside its own and the page's; any where there is no list.
    origins: Option<Vec<String>>,
    signal: AbortSignal,
    tell: Box<dyn Fn(Told)>,
    progress: Cell<Progress>,
    told_bytes: Cell<u64>,
    /// Whether the next source's size is the total: of several sources nobody knows it.
    is_single: Cell<bool>,
    has_looked: Cell<bool>,
    /// Whether the reader of tables is on its way.
    has_asked: Cell<bool>,
    gathered: RefCell<Gathered>,
    rates: Rates,
    keep: Keep,
    copies: RefCell<Vec<Copy>>,
    /// What was read, while all of it has a version.
    versions: RefCell<Option<Vec<Copy>>>,
}

impl Load {
    /// Reads every source of at most `bound` bytes, with prices by the rates. The only failure is that a newer wish
    /// made this one pointless; what goes wrong with a source is its own result.
    pub fn run(
        sources: Vec<(Place, From)>,
        (bound, rates): (u64, Rates),
        origins: Option<Vec<String>>,
        keep: Keep,
        signal: AbortSignal,
        tell: Box<dyn Fn(Told)>,
    ) -> Waiting<'static, Result<Loaded, Failure>> {
        Box::pin(async move {
            let places = sources.iter().map(|(place, _)| place);
            let file = opened::File::of(places, &rates, origins.as_deref()).filter(|_| keep != Keep::No);
            let load = Rc::new(Self {
                bound,
                origins,
                signal,
                tell,
                progress: Cell::default(),
                told_bytes: Cell::default(),
                is_single: Cell::new(sources.len() == 1),
                has_looked: Cell::default(),
                has_asked: Cell::default(),
                gathered: RefCell::new(Gathered::new(rates.clone())),
                rates: rates.clone(),
                keep,
                copies: RefCell::default(),
                versions: RefCell::new(Some(Vec::new())),
            });
            for (place, from) in sources {
                let (outcome, _) = load.read(&place, from).await;
                match outcome {
                    Read::Catalogue(catalogue) => load.gather(vec![Ok(*catalogue)]),
                    Read::Broken(catalogue, failure) => load.gather(vec![Ok(*catalogue), Err(failure)]),
                    Read::Manifest(manifest) => load.follow(&place, manifest).await,
                    Read::Failed(failure) => load.gather(vec![Err(failure)]),
                }
                if load.signal.aborted() {
                    return Err(Failure::new(Code::Superseded));
                }
            }
            // The last row of a source may have no line break: only its end tells that it is whole.
            let Gathered { joining, opening, failures, rows } = load.gathered.replace(Gathered::new(rates));
            load.update(|progress| (progress.rows, progress.reading) = (rows, true));
            load.say();
            // Where something went wrong, the next visit tries again.
            let is_kept = failures.is_empty() && rows >= opened::LEAST_ROWS;
            let versions = load.versions.take().filter(|_| is_kept);
            let keeping = file.zip(versions).map(|(file, versions)| file.keeping(versions));
            Ok(Loaded { catalogue: joining.finish(), opening, failures, copies: load.copies.take(), keeping })
        })
    }

    /// What is at an address, from its server.
    async fn fetch(&self, address: &str) -> Result<Response, Failure> {
        let response = Flow::fetch(address, &self.signal).await?;
        if self.keep != Keep::No && response.ok() {
            keep::keep(address, &response);
        }
        Ok(response)
    }

    /// The copy that the browser has of what is at an address, where one is wanted.
    async fn find_copy(&self, place: &Place) -> Option<Kept> {
        let address = place.address.as_deref().filter(|_| self.keep == Keep::Use)?;
        keep::find(address, &keep::read_as(place)).await
    }

    /// Uses a copy, about which the server will be asked.
    fn note_copy(&self, place: &Place, version: keep::Version) {
        self.note_version(place, Some(&version));
        self.copies.borrow_mut().push(Copy::new(place, version));
    }

    /// Reads what has this version; where it has none, nobody knows the next time whether it is the same.
    fn note_version(&self, place: &Place, version: Option<&keep::Version>) {
        let mut versions = self.versions.borrow_mut();
        match (version, versions.as_mut()) {
            (Some(version), Some(versions)) => versions.push(Copy::new(place, version.clone())),
            _ => *versions = None,
        }
    }

    /// Reads a copy of what was read of a source; `None` where it is none any more, or the load is stopped.
    async fn read_copy(&self, response: &Response) -> Option<Catalogue> {
        let flow = Flow::of_response(response).ok()?;
        if self.is_single.get() {
            self.update(|progress| progress.total = flow.total);
        }
        let before = self.progress.get();
        let mut copying = Copying::new();
        let end = flow.drain(&self.signal, &mut |bytes| self.take_copy(&mut copying, bytes)).await;
        let whole = end.ok().and_then(|()| copying.finish().ok());
        if whole.is_none() {
            self.progress.set(before);
            if self.is_single.get() {
                self.gathered.replace(Gathered::new(self.rates.clone()));
            }
        }
        whole.map(|(profiles, report)| Catalogue { profiles, report })
    }

    /// Reads bytes of a copy and tells of it.
    fn take_copy(&self, copying: &mut Copying, bytes: &[u8]) -> Wish {
        let before = copying.profiles().len();
        if copying.push(bytes).is_err() || !has_room() {
            return Wish::Enough;
        }
        let (profiles, n_profiles) = (copying.profiles(), copying.n_profiles());
        let n_here = profiles.len();
        self.update(|progress| {
            progress.bytes += bytes.len() as u64;
            progress.rows += n_here - before;
        });
        if n_here >= FIRST && n_here < n_profiles / 10 * 9 && !self.has_looked.replace(true) {
            let report = Report { rows: n_here, profiles: n_here, ..copying.report().clone() };
            (self.tell)(Told::First(Box::new(Catalogue { profiles: profiles.clone(), report })));
        }
        if self.is_single.get() && n_here >= FIRST {
            self.gathered.borrow_mut().take(profiles, &[], n_profiles);
        }
        self.say_sometimes();
        Wish::More
    }

    /// Reads one source; answers its size as well.
    fn read<'a>(&'a self, place: &'a Place, from: From) -> Waiting<'a, (Read, u64)> {
        Box::pin(async move {
            // The version that the server gave to what is to be kept once it is read.
            let mut version = None;
            let flow = match from {
                From::Address(address) => {
                    let mut response = None;
                    if let Some(kept) = self.find_copy(place).await {
                        if let Some(size) = kept.read_of {
                            if let Some(catalogue) = self.read_copy(&kept.response).await {
                                self.note_copy(place, kept.version);
                                return (Read::Catalogue(Box::new(catalogue)), size);
                            }
                        } else {
                            self.note_copy(place, kept.version);
                            response = Some(Ok(kept.response));
                        }
                    }
                    let response = match response {
                        Some(copy) => copy,
                        None => self.fetch(&address).await.inspect(|response| {
                            version = keep::Version::of(response).filter(|_| self.keep != Keep::No);
                            self.note_version(place, version.as_ref());
                        }),
                    };
                    response.and_then(|response| Flow::of_response(&response))
                }
                From::Blob(blob) => Ok(Flow::of_blob(&blob)),
                From::Response(response) => Flow::of_response(&response),
                From::Stream(stream) => Ok(Flow::of_stream(stream)),
                From::Bytes(bytes) => {
                    let mut source = Source::new(place.clone(), None, self.bound);
                    self.take(&mut source, &bytes, None);
                    let size = source.bytes();
                    self.wait_for_reader(&mut source).await;
                    return (Read::of(source.finish()), size);
                }
            };
            let flow = match flow {
                Ok(flow) => flow,
                Err(failure) => return (Read::Failed(failure.of(subject(place))), 0),
            };
            let total = flow.total;
            if total.is_some_and(|total| total > self.bound) {
                return (Read::Failed(Failure::new(Code::TooLarge).of(subject(place))), 0);
            }
            if self.is_single.get() {
                self.update(|progress| progress.total = total);
            }
            let mut source = Source::new(place.clone(), flow.mime.clone(), self.bound);
            let end = flow.drain(&self.signal, &mut |bytes| self.take(&mut source, bytes, total)).await;
            let size = source.bytes();
            self.wait_for_reader(&mut source).await;
            let read = match end {
                Ok(()) => {
                    let read = Read::of(source.finish());
                    if let (Read::Catalogue(catalogue), Some(version), true) =
                        (&read, &version, keep::is_large(size))
                    {
                        keep::keep_read(place, version, size, catalogue);
                    }
                    read
                }
                Err(failure) => {
                    let failure = failure.of(subject(place));
                    self.note_version(place, None);
                    // What arrived before a connection broke is worth having, with a word on it.
                    match (failure.code == Code::Interrupted).then(|| source.interrupted()).flatten() {
                        Some(kept) => Read::Broken(Box::new(kept), failure),
                        None => Read::Failed(failure),
                    }
                }
            };
            (read, size)
        })
    }

    /// What is left of a table can be read only when its reader is here; where it does not come, that is the source's
    /// failure.
    async fn wait_for_reader(&self, source: &mut Source) {
        source.complete();
        if source.waits_for_rest() {
            rest::fetch().await;
        }
    }

    /// Reads bytes of a source and tells of it.
    fn take(&self, source: &mut Source, bytes: &[u8], total: Option<u64>) -> Wish {
        let before = source.rows();
        let wants_more = source.take(bytes, has_room());
        if source.waits_for_rest() && !self.has_asked.replace(true) {
            spawn_local(rest::fetch());
        }
        let rows = source.rows() - before;
        self.update(|progress| {
            progress.bytes += bytes.len() as u64;
            progress.rows += rows;
        });
        let has_much_more = wants_more && total.is_none_or(|total| source.bytes() < total / 10 * 9);
        if source.rows() >= FIRST
            && has_much_more
            && !self.has_looked.replace(true)
            && let Some(first) = source.so_far()
        {
            (self.tell)(Told::First(Box::new(first)));
        }
        if self.is_single.get() && source.rows() >= FIRST {
            let recent = source.take_recent();
            let profiles = source.profiles();
            // A little more than it looks like: a column that proves too short is made twice as long.
            let share = total.map_or(0.0, |total| total as f64 / source.bytes_of_rows() as f64);
            let expected = (profiles.len() as f64 * share * 1.02) as usize;
            self.gathered.borrow_mut().take(profiles, &recent, expected);
        }
        self.say_sometimes();
        if wants_more { Wish::More } else { Wish::Enough }
    }

    /// Takes in what came of the next source.
    fn gather(&self, sourced: Sourced) {
        self.gathered.borrow_mut().add(sourced);
    }

    /// Reads a manifest's files, several at a time, and gathers what came of them in the manifest's order.
    async fn follow(self: &Rc<Self>, place: &Place, manifest: Manifest) {
        let (entries, failures) = files::entries(place, &manifest, self.origins.as_deref());
        if self.is_single.take() {
            // Sizes that are not stated add up to nothing that could be told.
            let sizes = entries.iter().map(|(_, file)| file.bytes);
            let total = sizes.sum::<Option<u64>>().map(|total| total + self.progress.get().bytes);
            self.update(|progress| progress.total = total);
        }
        let next = Rc::new(Cell::new(0));
        let entries = Rc::new(entries);
        let (results, turn) = (Rc::new(RefCell::new(Results::default())), Rc::new(Cell::new(0)));
        let line = || {
            let (load, next) = (Rc::clone(self), Rc::clone(&next));
            let (entries, results, turn) = (Rc::clone(&entries), Rc::clone(&results), Rc::clone(&turn));
            future_to_promise(async move {
                while let Some((place, file)) = entries.get(next.get()) {
                    let at = next.replace(next.get() + 1);
                    if load.signal.aborted() {
                        break;
                    }
                    let address = place.address.clone().unwrap_or_default();
                    let (read, size) = load.read(place, From::Address(address)).await;
                    let mut results = results.borrow_mut();
                    results.insert(at, files::checked(read, size, place, file));
                    // What came out of turn waits for those before it.
                    while let Some(sourced) = results.remove(&turn.get()) {
                        turn.set(turn.get() + 1);
                        load.gather(sourced);
                    }
                }
                Ok(JsValue::UNDEFINED)
            })
        };
        let lines: Array = (0..AT_ONCE).map(|_| JsValue::from(line())).collect();
        // No line fails: each failure is the result of a file.
        JsFuture::from(Promise::all(&lines)).await.ok();
        self.gather(failures);
    }

    fn update(&self, change: impl FnOnce(&mut Progress)) {
        let mut progress = self.progress.get();
        change(&mut progress);
        self.progress.set(progress);
    }

    fn say_sometimes(&self) {
        let told = self.told_bytes.get();
        if told == 0 || self.progress.get().bytes >= told + STEP {
            self.say();
        }
    }

    fn say(&self) {
        let progress = self.progress.get();
        self.told_bytes.set(progress.bytes);
        (self.tell)(Told::Progress(progress));
    }
}

/// What came of files that wait for those before them, by their places.
type Results = BTreeMap<usize, Sourced>;

/// What came of the sources so far.
struct Gathered {
    joining: Joining,
    opening: Opening,
    failures: Vec<Failure>,
    rows: usize,
}

impl Gathered {
    fn new(rates: Rates) -> Self {
        let (joining, opening) = (Joining::default(), Opening::new(rates));
        Self { joining, opening, failures: Vec::new(), rows: 0 }
    }

    /// Makes columns of the profiles that are here; see [`Opening::take`].
    fn take(&mut self, profiles: &Profiles, recent: &[Profile], expected: usize) {
        self.opening.take(profiles, recent, expected);
    }

    fn add(&mut self, sourced: Sourced) {
        for result in sourced {
            match result {
                Ok(catalogue) => {
                    self.rows += catalogue.report.rows;
                    self.joining.add(catalogue);
                    // A single source fills its columns itself, while it comes.
                    if let Some(profiles) = self.joining.profiles() {
                        self.opening.take(profiles, &[], 0);
                    }
                }
                Err(failure) => self.failures.push(failure),
            }
        }
    }
}

/// What came of one source.
pub(super) enum Read {
    Catalogue(Box<Catalogue>),
    /// The connection broke, and this was there before.
    Broken(Box<Catalogue>, Failure),
    Manifest(Manifest),
    Failed(Failure),
}

impl Read {
    fn of(result: Result<Outcome, Failure>) -> Self {
        match result {
            Ok(Outcome::Catalogue(catalogue)) => Self::Catalogue(catalogue),
            Ok(Outcome::Manifest(manifest)) => Self::Manifest(manifest),
            Err(failure) => Self::Failed(failure),
        }
    }
}

/// Whether there is room for more: where memory runs out, the engine can only stop.
fn has_room() -> bool {
    memory() < MOST_MEMORY
}

/// Bytes of memory that the engine has.
pub fn memory() -> u64 {
    #[cfg(target_arch = "wasm32")]
    let pages = core::arch::wasm32::memory_size(0) as u64;
    #[cfg(not(target_arch = "wasm32"))]
    let pages = 0;
    pages << 16
}
