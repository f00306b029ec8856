//! The parent's side: one child process, from start to end.

use std::{
    io::{self, Read},
    marker::PhantomData,
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::{
            net::UnixStream,
            process::{CommandExt, ExitStatusExt},
        },
    },
    path::PathBuf,
    process::{self, Command, ExitStatus, Stdio},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    net::{RecvFlags, recv},
    process::Signal,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Cancel, Confinement, Limits, Sink, Source, WorkerError,
    handed::Ready,
    message::{self, LARGEST, Order, Said},
};

/// How often a waiting parent looks at its [`Cancel`].
const GLANCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
/// How much of a child's last words is kept.
const LAST_WORDS: usize = 8 * 1024;

/// How children are started and held.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The program; it is called with `worker <role>`.
    pub program: PathBuf,
    /// What a child may use.
    pub limits: Limits,
    /// Go on when the child cannot be confined. Only when the user said so.
    pub unconfined: bool,
    /// How long a child may keep silent while it works; any message counts.
    pub patience: Duration,
}

impl Default for Settings {
    /// This very program, default limits, confined, one minute.
    fn default() -> Self {
        Self {
            program: "/proc/self/exe".into(),
            limits: Limits::default(),
            unconfined: false,
            patience: Duration::from_mins(1),
        }
    }
}

/// A running child that takes requests `Q` and gives replies `A`. Dropping it ends the process.
pub struct Child<Q, A> {
    process: process::Child,
    socket: UnixStream,
    /// Received, not yet a whole message.
    received: Vec<u8>,
    stderr: Option<JoinHandle<Vec<u8>>>,
    servers: Vec<JoinHandle<()>>,
    confinement: Confinement,
    patience: Duration,
    types: PhantomData<fn(Q) -> A>,
}

impl<Q: Serialize, A: DeserializeOwned> Child<Q, A> {
    /// Starts `program worker <role>` and has it lock itself in.
    ///
    /// # Errors
    /// [`WorkerError::Spawn`], [`WorkerError::NotConfined`], or the ways of dying.
    pub fn spawn(role: &str, settings: &Settings) -> Result<Self, WorkerError> {
        let (socket, theirs) = UnixStream::pair().map_err(WorkerError::Spawn)?;
        // A child that stops reading must not hold its parent for ever.
        socket.set_write_timeout(Some(settings.patience)).map_err(WorkerError::Spawn)?;
        let mut process = Command::new(&settings.program)
            .args(["worker", role])
            .env_clear()
            // Every arena maps 64 MiB of address space, which is limited.
            .env("MALLOC_ARENA_MAX", "4")
            // Pictures of megabytes go back to the system when they are freed: in a heap their holes add up to a fifth.
            .env("MALLOC_MMAP_THRESHOLD_", "262144")
            // OpenBLAS, which Debian's FFmpeg loads, starts a thread before `main`: it could not be locked in.
            .env("OPENBLAS_NUM_THREADS", "1")
            .current_dir("/")
            // Ctrl-C reaches us alone: we end our children in order.
            .process_group(0)
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            // A pipe: on a regular file, the limit on file sizes would end the child at its first word.
            .stderr(Stdio::piped())
            .spawn()
            .map_err(WorkerError::Spawn)?;
        let stderr = process.stderr.take().map(|pipe| thread::spawn(move || last_words(pipe)));
        let mut child = Self {
            process,
            socket,
            received: Vec::new(),
            stderr,
            servers: Vec::new(),
            confinement: Confinement::unknown(),
            patience: settings.patience,
            types: PhantomData,
        };
        child.order(&Order::Confine(settings.limits), None)?;
        match child.hear(&Cancel::default())? {
            Said::Confined(confinement) => child.confinement = confinement,
            Said::Reply(_) => return Err(child.broken("a reply before its confinement")),
        }
        match child.confinement.missing() {
            Some(missing) if !settings.unconfined => Err(WorkerError::NotConfined { missing }),
            _ => Ok(child),
        }
    }

    /// What holds the child.
    pub fn confinement(&self) -> &Confinement {
        &self.confinement
    }

    /// Hands over bytes to read for the next request.
    ///
    /// # Errors
    /// [`WorkerError::Spawn`] when this process has no descriptors left, or the ways of dying.
    pub fn attach(&mut self, source: &Source) -> Result<(), WorkerError> {
        self.hand(source.hand().map_err(WorkerError::Spawn)?)
    }

    /// Hands over where the bytes of the next request's result go.
    ///
    /// # Errors
    /// As [`attach`](Self::attach).
    pub fn attach_sink(&mut self, sink: &Sink) -> Result<(), WorkerError> {
        self.hand(sink.hand().map_err(WorkerError::Spawn)?)
    }

    /// Asks, with what was attached since the last request.
    ///
    /// # Errors
    /// The ways of dying.
    pub fn send(&mut self, request: &Q) -> Result<(), WorkerError> {
        self.order(&Order::Do(request), None)
    }

