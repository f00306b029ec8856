//! What holds a child, tried on a real one.

use std::{
    fs::{self, File},
    io::{self, Write},
    sync::{Arc, Mutex},
    time::Duration,
};

use incamera_worker::{
    Cancel, Child, Enforced, Limits, ReadAt, Settings, Sink, Source, WorkerError, WriteAt,
};

#[expect(dead_code, reason = "its main is the other process's")]
#[path = "unruly/child.rs"]
mod unruly;
use unruly::{Reply, Request};

fn settings() -> Settings {
    Settings { program: env!("CARGO_BIN_EXE_unruly").into(), ..Settings::default() }
}

fn child() -> Child<Request, Reply> {
    Child::spawn("test", &settings()).expect("a confined child")
}

/// Asks one thing and hears the answer, or how the child ended.
fn ask(request: &Request) -> Result<Reply, WorkerError> {
    let mut child = child();
    child.send(request)?;
    child.receive(&Cancel::default())
}

struct Bytes(Vec<u8>);

impl ReadAt for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let rest =
            self.0.get(offset as usize..).ok_or_else(|| io::Error::other("past the end of the vault"))?;
        let n = rest.len().min(buffer.len());
        buffer[..n].copy_from_slice(&rest[..n]);
        Ok(n)
    }
}

#[derive(Default)]
struct Kept(Mutex<Vec<u8>>);

impl WriteAt for Kept {
    fn write_at(&self, buffer: &[u8], offset: u64) -> io::Result<()> {
        let mut kept = self.0.lock().expect("no writer died");
        let end = offset as usize + buffer.len();
        if end > 2_000_000 {
            return Err(io::Error::other("the disk is full"));
        }
        let length = kept.len().max(end);
        kept.resize(length, 0);
        kept[offset as usize..end].copy_from_slice(buffer);
        Ok(())
    }
}

struct Full;
impl WriteAt for Full {
    fn write_at(&self, _: &[u8], _: u64) -> io::Result<()> {
        Err(io::Error::other("the disk is full"))
    }
}

#[test]
fn everything_is_enforced_here() {
    let child = child();
    let held = child.confinement();
    assert_eq!(held.missing(), None);
    assert_eq!((&held.seccomp, &held.limits), (&Enforced::Fully, &Enforced::Fully));
}

#[test]
fn a_locked_in_child_does_its_job() {
    let bytes: Vec<u8> = (0..1_500_000u32).map(|i| (i % 249) as u8).collect();
    let sum: u64 = bytes.iter().map(|b| u64::from(*b)).sum();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&bytes).unwrap();

    let mut child = child();
    child.attach(&Source::open(file.path()).unwrap()).unwrap();
    child.attach(&Source::served(Arc::new(Bytes(bytes.clone())))).unwrap();
    child.send(&Request::Sum).unwrap();
    assert_eq!(child.receive(&Cancel::default()).unwrap(), Reply::Sum(2 * sum));

    // The same child, another job: from a served source to a served sink, and to a file.
    let kept = Arc::new(Kept::default());
    child.attach(&Source::served(Arc::new(Bytes(bytes.clone())))).unwrap();
    child.attach_sink(&Sink::served(Arc::<Kept>::clone(&kept))).unwrap();
    child.send(&Request::Copy).unwrap();
    // One read gives at most one range.
    assert_eq!(child.receive(&Cancel::default()).unwrap(), Reply::Done);
    assert_eq!(*kept.0.lock().unwrap(), bytes[..1 << 20]);

    let out = tempfile::NamedTempFile::new().unwrap();
    child.attach(&Source::open(file.path()).unwrap()).unwrap();
    child.attach_sink(&Sink::plain(out.reopen().unwrap())).unwrap();
    child.send(&Request::Copy).unwrap();
    assert_eq!(child.receive(&Cancel::default()).unwrap(), Reply::Done);
    assert_eq!(fs::read(out.path()).unwrap(), bytes);
}

#[test]
fn what_the_medium_says_reaches_the_child() {
    let mut child = child();
    child.attach(&Source::served(Arc::new(Bytes(vec![1; 100])))).unwrap();
    child.send(&Request::Read(1000)).unwrap();
    assert_eq!(
        child.receive(&Cancel::default()).unwrap(),
        Reply::Errors(vec!["past the end of the vault".into()])
    );

    child.attach(&Source::served(Arc::new(Bytes(vec![1; 100])))).unwrap();
    child.attach_sink(&Sink::served(Arc::new(Full))).unwrap();
    child.send(&Request::Copy).unwrap();
    assert_eq!(child.receive(&Cancel::default()).unwrap(), Reply::Errors(vec!["the disk is full".into()]));
}

#[test]
fn a_rush_cannot_be_written() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let writable = File::options().read(true).write(true).open(file.path()).unwrap();
    assert!(Source::plain(writable).is_err());
    assert!(Source::open(file.path().parent().unwrap()).is_err(), "a folder");
    assert!(Source::open("/dev/null".as_ref()).is_err(), "a device");
}

