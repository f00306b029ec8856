//! Data ends when its class says, and not while something keeps it.

use std::time::Duration;

use incamera_charter::{Charter, Class, End, LengthUnit};
use incamera_gate::Write;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_rights::{Agreed, Kernel};
use incamera_store::{
    Col, Counted, Filing, Reads, Retention, Tie,
    rows::{devices, holds},
};
use incamera_vault::Under;

use crate::installation::{Engine, Installation, charter, desk, fill};

/// Somebody signs in from somewhere.
async fn device(kernel: &Kernel, workspace: WorkspaceId, person: PersonId) -> DatumId {
    let desk = kernel
        .desk(incamera_studio::seated(incamera_rights::MACHINE, "machine", workspace, []), "security", "eu")
        .unwrap();
    let datum = desk.draft("device", workspace, None, &[person]).await.unwrap();
    let permit = desk.may::<Write>(&datum).unwrap();
    let row = devices::Model {
        id: Col(datum.id),
        person: Col(person),
        description: Col(kernel.vault().seal_field(&permit, Under::Datum, "description", "a phone").unwrap()),
        address: None,
        seen: Col(kernel.now()),
    };
    let unit = kernel.store().begin().await.unwrap();
    unit.insert::<devices::Entity>(&permit, row, Filing::observed(kernel.now())).await.unwrap();
    unit.commit().await.unwrap();
    datum.id
}

async fn there(kernel: &Kernel, id: DatumId) -> bool {
    kernel.store().datum(id, kernel.now()).await.unwrap().is_some()
}

async fn hold(kernel: &Kernel, workspace: WorkspaceId, target: DatumId, until: Duration) {
    let dpo =
        kernel.desk(incamera_studio::seated(kernel.person(), "dpo", workspace, []), "legal", "eu").unwrap();
    let datum = dpo.draft("case", workspace, None, &[]).await.unwrap();
    let permit = dpo.may::<Write>(&datum).unwrap();
    let row = holds::Model {
        id: Col(datum.id),
        reach: Col("datum".parse().unwrap()),
        target: Col(target),
        ground: Col("dispute".parse().unwrap()),
        author: Col(dpo.actor().person),
        text: Col(kernel.vault().seal_field(&permit, Under::Datum, "text", "Doe v. Harbour").unwrap()),
        placed: Col(kernel.now()),
        until: Col(kernel.now().checked_add(until).unwrap()),
        ended: None,
    };
    let unit = kernel.store().begin().await.unwrap();
    unit.insert::<holds::Entity>(&permit, row, Filing::from_person(kernel.now())).await.unwrap();
    unit.commit().await.unwrap();
}

fn of<'a>(report: &'a [incamera_rights::Purged], class: &str) -> &'a incamera_rights::Purged {
    report.iter().find(|purged| purged.class == class).unwrap()
}

/// proves: RET-02, RET-07, RET-10, RET-15, RET-17, T-27, T-33
#[tokio::test]
async fn a_class_ends_by_its_clock_and_a_hold_keeps_what_it_names() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut charter = charter();
        let class: &mut Class = charter.classes.get_mut("device").unwrap();
        class.retention.end = End::Aggregate;
        let here = Installation::begin_with(engine, charter).await;
        let kernel = &here.kernel;
        let studio = fill(kernel).await;
        let mut old = Vec::new();
        for _ in 0..1203 {
            old.push(device(kernel, studio.workspace, studio.ada).await);
        }
        let held = old[700];
        hold(kernel, studio.workspace, held, Duration::from_hours(60 * 24)).await;
        here.hands.days(29);
        let young = device(kernel, studio.workspace, studio.ben).await;
        assert_eq!(kernel.retain("device").await.unwrap().ended, 0);
        here.hands.days(1);
        assert_eq!((of(&kernel.purge_report().await.unwrap(), "device").due, 0), (1202, 0));
        here.hands.days(3);
        let report = kernel.purge_report().await.unwrap();
        let late = of(&report, "device");
        assert_eq!((late.due, late.overdue, late.held, late.done), (1202, 1202, 1, 0));
        let retained = kernel.retain("device").await.unwrap();
        assert_eq!((retained.ended, retained.kept), (1202, 1));
        let report = kernel.purge_report().await.unwrap();
        let done = of(&report, "device");
        assert_eq!((done.due, done.overdue, done.held, done.done), (0, 0, 1, 1202));
        assert!(there(kernel, held).await && there(kernel, young).await);
        assert!(!there(kernel, old[0]).await && !there(kernel, old[1202]).await);
        // Counts about nobody are left.
        let counted = kernel.store().counted(None).await.unwrap();
        let aggregated = counted.iter().filter(|row| row.what == Counted::Aggregated as i16);
        assert_eq!(aggregated.map(|row| row.count).sum::<i64>(), 1202);
        // The hold runs out by itself, and nothing else keeps it.
        here.hands.days(60);
        assert_eq!(kernel.retain("device").await.unwrap().ended, 2);
        assert!(!there(kernel, held).await);
    }
}

