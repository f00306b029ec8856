//! A rush comes in, in as many stretches as it takes, and is sealed while it streams.
//!
//! What came is acknowledged in pieces, each an object of its own under a key of its own: to go on with one object after a crash
//! would mean to seal other bytes under a nonce that was used, or to keep the cipher's state on disk. The pieces stay as they are,
//! and are read as one: nothing is copied when the last of them is there.

use incamera_gate::{Datum, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel};
use incamera_store::{
    Col, Filing, Held, Reads, Stretch, Table, Transaction,
    rows::{pieces, rushes, uploads},
};
use incamera_vault::Under;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::{
    bytes::ORIGINAL,
    error::StudioError,
    machine::machine,
    piece::{Piece, Which, clear, erase},
    work::{Task, owe},
};

/// What is sealed and on disk at once: so much is sent again at most when the power goes.
const PIECE: u64 = 64 << 20;
/// The longest rush, in bytes.
const LONGEST: u64 = 1 << 42;
/// Pieces of a rush, at most: each has a key.
const PIECES: usize = 100_000;
/// How long the rest of an upload is waited for.
const WAITS: SignedDuration = SignedDuration::from_hours(24);
/// Uploads looked at in one go for whether they expired.
const PAGE: u64 = 200;

/// What is known of a rush before its bytes come.
#[derive(Clone, Debug)]
pub struct Coming<'a> {
    /// What its file is called.
    pub name: &'a str,
    /// How many bytes it has.
    pub length: u64,
    /// Who is in the picture, as far as it is known.
    pub filmed: &'a [PersonId],
}

/// How an upload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub id: DatumId,
    /// The rush it becomes.
    pub rush: DatumId,
    /// How many bytes it will have.
    pub length: u64,
    /// How many are sealed and on disk: from here on it goes on.
    pub received: u64,
    /// Until when the rest is waited for.
    pub expires: Timestamp,
}

impl Upload {
    /// Announces a rush of a film; the desk is somebody's who may write footage there.
    ///
    /// # Errors
    /// A refusal; a length that no rush has.
    pub async fn begin(
        desk: &Desk<'_>,
        workspace: WorkspaceId,
        project: ProjectId,
        coming: &Coming<'_>,
    ) -> Result<Self, StudioError> {
        let length = coming.length;
        if length == 0 {
            return Err(StudioError::Length { length, why: "it is empty" });
        }
        if length > LONGEST {
            return Err(StudioError::Length { length, why: "no rush is that long; send it in parts" });
        }
        let kernel = desk.kernel();
        let rush = desk.draft("footage", workspace, Some(project), coming.filmed).await?;
        let datum = Datum::derived(kernel.id(), uploads::Entity::CLASS, &[&rush])?;
        let (of_rush, of_upload) = (desk.may::<Write>(&rush)?, desk.may::<Write>(&datum)?);
        let row = rushes::Model {
            id: Col(rush.id),
            project: Col(project),
            uploader: Col(desk.actor().person),
            name: Col(kernel.vault().seal_field(&of_rush, Under::Datum, "name", coming.name)?),
            // Nobody knows yet what it holds; until then it is like nothing else.
            digest: Col(kernel.vault().blind_index("upload", &rush.id.to_string())?),
            duration: Col(0),
            state: Col("receiving".parse()?),
        };
        let expires = kernel.now() + WAITS;
        let upload = uploads::Model {
            id: Col(datum.id),
            rush: Col(rush.id),
            length: Col(length as i64),
            received: Col(0),
            expires: Col(expires),
        };
        let filing = Filing::from_person(kernel.now());
        let unit = kernel.store().begin().await?;
        unit.insert::<rushes::Entity>(&of_rush, row, filing).await?;
        unit.insert::<uploads::Entity>(&of_upload, upload, filing).await?;
        unit.log(&desk.wrote(&of_rush)?).await?;
        unit.commit().await?;
        Ok(Self { id: datum.id, rush: rush.id, length, received: 0, expires })
    }

    /// How an upload stands; the desk is somebody's who may go on with it.
    ///
    /// # Errors
    /// A refusal; an upload that is finished, abandoned or expired.
    pub async fn find(desk: &Desk<'_>, upload: DatumId) -> Result<Self, StudioError> {
        let held = held(desk.kernel(), upload).await?;
        let permit = desk.may::<Write>(held.datum())?;
        let datum = held.datum().id;
        let row = held.clone().change(&permit)?;
        Ok(Self::of(datum, &row))
    }

