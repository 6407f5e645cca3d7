//! Large catalogues in the browser's own files, as they were open, so that a later visit has neither to read nor to
//! compute them again.
//!
//! Only a worker can read and write such a file while others wait, straight from and to the engine's memory. Where the
//! browser has no such files, or no room in them, nothing is kept and nothing is said of it here.

mod room;

use std::hash::BuildHasher as _;

use js_sys::{IteratorNext, Promise, Reflect};
use rustc_hash::FxBuildHasher;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions, FileSystemGetFileOptions,
    FileSystemReadWriteOptions, FileSystemRemoveOptions, FileSystemSyncAccessHandle, WorkerGlobalScope,
};

use room::Taken;

use super::{
    keep::{Copy, read_as},
    pause::pause,
};
use crate::{
    archive::{Archive, Medium},
    domain::money::Rates,
    engine::Engine,
    protocol::Place,
};

/// The folder of all such files.
const FOLDER: &str = "accord-catalogues";
/// That of a program before this one, whose files nobody reads any more.
const OLD_FOLDER: &str = "accord-columns";

/// What a file can do in a worker: be read and written while others wait.
const AT_ONCE: &str = "createSyncAccessHandle";

/// The program that can read what it wrote.
const PROGRAM: &str = env!("ACCORD_COLUMNS");

/// How often a file is tried that another tab has open, which opens the same data in the same moment: a large one is
/// read or written in less time.
const MOST_TRIES: usize = 20;
const MS_BETWEEN_TRIES: i32 = 100;

/// Rows from which on a catalogue is kept in this way; a smaller one is opened in a moment.
pub(super) const LEAST_ROWS: usize = 20_000;

/// The file for the catalogue of a load.
#[derive(Debug)]
pub(super) struct File {
    /// Tells the files apart: those of other rates take each other's place.
    name: String,
    /// Everything that the catalogue depends on but for what was at its addresses.
    wish: String,
    rates: Rates,
}

/// A catalogue that is to be kept.
pub struct Keeping {
    file: File,
    /// What it was read of.
    copies: Vec<Copy>,
}

impl File {
    /// The file for what comes of these places with these rates, where a manifest may name these origins; `None` where
    /// some are no addresses.
    pub(super) fn of<'a>(
        places: impl Iterator<Item = &'a Place>,
        rates: &Rates,
        origins: Option<&[String]>,
    ) -> Option<Self> {
        let mut wish = String::new();
        for place in places {
            wish.extend(["\n", place.address.as_deref()?, " ", &read_as(place)]);
        }
        let name = FxBuildHasher.hash_one(&wish).to_string();
        let listed = rates.rates.iter().map(|(currency, rate)| (currency, *rate));
        for (currency, rate) in std::iter::once((&rates.base, 1.0)).chain(listed) {
            wish.extend(["\n", currency.as_str(), &rate.to_bits().to_string()]);
        }
        // None allowed is another wish than no list.
        for origin in
            origins.into_iter().flat_map(|origins| [""].into_iter().chain(origins.iter().map(String::as_str)))
        {
            wish.extend(["\norigin ", origin]);
        }
        Some(Self { name, wish: [PROGRAM, &wish].concat(), rates: rates.clone() })
    }

    /// The catalogue in it, opened, and what it was read of; `None` where the browser's copies are others by now.
    pub(super) async fn open(&self) -> Option<(Engine, Vec<Copy>)> {
        let mut open = Open::of(self.find(false).await?).await?;
        let mut archive = Archive::reading(&mut open);
        let mut copies = Vec::new();
        if !self.archive_head(&mut copies, &mut archive) {
            return None;
        }
        for copy in &copies {
            if !copy.is_here().await {
                return None;
            }
        }
        Engine::archived(self.rates.clone(), archive).map(|engine| (engine, copies))
    }

    /// What is to be kept once there is time.
    pub(super) const fn keeping(self, copies: Vec<Copy>) -> Keeping {
        Keeping { file: self, copies }
    }

    /// Writes what stands before the catalogue, or reads it; `false` where it was written for another wish.
    fn archive_head(&self, copies: &mut Vec<Copy>, archive: &mut Archive<'_>) -> bool {
        let mut wish = self.wish.clone();
        archive.text(&mut wish);
        if wish != self.wish {
            return false;
        }
        let mut n_copies = copies.len();
        archive.length::<u64>(&mut n_copies);
        copies.resize_with(n_copies, Copy::default);
        for copy in copies {
            copy.archive(archive);
        }
        true
    }

    async fn find(&self, create: bool) -> Option<FileSystemFileHandle> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(create);
        wait(folder(create).await?.get_file_handle_with_options(&self.name, &options)).await
    }
}

