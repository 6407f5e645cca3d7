//! A code a row, in two bytes while all codes fit: what every row is read for has to come through the cache.

use crate::archive::Archive;

/// The code of each row.
#[derive(Debug)]
pub(super) enum RowCodes {
    /// All below 65,536.
    Half(Vec<u16>),
    /// Some above.
    Whole(Vec<u32>),
}

/// The same to read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Codes<'a> {
    Half(&'a [u16]),
    Whole(&'a [u32]),
}

impl Default for RowCodes {
    fn default() -> Self {
        Self::Half(Vec::new())
    }
}

impl RowCodes {
    /// None, with room for so many rows.
    pub(super) fn new(n_rows: usize) -> Self {
        Self::Half(Vec::with_capacity(n_rows))
    }

    /// Of codes that are all at most `greatest`.
    pub(super) fn of(codes: impl Iterator<Item = u32>, greatest: u32) -> Self {
        if u16::try_from(greatest).is_ok() {
            Self::Half(codes.map(|code| code as u16).collect())
        } else {
            Self::Whole(codes.collect())
        }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, code: u32) {
        match (&mut *self, u16::try_from(code)) {
            (Self::Half(codes), Ok(code)) => codes.push(code),
            (Self::Half(_), Err(_)) => {
                self.widen();
                self.push(code);
            }
            (Self::Whole(codes), _) => codes.push(code),
        }
    }

    /// Gives each row, whose number is told with its old code, another code, at most `greatest`.
    pub(super) fn recode(&mut self, greatest: u32, code: impl Fn(usize, u32) -> u32) {
        if u16::try_from(greatest).is_err() {
            self.widen();
        }
        match self {
            Self::Half(codes) => {
                codes.iter_mut().enumerate().for_each(|(row, old)| *old = code(row, (*old).into()) as u16);
            }
            Self::Whole(codes) => {
                codes.iter_mut().enumerate().for_each(|(row, old)| *old = code(row, *old));
            }
        }
    }

    fn widen(&mut self) {
        if let Self::Half(codes) = self {
            // The room for rows to come stays.
            let mut whole = Vec::with_capacity(codes.capacity());
            whole.extend(codes.iter().map(|code| u32::from(*code)));
            *self = Self::Whole(whole);
        }
    }

    /// Lets go of the room for more rows.
    pub(super) fn shrink_to_fit(&mut self) {
        match self {
            Self::Half(codes) => codes.shrink_to_fit(),
            Self::Whole(codes) => codes.shrink_to_fit(),
        }
    }

    /// Writes the codes, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let mut is_whole = u64::from(matches!(self, Self::Whole(_)));
        archive.number(&mut is_whole);
        if archive.is_reading() {
            *self = if is_whole == 1 { Self::Whole(Vec::new()) } else { Self::default() };
        }
        match self {
            Self::Half(codes) => archive.column(codes),
            Self::Whole(codes) => archive.column(codes),
        }
    }

    /// To read.
    #[inline]
    pub(super) fn read(&self) -> Codes<'_> {
        match self {
            Self::Half(codes) => Codes::Half(codes),
            Self::Whole(codes) => Codes::Whole(codes),
        }
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Half(codes) => size_of_val(&codes[..]),
            Self::Whole(codes) => size_of_val(&codes[..]),
        }
    }
}

impl<'a> Codes<'a> {
    /// The code of a row.
    #[inline]
    pub(super) fn at(self, row: usize) -> usize {
        match self {
            Self::Half(codes) => codes[row].into(),
            Self::Whole(codes) => codes[row] as usize,
        }
    }

    /// Every row's.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> + 'a {
        let (half, whole): (&[u16], &[u32]) = match self {
            Self::Half(codes) => (codes, &[]),
            Self::Whole(codes) => (&[], codes),
        };
        half.iter().map(|code| usize::from(*code)).chain(whole.iter().map(|code| *code as usize))
    }

    /// Rows.
    pub(super) const fn len(self) -> usize {
        match self {
            Self::Half(codes) => codes.len(),
            Self::Whole(codes) => codes.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_they_were_when_a_greater_one_widens_them() {
        let mut codes = RowCodes::new(4);
        let pushed = [7, 65_535, 0, 65_536, 1];
        for (n_pushed, code) in pushed.into_iter().enumerate() {
            assert_eq!(matches!(codes, RowCodes::Half(_)), n_pushed <= 3);
            codes.push(code);
        }
        assert!(codes.read().iter().eq([7, 65_535, 0, 65_536, 1]));
        for greatest in [65_535, 65_536] {
            let mut codes = RowCodes::of([3, 5].into_iter(), 5);
            codes.recode(greatest, |row, code| if row == 0 { greatest } else { code + 1 });
            assert_eq!(matches!(codes, RowCodes::Half(_)), greatest == 65_535);
            assert!(codes.read().iter().eq([greatest as usize, 6]));
        }
    }
}