    /// Goes on at byte `offset`. With the SHA-256 of what comes, nothing of it counts unless it is that; it has 64 MiB at most then.
    ///
    /// # Errors
    /// A refusal; another place than where the upload stands; a stretch that is too long to be checked.
    pub async fn append<'d, 'k>(
        desk: &'d Desk<'k>,
        upload: DatumId,
        offset: u64,
        checksum: Option<[u8; 32]>,
    ) -> Result<Appending<'d, 'k>, StudioError> {
        let now = Self::find(desk, upload).await?;
        if now.received != offset {
            return Err(StudioError::Offset { received: now.received, given: offset });
        }
        let hash = checksum.map(|expected| (Sha256::new(), expected));
        Ok(Appending { desk, upload: now, piece: None, hash })
    }

    /// All bytes are there: the rush is looked at from here on. Says its name. Whoever acknowledged the last byte has seen to that
    /// already; said again, it changes nothing.
    ///
    /// # Errors
    /// A refusal; bytes that are missing.
    pub async fn finish(desk: &Desk<'_>, upload: DatumId) -> Result<DatumId, StudioError> {
        let now = Self::find(desk, upload).await?;
        if now.received != now.length {
            return Err(StudioError::Short { missing: now.length - now.received });
        }
        let kernel = desk.kernel();
        let unit = kernel.store().begin().await?;
        arrived(desk, &unit, now.rush).await?;
        unit.commit().await?;
        let rush = rush_of(kernel, now.rush).await?;
        clear::<pieces::Entity>(kernel, &rush, &[ORIGINAL], Which::Unfinished).await?;
        Ok(now.rush)
    }

    /// The rest will not come: what came is erased.
    ///
    /// # Errors
    /// A refusal; an upload that is finished or gone.
    pub async fn abandon(desk: &Desk<'_>, upload: DatumId) -> Result<(), StudioError> {
        let now = Self::find(desk, upload).await?;
        if now.received == now.length {
            return Err(StudioError::State {
                what: format!("upload {upload}"),
                state: "finished".to_owned(),
                next: "erase its rush, if you may",
            });
        }
        drop_rush(desk.kernel(), now.rush).await
    }

    /// Erases what was announced and did not come in time. Says how many uploads that were.
    ///
    /// # Errors
    /// A database or a vault that would not.
    pub async fn expire(kernel: &Kernel) -> Result<usize, StudioError> {
        let (mut after, mut gone) = (None, 0);
        loop {
            let stretch =
                Stretch { kind: Some(uploads::Entity::KIND), after, limit: PAGE, ..Stretch::default() };
            let page = kernel.store().within(stretch, kernel.now()).await?;
            let Some(last) = page.last() else { return Ok(gone) };
            after = Some(last.datum.id);
            for known in page {
                let desk = machine(kernel, &known.datum.region)?;
                let now = match Self::find(&desk, known.datum.id).await {
                    Ok(now) if now.expires <= kernel.now() => now,
                    // It is waited for still, or was finished meanwhile.
                    _ => continue,
                };
                if now.received == now.length {
                    // The rush is here; how it came need not be known any more.
                    let rush = rush_of(kernel, now.rush).await?;
                    clear::<pieces::Entity>(kernel, &rush, &[ORIGINAL], Which::Unfinished).await?;
                    erase(kernel, &[&known.datum]).await?;
                } else {
                    drop_rush(kernel, now.rush).await?;
                    gone += 1;
                }
            }
        }
    }

    fn of(id: DatumId, row: &uploads::Model) -> Self {
        Self {
            id,
            rush: *row.rush,
            length: row.length.unsigned_abs(),
            received: row.received.unsigned_abs(),
            expires: *row.expires,
        }
    }
}

/// Bytes on their way into an upload. Dropped, what was not acknowledged is lost, and is sent again.
pub struct Appending<'d, 'k> {
    desk: &'d Desk<'k>,
    upload: Upload,
    piece: Option<Piece<pieces::Entity>>,
    hash: Option<(Sha256, [u8; 32])>,
}

