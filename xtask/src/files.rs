//! Walking folders, and telling whether what is in them has changed.

use std::collections::VecDeque;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Every file below a folder, in the order of names.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = VecDeque::from([folder.to_owned()]);
    while let Some(folder) = folders.pop_front() {
        let entries = fs::read_dir(&folder).with_context(|| format!("{} can't be read", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push_back(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// One number for the names and contents of files and of everything below folders.
pub(crate) fn fingerprint(roots: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for root in roots {
        let files = if root.is_dir() { below(root)? } else { vec![root.clone()] };
        for file in files {
            let bytes = fs::read(&file).with_context(|| format!("{} can't be read", file.display()))?;
            (&file, &bytes).hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}
