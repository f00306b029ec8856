//! Witnesses: who followed the log says so under its checkpoint, and a fork finds nobody to sign it.

use std::{fs, path::Path, process::Command};

use incamera_ledger::{
    Cosignature, LedgerError, PublicKey, VerifyError, Witness, WitnessKey, Writer, verify, witness,
};

use crate::{entries, filled, key, open};

/// When a witness signs: a second of 2026.
const AT: u64 = 1_790_000_000;

fn anna() -> Witness {
    Witness::of("witness.test/anna", &[21; 32]).unwrap()
}

fn said(folder: &Path, witnesses: &[WitnessKey]) -> Result<Vec<Cosignature>, VerifyError> {
    let note = fs::read(folder.join("checkpoint")).unwrap();
    verify::cosignatures(&note, key().public(), witnesses)
}

/// proves: SEC-14
#[test]
fn a_witness_says_who_and_when_until_the_next_checkpoint() {
    let folder = filled(300);
    let public = key().public().clone();
    let ben = Witness::of("witness.test/ben", &[22; 32]).unwrap();
    let keys = [anna().public(), ben.public()];
    assert_eq!(said(folder.path(), &keys).unwrap(), []);
    let line = anna().cosign(folder.path(), &public, None, AT).unwrap().line;
    let by_anna = [Cosignature { by: "witness.test/anna".to_owned(), at: AT }];
    assert_eq!(witness::add(folder.path(), &public, &line, &keys).unwrap(), by_anna);
    assert_eq!(said(folder.path(), &keys).unwrap(), by_anna);
    assert_eq!(said(folder.path(), &keys[1..]).unwrap(), []);
    // Opened again, it is still there; of two by the same witness the later one stays.
    let mut ledger = open(folder.path());
    let later = anna().cosign(folder.path(), &public, None, AT + 60).unwrap().line;
    let by_ben = ben.cosign(folder.path(), &public, None, AT + 7).unwrap().line;
    ledger.cosign(&format!("{later}{by_ben}"), &keys).unwrap();
    let at: Vec<u64> = said(folder.path(), &keys).unwrap().iter().map(|c| c.at).collect();
    assert_eq!(at, [AT + 60, AT + 7]);
    let both = ["witness.test/anna", "witness.test/ben"];
    assert_eq!(verify::log(folder.path(), &public, None).unwrap().cosigners, both);
    assert!(matches!(witness::add(folder.path(), &public, &line, &keys), Err(LedgerError::Busy(_))));
    ledger.append(&entries(300..301)).unwrap();
    assert_eq!(said(folder.path(), &keys).unwrap(), []);
    // While others write: the line is of the checkpoint before, or of this one.
    let writer = Writer::start(ledger, vec![]);
    assert!(matches!(writer.cosign(&line, &keys), Err(LedgerError::Damaged(VerifyError::Signature(_)))));
    let line = anna().cosign(folder.path(), &public, None, AT).unwrap().line;
    assert_eq!(writer.cosign(&line, &keys).unwrap(), by_anna);
    writer.close().unwrap();
}

/// proves: SEC-14
#[test]
fn nothing_but_a_signature_of_exactly_this_is_taken() {
    let folder = filled(30);
    let public = key().public().clone();
    let before = fs::read(folder.path().join("checkpoint")).unwrap();
    let line = anna().cosign(folder.path(), &public, None, AT).unwrap().line;
    let add = |line: &str, witness: &Witness| {
        witness::add(folder.path(), &public, line, &[witness.public()]).unwrap_err().to_string()
    };
    let namesake = Witness::of("witness.test/anna", &[23; 32]).unwrap();
    assert!(add(&line, &namesake).contains("no line is by a witness"));
    let elsewhere = anna().cosign(filled(31).path(), &public, None, AT).unwrap().line;
    assert!(add(&elsewhere, &anna()).contains("not signed by witness.test/anna"));
    assert!(add("something else", &anna()).contains("no signature"));
    assert!(add("", &anna()).contains("no line is by a witness"));
    let own = String::from_utf8(before.clone()).unwrap();
    assert!(add(&own, &anna()).contains("no line is by a witness"));
    assert_eq!(fs::read(folder.path().join("checkpoint")).unwrap(), before);
    let itself = Witness::of("witness.test/anna", &[7; 32]).unwrap();
    let line_of_its_own = itself.cosign(folder.path(), &public, None, AT).unwrap().line;
    assert!(add(&line_of_its_own, &itself).contains("the log's own key"));
    assert!(said(folder.path(), &[itself.public()]).is_err());
    // Put there by hand, every altered bit of it is found out: another time is another statement.
    let (head, text) = line.trim_end().rsplit_once(' ').unwrap();
    for at in 0..text.len() {
        let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
        let forged = format!("{own}{head} {}{other}{}\n", &text[..at], &text[at + 1..]);
        fs::write(folder.path().join("checkpoint"), forged).unwrap();
        assert!(!said(folder.path(), &[anna().public()]).is_ok_and(|said| !said.is_empty()), "letter {at}");
    }
    // A whole checkpoint with the line is as good as the line.
    fs::write(folder.path().join("checkpoint"), &before).unwrap();
    let whole = format!("{own}{line}");
    assert_eq!(witness::add(folder.path(), &public, &whole, &[anna().public()]).unwrap().len(), 1);
    assert_eq!(fs::read_to_string(folder.path().join("checkpoint")).unwrap(), whole);
}

