//! Random-access bytes: what a worker reads and writes, wherever they really are.

use std::{fs::File, io, os::unix::fs::FileExt};

/// Bytes that can be read at any offset, from several threads at once.
pub trait ReadAt: Send + Sync {
    /// Length in bytes.
    fn size(&self) -> u64;

    /// Reads up to `buffer.len()` bytes at `offset`; 0 at the end.
    ///
    /// # Errors
    /// Whatever the medium says.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
}

/// Bytes that can be written at any offset.
pub trait WriteAt: Send + Sync {
    /// Writes all of `buffer` at `offset`.
    ///
    /// # Errors
    /// Whatever the medium says; a full disk most of all.
    fn write_at(&self, buffer: &[u8], offset: u64) -> io::Result<()>;
}

/// A plain file opened for reading, with its length as it was then.
#[derive(Debug)]
pub struct PlainFile {
    file: File,
    size: u64,
}

impl PlainFile {
    /// Wraps an open file.
    ///
    /// # Errors
    /// When its length cannot be read.
    pub fn new(file: File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        Ok(Self { file, size })
    }

    /// Wraps an open file whose length is known: a confined child may not ask.
    pub(crate) fn with_size(file: File, size: u64) -> Self {
        Self { file, size }
    }
}

impl ReadAt for PlainFile {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        FileExt::read_at(&self.file, buffer, offset)
    }
}

impl WriteAt for File {
    fn write_at(&self, buffer: &[u8], offset: u64) -> io::Result<()> {
        FileExt::write_all_at(self, buffer, offset)
    }
}
