//! Profiles as they are in memory, out and in.

use super::{
    Profiles,
    copy::{Head, head},
    decoder::Decoder,
    encoder::{Encoder, Scratch},
    words::Words,
};
use crate::{archive::Archive, domain::answer::Report};

impl Profiles {
    /// Writes the profiles and what came of reading them, or fills both in. Which rows were replaced is not kept.
    pub(crate) fn archive(&mut self, report: &mut Report, archive: &mut Archive<'_>) {
        let mut scratch = Scratch::default();
        let Self { chunks, starts, words, source, replaced: _, scratch: _ } = self;
        let mut of_words = Vec::new();
        if !archive.is_reading() {
            let mut known =
                Head { n_profiles: starts.len() as u64, source: source.clone(), report: report.clone() };
            head(&mut Encoder::new(&mut Words::default(), &mut scratch), &mut known);
            of_words = words.to_bytes();
        }
        archive.column(&mut scratch.out);
        archive.column(&mut of_words);
        if archive.is_reading() {
            let mut known = Head::default();
            head(&mut Decoder::new(&Words::default(), &scratch.out), &mut known);
            (*source, *report) = (known.source, known.report);
            match Words::of_bytes(&of_words) {
                Some(told) => *words = told,
                None => archive.refuse(),
            }
        }
        archive.column(starts);
        chunks.archive(archive);
    }
}
