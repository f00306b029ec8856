//! The child process: loads the model from what was handed over, hears clip after clip.

use std::io;

use incamera_worker::{Job, Parent, ReadAt};
use serde::{Deserialize, Serialize};

use super::{EngineError, Heard, Recogniser, WhisperCpp};

/// What the parent asks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// Load the model that was handed over with this request, and think with so many threads.
    Load { threads: usize },
    /// Which language is spoken in these samples?
    Language(Vec<i16>),
    /// Which words are said in these samples, in this language?
    Words(Vec<i16>, String),
}

/// What the child answers, one reply to one request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// The model is loaded.
    Loaded,
    /// ISO 639-1.
    Language(String),
    /// The words.
    Words(Vec<Heard>),
    /// It could not be done; the child goes on.
    Failed(EngineError),
}

/// Largest model that is read into memory, bytes.
const LARGEST: u64 = 4 << 30;

/// The whole life of the speech worker, `incamera worker speech`. To be called first thing in the process.
///
/// # Errors
/// When somebody else than incamera started it.
pub fn worker_main() -> io::Result<()> {
    let mut parent = Parent::<Request, Reply>::meet()?;
    let mut engine: Option<WhisperCpp> = None;
    while let Some(Job { request, sources, .. }) = parent.next_job() {
        let reply = match (request, &mut engine) {
            (Request::Load { threads }, _) => {
                load(sources.first().map(AsRef::as_ref), threads).map(|loaded| {
                    engine = Some(loaded);
                    Reply::Loaded
                })
            }
            (Request::Language(clip), Some(engine)) => engine.language(&clip).map(Reply::Language),
            (Request::Words(clip, language), Some(engine)) => {
                engine.words(&clip, &language).map(Reply::Words)
            }
            (_, None) => Err(EngineError::Engine("no model was loaded".into())),
        };
        parent.say(&reply.unwrap_or_else(Reply::Failed))?;
    }
    Ok(())
}

fn load(model: Option<&dyn ReadAt>, threads: usize) -> Result<WhisperCpp, EngineError> {
    let model = model.ok_or_else(|| EngineError::Load("none was handed over".into()))?;
    if model.size() > LARGEST {
        return Err(EngineError::Load(format!("it is {} bytes long", model.size())));
    }
    let mut bytes = vec![0; model.size() as usize];
    let mut at = 0;
    while at < bytes.len() {
        match model.read_at(&mut bytes[at..], at as u64) {
            Ok(0) => return Err(EngineError::Load("it ends too early".into())),
            Ok(read) => at += read,
            Err(error) => return Err(EngineError::Load(error.to_string())),
        }
    }
    WhisperCpp::load(&bytes, threads)
}
