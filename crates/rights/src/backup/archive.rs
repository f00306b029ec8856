//! What stands in a backup: parts with names, each in blocks and with its SHA-256 behind it; last, how many there are and the digest
//! of all. It is sealed as a whole.

use std::io::{self, BufReader, Read, Write};

use incamera_vault::{Opened, ReadAt};
use sha2::{Digest, Sha256};

use crate::error::RightsError;

const HEAD: &[u8] = b"incamera backup 1\n";
const BLOCK: usize = 64 * 1024;
const PART: u8 = 1;
const END: u8 = 0;

/// Writes parts, one after the other.
pub(super) struct Packing<W> {
    to: W,
    count: u64,
    all: Sha256,
}

impl<W: Write> Packing<W> {
    pub(super) fn begin(mut to: W) -> io::Result<Self> {
        to.write_all(HEAD)?;
        Ok(Self { to, count: 0, all: Sha256::new() })
    }

    /// Begins a part.
    pub(super) fn part(&mut self, name: &str) -> io::Result<Part<'_, W>> {
        let length =
            u16::try_from(name.len()).map_err(|_| io::Error::other("a name of a part is too long"))?;
        self.to.write_all(&[PART])?;
        self.to.write_all(&length.to_be_bytes())?;
        self.to.write_all(name.as_bytes())?;
        self.all.update(name.as_bytes());
        self.all.update([0]);
        Ok(Part { packing: self, buffer: Vec::with_capacity(BLOCK), hash: Sha256::new() })
    }

    /// Writes the end, and gives back where it went.
    pub(super) fn end(mut self) -> io::Result<W> {
        self.to.write_all(&[END])?;
        self.to.write_all(&self.count.to_be_bytes())?;
        self.to.write_all(&self.all.finalize())?;
        Ok(self.to)
    }
}

/// A part on its way.
pub(super) struct Part<'a, W> {
    packing: &'a mut Packing<W>,
    buffer: Vec<u8>,
    hash: Sha256,
}

impl<W: Write> Part<'_, W> {
    fn block(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        self.packing.to.write_all(&(self.buffer.len() as u32).to_be_bytes())?;
        self.packing.to.write_all(&self.buffer)?;
        self.hash.update(&self.buffer);
        self.buffer.clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.block()?;
        self.packing.to.write_all(&0_u32.to_be_bytes())?;
        let digest = self.hash.finalize();
        self.packing.to.write_all(&digest)?;
        self.packing.all.update(digest);
        self.packing.count += 1;
        Ok(())
    }
}

impl<W: Write> Write for Part<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(BLOCK - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..taken]);
        if self.buffer.len() == BLOCK {
            self.block()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Sealed bytes as a stream.
struct Stream<R> {
    opened: Opened<R>,
    at: u64,
}

impl<R: ReadAt> Read for Stream<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.opened.read_at(into, self.at).map_err(io::Error::other)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Reads parts, one after the other.
pub(super) struct Unpacking<R> {
    from: BufReader<Stream<R>>,
    backup: String,
    part: String,
    count: u64,
    all: Sha256,
    /// What is left of a block; none between parts.
    left: Option<usize>,
    hash: Sha256,
}

impl<R: ReadAt> Unpacking<R> {
    /// Begins. `backup` is what the file is called.
    pub(super) fn begin(opened: Opened<R>, backup: String) -> Result<Self, RightsError> {
        let from = BufReader::with_capacity(BLOCK, Stream { opened, at: 0 });
        let (part, all, hash) = ("head".to_owned(), Sha256::new(), Sha256::new());
        let mut own = Self { from, backup, part, count: 0, all, left: None, hash };
        let mut head = [0; HEAD.len()];
        own.fill(&mut head)?;
        if head != HEAD {
            return Err(own.wrong("of a format that this program does not know"));
        }
        Ok(own)
    }

    /// The name of the next part, after what is left of this one; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<String>, RightsError> {
        self.pass()?;
        let mut kind = [0];
        self.fill(&mut kind)?;
        if kind[0] == END {
            "end".clone_into(&mut self.part);
            let (mut count, mut all) = ([0; 8], [0; 32]);
            self.fill(&mut count)?;
            self.fill(&mut all)?;
            let digest = std::mem::take(&mut self.all).finalize();
            if u64::from_be_bytes(count) != self.count || all != digest.as_slice() {
                return Err(self.wrong("it holds other parts than were put into it"));
            }
            return Ok(None);
        }
        let mut length = [0; 2];
        self.fill(&mut length)?;
        let mut name = vec![0; usize::from(u16::from_be_bytes(length))];
        self.fill(&mut name)?;
        self.part = String::from_utf8(name).map_err(|_| self.wrong("a part without a name follows"))?;
        self.all.update(self.part.as_bytes());
        self.all.update([0]);
        (self.left, self.hash) = (Some(0), Sha256::new());
        Ok(Some(self.part.clone()))
    }

    /// Reads what is left of this part: that it is what was put there is known then.
    pub(super) fn pass(&mut self) -> Result<(), RightsError> {
        let mut buffer = vec![0; BLOCK];
        while self.left.is_some() {
            self.read(&mut buffer).map_err(|e| self.wrong(&e.to_string()))?;
        }
        Ok(())
    }

    /// What is wrong with this part.
    pub(super) fn wrong(&self, why: &str) -> RightsError {
        RightsError::Backup { backup: self.backup.clone(), part: self.part.clone(), why: why.to_owned() }
    }

    fn fill(&mut self, into: &mut [u8]) -> Result<(), RightsError> {
        self.from.read_exact(into).map_err(|e| self.wrong(&e.to_string()))
    }
}

/// The bytes of the part that was begun last.
impl<R: ReadAt> Read for Unpacking<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == Some(0) {
            let mut length = [0; 4];
            self.from.read_exact(&mut length)?;
            let length = u32::from_be_bytes(length) as usize;
            if length == 0 {
                self.left = None;
                let mut digest = [0; 32];
                self.from.read_exact(&mut digest)?;
                let found = std::mem::take(&mut self.hash).finalize();
                if digest != found.as_slice() {
                    return Err(io::Error::other("its SHA-256 is not the one that was written behind it"));
                }
                self.all.update(digest);
                self.count += 1;
                return Ok(0);
            }
            self.left = Some(length);
        }
        let Some(left) = self.left else { return Ok(0) };
        let most = left.min(into.len());
        let read = self.from.read(&mut into[..most])?;
        if read == 0 && most > 0 {
            return Err(io::Error::other("it is cut"));
        }
        self.hash.update(&into[..read]);
        self.left = Some(left - read);
        Ok(read)
    }
}
