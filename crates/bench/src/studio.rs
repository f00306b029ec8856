//! An installation filled with people and what they wrote.

use std::{fs::File, io::Read, path::Path};

use incamera_gate::{Actor, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, Layout, MACHINE, Random};
use incamera_store::{Col, Filing, rows::messages};
use incamera_trial::Postgres;
use incamera_vault::Under;
use jiff::Timestamp;

use crate::{Engine, charter, plan::text};

/// Chance from the kernel of the machine.
struct Urandom(File);

impl Random for Urandom {
    fn fill(&self, bytes: &mut [u8]) {
        (&self.0).read_exact(bytes).unwrap();
    }
}

/// A film, its people, and their messages.
pub(crate) struct Studio {
    pub(crate) kernel: Kernel,
    pub(crate) layout: Layout,
    pub(crate) workspace: WorkspaceId,
    pub(crate) project: ProjectId,
    pub(crate) producer: PersonId,
    pub(crate) people: Vec<PersonId>,
    pub(crate) records: Vec<DatumId>,
}

pub(crate) fn address(engine: Engine, folder: &Path, name: &str) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite:{}", folder.join(name).display()),
        Engine::Postgres => Postgres::shared().database().unwrap(),
    }
}

impl Studio {
    /// Founds one with a film and so many people.
    pub(crate) async fn found(engine: Engine, folder: &Path, people: usize) -> Self {
        let data = folder.join("studio");
        std::fs::create_dir_all(&data).unwrap();
        let mut layout = Layout::under(&data);
        layout.rows = address(engine, &data, "rows.db");
        let chance = Urandom(File::open("/dev/urandom").unwrap());
        let kernel =
            Kernel::open(&layout, charter::shipped_today(), Box::new(Timestamp::now), Box::new(chance))
                .await
                .unwrap();
        let producer = kernel.person();
        let workspace = incamera_studio::found(&kernel, producer, "Harbour Films", "eu").await.unwrap();
        let actor = incamera_studio::seated(producer, "producer", workspace, []);
        let desk = kernel.desk(actor, "service", "eu").unwrap();
        let project = incamera_studio::project(&desk, workspace, "The harbour", None).await.unwrap();
        let people: Vec<PersonId> = (0..people).map(|_| kernel.person()).collect();
        kernel.vault().prepare(workspace, &people, &[]).unwrap();
        Self { layout, workspace, project, producer, people, records: Vec::new(), kernel }
    }

    /// Somebody in a role, let into the film.
    pub(crate) fn seat(&self, person: PersonId, role: &str) -> Actor {
        incamera_studio::seated(person, role, self.workspace, [self.project])
    }

    /// Whose workspace it is.
    pub(crate) fn producing(&self) -> Desk<'_> {
        self.kernel.desk(self.seat(self.producer, "producer"), "service", "eu").unwrap()
    }

    /// A program that works on what people asked for.
    pub(crate) fn working(&self) -> Desk<'_> {
        let machine =
            Actor { workspace: None, ..incamera_studio::seated(MACHINE, "machine", self.workspace, []) };
        self.kernel.desk(machine, "service", "eu").unwrap()
    }

    /// Adds a message of so many bytes for each of these people, many to a unit of work.
    pub(crate) async fn fill(&mut self, whose: &[usize], bytes: usize) {
        for some in whose.chunks(2_000) {
            let unit = self.kernel.store().begin().await.unwrap();
            let mut made = Vec::with_capacity(some.len());
            {
                let desk = self.producing();
                for person in some {
                    let author = self.people[*person];
                    let mut datum =
                        incamera_gate::Datum::new(self.kernel.id(), "message", self.workspace, "eu");
                    datum.project = Some(self.project);
                    datum.about.insert(author);
                    let permit = desk.may::<Write>(&datum).unwrap();
                    let row = self.message(&permit, author, &text(self.records.len() + made.len(), bytes));
                    let filing = Filing::from_person(self.kernel.now());
                    unit.insert::<messages::Entity>(&permit, row, filing).await.unwrap();
                    made.push(datum.id);
                }
            }
            unit.commit().await.unwrap();
            self.records.extend(made);
        }
    }

    /// A message, sealed under who wrote it.
    pub(crate) fn message(
        &self,
        permit: &incamera_gate::Permit<'_, Write>,
        author: PersonId,
        text: &str,
    ) -> messages::Model {
        let sealed = self.kernel.vault().seal_field(permit, Under::Person(author), "text", text).unwrap();
        messages::Model {
            id: Col(permit.datum().id),
            project: Col(self.project),
            author: Col(author),
            text: Col(sealed),
            written: Col(self.kernel.now()),
        }
    }
}
