//! Cuts bytes, as they arrive, into the messages of Arrow's IPC formats.
//!
//! The file form is the stream form behind a magic word, with a footer after it, so both are read in sequence and
//! nothing waits for the end. Nothing is allocated for a length that a header merely claims: parts grow with the
//! bytes that are there.

use arrow_buffer::{Buffer, MutableBuffer};
use arrow_ipc::{root_as_footer, root_as_message};

use crate::intake::MAX_BYTES;

/// What a file begins and ends with.
pub(super) const MAGIC: &[u8; 6] = b"ARROW1";

/// What a message begins with, before its length.
const CONTINUATION: [u8; 4] = [0xFF; 4];

/// No schema is longer.
const MAX_BARE: usize = 1 << 24;

/// A longer footer is not looked at.
const MAX_FOOTER: usize = 1 << 24;

/// A message: the description, which is a verified flatbuffer, and the bytes that it describes.
#[derive(Debug)]
pub(super) struct Message {
    meta: Buffer,
    pub(super) body: Buffer,
}

impl Message {
    /// The description.
    pub(super) fn head(&self) -> Option<arrow_ipc::Message<'_>> {
        root_as_message(&self.meta).ok()
    }
}

/// The bytes are no messages from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) at: usize,
}

/// How the bytes ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// As the form wants it.
    Whole,
    /// In the middle of something, or without a word that this is the end.
    CutOff,
    /// With a footer that names other batches than there are, or is none.
    Lying,
}

#[derive(Debug)]
enum State {
    /// Before everything.
    Start,
    /// Behind the magic word, among the zeros that fill up to the first message.
    Padding,
    /// In a schema without mark and length, as Polars puts one at the beginning of a file: its bytes so far.
    Bare(MutableBuffer),
    /// At the beginning of a message; whether the mark of one has been read.
    Length { marked: bool },
    /// In a description of that length.
    Meta(usize),
    /// In a body of that length, behind its description.
    Body(Buffer, usize),
    /// Behind the last message.
    Footer,
}

/// Gathers messages.
#[derive(Debug)]
pub(super) struct Cutter {
    state: State,
    /// The bytes so far of what is being gathered.
    part: MutableBuffer,
    is_file: bool,
    /// Bytes taken.
    pub(super) at: usize,
}

impl Cutter {
    pub(super) fn new() -> Self {
        Self { state: State::Start, part: MutableBuffer::new(0), is_file: false, at: 0 }
    }

