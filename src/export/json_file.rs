//! Profile data, version 1: what the catalogue knows of the profiles, nothing more, so that it reads back the
//! same. Match and notes are not profile data; they are in the table.

use super::Line;
use crate::{
    domain::answer::Report,
    intake::document::{Document, Publisher},
    protocol,
};

pub(super) fn write(lines: Vec<Line>, report: &Report) -> String {
    let mut document = Document::new(lines.into_iter().map(|line| line.profile).collect());
    document.generated_at.clone_from(&report.generated_at);
    let (name, url, license) = (report.source.clone(), report.source_url.clone(), report.license.clone());
    if name.is_some() || url.is_some() || license.is_some() {
        document.source = Some(Publisher { name, url, license });
    }
    protocol::encode(&document)
}
