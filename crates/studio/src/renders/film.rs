//! A film is watched.

use incamera_gate::Read;
use incamera_model::DatumId;
use incamera_rights::Desk;
use incamera_store::{
    Reads,
    rows::{reels, renders},
};

use crate::{bytes::Bytes, error::StudioError};

/// The film of a render: MP4, to be read at any place. It bears no metadata of its rushes: no position, no serial number, no date.
///
/// # Errors
/// A refusal; a render that is not done.
pub async fn film(desk: &Desk<'_>, render: DatumId) -> Result<Bytes, StudioError> {
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<renders::Entity>(render, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("render", render))?;
    let state = held.open(&desk.leave::<Read>()?.decide(held.datum())?)?.state.to_string();
    let bytes = Bytes::pieces::<reels::Entity, Read>(desk, held.datum(), "film").await?;
    bytes.ok_or(StudioError::State { what: format!("render {render}"), state, next: "wait until it is done" })
}
