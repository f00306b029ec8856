//! Shipping: a thread of its own, so that a sink that is slow or gone holds nobody up.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{
    files,
    keys::PublicKey,
    sink::{Sink, Source},
};

/// After how long a sink in trouble is tried again, at the latest.
const AGAIN: Duration = Duration::from_secs(1);

/// A sink that does not take what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Its file or socket.
    pub sink: PathBuf,
    /// Why, and what to do.
    pub why: String,
    /// How often it failed since it last took something.
    pub failures: u64,
    /// How many entries it lacks, as far as is known.
    pub unshipped: u64,
}

pub(crate) struct Shipper {
    pub(crate) progress: Arc<Progress>,
    thread: Option<JoinHandle<()>>,
}

/// What the writer tells the shipper, and the other way round.
#[derive(Default)]
pub(crate) struct Progress {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    durable: u64,
    closed: bool,
    failures: u64,
    trouble: Vec<Trouble>,
}

impl Shipper {
    /// Ships what is durable, at once and whenever there is more.
    pub(crate) fn start(folder: PathBuf, key: PublicKey, durable: u64, sinks: Vec<Sink>) -> Self {
        let progress = Arc::new(Progress::default());
        progress.durable(durable);
        let own = Arc::clone(&progress);
        let thread = (!sinks.is_empty()).then(|| thread::spawn(move || own.run(&folder, &key, sinks)));
        Self { progress, thread }
    }

    /// Tries a last time, and stops.
    pub(crate) fn close(&mut self) {
        self.progress.lock().closed = true;
        self.progress.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

impl Progress {
    /// So many entries are on disk for good.
    pub(crate) fn durable(&self, size: u64) {
        self.lock().durable = size;
        self.changed.notify_all();
    }

    /// The sinks that are in trouble now.
    pub(crate) fn trouble(&self) -> Vec<Trouble> {
        self.lock().trouble.clone()
    }

    /// How often a sink failed since the start.
    pub(crate) fn failures(&self) -> u64 {
        self.lock().failures
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, folder: &Path, key: &PublicKey, mut sinks: Vec<Sink>) {
        loop {
            let state = self.lock();
            let (durable, closed) = (state.durable, state.closed);
            drop(state);
            let mut trouble = Vec::new();
            for sink in &mut sinks {
                let shipped = files::settled(folder, key, |_, checkpoint| {
                    sink.ship(&Source { folder, size: checkpoint.size(), durable })
                });
                if let Err(error) = shipped {
                    let unshipped = durable.saturating_sub(sink.held());
                    let sink = sink.path().to_owned();
                    trouble.push(Trouble { sink, why: error.to_string(), failures: 1, unshipped });
                }
            }
            let mut state = self.lock();
            state.failures += trouble.len() as u64;
            for new in &mut trouble {
                new.failures += state.trouble.iter().find(|t| t.sink == new.sink).map_or(0, |t| t.failures);
            }
            state.trouble = trouble;
            if closed {
                return;
            }
            let nothing_new = |state: &mut State| state.durable == durable && !state.closed;
            if state.trouble.is_empty() {
                drop(self.changed.wait_while(state, nothing_new));
            } else {
                // A group that is written a moment later does not try it anew at once.
                drop(self.changed.wait_timeout_while(state, AGAIN, |state| !state.closed));
            }
        }
    }
}
