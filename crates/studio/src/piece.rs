//! A piece: one sealed object that belongs to a rush or a render. Its row is there before its first byte, so that an erasure finds it
//! whenever it comes; it counts when it is ready.

use std::{
    io::{self, Write as _},
    marker::PhantomData,
};

use incamera_gate::{Datum, Erase, Process, Write};
use incamera_model::DatumId;
use incamera_rights::{Desk, Kernel};
use incamera_store::{Filing, Reads, Transaction};
use incamera_vault::Sealing;

use crate::{
    error::StudioError,
    machine::machine,
    shelf::{Shelf, Slip},
};

/// It is being sealed.
const MAKING: &str = "making";
/// It is whole and on disk.
pub(crate) const READY: &str = "ready";

/// A piece on its way.
pub(crate) struct Piece<S> {
    datum: Datum,
    slip: Slip,
    sealing: Option<Sealing>,
    length: u64,
    shelf: PhantomData<fn() -> S>,
}

impl<S: Shelf> Piece<S> {
    /// Begins a piece of something, about whom that is about as it stands now. Whoever erases it waits until the piece is begun, and
    /// finds it then; of what is erased already there are no more pieces.
    pub(crate) async fn begin(
        desk: &Desk<'_>,
        of: DatumId,
        what: &str,
        place: u64,
    ) -> Result<Self, StudioError> {
        let kernel = desk.kernel();
        let unit = kernel.store().begin().await?;
        let whole = fresh(&unit, kernel, of).await?;
        let datum = Datum::derived(kernel.id(), S::CLASS, &[&whole])?;
        let (what, state) = (what.parse()?, MAKING.parse()?);
        let slip = Slip { id: datum.id, of, what, place, state, made: kernel.now() };
        let sealing = {
            let permit = desk.may::<Write>(&datum)?;
            let filing = Filing { bytes: Some(0), ..Filing::from_person(kernel.now()) };
            S::add(&unit, &permit, slip.clone(), filing).await?;
            unit.log(&desk.wrote(&permit)?).await?;
            let sealing = kernel.vault().seal(&permit)?;
            unit.commit().await?;
            sealing
        };
        Ok(Self { datum, slip, sealing: Some(sealing), length: 0, shelf: PhantomData })
    }

    /// How many bytes it has so far.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Seals more of it.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let sealing = self.sealing.as_mut().ok_or_else(|| io::Error::other("the piece is sealed already"))?;
        sealing.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Puts it on disk. It waits for the disk: call it where waiting is allowed.
    pub(crate) fn close(&mut self) -> Result<(), StudioError> {
        if let Some(sealing) = self.sealing.take() {
            sealing.finish()?;
        }
        Ok(())
    }

    /// The same from where nothing may wait.
    pub(crate) async fn closed(mut self) -> Result<Self, StudioError> {
        let closing = tokio::task::spawn_blocking(move || self.close().map(|()| self));
        closing.await.map_err(|e| StudioError::Said(format!("a piece could not be put on disk: {e}")))?
    }

    /// It counts from this unit on, from byte `place` of the whole.
    pub(crate) async fn ready(
        &self,
        desk: &Desk<'_>,
        unit: &Transaction,
        place: u64,
    ) -> Result<(), StudioError> {
        let permit = desk.may::<Write>(&self.datum)?;
        let slip = Slip { place, state: READY.parse()?, ..self.slip.clone() };
        S::write(unit, &permit, slip).await?;
        unit.weigh(&permit, self.length).await?;
        Ok(())
    }

    /// It is not wanted after all.
    pub(crate) async fn discard(self, kernel: &Kernel) -> Result<(), StudioError> {
        drop(self.sealing);
        erase(kernel, &[&self.datum]).await
    }
}

/// The facts about something as they stand now, and keep standing until the unit ends.
pub(crate) async fn fresh(unit: &Transaction, kernel: &Kernel, of: DatumId) -> Result<Datum, StudioError> {
    unit.lock(of).await?;
    let known = unit.datum(of, kernel.now()).await?;
    Ok(known.ok_or_else(|| StudioError::missing("datum", of))?.datum)
}

/// Which of them a broken attempt may have left, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// What was never ready.
    Unfinished,
    /// Ready or not.
    All,
}

/// Clears away pieces of something, of these sorts.
pub(crate) async fn clear<S: Shelf>(
    kernel: &Kernel,
    of: &Datum,
    whats: &[&str],
    which: Which,
) -> Result<(), StudioError> {
    let desk = machine(kernel, &of.region)?;
    let leave = desk.leave::<Process>()?;
    let held = S::of(kernel, of.id).await?;
    let mut gone = Vec::new();
    for one in &held {
        let slip = S::read(one, &leave.decide(one.datum())?)?;
        let left = which == Which::All || slip.state != *READY;
        if left && whats.contains(&slip.what.as_str()) {
            gone.push(one.datum());
        }
    }
    erase(kernel, &gone).await
}

/// Destroys keys, bytes and rows of what the program itself made and nobody needs.
pub(crate) async fn erase(kernel: &Kernel, data: &[&Datum]) -> Result<(), StudioError> {
    let Some(first) = data.first() else { return Ok(()) };
    let desk = machine(kernel, &first.region)?;
    let permits = data.iter().map(|datum| desk.may::<Erase>(datum)).collect::<Result<Vec<_>, _>>()?;
    kernel.vault().shred(&permits)?;
    for permit in &permits {
        kernel.vault().remove(permit)?;
    }
    let unit = kernel.store().begin().await?;
    unit.remove(&permits).await?;
    Ok(unit.commit().await?)
}
