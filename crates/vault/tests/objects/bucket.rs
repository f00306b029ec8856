//! What only a bucket can get wrong: hosts, credentials, locations, answers that are lost, and too many round trips.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use incamera_vault::{Fault, Location, Objects, VaultError};
use jiff::SignedDuration;

use crate::{
    server::{KEY, Server},
    studio::{Studio, credentials, film, id, now, open},
};

/// What opening a location says is wrong.
fn fault(at: &str) -> (Fault, String) {
    match open(at).err().unwrap() {
        VaultError::Store { place, fault } => {
            let told = fault.to_string();
            assert!(place.contains("127.0.0.1"), "{place}");
            (fault, told)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_store_that_does_not_let_us_in_says_why() {
    let server = Server::new();
    let at = server.location();
    open(&at).unwrap();
    let (missing, told) = fault(&at.replace("films", "nofilms"));
    assert!(matches!(missing, Fault::NoBucket) && told.contains("make it"), "{told}");
    let wrong = credentials(server.folder.path(), KEY.0, "wrong");
    let (refused, told) =
        fault(&at.replace(
            &format!("credentials-{}-{}", KEY.0, KEY.1),
            wrong.file_name().unwrap().to_str().unwrap(),
        ));
    assert!(matches!(refused, Fault::Credentials(_)) && told.contains("AWS_SECRET_ACCESS_KEY"), "{told}");
    let late =
        Objects::open(&at.parse::<Location>().unwrap(), Box::new(|| now() - SignedDuration::from_hours(24)));
    let late = late.err().unwrap().to_string();
    assert!(late.contains("clocks"), "{late}");
    // A port nobody listens on, because its server has ended.
    drop(server);
    let keep = tempfile::tempdir().unwrap();
    let file = credentials(keep.path(), KEY.0, KEY.1);
    let (gone, told) =
        fault(&format!("{}&credentials={}", at.split_once("&credentials").unwrap().0, file.display()));
    assert!(matches!(gone, Fault::Unreachable(_)) && told.contains("endpoint"), "{told}");
}

#[test]
fn a_location_that_is_none_says_what_to_write() {
    let folder: Location = "/srv/objects".parse().unwrap();
    assert_eq!(folder, Location::Folder("/srv/objects".into()));
    let read = |text: &str| text.parse::<Location>();
    for fine in [
        "s3://films?endpoint=https://s3.example.org",
        "s3://films/a/b/?endpoint=https://s3.example.org:9000/&region=eu-west-1&part=64",
        "s3://my.films?endpoint=http://[::1]:9000",
        "s3://films?endpoint=http://localhost",
    ] {
        assert!(matches!(read(fine).unwrap(), Location::Bucket(_)), "{fine}");
    }
    for (wrong, told) in [
        ("", "write a folder"),
        ("gs://films", "s3://BUCKET"),
        ("s3://films", "endpoint=https://HOST"),
        ("s3://films?endpoint=s3.example.org", "https://HOST"),
        ("s3://films?endpoint=http://s3.example.org", "write https://s3.example.org"),
        ("s3://films?endpoint=https://s3.example.org/path", "https://HOST"),
        ("s3://films?endpoint=https://me:secret@s3.example.org", "no credentials belong here"),
        ("s3://id:secret@films?endpoint=https://s3.example.org", "no credentials belong here"),
        ("s3://Films?endpoint=https://s3.example.org", "a-z"),
        ("s3://films/a b?endpoint=https://s3.example.org", "prefix"),
        ("s3://films/../a?endpoint=https://s3.example.org", "prefix"),
        ("s3://films?endpoint=https://s3.example.org&part=4", "5 to 512"),
        ("s3://films?endpoint=https://s3.example.org&region=", "region=VALUE"),
        ("s3://films?endpoint=https://s3.example.org&colour=red", "colour is not known"),
    ] {
        let found = read(wrong).err().unwrap().to_string();
        assert!(found.contains(told) && !found.contains("secret"), "{wrong}: {found}");
    }
}

/// proves: SEC-05
#[test]
fn credentials_are_a_file_of_ones_own() {
    let server = Server::new();
    let file = credentials(server.folder.path(), KEY.0, KEY.1);
    let told = |at: &str| open(at).err().unwrap().to_string();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(told(&server_at(&server, &file)).contains("chmod 600"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&file, "[default]\n").unwrap();
    assert!(told(&server_at(&server, &file)).contains("aws_access_key_id"));
    assert!(told(&server_at(&server, &file.with_extension("gone"))).contains("name a file"));
    assert_eq!(server.requests(), [""; 0], "nobody was asked before there were credentials");
}

fn server_at(server: &Server, file: &Path) -> String {
    format!("s3://films?endpoint=http://127.0.0.1:{}&credentials={}", server.port, file.display())
}

#[test]
fn a_host_that_stumbles_is_asked_again_and_not_for_ever() {
    let server = Server::new();
    let studio = Studio::new(&server.location(), &server.files());
    let whole = film(11 << 20);
    server.be_busy(2);
    studio.put(1, &whole);
    server.be_busy(1);
    assert!(studio.get(1).unwrap() == whole);
    // Answers that are lost: of a read, of a short object, of a part, of the beginning, and of the end, after which there is no upload any more.
    let lost = [
        ("GET", "rushes"),
        ("PUT", "rushes"),
        ("PUT", "partNumber=2"),
        ("POST", "uploads"),
        ("POST", "uploadId"),
    ];
    for (n, (method, part)) in (2..).zip(lost) {
        let length = if n == 3 { 100 } else { whole.len() };
        server.break_off(method, part);
        studio.put(n, &whole[..length]);
        assert!(studio.get(n).unwrap() == whole[..length], "{method} {part}");
        assert!(server.has_broken_off(), "{method} {part}: {:#?}", server.requests());
    }
    server.requests();
    server.be_busy(100);
    let told = studio.get(1).err().unwrap().to_string();
    assert!(told.contains("503"), "{told}");
    assert_eq!(server.requests().len(), 5);
    server.be_busy(100);
    assert!(studio.try_put(9, &film(100)).is_err());
    server.be_busy(0);
    assert_eq!(studio.list().len(), 6);
}

#[test]
fn a_read_takes_few_round_trips() {
    let server = Server::new();
    let studio = Studio::new(&server.location(), &server.files());
    studio.put(1, &film(100));
    studio.put(2, &film(24 << 20));
    server.requests();
    studio.get(1).unwrap();
    assert_eq!(server.requests().len(), 1, "a short object is its head");
    let opened = studio.open(2).unwrap();
    assert_eq!(server.requests().len(), 2, "head and end");
    let mut part = vec![0; 7 << 20];
    opened.read_at(&mut part, 9 << 20).unwrap();
    assert_eq!(server.requests().len(), 1, "a range in one request");
    opened.read_at(&mut part[..50], 0).unwrap();
    opened.read_at(&mut part[..50], (24 << 20) - 60_000).unwrap();
    assert_eq!(server.requests().len(), 0, "what came along is not asked for again");
    for offset in (0..24 << 20).step_by(64 << 10) {
        opened.read_at(&mut part[..64 << 10], offset).unwrap();
    }
    let played = server.requests();
    assert!(played.len() <= 8, "played from start to end: {played:#?}");
}

#[test]
fn nothing_is_kept_or_listed_outside_the_prefix() {
    let server = Server::new();
    let studio = Studio::new(&server.location(), &server.files());
    studio.put(1, &film(10));
    let other = Studio::new(&server.location().replace("/rushes", "/other"), &server.files());
    assert!(other.list().is_empty());
    other.put(1, &film(20));
    other.erase(1).unwrap();
    fs::write(server.files().join("notes.txt"), b"of somebody else").unwrap();
    assert_eq!(studio.list(), [id(1)]);
    assert!(studio.get(1).unwrap() == film(10));
    let sent = server.requests();
    assert!(
        sent.iter().all(|request| request.split(' ').nth(1).is_some_and(|path| path.starts_with("/films")))
    );
}

/// What a child process does until it is killed: puts objects and says which. Its credentials are the environment's.
#[test]
#[ignore = "run by killed_while_it_puts_nothing_half_is_seen"]
fn child() {
    let studio = Studio::new(&std::env::var("AT").unwrap(), Path::new("/nowhere"));
    let first: u64 = std::env::var("FIRST").unwrap().parse().unwrap();
    for n in first.. {
        studio.put(n, &film(LONG));
        println!("put {n}");
    }
}

const LONG: usize = 11 << 20;

#[test]
fn killed_while_it_puts_nothing_half_is_seen() {
    let server = Server::new();
    let at = server.location();
    let mut put = BTreeSet::new();
    for round in 0..3_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["bucket::child", "--exact", "--ignored", "--nocapture"])
            .env("AT", at.split_once("&credentials").unwrap().0)
            .env("AWS_ACCESS_KEY_ID", KEY.0)
            .env("AWS_SECRET_ACCESS_KEY", KEY.1)
            .env("FIRST", (1 + round * 100).to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = told.find_map(|line| line.strip_prefix("put ")?.parse::<u64>().ok()).unwrap();
        // In the middle of the next: once it has begun, after its first part, after its second.
        server.requests();
        let parts = |sent: &[String]| {
            sent.iter().filter(|line| line.contains("uploads=") || line.contains("partNumber")).count()
        };
        let mut sent = Vec::new();
        while parts(&sent) <= round as usize {
            sent.extend(server.requests());
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        put.insert(id(first));
        put.extend(told.filter_map(|line| line.strip_prefix("put ")?.parse().ok()).map(id));
    }
    let objects = open(&at).unwrap().list().unwrap();
    assert!(put.is_subset(&objects.iter().copied().collect()), "what was told is there");
    for id in &objects {
        let name = id.simple().to_string();
        let length = fs::metadata(server.files().join(&name[30..]).join(name)).unwrap().len();
        assert_eq!(length, 57 + LONG as u64 + 16 * (LONG as u64 / 16_384 + 1), "{id} is whole");
    }
}