/// proves: SEC-14
#[test]
fn a_fork_finds_no_witness() {
    let folder = filled(400);
    let public = key().public().clone();
    let seen = anna().cosign(folder.path(), &public, None, AT).unwrap();
    assert_eq!(seen.size, 400);
    open(folder.path()).append(&entries(400..900)).unwrap();
    let next = anna().cosign(folder.path(), &public, Some(&seen.note), AT + 1).unwrap();
    assert_eq!(next.size, 900);
    let fork = tempfile::tempdir().unwrap();
    open(fork.path()).append(&entries(1..1000)).unwrap();
    let refused = anna().cosign(fork.path(), &public, Some(&next.note), AT + 2).unwrap_err();
    assert_eq!(refused, VerifyError::Forked(900));
    let cut = anna().cosign(filled(899).path(), &public, Some(&next.note), AT + 2).unwrap_err();
    assert_eq!(cut, VerifyError::Forked(899));
}

#[test]
fn keys_are_read_as_they_are_written() {
    let public = anna().public();
    assert_eq!(WitnessKey::read(&format!(" {}\n", public.text())).unwrap(), public);
    assert_eq!(Witness::read(&anna().secret()).unwrap().public(), public);
    let log = key().public().text().to_owned();
    assert!(WitnessKey::read(&log).unwrap_err().to_string().contains("type is not 4"));
    assert!(PublicKey::read(&public.text()).is_err(), "nor is a witness's key that of a log");
    let (text, secret) = (public.text(), anna().secret());
    for at in 0..text.len().min(secret.len()) {
        assert!(WitnessKey::read(&text[..at]).is_err() && Witness::read(&secret[..at]).is_err());
    }
    assert!(WitnessKey::read(&text.replacen("anna", "hannah", 1)).is_err());
    assert!(Witness::of("two words", &[1; 32]).is_err());
}

/// What we sign is what the specification says, by a reader of its own in Go.
///
/// proves: SEC-14, EVD-03
#[test]
fn another_implementation_verifies_a_cosignature() {
    let folder = filled(40);
    let scratch = tempfile::tempdir().unwrap();
    let line = anna().cosign(folder.path(), key().public(), None, AT).unwrap().line;
    witness::add(folder.path(), key().public(), &line, &[anna().public()]).unwrap();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verifier/cosignature.go");
    let judge = |checkpoint: &Path| {
        let said = Command::new("go")
            .arg("run")
            .arg(&program)
            .args([&anna().public().text(), checkpoint.to_str().unwrap()])
            .env("GO111MODULE", "off")
            .env("GOCACHE", scratch.path().join("cache"))
            .output()
            .expect("Debian's golang-go");
        String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned()
    };
    let checkpoint = folder.path().join("checkpoint");
    assert_eq!(judge(&checkpoint), format!("witness.test/anna {AT}\n"));
    let text = fs::read_to_string(&checkpoint).unwrap();
    fs::write(&checkpoint, text.replacen("\n40\n", "\n41\n", 1)).unwrap();
    assert!(judge(&checkpoint).starts_with("refused"));
}
