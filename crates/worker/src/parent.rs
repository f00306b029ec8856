//! The child's side: its parent, seen through the control socket.

use std::{
    io,
    marker::PhantomData,
    os::{
        fd::{AsFd, OwnedFd},
        unix::net::UnixStream,
    },
    process,
    sync::{Arc, mpsc},
    thread,
};

use rustix::io::Errno;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    PlainFile, ReadAt, WriteAt,
    confine::confine,
    message::{self, Handed, Order, Said},
    range::RangeSocket,
};

/// The parent of this process: gives jobs, hears replies.
pub struct Parent<Q, A> {
    socket: UnixStream,
    jobs: mpsc::Receiver<Job<Q>>,
    replies: PhantomData<fn(A)>,
}

/// A request with what was handed over for it.
pub struct Job<Q> {
    /// What to do.
    pub request: Q,
    /// Bytes to read, in the order they were attached.
    pub sources: Vec<Arc<dyn ReadAt>>,
    /// Where the result's bytes go.
    pub sink: Option<Arc<dyn WriteAt>>,
}

impl<Q, A> Parent<Q, A>
where
    Q: DeserializeOwned + Send + 'static,
    A: Serialize,
{
    /// Takes the control socket from standard input, locks this process in and reports what holds it. To be called
    /// before anything else in the process, and before any thread is started.
    ///
    /// # Errors
    /// Standard input is not a control socket: somebody started the worker by hand.
    pub fn meet() -> io::Result<Self> {
        let socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
        let by_hand =
            || io::Error::new(io::ErrorKind::InvalidInput, "a worker is started by incamera itself");
        let Ok(Some((Order::Confine(limits), None))) = message::read::<Order<Q>>(&socket) else {
            return Err(by_hand());
        };
        message::write(&socket, &Said::<A>::Confined(confine(&limits)), None)?;
        let orders = socket.try_clone()?;
        let (sender, jobs) = mpsc::channel();
        thread::Builder::new().name("orders".into()).spawn(move || {
            // The parent never closes before it has ended us: a closed socket means that it died. Nothing done from
            // here on can reach anybody, so the process stops wherever it is.
            drop(listen(&orders, &sender));
            process::abort();
        })?;
        Ok(Self { socket, jobs, replies: PhantomData })
    }

    /// Waits for the next job; none when no more can come.
    pub fn next_job(&mut self) -> Option<Job<Q>> {
        self.jobs.recv().ok()
    }

    /// Tells the parent; waits when it is slow to listen.
    ///
    /// # Errors
    /// The parent is gone.
    pub fn say(&mut self, reply: &A) -> io::Result<()> {
        message::write(&self.socket, &Said::Reply(reply), None)
    }
}

fn listen<Q: DeserializeOwned>(socket: &UnixStream, jobs: &mpsc::Sender<Job<Q>>) -> io::Result<()> {
    let (mut sources, mut sink) = (Vec::new(), None);
    while let Some((order, descriptor)) = message::read(socket)? {
        match (order, descriptor) {
            (Order::Take(what), Some(descriptor)) => take(what, descriptor, &mut sources, &mut sink),
            (Order::Do(request), None) => {
                let job = Job { request, sources: std::mem::take(&mut sources), sink: sink.take() };
                jobs.send(job).map_err(|_| Errno::PIPE)?;
            }
            _ => return Err(Errno::PROTO.into()),
        }
    }
    Ok(())
}

fn take(
    what: Handed,
    descriptor: OwnedFd,
    sources: &mut Vec<Arc<dyn ReadAt>>,
    sink: &mut Option<Arc<dyn WriteAt>>,
) {
    match what {
        Handed::File(size) => sources.push(Arc::new(PlainFile::with_size(descriptor.into(), size))),
        Handed::Served(size) => sources.push(Arc::new(RangeSocket::new(descriptor.into(), size))),
        Handed::Sink => *sink = Some(Arc::new(std::fs::File::from(descriptor))),
        Handed::ServedSink => *sink = Some(Arc::new(RangeSocket::new(descriptor.into(), 0))),
    }
}
