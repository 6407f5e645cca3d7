//! One task at a time where two would get into each other's way.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::process::say;

/// Waits until no other task holds the lock `name` in `folder`, and takes it.
///
/// It ends with the returned file, or with the process.
pub(crate) fn hold(folder: &Path, name: &str) -> Result<File> {
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let file = File::create(folder.join(format!("{name}.lock")))?;
    if file.try_lock().is_err() {
        say(format!("Another task is busy with the same ({name}); waiting for it"));
        file.lock()?;
    }
    Ok(file)
}
