//! Who decides, about what, and who may not even look.

use incamera_gate::{Answer as Answers, Erase, Read, Write};
use incamera_rights::{
    HOUSE, RightsError,
    request::{self, Answer, Ground, State, What},
};
use incamera_store::{Page, Reads, rows::requests};

use super::{officer, own, show, steps, stranger};
use crate::installation::{Engine, Installation, desk, fill};

const DONE: Answer<'static> = Answer { text: "Here is everything.", undone: None };

/// proves: DSR-30, T-06
#[tokio::test]
async fn an_administrator_can_neither_read_nor_block_a_members_request() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let id = own(kernel, studio.ben, studio.workspace, "access", &["FR"]).await;
        let held = kernel.store().fetch::<requests::Entity>(id, kernel.now()).await.unwrap().unwrap();
        for purpose in ["legal", "account", "security", "support"] {
            let admin = desk(kernel, studio.ada, "admin", studio.workspace, [studio.project], purpose);
            assert!(admin.may::<Read>(held.datum()).is_err());
            assert!(admin.may::<Write>(held.datum()).is_err());
            assert!(admin.may::<Erase>(held.datum()).is_err());
            assert!(admin.may::<Answers>(held.datum()).is_err());
            let page = Page { workspace: studio.workspace, project: None, after: None, limit: 10 };
            let listed = match admin.leave::<Read>() {
                Ok(leave) => {
                    kernel.store().list::<requests::Entity, Read>(&leave, page, kernel.now()).await.unwrap()
                }
                Err(_) => Vec::new(),
            };
            assert!(listed.is_empty(), "not even that it is there");
        }
        let admin = desk(kernel, studio.ada, "admin", studio.workspace, [], "legal");
        assert!(request::queue(&admin, studio.workspace).await.unwrap().is_empty());
        let refused =
            |result: Result<(), RightsError>| assert!(matches!(result, Err(RightsError::Refused(_))));
        refused(request::look(&admin, id).await.map(|_| ()));
        refused(request::revoke(&admin, id).await);
        refused(request::refuse(&admin, id, Ground::Unfounded, None).await.map(|_| ()));
        refused(request::answer(&admin, id, &DONE).await.map(|_| ()));
        refused(request::clarify(&admin, id, "Why?").await.map(|_| ()));
        refused(request::extend(&admin, id, "No").await.map(|_| ()));
        refused(request::assign(&admin, id, studio.ada).await);
        // He himself reads it, and cannot answer himself; the officer can.
        let his = kernel.own(studio.ben, studio.workspace, "eu").unwrap();
        assert_eq!(request::look(&his, id).await.unwrap().statement, "Please");
        refused(request::answer(&his, id, &DONE).await.map(|_| ()));
        let dpo = officer(kernel, studio.workspace);
        request::assign(&dpo, id, dpo.actor().person).await.unwrap();
        let letter = request::answer(&dpo, id, &DONE).await.unwrap();
        assert_eq!(letter.to.as_deref(), Some("ben@ostrander.example"));
        let case = request::look(&his, id).await.unwrap();
        assert_eq!((case.state, case.answer.as_deref()), (State::Fulfilled, Some(letter.text.as_str())));
        // An officer of elsewhere sees nothing of it.
        let elsewhere = officer(kernel, HOUSE);
        refused(request::look(&elsewhere, id).await.map(|_| ()));
        assert!(request::queue(&elsewhere, studio.workspace).await.unwrap().is_empty());
    }
}

/// proves: DSR-03, DSR-10
#[tokio::test]
async fn illegal_steps_are_errors_that_say_what_to_do() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let (machine, dpo) = (kernel.machine("eu").unwrap(), officer(kernel, HOUSE));
        let id = stranger(kernel, "erasure", "a@far.example", &["FR"]).await;
        let says = |result: Result<(), RightsError>, word: &str| {
            let why = result.unwrap_err().to_string();
            assert!(why.contains(word), "{why}");
        };
        says(request::answer(&dpo, id, &DONE).await.map(|_| ()), "find out who asks first");
        says(request::reply(&machine, id, "Hm").await.map(|_| ()), "nothing was asked");
        request::clarify(&dpo, id, "Which film?").await.unwrap();
        says(request::clarify(&dpo, id, "Which?").await.map(|_| ()), "note the reply first");
        says(request::answer(&dpo, id, &DONE).await.map(|_| ()), "note the reply first");
        assert_eq!(request::reply(&machine, id, "The one at the harbour").await.unwrap(), State::Received);
        show(kernel, id).await;
        says(request::identify(&machine, id, super::BASE).await.map(|_| ()), "answer it");
        request::clarify(&dpo, id, "All of it?").await.unwrap();
        assert_eq!(
            request::reply(&machine, id, "All").await.unwrap(),
            State::Working,
            "it goes on where it stood"
        );
        says(
            request::refuse(&dpo, id, Ground::Accurate, None).await.map(|_| ()),
            "stands against this right",
        );
        says(request::refuse(&dpo, id, Ground::Unverified, None).await.map(|_| ()), "who is known");
        says(request::refuse(&dpo, id, Ground::NoMandate, None).await.map(|_| ()), "from whom it is about");
        let letter =
            request::refuse(&dpo, id, Ground::LegalDuty, Some("The invoices of 2026 stay.")).await.unwrap();
        assert!(letter.text.contains("Article 17(3)(b)") && letter.text.contains("invoices of 2026"));
        for over in [
            request::answer(&dpo, id, &DONE).await.map(|_| ()),
            request::refuse(&dpo, id, Ground::LegalDuty, None).await.map(|_| ()),
            request::revoke(&machine, id).await,
            request::extend(&dpo, id, "Many").await.map(|_| ()),
            request::assign(&dpo, id, dpo.actor().person).await,
            request::attest(&dpo, id).await,
        ] {
            says(over, "open a new one");
        }
        assert_eq!(request::look(&dpo, id).await.unwrap().ground, Some(Ground::LegalDuty));
        assert!(kernel.store().owed(id).await.unwrap().iter().all(|owed| owed.done.is_some()));
        let missing = request::look(&dpo, kernel.id()).await.unwrap_err();
        assert!(missing.to_string().contains("there is no request"));
    }
}

