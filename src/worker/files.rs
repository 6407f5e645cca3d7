//! The files of a manifest: which may be read, and whether they are what the manifest says.

use js_sys::Reflect;
use web_sys::Url;

use super::load::{Read, Sourced};
use crate::{
    failure::{Code, Failure},
    intake::manifest::{File, Manifest},
    protocol::Place,
};

/// The files that may be read, with their addresses, and a failure for each of the others.
pub(super) fn entries(
    manifest_place: &Place,
    manifest: &Manifest,
    origins: Option<&[String]>,
) -> (Vec<(Place, File)>, Sourced) {
    let mut entries: Vec<(Place, File)> = Vec::new();
    let mut failures = Vec::new();
    let Some(base) = &manifest_place.address else {
        // Opening a file sends nothing for others.
        let failure = Failure::new(Code::Manifest).of(manifest_place.name.clone());
        return (entries, vec![Err(failure)]);
    };
    let own =
        [origin_of(base), Reflect::get(&js_sys::global(), &"origin".into()).ok().and_then(|o| o.as_string())];
    for file in &manifest.files {
        let is_open = |url: &Url| url.username().is_empty() && url.password().is_empty();
        let is_http = |url: &Url| matches!(&*url.protocol(), "http:" | "https:");
        let resolved = Url::new_with_base(&file.url, base).ok();
        let Some(url) = resolved.filter(|url| is_http(url) && is_open(url)) else {
            failures.push(Err(Failure::new(Code::BadAddress).of(file.url.clone())));
            continue;
        };
        let (address, origin) = (url.href(), url.origin());
        let is_own = own.iter().flatten().any(|own| *own == origin);
        if !is_own && origins.is_some_and(|origins| !origins.contains(&origin)) {
            failures.push(Err(Failure::new(Code::OriginNotAllowed).of(address)));
        } else if address == *base
            || entries.iter().any(|(place, _)| place.address.as_ref() == Some(&address))
        {
            failures.push(Err(Failure::new(Code::Differs).of(address).with_detail("named twice")));
        } else {
            let last = url.pathname().rsplit('/').next().map(str::to_owned).unwrap_or_default();
            let last = percent_encoding::percent_decode_str(&last).decode_utf8_lossy().into_owned();
            let name = file.name.clone().unwrap_or(last);
            let network = file.network.or(manifest_place.network);
            entries.push((Place { address: Some(address), name, network }, file.clone()));
        }
    }
    if manifest.left_out > 0 {
        let detail = format!("{} entries left out", manifest.left_out);
        failures.push(Err(Failure::new(Code::Differs).of(base.clone()).with_detail(detail)));
    }
    (entries, failures)
}

/// What came of a file, and a failure beside it where it is not what the manifest says.
pub(super) fn checked(read: Read, size: u64, place: &Place, file: &File) -> Sourced {
    let subject = place.address.clone().unwrap_or_default();
    let catalogue = match read {
        Read::Catalogue(catalogue) => catalogue,
        Read::Broken(catalogue, failure) => return vec![Ok(*catalogue), Err(failure)],
        // One manifest leads to files, never to others: no chain of them can go on for ever.
        Read::Manifest(_) => return vec![Err(Failure::new(Code::Manifest).of(subject))],
        Read::Failed(failure) => return vec![Err(failure)],
    };
    let (profiles, rows) = (catalogue.report.profiles as u64, catalogue.report.rows as u64);
    let lies = [
        file.profiles
            .filter(|said| *said != profiles && *said != rows)
            .map(|said| format!("{said} profiles said, {profiles} found")),
        file.bytes.filter(|said| *said != size).map(|said| format!("{said} bytes said, {size} found")),
    ];
    let lies: Vec<String> = lies.into_iter().flatten().collect();
    let mut sourced = vec![Ok(*catalogue)];
    if !lies.is_empty() {
        sourced.push(Err(Failure::new(Code::Differs).of(subject).with_detail(lies.join("; "))));
    }
    sourced
}

fn origin_of(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.origin())
}