    /// Waits for the next reply.
    ///
    /// # Errors
    /// [`WorkerError::Cancelled`], [`WorkerError::Hung`], [`WorkerError::Broken`], or how it died.
    pub fn receive(&mut self, cancel: &Cancel) -> Result<A, WorkerError> {
        match self.hear(cancel)? {
            Said::Reply(reply) => Ok(reply),
            Said::Confined(_) => Err(self.broken("its confinement twice")),
        }
    }

    fn hand(&mut self, ready: Ready) -> Result<(), WorkerError> {
        self.servers.extend(ready.server);
        self.order(&Order::<&Q>::Take(ready.what), Some(ready.descriptor.as_fd()))
    }

    fn order(&mut self, order: &Order<&Q>, descriptor: Option<BorrowedFd<'_>>) -> Result<(), WorkerError> {
        match message::write(&self.socket, order, descriptor) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Err(WorkerError::Spawn(error)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(self.hung()),
            Err(_) => Err(self.died()),
        }
    }

    fn hear(&mut self, cancel: &Cancel) -> Result<Said<A>, WorkerError> {
        let silent_since = Instant::now();
        loop {
            if cancel.is_cancelled() {
                self.end();
                return Err(WorkerError::Cancelled);
            }
            if let Some(said) = self.whole_message()? {
                return Ok(said);
            }
            if silent_since.elapsed() > self.patience {
                return Err(self.hung());
            }
            match poll(&mut [PollFd::new(&self.socket, PollFlags::IN)], Some(&GLANCE)) {
                Ok(0) | Err(Errno::INTR) => continue,
                Ok(_) => {}
                Err(error) => return Err(WorkerError::Spawn(error.into())),
            }
            let mut piece = [0; 16 * 1024];
            match recv(&self.socket, &mut piece, RecvFlags::DONTWAIT) {
                Ok((0, _)) | Err(Errno::CONNRESET) => return Err(self.died()),
                Ok((n, _)) => self.received.extend_from_slice(piece.get(..n).unwrap_or_default()),
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(error) => return Err(WorkerError::Spawn(error.into())),
            }
        }
    }

    fn whole_message(&mut self) -> Result<Option<Said<A>>, WorkerError> {
        let Some((head, rest)) = self.received.split_first_chunk::<4>() else { return Ok(None) };
        let length = u32::from_le_bytes(*head) as usize;
        if length > LARGEST {
            return Err(self.broken(&format!("a message of {length} bytes")));
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        match message::decode(body) {
            Ok(said) => {
                self.received.drain(..4 + length);
                Ok(Some(said))
            }
            Err(error) => Err(self.broken(&error)),
        }
    }
}

impl<Q, A> Child<Q, A> {
    fn broken(&mut self, what: &str) -> WorkerError {
        self.end();
        WorkerError::Broken(what.into())
    }

    fn hung(&mut self) -> WorkerError {
        self.end();
        WorkerError::Hung { seconds: self.patience.as_secs() }
    }

    /// The socket closed: how did it end?
    fn died(&mut self) -> WorkerError {
        // A child that only closed its socket, and lives on, is ended like a dead one.
        let deadline = Instant::now() + Duration::from_secs(2);
        let status = loop {
            match self.process.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
                _ => break None,
            }
        };
        self.end();
        let words = self.stderr.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        let stderr = String::from_utf8_lossy(&words).into_owned();
        status.map_or_else(|| WorkerError::Broken("it closed its socket".into()), |s| cause(s, stderr))
    }

    /// Ends the process and what serves it.
    fn end(&mut self) {
        // Both fail only when it has already ended.
        drop(self.process.kill());
        drop(self.process.wait());
        for server in self.servers.drain(..) {
            drop(server.join());
        }
    }
}

impl<Q, A> Drop for Child<Q, A> {
    fn drop(&mut self) {
        self.end();
    }
}

fn cause(status: ExitStatus, stderr: String) -> WorkerError {
    // Rust's and C++'s allocators say so before they abort; FFmpeg reports it as a failure of the job.
    let starved = stderr.contains("memory allocation of") || stderr.contains("bad_alloc");
    match status.signal() {
        None => WorkerError::Ended { code: status.code().unwrap_or(-1), stderr },
        // We end children only after the last reply: this one came from the kernel, which ran out of memory.
        Some(signal) if signal == Signal::KILL.as_raw() => WorkerError::OutOfMemory,
        Some(signal) if signal == Signal::ABORT.as_raw() && starved => WorkerError::OutOfMemory,
        Some(signal) if signal == Signal::XCPU.as_raw() => WorkerError::OutOfTime,
        Some(signal) if signal == Signal::SYS.as_raw() => WorkerError::Forbidden { stderr },
        Some(signal) => WorkerError::Crashed { signal, stderr },
    }
}

/// Drains standard error, so that the child never waits for it, and keeps its end.
fn last_words(mut pipe: impl Read) -> Vec<u8> {
    let (mut kept, mut piece) = (Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = pipe.read(&mut piece) {
        kept.extend_from_slice(piece.get(..n).unwrap_or_default());
        kept.drain(..kept.len().saturating_sub(LAST_WORDS));
    }
    kept
}
