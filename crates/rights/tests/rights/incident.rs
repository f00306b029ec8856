//! A breach, from the moment it is known to its cause.

use std::time::Duration;

use incamera_gate::{Read, Write};
use incamera_rights::{
    Desk, HOUSE, Kernel, Over, RightsError,
    incident::{Audience, Contents, Found, Measure, Severity, Stage, Touched, Who},
};
use incamera_store::{
    Col, Filing, Reads,
    rows::{activities, keys, notes, sessions},
};
use incamera_vault::Under;
use jiff::{SignedDuration, Timestamp};

use crate::installation::{Engine, Installation, Studio, desk, fill};

const CONTENTS: Contents<'_> = Contents {
    nature: "A stolen laptop was signed in",
    consequences: "Somebody may have seen your notes",
    measures: "Every session has ended; change your password",
};

/// Ben is signed in twice, and has a key.
async fn sign_in(kernel: &Kernel, studio: &Studio) {
    let now = kernel.now();
    let machine = kernel.machine("eu").unwrap();
    let unit = kernel.store().begin().await.unwrap();
    for token in ["one", "two"] {
        let datum = machine.draft("device", HOUSE, None, &[studio.ben]).await.unwrap();
        let permit = machine.may::<Write>(&datum).unwrap();
        let row = sessions::Model {
            id: Col(datum.id),
            person: Col(studio.ben),
            token: Col(kernel.vault().blind_index("session", token).unwrap()),
            client: None,
            created: Col(now),
            used: Col(now),
            expires: Col(now + SignedDuration::from_hours(24 * 365)),
        };
        unit.insert::<sessions::Entity>(&permit, row, Filing::observed(now)).await.unwrap();
    }
    let own = kernel.own(studio.ben, HOUSE, "eu").unwrap();
    let datum = own.draft("account", HOUSE, None, &[studio.ben]).await.unwrap();
    let permit = own.may::<Write>(&datum).unwrap();
    let row = keys::Model {
        id: Col(datum.id),
        person: Col(studio.ben),
        name: Col(kernel.vault().seal_field(&permit, Under::Person(studio.ben), "name", "backup").unwrap()),
        digest: Col(kernel.vault().blind_index("key", "three").unwrap()),
        scope: Col("read".parse().unwrap()),
        expires: Col(now + SignedDuration::from_hours(24 * 365)),
        used: None,
        revoked: None,
    };
    unit.insert::<keys::Entity>(&permit, row, Filing::from_person(now)).await.unwrap();
    unit.commit().await.unwrap();
}

async fn opened(kernel: &Kernel, studio: &Studio, at: Timestamp) {
    let machine = kernel.machine("eu").unwrap();
    let datum = machine.draft("audit", studio.workspace, None, &[studio.ben]).await.unwrap();
    let permit = machine.may::<Write>(&datum).unwrap();
    let row = activities::Model {
        id: Col(datum.id),
        actor: Col(studio.ben),
        what: Col("read".parse().unwrap()),
        target: Some(Col(studio.note_of_ada)),
        region: Col("eu".parse().unwrap()),
        at: Col(at),
    };
    let unit = kernel.store().begin().await.unwrap();
    unit.insert::<activities::Entity>(&permit, row, Filing::observed(at)).await.unwrap();
    unit.commit().await.unwrap();
}

fn found<'a>(studio: &Studio, kernel: &Kernel, touched: &'a Touched) -> Found<'a> {
    Found {
        workspace: studio.workspace,
        known: kernel.now(),
        text: "Ben's laptop was stolen at the harbour",
        touched,
        places: &["FR", "BR"],
        exercise: false,
    }
}

fn dpo<'k>(kernel: &'k Kernel, studio: &Studio) -> Desk<'k> {
    desk(kernel, studio.ada, "dpo", studio.workspace, [], "legal")
}

