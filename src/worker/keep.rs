//! Copies of fetched data in the browser's own store, so that a later visit opens at once.
//!
//! A large answer is kept as the profiles that were read of it, a small one, such as a manifest, as it came.
//!
//! Only what a server lets be kept and can be asked about again: no `no-store`, and a mark of its version. Where
//! the browser has no store, or no room in it, nothing is kept and nothing is said of it here.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Blob, Cache, CacheStorage, Headers, Request, RequestCache, RequestInit, Response,
    ResponseInit, WorkerGlobalScope,
};

use crate::{archive::Archive, domain::network::Network, intake::Catalogue, protocol::Place};

/// What the names of all stores begin with.
const STORES: &str = "accord-data-";
/// Name of the store: that of a program which reads or keeps data in another way is another one.
const STORE: &str = concat!("accord-data-", env!("ACCORD_READER"));

/// What a server says of the version that it sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Version {
    etag: Option<String>,
    modified: Option<String>,
}

impl Version {
    /// The version of an answer; `None` where the server names none, or lets nothing be kept.
    pub(super) fn of(response: &Response) -> Option<Self> {
        let header = |name| response.headers().get(name).ok().flatten();
        let says = header("cache-control").unwrap_or_default().to_ascii_lowercase();
        let version = Self { etag: header("etag"), modified: header("last-modified") };
        let is_named = version.etag.is_some() || version.modified.is_some();
        (is_named && !says.contains("no-store")).then_some(version)
    }
}

/// What was at an address, in which version and read as what.
#[derive(Debug, Clone, Default)]
pub struct Copy {
    address: String,
    read_as: String,
    version: Version,
}

impl Copy {
    /// What was read of a place.
    pub(super) fn new(place: &Place, version: Version) -> Self {
        Self { address: place.address.clone().unwrap_or_default(), read_as: read_as(place), version }
    }

    /// Whether the browser has it.
    pub(super) async fn is_here(&self) -> bool {
        find(&self.address, &self.read_as).await.is_some_and(|kept| kept.version == self.version)
    }

    /// Whether the server has another version by now; `false` where it does not answer.
    pub(super) async fn is_outdated(&self, signal: &AbortSignal) -> bool {
        let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
        let options = RequestInit::new();
        options.set_signal(Some(signal));
        // The browser asks the server, whatever it has in its own cache.
        options.set_cache(RequestCache::NoCache);
        let Ok(answer) = JsFuture::from(scope.fetch_with_str_and_init(&self.address, &options)).await else {
            return false;
        };
        let response: Response = answer.unchecked_into();
        // The head is enough.
        if let Some(body) = response.body() {
            drop(body.cancel());
        }
        response.ok() && Version::of(&response).as_ref() != Some(&self.version)
    }

    /// Writes it, or fills it in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { address, read_as, version: Version { etag, modified } } = self;
        archive.text(address);
        archive.text(read_as);
        for header in [etag, modified] {
            archive.option(header, String::new, Archive::text);
        }
    }
}

/// A copy that the browser has.
pub(super) struct Kept {
    pub(super) response: Response,
    pub(super) version: Version,
    /// Bytes that the data itself has, where the copy is of what was read and not of what came.
    pub(super) read_of: Option<u64>,
}

/// The copy of what is at an address, to be read as this.
pub(super) async fn find(address: &str, as_what: &str) -> Option<Kept> {
    let found = JsFuture::from(open().await?.match_with_str(address)).await.ok()?;
    let response: Response = found.dyn_into().ok()?;
    let version = Version::of(&response)?;
    let header = |name| response.headers().get(name).ok().flatten();
    let read_of = match header(READ_AS) {
        Some(told) if told != as_what => return None,
        Some(_) => Some(header(READ_OF)?.parse().ok()?),
        None => None,
    };
    Some(Kept { response, version, read_of })
}

/// Keeps a copy of an answer while it is read, unless it is so large that what is read of it is kept instead. A load
/// that is stopped leaves none.
pub(super) fn keep(address: &str, response: &Response) {
    let is_large = length(response).is_some_and(is_large);
    if Version::of(response).is_none() || is_large {
        return;
    }
    // A body that is read already has no copy.
    let Ok(copy) = Response::clone(response) else { return };
    put(address.to_owned(), copy);
}

/// Whether it takes so long to read so many bytes that the next visit should not have to.
pub(super) const fn is_large(n_bytes: u64) -> bool {
    n_bytes > 1 << 20
}

