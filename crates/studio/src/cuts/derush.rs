//! A cut is begun: rushes are derushed.

use std::collections::BTreeSet;

use incamera_edit::{Preset, RushInput};
use incamera_gate::{Datum, Process, Write};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::Desk;
use incamera_store::{
    Col, Filing, Reads, Table,
    rows::{lines, rushes, uses},
};
use incamera_vault::Under;

use super::{
    settings::Choice,
    version::{Next, seal, stand},
};
use crate::{
    error::StudioError,
    piece::fresh,
    rushes::{Measured, measured},
};

/// A cut to begin.
#[derive(Clone, Debug)]
pub struct Begin<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The rushes, in the order in which they are shown.
    pub rushes: &'a [DatumId],
    /// How it is made.
    pub choice: &'a Choice,
}

/// Derushes rushes of a film, and begins a cut with what comes of it. Says its name. It is about everybody its rushes are about, and as
/// restricted as the most restricted of them.
///
/// # Errors
/// A refusal, of a rush too; rushes that are gone or were not looked at yet, or of another film; pictures beside sound alone.
pub async fn derush(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    begin: &Begin<'_>,
) -> Result<DatumId, StudioError> {
    if begin.rushes.is_empty() {
        return Err(StudioError::Said("a cut is made of rushes: choose one at least".to_owned()));
    }
    let kernel = desk.kernel();
    let known = known(desk, begin.rushes).await?;
    if known.iter().any(|(datum, ..)| datum.workspace != workspace || datum.project != Some(project)) {
        return Err(StudioError::Said("a cut is made of rushes of its own film: choose others".to_owned()));
    }
    let seen = known.iter().filter(|(.., m)| m.scan.probe.picture().is_some()).count();
    if seen > 0 && seen < known.len() {
        return Err(StudioError::Said(
            "a film has a picture throughout or nowhere: leave the rushes out that are only heard".to_owned(),
        ));
    }
    let settings = begin.choice.settings(begin.title, Preset::default())?;
    let inputs: Vec<RushInput<'_>> = known.iter().map(|(_, name, m)| input(name, m)).collect();
    let document = incamera_edit::derush(&inputs, &settings);

    let unit = kernel.store().begin().await?;
    // Whoever erases one of them waits, and finds the cut then.
    let mut now = Vec::new();
    // In one order, whoever else locks some of them.
    for rush in BTreeSet::from_iter(begin.rushes) {
        now.push(fresh(&unit, kernel, *rush).await?);
    }
    let parts: Vec<&Datum> = now.iter().collect();
    let line = Datum::derived(kernel.id(), lines::Entity::CLASS, &parts)?;
    let of_line = desk.may::<Write>(&line)?;
    let row = lines::Model {
        id: Col(line.id),
        project: Col(project),
        title: Col(kernel.vault().seal_field(&of_line, Under::Datum, "title", begin.title)?),
        head: None,
        turn: Col(0),
        begun: Col(kernel.now()),
    };
    let filing = Filing::from_person(kernel.now());
    unit.insert::<lines::Entity>(&of_line, row, filing).await?;
    for (place, (rush, ..)) in known.iter().enumerate() {
        let datum = Datum::derived(kernel.id(), uses::Entity::CLASS, &[&line])?;
        let permit = desk.may::<Write>(&datum)?;
        let row = uses::Model {
            id: Col(datum.id),
            line: Col(line.id),
            rush: Col(rush.id),
            place: Col(place as i64),
        };
        unit.insert::<uses::Entity>(&permit, row, filing).await?;
    }
    unit.log(&desk.wrote(&of_line)?).await?;
    unit.commit().await?;
    let next = Next {
        line: line.id,
        title: begin.title,
        number: 1,
        parent: None,
        step: "derush",
        document: &document,
    };
    let first = seal(desk, &next).await?;
    stand(desk, line.id, 0, first.id, Some(&first)).await?;
    Ok(line.id)
}

/// What is known of rushes, in their order: facts, name, measurements.
pub(super) async fn known(
    desk: &Desk<'_>,
    rushes: &[DatumId],
) -> Result<Vec<(Datum, String, Measured)>, StudioError> {
    let kernel = desk.kernel();
    let mut known = Vec::new();
    for rush in rushes {
        let held = kernel.store().fetch::<rushes::Entity>(*rush, kernel.now()).await?;
        let held = held.ok_or_else(|| StudioError::missing("rush", rush))?;
        let permit = desk.may::<Process>(held.datum())?;
        let row = held.open(&permit)?;
        let name = kernel.vault().open_field(&permit, "name", &row.name)?;
        let Some(measured) = measured::<Process>(desk, held.datum()).await? else {
            let state = row.state.to_string();
            return Err(StudioError::State {
                what: format!("rush {rush}"),
                state,
                next: "wait until it was looked at, or leave it out",
            });
        };
        known.push((held.datum().clone(), name, measured));
    }
    Ok(known)
}

pub(super) fn input<'a>(name: &'a str, measured: &'a Measured) -> RushInput<'a> {
    RushInput { scan: &measured.scan, transcript: measured.words.as_ref(), hash: &measured.hash, path: name }
}
