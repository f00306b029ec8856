//! What somebody says about frames, and draws on them.

use incamera_gate::{Read, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{
    Col, Filing, Page, Reads, Transaction,
    rows::{drawings, notes, reviews},
};
use incamera_vault::Under;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words;

/// Strokes a drawing has at most, and points they have together.
const STROKES: usize = 200;
const POINTS: usize = 20_000;

/// One stroke: points from 0 to 1 across and down the frame, each with how hard it was pressed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// `#rrggbb`.
    pub colour: String,
    /// As a part of the frame's height.
    pub width: f32,
    /// Across, down, pressure.
    pub points: Vec<[f32; 3]>,
}

/// What somebody writes.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// From which frame.
    pub frame: i64,
    /// To which, if it is a range.
    pub last: Option<i64>,
    /// What he says.
    pub text: &'a str,
    /// To which note he replies.
    pub parent: Option<DatumId>,
    /// What he draws on the first frame.
    pub strokes: &'a [Stroke],
}

/// A note.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its row.
    pub id: DatumId,
    /// Who.
    pub author: PersonId,
    /// From which frame.
    pub frame: i64,
    /// To which, if it is a range.
    pub last: Option<i64>,
    /// What he says.
    pub text: String,
    /// To which note he replies.
    pub parent: Option<DatumId>,
    /// What he drew.
    pub strokes: Vec<Stroke>,
    /// When.
    pub written: Timestamp,
    /// When it was settled.
    pub resolved: Option<Timestamp>,
}

/// Writes a note on a frame of a review, in the words of whoever sits at the desk.
///
/// # Errors
/// A refusal.
pub async fn note(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    review: DatumId,
    frame: i64,
    text: &str,
) -> Result<DatumId, RightsError> {
    let written = Written { frame, last: None, text, parent: None, strokes: &[] };
    write_note(desk, (workspace, project), review, &written).await
}