/// Keeps what was read of an answer of so many bytes.
pub(super) fn keep_read(place: &Place, version: &Version, n_bytes: u64, catalogue: &Catalogue) {
    let Some(address) = place.address.clone() else { return };
    let pieces = Array::new();
    catalogue.profiles.copy(&catalogue.report, &mut |piece| {
        pieces.push(&Uint8Array::from(piece));
    });
    let copy = || {
        let blob = Blob::new_with_u8_array_sequence(&pieces)?;
        let headers = Headers::new()?;
        let length = blob.size().to_string();
        for (name, value) in [("etag", &version.etag), ("last-modified", &version.modified)] {
            value.iter().try_for_each(|value| headers.set(name, value))?;
        }
        headers.set("content-length", &length)?;
        headers.set(READ_OF, &n_bytes.to_string())?;
        headers.set(READ_AS, &read_as(place))?;
        let options = ResponseInit::new();
        options.set_headers(&headers);
        Response::new_with_opt_blob_and_init(Some(&blob), &options)
    };
    // Where the browser makes none, there is none.
    if let Ok(copy) = copy() {
        put(address, copy);
    }
}

/// Names the bytes that the data itself has, on a copy of what was read.
const READ_OF: &str = "accord-read-of";
/// Names what the reader was told of the data besides its bytes.
const READ_AS: &str = "accord-read-as";

/// What the reader is told of the data of a place besides its bytes.
pub(super) fn read_as(place: &Place) -> String {
    let network = place.network.map_or("", Network::as_str);
    // A name can have letters that a header cannot.
    let name = percent_encoding::utf8_percent_encode(&place.name, percent_encoding::NON_ALPHANUMERIC);
    format!("{network};{name}")
}

fn put(address: String, copy: Response) {
    spawn_local(async move {
        forget_others().await;
        if let Some(store) = open().await {
            // Refused where the store is full: then there is no copy.
            JsFuture::from(store.put_with_str(&address, &copy)).await.ok();
            make_room(&store).await;
        }
    });
}

/// Bytes that all copies have together at most; those of data that nobody opens any more would stay for good.
const MOST_BYTES: u64 = 1 << 30;

/// Throws the oldest copies away until the others have that room.
async fn make_room(store: &Cache) {
    let mut bytes = 0;
    // A store has its copies in the order in which they came.
    for request in keys(store).await.iter().rev() {
        let Ok(found) = JsFuture::from(store.match_with_str(&request.url())).await else { continue };
        let length = found.dyn_into().ok().and_then(|response: Response| length(&response));
        bytes += length.unwrap_or_default();
        if bytes > MOST_BYTES {
            JsFuture::from(store.delete_with_str(&request.url())).await.ok();
        }
    }
}

/// The requests of a store's copies, in their order.
async fn keys(store: &Cache) -> Vec<Request> {
    let keys = JsFuture::from(store.keys()).await.ok().and_then(|keys| keys.dyn_into::<Array>().ok());
    keys.iter().flat_map(Array::iter).filter_map(|key| key.dyn_into().ok()).collect()
}

/// Bytes that an answer says it has.
fn length(response: &Response) -> Option<u64> {
    response.headers().get("content-length").ok().flatten()?.parse().ok()
}

/// Throws away what another program kept: it may read data in another way.
async fn forget_others() {
    let Some(stores) = stores() else { return };
    let names = JsFuture::from(stores.keys()).await.ok().and_then(|names| names.dyn_into::<Array>().ok());
    for name in names.iter().flat_map(Array::iter).filter_map(|name| name.as_string()) {
        if name.starts_with(STORES) && name != STORE {
            JsFuture::from(stores.delete(&name)).await.ok();
        }
    }
}

/// Number of copies.
pub(super) async fn count() -> usize {
    match open().await {
        Some(store) => keys(&store).await.len(),
        None => 0,
    }
}

/// Throws every copy away.
pub(super) async fn forget() {
    if let Some(stores) = stores() {
        // There may be none.
        JsFuture::from(stores.delete(STORE)).await.ok();
    }
}

async fn open() -> Option<Cache> {
    let store = JsFuture::from(stores()?.open(STORE)).await.ok()?;
    store.dyn_into().ok()
}

/// The browser's stores; there are none outside of a secure context.
fn stores() -> Option<CacheStorage> {
    Reflect::get(&js_sys::global(), &"caches".into()).ok()?.dyn_into().ok()
}
