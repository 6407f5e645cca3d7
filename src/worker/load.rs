//! Loads sources one after the other: bytes, then profiles, so that no two files are in memory as text.

use std::cell::Cell;

use web_sys::{AbortSignal, File};

use super::{
    bytes::{self, Fetched},
    source,
};
use crate::{
    failure::{Code, Failure},
    intake::Catalogue,
    protocol::{Place, Progress},
};

/// Reads every source of at most `bound` bytes. `files` stand for the places without an address, in their
/// order. The only failure is that a newer wish made this one pointless; what goes wrong with a source is its own result.
pub(super) async fn load(
    places: Vec<Place>,
    files: Vec<File>,
    bound: u64,
    signal: &AbortSignal,
    on_progress: &dyn Fn(Progress),
) -> Result<Vec<Result<Catalogue, Failure>>, Failure> {
    let mut files = files.into_iter();
    let many = places.len() > 1;
    let before = Cell::new(0_u64);
    let mut results = Vec::with_capacity(places.len());
    for place in places {
        let here = Cell::new(0_u64);
        let on_bytes = |bytes, total: Option<u64>| {
            here.set(bytes);
            // Of several sources the later ones are not known yet.
            let total = total.filter(|_| !many);
            on_progress(Progress { bytes: before.get() + bytes, total, reading: false });
        };
        let fetched = match &place.address {
            Some(address) => bytes::fetch(address, bound, signal, &on_bytes).await,
            None => match files.next() {
                Some(file) => bytes::read_file(&file, bound, signal, &on_bytes).await,
                None => Err(Failure::new(Code::BadMessage).with_detail("a file is missing")),
            },
        };
        before.set(before.get() + here.get());
        let result = match fetched {
            Err(failure) if failure.code == Code::Superseded => return Err(failure),
            Err(failure) => Err(failure.of(source::subject(&place))),
            Ok(Fetched { bytes, mime }) => {
                on_progress(Progress { bytes: before.get(), total: Some(before.get()), reading: true });
                source::read(&bytes, &place, mime)
            }
        };
        results.push(result);
    }
    Ok(results)
}
