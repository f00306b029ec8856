//! Which rushes a film has.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::{Datum, Permit, Read};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::Desk;
use incamera_store::{
    Held, Page, Reads,
    rows::{pieces, rushes, scans, uploads},
};

use crate::{
    error::StudioError,
    piece::READY,
    work::{POSTER, PROXY, Progress, STORYBOARD, Work},
};

/// How a rush stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its bytes are coming.
    Receiving,
    /// It waits to be looked at.
    Waiting,
    /// It is being looked at.
    Scanning,
    /// It can be cut.
    Ready,
    /// It cannot be used.
    Broken,
}

impl State {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Receiving => "receiving",
            Self::Waiting => "waiting",
            Self::Scanning => "scanning",
            Self::Ready => "ready",
            Self::Broken => "broken",
        }
    }

    /// From a row, with the word that says why it is broken.
    fn of(word: &str) -> (Self, Option<&str>) {
        let (word, why) = word.split_once('.').map_or((word, None), |(word, why)| (word, Some(why)));
        let state = match word {
            "receiving" => Self::Receiving,
            "waiting" => Self::Waiting,
            "scanning" => Self::Scanning,
            "broken" => Self::Broken,
            _ => Self::Ready,
        };
        (state, why)
    }
}

/// A rush, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what there is of it, each apart from the others")]
pub struct Rush {
    /// Its name in the studio.
    pub id: DatumId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Of which film.
    pub project: Option<ProjectId>,
    /// What its file was called.
    pub name: String,
    /// Who brought it.
    pub uploader: PersonId,
    /// How it stands.
    pub state: State,
    /// Why it is broken: a word for [`sentence`](crate::sentence).
    pub why: Option<String>,
    /// How far receiving or looking is.
    pub progress: Progress,
    /// Bytes of the original.
    pub bytes: u64,
    /// How long, in milliseconds; 0 while nobody knows.
    pub duration: u64,
    /// Frames, and as many of them in as many seconds; none without picture, or before it was looked at.
    pub frames: Option<u64>,
    /// Numerator and denominator of its rate.
    pub rate: Option<(u32, u32)>,
    /// Pixels across and down, as it is seen.
    pub size: Option<(u32, u32)>,
    /// Whether anything is heard.
    pub has_sound: bool,
    /// Whether anything is seen.
    pub has_picture: bool,
    /// Whether there is a poster.
    pub poster: bool,
    /// Whether there is a storyboard.
    pub storyboard: bool,
    /// Whether there is a proxy.
    pub proxy: bool,
    /// Who is in it, as far as it is known.
    pub people: Vec<PersonId>,
    /// Another rush of the film that holds the very same bytes.
    pub twin: Option<DatumId>,
}

/// A page of rushes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// In the order in which they came.
    pub items: Vec<Rush>,
    /// After which the next page begins; none at the end.
    pub next: Option<DatumId>,
}

/// Rushes of a film that whoever sits at the desk may read. `work` tells how far what is going on is.
///
/// # Errors
/// A refusal of all of them; a database that would not.
pub async fn list(
    desk: &Desk<'_>,
    work: Option<&Work>,
    workspace: WorkspaceId,
    project: ProjectId,
    (after, limit): (Option<DatumId>, u64),
) -> Result<Listed, StudioError> {
    let kernel = desk.kernel();
    let leave = desk.leave::<Read>()?;
    let page = Page { workspace, project: Some(project), after, limit };
    let held = kernel.store().list::<rushes::Entity, Read>(&leave, page, kernel.now()).await?;
    let next = held.last().filter(|_| held.len() as u64 == limit).map(|last| last.datum().id);
    let mut opened = Vec::new();
    for one in &held {
        opened.push((one, leave.decide(one.datum())?));
    }
    Ok(Listed { items: describe(desk, work, &opened).await?, next })
}

