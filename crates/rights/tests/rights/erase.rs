//! Somebody is forgotten, and whoever worked with him keeps his work.

use incamera_gate::{Read, Why, Write};
use incamera_rights::{Progress, RightsError, erase::Reason};
use incamera_store::{Reads, rows::notes};
use incamera_vault::VaultError;

use crate::installation::{Engine, FRAMES, Installation, desk, fill, holds};

/// proves: DSR-19, RET-13, RET-16, DSR-29
#[tokio::test]
async fn one_is_forgotten_and_the_other_keeps_his_work() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let plan = kernel.plan_erasure(studio.workspace, studio.ben).await.unwrap();
        let going: Vec<(&str, usize)> = plan.goes.iter().map(|line| (line.table, line.count)).collect();
        assert_eq!(going, [("members", 1), ("notes", 1), ("messages", 1)]);
        // The rush that shows both, and the cut and the review made from it.
        assert_eq!((plan.shared, plan.stays.len()), (3, 0));
        // Author of the cut.
        assert_eq!(plan.mentions, 1);

        // A sealed field of his, kept by somebody who copied the database before.
        let held =
            kernel.store().fetch::<notes::Entity>(studio.note_of_ben, kernel.now()).await.unwrap().unwrap();
        let machine = kernel.machine("eu").unwrap();
        let editor = desk(kernel, studio.ben, "editor", studio.workspace, [studio.project], "service");
        let permit = editor.may::<Read>(held.datum()).unwrap();
        let sealed = held.open(&permit).unwrap().text.clone();
        assert_eq!(kernel.vault().open_field(&permit, "text", &sealed).unwrap(), "I like the gulls");

        let stone = kernel.erase_person(studio.workspace, studio.ben, "right.erasure", None).await.unwrap();
        // The gate is closed at once, and says by which promise.
        let closed = kernel.store().datum(studio.note_of_ben, kernel.now()).await.unwrap().unwrap();
        assert!(closed.datum.erased);
        let refused = editor.may::<Read>(&closed.datum).map(|_| ()).unwrap_err();
        let RightsError::Refused(refusal) = refused else { panic!("{refused}") };
        assert_eq!(refusal.why, Why::Forbidden { promise: "right.erasure".to_owned() });
        // Nobody writes in his name either.
        let again =
            editor.draft("message", studio.workspace, Some(studio.project), &[studio.ben]).await.unwrap();
        assert!(editor.may::<Write>(&again).is_err());

        assert_eq!(kernel.pursue(stone).await.unwrap(), Progress::Done);
        // Doing it again changes nothing.
        assert_eq!(kernel.pursue(stone).await.unwrap(), Progress::Done);
        let receipt = kernel.erasure(stone).await.unwrap();
        assert!(receipt.done.is_some());
        assert!(receipt.targets.iter().all(|target| target.state == "done"), "{receipt:?}");
        assert_eq!(
            kernel.store().about(studio.ben, Some(studio.workspace), kernel.now()).await.unwrap().len(),
            0
        );
        assert!(matches!(kernel.vault().open_field(&permit, "text", &sealed), Err(VaultError::NoKey(_))));
        let nothing = kernel.plan_erasure(studio.workspace, studio.ben).await.unwrap();
        assert_eq!((nothing.goes.len(), nothing.shared, nothing.mentions), (0, 0, 0));

        assert!(kernel.store().datum(studio.review, kernel.now()).await.unwrap().is_some());
        // Ada's work is whole: her note, her rushes, the cut Ben made for her.
        let held =
            kernel.store().fetch::<notes::Entity>(studio.note_of_ada, kernel.now()).await.unwrap().unwrap();
        let producer = desk(kernel, studio.ada, "producer", studio.workspace, [], "service");
        let permit = producer.may::<Read>(held.datum()).unwrap();
        let text = held.open(&permit).unwrap().text.clone();
        assert_eq!(kernel.vault().open_field(&permit, "text", &text).unwrap(), "Please cut the yawning");
        for id in [studio.together, studio.alone, studio.empty, studio.cut] {
            let known = kernel.store().datum(id, kernel.now()).await.unwrap().unwrap();
            assert!(!known.datum.about.contains(&studio.ben));
            let permit = producer.may::<Read>(&known.datum).unwrap();
            let mut bytes = vec![0; FRAMES.len()];
            kernel.vault().open_object(&permit).unwrap().read_at(&mut bytes, 0).unwrap();
            assert_eq!(bytes, FRAMES);
        }
        // Whoever keeps the picture of both owes its redaction.
        let owed = kernel.store().owed(studio.together).await.unwrap();
        assert_eq!(owed.iter().map(|o| o.task.as_str()).collect::<Vec<_>>(), ["redact"]);
        // His account lies elsewhere, and goes when he closes it.
        let accounts = kernel.close_account(studio.ben, None).await.unwrap();
        for stone in accounts {
            kernel.pursue(stone).await.unwrap();
        }
        assert!(kernel.store().mentions(studio.ben).await.unwrap().is_empty());
        kernel.ship().await.unwrap();
        let id = *studio.ben.uuid().as_bytes();
        for (file, bytes) in here.bytes() {
            // The tombstone and what stands of him name the id, and nothing else does.
            assert!(file.contains("rows.db") || !holds(&bytes, &id), "{file} names who was forgotten");
        }
        drop(machine);
    }
}