/// proves: BRC-02, BRC-03, BRC-04, BRC-05, BRC-06, BRC-07, BRC-08
#[tokio::test]
async fn a_breach_is_run_from_alert_to_cause() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        sign_in(kernel, &studio).await;
        opened(kernel, &studio, kernel.now()).await;
        let dpo = dpo(kernel, &studio);
        let touched = Touched { opened: vec![(studio.ben, kernel.now())], ..Touched::default() };
        let known = kernel.now();
        let incident = dpo.detect(&found(&studio, kernel, &touched)).await.unwrap();
        // The clocks of both laws run: 72 hours, and three working days of Brazil.
        let seen = dpo.incident(incident).await.unwrap();
        let clocks: Vec<_> = seen.clocks.iter().map(|c| (c.promise.as_str(), c.task.as_str())).collect();
        assert_eq!(
            clocks,
            [("breach.authority", "notify-authority"), ("breach.authority-brazil", "notify-authority")]
        );
        assert_eq!(seen.clocks[0].due, known + SignedDuration::from_hours(72));
        assert_eq!(seen.clocks[1].due.to_string(), "2027-01-15T00:00:00Z");
        // Who is affected comes from the access log: Ada wrote the note that was opened.
        assert_eq!(Vec::from_iter(seen.affected.people), [studio.ada]);
        assert_eq!(seen.affected.records, 1);
        // Nobody is told before it is stopped and assessed, and nothing is closed.
        assert!(matches!(
            dpo.notify(incident, Audience::Authority, &CONTENTS).await,
            Err(RightsError::State { .. })
        ));
        assert!(dpo.assess(incident, Severity::High, "passwords").await.is_err());
        assert!(dpo.close_incident(incident, "theft", "locks").await.is_err());

        let measures = [
            Measure::EndSessions(Who::Workspace(studio.workspace)),
            Measure::RevokeKeys(Who::Person(studio.ben)),
            Measure::ShutData(Over::Datum(studio.note_of_ada)),
        ];
        let done = dpo.contain(incident, &measures, "").await.unwrap();
        assert_eq!((done.sessions, done.keys, done.shut), (2, 1, 1));
        let again = dpo.contain(incident, &measures, "").await.unwrap();
        assert_eq!((again.sessions, again.keys, again.shut), (0, 0, 0));
        let machine = kernel.machine("eu").unwrap();
        for known in kernel.store().about(studio.ben, Some(HOUSE), kernel.now()).await.unwrap() {
            if let Some(held) =
                kernel.store().fetch::<sessions::Entity>(known.datum.id, kernel.now()).await.unwrap()
            {
                let permit = machine.may::<Write>(&known.datum).unwrap();
                assert!(*held.change(&permit).unwrap().expires <= kernel.now());
            }
        }
        let producer = desk(kernel, studio.ada, "producer", studio.workspace, [], "service");
        let note =
            kernel.store().fetch::<notes::Entity>(studio.note_of_ada, kernel.now()).await.unwrap().unwrap();
        assert!(producer.may::<Read>(note.datum()).is_err());

        here.hands.forward(Duration::from_hours(1));
        dpo.assess(incident, Severity::High, "Notes about people who do not know it").await.unwrap();
        let empty = Contents { measures: " ", ..CONTENTS };
        assert!(dpo.notify(incident, Audience::People, &empty).await.is_err());
        assert_eq!(dpo.notify(incident, Audience::Authority, &CONTENTS).await.unwrap().letters, 1);
        // Nobody sits as an admin here: the notice is kept, and there is no one to write to.
        assert_eq!(dpo.notify(incident, Audience::Customers, &CONTENTS).await.unwrap().letters, 0);
        assert!(dpo.close_incident(incident, "theft", "locks").await.is_err());
        assert_eq!(dpo.notify(incident, Audience::People, &CONTENTS).await.unwrap().letters, 1);
        assert!(dpo.notify(incident, Audience::People, &CONTENTS).await.is_err());
        let mut letters = kernel.letters(100).await.unwrap();
        letters.sort_by_key(|letter| letter.to);
        assert_eq!(letters.iter().map(|l| l.to).collect::<Vec<_>>(), [None, Some(studio.ada)]);
        for letter in &letters {
            for part in [CONTENTS.nature, CONTENTS.consequences, CONTENTS.measures] {
                assert!(letter.said.contains(part), "{letter:?}");
            }
            kernel.sent(letter.id).await.unwrap();
            kernel.sent(letter.id).await.unwrap();
        }
        assert!(kernel.letters(100).await.unwrap().is_empty());

        assert!(dpo.close_incident(incident, "No disk encryption", "").await.is_err());
        dpo.close_incident(incident, "No disk encryption", "Disks are encrypted now").await.unwrap();
        assert_eq!(dpo.release_data(incident).await.unwrap(), 1);
        let note =
            kernel.store().fetch::<notes::Entity>(studio.note_of_ada, kernel.now()).await.unwrap().unwrap();
        assert!(producer.may::<Read>(note.datum()).is_ok());
        let seen = dpo.incident(incident).await.unwrap();
        assert_eq!((seen.stage, seen.cause.as_deref()), (Stage::Closed, Some("No disk encryption")));
        assert!(seen.clocks.iter().all(|clock| clock.done.is_some() && !clock.late(kernel.now())));
        kernel.ship().await.unwrap();
        for (file, bytes) in here.bytes() {
            assert!(!crate::installation::holds(&bytes, b"stolen at the harbour"), "{file}");
        }
    }
}

