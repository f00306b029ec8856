//! Versions of a cut: none is ever changed, and the cut stands at one of them.

use std::io::Write as _;

use incamera_edit::write_cut;
use incamera_gate::{Datum, Write};
use incamera_model::{Cut, DatumId};
use incamera_rights::Desk;
use incamera_store::{
    Col, Filing, Held, Reads,
    rows::{cuts, lines},
};
use incamera_vault::Under;

use crate::{
    error::StudioError,
    piece::{erase, fresh},
};

/// A version to be made.
pub(super) struct Next<'a> {
    /// Of which cut.
    pub(super) line: DatumId,
    /// What it is called.
    pub(super) title: &'a str,
    /// Which version.
    pub(super) number: i64,
    /// From which it was made.
    pub(super) parent: Option<DatumId>,
    /// What made it.
    pub(super) step: &'a str,
    /// What it decides.
    pub(super) document: &'a Cut,
}

/// Seals a version. Nobody stands at it before [`stand`].
pub(super) async fn seal(desk: &Desk<'_>, next: &Next<'_>) -> Result<Datum, StudioError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let line = fresh(&unit, kernel, next.line).await?;
    let datum = Datum::derived(kernel.id(), "edit", &[&line])?;
    let project = datum.project.ok_or_else(|| StudioError::missing("project of cut", next.line))?;
    {
        let permit = desk.may::<Write>(&datum)?;
        let text = write_cut(next.document);
        let row = cuts::Model {
            id: Col(datum.id),
            project: Col(project),
            author: Col(desk.actor().person),
            title: Col(kernel.vault().seal_field(&permit, Under::Datum, "title", next.title)?),
            version: Col(next.number),
            parent: next.parent.map(Col),
            saved: Col(kernel.now()),
            line: Some(Col(next.line)),
            step: Some(Col(next.step.parse()?)),
        };
        let filing = Filing { bytes: Some(text.len() as u64), ..Filing::from_person(kernel.now()) };
        // The row first: an erasure finds the object by it, whenever it comes.
        unit.insert::<cuts::Entity>(&permit, row, filing).await?;
        unit.log(&desk.wrote(&permit)?).await?;
        let mut sealing = kernel.vault().seal(&permit)?;
        unit.commit().await?;
        sealing.write_all(text.as_bytes())?;
        sealing.finish()?;
    }
    Ok(datum)
}

/// The cut stands at another version from here on, if it still stands as `turn` says. Otherwise `made`, which nobody stands at, goes
/// again. Says the next turn.
pub(super) async fn stand(
    desk: &Desk<'_>,
    line: DatumId,
    turn: i64,
    head: DatumId,
    made: Option<&Datum>,
) -> Result<i64, StudioError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    unit.lock(line).await?;
    let held = unit.fetch::<lines::Entity>(line, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("cut", line))?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if *row.turn != turn {
        let current = *row.turn;
        drop(unit);
        if let Some(made) = made {
            erase(kernel, &[made]).await?;
        }
        return Err(StudioError::Changed { current, expected: turn });
    }
    row.head = Some(Col(head));
    row.turn = Col(turn + 1);
    unit.update::<lines::Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(turn + 1)
}

/// A cut and all its versions, in the order of their making, shut.
pub(super) struct Line {
    pub(super) line: Held<lines::Entity>,
    pub(super) versions: Vec<Held<cuts::Entity>>,
}

impl Line {
    pub(super) async fn fetch(desk: &Desk<'_>, line: DatumId) -> Result<Self, StudioError> {
        let (store, now) = (desk.kernel().store(), desk.kernel().now());
        let held = store.fetch::<lines::Entity>(line, now).await?;
        let held = held.ok_or_else(|| StudioError::missing("cut", line))?;
        let versions = store.naming::<cuts::Entity>(cuts::Column::Line, &[line], now).await?;
        Ok(Self { line: held, versions })
    }
}

/// What rows of versions say, without what is sealed in them.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: DatumId,
    pub(super) row: cuts::Model,
}

impl Line {
    /// Opens the rows of the versions.
    pub(super) fn known(&self, desk: &Desk<'_>) -> Result<Vec<Known>, StudioError> {
        let leave = desk.leave::<incamera_gate::Read>()?;
        let open = |one: &Held<cuts::Entity>| {
            let row = one.open(&leave.decide(one.datum())?)?.clone();
            Ok(Known { id: one.datum().id, row })
        };
        self.versions.iter().map(open).collect()
    }

    /// A version's facts.
    pub(super) fn version(&self, id: DatumId) -> Result<&Datum, StudioError> {
        let found = self.versions.iter().map(Held::datum).find(|datum| datum.id == id);
        found.ok_or_else(|| StudioError::missing("version", id))
    }
}

/// The version made last from another one.
pub(super) fn after(known: &[Known], of: DatumId) -> Option<&Known> {
    let children = known.iter().filter(|one| one.row.parent.as_deref() == Some(&of));
    children.max_by_key(|one| *one.row.version)
}

/// The way from the first version through `head` to the last one that can be done again.
pub(super) fn path(known: &[Known], head: DatumId) -> Vec<&Known> {
    let find = |id: DatumId| known.iter().find(|one| one.id == id);
    let mut way: Vec<&Known> = Vec::new();
    let mut at = find(head);
    while let Some(one) = at {
        way.push(one);
        at = one.row.parent.and_then(|parent| find(*parent)).filter(|_| way.len() <= known.len());
    }
    way.reverse();
    let mut last = head;
    while let Some(next) = after(known, last).filter(|_| way.len() <= known.len()) {
        way.push(next);
        last = next.id;
    }
    way
}
