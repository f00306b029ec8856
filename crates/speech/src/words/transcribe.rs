//! The parent's side: islands go out to the speech worker, words come back.

use std::{
    error::Error,
    num::NonZero,
    ops::Range,
    path::Path,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use incamera_model::{Island, Micros, Transcript, Utterance};
use incamera_worker::{Cancel, Child, Settings, Source, WorkerError};

use super::{
    Heard, Recogniser, WordsError,
    child::{Reply, Request},
    clip::{Clip, clips, share},
};
use crate::models::{Installed, ModelError};

/// A large model on a slow machine may think this long about one clip.
const PATIENCE: Duration = Duration::from_mins(15);
/// Clips that may kill the engine before the rush is given up.
const DEATHS: u32 = 3;
/// Weights held in memory at once, bytes; what all workers together need is about twice that.
const WEIGHTS: u64 = 1 << 30;
/// Sound that the language is told from.
const LANGUAGE: Micros = Micros::from_millis(28_000);

/// What is to be written down.
pub struct Speech<'a> {
    /// The model.
    pub model: &'a Installed,
    /// ISO 639-1; none tells it from the longest islands.
    pub language: Option<&'a str>,
    /// Where somebody speaks.
    pub islands: &'a [Island],
    /// Length of the sound.
    pub length: Micros,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Sound heard so far.
    pub done: Micros,
    /// Sound to hear.
    pub total: Micros,
}

/// Gives the 16 kHz mono samples of a stretch of the sound.
pub type Samples<'a> = &'a mut dyn FnMut(Range<Micros>) -> Result<Vec<i16>, Box<dyn Error + Send + Sync>>;

/// Writes down what is said, in confined processes; `tell` hears of every clip.
///
/// Each process hears its clips with one thread, where there are clips enough: whisper.cpp's threads wait for one another
/// hundreds of times a word, and they wait by spinning. With two threads on two cores that had other work as well, four
/// fifths of the processor time went into waiting.
///
/// # Errors
/// When the model cannot be loaded, the language is unknown, the samples cannot be had, the worker dies, or the whole
/// thing is cancelled.
pub fn transcribe(
    speech: &Speech<'_>,
    settings: &Settings,
    cancel: &Cancel,
    samples: Samples<'_>,
    tell: &mut dyn FnMut(Progress),
) -> Result<Transcript, WordsError> {
    if speech.islands.is_empty() {
        return Ok(transcript(speech));
    }
    let settings = Settings { patience: settings.patience.max(PATIENCE), ..settings.clone() };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let most = (WEIGHTS / speech.model.size.max(1)).max(1) as usize;
    let count = cores.min(most).min(clips(speech.islands, speech.length).len());
    let start = |_| Worker::start(&speech.model.path, cores / count, &settings, cancel);
    let mut workers = (0..count).map(start).collect::<Result<Vec<_>, _>>()?;
    write_down(speech, &mut workers, samples, tell)
}

/// Writes down what is said with whatever hears words, each on a thread of its own; [`transcribe`] without the
/// processes. The first one tells the language; without any, nothing is
/// heard.
///
/// # Errors
/// When the language is unknown, the samples cannot be had, or a recogniser fails.
pub fn write_down<R: Recogniser + Send>(
    speech: &Speech<'_>,
    recognisers: &mut [R],
    samples: Samples<'_>,
    tell: &mut dyn FnMut(Progress),
) -> Result<Transcript, WordsError> {
    let mut transcript = transcript(speech);
    let mut hear = |span| samples(span).map_err(WordsError::Samples);
    if let (None, Some(first)) = (speech.language, recognisers.first_mut()) {
        transcript.language = first.language(&sample(speech.islands, &mut hear)?).map_err(Into::into)?;
    }
    let clips = clips(speech.islands, speech.length);
    let length = |clip: &Clip| clip.span.end - clip.span.start;
    let mut progress =
        Progress { done: Micros(0), total: clips.iter().map(length).fold(Micros(0), |a, b| a + b) };
    let heard = hear_all(&clips, &transcript.language, recognisers, hear, |clip| {
        progress.done = progress.done + length(clip);
        tell(progress);
    })?;
    for (clip, words) in clips.iter().zip(heard) {
        share(clip, words, speech.islands, &mut transcript.utterances);
    }
    Ok(transcript)
}

