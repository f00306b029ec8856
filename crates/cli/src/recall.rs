//! The rushes of a cut document, found again with what is known of them.

use std::path::Path;

use incamera_model::Cut;

use crate::context::Context;
use crate::document::locate;
use crate::error::Error;
use crate::failure::Trouble;
use crate::film::Known;
use crate::measure;
use crate::rush::open;
use crate::say::{say, shown};
use crate::words::Ear;

/// What a command needs to know of the rushes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Needs {
    /// Levels and loudness.
    pub(crate) sound: bool,
    /// Shots.
    pub(crate) picture: bool,
}

/// Opens every rush of the cut and makes sure it is the one the cut was made of; what is needed and not remembered is
/// measured again.
///
/// # Errors
/// When a rush is gone, changed or unreadable: a film cannot be made without it.
pub(crate) fn all(
    cut: &Cut,
    document: &Path,
    needs: Needs,
    ear: Option<&Ear>,
    context: &Context,
) -> Result<Vec<Known>, Error> {
    let mut known = Vec::new();
    for rush in &cut.rushes {
        let path = locate(document, rush);
        if !path.exists() {
            return Err(say!("error-rush-gone", path = shown(&path)).into());
        }
        let (found, _) = open(&path, context)?;
        if found.hash != rush.hash {
            return Err(say!("error-rush-changed", path = shown(&path)).into());
        }
        let sound = if needs.sound || ear.is_some() { measure::sound(&found, context)? } else { None };
        let picture = if needs.picture { measure::picture(&found, context)? } else { None };
        let transcript = match ear.map(|e| e.hear(&found, sound.as_ref(), context)) {
            None => None,
            Some(Ok(transcript)) => transcript,
            Some(Err(Trouble::Rush(message))) => return Err(message.into()),
            Some(Err(Trouble::Fatal(error))) => return Err(error),
        };
        known.push(Known { rush: found, sound, picture, transcript });
    }
    Ok(known)
}