impl Appending<'_, '_> {
    /// Seals more. Whenever a piece is full it is put on disk, and counts.
    ///
    /// # Errors
    /// More than was announced; somebody else who sends to the same place; a disk that would not.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), StudioError> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let here = self.upload.received + self.piece.as_ref().map_or(0, Piece::length);
            if here + rest.len() as u64 > self.upload.length {
                return Err(StudioError::Longer { length: self.upload.length });
            }
            if self.piece.is_none() {
                if pieces_of(self.desk.kernel(), self.upload.rush).await? >= PIECES {
                    return Err(StudioError::Said(
                        "the rush came in too many stretches: begin again, and send longer ones".to_owned(),
                    ));
                }
                self.piece = Some(Piece::begin(self.desk, self.upload.rush, ORIGINAL, here).await?);
            }
            // INVARIANT: it was begun, if there was none.
            let Some(piece) = &mut self.piece else { continue };
            let room = PIECE.saturating_sub(piece.length());
            if room == 0 {
                if self.hash.is_some() {
                    return Err(StudioError::Stretch { most: PIECE });
                }
                self.acknowledge().await?;
                continue;
            }
            let (now, later) = rest.split_at(rest.len().min(usize::try_from(room).unwrap_or(rest.len())));
            piece.write(now)?;
            if let Some((hash, _)) = &mut self.hash {
                hash.update(now);
            }
            rest = later;
        }
        Ok(())
    }

    /// What came is put on disk and counts. Says how the upload stands. Call it, too, when the sender broke off.
    ///
    /// # Errors
    /// Bytes that are not those of the checksum: none of them counts.
    pub async fn finish(mut self) -> Result<Upload, StudioError> {
        if let Some((hash, expected)) = self.hash.take()
            && hash.finalize().as_slice() != expected
        {
            if let Some(piece) = self.piece.take() {
                piece.discard(self.desk.kernel()).await?;
            }
            return Err(StudioError::Checksum);
        }
        self.acknowledge().await?;
        Ok(self.upload)
    }

    /// Lets go of what was not acknowledged.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn discard(mut self) -> Result<(), StudioError> {
        match self.piece.take() {
            Some(piece) => piece.discard(self.desk.kernel()).await,
            None => Ok(()),
        }
    }

    async fn acknowledge(&mut self) -> Result<(), StudioError> {
        let Some(piece) = self.piece.take() else { return Ok(()) };
        let (desk, kernel) = (self.desk, self.desk.kernel());
        let piece = piece.closed().await?;
        let place = self.upload.received;
        let unit = kernel.store().begin().await?;
        unit.lock(self.upload.id).await?;
        let held = unit.fetch::<uploads::Entity>(self.upload.id, kernel.now()).await?;
        let held = held.ok_or_else(|| StudioError::missing("upload", self.upload.id))?;
        let datum = held.datum().clone();
        let permit = desk.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        let received = row.received.unsigned_abs();
        if received != place {
            // Somebody else sent to the same place, and was first.
            drop(unit);
            piece.discard(kernel).await?;
            return Err(StudioError::Offset { received, given: place });
        }
        row.received = Col((place + piece.length()) as i64);
        row.expires = Col(kernel.now() + WAITS);
        let now = Upload::of(datum.id, &row);
        unit.update::<uploads::Entity>(&permit, row).await?;
        piece.ready(desk, &unit, place).await?;
        if now.received == now.length {
            // With the last byte the rush is here: nobody who acknowledged it may die before that is written down.
            arrived(desk, &unit, now.rush).await?;
        }
        unit.commit().await?;
        self.upload = now;
        Ok(())
    }
}

/// A rush is here: it waits to be looked at, in this unit.
async fn arrived(desk: &Desk<'_>, unit: &Transaction, rush: DatumId) -> Result<(), StudioError> {
    let kernel = desk.kernel();
    unit.lock(rush).await?;
    let held = unit.fetch::<rushes::Entity>(rush, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("rush", rush))?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if *row.state != *"receiving" {
        return Ok(());
    }
    row.state = Col("waiting".parse()?);
    unit.update::<rushes::Entity>(&permit, row).await?;
    for task in [Task::Storyboard, Task::Scan, Task::Proxy] {
        owe(kernel, unit, &datum, task).await?;
    }
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(())
}

async fn held(kernel: &Kernel, upload: DatumId) -> Result<Held<uploads::Entity>, StudioError> {
    let held = kernel.store().fetch::<uploads::Entity>(upload, kernel.now()).await?;
    held.ok_or_else(|| StudioError::missing("upload", upload))
}

async fn rush_of(kernel: &Kernel, rush: DatumId) -> Result<Datum, StudioError> {
    let known = kernel.store().datum(rush, kernel.now()).await?;
    Ok(known.ok_or_else(|| StudioError::missing("rush", rush))?.datum)
}

async fn pieces_of(kernel: &Kernel, rush: DatumId) -> Result<usize, StudioError> {
    Ok(kernel.store().naming::<pieces::Entity>(pieces::Column::Of, &[rush], kernel.now()).await?.len())
}

/// Erases a rush that never was whole, with everything of it.
async fn drop_rush(kernel: &Kernel, rush: DatumId) -> Result<(), StudioError> {
    let datum = rush_of(kernel, rush).await?;
    let parts = kernel.store().naming::<pieces::Entity>(pieces::Column::Of, &[rush], kernel.now()).await?;
    let uploads =
        kernel.store().naming::<uploads::Entity>(uploads::Column::Rush, &[rush], kernel.now()).await?;
    let mut all: Vec<&Datum> = parts.iter().map(Held::datum).collect();
    all.extend(uploads.iter().map(Held::datum));
    all.push(&datum);
    erase(kernel, &all).await
}
