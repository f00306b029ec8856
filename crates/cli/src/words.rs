//! Hearing the words of rushes, and remembering them.

use incamera_lab::best;
use incamera_media::WorkerError;
use incamera_model::{Scan, Sound, Transcript};
use incamera_speech::models::Installed;
use incamera_speech::words::{EngineError, WordsError};

use crate::args;
use crate::commands::models;
use crate::context::Context;
use crate::document::detail;
use crate::error::Error;
use crate::failure::{Trouble, of_worker};
use crate::progress::Stage;
use crate::rush::Rush;
use crate::say::{printable, say};

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
        let model = if let Some(id) = &args.model {
            Some(folder.open(id, &manifest).map_err(|e| models::refused(&e))?.0)
        } else {
            let installed = folder.list(&manifest).map_err(|e| models::refused(&e))?;
            best(installed, language.as_deref())
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
        let version = incamera_lab::Ear::VERSION.to_string();
        let language = self.language.as_deref().unwrap_or("auto");
        let key = ["words", &rush.hash, &scan, &version, &model.id, &size, language];
        if let Some(known) = context.cache.get(&key) {
            return Ok(Some(known));
        }
        let transcript = self.listen(model, rush, sound, context)?;
        if let Some(transcript) = &transcript {
            context.cache.put(&key, transcript);
        }
        Ok(transcript)
    }

    fn listen(
        &self,
        model: &Installed,
        rush: &Rush,
        sound: &Sound,
        context: &Context,
    ) -> Result<Option<Transcript>, Trouble> {
        let label = say!("stage-words", rush = rush.name.clone());
        let stage = Stage::new(&context.console, "words", Some(&rush.name), &label);
        let ear = incamera_lab::Ear { model: model.clone(), language: self.language.clone() };
        let heard =
            context.lab().words(&ear, &rush.source, Some(sound), |done, total| stage.set(done, total));
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
