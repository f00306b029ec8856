//! An installation in a temporary folder, with people, a film and workers; on the machine's clock, as it is killed and opened again.

use std::{fs, path::Path, sync::Arc, time::Duration};

use incamera_charter::{Charter, read, shipped};
use incamera_lab::Settings;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, Layout, Random};
use incamera_speech::models::Folder;
use incamera_studio::{Account, Coming, Seat, Upload, Work, rushes, work::Means};
use jiff::{Timestamp, civil::date};
use tempfile::TempDir;

pub(crate) const NAME: &str = "Harbour at dawn 2041.mov";
pub(crate) const TITLE: &str = "The lighthouse keeper";

struct Dice;

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        use std::io::Read;
        fs::File::open("/dev/urandom").unwrap().read_exact(bytes).unwrap();
    }
}

fn charter() -> Charter {
    read(&shipped::files(), date(2026, 11, 25)).unwrap()
}

pub(crate) async fn open(folder: &Path) -> Arc<Kernel> {
    let layout = Layout::under(&folder.join("studio"));
    Arc::new(Kernel::open(&layout, charter(), Box::new(Timestamp::now), Box::new(Dice)).await.unwrap())
}

pub(crate) fn means() -> Means {
    Means {
        worker: Settings { program: env!("CARGO_BIN_EXE_studio-worker").into(), ..Settings::default() },
        models: std::env::var_os("INCAMERA_MODELS").map(Folder::new),
        language: Some("en".to_owned()),
        font: None,
        lanes: 2,
    }
}

/// Ada, a producer, and Ben, who is filmed.
pub(crate) struct House {
    pub(crate) kernel: Arc<Kernel>,
    pub(crate) workspace: WorkspaceId,
    pub(crate) project: ProjectId,
    pub(crate) ada: PersonId,
    pub(crate) ben: PersonId,
    pub(crate) folder: TempDir,
}

impl House {
    pub(crate) async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kernel = open(folder.path()).await;
        Self::fill(folder, kernel).await
    }

    /// With its rows on PostgreSQL.
    pub(crate) async fn begin_on_postgres() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut layout = Layout::under(&folder.path().join("studio"));
        layout.rows = incamera_trial::Postgres::shared().database().unwrap();
        let kernel =
            Kernel::open(&layout, charter(), Box::new(Timestamp::now), Box::new(Dice)).await.unwrap();
        Self::fill(folder, Arc::new(kernel)).await
    }

    async fn fill(folder: TempDir, kernel: Arc<Kernel>) -> Self {
        let enrol = async |name, email| {
            let account = Account { name, email, language: "en" };
            incamera_studio::enrol(&kernel, &account, "eu").await.unwrap()
        };
        let (ada, ben) = (enrol("Ada", "ada@example.org").await, enrol("Ben", "ben@example.org").await);
        let workspace = incamera_studio::found(&kernel, ada, "Harbour Films", "eu").await.unwrap();
        let admin =
            kernel.desk(incamera_studio::seated(ada, "admin", workspace, []), "account", "eu").unwrap();
        let seat = Seat { person: ada, role: "producer", name: "Ada", email: None };
        incamera_studio::admit(&admin, workspace, &seat).await.unwrap();
        let producer =
            kernel.desk(incamera_studio::seated(ada, "producer", workspace, []), "service", "eu").unwrap();
        let project = incamera_studio::project(&producer, workspace, TITLE, None).await.unwrap();
        drop((admin, producer));
        Self { kernel, workspace, project, ada, ben, folder }
    }

    pub(crate) fn desk(&self) -> Desk<'_> {
        let ada = incamera_studio::seated(self.ada, "producer", self.workspace, [self.project]);
        self.kernel.desk(ada, "service", "eu").unwrap()
    }

    /// Sends a whole file.
    pub(crate) async fn send(&self, file: &Path, filmed: &[PersonId]) -> DatumId {
        let bytes = fs::read(file).unwrap();
        let desk = self.desk();
        let coming = Coming { name: NAME, length: bytes.len() as u64, filmed };
        let upload = Upload::begin(&desk, self.workspace, self.project, &coming).await.unwrap();
        let mut sending = Upload::append(&desk, upload.id, 0, None).await.unwrap();
        for piece in bytes.chunks(60_000) {
            sending.write(piece).await.unwrap();
        }
        sending.finish().await.unwrap();
        Upload::finish(&desk, upload.id).await.unwrap()
    }

    /// Waits until a rush was looked at, and has all that is made of it, or is broken.
    pub(crate) async fn settled(&self, work: &Work, rush: DatumId) -> rushes::Rush {
        for _ in 0..1200 {
            let now = rushes::look(&self.desk(), Some(work), rush).await.unwrap();
            let whole = now.state == rushes::State::Ready && now.proxy && (now.poster || !now.has_picture);
            if whole || now.state == rushes::State::Broken {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the rush was not looked at within a minute");
    }

    /// Every byte under the data folder.
    pub(crate) fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        walk(&self.folder.path().join("studio"), &mut all);
        all
    }
}

fn walk(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, all);
        } else if let Ok(bytes) = fs::read(&path) {
            all.push((path.display().to_string(), bytes));
        }
    }
}

/// Whether bytes stand in others.
pub(crate) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

pub(crate) fn interview() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rush/interview.mp4")
}
