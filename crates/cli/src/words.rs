//! Hearing the words of rushes, and remembering them.

use incamera_media::{Media, WorkerError};
use incamera_model::{Island, Micros, Scan, Sound, Transcript};
use incamera_speech::models::{Folder, Installed, Kind, Manifest, Size, Whisper};
use incamera_speech::words::{EngineError, Progress, Speech, WordsError, transcribe};

use crate::args;
use crate::commands::models;
use crate::context::Context;
use crate::document::detail;
use crate::error::Error;
use crate::failure::{Trouble, of_worker};
use crate::progress::Stage;
use crate::rush::Rush;
use crate::say::{printable, say};

/// Raise with every change of how words are heard.
const VERSION: &str = "3";
/// Sound decoded at once for the recogniser: a worker is started for each piece.
const PIECE: Micros = Micros(180_000_000);
/// The model a person is told to fetch.
const USUAL: &str = "base";

/// The model of people who want no words heard.
const NONE: &str = "none";

/// A chosen model and language.
pub(crate) struct Ear {
    model: Option<Installed>,
    language: Option<String>,
    /// Something asked for cannot be made without words.
    needed: bool,
}

impl Ear {
    /// Hears no words.
    pub(crate) fn deaf() -> Self {
        Self { model: None, language: None, needed: false }
    }

    /// Chooses the model: the one asked for, else the best there is for the language. Says once when there is none.
    ///
    /// # Errors
    /// When the one asked for is not installed, or words are `needed` and there is no model at all.
    pub(crate) fn choose(args: &args::Hearing, needed: bool, context: &Context) -> Result<Self, Error> {
        let none = args.model.as_deref() == Some(NONE);
        if none && needed {
            return Err(Error::Usage(say!("error-words-forbidden")));
        }
        if none {
            return Ok(Self::deaf());
        }
        let (folder, manifest) = (models::folder(), models::manifest()?);
        let language = (args.lang != "auto").then(|| args.lang.to_lowercase());
        let model = match &args.model {
            Some(id) => Some(folder.open(id, &manifest).map_err(|e| models::refused(&e))?.0),
            None => best(&folder, &manifest, language.as_deref())?,
        };
        if model.is_none() {
            if needed {
                return Err(say!("error-need-words", model = USUAL).into());
            }
            context.console.warn(&say!("warning-no-model", model = USUAL));
        }
        Ok(Self { model, language, needed })
    }

    /// The words of a rush; none without model, sound or speech.
    ///
    /// # Errors
    /// Why they cannot be heard.
    pub(crate) fn hear(
        &self,
        rush: &Rush,
        sound: Option<&Sound>,
        context: &Context,
    ) -> Result<Option<Transcript>, Trouble> {
        context.interrupt.check()?;
        let (Some(model), Some(sound)) = (&self.model, sound) else { return Ok(None) };
        if sound.islands.is_empty() {
            return Ok(None);
        }
        let (scan, size) = (Scan::VERSION.to_string(), model.size.to_string());
        let language = self.language.as_deref().unwrap_or("auto");
        let key = ["words", &rush.hash, &scan, VERSION, &model.id, &size, language];
        if let Some(known) = context.cache.get(&key) {
            return Ok(Some(known));
        }
        let transcript = self.listen(model, rush, &sound.islands, sound.length, context)?;
        context.cache.put(&key, &transcript);
        Ok(Some(transcript))
    }

    fn listen(
        &self,
        model: &Installed,
        rush: &Rush,
        islands: &[Island],
        length: Micros,
        context: &Context,
    ) -> Result<Transcript, Trouble> {
        let label = say!("stage-words", rush = rush.name.clone());
        let stage = Stage::new(&context.console, "words", Some(&rush.name), &label);
        let media = Media::new(context.worker.clone(), context.cancel());
        let mut piece = Piece::default();
        let speech = Speech { model, language: self.language.as_deref(), islands, length };
        let heard = transcribe(
            &speech,
            &context.worker,
            &context.cancel(),
            &mut |span| {
                if !piece.holds(span.start, span.end) {
                    let end = span.end.max((span.start + PIECE).min(length));
                    let samples = media.samples(&rush.source, span.start, end)?;
                    piece = Piece { start: span.start, end, samples };
                }
                Ok(piece.cut(span.start, span.end))
            },
            &mut |Progress { done, total }| stage.set(done.0.max(0) as u64, total.0.max(0) as u64),
        );
        heard.map_err(|error| self.refused(&rush.name, &error, context))
    }

    /// Without its words a rush is still cut by its sound and picture, unless they were asked for.
    fn refused(&self, name: &str, error: &WordsError, context: &Context) -> Trouble {
        if context.interrupt.asked() {
            return Error::Interrupted.into();
        }
        match error {
            WordsError::Worker(
                error @ (WorkerError::Cancelled | WorkerError::NotConfined { .. } | WorkerError::Spawn(_)),
            ) => of_worker(name, error, context),
            WordsError::Model(error) => models::refused(error).into(),
            WordsError::Engine(EngineError::Language(language)) => {
                Error::Usage(say!("error-language", language = printable(language).into_owned())).into()
            }
            other if self.needed => {
                Error::from(say!("error-no-words", rush = name.to_owned(), detail = detail(other))).into()
            }
            other => say!("warning-no-words", rush = name.to_owned(), detail = detail(other)).into(),
        }
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

/// The best installed model for a language: one that understands it, the larger the better; for English, of two of one
/// size, the one that knows nothing else.
fn best(folder: &Folder, manifest: &Manifest, language: Option<&str>) -> Result<Option<Installed>, Error> {
    let english = language == Some("en");
    let installed = folder.list(manifest).map_err(|e| models::refused(&e))?;
    let rank = |model: &Installed| match model.kind {
        Kind::Whisper(whisper) if whisper.multilingual || english || language.is_none() => {
            // Where the language is not known beforehand, a model of many comes first, whatever its size.
            let unknown = language.is_none() && whisper.multilingual;
            Some((unknown, size(whisper), english && !whisper.multilingual))
        }
        Kind::Whisper(_) | Kind::Silero => None,
    };
    Ok(installed.into_iter().filter(|m| rank(m).is_some()).max_by_key(rank))
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