/// proves: RET-10, RET-16, T-27
#[tokio::test]
async fn what_a_hold_keeps_is_named_and_stays() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let dpo = desk(kernel, studio.ada, "dpo", studio.workspace, [], "legal");
    let hold = incamera_rights::Hold {
        workspace: studio.workspace,
        over: incamera_rights::Over::Datum(studio.note_of_ben),
        ground: "dispute",
        text: "Case 12/27 before the court of Antibes",
        days: None,
    };
    let hold = dpo.hold(&hold).await.unwrap();
    let plan = kernel.plan_erasure(studio.workspace, studio.ben).await.unwrap();
    assert_eq!(plan.stays.iter().map(|s| (s.table, s.reason)).collect::<Vec<_>>(), [("notes", Reason::Hold)]);
    let stone = kernel.erase_person(studio.workspace, studio.ben, "right.erasure", None).await.unwrap();
    kernel.pursue(stone).await.unwrap();
    let left = kernel.store().about(studio.ben, Some(studio.workspace), kernel.now()).await.unwrap();
    assert_eq!(left.iter().map(|known| known.datum.id).collect::<Vec<_>>(), [studio.note_of_ben]);
    // What it keeps can still be read by whoever decides the dispute; the rest is gone.
    let receipt = kernel.erasure(stone).await.unwrap();
    assert!(receipt.done.is_none() && receipt.stays.len() == 1, "{receipt:?}");
    assert!(kernel.vault().has_subject(studio.workspace, studio.ben));
    dpo.release(hold).await.unwrap();
    // The next day it is tried again by itself.
    here.hands.days(2);
    kernel.sweep().await.unwrap();
    assert!(!kernel.vault().has_subject(studio.workspace, studio.ben));
    assert!(kernel.erasure(stone).await.unwrap().done.is_some());
    assert!(kernel.store().about(studio.ben, Some(studio.workspace), kernel.now()).await.unwrap().is_empty());
}

/// proves: RET-13, DSR-19
#[tokio::test]
async fn what_somebody_sends_in_of_himself_alone_goes_with_him() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        // Ada sent in the rush that shows her alone: being named as who sent it makes it no less hers.
        let stone = kernel.erase_person(studio.workspace, studio.ada, "right.erasure", None).await.unwrap();
        kernel.pursue(stone).await.unwrap();
        assert!(kernel.store().datum(studio.alone, kernel.now()).await.unwrap().is_none());
        let objects = kernel.vault().objects().list().unwrap();
        assert!(!objects.contains(&studio.alone.uuid()));
        assert!(objects.contains(&studio.together.uuid()));
    }
}
