//! Sealed bytes, open as one, wherever their pieces lie.

use std::io;

use incamera_gate::{Datum, Opens};
use incamera_lab::ReadAt;
use incamera_rights::Desk;
use incamera_vault::{Opened, Source};

use crate::{error::StudioError, piece::READY, shelf::Shelf};

/// Bytes of a rush, a proxy or a film, to be read at any place. They were opened with a permit; whoever keeps them open keeps them
/// open past its end, so open them anew for each request.
pub struct Bytes {
    /// Where each begins, in order.
    parts: Vec<(u64, Opened<Source>)>,
    length: u64,
}

impl Bytes {
    /// How many there are.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Fills as much of `into` as there is from `offset` on; says how much.
    ///
    /// # Errors
    /// Bytes that are not what was sealed, or are gone meanwhile; a machine that would not.
    pub fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut filled = 0;
        let mut at = offset;
        while filled < into.len() && at < self.length {
            let place = self.parts.partition_point(|(start, _)| *start <= at);
            let Some((start, part)) = place.checked_sub(1).and_then(|place| self.parts.get(place)) else {
                break;
            };
            let read = part.read_at(&mut into[filled..], at - start).map_err(io::Error::from)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            at += read as u64;
        }
        Ok(filled)
    }

    /// All of them at once: for what is small.
    ///
    /// # Errors
    /// As [`read_at`](Self::read_at).
    pub fn all(&self) -> io::Result<Vec<u8>> {
        let mut all = vec![0; usize::try_from(self.length).map_err(io::Error::other)?];
        self.read_at(&mut all, 0)?;
        Ok(all)
    }

    /// Opens what a datum has itself.
    pub(crate) fn own<A: Opens>(desk: &Desk<'_>, datum: &Datum) -> Result<Self, StudioError> {
        let permit = desk.may::<A>(datum)?;
        let opened = desk.kernel().vault().open_object(&permit)?;
        Ok(Self { length: opened.length(), parts: vec![(0, opened)] })
    }

    /// Opens the ready pieces of a sort of something; none without any. That it may be opened is asked of the whole, and written down
    /// once.
    pub(crate) async fn pieces<S: Shelf, A: Opens>(
        desk: &Desk<'_>,
        of: &Datum,
        what: &str,
    ) -> Result<Option<Self>, StudioError> {
        let kernel = desk.kernel();
        desk.may::<A>(of)?;
        let held = S::of(kernel, of.id).await?;
        let leave = desk.leave::<A>()?;
        let mut parts = Vec::new();
        for one in &held {
            let permit = leave.decide(one.datum())?;
            let slip = S::read(one, &permit)?;
            if slip.state == *READY && slip.what == *what {
                parts.push((slip.place, kernel.vault().open_object(&permit)?));
            }
        }
        Self::joined(parts)
    }

    /// Puts parts together; none without any.
    fn joined(mut parts: Vec<(u64, Opened<Source>)>) -> Result<Option<Self>, StudioError> {
        parts.sort_by_key(|(start, _)| *start);
        let mut length = 0;
        for (start, part) in &parts {
            if *start != length {
                return Err(io::Error::other(format!("bytes {length} to {start} are missing")).into());
            }
            length += part.length();
        }
        Ok((!parts.is_empty()).then_some(Self { parts, length }))
    }

    /// Opens a rush: its pieces, or its object, where it was received in one.
    pub(crate) async fn rush<A: Opens>(desk: &Desk<'_>, rush: &Datum) -> Result<Self, StudioError> {
        let pieces = Self::pieces::<incamera_store::rows::pieces::Entity, A>(desk, rush, ORIGINAL).await?;
        if let Some(bytes) = pieces {
            return Ok(bytes);
        }
        let opened = desk.kernel().vault().open_object(&desk.leave::<A>()?.decide(rush)?)?;
        Ok(Self { length: opened.length(), parts: vec![(0, opened)] })
    }
}

/// A stretch of the original.
pub(crate) const ORIGINAL: &str = "original";

impl ReadAt for Bytes {
    fn size(&self) -> u64 {
        self.length
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Self::read_at(self, buffer, offset)
    }
}