#[test]
fn no_file_can_be_opened_or_even_looked_at() {
    let neighbour = tempfile::NamedTempFile::new().unwrap();
    fs::write(neighbour.path(), "secret").unwrap();
    let Reply::Errors(errors) = ask(&Request::Open(neighbour.path().to_str().unwrap().into())).unwrap()
    else {
        panic!("no errors")
    };
    assert_eq!(errors, ["permission denied"; 4]);
    assert_eq!(fs::read(neighbour.path()).unwrap(), b"secret");
}

/// proves: EDT-06
#[test]
fn sockets_programs_and_signals_end_it() {
    for request in
        [Request::Socket, Request::LocalSocket, Request::Execute, Request::Signal(std::process::id())]
    {
        let ended = ask(&request);
        assert!(matches!(ended, Err(WorkerError::Forbidden { .. })), "{request:?}: {ended:?}");
    }
}

#[test]
fn memory_is_bounded_and_named() {
    let limits = Limits { memory: 1 << 30, ..Limits::default() };
    let mut child = Child::<Request, Reply>::spawn("test", &Settings { limits, ..settings() }).unwrap();
    child.send(&Request::Eat).unwrap();
    let (mut eaten, cancel) = (0, Cancel::default());
    let ended = loop {
        match child.receive(&cancel) {
            Ok(Reply::Progress(n)) => eaten = n,
            other => break other,
        }
    };
    assert!(matches!(ended, Err(WorkerError::OutOfMemory)), "{ended:?}");
    assert!((8..64).contains(&eaten), "{eaten} × 16 MiB");
}

#[test]
fn processor_time_is_bounded_and_named() {
    let limits = Limits { cpu: 1, ..Limits::default() };
    let mut child = Child::<Request, Reply>::spawn("test", &Settings { limits, ..settings() }).unwrap();
    child.send(&Request::Spin).unwrap();
    let ended = child.receive(&Cancel::default());
    assert!(matches!(ended, Err(WorkerError::OutOfTime)), "{ended:?}");
}

#[test]
fn a_silent_child_is_ended() {
    for request in [Request::Spin, Request::Sleep] {
        let patience = Duration::from_secs(1);
        let mut child = Child::<Request, Reply>::spawn("test", &Settings { patience, ..settings() }).unwrap();
        child.send(&request).unwrap();
        let ended = child.receive(&Cancel::default());
        assert!(matches!(ended, Err(WorkerError::Hung { seconds: 1 })), "{ended:?}");
    }
}

#[test]
fn a_flag_ends_a_job() {
    let cancel = Cancel::default();
    let mut child = child();
    child.send(&Request::Sleep).unwrap();
    let ended = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| child.receive(&cancel));
        cancel.cancel();
        waiting.join().unwrap()
    });
    assert!(matches!(ended, Err(WorkerError::Cancelled)), "{ended:?}");
}

#[test]
fn a_dead_child_leaves_its_last_words() {
    let ended = ask(&Request::Recurse).unwrap_err();
    assert!(matches!(ended, WorkerError::Crashed { .. }), "{ended:?}");
    let ended = ask(&Request::Panic).unwrap_err();
    assert!(
        matches!(&ended, WorkerError::Ended { code: 101, stderr } if stderr.contains("as asked")),
        "{ended:?}"
    );
    assert!(matches!(ask(&Request::Leave), Err(WorkerError::Ended { code: 7, .. })));
}

#[test]
fn many_messages_come_in_order() {
    let mut child = child();
    child.send(&Request::Chatter(50_000)).unwrap();
    for expected in 0..50_000 {
        assert_eq!(child.receive(&Cancel::default()).unwrap(), Reply::Progress(expected));
    }
    assert_eq!(child.receive(&Cancel::default()).unwrap(), Reply::Done);
}

/// A program that is no worker of ours does not get any further than its first word.
#[test]
fn a_stranger_is_refused() {
    for program in ["/bin/true", "/bin/cat", "/nowhere"] {
        let settings = Settings { program: program.into(), patience: Duration::from_secs(2), ..settings() };
        assert!(Child::<Request, Reply>::spawn("test", &settings).is_err(), "{program}");
    }
}

/// A child that could not be locked in is refused before it gets a byte.
#[test]
fn without_confinement_nothing_is_asked() {
    // The limit on descriptors is so low that landlock cannot make its ruleset.
    let limits = Limits { files: 3, ..Limits::default() };
    let settings = Settings { limits, ..settings() };
    let refused = Child::<Request, Reply>::spawn("test", &settings).map(|_| ());
    assert!(
        matches!(&refused, Err(e @ WorkerError::NotConfined { .. }) if e.to_string().contains("--unconfined")),
        "{refused:?}"
    );
}