/// proves: RET-01
#[test]
fn every_class_has_an_end() {
    let Charter { classes, .. } = charter();
    assert!(classes.values().all(|class| !class.retention.ground.is_empty()));
}

/// proves: RET-04, RET-05, RET-06
#[tokio::test]
async fn what_is_kept_for_the_term_goes_with_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let studio = fill(kernel).await;
        let nightly = async || {
            let mut ended = 0;
            for class in kernel.charter().classes.keys() {
                ended += kernel.retain(class).await.unwrap().ended;
            }
            ended
        };
        // Years pass, and as long as the subscription runs nothing goes.
        here.hands.days(3000);
        assert_eq!(nightly().await, 0);
        let admin = desk(kernel, studio.ada, "admin", studio.workspace, [], "service");
        let soon = kernel.now().checked_add(Duration::from_hours(10 * 24)).unwrap();
        admin.end_term(studio.workspace).await.unwrap();
        admin.purge_at(studio.workspace, soon).await.unwrap();
        assert_eq!(nightly().await, 0, "the admin wants it ten days later");
        here.hands.days(11);
        assert!(nightly().await > 8);
        for gone in [studio.together, studio.alone, studio.cut, studio.note_of_ada, studio.message_of_ben] {
            assert!(!there(kernel, gone).await);
        }
        // Footage is unreadable and gone, also as bytes.
        let itself = DatumId::of(studio.workspace.uuid());
        assert!(kernel.vault().copies().unwrap().is_empty());
        assert!(kernel.vault().shredded(studio.together));
        // The configuration is kept for coming back, for 90 days.
        assert!(there(kernel, itself).await);
        here.hands.days(80);
        nightly().await;
        assert!(!there(kernel, itself).await);
        let house = kernel.store().about(studio.ada, None, kernel.now()).await.unwrap();
        assert!(house.iter().all(|known| known.ties.values().all(|tie| *tie == Tie::Owns)));
    }
}

/// proves: RET-08, RET-09
#[tokio::test]
async fn a_workspace_keeps_less_and_more_only_by_contract() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let studio = fill(kernel).await;
        let admin = desk(kernel, studio.ada, "admin", studio.workspace, [], "service");
        let keep = async |class, length, contract| {
            let agreed = Agreed { class, length, unit: LengthUnit::Days, contract };
            admin.agree(studio.workspace, &agreed).await
        };
        assert!(keep("device", 60, None).await.unwrap_err().to_string().contains("by a contract alone"));
        assert!(keep("request", 30, Some("C-12")).await.unwrap_err().to_string().contains("as a proof"));
        keep("device", 10, None).await.unwrap();
        let one = device(kernel, studio.workspace, studio.ada).await;
        let elsewhere = device(kernel, incamera_rights::HOUSE, studio.ada).await;
        here.hands.days(11);
        assert_eq!(kernel.retain("device").await.unwrap().ended, 1);
        assert!(!there(kernel, one).await && there(kernel, elsewhere).await);
        keep("device", 90, Some("C-12")).await.unwrap();
        let long = device(kernel, studio.workspace, studio.ada).await;
        here.hands.days(40);
        assert_eq!(kernel.retain("device").await.unwrap().ended, 1);
        assert!(there(kernel, long).await && !there(kernel, elsewhere).await);
        here.hands.days(60);
        assert_eq!(kernel.retain("device").await.unwrap().ended, 1);
    }
}
