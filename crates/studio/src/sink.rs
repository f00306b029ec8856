//! A film on its way into the vault. A muxer writes forward, but for the index and the lengths at the film's beginning, which it knows
//! last: that part waits in memory, and all the rest is sealed as it comes.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use incamera_lab::WriteAt;
use incamera_rights::Desk;
use incamera_store::{Table, Transaction};

use crate::{error::StudioError, piece::Piece, shelf::Shelf};

/// What stays in memory behind the room kept for the index: lengths that are filled in last stand there.
const BEHIND: u64 = 64 * 1024;
/// The beginning that stays in memory where no room is kept.
const USUAL: u64 = 4 << 20;
/// The longest beginning: the index of some hundred hours.
const LONGEST: u64 = 512 << 20;

/// Takes a film from its muxer.
pub(crate) struct Reel<S: Table>(Mutex<Reeling<S>>);

struct Reeling<S: Table> {
    /// The beginning, in memory.
    head: Vec<u8>,
    /// Where it ends; known once the muxer left a gap, or wrote past the usual.
    bound: Option<u64>,
    /// The rest, as far as it is sealed.
    rest: Piece<S>,
}

impl<S: Shelf> Reel<S> {
    /// Into a piece for all but the beginning.
    pub(crate) fn new(rest: Piece<S>) -> Self {
        Self(Mutex::new(Reeling { head: Vec::new(), bound: None, rest }))
    }

    /// The beginning, and the rest.
    pub(crate) fn end(self) -> (Vec<u8>, Piece<S>) {
        let reeling = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        (reeling.head, reeling.rest)
    }
}

impl<S: Shelf> WriteAt for Reel<S> {
    fn write_at(&self, buffer: &[u8], offset: u64) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(buffer, offset)
    }
}

impl<S: Shelf> Reeling<S> {
    fn write(&mut self, buffer: &[u8], offset: u64) -> io::Result<()> {
        let end = offset + buffer.len() as u64;
        let bound = *self.bound.get_or_insert(match self.head.len() as u64 {
            // Room was left for the index.
            written if offset > written => offset + BEHIND,
            _ if end > USUAL => USUAL,
            _ => u64::MAX,
        });
        if bound == u64::MAX {
            self.bound = None;
        } else if bound > LONGEST {
            return Err(io::Error::other("the film is too long for its index"));
        }
        let inside = bound.saturating_sub(offset).min(buffer.len() as u64) as usize;
        let (early, late) = buffer.split_at(inside);
        if !early.is_empty() {
            let (from, to) = (offset as usize, offset as usize + early.len());
            if self.head.len() < to {
                self.head.resize(to, 0);
            }
            self.head[from..to].copy_from_slice(early);
        }
        if late.is_empty() {
            return Ok(());
        }
        // Bytes between what was written and the bound that never came are as empty as a file's would be.
        self.head.resize(bound as usize, 0);
        if offset + early.len() as u64 != bound + self.rest.length() {
            return Err(io::Error::other("the film was not written from its beginning to its end"));
        }
        self.rest.write(late)
    }
}

/// Has a film count, whose beginning is sealed beside the rest.
pub(crate) async fn wound<S: Shelf>(
    desk: &Desk<'_>,
    unit: &Transaction,
    head: &Piece<S>,
    rest: &Piece<S>,
) -> Result<(), StudioError> {
    head.ready(desk, unit, 0).await?;
    // A short film has all of it in its beginning, and nothing behind.
    rest.ready(desk, unit, head.length()).await
}
