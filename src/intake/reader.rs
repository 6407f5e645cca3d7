//! Reads profile data as it comes, in pieces of any size; what is read is not kept.
//!
//! Invariant: what comes of it depends on the bytes alone, never on where they were cut into pieces. Hence every
//! decision is made of a beginning whose length is a rule's, not a piece's.

#[cfg(feature = "arrow")]
use super::arrow;
use super::{
    Catalogue, Hints, MAX_BYTES, OpenError,
    assemble::Assembly,
    decode::{self, Decoder},
    detect::{self, Form},
    issue::Reason,
    json,
    tables::Tables,
};
use crate::{domain::profile::Profile, rest, store::Profiles};

/// Bytes that are read at a time, however many come at once.
const STEP: usize = 1 << 16;

/// Text of which the form is told, at first; doubled until it is enough.
const HEAD: usize = 1 << 15;

/// Profile data in the reading.
#[derive(Debug)]
pub struct Reader {
    bytes: usize,
    /// The first bytes, of which the encoding is told; nothing after.
    head: Vec<u8>,
    decoder: Option<Decoder>,
    /// The first bytes end with zeros, which are padding only where nothing else follows.
    is_padded: bool,
    /// Nothing follows.
    is_complete: bool,
    text: Trimmed,
    /// Reads Arrow, where it is no text at all.
    #[cfg(feature = "arrow")]
    arrow: Option<Box<arrow::Reader>>,
}

impl Reader {
    /// A reader of data of which this is known besides itself.
    pub fn new(hints: &Hints) -> Self {
        let parts = Parts {
            hints: hints.clone(),
            assembly: Assembly::new(hints),
            form: Stage::Open { text: String::new(), wanted: HEAD },
            is_foreign: false,
        };
        let text = Trimmed { has_begun: false, held: String::new(), parts };
        Self {
            bytes: 0,
            head: Vec::new(),
            decoder: None,
            is_padded: false,
            is_complete: false,
            text,
            #[cfg(feature = "arrow")]
            arrow: None,
        }
    }

    /// Takes the next bytes. After an error there is nothing more to be had of the data.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), OpenError> {
        for piece in bytes.chunks(STEP) {
            self.bytes += piece.len();
            if self.bytes > MAX_BYTES {
                return Err(OpenError::TooLarge { bytes: self.bytes });
            }
            self.take(piece)?;
        }
        Ok(())
    }

    /// Rows that were read so far.
    pub const fn rows(&self) -> usize {
        self.text.parts.assembly.rows()
    }

    /// Bytes that the rows so far took: of a batch of Arrow that is not complete yet, many bytes may wait.
    pub fn bytes_of_rows(&self) -> usize {
        #[cfg(feature = "arrow")]
        if let Some(arrow) = &self.arrow {
            return arrow.read();
        }
        self.bytes
    }

    /// The profiles that were read so far. One that is read again later may change.
    pub const fn profiles(&self) -> &Profiles {
        self.text.parts.assembly.profiles()
    }

    /// The last of [`Self::profiles`] that came since the last call, as they were read: a change by a row that
    /// came after is not in them. The first call begins to keep them and has none.
    pub fn take_recent(&mut self) -> Vec<Profile> {
        self.text.parts.assembly.take_recent()
    }

    /// A catalogue of what was read so far; `None` where that is no profile yet. Reading goes on after it.
    pub fn so_far(&self) -> Option<Catalogue> {
        self.text.parts.assembly.so_far()
    }

    /// Whether it is a table that waits for its reader; see [`rest::fetch`].
    pub fn waits_for_rest(&self) -> bool {
        matches!(self.text.parts.form, Stage::Table(_)) && !rest::is_here()
    }

    /// What came of it all.
    pub fn finish(self) -> Result<Catalogue, OpenError> {
        self.end(End::Whole)
    }

    /// What came of data whose rest does not arrive: a row that is not whole is not read.
    pub fn interrupted(self) -> Result<Catalogue, OpenError> {
        self.end(End::CutOff)
    }

    /// What came of data whose rest the memory has no room for.
    pub fn no_room(self) -> Result<Catalogue, OpenError> {
        self.end(End::NoRoom)
    }

    /// Nothing follows: tells what it is, where too little came for that before. Reading ends with one of the others;
    /// they do this too.
    pub fn complete(&mut self) -> Result<(), OpenError> {
        if std::mem::replace(&mut self.is_complete, true) {
            return Ok(());
        }
        if !self.has_begun() {
            self.begin()?;
        }
        #[cfg(feature = "arrow")]
        if self.arrow.is_some() {
            return Ok(());
        }
        self.decode(&[], true)?;
        self.text.parts.settle(true)
    }

    fn end(mut self, end: End) -> Result<Catalogue, OpenError> {
        self.complete()?;
        #[cfg(feature = "arrow")]
        if let Some(arrow) = self.arrow.take() {
            let mut assembly = self.text.parts.assembly;
            if end == End::NoRoom {
                assembly.no_room();
            }
            arrow.finish(&mut assembly)?;
            return assembly.finish();
        }
        self.text.parts.finish(end, self.bytes)
    }

    fn take(&mut self, piece: &[u8]) -> Result<(), OpenError> {
        if self.has_begun() {
            return self.decode(piece, false);
        }
        let missing = (decode::HEAD - self.head.len()).min(piece.len());
        let (first, rest) = piece.split_at(missing);
        self.head.extend_from_slice(first);
        if self.head.len() < decode::HEAD {
            return Ok(());
        }
        self.begin()?;
        self.decode(rest, false)
    }

    /// Whether it is known how the bytes are to be read.
    fn has_begun(&self) -> bool {
        #[cfg(feature = "arrow")]
        if self.arrow.is_some() {
            return true;
        }
        self.decoder.is_some()
    }

    /// Tells what the first bytes are: Arrow, or text in some encoding.
    fn begin(&mut self) -> Result<(), OpenError> {
        let head = std::mem::take(&mut self.head);
        if detect::is_arrow(&head, &self.text.parts.hints) {
            return self.begin_arrow(&head);
        }
        let (decoder, mark) = Decoder::of(&head)?;
        self.is_padded = decoder.is_bytewise() && head.last() == Some(&0);
        let head = &head[mark..];
        let mut decoder = decoder;
        decoder.decode(head, false, &mut |text| self.text.push(text))?;
        self.decoder = Some(decoder);
        Ok(())
    }

    #[cfg(feature = "arrow")]
    fn begin_arrow(&mut self, head: &[u8]) -> Result<(), OpenError> {
        self.arrow.insert(Box::new(arrow::Reader::new())).push(head, &mut self.text.parts.assembly)
    }

    #[cfg(not(feature = "arrow"))]
    #[allow(clippy::unused_self, reason = "the build with Arrow uses it")]
    fn begin_arrow(&mut self, _: &[u8]) -> Result<(), OpenError> {
        Err(OpenError::NeedsArrow)
    }

    fn decode(&mut self, bytes: &[u8], is_last: bool) -> Result<(), OpenError> {
        #[cfg(feature = "arrow")]
        if let Some(arrow) = &mut self.arrow {
            return arrow.push(bytes, &mut self.text.parts.assembly);
        }
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        if self.is_padded && bytes.iter().any(|byte| *byte != 0) {
            return Err(OpenError::NotText { looks_like: "binary data" });
        }
        let text = &mut self.text;
        decoder.decode(bytes, is_last, &mut |piece| text.push(piece))?;
        if let Some(encoding) = decoder.foreign() {
            text.parts.note_encoding(encoding);
        }
        Ok(())
    }
}

