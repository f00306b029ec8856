//! An operator helps, and is seen; a seat is confirmed, or lapses.

use std::time::Duration;

use incamera_gate::Read;
use incamera_rights::{Kernel, RightsError};
use incamera_store::{Reads, Table, rows::members};
use incamera_studio::Seat;

use crate::installation::{Engine, Installation, desk, fill};

/// proves: SEC-08, SEC-17
#[tokio::test]
async fn support_is_granted_timed_and_seen() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let olga = kernel.person();
        let operator = |person| {
            let actor = incamera_gate::Actor {
                workspace: None,
                ..incamera_studio::seated(person, "operator", studio.workspace, [])
            };
            kernel.desk(actor, "legal", "eu").unwrap()
        };
        let (mine, admin) =
            (operator(olga), desk(kernel, studio.ada, "admin", studio.workspace, [], "legal"));
        let note = kernel.store().datum(studio.note_of_ada, kernel.now()).await.unwrap().unwrap().datum;
        assert!(mine.may::<Read>(&note).is_err());
        assert!(mine.ask_elevation(studio.workspace, "  ").await.is_err());
        let editor = desk(kernel, studio.ben, "editor", studio.workspace, [], "legal");
        assert!(editor.ask_elevation(studio.workspace, "curious").await.is_err());
        let asked = mine.ask_elevation(studio.workspace, "Ticket 41: a note will not open").await.unwrap();
        // Not without leave, nor by one's own, nor by who decides about nothing, nor for ever.
        assert!(kernel.support(olga, asked, "support").await.is_err());
        assert!(mine.approve_elevation(asked, 60).await.is_err());
        assert!(editor.approve_elevation(asked, 60).await.is_err());
        assert!(admin.approve_elevation(asked, 61).await.is_err());
        admin.approve_elevation(asked, 60).await.unwrap();
        assert!(admin.approve_elevation(asked, 60).await.is_err());
        assert!(kernel.support(studio.ben, asked, "support").await.is_err());
        let support = kernel.support(olga, asked, "support").await.unwrap();
        support.look(&note).await.unwrap();
        // Another tenant's data stays shut.
        let other = incamera_studio::found(kernel, studio.ben, "Other Films", "eu").await.unwrap();
        let foreign =
            kernel.machine("eu").unwrap().draft("message", other, None, &[studio.ben]).await.unwrap();
        assert!(support.look(&foreign).await.is_err());
        // The customer sees who, why, by whose leave, and at what.
        let seen = admin.elevations(studio.workspace).await.unwrap();
        assert_eq!((seen.len(), seen[0].operator, seen[0].approver), (1, olga, Some(studio.ada)));
        assert_eq!(seen[0].reason, "Ticket 41: a note will not open");
        assert_eq!(seen[0].looked.iter().map(|l| l.datum).collect::<Vec<_>>(), [Some(studio.note_of_ada)]);
        // So does whoever wrote what was looked at.
        let log = kernel.seen(studio.ada, studio.workspace).await.unwrap();
        assert_eq!(log.iter().map(|s| (s.actor, s.datum)).collect::<Vec<_>>(), [(olga, studio.note_of_ada)]);
        assert!(kernel.seen(studio.ben, studio.workspace).await.unwrap().is_empty());
        here.hands.forward(Duration::from_hours(1));
        assert!(matches!(support.look(&note).await, Err(RightsError::State { .. })));
        assert!(kernel.support(olga, asked, "support").await.is_err());
        // One that the customer ends is over at once.
        let second = mine.ask_elevation(studio.workspace, "Ticket 42").await.unwrap();
        operator(kernel.person()).approve_elevation(second, 10).await.unwrap();
        assert!(kernel.support(olga, second, "support").await.is_ok());
        admin.end_elevation(second).await.unwrap();
        assert!(kernel.support(olga, second, "support").await.is_err());
    }
}

async fn seat_of(
    kernel: &Kernel,
    person: incamera_model::PersonId,
    workspace: incamera_model::WorkspaceId,
) -> Vec<incamera_model::DatumId> {
    let about = kernel.store().about(person, Some(workspace), kernel.now()).await.unwrap();
    about.iter().filter(|k| k.data.kind == <members::Entity as Table>::KIND).map(|k| k.datum.id).collect()
}

/// proves: SEC-11
#[tokio::test]
async fn a_seat_nobody_confirms_lapses() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let admin = desk(kernel, studio.ada, "admin", studio.workspace, [], "account");
    let seat = Seat { person: studio.ada, role: "admin", name: "Ada", email: None };
    let head = incamera_studio::admit(&admin, studio.workspace, &seat).await.unwrap();
    // Owed with each seat: nothing is left to schedule.
    assert_eq!(kernel.schedule_access(studio.workspace).await.unwrap(), 0);
    let ben = seat_of(kernel, studio.ben, studio.workspace).await[0];
    let ada = seat_of(kernel, studio.ada, studio.workspace).await.into_iter().find(|s| *s != head).unwrap();
    here.hands.days(89);
    assert!(!kernel.lapse_seat(ben).await.unwrap());
    admin.confirm_seat(ada).await.unwrap();
    here.hands.days(2);
    let swept = kernel.sweep().await.unwrap();
    assert!(swept.failed.is_empty() && swept.unknown.is_empty(), "{swept:?}");
    // The last admin's stays, and stays overdue.
    let waiting = swept.waiting.iter().filter(|owed| *owed.task == *"access-review");
    assert_eq!(waiting.map(|owed| *owed.target).collect::<Vec<_>>(), [head]);
    assert!(!kernel.lapse_seat(ben).await.unwrap());
    assert!(admin.confirm_seat(ben).await.is_err());
    let overdue = async || {
        let all = kernel.store().overdue(kernel.now(), 100).await.unwrap();
        all.iter().filter(|o| *o.task == *"access-review").map(|o| *o.target).collect::<Vec<_>>()
    };
    assert_eq!(overdue().await, [head]);
    admin.confirm_seat(head).await.unwrap();
    assert!(overdue().await.is_empty());
}