    /// Takes bytes up to the end of the next message, or all of them if it is not complete.
    pub(super) fn next(&mut self, bytes: &mut &[u8]) -> Result<Option<Message>, Broken> {
        let broken = Broken { at: self.at };
        loop {
            match std::mem::replace(&mut self.state, State::Footer) {
                State::Start => {
                    if !self.gather(bytes, MAGIC.len()) {
                        return self.wait(State::Start);
                    }
                    self.is_file = self.part.as_slice() == MAGIC;
                    if self.is_file {
                        self.part.clear();
                        self.state = State::Padding;
                        continue;
                    }
                    // A stream: the six bytes are the mark and half of the length, or the length and more.
                    let head = self.take();
                    let (first, rest) = head.as_slice().split_at(4);
                    let marked = first == CONTINUATION;
                    self.part.extend_from_slice(if marked { rest } else { first });
                    if !marked {
                        return Err(broken);
                    }
                    self.state = State::Length { marked };
                }
                State::Padding => {
                    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
                    self.skip(bytes, zeros);
                    if bytes.is_empty() {
                        return self.wait(State::Padding);
                    }
                    self.state = State::Bare(MutableBuffer::new(0));
                }
                State::Bare(mut schema) => {
                    // Messages begin at every eighth byte, and the first of them ends the schema.
                    if !self.gather(bytes, 8) {
                        return self.wait(State::Bare(schema));
                    }
                    let (mark, rest) = self.part.as_slice().split_at(4);
                    if mark == CONTINUATION && (schema.is_empty() || root_as_message(&schema).is_ok()) {
                        let length: MutableBuffer = rest.iter().copied().collect();
                        self.part = length;
                        self.state = State::Length { marked: true };
                        if schema.is_empty() {
                            continue;
                        }
                        return Ok(Some(Message { meta: schema.into(), body: Buffer::default() }));
                    }
                    schema.extend_from_slice(self.part.as_slice());
                    self.part.clear();
                    if schema.len() > MAX_BARE {
                        return Err(broken);
                    }
                    self.state = State::Bare(schema);
                }
                State::Length { marked } => {
                    if !self.gather(bytes, 4) {
                        return self.wait(State::Length { marked });
                    }
                    let word: [u8; 4] = self.part.as_slice().try_into().map_err(|_| broken)?;
                    self.part.clear();
                    let length = i32::from_le_bytes(word);
                    self.state = match length {
                        _ if !marked && word == CONTINUATION => State::Length { marked: true },
                        0 => State::Footer,
                        _ => State::Meta(usize::try_from(length).map_err(|_| broken)?),
                    };
                }
                State::Meta(length) => {
                    if !self.gather(bytes, length) {
                        return self.wait(State::Meta(length));
                    }
                    let meta = self.take();
                    let claimed = root_as_message(&meta).map_err(|_| broken)?.bodyLength();
                    let length = usize::try_from(claimed).ok().filter(|length| *length <= MAX_BYTES);
                    self.state = State::Body(meta, length.ok_or(broken)?);
                }
                State::Body(meta, length) => {
                    if !self.gather(bytes, length) {
                        return self.wait(State::Body(meta, length));
                    }
                    self.state = State::Length { marked: false };
                    return Ok(Some(Message { meta, body: self.take() }));
                }
                State::Footer => {
                    let wanted = if self.is_file { MAX_FOOTER } else { 0 };
                    self.gather(bytes, wanted);
                    self.skip(bytes, bytes.len());
                    return Ok(None);
                }
            }
        }
    }

    /// How the bytes ended; `batches` is how many there were.
    pub(super) fn end(&self, batches: usize) -> End {
        match self.state {
            State::Footer if !self.is_file => End::Whole,
            State::Footer => self.check_footer(batches),
            _ => End::CutOff,
        }
    }

    fn check_footer(&self, batches: usize) -> End {
        // The footer, its length, the magic word.
        let tail = self.part.as_slice();
        let Some(tail) = tail.strip_suffix(MAGIC) else { return End::CutOff };
        let Some((footer, length)) = tail.split_last_chunk::<4>() else { return End::CutOff };
        let length = usize::try_from(i32::from_le_bytes(*length)).ok();
        let start = length.and_then(|length| footer.len().checked_sub(length));
        // A flatbuffer is read where it is aligned.
        let footer = start.map(|start| Buffer::from(&footer[start..]));
        let named = footer.as_deref().and_then(|footer| {
            let footer = root_as_footer(footer).ok()?;
            Some(footer.recordBatches().map_or(0, |blocks| blocks.len()))
        });
        if named == Some(batches) { End::Whole } else { End::Lying }
    }

    /// Adds bytes to the part until it has so many; says whether it has.
    fn gather(&mut self, bytes: &mut &[u8], wanted: usize) -> bool {
        let missing = wanted.saturating_sub(self.part.len()).min(bytes.len());
        // A large part is not doubled beyond its length; but only when a good part of the claim has come true.
        if wanted / 4 <= self.part.len() && wanted > self.part.capacity() {
            self.part.reserve(wanted - self.part.len());
        }
        self.part.extend_from_slice(&bytes[..missing]);
        self.skip(bytes, missing);
        self.part.len() >= wanted
    }

    fn skip(&mut self, bytes: &mut &[u8], count: usize) {
        *bytes = &bytes[count..];
        self.at += count;
    }

    fn take(&mut self) -> Buffer {
        std::mem::replace(&mut self.part, MutableBuffer::new(0)).into()
    }

    /// Stays where it is until more bytes come.
    #[allow(clippy::unnecessary_wraps, reason = "the way out of `next`")]
    fn wait(&mut self, state: State) -> Result<Option<Message>, Broken> {
        self.state = state;
        Ok(None)
    }
}
