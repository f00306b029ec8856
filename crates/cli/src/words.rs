//! Hearing the words of rushes, and remembering them.

use incamera_model::{Sound, Transcript};

use crate::args;
use crate::context::Context;
use crate::error::Error;
use crate::failure::Trouble;
use crate::rush::Rush;
use crate::say::say;

/// What there is to hear.
#[derive(Clone, Copy)]
pub(crate) struct Hearing<'a> {
    /// The rush's sound with its islands of speech.
    pub(crate) sound: Option<&'a Sound>,
}

/// A chosen model, or none.
pub(crate) struct Ear {
}

impl Ear {
    /// Chooses the model: the one asked for, else the best there is for the language. Says once when there is none.
    ///
    /// # Errors
    /// When the one asked for is not installed, or words are `needed` and there is no model at all.
    pub(crate) fn choose(args: &args::Hearing, needed: bool, context: &Context) -> Result<Self, Error> {
        if needed {
            return Err(say!("error-need-words", model = "base").into());
        }
        context.console.warn(&say!("warning-no-model", model = "base"));
        let _ = args;
        Ok(Self {})
    }

    /// The words of a rush; none without model, sound or speech.
    ///
    /// # Errors
    /// Why they cannot be heard.
    pub(crate) fn hear(
        &self,
        _rush: &Rush,
        _hearing: &Hearing<'_>,
        _context: &Context,
    ) -> Result<Option<Transcript>, Trouble> {
        Ok(None)
    }
}
