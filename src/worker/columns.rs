//! Columns of large catalogues in the browser's own files, so that a later visit does not have to make them again.
//!
//! Only a worker can read and write such a file while others wait, straight from and to the engine's memory. Where the
//! browser has no such files, or no room in them, nothing is kept and nothing is said of it here.

use std::hash::BuildHasher as _;

use js_sys::{Promise, Reflect};
use rustc_hash::FxBuildHasher;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions, FileSystemGetFileOptions,
    FileSystemReadWriteOptions, FileSystemRemoveOptions, FileSystemSyncAccessHandle, WorkerGlobalScope,
};

use super::keep::{Version, read_as};
use crate::{
    archive::{Archive, Medium},
    domain::money::Rates,
    engine::Opening,
    protocol::Place,
};

/// The folder of all such files.
const FOLDER: &str = "accord-columns";

/// What a file can do in a worker: be read and written while others wait.
const AT_ONCE: &str = "createSyncAccessHandle";

/// The program that can read what it wrote.
const PROGRAM: &str = env!("ACCORD_COLUMNS");

/// Rows from which on reading columns is worth it; fewer are made in a moment.
pub(super) const LEAST_ROWS: usize = 20_000;

/// What columns were made of: the version that everything had that was read, by its place.
#[derive(Debug, Default)]
pub(super) struct Versions(Vec<String>);

impl Versions {
    /// Takes in what was read of a place.
    pub(super) fn add(&mut self, place: &Place, version: &Version) {
        self.0.push([&place_text(place), "\n", &version.text()].concat());
    }
}

/// The file for the columns of a load.
#[derive(Debug)]
pub(super) struct File {
    /// Everything that the columns depend on but for the versions.
    wish: String,
    rates: Rates,
}

/// Columns that are to be kept.
pub struct Keeping {
    file: File,
    versions: Versions,
}

impl File {
    /// The file for what comes of these places with these rates; `None` where some are no addresses.
    pub(super) fn of<'a>(places: impl Iterator<Item = &'a Place>, rates: &Rates) -> Option<Self> {
        let mut wish = String::new();
        for place in places {
            place.address.as_ref()?;
            wish.extend(["\n", &place_text(place)]);
        }
        let listed = rates.rates.iter().map(|(currency, rate)| (currency, *rate));
        for (currency, rate) in std::iter::once((&rates.base, 1.0)).chain(listed) {
            wish.extend(["\n", currency.as_str(), &rate.to_bits().to_string()]);
        }
        Some(Self { wish, rates: rates.clone() })
    }

    /// Whether there is one that can be read here.
    pub(super) async fn is_there(&self) -> bool {
        self.find(false).await.is_some_and(|file| has(&file, AT_ONCE))
    }

    /// The columns in it, if they were made of these versions.
    pub(super) async fn read(&self, versions: &mut Versions) -> Option<Opening> {
        let file = self.find(false).await?;
        let mut open = Open::of(file).await?;
        let mut archive = Archive::reading(&mut open);
        let mut told = String::new();
        archive.text(&mut told);
        if told == self.head(versions) { Opening::kept(self.rates.clone(), archive) } else { None }
    }

    /// What is to be kept once there is time.
    pub(super) fn keeping(self, versions: Versions) -> Keeping {
        Keeping { file: self, versions }
    }

    /// What stands before the columns.
    fn head(&self, versions: &mut Versions) -> String {
        // Files of a manifest come in any order.
        versions.0.sort_unstable();
        [PROGRAM, &self.wish, &versions.0.join("\n")].join("\n")
    }

    fn name(&self) -> String {
        FxBuildHasher.hash_one(&self.wish).to_string()
    }

    async fn find(&self, create: bool) -> Option<FileSystemFileHandle> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(create);
        wait(folder(create).await?.get_file_handle_with_options(&self.name(), &options)).await
    }
}

impl Keeping {
    /// Keeps the columns that `write` writes; unless it says that they are no longer to be had, or there is no room.
    pub async fn keep(self, write: impl FnOnce(&mut Archive<'_>) -> bool) {
        let Self { file, mut versions } = self;
        let is_kept = async {
            let mut open = Open::of(file.find(true).await?).await?;
            open.handle.truncate_with_u32(0).ok()?;
            let mut archive = Archive::writing(&mut open);
            archive.text(&mut file.head(&mut versions));
            (write(&mut archive) && archive.end() && open.handle.flush().is_ok()).then_some(())
        };
        if is_kept.await.is_none()
            && let Some(folder) = folder(false).await
        {
            // Half of it is of no use. Where another tab has it open, it stays.
            JsFuture::from(folder.remove_entry(&file.name())).await.ok();
        }
    }
}

/// Throws all away.
pub(super) async fn forget() {
    if let Some(root) = root().await {
        let options = FileSystemRemoveOptions::new();
        options.set_recursive(true);
        // There may be none.
        JsFuture::from(root.remove_entry_with_options(FOLDER, &options)).await.ok();
    }
}

fn place_text(place: &Place) -> String {
    [place.address.as_deref().unwrap_or_default(), " ", &read_as(place)].concat()
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
    /// `None` where another tab has it open, and on a page's own thread.
    async fn of(file: FileSystemFileHandle) -> Option<Self> {
        if !has(&file, AT_ONCE) {
            return None;
        }
        let handle: FileSystemSyncAccessHandle = wait(file.create_sync_access_handle()).await?;
        let mut open = Self { handle, at: 0, size: 0 };
        open.size = open.handle.get_size().ok()? as u64;
        Some(open)
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
