//! Byte ranges over a socket: the parent answers for bytes that the child must not hold a descriptor of.
//!
//! A request is 16 bytes, little-endian: what (u32: 1 read, 2 write), length (u32), offset (u64); the bytes follow a
//! write. An answer is 8 bytes: 0 or 1 (failed), then a length; bytes read, or the failure as text, follow.

use std::{
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    sync::{Arc, Mutex},
};

use crate::{ReadAt, WriteAt};

/// The longest range in one request.
const LONGEST: usize = 1 << 20;
const READ: u32 = 1;
const WRITE: u32 = 2;

/// What a socket gives access to.
pub(crate) enum Served {
    Source(Arc<dyn ReadAt>),
    Sink(Arc<dyn WriteAt>),
}

/// Answers until the other side closes or speaks nonsense.
pub(crate) fn serve(mut socket: &UnixStream, served: &Served) -> io::Result<()> {
    let mut buffer = Vec::new();
    loop {
        let mut head = [0; 16];
        match socket.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            other => other?,
        }
        // Little-endian: what, length and offset are the parts of one number.
        let head = u128::from_le_bytes(head);
        let (what, length, offset) = (head as u32, (head >> 32) as u32 as usize, (head >> 64) as u64);
        if length > LONGEST {
            return Err(nonsense());
        }
        buffer.resize(length, 0);
        let done = match (what, served) {
            (READ, Served::Source(source)) => source.read_at(&mut buffer, offset),
            (WRITE, Served::Sink(sink)) => {
                socket.read_exact(&mut buffer)?;
                sink.write_at(&buffer, offset).map(|()| 0)
            }
            _ => return Err(nonsense()),
        };
        match done {
            Ok(n) => answer(socket, 0, buffer.get(..n).ok_or_else(nonsense)?)?,
            Err(error) => answer(socket, 1, error.to_string().as_bytes())?,
        }
    }
}

fn answer(mut socket: &UnixStream, failed: u32, bytes: &[u8]) -> io::Result<()> {
    let [head, length] = [failed.to_le_bytes(), (bytes.len() as u32).to_le_bytes()];
    socket.write_all(&[head, length].concat())?;
    socket.write_all(bytes)
}

fn nonsense() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "nonsense on a range socket")
}

/// The child's end: bytes as if they were here. Several decoders may share it.
pub(crate) struct RangeSocket {
    socket: Mutex<UnixStream>,
    size: u64,
}

impl RangeSocket {
    pub(crate) fn new(socket: UnixStream, size: u64) -> Self {
        Self { socket: Mutex::new(socket), size }
    }

    /// Asks, and puts the answer's bytes into `into`.
    fn ask(&self, what: u32, offset: u64, length: usize, sent: &[u8], into: &mut [u8]) -> io::Result<usize> {
        // A poisoned lock means that a thread died between question and answer: the next answer would be its own.
        let Ok(guard) = self.socket.lock() else {
            return Err(io::Error::other("a reader died while it was answered"));
        };
        let mut socket: &UnixStream = &guard;
        let head = u128::from(what) | (length as u128) << 32 | u128::from(offset) << 64;
        socket.write_all(&head.to_le_bytes())?;
        socket.write_all(sent)?;
        let mut head = [0; 8];
        socket.read_exact(&mut head)?;
        let head = u64::from_le_bytes(head);
        let (failed, length) = (head as u32, (head >> 32) as usize);
        if failed == 0 {
            socket.read_exact(into.get_mut(..length).ok_or_else(nonsense)?)?;
            return Ok(length);
        }
        let mut text = vec![0; length.min(LONGEST)];
        socket.read_exact(&mut text)?;
        Err(io::Error::other(String::from_utf8_lossy(&text).into_owned()))
    }
}

impl ReadAt for RangeSocket {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let length = buffer.len().min(LONGEST);
        self.ask(READ, offset, length, &[], buffer)
    }
}

impl WriteAt for RangeSocket {
    fn write_at(&self, buffer: &[u8], offset: u64) -> io::Result<()> {
        let mut at = offset;
        for piece in buffer.chunks(LONGEST) {
            self.ask(WRITE, at, piece.len(), piece, &mut [])?;
            at += piece.len() as u64;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// Bytes whose value tells their place, with a hole that cannot be read.
    struct Numbered;

    impl ReadAt for Numbered {
        fn size(&self) -> u64 {
            3 << 20
        }
        fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
            if offset == 13 {
                return Err(io::Error::other("sector 13 is gone"));
            }
            let left = self.size().saturating_sub(offset) as usize;
            for (i, byte) in buffer.iter_mut().take(left).enumerate() {
                *byte = ((offset as usize + i) % 251) as u8;
            }
            Ok(left.min(buffer.len()))
        }
    }

    #[test]
    fn several_readers_share_a_socket_and_hear_failures() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let server = thread::spawn(move || serve(&ours, &Served::Source(Arc::new(Numbered))));
        let socket = RangeSocket::new(theirs, 3 << 20);
        thread::scope(|scope| {
            for reader in 0..4u64 {
                let socket = &socket;
                scope.spawn(move || {
                    for round in 0..200 {
                        let offset = (reader * 700_001 + round * 997) % (3 << 20);
                        let mut buffer = vec![0; 40_000];
                        let n = socket.read_at(&mut buffer, offset).unwrap();
                        assert_eq!(n as u64, ((3 << 20) - offset).min(40_000));
                        for (i, byte) in buffer[..n].iter().enumerate() {
                            assert_eq!(*byte as usize, (offset as usize + i) % 251);
                        }
                    }
                });
            }
        });
        assert_eq!(socket.read_at(&mut [0; 8], 3 << 20).unwrap(), 0);
        assert_eq!(socket.read_at(&mut [0; 8], 13).unwrap_err().to_string(), "sector 13 is gone");
        drop(socket);
        server.join().unwrap().unwrap();
    }

    #[test]
    fn nonsense_ends_the_service() {
        for head in [[9; 16], [1, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0], [2; 16]] {
            let (ours, mut theirs) = UnixStream::pair().unwrap();
            let server = thread::spawn(move || serve(&ours, &Served::Source(Arc::new(Numbered))));
            theirs.write_all(&head).unwrap();
            assert!(server.join().unwrap().is_err());
        }
    }
}