impl Keeping {
    /// Keeps the catalogue that `write` writes; unless it says that it is no longer to be had, or there is no room.
    pub async fn keep(self, write: impl FnOnce(&mut Archive<'_>) -> bool) {
        let Self { file, mut copies } = self;
        forget_folder(OLD_FOLDER).await;
        let is_kept = async {
            let mut open = Open::of(file.find(true).await?).await?;
            open.handle.truncate_with_u32(0).ok()?;
            let mut archive = Archive::writing(&mut open);
            file.archive_head(&mut copies, &mut archive);
            (write(&mut archive) && archive.end() && open.handle.flush().is_ok()).then_some(())
        };
        let is_kept = is_kept.await.is_some();
        let Some(folder) = folder(false).await else { return };
        if !is_kept {
            // Half of it is of no use.
            remove(&folder, &file.name).await;
        }
        let mut files = taken(&folder).await;
        if let Some(newest) = files.iter_mut().find(|taken| taken.name == file.name) {
            // Not every browser keeps count of when a file is written over.
            newest.written = f64::INFINITY;
        }
        for file in room::beyond(files) {
            remove(&folder, &file.name).await;
        }
    }
}

/// Removes a file; where another tab has it open, it stays.
async fn remove(folder: &FileSystemDirectoryHandle, name: &str) {
    JsFuture::from(folder.remove_entry(name)).await.ok();
}

/// The files of a folder, those that can be asked.
async fn taken(folder: &FileSystemDirectoryHandle) -> Vec<Taken> {
    let mut files = Vec::new();
    let handles = folder.values();
    while let Ok(next) = handles.next()
        && let Some(next) = wait::<IteratorNext>(next).await
        && !next.done()
    {
        let handle: FileSystemFileHandle = next.value().unchecked_into();
        if let Some(file) = wait::<web_sys::File>(handle.get_file()).await {
            files.push(Taken { name: file.name(), bytes: file.size(), written: file.last_modified() });
        }
    }
    files
}

/// Throws all away.
pub(super) async fn forget() {
    forget_folder(FOLDER).await;
    forget_folder(OLD_FOLDER).await;
}

async fn forget_folder(name: &str) {
    if let Some(root) = root().await {
        let options = FileSystemRemoveOptions::new();
        options.set_recursive(true);
        // There may be none.
        JsFuture::from(root.remove_entry_with_options(name, &options)).await.ok();
    }
}

/// The browser's own files; `None` where it has none.
async fn root() -> Option<FileSystemDirectoryHandle> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let storage = scope.navigator().storage();
    if has(&storage, "getDirectory") { wait(storage.get_directory()).await } else { None }
}

async fn folder(create: bool) -> Option<FileSystemDirectoryHandle> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(create);
    wait(root().await?.get_directory_handle_with_options(FOLDER, &options)).await
}

async fn wait<T: JsCast>(promise: Promise) -> Option<T> {
    JsFuture::from(promise).await.ok().map(JsCast::unchecked_into)
}

/// Whether it is an object that can do this: none is where a page is not secure.
fn has(object: &JsValue, method: &str) -> bool {
    Reflect::get(object, &method.into()).is_ok_and(|method| method.is_function())
}

/// A file while it is written or read; closed when it is dropped.
struct Open {
    handle: FileSystemSyncAccessHandle,
    /// Where it is written or read next.
    at: u64,
    size: u64,
}

impl Open {
    /// `None` where another tab keeps it open, and on a page's own thread.
    async fn of(file: FileSystemFileHandle) -> Option<Self> {
        if !has(&file, AT_ONCE) {
            return None;
        }
        for _ in 0..MOST_TRIES {
            if let Some(handle) = wait(file.create_sync_access_handle()).await {
                let mut open = Self { handle, at: 0, size: 0 };
                open.size = open.handle.get_size().ok()? as u64;
                return Some(open);
            }
            pause(MS_BETWEEN_TRIES).await;
        }
        None
    }

    /// Whether as many bytes as were wanted went one way or the other from where it is.
    fn passes(
        &mut self,
        wanted: usize,
        pass: impl FnOnce(&Self, &FileSystemReadWriteOptions) -> Option<f64>,
    ) -> bool {
        let options = FileSystemReadWriteOptions::new();
        options.set_at_f64(self.at as f64);
        self.at += wanted as u64;
        pass(self, &options).is_some_and(|passed| passed as usize == wanted)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.handle.close();
    }
}

impl Medium for Open {
    fn write(&mut self, bytes: &[u8]) -> bool {
        self.passes(bytes.len(), |open, options| {
            open.handle.write_with_u8_array_and_options(bytes, options).ok()
        })
    }

    fn read(&mut self, bytes: &mut [u8]) -> bool {
        self.passes(bytes.len(), |open, options| {
            open.handle.read_with_u8_array_and_options(bytes, options).ok()
        })
    }

    fn left(&self) -> u64 {
        self.size.saturating_sub(self.at)
    }
}
