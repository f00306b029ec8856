//! A vault with permits of the shipped charter, over whatever place for objects.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use aws_lc_rs::rand::SystemRandom;
use incamera_charter::{read, shipped};
use incamera_gate::{Action, Actor, Datum, Erase, Gate, Intent, Permit, Read, Rulebook, Write};
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_vault::{Location, Objects, Opened, Root, Sealing, Source, Vault, VaultError};
use jiff::civil::date;
use uuid::Uuid;

pub(crate) struct Studio {
    folder: tempfile::TempDir,
    gate: Gate,
    intent: Intent,
    pub(crate) vault: Vault,
    /// Where the files of the objects lie, whoever serves them.
    pub(crate) files: PathBuf,
}

impl Studio {
    pub(crate) fn new(at: &str, files: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let charter = read(&shipped::files(), date(2026, 11, 24)).unwrap();
        let rulebook = Rulebook::read(&charter.rules()).unwrap();
        let gate = Gate::open(charter, &rulebook, date(2026, 11, 24)).unwrap();
        let random = SystemRandom::new();
        let root = Root::file(&folder.path().join("root"), &random).unwrap();
        let objects = open(at).unwrap();
        let vault = Vault::open(objects, &folder.path().join("keyring"), root, Box::new(random)).unwrap();
        Self { folder, gate, intent: Intent::here("service", "eu"), vault, files: files.to_owned() }
    }

    fn permit<'a, A: Action>(&'a self, datum: &'a Datum) -> Permit<'a, A> {
        let producer = Actor {
            person: PersonId::new(99, [0; 10]),
            role: "producer".to_owned(),
            workspace: Some(datum.workspace),
            projects: BTreeSet::new(),
            elevated: false,
        };
        self.gate.decide(&producer, datum, &self.intent).unwrap()
    }

    pub(crate) fn begin(&self, n: u64) -> Sealing {
        self.vault.seal(&self.permit::<Write>(&rush(n))).unwrap()
    }

    pub(crate) fn try_put(&self, n: u64, bytes: &[u8]) -> Result<(), VaultError> {
        let mut sealing = self.begin(n);
        sealing.write_all(bytes)?;
        sealing.finish()
    }

    pub(crate) fn put(&self, n: u64, bytes: &[u8]) {
        self.try_put(n, bytes).unwrap();
    }

    pub(crate) fn open(&self, n: u64) -> Result<Opened<Source>, VaultError> {
        self.vault.open_object(&self.permit::<Read>(&rush(n)))
    }

    pub(crate) fn get(&self, n: u64) -> Result<Vec<u8>, VaultError> {
        let opened = self.open(n)?;
        let mut bytes = vec![0; opened.length() as usize];
        opened.read_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    pub(crate) fn erase(&self, n: u64) -> Result<(), VaultError> {
        self.vault.erase(&self.permit::<Erase>(&rush(n)))
    }

    pub(crate) fn list(&self) -> Vec<Uuid> {
        let mut list = self.vault.objects().list().unwrap();
        list.sort();
        list
    }

    /// The file an object lies in.
    pub(crate) fn file(&self, n: u64) -> PathBuf {
        let name = id(n).simple().to_string();
        self.files.join(&name[30..]).join(name)
    }

    /// A file of this studio.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub(crate) fn open(at: &str) -> Result<Objects, VaultError> {
    Objects::open(&at.parse::<Location>()?, Box::new(now))
}

/// What the operating system says.
pub(crate) fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

pub(crate) fn id(n: u64) -> Uuid {
    rush(n).id.uuid()
}

fn rush(n: u64) -> Datum {
    Datum {
        id: DatumId::new(n, [n as u8; 10]),
        class: "footage".to_owned(),
        workspace: WorkspaceId::new(1_000, [1; 10]),
        project: None,
        region: "eu".to_owned(),
        about: BTreeSet::from([PersonId::new(1, [1; 10])]),
        consented: BTreeMap::new(),
        confirmed: BTreeSet::new(),
        objected: BTreeSet::new(),
        restricted: false,
        minor: false,
        held: false,
        erased: false,
    }
}

/// Bytes that repeat nowhere near.
pub(crate) fn film(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 ^ n as u8).collect()
}

/// A file of credentials.
pub(crate) fn credentials(folder: &Path, id: &str, secret: &str) -> PathBuf {
    let path = folder.join(format!("credentials-{id}-{secret}"));
    fs::write(&path, format!("[default]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n"))
        .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path
}
