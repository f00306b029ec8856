//! Many writers, one log: entries are written in groups.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{entry::Entry, error::LedgerError, ledger::Ledger};

/// How long an entry that nobody waits for may stay in memory.
const LONGEST: Duration = Duration::from_secs(1);
/// How many of them.
const MOST: usize = 256;

/// A log that any thread may write to. Dropping it writes what is left.
pub struct Writer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<Ledger>>,
}

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Entry>,
    /// Somebody waits for what is in the queue.
    urgent: bool,
    /// How many groups were taken from the queue, and how many of them are on disk.
    taken: u64,
    done: u64,
    failed: Option<String>,
    closed: bool,
}

impl Writer {
    /// Starts writing.
    pub fn start(mut ledger: Ledger) -> Self {
        let shared = Arc::new(Shared { queue: Mutex::default(), changed: Condvar::new() });
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            while let Some(group) = own.next() {
                let outcome = ledger.append(&group);
                let mut queue = own.lock();
                queue.done += 1;
                if let Err(error) = outcome {
                    queue.failed = Some(error.to_string());
                }
                own.changed.notify_all();
            }
            ledger
        });
        Self { shared, thread: Some(thread) }
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

    /// Writes entries down, and comes back when they are on disk; together with what others wait for.
    ///
    /// # Errors
    /// A log that stopped, or stops by this.
    pub fn write(&self, entries: impl IntoIterator<Item = Entry>) -> Result<(), LedgerError> {
        let mut queue = self.shared.lock();
        queue.check()?;
        queue.waiting.extend(entries);
        queue.urgent = true;
        let mine = queue.taken + 1;
        self.shared.changed.notify_all();
        while queue.done < mine {
            queue.check()?;
            queue = self.shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        queue.check()
    }

    /// Writes what is left, and gives the log back.
    ///
    /// # Errors
    /// A log that stopped.
    pub fn close(mut self) -> Result<Ledger, LedgerError> {
        let gone = || LedgerError::Stopped("its thread is gone".to_owned());
        self.shared.close();
        let ledger = self.thread.take().ok_or_else(gone)?.join().map_err(|_| gone())?;
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
    }
}

impl Queue {
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

    /// The next group, when it is due; none when the log is closed, or failed.
    fn next(&self) -> Option<Vec<Entry>> {
        let mut queue = self.lock();
        while queue.waiting.is_empty() && !queue.closed {
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        let due = |queue: &mut Queue| !queue.urgent && !queue.closed && queue.waiting.len() < MOST;
        let (mut queue, _) =
            self.changed.wait_timeout_while(queue, LONGEST, due).unwrap_or_else(PoisonError::into_inner);
        if queue.waiting.is_empty() || queue.failed.is_some() {
            return None;
        }
        queue.urgent = false;
        queue.taken += 1;
        Some(std::mem::take(&mut queue.waiting))
    }
}
