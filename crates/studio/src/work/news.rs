//! What is told of work while it goes on.

use std::sync::{Arc, Mutex, PoisonError};

use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::Kernel;
use jiff::Timestamp;
use tokio::sync::broadcast;

use super::task::Task;

/// How much of the news somebody slow may miss before he is told that he did.
const ROOM: usize = 256;
/// Work is told of at most this often, in milliseconds.
const EVERY: i64 = 250;

/// How far something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Thousandths.
    pub done: u16,
    /// About how many seconds are left; none before that can be told.
    pub left: Option<u64>,
}

/// What is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What is being done.
    pub task: Task,
    /// With which rush or render.
    pub target: DatumId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Of which film.
    pub project: Option<ProjectId>,
    /// How it stands.
    pub told: Told,
}

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Somebody is at it.
    Going(Progress),
    /// It is done.
    Done,
    /// It is not done, and will be tried again.
    Again,
    /// It is not done, and nobody tries again by himself.
    Failed(&'static str),
}

/// Where news go.
#[derive(Clone, Debug)]
pub(super) struct Wire(broadcast::Sender<News>);

impl Wire {
    pub(super) fn new() -> Self {
        Self(broadcast::Sender::new(ROOM))
    }

    pub(super) fn listen(&self) -> broadcast::Receiver<News> {
        self.0.subscribe()
    }

    pub(super) fn tell(&self, news: News) {
        // Nobody may be listening.
        let _heard = self.0.send(news);
    }
}

/// A job's own teller, for whoever does it.
#[derive(Clone)]
pub(super) struct Teller(Arc<Telling>);

struct Telling {
    kernel: Arc<Kernel>,
    wire: Wire,
    about: News,
    began: Timestamp,
    state: Mutex<(Progress, Timestamp)>,
}

impl Teller {
    pub(super) fn new(kernel: Arc<Kernel>, wire: Wire, about: News) -> Self {
        let began = kernel.now();
        let state = Mutex::new((Progress { done: 0, left: None }, began));
        Self(Arc::new(Telling { kernel, wire, about, began, state }))
    }

    /// The part of the work from `from` to `to` thousandths is `done` of `total`.
    pub(super) fn tell(&self, (from, to): (u64, u64), done: u64, total: u64) {
        let it = &self.0;
        let part = u128::from(done.min(total)) * u128::from(to - from) / u128::from(total.max(1));
        let thousandths = (from + part as u64).min(1000) as u16;
        let now = it.kernel.now();
        let mut state = it.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, at) = *state;
        if thousandths <= last.done || now.duration_since(at).as_millis() < i128::from(EVERY) {
            return;
        }
        let gone = now.duration_since(it.began).as_millis().max(0);
        let left = gone * i128::from(1000 - thousandths) / i128::from(thousandths.max(1)) / 1000;
        let left = (thousandths >= 20).then(|| u64::try_from(left).unwrap_or(0));
        let progress = Progress { done: thousandths, left };
        *state = (progress, now);
        drop(state);
        it.wire.tell(News { told: Told::Going(progress), ..it.about.clone() });
    }

    pub(super) fn progress(&self) -> Progress {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).0
    }
}
