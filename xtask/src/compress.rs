//! Compressed forms of files: for hosts that hand them out, and for counting bytes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context as _, Result};

use crate::files;

/// File types worth compressing; images and fonts already are.
const TYPES: [&str; 11] =
    ["css", "csv", "html", "js", "json", "ndjson", "svg", "txt", "wasm", "webmanifest", "xml"];
/// Below this, in bytes, headers outweigh what compression saves.
const WORTH: u64 = 512;

/// Brotli at its best quality, as a build done once can afford.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).context("brotli")?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Writes `.br` and `.gz` beside each file of a folder that gains by it.
pub(crate) fn beside(folder: &Path) -> Result<()> {
    let mut work = Vec::new();
    for file in files::below(folder)? {
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if TYPES.contains(&kind) && fs::metadata(&file)?.len() >= WORTH {
            work.push(file);
        }
    }
    let work = Mutex::new(work);
    let next = || work.lock().ok()?.pop();
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(file) = next() {
                        compress(&file)?;
                    }
                    Ok(())
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("compressing does not panic"))
    })
}

fn compress(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    fs::write(with_ending(file, "br"), brotli(&bytes)?)?;
    fs::write(with_ending(file, "gz"), gzip(&bytes)?)?;
    Ok(())
}

/// `name.js` as `name.js.br`.
pub(crate) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