/// Deals clips out to the recognisers, whoever is free; gives their words in order.
fn hear_all<R: Recogniser + Send>(
    clips: &[Clip],
    language: &str,
    recognisers: &mut [R],
    mut sound: impl FnMut(Range<Micros>) -> Result<Vec<i16>, WordsError>,
    mut done: impl FnMut(&Clip),
) -> Result<Vec<Vec<Heard>>, WordsError> {
    let mut words = vec![Vec::new(); clips.len()];
    let mut settle = |(place, heard): (usize, Result<Vec<Heard>, WordsError>)| -> Result<(), WordsError> {
        words[place] = heard?;
        done(&clips[place]);
        Ok(())
    };
    // Nobody decodes sound long before it is heard.
    let (deal, dealt) = mpsc::sync_channel::<(usize, Vec<i16>)>(0);
    let (tell, told) = mpsc::channel();
    // Held by the recognisers alone: were they all gone, dealing would fail instead of waiting for ever.
    let dealt = Arc::new(Mutex::new(dealt));
    thread::scope(|scope| {
        for recogniser in recognisers {
            let (tell, dealt) = (tell.clone(), Arc::clone(&dealt));
            scope.spawn(move || {
                let next = || dealt.lock().unwrap_or_else(PoisonError::into_inner).recv();
                while let Ok((place, clip)) = next() {
                    let heard = recogniser.words(&clip, language).map_err(Into::into);
                    if tell.send((place, heard)).is_err() {
                        break;
                    }
                }
            });
        }
        drop((tell, dealt));
        // Dropped on the way out: when one clip fails, the others find nothing more to do.
        let deal = deal;
        for (place, clip) in clips.iter().enumerate() {
            let clip = sound(clip.span.clone())?;
            if deal.send((place, clip)).is_err() {
                break;
            }
            told.try_iter().try_for_each(&mut settle)?;
        }
        drop(deal);
        told.iter().try_for_each(&mut settle)
    })?;
    Ok(words)
}

/// The longest islands, one after the other, as much as a language is told from: a short one alone misleads.
fn sample(
    islands: &[Island],
    hear: &mut impl FnMut(Range<Micros>) -> Result<Vec<i16>, WordsError>,
) -> Result<Vec<i16>, WordsError> {
    let mut longest: Vec<&Island> = islands.iter().collect();
    longest.sort_by_key(|island| (island.start - island.end, island.start));
    let (mut sound, mut room) = (Vec::new(), LANGUAGE);
    for island in longest {
        let end = island.end.min(island.start + room);
        sound.extend(hear(island.start..end)?);
        room = room - (end - island.start);
        if room <= Micros(0) {
            break;
        }
    }
    Ok(sound)
}

/// Every island, without words yet.
fn transcript(speech: &Speech<'_>) -> Transcript {
    let empty = |island: &Island| Utterance { start: island.start, end: island.end, words: Vec::new() };
    Transcript {
        language: speech.language.unwrap_or_default().to_owned(),
        model: speech.model.id.clone(),
        utterances: speech.islands.iter().map(empty).collect(),
    }
}

/// The confined process with its model.
struct Worker<'a> {
    model: &'a Path,
    threads: usize,
    settings: &'a Settings,
    cancel: &'a Cancel,
    child: Child<Request, Reply>,
    /// Clips it has died of.
    deaths: u32,
}

impl<'a> Worker<'a> {
    fn start(
        model: &'a Path,
        threads: usize,
        settings: &'a Settings,
        cancel: &'a Cancel,
    ) -> Result<Self, WordsError> {
        let child = Child::spawn("speech", settings)?;
        let mut worker = Self { model, threads, settings, cancel, child, deaths: 0 };
        worker.load()?;
        Ok(worker)
    }

    fn load(&mut self) -> Result<(), WordsError> {
        let opening = ModelError::io(format!("while opening `{}`", self.model.display()));
        self.child.attach(&Source::open(self.model).map_err(opening)?)?;
        match self.ask(&Request::Load { threads: self.threads })? {
            Reply::Loaded => Ok(()),
            _ => Err(WordsError::Turn),
        }
    }

    fn ask(&mut self, request: &Request) -> Result<Reply, WordsError> {
        self.child.send(request)?;
        match self.child.receive(self.cancel)? {
            Reply::Failed(error) => Err(WordsError::Engine(error)),
            reply => Ok(reply),
        }
    }
}

impl Recogniser for Worker<'_> {
    type Error = WordsError;

    fn language(&mut self, clip: &[i16]) -> Result<String, WordsError> {
        match self.ask(&Request::Language(clip.to_vec()))? {
            Reply::Language(language) => Ok(language),
            _ => Err(WordsError::Turn),
        }
    }

    fn words(&mut self, clip: &[i16], language: &str) -> Result<Vec<Heard>, WordsError> {
        match self.ask(&Request::Words(clip.to_vec(), language.to_owned())) {
            Ok(Reply::Words(words)) => Ok(words),
            Ok(_) => Err(WordsError::Turn),
            // A clip that kills the engine goes without words; the rest of the rush is still heard.
            Err(WordsError::Worker(WorkerError::Crashed { .. })) if self.deaths < DEATHS => {
                self.deaths += 1;
                self.child = Child::spawn("speech", self.settings)?;
                self.load()?;
                Ok(Vec::new())
            }
            Err(error) => Err(error),
        }
    }
}
