//! Random studios: people who work together in different measure, with a row of nearly every kind, and the truth about whom each
//! datum is about.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::Write;
use incamera_model::{BlindIndex, DatumId, PersonId, Sealed, WorkspaceId};
use incamera_rights::{HOUSE, Kernel, MACHINE};
use incamera_store::{
    Col, Filing, Mark, Reads, Table,
    rows::{
        activities, consents, credentials, disclosures, engagements, generations, holds, invitations, proofs,
        requests, subscriptions,
    },
};
use incamera_studio::{Account, Cut, Rush, Seat};
use incamera_vault::Under;

use crate::installation::desk;

/// Draws the same each time (Vigna, xorshift64*).
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// Somebody in it, with the words that are his alone.
#[derive(Clone)]
pub(crate) struct Somebody {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
    /// Words of his that stand in rows and media about him alone.
    pub(crate) words: Vec<String>,
}

/// A studio, and what is true of it.
pub(crate) struct Population {
    pub(crate) people: Vec<Somebody>,
    /// Whom each datum is about.
    pub(crate) about: BTreeMap<DatumId, BTreeSet<PersonId>>,
    /// Objects, with what they hold.
    pub(crate) media: BTreeMap<DatumId, Vec<u8>>,
}

fn named(draw: &mut Draw, what: &str, n: usize) -> String {
    format!("{what} {n} {:08x} <b>&\"'", draw.below(u64::from(u32::MAX)))
}

/// Files a row of any kind, as somebody at a desk.
macro_rules! file {
    ($desk:expr, $table:ident, $workspace:expr, $project:expr, $about:expr, |$id:ident, $seal:ident| $row:expr) => {{
        let (desk, kernel) = (&$desk, $desk.kernel());
        let class = <$table::Entity as Table>::CLASS;
        let datum = desk.draft(class, $workspace, $project, $about).await.unwrap();
        let permit = desk.may::<Write>(&datum).unwrap();
        let $seal = |under, field: &str, text: &str| -> Sealed {
            kernel.vault().seal_field(&permit, under, field, text).unwrap()
        };
        let $id = datum.id;
        let row = $row;
        let unit = kernel.store().begin().await.unwrap();
        let filing = Filing::from_person(kernel.now());
        unit.insert::<$table::Entity>(&permit, row, filing).await.unwrap();
        unit.commit().await.unwrap();
        datum.id
    }};
}

fn word<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> Col<T> {
    Col(text.parse().unwrap())
}

/// A consent, as somebody gave it.
pub(crate) async fn consent(
    kernel: &Kernel,
    person: PersonId,
    workspace: WorkspaceId,
    act: &str,
    yes: Option<DatumId>,
    wording: &str,
) -> DatumId {
    let desk = kernel.own(person, workspace, "eu").unwrap();
    let now = kernel.now();
    file!(desk, consents, workspace, None, &[person], |id, seal| consents::Model {
        id: Col(id),
        person: Col(person),
        purpose: word("training"),
        act: word(act),
        yes: yes.map(Col),
        project: None,
        only: None,
        version: Col(1),
        wording: Col(seal(Under::Person(person), "wording", wording)),
        language: word("en"),
        method: word("screen"),
        at: Col(now),
    })
}

/// Something of somebody's went to a processor.
pub(crate) async fn disclose(
    kernel: &Kernel,
    person: PersonId,
    workspace: WorkspaceId,
    datum: Option<DatumId>,
) -> DatumId {
    let (machine, now) = (kernel.machine("eu").unwrap(), kernel.now());
    file!(machine, disclosures, workspace, None, &[person], |id, _seal| disclosures::Model {
        id: Col(id),
        person: Col(person),
        recipient: word("platform-one"),
        purpose: word("service"),
        datum: datum.map(Col),
        case: None,
        digest: Col(BlindIndex::of([7; 32])),
        at: Col(now),
    })
}

/// A request by somebody who may have no account, with the address he gave.
pub(crate) async fn request(kernel: &Kernel, person: PersonId, email: &str, statement: &str) -> DatumId {
    let desk = kernel.own(person, HOUSE, "eu").unwrap();
    let (now, trace) = (kernel.now(), kernel.vault().blind_index("email", email).unwrap());
    file!(desk, requests, HOUSE, None, &[person], |id, seal| requests::Model {
        id: Col(id),
        person: Col(person),
        right: word("access"),
        state: word("open"),
        language: word("fr"),
        route: word("web"),
        asker: word("self"),
        statement: Col(seal(Under::Person(person), "statement", statement)),
        contact: Some(Col(seal(Under::Person(person), "contact", email))),
        contact_trace: Some(Col(trace)),
        places: None,
        received: Col(now),
        acknowledge: None,
        due: Col(now),
        promise: word("answer"),
        verified: None,
        extended: None,
        closed: None,
        ground: None,
        answer: None,
        assigned: None,
    })
}

