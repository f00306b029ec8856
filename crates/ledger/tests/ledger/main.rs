//! The log at its public face: what is written is found, proved, and verified by a stock client; what is altered is found out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod outbox;
mod sinks;
mod witnesses;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use incamera_ledger::{
    Entry, Kind, Ledger, LedgerError, LogKey, PublicKey, Receipt, VerifyError, Witness, WitnessKey, Writer,
    verify,
};
use proptest::prelude::*;
use uuid::Uuid;

fn key() -> LogKey {
    LogKey::of("example.test/log", &[7; 32]).unwrap()
}

fn open(folder: &Path) -> Ledger {
    Ledger::open(folder, key()).unwrap()
}

fn entries(range: std::ops::Range<u64>) -> Vec<Entry> {
    range
        .map(|n| Entry {
            at: 1_790_000_000_000 + n,
            commitment: [n as u8; 32],
            id: Uuid::from_u64_pair(1, n),
            kind: Kind::Consent,
            promise: "purpose.training".parse().unwrap(),
            version: 1,
        })
        .collect()
}

fn filled(size: u64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).append(&entries(0..size)).unwrap();
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found.sort();
    found
}

/// proves: SEC-14
#[test]
fn what_is_written_is_proved() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    let mut size = 0;
    // Across the edges of tiles, one of them on the second level.
    for step in [1, 1, 254, 1, 255, 1, 700, 64_000, 500] {
        ledger.append(&entries(size..size + step)).unwrap();
        size += step;
        assert_eq!(
            (ledger.size(), verify::log(folder.path(), ledger.public(), None).unwrap().size),
            (size, size)
        );
        for index in [0, size / 2, size - 1] {
            let receipt: Receipt = ledger.receipt(index).unwrap().to_string().parse().unwrap();
            assert_eq!(receipt.verify(ledger.public()).unwrap(), entries(index..index + 1)[0]);
        }
    }
    assert!(matches!(ledger.receipt(size), Err(LedgerError::NoEntry { .. })));
}

#[test]
fn a_log_is_written_by_one_and_read_again() {
    let folder = filled(300);
    let mut ledger = open(folder.path());
    assert!(matches!(Ledger::open(folder.path(), key()), Err(LedgerError::Busy(_))));
    // An outbox that is replayed.
    ledger.append(&entries(200..400)).unwrap();
    drop(ledger);
    assert_eq!(open(folder.path()).size(), 400);
    let other = LogKey::of("example.test/log", &[8; 32]).unwrap();
    assert!(matches!(
        Ledger::open(folder.path(), other),
        Err(LedgerError::Damaged(VerifyError::Signature(_)))
    ));
    assert!(LogKey::of("two words", &[7; 32]).is_err());
}

/// proves: SEC-14, EVD-03
#[test]
fn every_altered_byte_is_found_and_its_file_is_named() {
    let folder = filled(600);
    let public = key().public().clone();
    for file in files(folder.path()).into_iter().filter(|f| !f.ends_with("lock")) {
        let whole = fs::read(&file).unwrap();
        let name = file.strip_prefix(folder.path()).unwrap().display().to_string();
        for at in (0..whole.len()).step_by((whole.len() / 23).max(1)) {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&file, altered).unwrap();
            let error = verify::log(folder.path(), &public, None).unwrap_err();
            let named = error.to_string().contains(&name) || name == "checkpoint";
            assert!(named, "byte {at} of {name}: {error}");
        }
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        assert!(verify::log(folder.path(), &public, None).is_err(), "{name} cut");
        fs::remove_file(&file).unwrap();
        assert_eq!(verify::log(folder.path(), &public, None).unwrap_err(), VerifyError::Missing(name));
        fs::write(&file, whole).unwrap();
    }
    verify::log(folder.path(), &public, None).unwrap();
}

