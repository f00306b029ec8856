//! The cut as a JSON document.

use incamera_model::{Cut, Verdict};

use crate::EditError;

/// The longest cut document that is read, in bytes: some twenty hours of densely cut footage.
pub const MOST_BYTES: usize = 64 << 20;

/// More frames than any rush has (a thousand years at 30 a second would fit), few enough that sums cannot overflow.
const MOST_FRAMES: u64 = 1 << 40;

/// All rushes of a cut together are shorter, in seconds: four thousand years, so that neither microseconds nor frames of
/// the fastest film overflow.
const MOST_SECONDS: u128 = 1 << 37;

/// Reads a cut document and checks that it is one.
///
/// # Errors
/// Names the line and column of a syntax error, or what does not hold of a cut.
pub fn read_cut(bytes: &[u8]) -> Result<Cut, EditError> {
    let what = "cut document";
    if bytes.len() > MOST_BYTES {
        return Err(EditError::TooLarge { what, bytes: bytes.len(), most: MOST_BYTES });
    }
    let cut: Cut =
        serde_json::from_slice(bytes).map_err(|e| EditError::Syntax { what, message: e.to_string() })?;
    let mut seconds = 0;
    for (i, rush) in cut.rushes.iter().enumerate() {
        let sense = |message: &str| EditError::Sense {
            what,
            place: format!("rush {}", i + 1),
            message: message.into(),
        };
        if rush.frames > MOST_FRAMES || rush.start_frame > MOST_FRAMES {
            return Err(sense("no rush has so many frames"));
        }
        // A frame of a slow rush lasts long, and fills many of a fast film.
        seconds += u128::from(rush.frames) * u128::from(rush.rate.den()) / u128::from(rush.rate.num());
        if seconds > MOST_SECONDS {
            return Err(sense("no film is made of so many years"));
        }
        let percent = |v: &Verdict| !matches!(v, Verdict::Drop { confidence: 101.., .. });
        if !rush.spans.iter().all(|s| percent(&s.verdict)) {
            return Err(sense("a confidence is more than 100 percent"));
        }
    }
    cut.check()?;
    Ok(cut)
}

/// Writes a cut document: pretty, the same bytes for the same cut, a line break at the end.
pub fn write_cut(cut: &Cut) -> String {
    // INVARIANT: a `Cut` holds strings, integers and string-keyed maps only; such values always serialise.
    let mut text = serde_json::to_string_pretty(cut).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema of the cut document, as published in `schema/cut.schema.json`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Cut);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
