//! A child that misbehaves on request, for the tests of confinement.

use std::{
    fs, hint, io, net::TcpListener, os::unix::net::UnixListener, process::Command, thread, time::Duration,
};

use incamera_worker::{Job, Parent};
use serde::{Deserialize, Serialize};

/// What the tests ask for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// Add all bytes of all sources, on four threads.
    Sum,
    /// Copy the first source to the sink.
    Copy,
    /// Read a source out of range of what it says.
    Read(u64),
    /// Open a file, list a folder, write one: what errors come?
    Open(String),
    /// Make a network socket.
    Socket,
    /// Make a local socket.
    LocalSocket,
    /// Start a program.
    Execute,
    /// Signal another process.
    Signal(u32),
    /// Say so many replies, then the end.
    Chatter(u32),
    /// Work without a word for ever.
    Spin,
    /// Sleep without a word for ever.
    Sleep,
    /// Take memory until none is left.
    Eat,
    /// Call itself until the stack is used up.
    Recurse,
    /// Panic.
    Panic,
    /// End without an answer.
    Leave,
}

/// What the child answers.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// On the way.
    Progress(u32),
    /// A number.
    Sum(u64),
    /// Error texts.
    Errors(Vec<String>),
    /// It is done.
    Done,
}

fn main() -> io::Result<()> {
    let mut parent = Parent::<Request, Reply>::meet()?;
    while let Some(job) = parent.next_job() {
        let reply = work(job, &mut parent)?;
        parent.say(&reply)?;
    }
    Ok(())
}

fn work(job: Job<Request>, parent: &mut Parent<Request, Reply>) -> io::Result<Reply> {
    match job.request {
        Request::Sum => {
            let sums = thread::scope(|scope| {
                let started: Vec<_> = (0..4u64)
                    .map(|part| {
                        let sources = &job.sources;
                        scope.spawn(move || {
                            let mut sum = 0;
                            for source in sources {
                                let quarter = source.size().div_ceil(4);
                                let mut at = part * quarter;
                                let end = (at + quarter).min(source.size());
                                while at < end {
                                    let mut buffer = vec![0; (end - at).min(10_000) as usize];
                                    let n = source.read_at(&mut buffer, at)?;
                                    sum += buffer[..n].iter().map(|b| u64::from(*b)).sum::<u64>();
                                    at += n as u64;
                                }
                            }
                            Ok(sum)
                        })
                    })
                    .collect();
                started.into_iter().map(|t| t.join().expect("a summing thread")).sum::<io::Result<u64>>()
            })?;
            Ok(Reply::Sum(sums))
        }
        Request::Copy => {
            let mut buffer = vec![0; job.sources[0].size() as usize];
            let n = job.sources[0].read_at(&mut buffer, 0)?;
            let sink = job.sink.expect("a sink");
            Ok(match sink.write_at(&buffer[..n], 0) {
                Ok(()) => Reply::Done,
                Err(error) => Reply::Errors(vec![error.to_string()]),
            })
        }
        Request::Read(offset) => Ok(match job.sources[0].read_at(&mut [0; 16], offset) {
            Ok(n) => Reply::Sum(n as u64),
            Err(error) => Reply::Errors(vec![error.to_string()]),
        }),
        Request::Open(path) => {
            let errors = [
                fs::read(&path).map(drop),
                fs::write(&path, "mine").map(drop),
                fs::read_dir("/").map(drop),
                fs::metadata(&path).map(drop),
            ];
            Ok(Reply::Errors(
                errors.into_iter().map(|r| r.err().map_or("none".into(), |e| e.kind().to_string())).collect(),
            ))
        }
        Request::Socket => TcpListener::bind("127.0.0.1:0").map(|_| Reply::Done),
        Request::LocalSocket => UnixListener::bind("/here").map(|_| Reply::Done),
        Request::Execute => Command::new("/bin/true").status().map(|_| Reply::Done),
        Request::Signal(process) => {
            let process = rustix::process::Pid::from_raw(process as i32).expect("a process");
            rustix::process::kill_process(process, rustix::process::Signal::TERM)?;
            Ok(Reply::Done)
        }
        Request::Chatter(times) => {
            for i in 0..times {
                parent.say(&Reply::Progress(i))?;
            }
            Ok(Reply::Done)
        }
        Request::Spin => loop {
            hint::spin_loop();
        },
        Request::Sleep => loop {
            thread::sleep(Duration::from_secs(1));
        },
        Request::Eat => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(vec![1u8; 16 << 20]);
                parent.say(&Reply::Progress(eaten.len() as u32))?;
            }
        }
        Request::Recurse => Ok(Reply::Sum(recurse(1))),
        Request::Panic => panic!("as asked"),
        Request::Leave => std::process::exit(7),
    }
}

#[expect(unconditional_recursion, reason = "that is the point")]
fn recurse(depth: u64) -> u64 {
    hint::black_box(recurse(hint::black_box(depth + 1)) + depth)
}
