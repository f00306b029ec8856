//! A cut is looked at.

use incamera_edit::summary;
use incamera_gate::Read;
use incamera_model::{Cut, DatumId, PersonId, ProjectId, Rate, WorkspaceId};
use incamera_rights::Desk;
use jiff::Timestamp;

use super::{
    document::{document, rushes_of_line},
    version::{Line, path},
};
use crate::error::StudioError;

/// A rush of a cut.
#[derive(Clone, Debug, PartialEq)]
pub struct CutRush {
    /// Its name in the studio.
    pub id: DatumId,
    /// What its file is called.
    pub name: String,
    /// Its grid.
    pub rate: Rate,
    /// How many frames it has.
    pub frames: u64,
}

/// A step that led to a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The version.
    pub id: DatumId,
    /// `derush`, `restore`, `drop`, `keep`, `settings`, `edits`.
    pub name: String,
    /// Its number.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub author: PersonId,
    /// Whether the cut stands there or beyond: the others can be done again.
    pub done: bool,
}

/// How much a reason takes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which.
    pub reason: incamera_model::Reason,
    /// How many spans.
    pub spans: usize,
    /// How many frames, each rush counted on its own grid.
    pub frames: u64,
}

/// A cut as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Its name.
    pub id: DatumId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Of which film.
    pub project: Option<ProjectId>,
    /// What it is called.
    pub title: String,
    /// The version it stands at: what is reviewed and rendered.
    pub head: DatumId,
    /// That version's number.
    pub version: i64,
    /// How often it was changed, undone or redone: what an edit is checked against.
    pub turn: i64,
    /// What it decides.
    pub document: Cut,
    /// Its rushes, in the order of the document.
    pub rushes: Vec<CutRush>,
    /// Frames of all rushes.
    pub before: u64,
    /// Frames of the film.
    pub after: u64,
    /// What is taken out, by reason.
    pub by_reason: Vec<Reason>,
    /// The steps so far, and those that can be done again.
    pub history: Vec<Step>,
    /// Whether there is a step to take back.
    pub can_undo: bool,
    /// Whether there is a step to do again.
    pub can_redo: bool,
}

/// A cut as it stands.
///
/// # Errors
/// A refusal; a cut that is gone.
pub async fn look(desk: &Desk<'_>, cut: DatumId) -> Result<Seen, StudioError> {
    let kernel = desk.kernel();
    let line = Line::fetch(desk, cut).await?;
    let datum = line.line.datum();
    let permit = desk.may::<Read>(datum)?;
    let row = line.line.open(&permit)?;
    let head = *row.head.ok_or_else(|| StudioError::missing("version of cut", cut))?;
    let document = document::<Read>(desk, line.version(head)?).await?;
    let known = line.known(desk)?;
    let version = known.iter().find(|one| one.id == head).map_or(0, |one| *one.row.version);
    let way = path(&known, head);
    let at = way.iter().position(|one| one.id == head).unwrap_or(0);
    let history: Vec<Step> = way
        .iter()
        .enumerate()
        .map(|(place, one)| Step {
            id: one.id,
            name: one.row.step.as_ref().map_or_else(|| "saved".to_owned(), |step| step.to_string()),
            version: *one.row.version,
            at: *one.row.saved,
            author: *one.row.author,
            done: place <= at,
        })
        .collect();
    let ids = rushes_of_line(kernel, cut).await?;
    let rushes = ids
        .into_iter()
        .zip(&document.rushes)
        .map(|(id, r)| CutRush { id, name: r.path.clone(), rate: r.rate, frames: r.frames })
        .collect();
    let (before, after, by_reason) = totals(&document);
    Ok(Seen {
        id: cut,
        workspace: datum.workspace,
        project: datum.project,
        title: kernel.vault().open_field(&permit, "title", &row.title)?,
        head,
        version,
        turn: *row.turn,
        rushes,
        before,
        after,
        by_reason,
        can_undo: at > 0,
        can_redo: at + 1 < history.len(),
        history,
        document,
    })
}

/// Frames before and after, on the film's grid, and what each reason takes out.
pub(super) fn totals(document: &Cut) -> (u64, u64, Vec<Reason>) {
    use std::collections::BTreeMap;
    let before = document.rushes.iter().map(|r| r.rate.convert(r.frames, document.rate)).sum();
    let mut reasons: BTreeMap<incamera_model::Reason, (usize, u64)> = BTreeMap::new();
    for span in document.rushes.iter().flat_map(|r| &r.spans) {
        if let incamera_model::Verdict::Drop { reason, restored: false, .. } = &span.verdict {
            let (spans, frames) = reasons.entry(*reason).or_default();
            *spans += 1;
            *frames += span.span().len();
        }
    }
    let by = reasons.into_iter().map(|(reason, (spans, frames))| Reason { reason, spans, frames });
    (before, summary(document).frames, by.collect())
}