/// proves: DSR-13, PRV-16, T-05, T-23
#[tokio::test]
async fn the_cap_holds_where_its_law_alone_does_and_for_knowing_alone() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let dpo = officer(kernel, studio.workspace);
    let places = &["US-CA"][..];
    let ask =
        async |right: &str, places: &[&str]| own(kernel, studio.ben, studio.workspace, right, places).await;
    let refuse = async |id| request::refuse(&dpo, id, Ground::TooMany, None).await;
    for right in ["access", "portability"] {
        let id = ask(right, places).await;
        assert!(refuse(id).await.unwrap_err().to_string().contains("within what he may ask for"));
        request::answer(&dpo, id, &DONE).await.unwrap();
        here.hands.days(30);
    }
    let third = ask("access", places).await;
    let cap = request::cap(&dpo, third).await.unwrap().unwrap();
    assert_eq!((cap.law.as_str(), cap.most, cap.answered, cap.reached()), ("ccpa", 2, 2, true));
    let letter = refuse(third).await.unwrap();
    assert!(letter.text.contains("California Civil Code, Section 1798.130(b)"), "{}", letter.text);
    // Another law protects him too, or might; another right; somebody else.
    for (right, places) in [
        ("access", &["US-CA", "FR"][..]),
        ("access", &[]),
        ("access", &["FR"]),
        ("erasure", &["US-CA"]),
        ("rectification", &["US-CA"]),
        ("do-not-sell", &["US-CA"]),
    ] {
        let id = ask(right, places).await;
        assert!(refuse(id).await.is_err(), "{right} {places:?}");
        assert!(request::cap(&dpo, id).await.unwrap().is_none(), "{right} {places:?}");
    }
    let of_ada = own(kernel, studio.ada, studio.workspace, "access", places).await;
    assert_eq!(request::cap(&dpo, of_ada).await.unwrap().unwrap().answered, 0);
    // A year after the first he may ask again; what was refused is not counted.
    here.hands.days(306);
    let later = ask("access", places).await;
    assert_eq!(request::cap(&dpo, later).await.unwrap().unwrap().answered, 1);
}

/// proves: PRV-16, KID-12
#[tokio::test]
async fn an_opt_out_and_a_report_need_nobody_to_show_who_he_is() {
    let here = Installation::begin(Engine::Sqlite).await;
    let kernel = &here.kernel;
    let (machine, dpo) = (kernel.machine("eu").unwrap(), officer(kernel, HOUSE));
    let id = stranger(kernel, "do-not-sell", "a@far.example", &["US-CA"]).await;
    assert!(steps(kernel, HOUSE, id).await.contains(&What::Waived));
    let why = request::refuse(&dpo, id, Ground::Unverified, None).await.unwrap_err().to_string();
    assert!(why.contains("nobody has to show"), "{why}");
    request::answer(&dpo, id, &Answer { text: "Nothing is sold. Your word is recorded.", undone: None })
        .await
        .unwrap();
    // Suspected use by a child: it is due for the officer at once.
    let report = request::Asking { child: true, ..super::mail("complaint", "b@far.example", &["FR"]) };
    let id = request::open(&machine, HOUSE, &report).await.unwrap().request;
    let claimed = kernel.store().claim(kernel.now(), kernel.now() + CLAIM, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    let reminder = request::remind(&machine, &claimed[0]).await.unwrap().unwrap();
    assert!(reminder.request == id && reminder.late && reminder.workspace == HOUSE);
}

const CLAIM: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

/// proves: DSR-03
#[tokio::test]
async fn a_request_is_somebodys_from_the_start_and_is_decided_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let officer_of_it = kernel.person();
        let admin = desk(kernel, studio.ada, "admin", studio.workspace, [], "account");
        let seat = incamera_studio::Seat { person: officer_of_it, role: "dpo", name: "Dora", email: None };
        incamera_studio::admit(&admin, studio.workspace, &seat).await.unwrap();
        let id = own(kernel, studio.ben, studio.workspace, "access", &["FR"]).await;
        let dpo = officer(kernel, studio.workspace);
        let queue = request::queue(&dpo, studio.workspace).await.unwrap();
        assert_eq!(queue[0].assigned, Some(officer_of_it));
        // Two officers answer at the same moment: one of them is told that it is over.
        let other = officer(kernel, studio.workspace);
        let (one, two) = tokio::join!(request::answer(&dpo, id, &DONE), request::answer(&other, id, &DONE));
        let late = match (one, two) {
            (Ok(_), Err(late)) | (Err(late), Ok(_)) => late.to_string(),
            both => panic!("{both:?}"),
        };
        assert!(late.contains("open a new one"), "{late}");
        let told = steps(kernel, studio.workspace, id).await;
        assert_eq!(told.iter().filter(|what| **what == What::Answered).count(), 1);
    }
}