/// The same with all that belongs to a note. Note and drawing are written together or not at all.
///
/// # Errors
/// A refusal; a review that is closed; frames, strokes or a parent that make no sense.
pub async fn write_note(
    desk: &Desk<'_>,
    (workspace, project): (WorkspaceId, ProjectId),
    review: DatumId,
    written: &Written<'_>,
) -> Result<DatumId, RightsError> {
    let Written { frame, last, parent, strokes, .. } = *written;
    if frame < 0 || last.is_some_and(|last| last < frame) {
        return Err(RightsError::Said(
            "a note goes from one frame to one not before it: choose others".to_owned(),
        ));
    }
    let text = if strokes.is_empty() {
        words::text("a note", written.text, 8_000)?
    } else {
        // A drawing says something by itself.
        words::text("a note", written.text, 8_000)
            .or_else(|e| if written.text.trim().is_empty() { Ok(String::new()) } else { Err(e) })?
    };
    let (kernel, author) = (desk.kernel(), desk.actor().person);
    in_review(desk, review, parent).await?;
    let datum = desk.draft("message", workspace, Some(project), &[author]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = notes::Model {
        id: Col(datum.id),
        review: Col(review),
        author: Col(author),
        frame: Col(frame),
        last: last.map(Col),
        text: Col(kernel.vault().seal_field(&permit, Under::Person(author), "text", &text)?),
        parent: parent.map(Col),
        written: Col(kernel.now()),
        resolved: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<notes::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    if !strokes.is_empty() {
        draw(desk, &unit, (workspace, project), datum.id, strokes).await?;
    }
    unit.commit().await?;
    Ok(datum.id)
}

/// Draws with a note, in its unit of work.
///
/// # Errors
/// A refusal; strokes that make no sense.
pub async fn draw(
    desk: &Desk<'_>,
    unit: &Transaction,
    (workspace, project): (WorkspaceId, ProjectId),
    note: DatumId,
    strokes: &[Stroke],
) -> Result<DatumId, RightsError> {
    let (kernel, author) = (desk.kernel(), desk.actor().person);
    let all = drawn(strokes)?;
    let datum = desk.draft("message", workspace, Some(project), &[author]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = drawings::Model {
        id: Col(datum.id),
        note: Col(note),
        author: Col(author),
        strokes: Col(kernel.vault().seal_field(&permit, Under::Person(author), "strokes", &all)?),
    };
    unit.insert::<drawings::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(datum.id)
}

/// Strokes as they are sealed: within the frame, and no more than somebody draws.
fn drawn(strokes: &[Stroke]) -> Result<String, RightsError> {
    let points: usize = strokes.iter().map(|stroke| stroke.points.len()).sum();
    if strokes.len() > STROKES || points > POINTS {
        return Err(RightsError::Said(format!(
            "a drawing has at most {STROKES} strokes of {POINTS} points together: draw less, or write another note"
        )));
    }
    let colour = |text: &str| {
        text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
    };
    let inside = |stroke: &Stroke| {
        colour(&stroke.colour)
            && (0.0..=1.0).contains(&stroke.width)
            && stroke.points.iter().flatten().all(|part| (0.0..=1.0).contains(part))
    };
    if !strokes.iter().all(inside) {
        return Err(RightsError::Said(
            "a stroke has a colour like #d03030, and a width and points from 0 to 1".to_owned(),
        ));
    }
    serde_json::to_string(strokes).map_err(|e| RightsError::Said(e.to_string()))
}

/// Whether a note may be written there: the review is open, and what is replied to is in it.
async fn in_review(desk: &Desk<'_>, review: DatumId, parent: Option<DatumId>) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let leave = desk.leave::<Read>()?;
    let missing = || RightsError::Missing { kind: "review", id: review.to_string() };
    let held = kernel.store().fetch::<reviews::Entity>(review, kernel.now()).await?.ok_or_else(missing)?;
    let permit = leave.decide(held.datum())?;
    held.open(&permit)?;
    if let Some(parent) = parent {
        let missing = || RightsError::Missing { kind: "note", id: parent.to_string() };
        let held = kernel.store().fetch::<notes::Entity>(parent, kernel.now()).await?.ok_or_else(missing)?;
        let permit = leave.decide(held.datum())?;
        if *held.open(&permit)?.review != review {
            return Err(missing());
        }
    }
    Ok(())
}

/// The notes of a review, a page of them, in the order in which they were written.
///
/// # Errors
/// A refusal.
pub async fn notes(desk: &Desk<'_>, review: DatumId, page: Page) -> Result<Vec<Note>, RightsError> {
    let (kernel, leave, now) = (desk.kernel(), desk.leave::<Read>()?, desk.kernel().now());
    let mut all = Vec::new();
    for held in kernel
        .store()
        .hanging::<notes::Entity, Read>(&leave, page, (notes::Column::Review, review), now)
        .await?
    {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        all.push(Note {
            id: *row.id,
            author: *row.author,
            frame: *row.frame,
            last: row.last.map(|last| *last),
            text: kernel.vault().open_field(&permit, "text", &row.text)?,
            parent: row.parent.map(|parent| *parent),
            strokes: strokes(desk, page, *row.id).await?,
            written: *row.written,
            resolved: row.resolved.map(|at| *at),
        });
    }
    Ok(all)
}

async fn strokes(desk: &Desk<'_>, page: Page, note: DatumId) -> Result<Vec<Stroke>, RightsError> {
    let (kernel, leave, now) = (desk.kernel(), desk.leave::<Read>()?, desk.kernel().now());
    let page = Page { after: None, limit: 100, ..page };
    let mut all = Vec::new();
    for held in kernel
        .store()
        .hanging::<drawings::Entity, Read>(&leave, page, (drawings::Column::Note, note), now)
        .await?
    {
        let permit = leave.decide(held.datum())?;
        let text = kernel.vault().open_field(&permit, "strokes", &held.open(&permit)?.strokes)?;
        let some: Vec<Stroke> = serde_json::from_str(&text).map_err(|e| RightsError::Said(e.to_string()))?;
        all.extend(some);
    }
    Ok(all)
}

/// Changes a note: its words are its author's alone; whoever may write in the film settles it.
///
/// # Errors
/// A refusal; somebody else's words.
pub async fn change_note(
    desk: &Desk<'_>,
    id: DatumId,
    text: Option<&str>,
    resolved: Option<bool>,
) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let missing = || RightsError::Missing { kind: "note", id: id.to_string() };
    let held = kernel.store().fetch::<notes::Entity>(id, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if let Some(text) = text {
        let text = words::text("a note", text, 8_000)?;
        if *row.author != desk.actor().person {
            return Err(RightsError::Said(
                "these words are somebody else's: reply to them instead".to_owned(),
            ));
        }
        row.text = Col(kernel.vault().seal_field(&permit, Under::Person(*row.author), "text", &text)?);
    }
    if let Some(resolved) = resolved {
        row.resolved = resolved.then(|| Col(kernel.now()));
    }
    let unit = kernel.store().begin().await?;
    unit.update::<notes::Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(unit.commit().await?)
}

/// A note goes, with what was drawn: by its author, or by whoever may erase in the film. Says the name of the tombstone.
///
/// # Errors
/// A refusal.
pub async fn erase_note(desk: &Desk<'_>, id: DatumId) -> Result<DatumId, RightsError> {
    let kernel = desk.kernel();
    let missing = || RightsError::Missing { kind: "note", id: id.to_string() };
    let known = kernel.store().datum(id, kernel.now()).await?.ok_or_else(missing)?;
    if known.datum.about.contains(&desk.actor().person) {
        let own = kernel.own(desk.actor().person, known.datum.workspace, &known.datum.region)?;
        return own.erase(id, "right.erasure").await;
    }
    desk.erase(id, "right.erasure").await
}
