//! The mel filter banks that Whisper was trained with.

use std::io::{Cursor, Read};

use super::ModelError;

/// `mel_80.npy` (80 × 201) and `mel_128.npy` (128 × 201) of openai-whisper; see `assets/README.md`.
static BANKS: &[u8] = include_bytes!("../../assets/mel_filters.npz");

/// Bins of a 400-point transform.
pub(super) const BINS: usize = 201;

/// The bank of so many filters: `filters` rows of [`BINS`] little-endian single-precision numbers.
pub(super) fn bank(filters: usize) -> Result<Vec<u8>, ModelError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(BANKS)).map_err(ModelError::archive)?;
    let mut member = archive
        .by_name(&format!("mel_{filters}.npy"))
        .map_err(|_| ModelError::NotCt2(format!("it hears {filters} mel bands; Whisper has 80 or 128")))?;
    let mut array = Vec::new();
    member.read_to_end(&mut array).map_err(ModelError::io("reading the mel filters"))?;
    // An npy file is a header padded to a multiple of 64 bytes and the numbers; the header's length varies.
    let start = array.len().saturating_sub(filters * BINS * 4);
    Ok(array.split_off(start))
}
