//! Append-only sinks: where entries go a second time, out of reach of who could alter the log.
//!
//! A line is the canonical entry, a space and its number. A file holds each exactly once, in order, and tells itself how far it
//! is; it must not be rotated or cut, or it is shipped from the first entry on. The system's log daemon gets the same line as
//! the message of an RFC 5424 record; how far it is stands in a small file beside the log, written after the daemon took the
//! records, so that a crash in between ships up to 256 of them twice.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::{fs::OpenOptionsExt, net::UnixDatagram},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    entry::Entry,
    error::LedgerError,
    files::{self, file_error},
    tiles::FULL,
};

/// Facility 13 (log audit), severity 5 (notice): RFC 5424 §6.2.1.
const PRIORITY: u8 = 13 * 8 + 5;
/// The end of a sink's file that is read to find its last line; longer than two lines.
const TAIL: u64 = 4096;
/// How long a daemon may let us wait.
const PATIENCE: Duration = Duration::from_secs(2);

/// An append-only sink.
pub struct Sink {
    path: PathBuf,
    place: Place,
    /// The entry that comes next; unknown before the first try, and after one that failed.
    next: Option<u64>,
}

enum Place {
    File(Option<File>),
    Syslog(Option<UnixDatagram>),
}

/// The log that is shipped, as it is on disk.
pub(crate) struct Source<'a> {
    pub(crate) folder: &'a Path,
    /// Entries under the checkpoint that is there.
    pub(crate) size: u64,
    /// Entries of it that no crash takes away any more: only they are shipped.
    pub(crate) durable: u64,
}

/// A line of a sink.
pub(crate) fn line(entry: &[u8], index: u64) -> Vec<u8> {
    [entry, format!(" {index}\n").as_bytes()].concat()
}

impl Sink {
    /// A file, opened to append only: it may lie on another disk or mount, and may be set append-only (`chattr +a`).
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), place: Place::File(None), next: None }
    }

    /// A log daemon's datagram socket, as `/dev/log`, that takes RFC 5424. What the daemon does with it is its own affair: have it
    /// forward to another host.
    pub fn syslog(socket: impl Into<PathBuf>) -> Self {
        Self { path: socket.into(), place: Place::Syslog(None), next: None }
    }

    /// The file, or the socket.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many entries it holds, as far as that is known.
    pub(crate) fn held(&self) -> u64 {
        self.next.unwrap_or_default()
    }

    /// Ships everything that is durable and is not there yet. After an error the next try looks anew how far the sink is.
    pub(crate) fn ship(&mut self, source: &Source<'_>) -> Result<(), LedgerError> {
        let outcome = match &mut self.place {
            Place::File(open) => to_file(&self.path, open, &mut self.next, source),
            Place::Syslog(open) => to_syslog(&self.path, open, &mut self.next, source),
        };
        if outcome.is_err() {
            match &mut self.place {
                Place::File(open) => *open = None,
                Place::Syslog(open) => *open = None,
            }
        }
        outcome
    }
}

fn to_file(
    path: &Path,
    open: &mut Option<File>,
    next: &mut Option<u64>,
    source: &Source<'_>,
) -> Result<(), LedgerError> {
    let mut torn = Vec::new();
    let (file, mut at) = match (open, *next) {
        (Some(file), Some(at)) => (file, at),
        (open, _) => {
            let mut options = OpenOptions::new();
            let file = options.append(true).create(true).read(true).mode(0o640).open(path);
            let mut file = file.map_err(file_error(path))?;
            let (at, rest) = resume(path, &mut file, source)?;
            if at == 0
                && let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty())
            {
                File::open(parent).and_then(|folder| folder.sync_all()).map_err(file_error(parent))?;
            }
            torn = rest;
            *next = Some(at);
            (open.insert(file), at)
        }
    };
    while at < source.durable {
        let (mut bytes, until) = lines(source, at)?;
        // A crash cut this line short; what is there stays, and the rest follows.
        let torn = std::mem::take(&mut torn);
        if !bytes.starts_with(&torn) {
            return Err(differs(path, at));
        }
        bytes.drain(..torn.len());
        file.write_all(&bytes).map_err(file_error(path))?;
        at = until;
        if at.is_multiple_of(64 * FULL as u64) {
            file.sync_data().map_err(file_error(path))?;
        }
    }
    if *next < Some(at) {
        file.sync_data().map_err(file_error(path))?;
        *next = Some(at);
    }
    Ok(())
}

