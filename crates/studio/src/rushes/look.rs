//! A rush is looked at: what it is, its poster, its storyboard, its proxy, its waveform, its words.

use incamera_gate::{Datum, Read};
use incamera_model::DatumId;
use incamera_rights::Desk;
use incamera_store::{
    Reads,
    rows::{pieces, rushes},
};

use super::{
    list::{Rush, describe},
    measured::{Board, Waveform, Words, measured},
};
use crate::{
    bytes::Bytes,
    error::StudioError,
    work::{FRAMES, POSTER, PROXY, STORYBOARD, Work},
};

/// One rush.
///
/// # Errors
/// A refusal; a rush that is gone.
pub async fn look(desk: &Desk<'_>, work: Option<&Work>, rush: DatumId) -> Result<Rush, StudioError> {
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<rushes::Entity>(rush, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("rush", rush))?;
    let permit = desk.may::<Read>(held.datum())?;
    let mut one = describe(desk, work, &[(&held, permit)]).await?;
    one.pop().ok_or_else(|| StudioError::missing("rush", rush))
}

/// Its poster: JPEG.
///
/// # Errors
/// A refusal; none was made yet, or the rush has no picture.
pub async fn poster(desk: &Desk<'_>, rush: DatumId) -> Result<Vec<u8>, StudioError> {
    let datum = datum(desk, rush).await?;
    Ok(made(desk, &datum, POSTER, "poster").await?.all()?)
}

/// Its storyboard: JPEG, and which frames stand in it.
///
/// # Errors
/// As [`poster`].
pub async fn storyboard(desk: &Desk<'_>, rush: DatumId) -> Result<(Vec<u8>, Board), StudioError> {
    let datum = datum(desk, rush).await?;
    let jpeg = made(desk, &datum, STORYBOARD, "storyboard").await?.all()?;
    let board = serde_json::from_slice(&made(desk, &datum, FRAMES, "storyboard").await?.all()?)?;
    Ok((jpeg, board))
}

/// Its proxy: MP4, to be read at any place. Frame *n* of it is frame *n* of the rush's grid.
///
/// # Errors
/// A refusal; none was made yet.
pub async fn proxy(desk: &Desk<'_>, rush: DatumId) -> Result<Bytes, StudioError> {
    let datum = datum(desk, rush).await?;
    made(desk, &datum, PROXY, "proxy").await
}

/// How loud it is; none without sound.
///
/// # Errors
/// A refusal; a rush that was not looked at yet.
pub async fn waveform(desk: &Desk<'_>, rush: DatumId) -> Result<Option<Waveform>, StudioError> {
    let datum = datum(desk, rush).await?;
    let measured = measured::<Read>(desk, &datum).await?;
    Ok(measured.ok_or_else(|| StudioError::missing("scan of rush", rush))?.waveform())
}

/// What is said in it; none without sound or without a model.
///
/// # Errors
/// As [`waveform`].
pub async fn words(desk: &Desk<'_>, rush: DatumId) -> Result<Option<Words>, StudioError> {
    let datum = datum(desk, rush).await?;
    let measured = measured::<Read>(desk, &datum).await?;
    Ok(measured.ok_or_else(|| StudioError::missing("scan of rush", rush))?.words())
}

pub(super) async fn datum(desk: &Desk<'_>, rush: DatumId) -> Result<Datum, StudioError> {
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<rushes::Entity>(rush, kernel.now()).await?;
    Ok(held.ok_or_else(|| StudioError::missing("rush", rush))?.datum().clone())
}

async fn made(desk: &Desk<'_>, rush: &Datum, what: &str, kind: &'static str) -> Result<Bytes, StudioError> {
    let bytes = Bytes::pieces::<pieces::Entity, Read>(desk, rush, what).await?;
    bytes.ok_or_else(|| StudioError::missing(kind, rush.id))
}
