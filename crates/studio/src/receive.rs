//! A rush comes in, and is sealed while it streams.

use std::io::{Read, Write as _};

use incamera_gate::Write;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Filing, rows::rushes};
use incamera_vault::Under;

use crate::said;

/// What is known of a rush before its bytes come.
#[derive(Clone, Debug)]
pub struct Rush<'a> {
    /// What its file is called.
    pub name: &'a str,
    /// Who is in the picture, as far as it is known.
    pub filmed: &'a [PersonId],
    /// How long it is, in milliseconds.
    pub duration: i64,
}

/// Receives a rush into a film; the desk is somebody's who may. Its bytes touch the disk sealed.
///
/// # Errors
/// A refusal; a stream or a disk that would not: nothing of it is there, then.
pub async fn receive(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    rush: &Rush<'_>,
    bytes: &mut (impl Read + Send),
) -> Result<DatumId, RightsError> {
    let kernel = desk.kernel();
    let datum = desk.draft("footage", workspace, Some(project), rush.filmed).await?;
    let permit = desk.may::<Write>(&datum)?;
    let mut sealing = kernel.vault().seal(&permit)?;
    let (mut hash, mut buffer, mut length) = (blake3::Hasher::new(), vec![0; 64 * 1024], 0);
    let stream = |e: std::io::Error| RightsError::Said(format!("the rush broke off: {e}; send it again"));
    loop {
        let read = bytes.read(&mut buffer).map_err(stream)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        sealing.write_all(&buffer[..read]).map_err(stream)?;
        length += read as u64;
    }
    sealing.finish()?;
    let row = rushes::Model {
        id: Col(datum.id),
        project: Col(project),
        uploader: Col(desk.actor().person),
        name: Col(kernel.vault().seal_field(&permit, Under::Datum, "name", rush.name)?),
        // Keyed: a digest of known footage tells nobody that it is here.
        digest: Col(kernel.vault().blind_index("rush", hash.finalize().to_hex().as_str())?),
        duration: Col(rush.duration),
        state: Col("ready".parse().map_err(said)?),
    };
    let filing = Filing { bytes: Some(length), ..Filing::from_person(kernel.now()) };
    let unit = kernel.store().begin().await?;
    unit.insert::<rushes::Entity>(&permit, row, filing).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
