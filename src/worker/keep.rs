//! Copies of fetched data in the browser's own store, so that a later visit opens at once.
//!
//! Only what a server lets be kept and can be asked about again: no `no-store`, and a mark of its version. Where
//! the browser has no store, or no room in it, nothing is kept and nothing is said of it here.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, Cache, CacheStorage, RequestCache, RequestInit, Response, WorkerGlobalScope};

/// Name of the store: another version of what is in it has another name.
const STORE: &str = "accord-data-1";

/// What a server says of the version that it sent.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// The copy of what is at an address.
pub(super) async fn find(address: &str) -> Option<Response> {
    let found = JsFuture::from(open().await?.match_with_str(address)).await.ok()?;
    found.dyn_into().ok()
}

/// Keeps a copy of an answer while it is read. A load that is stopped leaves none.
pub(super) fn keep(address: &str, response: &Response) {
    if Version::of(response).is_none() {
        return;
    }
    // A body that is read already has no copy.
    let Ok(copy) = Response::clone(response) else { return };
    let address = address.to_owned();
    spawn_local(async move {
        if let Some(store) = open().await {
            // Refused where the store is full: then there is no copy.
            JsFuture::from(store.put_with_str(&address, &copy)).await.ok();
        }
    });
}

/// Whether the server has another version than the copy; `false` where it does not answer.
pub(super) async fn is_outdated(address: &str, copy: &Version, signal: &AbortSignal) -> bool {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let options = RequestInit::new();
    options.set_signal(Some(signal));
    // The browser asks the server, whatever it has in its own cache.
    options.set_cache(RequestCache::NoCache);
    let Ok(answer) = JsFuture::from(scope.fetch_with_str_and_init(address, &options)).await else {
        return false;
    };
    let response: Response = answer.unchecked_into();
    // The head is enough.
    if let Some(body) = response.body() {
        drop(body.cancel());
    }
    response.ok() && Version::of(&response).as_ref() != Some(copy)
}

/// Number of copies.
pub(super) async fn count() -> usize {
    let Some(store) = open().await else { return 0 };
    let keys = JsFuture::from(store.keys()).await;
    keys.ok().and_then(|keys| keys.dyn_into::<Array>().ok()).map_or(0, |keys| keys.length() as usize)
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
