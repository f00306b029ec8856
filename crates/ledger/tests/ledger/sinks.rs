//! What leaves the data directory: each entry once, in order, and nothing that fails there stops the log.

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    os::unix::net::UnixDatagram,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use incamera_ledger::{Ledger, Sink, Trouble, VerifyError, Writer, verify};
use uuid::Uuid;

use crate::{entries, filled, key, open};

fn ship(folder: &Path, sink: &Path) -> Vec<Trouble> {
    let mut trouble = Vec::new();
    let writer = Writer::start(open(folder), vec![Sink::file(sink)]);
    // The first try is over when one of the two is so.
    for _ in 0..200 {
        trouble = writer.sink_trouble();
        if !trouble.is_empty() || compare(folder, sink).is_ok_and(|held| held.entries == size(folder)) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    writer.close().unwrap();
    trouble
}

fn size(folder: &Path) -> u64 {
    verify::log(folder, key().public(), None).unwrap().size
}

fn compare(folder: &Path, sink: &Path) -> Result<verify::Held, VerifyError> {
    let log = verify::log(folder, key().public(), None).unwrap();
    verify::sink(folder, &log, fs::read(sink).unwrap_or_default().as_slice())
}

fn all(size: u64) -> String {
    let line = |(n, entry): (usize, incamera_ledger::Entry)| {
        format!("{} {n}\n", String::from_utf8(entry.bytes()).unwrap())
    };
    entries(0..size).into_iter().enumerate().map(line).collect()
}

/// proves: SEC-15
#[test]
fn a_file_holds_each_entry_once_wherever_a_crash_cut_it() {
    let (folder, outside) = (filled(300), tempfile::tempdir().unwrap());
    let sink = outside.path().join("sink");
    let writer = Writer::start(open(folder.path()), vec![Sink::file(&sink)]);
    for n in (300..700).step_by(40) {
        writer.write(entries(n..n + 40)).unwrap();
    }
    let ledger = writer.close().unwrap();
    drop(ledger);
    let whole = all(700);
    assert_eq!(fs::read_to_string(&sink).unwrap(), whole);
    for cut in [1, 2, 100, 230, 231, 400, 10_000, whole.len() - 1, whole.len()] {
        fs::write(&sink, &whole[..whole.len() - cut]).unwrap();
        let torn = !whole[..whole.len() - cut].ends_with('\n') && cut < whole.len();
        assert_eq!(compare(folder.path(), &sink).unwrap().torn, torn);
        assert_eq!(ship(folder.path(), &sink), []);
        assert!(fs::read_to_string(&sink).unwrap() == whole, "cut by {cut}");
    }
    assert_eq!(compare(folder.path(), &sink).unwrap(), verify::Held { entries: 700, torn: false });
}

/// proves: SEC-15
#[test]
fn the_first_difference_between_log_and_sink_is_named() {
    let (folder, outside) = (filled(600), tempfile::tempdir().unwrap());
    let sink = outside.path().join("sink");
    let whole = all(600);
    let lines: Vec<&str> = whole.lines().collect();
    let differs = |text: String| {
        fs::write(&sink, text).unwrap();
        match compare(folder.path(), &sink) {
            Err(VerifyError::Sink { entry, .. }) => entry,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(differs(whole.replacen(" 437\n", " 438\n", 1)), 437);
    assert_eq!(differs(whole.replacen(&format!("{}\n", lines[5]), "", 1)), 5);
    assert_eq!(differs(whole.replacen("training", "service-", 1)), 0);
    assert_eq!(differs(format!("{whole}{}\n", lines[599])), 600);
    assert_eq!(differs(format!("{whole}x")), 600);
    assert_eq!(differs("x".repeat(5000)), 0);
    // Those that end so are shipped to no further, and left as they are.
    for text in [
        format!("{whole}{} 600\n", lines[0]),
        whole.replacen("training\",\"version\":1} 599", "service-\",\"version\":1} 599", 1),
        format!("{}\nx", lines[..599].join("\n")),
        "x".repeat(5000),
        "no ledger\n".to_owned(),
    ] {
        fs::write(&sink, &text).unwrap();
        let trouble = ship(folder.path(), &sink);
        assert_eq!(trouble.len(), 1);
        assert!(trouble[0].sink == sink && trouble[0].failures > 0, "{trouble:?}");
        assert_eq!(fs::read_to_string(&sink).unwrap(), text);
    }
}

/// proves: SEC-15
#[test]
fn a_sink_that_fails_stops_nothing_and_is_tried_again() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (sink, other) = (outside.path().join("not/yet/sink"), outside.path().join("other"));
    let writer = Writer::start(open(folder.path()), vec![Sink::file(&sink), Sink::file(&other)]);
    writer.write(entries(0..500)).unwrap();
    until(|| writer.sink_trouble().first().is_some_and(|t| t.sink == sink && t.unshipped == 500));
    assert!(writer.sink_trouble()[0].why.contains("not/yet/sink") && writer.sink_failures() > 0);
    fs::create_dir_all(sink.parent().unwrap()).unwrap();
    until(|| writer.sink_trouble().is_empty());
    writer.close().unwrap();
    assert_eq!(fs::read_to_string(&sink).unwrap(), all(500));
    assert_eq!(fs::read_to_string(&other).unwrap(), all(500));
}

fn until(done: impl Fn() -> bool) {
    for _ in 0..1000 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("not in ten seconds");
}

/// proves: SEC-15
#[test]
fn a_log_daemon_gets_records_and_may_be_away() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let socket = outside.path().join("log");
    let writer = Writer::start(open(folder.path()), vec![Sink::syslog(&socket)]);
    writer.write(entries(0..3)).unwrap();
    until(|| !writer.sink_trouble().is_empty());
    let daemon = UnixDatagram::bind(&socket).unwrap();
    daemon.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let hear = || {
        let mut record = [0; 2048];
        let length = daemon.recv(&mut record).unwrap();
        String::from_utf8(record[..length].to_vec()).unwrap()
    };
    let says = |n: u64| {
        let time = format!("2026-09-21T14:13:20.{n:03}Z");
        let entry = String::from_utf8(entries(n..n + 1)[0].bytes()).unwrap();
        format!("<109>1 {time} - incamera - entry - {entry} {n}")
    };
    for n in 0..3 {
        assert_eq!(hear(), says(n));
    }
    until(|| writer.sink_trouble().is_empty());
    // More than a socket holds.
    std::thread::scope(|scope| {
        scope.spawn(|| writer.write(entries(3..400)).unwrap());
        (3..400).for_each(|n| assert_eq!(hear(), says(n)));
    });
    writer.close().unwrap();
    let writer = Writer::start(open(folder.path()), vec![Sink::syslog(&socket)]);
    writer.write(entries(400..401)).unwrap();
    assert_eq!(hear(), says(400), "nothing before it is sent again");
}

/// A process that is killed at random loses nothing that it acknowledged, what stands there is sound, and the sink outside has
/// each entry exactly once.
///
/// proves: SEC-14, SEC-15
#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    // Built beside the tests.
    let here = std::env::current_exe().unwrap();
    let example = here.parent().unwrap().with_file_name("examples/append");
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sink = outside.path().join("sink");
    let mut acknowledged: BTreeSet<Uuid> = BTreeSet::new();
    let mut behind = 0;
    for round in 0..40_u64 {
        let mut child = Command::new(&example)
            .args([folder.path().to_str().unwrap(), "30", "4", sink.to_str().unwrap(), "-v"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(15 + round * 37 % 170));
        child.kill().unwrap();
        let mut told = String::new();
        child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
        child.wait().unwrap();
        let whole = told.rsplit_once('\n').map_or("", |(whole, _)| whole);
        acknowledged.extend(whole.lines().map(|line| line.parse::<Uuid>().unwrap()));
        if folder.path().join("checkpoint").exists() {
            behind += u64::from(compare(folder.path(), &sink).unwrap().entries < size(folder.path()));
        }
    }
    assert!(behind > 0, "no kill fell between a group's commit and its shipping: kill more often");
    let writer = Writer::start(open(folder.path()), vec![Sink::file(&sink)]);
    let ledger = writer.close().unwrap();
    let log = verify::log(folder.path(), ledger.public(), None).unwrap();
    let held: Vec<Uuid> = ids(&ledger);
    let once: BTreeSet<Uuid> = held.iter().copied().collect();
    assert_eq!(once.len(), held.len(), "nothing stands there twice");
    assert!(!acknowledged.is_empty() && acknowledged.is_subset(&once));
    let shipped = verify::sink(folder.path(), &log, fs::read(&sink).unwrap().as_slice()).unwrap();
    assert_eq!(shipped, verify::Held { entries: log.size, torn: false });
}

fn ids(ledger: &Ledger) -> Vec<Uuid> {
    let id = |n| ledger.receipt(n).unwrap().verify(ledger.public()).unwrap().id;
    (0..ledger.size()).map(id).collect()
}
