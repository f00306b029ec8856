//! A rush is called otherwise.

use incamera_gate::Write;
use incamera_model::DatumId;
use incamera_rights::Desk;
use incamera_store::{Col, Reads, rows::rushes};
use incamera_vault::Under;

use crate::error::StudioError;

/// The longest name, in bytes.
const LONGEST: usize = 1024;

/// Calls a rush otherwise.
///
/// # Errors
/// A refusal; a rush that is gone; a name that is none.
pub async fn rename(desk: &Desk<'_>, rush: DatumId, name: &str) -> Result<(), StudioError> {
    let name = name.trim();
    if name.is_empty() || name.len() > LONGEST {
        return Err(StudioError::Said(format!("a name has 1 to {LONGEST} bytes: write another one")));
    }
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let held = unit.fetch::<rushes::Entity>(rush, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("rush", rush))?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    row.name = Col(kernel.vault().seal_field(&permit, Under::Datum, "name", name)?);
    unit.update::<rushes::Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(unit.commit().await?)
}
