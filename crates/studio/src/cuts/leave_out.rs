//! A rush goes, and cuts that use it lose it: their documents hold what is said in it.

use std::collections::BTreeSet;

use incamera_gate::{Datum, Process};
use incamera_model::DatumId;
use incamera_rights::Desk;
use incamera_store::{Reads, rows::uses};

use super::{
    document::{document, rushes_of_line},
    version::{Line, Next, seal, stand},
};
use crate::{error::StudioError, machine::machine, piece::erase};

/// Takes a rush out of every cut. A cut keeps what it decided about its other rushes, as one new version; the versions before, which
/// hold words of the rush, go. A cut of this rush alone goes.
pub(crate) async fn leave_out(desk: &Desk<'_>, rush: DatumId) -> Result<(), StudioError> {
    let kernel = desk.kernel();
    let used = kernel.store().naming::<uses::Entity>(uses::Column::Rush, &[rush], kernel.now()).await?;
    let mut lines = BTreeSet::new();
    for one in &used {
        let machine = machine(kernel, &one.datum().region)?;
        let leave = machine.leave::<Process>()?;
        lines.insert(*one.open(&leave.decide(one.datum())?)?.line);
    }
    for line in lines {
        without(desk, line, rush).await?;
    }
    Ok(())
}

async fn without(desk: &Desk<'_>, cut: DatumId, rush: DatumId) -> Result<(), StudioError> {
    let kernel = desk.kernel();
    let line = Line::fetch(desk, cut).await?;
    let machine = machine(kernel, &line.line.datum().region)?;
    let leave = machine.leave::<Process>()?;
    let row = line.line.open(&leave.decide(line.line.datum())?)?.clone();
    let rushes = rushes_of_line(kernel, cut).await?;
    let here: Vec<&Datum> = line.versions.iter().map(incamera_store::Held::datum).collect();
    let Some(head) = row.head.map(|head| *head).filter(|_| rushes.iter().any(|one| *one != rush)) else {
        // Nothing of it would be left.
        let permit = machine.may::<incamera_gate::Erase>(line.line.datum())?;
        let promise = permit.promise().to_owned();
        let tombstone = machine.erase(cut, &promise).await?;
        kernel.pursue(tombstone).await?;
        return Ok(());
    };
    let mut made = document::<Process>(&machine, line.version(head)?).await?;
    // Spans keep their names: they are told apart by them, not by their rush's place.
    let mut left = rushes.iter();
    made.rushes.retain(|_| left.next() != Some(&rush));
    let number = here.len() as i64 + 1;
    let next = Next {
        line: cut,
        title: &made.title.clone(),
        number,
        parent: None,
        step: "rush-erased",
        document: &made,
    };
    let made = seal(&machine, &next).await?;
    let used = kernel.store().naming::<uses::Entity>(uses::Column::Line, &[cut], kernel.now()).await?;
    let mut gone: Vec<&Datum> = Vec::new();
    for one in &used {
        if *one.open(&leave.decide(one.datum())?)?.rush == rush {
            gone.push(one.datum());
        }
    }
    stand(&machine, cut, *row.turn, made.id, Some(&made)).await?;
    erase(kernel, &gone).await?;
    // Reviews and renders of the versions before go with them.
    for version in here {
        let permit = machine.may::<incamera_gate::Erase>(version)?;
        let promise = permit.promise().to_owned();
        let tombstone = machine.erase(version.id, &promise).await?;
        kernel.pursue(tombstone).await?;
    }
    Ok(())
}
