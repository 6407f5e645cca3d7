//! `{ …, "profiles": [ … ] }`, `[ … ]`, or objects one after the other, as they come.

use std::ops::Range;

use super::{
    elements::{Elements, Text},
    parse,
    span::{self, Next},
};
use crate::{
    intake::{
        OpenError,
        assemble::Assembly,
        manifest::{self, Manifest},
        origin::check_schema,
    },
    lists,
};

/// A document in the reading.
#[derive(Debug)]
pub(in crate::intake) struct Document {
    /// What came and is not read yet.
    text: String,
    /// Where in it reading goes on.
    at: usize,
    /// Bytes that were read and are gone.
    base: usize,
    stage: Stage,
    /// Members that came before the profiles: only those tell that it is a document at all.
    before: Vec<(Range<usize>, Range<usize>)>,
    has_profiles: bool,
    /// Unread bytes below which looking for the end of a member again is pointless.
    wanted: usize,
}

#[derive(Debug)]
enum Stage {
    /// Nothing has been looked at.
    Start,
    /// Between the members of the document.
    Members,
    /// In a list of profiles, which is a member of the document or all that there is.
    List { elements: Elements, is_member: bool },
    /// What follows does not belong to it.
    End,
}

impl Document {
    pub(in crate::intake) const fn new() -> Self {
        Self {
            text: String::new(),
            at: 0,
            base: 0,
            stage: Stage::Start,
            before: Vec::new(),
            has_profiles: false,
            wanted: 0,
        }
    }

    /// Reads what is complete with the next piece of text.
    pub(in crate::intake) fn push(&mut self, text: &str, assembly: &mut Assembly) -> Result<(), OpenError> {
        if matches!(self.stage, Stage::End) {
            return Ok(());
        }
        self.text.push_str(text);
        self.run(false, assembly)?;
        if self.has_profiles || matches!(self.stage, Stage::List { .. }) {
            self.base += self.at;
            self.text.drain(..self.at);
            self.at = 0;
        }
        Ok(())
    }

    /// Reads the rest, which may be cut off.
    pub(in crate::intake) fn finish(mut self, assembly: &mut Assembly) -> Result<(), OpenError> {
        self.run(true, assembly)?;
        if self.has_profiles { assembly.origin.check_version() } else { Ok(()) }
    }

    fn run(&mut self, is_last: bool, assembly: &mut Assembly) -> Result<(), OpenError> {
        loop {
            match &mut self.stage {
                Stage::Start => {
                    let is_list = self.text.starts_with('[');
                    let list = Stage::List { elements: Elements::new(true), is_member: false };
                    self.stage = if is_list { list } else { Stage::Members };
                    self.at = 1;
                }
                Stage::List { elements, is_member } => {
                    let text = Text { here: &self.text, base: self.base, is_last };
                    let (at, is_over) = elements.read(&text, self.at, assembly);
                    self.at = at;
                    if !is_over {
                        return Ok(());
                    }
                    self.stage = if *is_member { Stage::Members } else { Stage::End };
                }
                Stage::Members => {
                    if !self.member(is_last, assembly)? {
                        return Ok(());
                    }
                }
                Stage::End => return Ok(()),
            }
        }
    }

    /// Reads a member of the document; says whether reading can go on.
    fn member(&mut self, is_last: bool, assembly: &mut Assembly) -> Result<bool, OpenError> {
        if self.text.len() - self.at < self.wanted && !is_last {
            return Ok(false);
        }
        let bytes = self.text.as_bytes();
        let member = match span::member(&self.text, self.at) {
            Next::Member(member) => member,
            Next::Short if !is_last => return Ok(self.wait()),
            Next::Short | Next::End => return self.no_more_members(),
        };
        let value = member.value;
        if member.key == "profiles" && bytes[value] == b'[' {
            self.at = value + 1;
            self.has_profiles = true;
            for (key, value) in std::mem::take(&mut self.before) {
                origin(&self.text[key], &self.text[value], assembly);
            }
            self.stage = Stage::List { elements: Elements::new(true), is_member: true };
            assembly.origin.check_version()?;
            return Ok(true);
        }
        let is_open =
            |end: usize| !is_last && end == bytes.len() && !matches!(bytes[value], b'{' | b'[' | b'"');
        let end = span::end(bytes, value).filter(|end| !is_open(*end));
        let Some(end) = end else {
            if !is_last {
                return Ok(self.wait());
            }
            if self.has_profiles {
                assembly.cut_off(self.base + value);
            }
            return self.no_more_members();
        };
        if self.has_profiles {
            origin(member.key, &self.text[value..end], assembly);
        } else {
            self.before.push((member.start..member.start + member.key.len(), value..end));
        }
        self.at = end;
        self.wanted = 0;
        Ok(true)
    }

    /// The form that the document says it has.
    fn schema(&self) -> Option<&str> {
        let (_, value) = self.before.iter().find(|(key, _)| self.text[key.clone()] == *"schema")?;
        self.text[value.clone()].strip_prefix('"')?.strip_suffix('"')
    }

    fn wait(&mut self) -> bool {
        self.wanted = (self.text.len() - self.at).saturating_mul(2);
        false
    }

    /// The object is over. Without profiles in it, it is one itself, and others may follow.
    fn no_more_members(&mut self) -> Result<bool, OpenError> {
        if self.has_profiles {
            self.stage = Stage::End;
            return Ok(true);
        }
        match self.schema() {
            Some(schema) if schema.starts_with(manifest::SCHEMA) => {
                return Err(match Manifest::parse(&self.text) {
                    Ok(manifest) => OpenError::Manifest(Box::new(manifest)),
                    Err(error) => error,
                });
            }
            Some(schema) if schema.starts_with(lists::SCHEMA) => return Err(OpenError::Lists),
            // A newer version may have its profiles elsewhere.
            Some(schema) => check_schema(schema)?,
            None => {}
        }
        let first = self.text.as_bytes().iter().skip(1).find(|byte| !byte.is_ascii_whitespace());
        if !matches!(first, Some(b'"' | b'}') | None) {
            return Err(OpenError::NotJson { at: 1 });
        }
        self.at = 0;
        self.stage = Stage::List { elements: Elements::new(false), is_member: false };
        Ok(true)
    }
}

/// Reads a member that says something of the data as a whole.
fn origin(key: &str, value: &str, assembly: &mut Assembly) {
    if let Some(node) = parse(value) {
        assembly.origin.read(key, &node, &mut assembly.log);
    }
}
