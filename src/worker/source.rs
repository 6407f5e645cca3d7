//! One source in the reading: bytes in, profiles or a failure that names the source out.

use crate::{
    domain::profile::Profile,
    failure::{Code, Failure},
    intake::{Catalogue, Hints, OpenError, Reader, manifest::Manifest},
    protocol::Place,
    store::Profiles,
};

/// Where data comes from, as a failure names it and a reader is told of it.
pub(super) struct Source {
    place: Place,
    reader: Reader,
    bound: u64,
    bytes: u64,
    /// The reader said that nothing can come of it, or that it is a manifest.
    refusal: Option<OpenError>,
    is_full: bool,
}

/// What came of a source.
pub(super) enum Outcome {
    /// Profiles.
    Catalogue(Box<Catalogue>),
    /// The names of other files.
    Manifest(Manifest),
}

impl Source {
    /// A source that is read up to `bound` bytes.
    pub(super) fn new(place: Place, mime: Option<String>, bound: u64) -> Self {
        let hints = Hints { name: Some(place.name.clone()), network: place.network, mime };
        Self { place, reader: Reader::new(&hints), bound, bytes: 0, refusal: None, is_full: false }
    }

    /// Reads the next bytes; says whether more are wanted.
    pub(super) fn take(&mut self, bytes: &[u8], has_room: bool) -> bool {
        self.bytes += bytes.len() as u64;
        if self.bytes > self.bound {
            let bytes = usize::try_from(self.bytes).unwrap_or(usize::MAX);
            self.refusal = Some(OpenError::TooLarge { bytes });
        } else if let Err(error) = self.reader.push(bytes) {
            self.refusal = Some(error);
        } else if !has_room {
            self.is_full = true;
        }
        self.refusal.is_none() && !self.is_full
    }

    /// Bytes so far.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Rows so far.
    pub(super) const fn rows(&self) -> usize {
        self.reader.rows()
    }

    /// Bytes that those rows took.
    pub(super) fn bytes_of_rows(&self) -> usize {
        self.reader.bytes_of_rows()
    }

    /// Profiles so far.
    pub(super) const fn profiles(&self) -> &Profiles {
        self.reader.profiles()
    }

    /// The last of them, as they were read since the last call.
    pub(super) fn take_recent(&mut self) -> Vec<Profile> {
        self.reader.take_recent()
    }

    /// A catalogue of what is here so far.
    pub(super) fn so_far(&self) -> Option<Catalogue> {
        self.reader.so_far()
    }

    /// Nothing follows.
    pub(super) fn complete(&mut self) {
        if self.refusal.is_none()
            && let Err(error) = self.reader.complete()
        {
            self.refusal = Some(error);
        }
    }

    /// Whether it is a table whose reader is not here yet.
    pub(super) fn waits_for_rest(&self) -> bool {
        self.refusal.is_none() && self.reader.waits_for_rest()
    }

    /// What came of it all.
    pub(super) fn finish(self) -> Result<Outcome, Failure> {
        let Self { place, reader, refusal, is_full, .. } = self;
        let read = match refusal {
            Some(error) => Err(error),
            None if is_full => reader.no_room(),
            None => reader.finish(),
        };
        match read {
            Ok(catalogue) => Ok(Outcome::Catalogue(Box::new(catalogue))),
            Err(OpenError::Manifest(manifest)) => Ok(Outcome::Manifest(*manifest)),
            Err(error) => Err(failure(&error).of(subject(&place))),
        }
    }

    /// What came before the connection broke, if there is a profile in it.
    pub(super) fn interrupted(self) -> Option<Catalogue> {
        if self.refusal.is_some() {
            return None;
        }
        self.reader.interrupted().ok()
    }
}

/// What a source is called in a failure: its address, else its name.
pub(super) fn subject(place: &Place) -> String {
    place.address.clone().unwrap_or_else(|| place.name.clone())
}

/// A reader's error in the words of failures.
pub(super) fn failure(error: &OpenError) -> Failure {
    Failure::new(Code::named(error.code())).with_detail(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_reader_is_a_failure_with_its_own_words() {
        let errors = [
            OpenError::Empty,
            OpenError::TooLarge { bytes: 1 },
            OpenError::NotText { looks_like: "a picture" },
            OpenError::Html,
            OpenError::NotJson { at: 1 },
            OpenError::NeedsArrow,
            OpenError::NeedsPart,
            OpenError::NotArrow { at: 1 },
            OpenError::UnknownFormat,
            OpenError::Newer { version: 2 },
            OpenError::NoProfiles { rows: 1 },
            OpenError::NoRows,
            OpenError::NeedsNetwork { rows: 1 },
            OpenError::Manifest(Box::new(Manifest { files: Vec::new(), left_out: 0 })),
            OpenError::Lists,
            OpenError::Truncated { at: 1 },
        ];
        for error in errors {
            assert_ne!(failure(&error).code, Code::Other, "{error:?}");
        }
    }
}
