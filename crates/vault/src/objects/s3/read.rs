//! Reading an object at any place, in few requests: each costs a round trip, whatever its length.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use uuid::Uuid;

use super::client::{Ask, Client};
use crate::{chunked::ReadAt, error::VaultError, objects::Fault};

/// Bytes fetched at least, and kept: a film's head and index are read in small pieces.
const LEAST: u64 = 256 << 10;
/// Bytes fetched at least where one read follows another.
const AHEAD: u64 = 4 << 20;
/// Bytes asked for in one request at most.
const AT_ONCE: usize = 16 << 20;
/// Pieces kept: head, end, and two places that are played.
const KEPT: usize = 4;

pub(super) struct Remote {
    client: Arc<Client>,
    id: Uuid,
    length: u64,
    /// The very object that was opened, not one put in its place.
    tag: Option<String>,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// The latest first.
    kept: VecDeque<(u64, Arc<Vec<u8>>)>,
    /// Where the latest read began and ended.
    latest: (u64, u64),
}

impl Remote {
    /// Opens an object: its head comes along with its length.
    pub(super) fn open(client: Arc<Client>, id: Uuid) -> Result<Self, VaultError> {
        let range = format!("bytes=0-{}", LEAST - 1);
        let headers = [("range", range.as_str())];
        let answer = client.ask(&Ask {
            method: "GET",
            verb: "read",
            id: Some(id),
            headers: &headers,
            ..Ask::default()
        })?;
        let length = match answer.status {
            404 => return Err(VaultError::NoObject(id)),
            // Nothing can be had of an object without bytes.
            416 => Some(0),
            206 => answer.header("content-range").and_then(|range| range.rsplit_once('/')?.1.parse().ok()),
            _ => None,
        };
        let length = length.ok_or_else(|| client.fault(NO_RANGES))?;
        let tag = answer.header("etag").map(str::to_owned);
        let mut seen = Seen::default();
        if length > 0 {
            seen.kept.push_front((0, Arc::new(answer.body)));
        }
        Ok(Self { client, id, length, tag, seen: Mutex::new(seen) })
    }

    pub(super) fn is_long(&self, length: u64) -> bool {
        self.length == length
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fetch(&self, into: &mut [u8], offset: u64) -> Result<(), VaultError> {
        let range = format!("bytes={offset}-{}", offset + into.len() as u64 - 1);
        let mut headers = vec![("range", range.as_str())];
        headers.extend(self.tag.as_deref().map(|tag| ("if-match", tag)));
        let ask = Ask { method: "GET", verb: "read", id: Some(self.id), headers: &headers, ..Ask::default() };
        match self.client.ask_into(&ask, Some(into))?.status {
            206 => Ok(()),
            404 => Err(VaultError::NoObject(self.id)),
            416 => Err(self.client.fault(Fault::Changed)),
            _ => Err(self.client.fault(NO_RANGES)),
        }
    }
}

const NO_RANGES: Fault = Fault::Strange("read a part of an object");

impl ReadAt for Remote {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let wanted = (into.len() as u64).min(self.length.saturating_sub(offset));
        if wanted == 0 {
            return Ok(0);
        }
        let into = &mut into[..wanted as usize];
        let end = offset + wanted;
        let least = {
            let mut seen = self.seen();
            let (from, to) = std::mem::replace(&mut seen.latest, (offset, end));
            let held = seen.kept.iter().find(|(at, bytes)| *at <= offset && end <= at + bytes.len() as u64);
            if let Some((at, bytes)) = held {
                into.copy_from_slice(&bytes[(offset - at) as usize..][..wanted as usize]);
                return Ok(wanted as usize);
            }
            if from < offset && offset <= to { AHEAD } else { LEAST }
        };
        if wanted >= least {
            self.fetch(into, offset)?;
            return Ok(wanted as usize);
        }
        // Near the end, what lies before it comes along instead.
        let at = offset.min(self.length.saturating_sub(least));
        let mut bytes = vec![0; least.min(self.length - at) as usize];
        self.fetch(&mut bytes, at)?;
        into.copy_from_slice(&bytes[(offset - at) as usize..][..wanted as usize]);
        let mut seen = self.seen();
        seen.kept.truncate(KEPT - 1);
        seen.kept.push_front((at, Arc::new(bytes)));
        Ok(wanted as usize)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.length)
    }

    fn at_once(&self) -> usize {
        AT_ONCE
    }
}
