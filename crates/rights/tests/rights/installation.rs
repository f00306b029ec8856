//! A whole installation in a temporary folder, on either engine, with a clock of its own; and a studio filled with people.

use std::{
    collections::BTreeSet,
    fs, io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use incamera_charter::{Charter, read, shipped};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Clock, Desk, Kernel, Layout, Random};
use incamera_studio::{Account, Cut, Rush, Seat};
use jiff::{Timestamp, civil::date};
use tempfile::TempDir;

/// Where rows lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A clock that goes when it is told to.
#[derive(Clone)]
pub(crate) struct Hands(Arc<AtomicI64>);

impl Hands {
    pub(crate) fn at(text: &str) -> Self {
        let time: Timestamp = text.parse().unwrap();
        Self(Arc::new(AtomicI64::new(time.as_millisecond())))
    }

    pub(crate) fn forward(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub(crate) fn days(&self, days: u64) {
        self.forward(Duration::from_secs(days * 24 * 3600));
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Chance from the kernel of the machine.
pub(crate) struct Dice;

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        use io::Read;
        fs::File::open("/dev/urandom").unwrap().read_exact(bytes).unwrap();
    }
}

pub(crate) fn charter() -> Charter {
    read(&shipped::files(), date(2026, 11, 25)).unwrap()
}

/// An installation, gone with its folder.
pub(crate) struct Installation {
    pub(crate) kernel: Kernel,
    pub(crate) hands: Hands,
    pub(crate) layout: Layout,
    pub(crate) folder: TempDir,
}

/// The shipped charter with one file written otherwise.
pub(crate) fn charter_with(file: &str, text: &str) -> Charter {
    let mut files = shipped::files();
    text.clone_into(&mut files.iter_mut().find(|known| known.name == file).unwrap().text);
    read(&files, date(2026, 11, 25)).unwrap()
}

/// Two processors who may hold accounts.
pub(crate) const PROCESSORS: &str = r#"
[processor.mail]
business = "mail"
role = "sends the studio's mail"
place = "eu"
safeguards = "TLS in transit, no copies kept"
agreement = 2026-11-24
fields = ["account"]
purposes = ["contact"]
assessment = { controls = 2026-11-24, finances = 2026-11-24, compliance = 2026-11-24, review = 2027-11-24 }

[processor.post]
business = "mail"
role = "sends letters"
place = "us"
safeguards = "sealed envelopes"
agreement = 2026-11-24
fields = ["account"]
purposes = ["contact"]
assessment = { controls = 2026-11-24, finances = 2026-11-24, compliance = 2026-11-24, review = 2027-11-24 }
"#;

impl Installation {
    pub(crate) async fn begin(engine: Engine) -> Self {
        Self::begin_with(engine, charter()).await
    }

    pub(crate) async fn begin_with(engine: Engine, charter: Charter) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut layout = Layout::under(&folder.path().join("studio"));
        if engine == Engine::Postgres {
            layout.rows = incamera_trial::Postgres::shared().database().unwrap();
        }
        let hands = Hands::at("2027-01-11T09:00:00Z");
        let kernel = Kernel::open(&layout, charter, Box::new(hands.clone()), Box::new(Dice)).await.unwrap();
        Self { kernel, hands, layout, folder }
    }

    /// Every byte under the data folder.
    pub(crate) fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        walk(&self.folder.path().join("studio"), &mut all);
        all
    }
}