/// proves: SEC-14
#[test]
fn a_fork_is_found_by_whoever_remembers_a_checkpoint() {
    let folder = filled(400);
    let earlier = fs::read(folder.path().join("checkpoint")).unwrap();
    let public = key().public().clone();
    open(folder.path()).append(&entries(400..900)).unwrap();
    assert_eq!(verify::log(folder.path(), &public, Some(&earlier)).unwrap().size, 900);
    // The operator writes another history with the same key.
    let fork = tempfile::tempdir().unwrap();
    open(fork.path()).append(&entries(1..1000)).unwrap();
    verify::log(fork.path(), &public, None).unwrap();
    assert_eq!(verify::log(fork.path(), &public, Some(&earlier)).unwrap_err(), VerifyError::Forked(400));
    let shorter = filled(399);
    assert_eq!(verify::log(shorter.path(), &public, Some(&earlier)).unwrap_err(), VerifyError::Forked(399));
}

/// proves: EVD-03, RET-12
#[test]
fn a_stock_client_verifies_receipts_and_refuses_altered_ones() {
    let folder = filled(400);
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name).display().to_string();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verifier/main.go");
    let build = Command::new("go")
        .args(["build", "-o", &at("verifier")])
        .arg(program)
        .env("GO111MODULE", "off")
        .env("GOPATH", "/usr/share/gocode")
        .env("GOCACHE", scratch.path().join("cache"))
        .output()
        .expect("Debian's golang-go and golang-golang-x-mod-dev");
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    fs::copy(folder.path().join("checkpoint"), at("older")).unwrap();
    let mut ledger = open(folder.path());
    ledger.append(&entries(400..1000)).unwrap();
    fs::write(at("older.proof"), ledger.consistency(400).unwrap().join("\n")).unwrap();
    let text = ledger.receipt(437).unwrap().to_string();
    let (head, note) = text.split_once("\n\n").unwrap();
    let hashes: Vec<&str> = head.lines().skip(3).collect();
    fs::write(at("checkpoint"), note).unwrap();
    let judge = |entry: &[u8], checkpoint: &str, index: &str| {
        fs::write(at("entry"), entry).unwrap();
        let arguments = [ledger.public().text(), &at(checkpoint), &at("older"), &at("entry"), index];
        let said = Command::new(at("verifier")).args(arguments).args(&hashes).output().unwrap();
        (said.status.success(), String::from_utf8(said.stdout).unwrap())
    };
    let entry = entries(437..438)[0].bytes();
    assert_eq!(judge(&entry, "checkpoint", "437"), (true, "verified\n".to_owned()));
    assert!(!judge(&entry, "checkpoint", "436").0);
    assert!(!judge(&entries(438..439)[0].bytes(), "checkpoint", "437").0);
    fs::write(at("altered"), note.replacen("1000", "1001", 1)).unwrap();
    assert!(!judge(&entry, "altered", "437").0);
}

#[test]
fn witnesses_are_named_and_not_needed() {
    let folder = filled(3);
    let path = folder.path().join("checkpoint");
    let witness = signed_note::StandardSigner::new(
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
    );
    let mut note = signed_note::Note::from_bytes(&fs::read(&path).unwrap()).unwrap();
    note.add_sigs(&[&witness.unwrap()]).unwrap();
    fs::write(&path, note.to_bytes()).unwrap();
    let said = verify::log(folder.path(), key().public(), None).unwrap();
    assert_eq!(said.cosigners, ["PeterNeumann"]);
    assert_eq!(verify::log(filled(3).path(), key().public(), None).unwrap().cosigners, [""; 0]);
}

/// proves: SEC-14
#[test]
fn many_threads_write_one_log() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::start(open(folder.path()), vec![]);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let writer = &writer;
            scope.spawn(move || {
                for n in 0..5 {
                    let from = thread * 100 + n * 10;
                    writer.write(entries(from..from + 9)).unwrap();
                    writer.note(entries(from + 9..from + 10).remove(0)).unwrap();
                }
            });
        }
    });
    let ledger = writer.close().unwrap();
    assert_eq!(ledger.size(), 8 * 5 * 10);
    let all: BTreeSet<Uuid> =
        (0..400).map(|n| ledger.receipt(n).unwrap().verify(ledger.public()).unwrap().id).collect();
    assert_eq!(all.len(), 400);
}

