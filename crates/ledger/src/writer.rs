//! Many writers, one log: entries are written in groups.

use std::{
    mem,
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use uuid::Uuid;

use crate::{
    entry::Entry,
    error::LedgerError,
    keys::PublicKey,
    ledger::Ledger,
    log::Log,
    receipt::Receipt,
    ship::{Shipper, Trouble},
    sink::Sink,
    witness::{Cosignature, WitnessKey},
};

/// How long an entry that nobody waits for may stay in memory.
const LONGEST: Duration = Duration::from_secs(1);
/// How many of them.
const MOST: usize = 256;

/// A log that any thread may write to. Dropping it writes what is left, and tries once more to ship it.
pub struct Writer {
    folder: PathBuf,
    public: PublicKey,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<Ledger>>,
    shipper: Shipper,
}

/// What is done between two groups.
type Job = Box<dyn FnOnce(&mut Ledger) + Send>;

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Entry>,
    jobs: Vec<Job>,
    /// Somebody waits for what is in the queue.
    urgent: bool,
    /// How many groups were taken from the queue, and how many of them are on disk.
    taken: u64,
    done: u64,
    failed: Option<String>,
    closed: bool,
}

impl Writer {
    /// Starts writing, and shipping: what is in the log and not in a sink yet, as after a crash, and then each group when it is
    /// on disk. A sink that fails stops nothing: it is tried again about every second; ask [`sink_trouble`](Self::sink_trouble).
    pub fn start(mut ledger: Ledger, sinks: Vec<Sink>) -> Self {
        let (folder, public) = (ledger.folder().to_owned(), ledger.public().clone());
        let shipper = Shipper::start(folder.clone(), public.clone(), ledger.size(), sinks);
        let shared = Arc::new(Shared { queue: Mutex::default(), changed: Condvar::new() });
        let (own, progress) = (Arc::clone(&shared), Arc::clone(&shipper.progress));
        let thread = thread::spawn(move || {
            while let Some((group, jobs)) = own.next() {
                let outcome = ledger.append(&group);
                if outcome.is_ok() {
                    progress.durable(ledger.size());
                    for job in jobs {
                        job(&mut ledger);
                    }
                }
                let mut queue = own.lock();
                queue.done += 1;
                if let Err(error) = outcome {
                    queue.failed = Some(error.to_string());
                }
                own.changed.notify_all();
            }
            // Who waits for one of them learns that it will not be done.
            own.lock().jobs.clear();
            ledger
        });
        Self { folder, public, shared, thread: Some(thread), shipper }
    }

    /// Writes down a read: on disk within a second, or when 256 of them wait.
    ///
    /// # Errors
    /// A log that stopped.
    pub fn note(&self, entry: Entry) -> Result<(), LedgerError> {
        let mut queue = self.shared.lock();
        queue.check()?;
        queue.waiting.push(entry);
        if queue.waiting.len() == 1 || queue.waiting.len() >= MOST {
            self.shared.changed.notify_all();
        }
        Ok(())
    }

    /// Writes entries down, and comes back when they are on disk; together with what others wait for. An outbox that does not
    /// know whether an entry arrived writes it again: see [`Ledger::append`] for how long ids are remembered.
    ///
    /// # Errors
    /// A log that stopped, or stops by this.
    pub fn write(&self, entries: impl IntoIterator<Item = Entry>) -> Result<(), LedgerError> {
        let mut queue = self.shared.lock();
        queue.check()?;
        queue.waiting.extend(entries);
        if queue.waiting.is_empty() {
            return Ok(());
        }
        queue.urgent = true;
        let mine = queue.taken + 1;
        self.shared.changed.notify_all();
        while queue.done < mine {
            queue.check()?;
            queue = self.shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        queue.check()
    }

    /// Takes witnesses' signature lines into the checkpoint, between two groups; see [`Ledger::cosign`].
    ///
    /// # Errors
    /// As there, or a log that stopped.
    pub fn cosign(&self, lines: &str, witnesses: &[WitnessKey]) -> Result<Vec<Cosignature>, LedgerError> {
        let (lines, witnesses) = (lines.to_owned(), witnesses.to_vec());
        let (tell, told) = mpsc::channel();
        let mut queue = self.shared.lock();
        queue.check()?;
        queue.jobs.push(Box::new(move |ledger| {
            // Who asked may be gone.
            let _heard = tell.send(ledger.cosign(&lines, &witnesses));
        }));
        drop(queue);
        self.shared.changed.notify_all();
        let gone = || LedgerError::Stopped("it failed before the checkpoint was cosigned".to_owned());
        told.recv().map_err(|_| gone())?
    }

    /// Proof that the entry with this id is in the log; none, when it is not. What it costs: see [`Receipt::find`].
    ///
    /// # Errors
    /// Files that do not fit the checkpoint.
    pub fn receipt(&self, id: Uuid) -> Result<Option<Receipt>, LedgerError> {
        let index = Receipt::find(&self.folder, &self.public, id)?;
        index.map(|index| Receipt::of(&self.folder, &self.public, index)).transpose()
    }

    /// The same log, for reading: receipts and checkpoints of what is on disk.
    pub fn log(&self) -> Log {
        Log::at(&self.folder, self.public.clone())
    }

    /// The sinks that are in trouble now: none, when all took what they should.
    pub fn sink_trouble(&self) -> Vec<Trouble> {
        self.shipper.progress.trouble()
    }

    /// How often a sink failed since the start.
    pub fn sink_failures(&self) -> u64 {
        self.shipper.progress.failures()
    }

    /// Writes what is left, tries once more to ship it, and gives the log back.
    ///
    /// # Errors
    /// A log that stopped.
    pub fn close(mut self) -> Result<Ledger, LedgerError> {
        let gone = || LedgerError::Stopped("its thread is gone".to_owned());
        self.shared.close();
        let ledger = self.thread.take().ok_or_else(gone)?.join().map_err(|_| gone())?;
        self.shipper.close();
        self.shared.lock().check()?;
        Ok(ledger)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.close();
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
        self.shipper.close();
    }
}

impl Queue {
    fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.jobs.is_empty()
    }

    fn check(&self) -> Result<(), LedgerError> {
        self.failed.clone().map_or(Ok(()), |why| Err(LedgerError::Stopped(why)))
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// The next group, when it is due, and what is to be done after it; none when the log is closed, or failed.
    fn next(&self) -> Option<(Vec<Entry>, Vec<Job>)> {
        let mut queue = self.lock();
        while queue.is_empty() && !queue.closed {
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        let early = |queue: &mut Queue| {
            !queue.urgent && !queue.closed && queue.jobs.is_empty() && queue.waiting.len() < MOST
        };
        let (mut queue, _) =
            self.changed.wait_timeout_while(queue, LONGEST, early).unwrap_or_else(PoisonError::into_inner);
        if queue.is_empty() || queue.failed.is_some() {
            return None;
        }
        queue.urgent = false;
        queue.taken += 1;
        Some((mem::take(&mut queue.waiting), mem::take(&mut queue.jobs)))
    }
}
