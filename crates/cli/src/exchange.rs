//! Files for other programs, by their ending.

use std::path::{Path, PathBuf};

use incamera_edit::{CaptionSource, to_edl, to_fcpxml, to_markers_csv, to_otio, to_srt, to_txt, to_vtt};
use incamera_model::Cut;

use crate::error::Error;
use crate::film::{Known, captions_of};
use crate::output;
use crate::say::{say, shown};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Otio,
    Fcpxml,
    Edl,
    Csv,
    Srt,
    Vtt,
    Txt,
}

impl Format {
    /// By the file's ending.
    ///
    /// # Errors
    /// When we write no such file.
    pub(crate) fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        Ok(match ending.as_str() {
            "otio" => Self::Otio,
            "fcpxml" => Self::Fcpxml,
            "edl" => Self::Edl,
            "csv" => Self::Csv,
            "srt" => Self::Srt,
            "vtt" => Self::Vtt,
            "txt" => Self::Txt,
            _ => return Err(Error::Usage(say!("error-export-ending", path = shown(path)))),
        })
    }

    /// Whether it holds what was said.
    pub(crate) fn needs_words(self) -> bool {
        matches!(self, Self::Srt | Self::Vtt | Self::Txt)
    }
}

/// Writes one file.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(
    path: &Path,
    format: Format,
    cut: &Cut,
    known: &[Known],
    replace: bool,
) -> Result<(), Error> {
    let text = match format {
        Format::Otio => to_otio(cut),
        Format::Fcpxml => to_fcpxml(cut),
        Format::Edl => to_edl(cut),
        Format::Csv => to_markers_csv(cut),
        Format::Srt => to_srt(&captions_of(cut, known), cut.rate),
        Format::Vtt => to_vtt(&captions_of(cut, known), cut.rate),
        Format::Txt => {
            let sources: Vec<CaptionSource<'_>> = known
                .iter()
                .map(|k| CaptionSource { transcript: k.transcript.as_ref(), shots: &[] })
                .collect();
            to_txt(cut, &sources)
        }
    };
    output::write(path, text.as_bytes(), replace)
}

/// The cut with whole paths: exchange files go to other places and other programs.
pub(crate) fn with_whole_paths(cut: &Cut, document: &Path) -> Cut {
    let mut cut = cut.clone();
    for rush in &mut cut.rushes {
        let path: PathBuf = crate::document::locate(document, rush);
        rush.path = path.canonicalize().unwrap_or(path).to_string_lossy().into_owned();
    }
    cut
}