/// proves: BRC-04, BRC-09
#[tokio::test]
async fn an_exercise_runs_the_clocks_and_writes_to_nobody() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let dpo = dpo(kernel, &studio);
    let touched = Touched { workspaces: vec![studio.workspace], ..Touched::default() };
    let exercise = Found { exercise: true, ..found(&studio, kernel, &touched) };
    let incident = dpo.detect(&exercise).await.unwrap();
    dpo.contain(incident, &[], "Rehearsed: pulled the plug").await.unwrap();
    dpo.assess(incident, Severity::High, "As if").await.unwrap();
    for audience in Audience::ALL {
        let told = dpo.notify(incident, *audience, &CONTENTS).await.unwrap();
        assert_eq!((told.people, told.letters), (2, 0));
    }
    dpo.close_incident(incident, "A rehearsal", "The phone list is new").await.unwrap();
    assert!(dpo.incident(incident).await.unwrap().exercise);
    assert!(kernel.letters(10).await.unwrap().is_empty());
}

/// proves: BRC-03, BRC-04
#[tokio::test]
async fn an_incident_of_one_workspace_reaches_no_other() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let other = incamera_studio::found(kernel, studio.ben, "Other Films", "eu").await.unwrap();
    let stranger = desk(kernel, studio.ben, "dpo", other, [], "legal");
    let touched = Touched {
        workspaces: vec![studio.workspace],
        people: vec![studio.ada],
        data: vec![studio.note_of_ada],
        ..Touched::default()
    };
    let found = Found { workspace: other, ..found(&studio, kernel, &touched) };
    let incident = stranger.detect(&found).await.unwrap();
    assert_eq!(stranger.incident(incident).await.unwrap().affected.records, 0);
    for who in [Who::Person(studio.ada), Who::Workspace(studio.workspace)] {
        assert!(stranger.contain(incident, &[Measure::EndSessions(who)], "").await.is_err());
    }
    let shut = Measure::ShutData(Over::Datum(studio.note_of_ada));
    assert_eq!(stranger.contain(incident, &[shut], "").await.unwrap().shut, 0);
    // A risk to nobody: no authority is told, and it may be closed.
    stranger.assess(incident, Severity::Low, "Nothing of ours").await.unwrap();
    stranger.close_incident(incident, "A mistake", "We look twice").await.unwrap();
    // Nor is another workspace's incident for a stranger's eyes.
    let dpo = dpo(kernel, &studio);
    assert!(dpo.incident(incident).await.is_err());
}
