//! Hearing the words of rushes.

use incamera_media::{Media, Source};
use incamera_model::{Micros, Sound, Transcript};
use incamera_speech::{
    models::{Installed, Kind, Size, Whisper},
    words::{Progress, Speech, WordsError, transcribe},
};

use crate::Lab;

/// Sound decoded at once for the recogniser: a worker is started for each piece.
const PIECE: Micros = Micros(180_000_000);

/// A model and a language to hear words with.
#[derive(Clone, Debug)]
pub struct Ear {
    /// The model.
    pub model: Installed,
    /// ISO 639-1; none tells it from the sound.
    pub language: Option<String>,
}

impl Ear {
    /// Raise with every change of how words are heard.
    pub const VERSION: u32 = 3;
}

impl Lab {
    /// The words of a rush; none without sound or speech.
    ///
    /// # Errors
    /// Why they cannot be heard.
    pub fn words(
        &self,
        ear: &Ear,
        rush: &Source,
        sound: Option<&Sound>,
        mut tell: impl FnMut(u64, u64),
    ) -> Result<Option<Transcript>, WordsError> {
        let Some(sound) = sound.filter(|sound| !sound.islands.is_empty()) else { return Ok(None) };
        let mut piece = Piece::default();
        let speech = Speech {
            model: &ear.model,
            language: ear.language.as_deref(),
            islands: &sound.islands,
            length: sound.length,
        };
        let mut samples = |span: std::ops::Range<Micros>| {
            if !piece.holds(span.start, span.end) {
                piece = Piece::decoded(&self.media, rush, &span, sound.length)?;
            }
            Ok(piece.cut(span.start, span.end))
        };
        let mut told = |Progress { done, total }: Progress| tell(done.0.max(0) as u64, total.0.max(0) as u64);
        transcribe(&speech, &self.settings, &self.cancel, &mut samples, &mut told).map(Some)
    }
}

/// Decoded sound, 16 kHz mono.
#[derive(Default)]
struct Piece {
    start: Micros,
    end: Micros,
    samples: Vec<i16>,
}

impl Piece {
    fn decoded(
        media: &Media,
        rush: &Source,
        span: &std::ops::Range<Micros>,
        length: Micros,
    ) -> Result<Self, incamera_media::MediaError> {
        let end = span.end.max((span.start + PIECE).min(length));
        let samples = media.samples(rush, span.start, end)?;
        Ok(Self { start: span.start, end, samples })
    }

    fn holds(&self, start: Micros, end: Micros) -> bool {
        self.start <= start && end <= self.end && !self.samples.is_empty()
    }

    fn cut(&self, start: Micros, end: Micros) -> Vec<i16> {
        let at = |time: Micros| {
            let samples =
                (time.0 - self.start.0).max(0) * i64::from(incamera_speech::SAMPLE_RATE) / 1_000_000;
            (samples as usize).min(self.samples.len())
        };
        self.samples[at(start)..at(end).max(at(start))].to_vec()
    }
}

/// The best of the installed models for a language: one that understands it, the larger the better; for English, of two of one
/// size, the one that knows nothing else.
pub fn best(installed: Vec<Installed>, language: Option<&str>) -> Option<Installed> {
    let english = language == Some("en");
    let rank = |model: &Installed| match model.kind {
        Kind::Whisper(whisper) if whisper.multilingual || english || language.is_none() => {
            // Where the language is not known beforehand, a model of many comes first, whatever its size.
            let unknown = language.is_none() && whisper.multilingual;
            Some((unknown, size(whisper), english && !whisper.multilingual))
        }
        Kind::Whisper(_) | Kind::Silero => None,
    };
    installed.into_iter().filter(|m| rank(m).is_some()).max_by_key(rank)
}

fn size(whisper: Whisper) -> u8 {
    match whisper.size {
        None => 0,
        Some(Size::Tiny) => 1,
        Some(Size::Base) => 2,
        Some(Size::Small) => 3,
        Some(Size::Medium) => 4,
        Some(Size::LargeV3Turbo) => 5,
        Some(Size::Large) => 6,
        Some(Size::LargeV3) => 7,
    }
}
