//! The room that all kept catalogues take together: of data that nobody opens any more, they would stay for good.

use crate::domain::order::sort_by;

/// Catalogues that are kept at most.
const MOST_FILES: usize = 8;
/// Bytes that they have together at most: four catalogues of a million profiles.
const MOST_BYTES: f64 = (1u64 << 30) as f64;

/// A file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taken {
    pub(super) name: String,
    pub(super) bytes: f64,
    /// When it was written, in milliseconds of any clock.
    pub(super) written: f64,
}

/// The files that have to go, so that there is room for the others. The one that was written last stays in any case.
pub(super) fn beyond(mut files: Vec<Taken>) -> Vec<Taken> {
    sort_by(&mut files, |a, b| b.written.total_cmp(&a.written));
    let mut bytes = 0.0;
    let fits = files.iter().enumerate().take_while(|(at, file)| {
        bytes += file.bytes;
        *at == 0 || (*at < MOST_FILES && bytes <= MOST_BYTES)
    });
    let n_fitting = fits.count();
    files.split_off(n_fitting)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the files that go, of files of so many mebibytes, written one after the other.
    fn gone(mebibytes: &[u64]) -> Vec<usize> {
        let file = |(at, mebibytes): (usize, &u64)| Taken {
            name: at.to_string(),
            bytes: (*mebibytes << 20) as f64,
            written: at as f64,
        };
        let mut gone: Vec<usize> = beyond(mebibytes.iter().enumerate().map(file).collect())
            .into_iter()
            .map(|file| file.name.parse().unwrap_or_default())
            .collect();
        gone.sort_unstable();
        gone
    }

    #[test]
    fn the_oldest_go_until_number_and_size_are_within_bounds() {
        assert_eq!(gone(&[]), [0; 0]);
        assert_eq!(gone(&[1; 8]), [0; 0]);
        assert_eq!(gone(&[1; 10]), [0, 1]);
        assert_eq!(gone(&[256, 256, 256, 256]), [0; 0]);
        assert_eq!(gone(&[256, 256, 256, 257]), [0]);
        assert_eq!(gone(&[1, 1, 2_000]), [0, 1], "the last is larger than all may be");
        assert_eq!(gone(&[2_000, 1, 1]), [0]);
    }
}
