//! A bucket that keeps versions, served by moto over TLS: a delete marker erases nothing, so every version is removed by its
//! name. `./test` installs moto and sets `INCAMERA_PYTHON`, and then its absence is a failure.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use incamera_vault::{Fault, VaultError};
use jiff::{SignedDuration, Timestamp};

use crate::studio::{Studio, credentials, film, id, now, open};

struct Moto {
    server: Child,
    python: String,
    folder: tempfile::TempDir,
    port: u16,
}

impl Moto {
    /// Nothing where there is no moto and nobody asked for one.
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
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new(&python).arg("-c").arg(CERTIFICATE).arg(folder.path()).status().unwrap();
        assert!(made.success());
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Command::new(&python)
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()])
            .arg("-c")
            .arg(folder.path().join("cert.pem"))
            .arg("-k")
            .arg(folder.path().join("key.pem"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let moto = Self { server, python, folder, port };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(moto);
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("moto did not answer within a minute");
    }

    /// What boto3, Amazon's own client, does and prints.
    fn boto(&self, what: &str) -> String {
        let script = format!(
            "import boto3, datetime\ns3 = boto3.client('s3', endpoint_url='https://127.0.0.1:{}', verify='{}', \
             aws_access_key_id='judge', aws_secret_access_key='secret', region_name='us-east-1')\n{what}",
            self.port,
            self.folder.path().join("cert.pem").display()
        );
        let done = Command::new(&self.python).args(["-c", &script]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    fn location(&self, bucket: &str) -> String {
        let file = credentials(self.folder.path(), "judge", "secret");
        format!(
            "s3://{bucket}/rushes?endpoint=https://127.0.0.1:{}&part=5&ca={}&credentials={}",
            self.port,
            self.folder.path().join("cert.pem").display(),
            file.display()
        )
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// proves: SEC-01, SEC-19
#[test]
fn every_version_is_removed_and_what_was_never_finished_swept() {
    let Some(moto) = Moto::new() else { return };
    moto.boto(
        "s3.create_bucket(Bucket='films')\n\
         s3.put_bucket_versioning(Bucket='films', VersioningConfiguration={'Status': 'Enabled'})\n\
         s3.create_bucket(Bucket='locked', ObjectLockEnabledForBucket=True)",
    );
    // A certificate nobody vouches for is not spoken to.
    let stranger = moto.location("films").replace("/cert.pem", "/other.pem");
    let refused = open(&stranger).err().unwrap().to_string();
    assert!(refused.contains("ca=FILE"), "{refused}");

    // Nor is a host that knows no TLS 1.3.
    let mut old = Command::new(&moto.python)
        .arg("-c")
        .arg(OLD)
        .arg(moto.folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut port = String::new();
    BufReader::new(old.stdout.take().unwrap()).read_line(&mut port).unwrap();
    let at = moto.location("films").replace(&moto.port.to_string(), port.trim());
    let refused = open(&at).err().unwrap().to_string();
    old.kill().unwrap();
    old.wait().unwrap();
    assert!(refused.contains("TLS 1.3 is needed"), "{refused}");

    let studio = Studio::new(&moto.location("films"), Path::new("/nowhere"));
    let long = film(6 << 20);
    studio.put(1, &film(100_000));
    studio.put(2, &long);
    assert!(studio.get(2).unwrap() == long, "in two parts");
    let mut end = vec![0; 50_000];
    assert_eq!(studio.open(2).unwrap().read_at(&mut end, 5 << 20).unwrap(), 50_000);
    assert!(end == long[5 << 20..][..50_000]);

    // Older versions and a delete marker of the first; what only they are left of is not listed.
    let key = |n: u64| {
        let name = id(n).simple().to_string();
        format!("rushes/{}/{name}", &name[30..])
    };
    let versions = |bucket: &str| {
        moto.boto(&format!(
            "l = s3.list_object_versions(Bucket='{bucket}')\n\
             print(len(l.get('Versions', [])), len(l.get('DeleteMarkers', [])))"
        ))
    };
    moto.boto(&format!(
        "for n in range(3): s3.put_object(Bucket='films', Key='{0}', Body=b'older')\n\
         s3.delete_object(Bucket='films', Key='{0}')",
        key(1)
    ));
    assert_eq!(versions("films"), "5 1");
    assert_eq!(studio.list(), [id(2)]);
    studio.erase(1).unwrap();
    assert_eq!(versions("films"), "1 0", "a delete marker is not erasure");
    studio.erase(1).unwrap();
    assert!(studio.get(2).unwrap() == long);

    // A killed writer's parts: unseen, swept when they are old, and removed with the object.
    let uploads = || moto.boto("print(len(s3.list_multipart_uploads(Bucket='films').get('Uploads', [])))");
    for n in [3, 4] {
        let mut sealing = studio.begin(n);
        sealing.write_all(&film(6 << 20)).unwrap();
        std::mem::forget(sealing);
    }
    assert_eq!((uploads().as_str(), studio.list()), ("2", vec![id(2)]));
    studio.erase(3).unwrap();
    assert_eq!(uploads(), "1");
    assert_eq!(studio.vault.objects().sweep(Timestamp::UNIX_EPOCH).unwrap(), 0, "begun later");
    assert_eq!(studio.vault.objects().sweep(now() + SignedDuration::from_hours(1)).unwrap(), 1);
    assert_eq!(uploads(), "0");

    // What a lock holds is not called removed.
    let held = Studio::new(&moto.location("locked"), Path::new("/nowhere"));
    held.put(1, &film(10));
    moto.boto(&format!(
        "s3.put_object_retention(Bucket='locked', Key='{}', Retention={{'Mode': 'COMPLIANCE', \
         'RetainUntilDate': datetime.datetime(2099, 1, 1)}})",
        key(1)
    ));
    let locked = held.erase(1).unwrap_err();
    assert!(matches!(&locked, VaultError::Store { fault: Fault::Denied { .. }, .. }), "{locked}");
    assert!(locked.to_string().contains("lock"), "{locked}");
    assert_eq!(versions("locked"), "1 0");
    assert!(matches!(held.get(1), Err(VaultError::NoKey(_))), "the key is destroyed all the same");
    assert!(fs::metadata(held.at("keyring")).is_ok());
}

/// Two certificates for this machine, of which the server has the first.
const CERTIFICATE: &str = r"
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec
for name in ('cert', 'other'):
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.timezone.utc)
    cert = (x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - day).not_valid_after(now + day)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address('127.0.0.1'))]), False)
            .sign(key, hashes.SHA256()))
    open(f'{sys.argv[1]}/{name}.pem', 'wb').write(cert.public_bytes(s.Encoding.PEM))
    if name == 'cert':
        open(f'{sys.argv[1]}/key.pem', 'wb').write(key.private_bytes(
            s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()))
";

/// A server whose best is TLS 1.2, with the first certificate.
const OLD: &str = r"
import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.maximum_version = ssl.TLSVersion.TLSv1_2
context.load_cert_chain(f'{sys.argv[1]}/cert.pem', f'{sys.argv[1]}/key.pem')
server = socket.create_server(('127.0.0.1', 0))
print(server.getsockname()[1], flush=True)
while True:
    try: context.wrap_socket(server.accept()[0], server_side=True)
    except OSError: pass
";