/// Puts together what rows say of these rushes.
pub(super) async fn describe(
    desk: &Desk<'_>,
    work: Option<&Work>,
    held: &[(&Held<rushes::Entity>, Permit<'_, Read>)],
) -> Result<Vec<Rush>, StudioError> {
    let (kernel, now) = (desk.kernel(), desk.kernel().now());
    let ids: Vec<DatumId> = held.iter().map(|(one, _)| one.datum().id).collect();
    let leave = desk.leave::<Read>()?;
    let store = kernel.store();
    let mut scanned = BTreeMap::new();
    for one in store.naming::<scans::Entity>(scans::Column::Rush, &ids, now).await? {
        let row = one.open(&leave.decide(one.datum())?)?.clone();
        if *row.state == *READY {
            scanned.insert(*row.rush, row);
        }
    }
    let mut receiving = BTreeMap::new();
    for one in store.naming::<uploads::Entity>(uploads::Column::Rush, &ids, now).await? {
        let row = one.open(&leave.decide(one.datum())?)?;
        receiving.insert(*row.rush, (row.received.unsigned_abs(), row.length.unsigned_abs()));
    }
    let (mut made, mut bytes) = (BTreeSet::new(), BTreeMap::<DatumId, u64>::new());
    let parts = store.naming::<pieces::Entity>(pieces::Column::Of, &ids, now).await?;
    let weights = store.data(&parts.iter().map(|one| one.datum().id).collect::<Vec<_>>(), now).await?;
    let weight: BTreeMap<DatumId, u64> =
        weights.iter().map(|known| (known.datum.id, known.data.bytes.unwrap_or(0).unsigned_abs())).collect();
    for one in &parts {
        let row = one.open(&leave.decide(one.datum())?)?;
        if *row.state == *READY {
            made.insert((*row.of, row.what.to_string()));
            if *row.what == *crate::bytes::ORIGINAL {
                *bytes.entry(*row.of).or_default() += weight.get(&one.datum().id).copied().unwrap_or(0);
            }
        }
    }
    let facts = store.data(&ids, now).await?;
    let mut all = Vec::new();
    for (one, permit) in held {
        let (datum, row): (&Datum, _) = (one.datum(), one.open(permit)?);
        let scan = scanned.get(&datum.id);
        let there = |what: &str| made.contains(&(datum.id, what.to_owned()));
        let whole = facts.iter().find(|known| known.datum.id == datum.id).and_then(|known| known.data.bytes);
        let (state, why) = State::of(row.state.as_str());
        let progress = match (receiving.get(&datum.id), state) {
            (Some((received, length)), State::Receiving) => {
                let done = u128::from(*received) * 1000 / u128::from((*length).max(1));
                Progress { done: done as u16, left: None }
            }
            (_, State::Ready) => Progress { done: 1000, left: None },
            _ => work.and_then(|work| work.progress(datum.id)).unwrap_or(Progress { done: 0, left: None }),
        };
        let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        all.push(Rush {
            id: datum.id,
            workspace: datum.workspace,
            project: datum.project,
            name: kernel.vault().open_field(permit, "name", &row.name)?,
            uploader: *row.uploader,
            state,
            why: why.map(str::to_owned),
            progress,
            bytes: bytes.get(&datum.id).copied().or(whole.map(i64::unsigned_abs)).unwrap_or(0),
            duration: row.duration.unsigned_abs(),
            frames: scan.and_then(|s| s.frames).map(|n| n.unsigned_abs()),
            rate: scan.and_then(|s| Some((number(*s.rate?), number(*s.per?)))),
            size: scan.and_then(|s| Some((number(*s.width?), number(*s.height?)))),
            has_sound: scan.is_some_and(|s| *s.sound),
            has_picture: scan.is_some_and(|s| s.frames.is_some()),
            poster: there(POSTER),
            storyboard: there(STORYBOARD),
            proxy: there(PROXY),
            people: datum.about.iter().copied().collect(),
            twin: twin(desk, datum, row).await?,
        });
    }
    Ok(all)
}

/// Another rush of the same film with the same bytes, if whoever sits at the desk may read it.
async fn twin(desk: &Desk<'_>, rush: &Datum, row: &rushes::Model) -> Result<Option<DatumId>, StudioError> {
    let kernel = desk.kernel();
    let mut alike = kernel.store().traced::<rushes::Entity>(rushes::Column::Digest, *row.digest).await?;
    alike.retain(|id| *id != rush.id);
    let leave = desk.leave::<Read>()?;
    let known = kernel.store().data(&alike, kernel.now()).await?;
    let here = known.iter().filter(|other| other.datum.project == rush.project);
    Ok(here.map(|other| &other.datum).find(|other| leave.decide(other).is_ok()).map(|other| other.id))
}
