//! A cut in the languages of other programs.

use incamera_edit::{to_edl, to_fcpxml, to_markers_csv, to_otio, to_srt, to_vtt, write_cut};
use incamera_gate::Read;
use incamera_lab::captions_of;
use incamera_model::DatumId;
use incamera_rights::Desk;

use super::{
    derush::known,
    document::{document, rushes_of_line},
    version::Line,
};
use crate::error::StudioError;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// OpenTimelineIO.
    Otio,
    /// Final Cut Pro.
    Fcpxml,
    /// CMX 3600.
    Edl,
    /// Captions, `SubRip`.
    Srt,
    /// Captions, WebVTT.
    Vtt,
    /// What was taken out, as a table.
    Markers,
    /// Our own document.
    Cut,
}

impl Format {
    /// By the word in an address.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "otio" => Self::Otio,
            "fcpxml" => Self::Fcpxml,
            "edl" => Self::Edl,
            "srt" => Self::Srt,
            "vtt" => Self::Vtt,
            "markers" => Self::Markers,
            "cut" => Self::Cut,
            _ => return None,
        })
    }

    /// The ending of its files, and its media type.
    pub const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Otio => ("otio", "application/json"),
            Self::Fcpxml => ("fcpxml", "application/xml"),
            Self::Edl => ("edl", "text/plain; charset=utf-8"),
            Self::Srt => ("srt", "application/x-subrip"),
            Self::Vtt => ("vtt", "text/vtt; charset=utf-8"),
            Self::Markers => ("csv", "text/csv; charset=utf-8"),
            Self::Cut => ("cut.json", "application/json"),
        }
    }
}

/// Writes a cut as it stands in another language. Rushes are named as they are called, without a folder.
///
/// # Errors
/// A refusal; captions of rushes that nobody may read, or that have no words.
pub async fn export(desk: &Desk<'_>, cut: DatumId, format: Format) -> Result<String, StudioError> {
    let line = Line::fetch(desk, cut).await?;
    let permit = desk.may::<Read>(line.line.datum())?;
    let head = line.line.open(&permit)?.head.ok_or_else(|| StudioError::missing("version of cut", cut))?;
    let document = document::<Read>(desk, line.version(*head)?).await?;
    Ok(match format {
        Format::Otio => to_otio(&document),
        Format::Fcpxml => to_fcpxml(&document),
        Format::Edl => to_edl(&document),
        Format::Markers => to_markers_csv(&document),
        Format::Cut => write_cut(&document),
        Format::Srt | Format::Vtt => {
            let rushes = rushes_of_line(desk.kernel(), cut).await?;
            let known = known(desk, &rushes).await?;
            if known.iter().all(|(.., m)| m.words.is_none()) {
                return Err(StudioError::State {
                    what: "what is said in the rushes".to_owned(),
                    state: "not known".to_owned(),
                    next: "fetch a model of speech, and have the rushes looked at again",
                });
            }
            let heard = known.iter().map(|(.., m)| (m.words.as_ref(), m.scan.picture.as_ref()));
            let captions = captions_of(&document, heard);
            if format == Format::Srt {
                to_srt(&captions, document.rate)
            } else {
                to_vtt(&captions, document.rate)
            }
        }
    })
}
