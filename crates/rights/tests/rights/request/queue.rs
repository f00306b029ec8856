//! The queue, reminders, reports; and what a unit of work that is dropped leaves.

use incamera_rights::{
    HOUSE,
    request::{self, Answer, Asker, Asking, Door, Ground, Summary, What},
};
use incamera_store::Reads;
use jiff::SignedDuration;

use super::{BASE, officer, own, steps, stranger};
use crate::installation::{Engine, Installation, fill};

const DONE: Answer<'static> = Answer { text: "Here is everything.", undone: None };

/// proves: DSR-03, DSR-08, SUP-03, SUP-04
#[tokio::test]
async fn the_officer_works_from_what_is_overdue_and_is_told_in_time() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let (machine, dpo) = (kernel.machine("eu").unwrap(), officer(kernel, studio.workspace));
        let ask = async |right: &str, places: &[&str]| {
            own(kernel, studio.ben, studio.workspace, right, places).await
        };
        let french = ask("access", &["FR"]).await;
        let brazilian = ask("erasure", &["BR"]).await;
        let elsewhere = stranger(kernel, "access", "a@far.example", &["FR"]).await;
        here.hands.days(1);
        let done = ask("rectification", &["FR"]).await;
        request::answer(&dpo, done, &DONE).await.unwrap();
        let revoked = ask("objection", &["FR"]).await;
        request::revoke(&kernel.own(studio.ben, studio.workspace, "eu").unwrap(), revoked).await.unwrap();
        let order = async || {
            let queue = request::queue(&dpo, studio.workspace).await.unwrap();
            queue.into_iter().map(|queued| (queued.request, queued.overdue(kernel.now()))).collect::<Vec<_>>()
        };
        assert_eq!(order().await, [(brazilian, false), (french, false)]);
        let counts = async || request::summary(&dpo, studio.workspace).await.unwrap();
        assert_eq!(counts().await, Summary { open: 2, overdue: 0, soon: 0, decided: 1, in_time: 1 });
        // Nine days: the Brazilian's week begins. He is told once, however often the obligation comes.
        here.hands.days(8);
        let claim = async || {
            kernel
                .store()
                .claim(kernel.now(), kernel.now() + SignedDuration::from_mins(1), 100)
                .await
                .unwrap()
        };
        let due = claim().await;
        assert_eq!(
            due.iter().map(|o| (*o.target, o.task.as_str())).collect::<Vec<_>>(),
            [(brazilian, "request.warn")]
        );
        let reminder = request::remind(&machine, &due[0]).await.unwrap().unwrap();
        assert!(!reminder.late && reminder.request == brazilian && reminder.workspace == studio.workspace);
        assert_eq!(request::remind(&machine, &due[0]).await.unwrap(), None, "once");
        assert_eq!(counts().await.soon, 1);
        // After sixteen he is late.
        here.hands.days(7);
        let due = claim().await;
        assert_eq!(
            due.iter().map(|o| (*o.target, o.task.as_str())).collect::<Vec<_>>(),
            [(brazilian, "request.escalate")]
        );
        assert!(request::remind(&machine, &due[0]).await.unwrap().unwrap().late);
        let told = steps(kernel, studio.workspace, brazilian).await;
        assert!(told.contains(&What::Warned) && told.contains(&What::Escalated));
        assert_eq!(order().await, [(brazilian, true), (french, false)]);
        let now = counts().await;
        assert_eq!(now, Summary { open: 2, overdue: 1, soon: 0, decided: 1, in_time: 1 });
        assert_eq!(now.permille(), Some(500), "one in time, one late");
        request::answer(&dpo, brazilian, &DONE).await.unwrap();
        request::refuse(&dpo, french, Ground::Others, None).await.unwrap();
        let now = counts().await;
        assert_eq!(
            (now, now.permille()),
            (Summary { open: 0, overdue: 0, soon: 0, decided: 3, in_time: 2 }, Some(666))
        );
        // What is over owes nothing; what lies in the house is the house's.
        here.hands.days(30);
        assert!(claim().await.iter().all(|owed| *owed.target == elsewhere));
        // After a year nothing of it counts.
        here.hands.days(340);
        assert_eq!((counts().await.decided, Summary::default().permille()), (0, None));
    }
}

/// A unit of work that is not committed leaves nothing: no proof, no step, no entry, no state. That is what a killed process leaves.
///
/// proves: DSR-03
#[tokio::test]
async fn a_unit_of_work_that_fails_leaves_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let machine = kernel.machine("eu").unwrap();
        // An agent who gave no address, for somebody who has none: the link is drawn, noted, and has nowhere to go.
        let somebody = kernel.own(kernel.person(), HOUSE, "eu").unwrap();
        let asking = Asking {
            asker: Asker::Agent { mandate: "He sends me", registration: None },
            ..Asking::of("access", Door::Api, "For him")
        };
        let id = request::open(&somebody, HOUSE, &asking).await.unwrap().request;
        let state = async || {
            let case = request::look(&officer(kernel, HOUSE), id).await.unwrap();
            let rows = kernel.store().counts(None).await.unwrap();
            let owed = kernel.store().owed(id).await.unwrap();
            (case.state, case.steps, rows, owed, kernel.store().waiting().await.unwrap())
        };
        let before = state().await;
        assert!(
            request::identify(&machine, id, BASE)
                .await
                .unwrap_err()
                .to_string()
                .contains("without an address")
        );
        assert_eq!(state().await, before);
        // And what waits in the outbox is there with what it tells of.
        assert_eq!(before.4, 1, "the entry of the opening");
    }
}