/// How far a sink's file is, with what it has of the line that comes next.
fn resume(path: &Path, file: &mut File, source: &Source<'_>) -> Result<(u64, Vec<u8>), LedgerError> {
    let read = |file: &mut File| -> io::Result<(u64, Vec<u8>)> {
        file.sync_data()?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok((length, tail))
    };
    let (length, tail) = read(file).map_err(file_error(path))?;
    let wrong = |why: &str| LedgerError::Sink { path: path.to_owned(), why: why.to_owned() };
    let foreign = || wrong("this is no sink of a ledger: name a file that is not there yet");
    let Some(end) = tail.iter().rposition(|b| *b == b'\n') else {
        return if length < TAIL { Ok((0, tail)) } else { Err(foreign()) };
    };
    let begin = tail[..end].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let last = &tail[begin..=end];
    let number = std::str::from_utf8(last).ok().and_then(|last| last.trim_end().rsplit_once(' '));
    let index: u64 = number.and_then(|(_, n)| n.parse().ok()).ok_or_else(foreign)?;
    let rest = tail[end + 1..].to_vec();
    let beyond = index >= source.durable || (index + 1 == source.durable && !rest.is_empty());
    if beyond {
        let why = format!(
            "it goes on at entry {}, where the log ends: keep both, the log was cut, or restored from a backup",
            source.durable
        );
        return Err(wrong(&why));
    }
    let held = files::bundle(source.folder, index / FULL as u64, source.size)?;
    if line(&held[(index % FULL as u64) as usize], index) != last {
        return Err(differs(path, index));
    }
    Ok((index + 1, rest))
}

fn differs(path: &Path, index: u64) -> LedgerError {
    let why = format!(
        "it does not hold the log's entry {index}: keep both, and compare them (incamera ledger verify --sink)"
    );
    LedgerError::Sink { path: path.to_owned(), why }
}

/// The lines from this entry to the end of its bundle, with the entry that comes next.
fn lines(source: &Source<'_>, from: u64) -> Result<(Vec<u8>, u64), LedgerError> {
    let (entries, until) = entries(source, from)?;
    Ok(((from..).zip(entries).flat_map(|(index, entry)| line(&entry, index)).collect(), until))
}

fn entries(source: &Source<'_>, from: u64) -> Result<(Vec<Vec<u8>>, u64), LedgerError> {
    let number = from / FULL as u64;
    let until = source.durable.min((number + 1) * FULL as u64);
    let held = files::bundle(source.folder, number, source.size)?;
    let skipped = (from % FULL as u64) as usize;
    Ok((held.into_iter().skip(skipped).take((until - from) as usize).collect(), until))
}

fn to_syslog(
    path: &Path,
    open: &mut Option<UnixDatagram>,
    next: &mut Option<u64>,
    source: &Source<'_>,
) -> Result<(), LedgerError> {
    let state = format!("shipped{}", path.display().to_string().replace('/', "-"));
    let mut at = next.map_or_else(|| shipped(source, &state), Ok)?;
    if at > source.durable {
        let why = format!(
            "it was sent {at} entries, and the log has {}: it was cut, or restored from a backup; remove {} to go on",
            source.durable,
            source.folder.join(&state).display()
        );
        return Err(LedgerError::Sink { path: path.to_owned(), why });
    }
    *next = Some(at);
    while at < source.durable {
        let connect = || {
            let socket = UnixDatagram::unbound()?;
            socket.set_write_timeout(Some(PATIENCE))?;
            socket.connect(path).map(|()| socket)
        };
        let socket = match &mut *open {
            Some(socket) => socket,
            open => open.insert(connect().map_err(file_error(path))?),
        };
        let (entries, _) = entries(source, at)?;
        let mut outcome = Ok(());
        for entry in entries {
            outcome = socket.send(&record(&entry, at)).map(drop);
            if outcome.is_err() {
                break;
            }
            at += 1;
        }
        if *next != Some(at) {
            files::put(source.folder, &[(state.clone(), format!("{at}\n").into_bytes())])?;
            *next = Some(at);
        }
        outcome.map_err(file_error(path))?;
    }
    Ok(())
}

/// How many entries a daemon took.
fn shipped(source: &Source<'_>, state: &str) -> Result<u64, LedgerError> {
    let path = source.folder.join(state);
    match fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().map_err(|_| LedgerError::Sink {
            path,
            why: "no number: remove it, and every entry is shipped again".to_owned(),
        }),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(e) => Err(file_error(&path)(e)),
    }
}

/// An entry for a log daemon (RFC 5424 §6): its own time, no host (the daemon knows it), and the line as the message.
fn record(entry: &[u8], index: u64) -> Vec<u8> {
    let at = Entry::read(entry).and_then(|entry| i64::try_from(entry.at).ok());
    let at = at.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    let at = at.map_or_else(|| "-".to_owned(), |at| format!("{at:.3}"));
    let mut record = format!("<{PRIORITY}>1 {at} - incamera - entry - ").into_bytes();
    record.extend(line(entry, index).strip_suffix(b"\n").unwrap_or_default());
    record
}
