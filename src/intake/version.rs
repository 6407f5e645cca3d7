//! Versions of the forms that are read here.

use super::OpenError;

/// Whether what stands behind a form's name is the version that is read.
pub(super) fn check(version: &str, read: u32) -> Result<(), OpenError> {
    match version.parse::<u32>() {
        Ok(version) if version == read => Ok(()),
        Ok(version) if version > read => Err(OpenError::Newer { version }),
        _ => Err(OpenError::UnknownFormat),
    }
}