pub(crate) async fn open(layout: &Layout, hands: &Hands) -> Kernel {
    Kernel::open(layout, charter(), Box::new(hands.clone()), Box::new(Dice)).await.unwrap()
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

/// What stands nowhere in clear.
pub(crate) const WORDS: [&str; 8] = [
    "Ada Quintessence",
    "ada@quintessence.example",
    "Benedict Ostrander",
    "ben@ostrander.example",
    "The harbour at dawn",
    "harbour-2041.mov",
    "Please cut the yawning",
    "See you at the lighthouse",
];

/// The picture in a rush: something that would be found.
pub(crate) const FRAMES: &[u8] = b"FRAMES-OF-THE-HARBOUR-0123456789-FRAMES-OF-THE-HARBOUR";

/// Ada, a producer, and Ben, the editor she works with, share a film. Both are in its first rush; the second shows Ada alone, the
/// third nobody.
pub(crate) struct Studio {
    pub(crate) workspace: WorkspaceId,
    pub(crate) project: ProjectId,
    pub(crate) ada: PersonId,
    pub(crate) ben: PersonId,
    pub(crate) together: DatumId,
    pub(crate) alone: DatumId,
    pub(crate) empty: DatumId,
    pub(crate) cut: DatumId,
    pub(crate) review: DatumId,
    pub(crate) note_of_ada: DatumId,
    pub(crate) note_of_ben: DatumId,
    pub(crate) message_of_ben: DatumId,
}

pub(crate) async fn fill(kernel: &Kernel) -> Studio {
    let [ada_name, ada_mail, ben_name, ben_mail, title, file, note, word] = WORDS;
    let enrol = async |name, email| {
        incamera_studio::enrol(kernel, &Account { name, email, language: "en" }, "eu").await.unwrap()
    };
    let (ada, ben) = (enrol(ada_name, ada_mail).await, enrol(ben_name, ben_mail).await);
    let workspace = incamera_studio::found(kernel, ada, "Harbour Films", "eu").await.unwrap();
    let admin = desk(kernel, ada, "admin", workspace, [], "account");
    for (person, role, name, email) in
        [(ada, "producer", ada_name, ada_mail), (ben, "editor", ben_name, ben_mail)]
    {
        let seat = Seat { person, role, name, email: Some(email) };
        incamera_studio::admit(&admin, workspace, &seat).await.unwrap();
    }
    let producer = desk(kernel, ada, "producer", workspace, [], "service");
    let project = incamera_studio::project(&producer, workspace, title, Some("Two minutes")).await.unwrap();
    let receive = async |filmed: &[PersonId]| {
        let rush = Rush { name: file, filmed, duration: 2000 };
        let bytes = FRAMES.repeat(1000);
        incamera_studio::receive(&producer, workspace, project, &rush, &mut bytes.as_slice()).await.unwrap()
    };
    let (together, alone, empty) = (receive(&[ada, ben]).await, receive(&[ada]).await, receive(&[]).await);
    let editor = desk(kernel, ben, "editor", workspace, [project], "service");
    let version = Cut { title, version: 1, rushes: &[together, empty], document: FRAMES };
    let cut = incamera_studio::cut(&editor, workspace, project, &version).await.unwrap();
    let review = incamera_studio::review(&editor, cut).await.unwrap();
    let producer_in = desk(kernel, ada, "producer", workspace, [project], "service");
    let say = async |desk: &Desk<'_>, text| {
        incamera_studio::note(desk, workspace, project, review, 12, text).await.unwrap()
    };
    let (note_of_ada, note_of_ben) = (say(&producer_in, note).await, say(&editor, "I like the gulls").await);
    let message_of_ben = incamera_studio::message(&editor, workspace, project, word).await.unwrap();
    Studio {
        workspace,
        project,
        ada,
        ben,
        together,
        alone,
        empty,
        cut,
        review,
        note_of_ada,
        note_of_ben,
        message_of_ben,
    }
}

/// Somebody at work in a role.
pub(crate) fn desk<'k>(
    kernel: &'k Kernel,
    person: PersonId,
    role: &str,
    workspace: WorkspaceId,
    projects: impl IntoIterator<Item = ProjectId>,
    purpose: &str,
) -> Desk<'k> {
    let projects: BTreeSet<ProjectId> = projects.into_iter().collect();
    kernel.desk(incamera_studio::seated(person, role, workspace, projects), purpose, "eu").unwrap()
}

/// Whether bytes stand in others.
pub(crate) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