#[test]
fn a_read_is_on_disk_within_a_second_or_so_without_anybody_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::start(open(folder.path()), vec![]);
    writer.note(entries(0..1).remove(0)).unwrap();
    let signed = || verify::log(folder.path(), key().public(), None).unwrap().size == 1;
    for _ in 0..100 {
        if signed() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nothing was written in ten seconds");
}

proptest! {
    /// Foreign bytes are refused or read, and nothing else happens.
    #[test]
    fn foreign_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0..600_usize, flip in any::<u8>()) {
        let public = key().public().clone();
        prop_assert!(verify::checkpoint(&bytes, &public).is_err());
        prop_assert!(Entry::read(&bytes).is_none());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        prop_assert!(text.parse::<Receipt>().is_err() && PublicKey::read(&text).is_err());
        prop_assert!(WitnessKey::read(&text).is_err() && Witness::read(&text).is_err());
        let folder = filled(3);
        let line = format!("— example.test/w {text}\n");
        prop_assert!(open(folder.path()).cosign(&line, &[]).is_err());
        let log = verify::log(folder.path(), &public, None).unwrap();
        let held = verify::sink(folder.path(), &log, bytes.as_slice());
        prop_assert!(held.map_or(true, |held| held.entries == 0));
        let mut entry = entries(0..1)[0].bytes();
        let at = cut % entry.len();
        entry[at] = flip;
        if let Some(read) = Entry::read(&entry) {
            prop_assert_eq!(read.bytes(), entry);
        }
    }

    #[test]
    fn altered_receipts_prove_nothing(at in 0..1500_usize, to in any::<u8>()) {
        let folder = filled(30);
        let ledger = open(folder.path());
        let receipt = ledger.receipt(11).unwrap();
        let mut text = receipt.to_string().into_bytes();
        let at = at % text.len();
        text[at] = to;
        let read = String::from_utf8(text).ok().and_then(|text| text.parse::<Receipt>().ok());
        if let Some(entry) = read.and_then(|receipt| receipt.verify(ledger.public()).ok()) {
            prop_assert_eq!(&entry, &entries(11..12)[0]);
        }
    }
}

/// proves: SEC-14, EVD-03
#[test]
fn a_log_is_read_beside_its_writer() {
    let folder = filled(300);
    let (ledger, public) = (open(folder.path()), key().public().clone());
    let log = ledger.log();
    let earlier = log.checkpoint().unwrap();
    let writer = Writer::start(ledger, vec![]);
    let (wanted, nowhere) = (Uuid::from_u64_pair(1, 255), Uuid::from_u64_pair(9, 9));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0..60 {
                writer.write(entries(300 + n * 20..320 + n * 20)).unwrap();
            }
        });
        for _ in 0..200 {
            let found = writer.log().find(&[wanted, nowhere]).unwrap();
            assert_eq!(found.into_iter().collect::<Vec<_>>(), [(wanted, 255)]);
            let receipt = writer.log().receipt(299).unwrap();
            assert_eq!(receipt.verify(&public).unwrap(), entries(299..300)[0]);
            let (proof, later) = writer.log().consistency(earlier.as_bytes()).unwrap();
            verify::consistent(earlier.as_bytes(), later.as_bytes(), &proof, &public).unwrap();
        }
    });
    // A log that was written anew is found out by who kept a checkpoint.
    let other = tempfile::tempdir().unwrap();
    open(other.path()).append(&entries(1..1000)).unwrap();
    let forked = open(other.path()).log();
    let (proof, later) = forked.consistency(earlier.as_bytes()).unwrap();
    let found = verify::consistent(earlier.as_bytes(), later.as_bytes(), &proof, &public);
    assert_eq!(found, Err(VerifyError::Forked(300)));
    let none = forked.consistency(filled(2000).path().join("checkpoint").to_str().unwrap().as_bytes());
    assert!(none.is_err());
}