/// Why nothing follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It is all.
    Whole,
    /// The rest does not arrive.
    CutOff,
    /// The rest is not read.
    NoRoom,
}

/// Text without white space and zeros at both of its ends.
#[derive(Debug)]
struct Trimmed {
    has_begun: bool,
    /// What is left out if it turns out to be the end.
    held: String,
    parts: Parts,
}

impl Trimmed {
    fn push(&mut self, text: &str) -> Result<(), OpenError> {
        let is_blank = |c: char| c.is_whitespace() || c == '\0';
        let text = if self.has_begun { text } else { text.trim_start_matches(is_blank) };
        let solid = text.trim_end_matches(is_blank);
        if !solid.is_empty() {
            self.has_begun = true;
            if !self.held.is_empty() {
                self.parts.push(&self.held)?;
                self.held.clear();
            }
            self.parts.push(solid)?;
        }
        self.held.push_str(&text[solid.len()..]);
        Ok(())
    }
}

/// The form of the text and what reads it.
#[derive(Debug)]
struct Parts {
    hints: Hints,
    assembly: Assembly,
    form: Stage,
    /// Whether the encoding is in the report.
    is_foreign: bool,
}

#[derive(Debug)]
enum Stage {
    /// The beginning, and how much of it is to be there before it is looked at.
    Open {
        text: String,
        wanted: usize,
    },
    Document(json::Document),
    Lines(json::Lines),
    Table(Box<Tables>),
}

impl Parts {
    fn push(&mut self, piece: &str) -> Result<(), OpenError> {
        let assembly = &mut self.assembly;
        match &mut self.form {
            Stage::Document(document) => document.push(piece, assembly),
            Stage::Lines(lines) => {
                lines.push(piece, assembly);
                Ok(())
            }
            Stage::Table(table) => table.push(piece, assembly),
            Stage::Open { text, .. } => {
                text.push_str(piece);
                self.settle(false)
            }
        }
    }

    /// Tells the form of the text where its beginning is enough.
    fn settle(&mut self, is_last: bool) -> Result<(), OpenError> {
        let Stage::Open { text, wanted } = &mut self.form else { return Ok(()) };
        let form = loop {
            let is_all = text.len() < *wanted;
            if is_all && !is_last {
                return Ok(());
            }
            let beginning = &text[..text.floor_char_boundary(*wanted)];
            match detect::form(beginning, is_all, &self.hints) {
                Some(form) => break form?,
                None => *wanted *= 2,
            }
        };
        let text = std::mem::take(text);
        self.form = match form {
            Form::Document => Stage::Document(json::Document::new()),
            Form::Lines => Stage::Lines(json::Lines::default()),
            Form::Table => Stage::Table(Box::new(Tables::new())),
        };
        self.push(&text)
    }

    fn note_encoding(&mut self, encoding: &str) {
        if !self.is_foreign {
            self.is_foreign = true;
            self.assembly.log.note(0, &[], encoding, Reason::BadEncoding);
        }
    }

    fn finish(mut self, end: End, bytes: usize) -> Result<Catalogue, OpenError> {
        let assembly = &mut self.assembly;
        if end == End::NoRoom {
            assembly.no_room();
        }
        match self.form {
            // A row of JSON that is not whole is told apart from one that is by its brackets; one of a table
            // may be a part of a longer one.
            Stage::Document(document) if end != End::NoRoom => document.finish(assembly)?,
            Stage::Lines(lines) if end != End::NoRoom => lines.finish(assembly),
            Stage::Document(_) | Stage::Lines(_) => {}
            Stage::Table(table) if end == End::Whole => table.finish(assembly)?,
            Stage::Table(table) => table.cut_off(assembly)?,
            // Settled before.
            Stage::Open { .. } => return Err(OpenError::Empty),
        }
        if end == End::CutOff && !self.assembly.is_cut_off() {
            self.assembly.cut_off(bytes);
        }
        self.assembly.finish()
    }
}
