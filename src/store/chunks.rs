//! Bytes that grow without ever being moved: a vector that doubles would need twice its size for a moment, and
//! the memory of a browser's engine never shrinks.

use crate::archive::Archive;

/// Records start below this in each chunk; the last of a chunk may end beyond.
pub(super) const CHUNK: usize = 1 << 18;
/// Room for the last record of a chunk.
const SPARE: usize = 1 << 11;

/// Records of bytes, found by where they start.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunks(Vec<Vec<u8>>);

impl Chunks {
    /// Appends a record and says where it starts.
    pub(super) fn push(&mut self, record: &[u8]) -> u32 {
        match self.0.last() {
            Some(last) if last.len() < CHUNK => {}
            // A small catalogue grows as it needs; a large one takes whole chunks.
            None => self.0.push(Vec::new()),
            Some(_) => self.0.push(Vec::with_capacity(CHUNK + SPARE)),
        }
        let chunk = self.0.len() - 1;
        let start = chunk * CHUNK + self.0[chunk].len();
        self.0[chunk].extend_from_slice(record);
        start as u32
    }

    /// What follows a start.
    pub(super) fn from(&self, start: u32) -> &[u8] {
        let start = start as usize;
        self.0.get(start / CHUNK).and_then(|chunk| chunk.get(start % CHUNK..)).unwrap_or_default()
    }

    /// Writes over what is there; no longer than that.
    pub(super) fn write(&mut self, start: u32, record: &[u8]) {
        let start = start as usize;
        let place = start % CHUNK..start % CHUNK + record.len();
        if let Some(old) = self.0.get_mut(start / CHUNK).and_then(|chunk| chunk.get_mut(place)) {
            old.copy_from_slice(record);
        }
    }

    /// The chunks as they are.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// Appends a chunk as it was.
    pub(super) fn push_chunk(&mut self, chunk: Vec<u8>) {
        self.0.push(chunk);
    }

    /// Writes the chunks, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self(chunks) = self;
        let mut n_chunks = chunks.len();
        archive.length::<u64>(&mut n_chunks);
        chunks.resize_with(n_chunks, Vec::new);
        for chunk in chunks {
            archive.column(chunk);
        }
    }

    /// Bytes of a record and of what is left of those that stood behind it, up to the next record.
    pub(super) fn length(&self, start: u32, next: Option<u32>) -> usize {
        let (start, next) = (start as usize, next.map(|next| next as usize));
        let same = next.filter(|next| next / CHUNK == start / CHUNK);
        let end = same.map_or_else(|| self.0.get(start / CHUNK).map_or(0, Vec::len), |next| next % CHUNK);
        end.saturating_sub(start % CHUNK)
    }

    /// Whether the record that starts there is here.
    pub(super) fn reach(&self, start: u32) -> bool {
        (start as usize / CHUNK) < self.0.len()
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.0.iter().map(Vec::capacity).sum()
    }
}

/// Where records start that are pushed one after the other.
#[derive(Debug, Default)]
pub(super) struct Packing {
    chunk: usize,
    length: usize,
}

impl Packing {
    /// Where the next record starts.
    pub(super) const fn start(&self) -> u32 {
        (self.chunk * CHUNK + self.length) as u32
    }

    /// Takes a record's length in.
    pub(super) const fn add(&mut self, length: usize) {
        self.length += length;
        if self.length >= CHUNK {
            (self.chunk, self.length) = (self.chunk + 1, 0);
        }
    }
}
