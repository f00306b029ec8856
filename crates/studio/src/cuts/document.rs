//! The document of a version, opened for whoever may; and the rushes it speaks of.

use incamera_edit::read_cut;
use incamera_gate::{Datum, Opens, Process};
use incamera_model::{Cut, DatumId};
use incamera_rights::{Desk, Kernel};
use incamera_store::{
    Reads,
    rows::{cuts, uses},
};

use crate::{bytes::Bytes, error::StudioError, machine::machine};

/// The document of a version.
pub(crate) async fn document<A: Opens>(desk: &Desk<'_>, version: &Datum) -> Result<Cut, StudioError> {
    Ok(read_cut(&Bytes::own::<A>(desk, version)?.all()?)?)
}

/// The rushes of a version, in the order of its document.
pub(crate) async fn rushes_of(kernel: &Kernel, version: DatumId) -> Result<Vec<DatumId>, StudioError> {
    let missing = || StudioError::missing("version", version);
    let held = kernel.store().fetch::<cuts::Entity>(version, kernel.now()).await?.ok_or_else(missing)?;
    let desk = machine(kernel, &held.datum().region)?;
    let leave = desk.leave::<Process>()?;
    let line = held.open(&leave.decide(held.datum())?)?.line.ok_or_else(missing)?;
    rushes_of_line(kernel, *line).await
}

/// The rushes of a cut, in the order of its documents: which rush stands at which place never changes.
pub(crate) async fn rushes_of_line(kernel: &Kernel, line: DatumId) -> Result<Vec<DatumId>, StudioError> {
    let held = kernel.store().naming::<uses::Entity>(uses::Column::Line, &[line], kernel.now()).await?;
    let mut rushes = Vec::new();
    for one in &held {
        let desk = machine(kernel, &one.datum().region)?;
        let leave = desk.leave::<Process>()?;
        let permit = leave.decide(one.datum())?;
        let row = one.open(&permit)?;
        rushes.push((*row.place, *row.rush));
    }
    rushes.sort_unstable();
    Ok(rushes.into_iter().map(|(_, rush)| rush).collect())
}
