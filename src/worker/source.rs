//! From the bytes of a source to profiles, or to a failure that names the source.

use crate::{
    failure::{Code, Failure},
    intake::{self, Catalogue, Hints, OpenError},
    protocol::Place,
};

/// Reads the bytes of a source.
pub(super) fn read(bytes: &[u8], place: &Place, mime: Option<String>) -> Result<Catalogue, Failure> {
    let hints = Hints { name: Some(place.name.clone()), network: place.network, mime };
    intake::read(bytes, &hints).map_err(|error| failure(&error).of(subject(place)))
}

/// What a source is called in a failure: its address, else its name.
pub(super) fn subject(place: &Place) -> String {
    place.address.clone().unwrap_or_else(|| place.name.clone())
}

/// A reader's error in the words of failures.
fn failure(error: &OpenError) -> Failure {
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
            OpenError::NotArrow { at: 1 },
            OpenError::UnknownFormat,
            OpenError::NoProfiles { rows: 1 },
            OpenError::NeedsNetwork { rows: 1 },
            OpenError::Truncated { at: 1 },
        ];
        for error in errors {
            assert_ne!(failure(&error).code, Code::Other, "{error:?}");
        }
    }
}
