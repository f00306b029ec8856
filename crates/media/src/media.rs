//! The parent's side: one confined child a job.

use incamera_model::{Micros, Picture, Probe, Sound};
use incamera_worker::{Cancel, Child, Confinement, Settings, Sink, Source, WorkerError};

use crate::job::{Failure, Render, Rendered, Reply, Request};

/// Does jobs on rushes, each in a child process of its own.
#[derive(Clone, Debug, Default)]
pub struct Media {
    settings: Settings,
    cancel: Cancel,
}

/// Why a job was not done. The texts speak of "it": put the rush's name in front.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The worker process ended badly; the rush may be damaged or hostile.
    #[error(transparent)]
    Worker(#[from] WorkerError),
    /// The worker says why it cannot be done.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// A small picture of one frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Which frame of the rush.
    pub frame: u64,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue, row by row without padding.
    pub rgb: Vec<u8>,
}

impl Media {
    /// With these settings; `cancel` ends every job of this value and its clones.
    pub fn new(settings: Settings, cancel: Cancel) -> Self {
        Self { settings, cancel }
    }

    /// Starts a child and asks nothing of it: what holds a child on this machine?
    ///
    /// # Errors
    /// [`WorkerError::NotConfined`] and what else can happen to a process.
    pub fn confinement(&self) -> Result<Confinement, MediaError> {
        Ok(self.child(0, false)?.confinement().clone())
    }

    /// What a rush is.
    ///
    /// # Errors
    /// As every job: [`MediaError::Failed`] when the rush is at fault, [`MediaError::Worker`] when the child died.
    pub fn probe(&self, rush: &Source) -> Result<Probe, MediaError> {
        self.job(std::slice::from_ref(rush), &Request::Probe, None, |reply| match reply {
            Reply::Probed(probe) => Some(probe),
            _ => None,
        })
    }

    /// Measures the sound. `on_samples` gets all of it at 16 kHz, mono, in order, beginning at the rush's zero;
    /// `on_progress` gets work done of work to do. [`Sound::islands`] stays empty: finding speech is not done here.
    ///
    /// # Errors
    /// As [`probe`](Self::probe); [`Failure::Missing`] without a sound track.
    pub fn sound(
        &self,
        rush: &Source,
        mut on_samples: impl FnMut(&[i16]),
        mut on_progress: impl FnMut(u64, u64),
    ) -> Result<Sound, MediaError> {
        self.job(std::slice::from_ref(rush), &Request::Sound, None, |reply| {
            match reply {
                Reply::Samples(samples) => on_samples(&samples),
                Reply::Progress { done, total } => on_progress(done, total),
                Reply::Heard(sound) => return Some(sound),
                _ => {}
            }
            None
        })
    }

    /// Measures the picture.
    ///
    /// # Errors
    /// As [`probe`](Self::probe); [`Failure::Missing`] without a moving picture.
    pub fn picture(
        &self,
        rush: &Source,
        mut on_progress: impl FnMut(u64, u64),
    ) -> Result<Picture, MediaError> {
        self.job(std::slice::from_ref(rush), &Request::Picture, None, |reply| {
            match reply {
                Reply::Progress { done, total } => on_progress(done, total),
                Reply::Seen(picture) => return Some(picture),
                _ => {}
            }
            None
        })
    }

    /// A stretch of sound at 16 kHz, mono.
    ///
    /// # Errors
    /// As [`sound`](Self::sound).
    pub fn samples(&self, rush: &Source, start: Micros, end: Micros) -> Result<Vec<i16>, MediaError> {
        let mut all = Vec::new();
        let request = Request::Samples { start: start.0, end: end.0 };
        // A worker gone bad must not fill our memory: 16 samples a millisecond, and some for rounding.
        let most =
            usize::try_from(end.0.saturating_sub(start.0).max(0) / 1000 * 16 + 160).unwrap_or(usize::MAX);
        self.job(std::slice::from_ref(rush), &request, None, |reply| {
            match reply {
                Reply::Samples(samples) if all.len().saturating_add(samples.len()) <= most => {
                    all.extend(samples);
                }
                Reply::Sent => return Some(()),
                _ => {}
            }
            None
        })?;
        Ok(all)
    }

    /// Small pictures of `frames` (ascending), `width` pixels wide, turned upright.
    ///
    /// # Errors
    /// As [`picture`](Self::picture).
    pub fn thumbnails(
        &self,
        rush: &Source,
        frames: &[u64],
        width: u32,
    ) -> Result<Vec<Thumbnail>, MediaError> {
        let mut all = Vec::new();
        let request = Request::Thumbnails { frames: frames.to_vec(), width };
        self.job(std::slice::from_ref(rush), &request, None, |reply| {
            match reply {
                // Only what was asked for, and whole: a worker gone bad may say anything.
                Reply::Thumbnail(frame, width, height, rgb)
                    if frames.get(all.len()) == Some(&frame)
                        && u64::from(width) * u64::from(height) * 3 == rgb.len() as u64 =>
                {
                    all.push(Thumbnail { frame, width, height, rgb });
                }
                Reply::Sent => return Some(()),
                _ => {}
            }
            None
        })?;
        Ok(all)
    }

    /// Makes a film of `rushes` (in the order of [`Render::rushes`]) into `sink`.
    ///
    /// # Errors
    /// As [`probe`](Self::probe); [`Failure::Bytes`] when the film could not be written.
    pub fn render(
        &self,
        rushes: &[Source],
        render: Render,
        sink: &Sink,
        mut on_progress: impl FnMut(u64, u64),
    ) -> Result<Rendered, MediaError> {
        self.job(rushes, &Request::Render(render), Some(sink), |reply| {
            match reply {
                Reply::Progress { done, total } => on_progress(done, total),
                Reply::Rendered(rendered) => return Some(rendered),
                _ => {}
            }
            None
        })
    }

    /// Asks a new child and listens until `answer` has what it waits for.
    fn job<T>(
        &self,
        sources: &[Source],
        request: &Request,
        sink: Option<&Sink>,
        mut answer: impl FnMut(Reply) -> Option<T>,
    ) -> Result<T, MediaError> {
        let mut child = self.child(sources.len(), sink.is_some())?;
        for source in sources {
            child.attach(source)?;
        }
        if let Some(sink) = sink {
            child.attach_sink(sink)?;
        }
        child.send(request)?;
        loop {
            match child.receive(&self.cancel)? {
                Reply::Failed(failure) => return Err(failure.into()),
                reply => {
                    if let Some(answer) = answer(reply) {
                        return Ok(answer);
                    }
                }
            }
        }
    }

    fn child(&self, sources: usize, writes: bool) -> Result<Child<Request, Reply>, MediaError> {
        let mut settings = self.settings.clone();
        settings.limits.files += sources as u64;
        if !writes {
            settings.limits.file_size = 0;
        }
        Ok(Child::spawn("media", &settings)?)
    }
}