/// Somebody gets letters.
pub(crate) async fn subscribe(kernel: &Kernel, person: PersonId, email: &str) -> DatumId {
    let desk = kernel.own(person, HOUSE, "eu").unwrap();
    let trace = kernel.vault().blind_index("email", email).unwrap();
    file!(desk, subscriptions, HOUSE, None, &[person], |id, seal| subscriptions::Model {
        id: Col(id),
        person: Col(person),
        list: word("news"),
        email: Col(seal(Under::Person(person), "email", email)),
        email_trace: Col(trace),
        token: Col(BlindIndex::of(*id.uuid().as_bytes().repeat(2).first_chunk().unwrap())),
        confirmed: None,
    })
}

/// Somebody is asked to come.
pub(crate) async fn invite(
    kernel: &Kernel,
    inviter: PersonId,
    person: PersonId,
    workspace: WorkspaceId,
    email: &str,
) -> DatumId {
    let admin = desk(kernel, inviter, "admin", workspace, [], "account");
    let (now, trace) = (kernel.now(), kernel.vault().blind_index("email", email).unwrap());
    file!(admin, invitations, workspace, None, &[person], |id, seal| invitations::Model {
        id: Col(id),
        person: Col(person),
        inviter: Col(inviter),
        role: word("viewer"),
        project: None,
        email: Col(seal(Under::Person(person), "email", email)),
        email_trace: Col(trace),
        token: Col(BlindIndex::of([9; 32])),
        expires: Col(now),
        accepted: None,
        revoked: None,
    })
}

/// Everything about somebody is kept for ten days; the hold lies in this workspace.
pub(crate) async fn hold(kernel: &Kernel, person: PersonId, workspace: WorkspaceId, ground: &str) -> DatumId {
    let (machine, now) = (kernel.machine("eu").unwrap(), kernel.now());
    file!(machine, holds, workspace, None, &[], |id, seal| holds::Model {
        id: Col(id),
        reach: word("person"),
        target: Col(DatumId::of(person.uuid())),
        ground: word(ground),
        author: Col(MACHINE),
        text: Col(seal(Under::Workspace, "text", "Court file")),
        placed: Col(now),
        until: Col(now.checked_add(jiff::SignedDuration::from_hours(240)).unwrap()),
        ended: None,
    })
}

/// Marks a datum.
pub(crate) async fn mark(kernel: &Kernel, datum: DatumId, mark: Mark) {
    let unit = kernel.store().begin().await.unwrap();
    unit.mark(&[datum], mark, true).await.unwrap();
    unit.commit().await.unwrap();
}

/// Fills an installation: `size` people, two workspaces.
pub(crate) async fn populate(kernel: &Kernel, draw: &mut Draw, size: usize) -> Population {
    let mut all = Population { people: Vec::new(), about: BTreeMap::new(), media: BTreeMap::new() };
    for n in 0..size {
        let (name, email) =
            (named(draw, "Name", n), format!("mail{n}x{:06x}@example.org", draw.below(1 << 24)));
        let account = Account { name: &name, email: &email, language: if n % 2 == 0 { "en" } else { "fr" } };
        let id = incamera_studio::enrol(kernel, &account, "eu").await.unwrap();
        all.people.push(Somebody { id, words: vec![name.clone(), email.clone()], name, email });
    }
    for _ in 0..2 {
        let founder = all.people[draw.below(size as u64) as usize].id;
        let workspace = incamera_studio::found(kernel, founder, "Firm", "eu").await.unwrap();
        furnish(kernel, draw, &mut all, founder, workspace).await;
    }
    // Accounts and seats are about their people alone.
    for somebody in &all.people {
        for known in kernel.store().about(somebody.id, None, kernel.now()).await.unwrap() {
            all.about.entry(known.datum.id).or_insert(known.datum.about);
        }
    }
    all
}

