//! Messages on the control socket: four bytes of length, then postcard. A message may carry one descriptor.

use std::{
    io::{self, IoSlice, IoSliceMut, Read, Write},
    mem::MaybeUninit,
    os::{
        fd::{BorrowedFd, OwnedFd},
        unix::net::UnixStream,
    },
};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recvmsg, sendmsg,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Confinement, Limits};

/// The largest message: a day of levels and peaks is 13 MB, a font 20 MB.
pub(crate) const LARGEST: usize = 64 << 20;

/// What a parent says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Order<Q> {
    /// First: lock yourself in.
    Confine(Limits),
    /// A descriptor comes with this message.
    Take(Handed),
    /// Do it, with what was handed over since the last job.
    Do(Q),
}

/// What a descriptor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Handed {
    /// A file to read, of so many bytes.
    File(u64),
    /// A socket on which so many bytes are served.
    Served(u64),
    /// A file to write.
    Sink,
    /// A socket that takes what is written.
    ServedSink,
}

/// What a child says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Said<A> {
    /// First: what holds it.
    Confined(Confinement),
    /// About the job.
    Reply(A),
}

/// Reads one message body (without its length): the parser that foreign bytes reach first, if a child goes bad.
///
/// # Errors
/// Bytes that are no such message, or more of them than it needs.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    match postcard::take_from_bytes(body) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(format!("{} bytes too many", rest.len())),
        Err(error) => Err(error.to_string()),
    }
}

pub(crate) fn encode<T: Serialize>(message: &T) -> io::Result<Vec<u8>> {
    // The length is not known yet: its place is kept, then filled.
    let mut bytes = postcard::to_extend(message, vec![0; 4]).map_err(io::Error::other)?;
    let length = bytes.len() - 4;
    if length > LARGEST {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("a message of {length} bytes is too long"),
        ));
    }
    if let Some(head) = bytes.first_chunk_mut() {
        *head = (length as u32).to_le_bytes();
    }
    Ok(bytes)
}

/// Writes a message and, beside its first byte, a descriptor.
pub(crate) fn write<T: Serialize>(
    mut socket: &UnixStream,
    message: &T,
    descriptor: Option<BorrowedFd<'_>>,
) -> io::Result<()> {
    let bytes = encode(message)?;
    let mut rest = bytes.as_slice();
    if let Some(descriptor) = descriptor {
        let descriptors = [descriptor];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        ancillary.push(SendAncillaryMessage::ScmRights(&descriptors));
        let sent = sendmsg(socket, &[IoSlice::new(rest)], &mut ancillary, SendFlags::NOSIGNAL)?;
        rest = rest.get(sent..).unwrap_or_default();
    }
    socket.write_all(rest)
}

/// Reads a message and the descriptor that came beside it; none at the end of the socket.
pub(crate) fn read<T: DeserializeOwned>(mut socket: &UnixStream) -> io::Result<Option<(T, Option<OwnedFd>)>> {
    let mut head = [0; 4];
    let (mut got, mut descriptor) = (0, None);
    while let Some(rest) = head.get_mut(got..).filter(|rest| !rest.is_empty()) {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let received =
            recvmsg(socket, &mut [IoSliceMut::new(rest)], &mut ancillary, RecvFlags::CMSG_CLOEXEC)?.bytes;
        for message in ancillary.drain() {
            if let RecvAncillaryMessage::ScmRights(descriptors) = message {
                descriptor = descriptors.into_iter().next().or(descriptor);
            }
        }
        match received {
            0 if got == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => got += n,
        }
    }
    let length = u32::from_le_bytes(head) as usize;
    if length > LARGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a message of {length} bytes")));
    }
    let mut body = Vec::new();
    if (&mut socket).take(length as u64).read_to_end(&mut body)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let message = decode(&body).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(Some((message, descriptor)))
}
