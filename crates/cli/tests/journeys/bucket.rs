//! An installation whose sealed objects lie in a bucket that keeps versions: filled, backed up, somebody erased, restored.
//! `./test` installs moto and sets `INCAMERA_PYTHON`, and then its absence is a failure.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::desk::{Desk, interview};

/// A store with one bucket, and Amazon's own client for it.
struct Moto {
    server: Child,
    python: String,
    port: u16,
}

impl Moto {
    #[expect(clippy::print_stderr, reason = "who runs the tests must hear what was not tested")]
    fn new() -> Option<Self> {
        let asked = std::env::var("INCAMERA_PYTHON").ok();
        let python = asked.clone().unwrap_or_else(|| "python3".to_owned());
        let there = Command::new(&python).args(["-c", "import moto.server"]).stderr(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            assert!(asked.is_none(), "{python} has no moto: pip install -r testdata/judges.txt");
            eprintln!("skipped: no moto in {python}");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Command::new(&python)
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let moto = Self { server, python, port };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                moto.boto(
                    "s3.create_bucket(Bucket='films')\n\
                     s3.put_bucket_versioning(Bucket='films', VersioningConfiguration={'Status': 'Enabled'})",
                );
                return Some(moto);
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("moto did not answer within a minute");
    }

    fn boto(&self, what: &str) -> String {
        let script = format!(
            "import boto3\ns3 = boto3.client('s3', endpoint_url='http://127.0.0.1:{}', aws_access_key_id='judge', \
             aws_secret_access_key='secret', region_name='us-east-1')\n{what}",
            self.port
        );
        let done = Command::new(&self.python).args(["-c", &script]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    /// Objects under a prefix, every version and delete marker counted.
    fn versions(&self, prefix: &str) -> usize {
        let asked = format!(
            "r = s3.list_object_versions(Bucket='films', Prefix='{prefix}')\n\
             print(len(r.get('Versions', [])) + len(r.get('DeleteMarkers', [])))"
        );
        self.boto(&asked).parse().unwrap()
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// proves: SEC-02, RES-01
#[test]
fn objects_lie_in_a_bucket_and_come_back_from_a_backup() {
    let Some(moto) = Moto::new() else { return };
    let desk = Desk::new();
    let credentials = desk.path("credentials");
    fs::write(&credentials, "[default]\naws_access_key_id = judge\naws_secret_access_key = secret\n")
        .unwrap();
    fs::set_permissions(&credentials, fs::Permissions::from_mode(0o600)).unwrap();
    let bucket = |prefix: &str| {
        let (port, file) = (moto.port, credentials.display());
        format!("s3://films/{prefix}?endpoint=http://127.0.0.1:{port}&credentials={file}")
    };
    let here = bucket("studio");
    fs::copy(interview(), desk.path("a.mp4")).unwrap();
    desk.run(&["init", "--data", "studio", "--objects", &here, "--demo", "a.mp4"]).well();
    let filled = moto.versions("studio");
    assert!(filled >= 2 && !desk.path("studio/objects").exists());

    desk.run(&["backup", "create", "--data", "studio", "--objects", &here]).well();
    let erase = ["subject", "erase", "ben@studio.example", "--data", "studio", "--objects", &here, "--yes"];
    desk.run(&erase).well();
    // The film shows Ada too: it stays, as one version.
    assert_eq!(moto.versions("studio"), filled);

    // Restored into another place of the bucket; not into one where something is.
    let backup = fs::read_dir(desk.path("studio/backups")).unwrap().next().unwrap().unwrap().path();
    let backup = backup.to_str().unwrap();
    fs::create_dir(desk.path("again")).unwrap();
    let copy =
        Command::new("cp").arg("-a").arg(desk.path("studio.keys")).arg(desk.path("again.keys")).status();
    assert!(copy.unwrap().success());
    let occupied = desk.run(&["backup", "restore", backup, "--data", "again", "--objects", &here]);
    assert_ne!(occupied.code(), 0);
    let there = bucket("again");
    desk.run(&["backup", "restore", backup, "--data", "again", "--objects", &there]).well();
    assert_eq!(moto.versions("again"), filled);
    desk.run(&["subject", "find", "ada@studio.example", "--data", "again", "--objects", &there]).well();
    let gone = desk.run(&["subject", "find", "ben@studio.example", "--data", "again", "--objects", &there]);
    assert_eq!(gone.code(), 1);

    // No bucket of that name: said, and nothing begun.
    let nowhere = here.replace("films", "nowhere");
    let failed = desk.run(&["init", "--data", "other", "--objects", &nowhere]);
    assert_eq!(failed.code(), 4, "{}", failed.err());
}