async fn furnish(
    kernel: &Kernel,
    draw: &mut Draw,
    all: &mut Population,
    founder: PersonId,
    workspace: WorkspaceId,
) {
    let admin = desk(kernel, founder, "admin", workspace, [], "account");
    for somebody in &all.people {
        let Somebody { id, name, email, .. } = somebody;
        let seat = Seat { person: *id, role: "editor", name, email: Some(email) };
        incamera_studio::admit(&admin, workspace, &seat).await.unwrap();
    }
    let producer = desk(kernel, founder, "producer", workspace, [], "service");
    let project = incamera_studio::project(&producer, workspace, "Film", Some("A brief")).await.unwrap();
    let (size, mut rushes) = (all.people.len() as u64, Vec::new());
    for n in 0..4 {
        let filmed: BTreeSet<usize> = (0..draw.below(3)).map(|_| draw.below(size) as usize).collect();
        let ids: Vec<PersonId> = filmed.iter().map(|n| all.people[*n].id).collect();
        let frames = named(draw, "FRAMES", n).repeat(1 + draw.below(3000) as usize).into_bytes();
        let rush = Rush { name: "take.MOV", filmed: &ids, duration: 2000 };
        let id = incamera_studio::receive(&producer, workspace, project, &rush, &mut frames.as_slice())
            .await
            .unwrap();
        rushes.push(id);
        all.about.insert(id, ids.into_iter().collect());
        all.media.insert(id, frames);
    }
    let producer_in = desk(kernel, founder, "producer", workspace, [project], "service");
    let cut = Cut { title: "Cut", version: 1, rushes: &rushes[..2], document: b"{\"cut\":1}" };
    let cut = incamera_studio::cut(&producer_in, workspace, project, &cut).await.unwrap();
    all.media.insert(cut, b"{\"cut\":1}".to_vec());
    let review = incamera_studio::review(&producer_in, cut).await.unwrap();
    for n in 0..all.people.len() {
        let id = all.people[n].id;
        let editor = desk(kernel, id, "editor", workspace, [project], "service");
        let mut words = Vec::new();
        for _ in 0..draw.below(3) {
            words.push(named(draw, "Note", n));
            let text = words.last().unwrap();
            incamera_studio::note(&editor, workspace, project, review, 12, text).await.unwrap();
        }
        if draw.one_in(2) {
            words.push(named(draw, "Message", n));
            let text = words.last().unwrap();
            incamera_studio::message(&editor, workspace, project, text).await.unwrap();
        }
        if draw.one_in(2) {
            words.push(named(draw, "Wording", n));
            let yes = consent(kernel, id, workspace, "given", None, words.last().unwrap()).await;
            if draw.one_in(2) {
                consent(kernel, id, workspace, "withdrawn", Some(yes), "Take it back").await;
            }
        }
        if draw.one_in(2) {
            let rush = rushes[draw.below(4) as usize];
            disclose(kernel, id, workspace, Some(rush).filter(|_| n % 2 == 0)).await;
        }
        if draw.one_in(2) {
            words.push(named(draw, "Statement", n));
            let asked = request(kernel, id, &all.people[n].email, words.last().unwrap()).await;
            // It belongs to his request, and nobody said whom it is about.
            let (machine, now) = (kernel.machine("eu").unwrap(), kernel.now());
            file!(machine, proofs, HOUSE, None, &[], |id, _seal| proofs::Model {
                id: Col(id),
                request: Col(asked),
                method: word("mail"),
                digest: Col(BlindIndex::of([3; 32])),
                tries: Col(0),
                expires: Col(now),
            });
        }
        if draw.one_in(2) {
            words.push(named(draw, "Prompt", n));
            let (now, text) = (kernel.now(), words.last().unwrap().clone());
            file!(editor, generations, workspace, Some(project), &[id], |datum, seal| {
                generations::Model {
                    id: Col(datum),
                    project: Some(Col(project)),
                    author: Col(id),
                    prompt: Col(seal(Under::Person(id), "prompt", &text)),
                    model: word("small"),
                    parent: None,
                    made: Col(now),
                }
            });
        }
        if draw.one_in(2) {
            let (own, now) = (kernel.own(id, HOUSE, "eu").unwrap(), kernel.now());
            file!(own, credentials, HOUSE, None, &[id], |datum, seal| credentials::Model {
                id: Col(datum),
                person: Col(id),
                method: word("password"),
                secret: Col(seal(Under::Person(id), "secret", "$argon2id$-the-digest")),
                created: Col(now),
                used: None,
            });
        }
        if draw.one_in(2) {
            let (machine, now) = (kernel.machine("eu").unwrap(), kernel.now());
            file!(machine, activities, workspace, None, &[id], |datum, _seal| activities::Model {
                id: Col(datum),
                actor: Col(id),
                what: word("read"),
                target: Some(Col(rushes[0])),
                region: word("eu"),
                at: Col(now),
            });
        }
        if id != founder && draw.one_in(2) {
            file!(admin, engagements, workspace, Some(project), &[founder, id], |datum, _seal| {
                engagements::Model {
                    id: Col(datum),
                    project: Col(project),
                    producer: Col(founder),
                    editor: Col(id),
                    begins: None,
                    ends: None,
                    producer_agreed: None,
                    editor_agreed: None,
                }
            });
        }
        all.people[n].words.extend(words);
    }
    // A hold on somebody, by the program; an erasure that began; a restriction.
    let target = all.people[draw.below(size) as usize].id;
    hold(kernel, target, workspace, "dispute").await;
    mark(kernel, rushes[draw.below(4) as usize], Mark::Erased).await;
    mark(kernel, rushes[draw.below(4) as usize], Mark::Restricted).await;
}
